import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { useMessages, useTranslations } from "use-intl";
import { type DocumentRead, type Job, Refusal, type WhyUnreadable } from "../api/client.ts";
import { whyOf } from "../api/uploads.ts";
import { reasonOf } from "../text/import-reasons.ts";
import { useWarningValues } from "../text/warning-values.ts";

/** What is known of a refusal in every language, by the codes of the API's problems. */
const CODES = [
  "busy",
  "decisions-lost",
  "id-taken",
  "impossible-correction",
  "internal",
  "jobs-full",
  "key-taken",
  "memory-busy",
  "memory-damaged",
  "memory-not-changed",
  "memory-unavailable",
  "missing-version",
  "name-taken",
  "new-password",
  "no-provider",
  "no-role",
  "no-token",
  "not-allowed",
  "not-found",
  "not-let-in",
  "stale-version",
  "too-large",
  "too-many-requests",
  "unalignable-documents",
  "unknown-format",
  "unreadable-document",
  "unreadable-file",
  "wrong-request",
  "wrong-sign-in",
] as const;
type Code = (typeof CODES)[number];

/** Codes whose sentence says all that there is to know; the server's own says the same, in English. */
const SAYS_ALL: ReadonlySet<Code> = new Set([
  "busy",
  "memory-busy",
  "memory-unavailable",
  "name-taken",
  "new-password",
  "no-provider",
  "no-role",
  "no-token",
  "not-allowed",
  "not-let-in",
  "stale-version",
  "too-many-requests",
  "wrong-sign-in",
]);

/** A code that the pages have no words for says itself what was wrong. */
const codeOf = (name = "internal"): Code => CODES.find((code) => code === name) ?? "wrong-request";

/** What went wrong in the reader's language; where it tells more, the server's own sentence, which is English. */
export function Said({ error }: { readonly error: Error }) {
  const t = useTranslations("problem");
  // No answer came: the browser's own sentence says no more than that.
  if (!(error instanceof Refusal)) return <>{t("unreachable")}</>;
  if (error.why) return <SaidOfFile why={error.why} />;
  return <SaidByCode code={error.code} detail={error.message} />;
}

/** The same of a job that failed, whose report has the code and the sentence. */
export function SaidOfJob({ job }: { readonly job: Job }) {
  const { report } = job;
  const why = whyOf(job);
  if (why) return <SaidOfFile why={why} />;
  const { code, error = "" } = (report ?? {}) as { readonly code?: string; readonly error?: string };
  return <SaidByCode code={code} detail={error} />;
}

/** Whether a file cannot be read because its language was not told: a person can say it. */
export const isUntold = (problem: Error | undefined): boolean =>
  problem instanceof Refusal && /^(?:unofficial-)?language$/.test(problem.why?.reason ?? "");

/** The languages that a file is likely in: those that were found in it, or that it seems to be in. */
export function likelyLanguages({
  read,
  problem,
}: {
  readonly read?: DocumentRead;
  readonly problem?: Error;
}): string[] {
  const seems = problem instanceof Refusal ? problem.why?.values?.seems : undefined;
  return [...(read ? [read.language, ...(read.languages ?? [])] : []), ...(typeof seems === "string" ? [seems] : [])];
}

/** Why a file cannot be read, and what would help. */
function SaidOfFile({ why: { reason, values = {} } }: { readonly why: WhyUnreadable }) {
  const t = useTranslations("unreadable");
  const m = useTranslations("memories.reason");
  const { reason: known } = useMessages().memories;
  const said = useWarningValues();
  const { first } = values;
  return (
    <bdi>
      {t(reason, said(values))}
      {typeof first === "string" && ` ${m(reasonOf(first, known))}`}
    </bdi>
  );
}

function SaidByCode({ code, detail }: { readonly code: string | undefined; readonly detail: string }) {
  const t = useTranslations("problem");
  const known = codeOf(code);
  return (
    <>
      {t(known)}
      {detail !== "" && !SAYS_ALL.has(known) && (
        <span className="detail" lang="en" dir="ltr">
          {detail}
        </span>
      )}
    </>
  );
}

interface ProblemProps {
  /** What the server refused, or that it was not reached. */
  readonly error?: Error;
  /** Said in place of it. */
  readonly children?: ReactNode;
  readonly onRetry?: () => void;
}

/** What went wrong, where it went wrong, and the way to try again. */
export function Problem({ error, children, onRetry }: ProblemProps) {
  const t = useTranslations("shell");
  return (
    <div className="problem" role="alert">
      <p>{error ? <Said error={error} /> : <bdi>{children}</bdi>}</p>
      {onRetry && <Button onPress={onRetry}>{t("retry")}</Button>}
    </div>
  );
}
