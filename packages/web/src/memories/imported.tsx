import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import type { Job, WhyUnreadable } from "../api/client.ts";
import { retryJob, useJob, whyOf } from "../api/uploads.ts";
import { refused } from "../shell/notices.tsx";
import { Problem, SaidOfJob } from "../shell/problem.tsx";
import { handOver } from "../upload/dropped.ts";
import { JobProgress } from "../upload/job-progress.tsx";
import { ImportReport } from "./report.tsx";
import { isTaken, Taken } from "./taken.tsx";

interface ImportedProps {
  readonly id: string;
  readonly file: File;
  /** Told where something must be said of the file before it can be read. */
  readonly onUnsaid: () => void;
  /** Begins it anew; without it the same job is tried again. */
  readonly onAgain: (() => void) | undefined;
  /** Begins it anew, to become a document set of another id, or in place of the one that is there. */
  readonly onInto: (id: string, replace: boolean) => void;
}

/** An import, and what came of it. */
export function Imported({ id, file, onUnsaid, onAgain, onInto }: ImportedProps) {
  const u = useTranslations("upload");
  const questions = useQueryClient();
  const followed = useJob(id);
  const { job } = followed;
  const why = job && whyOf(job);
  const isOver = job?.ended !== undefined;
  useEffect(() => {
    if (!isOver) return;
    for (const key of ["document-sets", "memories"]) questions.invalidateQueries({ queryKey: [key] });
  }, [isOver, questions]);
  const isUnsaid = why !== undefined && UNSAID[why.reason] !== undefined;
  useEffect(() => {
    if (isUnsaid) onUnsaid();
  }, [isUnsaid, onUnsaid]);
  const again = (): void => void retryJob(id).then(followed.follow, refused);
  return (
    <section className="imported" aria-label={file.name}>
      <p className="file-name">
        <bdi>{file.name}</bdi>
      </p>
      {job?.state === "done" ? (
        <Done job={job} />
      ) : followed.refusal ? (
        <Problem error={followed.refusal} />
      ) : job?.state === "failed" || job?.state === "cancelled" ? (
        <div role="alert">
          <p className="doubtful">{u(job.state === "failed" ? "failed" : "cancelled")}</p>
          {isTaken(job) ? (
            <Taken job={job} onInto={onInto} />
          ) : (
            <>
              {job.report?.error !== undefined && (
                <p>
                  <SaidOfJob job={job} />
                </p>
              )}
              {why && <Remedy reason={why.reason} file={file} />}
              {(onAgain || !why) && <Button onPress={onAgain ?? again}>{u("retry")}</Button>}
            </>
          )}
        </div>
      ) : (
        <JobProgress id={id} followed={followed} />
      )}
    </section>
  );
}

/** What must be said of a file before it can be read; a document is no file of units. */
const UNSAID: { readonly [reason in WhyUnreadable["reason"]]?: "nameEncoding" | "nameLanguages" } = {
  binary: "nameEncoding",
  encoding: "nameEncoding",
  "two-encodings": "nameEncoding",
  columns: "nameLanguages",
  "column-names": "nameLanguages",
  "languages-not-named": "nameLanguages",
};

/** What can be done here about a file that cannot be read as it is. */
function Remedy({ reason, file }: { readonly reason: WhyUnreadable["reason"]; readonly file: File }) {
  const t = useTranslations("memories");
  const remedy = UNSAID[reason];
  if (remedy) return <p>{t(remedy)}</p>;
  if (reason !== "no-units") return null;
  return (
    <Link className="button" to="/upload" onClick={() => handOver([file])}>
      {t("asDocument")}
    </Link>
  );
}

function Done({ job }: { readonly job: Job }) {
  const t = useTranslations("memories");
  const set = String(job.report?.documentSet ?? "");
  return (
    <>
      <ImportReport report={job.report ?? {}} />
      <Link className="button" to="/documents/$id" params={{ id: set }}>
        {t("browse", { symbol: set })}
      </Link>
    </>
  );
}
