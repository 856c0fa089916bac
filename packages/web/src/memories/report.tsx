import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { useMessages, useTranslations } from "use-intl";
import { reasonOf } from "../text/import-reasons.ts";

/** A problem in a file, as the server's report has it. */
interface ImportProblem {
  readonly kind: "unit" | "part" | "repaired";
  /** Absent for a whole file in an archive. */
  readonly line?: number;
  readonly file?: string;
  /** What the file calls the unit. */
  readonly tuid?: string;
  readonly reason: string;
  readonly message: string;
}

/** Reasons whose sentence says all that there is to know; of others the server's own tells more, which is English. */
const SAYS_ALL: ReadonlySet<string> = new Set([
  "column names",
  "comment",
  "no translation",
  "not translated yet",
  "too long",
  "too many variants",
]);

const saysAll = ({ kind, reason }: ImportProblem): boolean =>
  SAYS_ALL.has(reason) || (reason === "no text" && kind === "unit");

/** What an import took in, left out and repaired, and why: the reasons counted, then each place. */
export function ImportReport({ report }: { readonly report: Readonly<Record<string, unknown>> }) {
  const t = useTranslations("memories");
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
              {problems.map((problem, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a line may have several problems; these never move
                <li key={at}>
                  <ProblemLine problem={problem} />
                </li>
              ))}
            </ol>
          </DisclosurePanel>
        </Disclosure>
      )}
    </>
  );
}

/** Where a problem is, and what it is. */
function ProblemLine({ problem }: { readonly problem: ImportProblem }) {
  const t = useTranslations("memories");
  const { reason: known } = useMessages().memories;
  const { line, file, tuid, reason, message } = problem;
  return (
    <>
      <span className="quiet">
        {file && <bdi>{file} </bdi>}
        {line !== undefined && t("line", { line })}
        {tuid !== undefined && (
          <>
            {" "}
            · <bdi>{tuid}</bdi>
          </>
        )}
      </span>
      <span>
        {t(`reason.${reasonOf(reason, known)}`)}
        {!saysAll(problem) && (
          <span className="detail quiet" lang="en" dir="ltr">
            {message}
          </span>
        )}
      </span>
    </>
  );
}
