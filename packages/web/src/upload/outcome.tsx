import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import type { DocumentRead, Job } from "../api/client.ts";
import { documentSets } from "../api/questions.ts";
import { retryJob, useJob, whyOf } from "../api/uploads.ts";
import { Export } from "../export/export.tsx";
import { refused } from "../shell/notices.tsx";
import { Problem, SaidOfJob } from "../shell/problem.tsx";
import { inLanguage, languageName } from "../text/languages.ts";
import { JobProgress } from "./job-progress.tsx";
import { ReadingWarnings } from "./reading-warnings.tsx";
import { Texts } from "./texts.tsx";
import type { UploadedVersion } from "./versions.ts";

const Bitext = lazy(async () => ({ default: (await import("../bitext/bitext.tsx")).Bitext }));
const NONE: ReadonlyMap<string, string> = new Map();

interface OutcomeProps {
  /** Of the job. */
  readonly id: string;
  /** The texts as they were read, until there are rows; none where the page was opened later. */
  readonly versions: readonly UploadedVersion[];
  readonly onChange: () => void;
}

/** What becomes of an upload: how far it is; then its rows, or what went wrong. */
export function Outcome({ id, versions, onChange }: OutcomeProps) {
  const t = useTranslations("upload");
  const questions = useQueryClient();
  const followed = useJob(id);
  const { job } = followed;
  const isDone = job?.state === "done";
  useEffect(() => {
    if (isDone) questions.invalidateQueries({ queryKey: ["document-sets"] });
  }, [isDone, questions]);
  if (isDone) return <Done job={job} onChange={onChange} />;
  if (followed.refusal)
    return (
      <div className="page">
        <Problem error={followed.refusal} />
      </div>
    );
  if (job?.state === "failed" || job?.state === "cancelled")
    return (
      <div className="page">
        {job.state === "failed" ? (
          <div className="problem" role="alert">
            <div>
              <p>{t("failed")}</p>
              <p>
                <SaidOfJob job={job} />
              </p>
            </div>
          </div>
        ) : (
          <p role="status">{t("cancelled")}</p>
        )}
        <div className="tools">
          {!whyOf(job) && (
            <Button className="primary" onPress={() => retryJob(id).then(followed.follow, refused)}>
              {t("retry")}
            </Button>
          )}
          <Button className={whyOf(job) ? "primary" : ""} onPress={onChange}>
            {t("change")}
          </Button>
        </div>
      </div>
    );
  return (
    <div className="page">
      <JobProgress id={id} followed={followed} />
      <Texts versions={versions} />
    </div>
  );
}

/** What came of an alignment. */
interface AlignReport {
  readonly documentSet: string;
  readonly languages: readonly string[];
  readonly rows: number;
  /** Of the reading of each version; absent in a report of an earlier version. */
  readonly warnings?: readonly (DocumentRead["warnings"][number] & { readonly language: string })[];
}

function Done({ job, onChange }: { readonly job: Job; readonly onChange: () => void }) {
  const t = useTranslations("upload");
  const report = job.report as unknown as AlignReport;
  const { data } = useQuery(documentSets());
  const set = data?.find(({ id }) => id === report.documentSet);
  return (
    <>
      <div className="page">
        <p role="status" className="result">
          {t("done", { count: report.rows })}
        </p>
        <Warnings warnings={report.warnings ?? []} />
        <div className="tools">
          {set && <Export sets={[set]} shown={report.languages} isPrimary />}
          <Link className="button" to="/documents/$id" params={{ id: report.documentSet }}>
            {t("open")}
          </Link>
          <Button onPress={onChange}>{t("again")}</Button>
        </div>
      </div>
      {set && (
        <Suspense fallback={null}>
          <Bitext set={set} languages={report.languages} known={NONE} />
        </Suspense>
      )}
    </>
  );
}

/** What a person should know about the reading of each version. */
function Warnings({ warnings }: { readonly warnings: NonNullable<AlignReport["warnings"]> }) {
  const t = useTranslations("upload");
  const byLanguage = [...Map.groupBy(warnings, ({ language }) => language)];
  if (byLanguage.length === 0) return null;
  return (
    <section aria-label={t("readWarnings")} className="read-warnings">
      {byLanguage.map(([language, own]) => (
        <div key={language}>
          <h2 {...inLanguage(language)}>{languageName(language)}</h2>
          <ReadingWarnings warnings={own} />
        </div>
      ))}
    </section>
  );
}
