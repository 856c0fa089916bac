import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { useTranslations } from "use-intl";

/** A problem in a file, as the server's report has it. */
interface ImportProblem {
  readonly kind: "unit" | "part" | "repaired";
  readonly line: number;
  readonly file?: string;
  readonly reason: string;
  readonly message: string;
}

/** What an import took in, left out and repaired, and why: the reasons counted, then each place. */
export function ImportReport({ report }: { readonly report: Readonly<Record<string, unknown>> }) {
  const t = useTranslations("memories");
  const { units, leftOut, repaired, problems } = report as {
    readonly units: number;
    readonly leftOut: number;
    readonly repaired: number;
    readonly problems: readonly ImportProblem[];
  };
  return (
    <>
      <p role="status" className="facts">
        <span className="result">{t("imported", { count: units })}</span>
        {leftOut > 0 && <span className="doubtful">{t("leftOut", { count: leftOut })}</span>}
        {repaired > 0 && <span className="quiet">{t("repaired", { count: repaired })}</span>}
      </p>
      {problems.length > 0 && (
        <Disclosure className="history doubts" defaultExpanded={problems.length <= 10}>
          <Heading level={3}>
            <Button slot="trigger">{t("problems")}</Button>
          </Heading>
          <DisclosurePanel>
            {problems.length < leftOut + repaired && (
              <p className="quiet">{t("firstProblems", { count: problems.length })}</p>
            )}
            <ol className="problems">
              {problems.map(({ line, file, message }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a line may have several problems; these never move
                <li key={at}>
                  <span className="quiet">
                    {file && <bdi>{file} </bdi>}
                    {t("line", { line })}
                  </span>
                  <span lang="en" dir="ltr">
                    {message}
                  </span>
                </li>
              ))}
            </ol>
          </DisclosurePanel>
        </Disclosure>
      )}
    </>
  );
}
