import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { useMessages, useTranslations } from "use-intl";
import { reasonOf } from "../text/import-reasons.ts";

/** A problem in a file, as the server's report has it. */
interface ImportProblem {
  readonly kind: "unit" | "part" | "repaired";
  /** Absent for a whole file in an archive. */
  readonly line?: number;
  readonly file?: string;
  readonly reason: string;
  readonly message: string;
}

/** Reasons whose sentence says all that there is to know, and what can be done here. */
const SAYS_ALL: ReadonlySet<string> = new Set(["column names"]);

/** What an import took in, left out and repaired, and why: the reasons counted, then each place. */
export function ImportReport({ report }: { readonly report: Readonly<Record<string, unknown>> }) {
  const t = useTranslations("memories");
  const { reason: known } = useMessages().memories;
  const { units, there, leftOut, repaired, problems } = report as {
    readonly units: number;
    /** What was there of the file; absent in a report of an earlier version. */
    readonly there?: "nothing" | "the same" | "another";
    readonly leftOut: number;
    readonly repaired: number;
    readonly problems: readonly ImportProblem[];
  };
  return (
    <>
      <p role="status" className="facts">
        <span className="result">{there === "the same" ? t("unchanged") : t("imported", { count: units })}</span>
        {there === "the same" && <span className="quiet">{t("segments", { count: units })}</span>}
        {there === "another" && <span className="quiet">{t("inPlace")}</span>}
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
              {problems.map(({ line, file, reason, message }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a line may have several problems; these never move
                <li key={at}>
                  <span className="quiet">
                    {file && <bdi>{file} </bdi>}
                    {line !== undefined && t("line", { line })}
                  </span>
                  <span>
                    {t(`reason.${reasonOf(reason, known)}`)}
                    {!SAYS_ALL.has(reason) && (
                      <span className="detail quiet" lang="en" dir="ltr">
                        {message}
                      </span>
                    )}
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
