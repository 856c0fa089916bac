import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { Button, FileTrigger } from "react-aria-components";
import { useTranslations } from "use-intl";
import type { Job, Memory } from "../api/client.ts";
import { beginJob, retryJob, useJob } from "../api/uploads.ts";
import { notify } from "../shell/notices.tsx";
import { useDroppedFiles } from "../upload/dropped.ts";
import { JobProgress } from "../upload/job-progress.tsx";
import { ImportReport } from "./report.tsx";

/** A file of another tool into a memory, and what came of it. */
export function Import({ memories }: { readonly memories: readonly Memory[] }) {
  const t = useTranslations("memories");
  const [into, setInto] = useState("main");
  const [begun, setBegun] = useState<{ readonly id: string; readonly name: string }>();
  const take = useCallback(
    async ([file]: readonly File[]): Promise<void> => {
      if (!file) return;
      try {
        const { id } = await beginJob("import", [file], { memory: into.trim() || undefined });
        setBegun({ id, name: file.name });
      } catch (error) {
        notify((error as Error).message, "refused");
      }
    },
    [into],
  );
  const isOver = useDroppedFiles(take);
  return (
    <>
      <div className={isOver ? "drop over" : "drop"}>
        <p className="quiet">{t("importHint")}</p>
        <div className="tools">
          <label className="into">
            <span>{t("into")}</span>
            <input
              list="memory-names"
              dir="auto"
              maxLength={64}
              value={into}
              onChange={({ currentTarget: { value } }) => setInto(value)}
            />
            <datalist id="memory-names">
              {memories.map(({ name }) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </label>
          <FileTrigger onSelect={(list) => take([...(list ?? [])])}>
            <Button className="primary">{t("import")}</Button>
          </FileTrigger>
        </div>
      </div>
      {begun && <Imported key={begun.id} {...begun} />}
    </>
  );
}

function Imported({ id, name }: { readonly id: string; readonly name: string }) {
  const u = useTranslations("upload");
  const questions = useQueryClient();
  const followed = useJob(id);
  const { job } = followed;
  const isOver = job?.ended !== undefined;
  useEffect(() => {
    if (!isOver) return;
    for (const key of ["document-sets", "memories"]) questions.invalidateQueries({ queryKey: [key] });
  }, [isOver, questions]);
  const again = (): void => void retryJob(id).then(followed.follow, (error: Error) => notify(error.message, "refused"));
  return (
    <section className="imported" aria-label={name}>
      <p className="file-name">
        <bdi>{name}</bdi>
      </p>
      {job?.state === "done" ? (
        <Done job={job} />
      ) : job?.state === "failed" || job?.state === "cancelled" ? (
        <div role="alert">
          <p className="doubtful">{u(job.state === "failed" ? "failed" : "cancelled")}</p>
          {job.report?.error !== undefined && (
            <p lang="en" dir="ltr">
              {String(job.report.error)}
            </p>
          )}
          <Button onPress={again}>{u("retry")}</Button>
        </div>
      ) : (
        <JobProgress id={id} followed={followed} />
      )}
    </section>
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
