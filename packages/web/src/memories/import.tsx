import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useState } from "react";
import { Button, FileTrigger } from "react-aria-components";
import { useTranslations } from "use-intl";
import type { Job, WhyUnreadable } from "../api/client.ts";
import { documentSets } from "../api/questions.ts";
import { beginJob, retryJob, useJob, whyOf } from "../api/uploads.ts";
import { MemoryField, useMeantMemory } from "../shell/memory-field.tsx";
import { refused } from "../shell/notices.tsx";
import { Problem, SaidOfJob } from "../shell/problem.tsx";
import { handOver, takeHandedOver, useDroppedFiles } from "../upload/dropped.ts";
import { JobProgress } from "../upload/job-progress.tsx";
import { ImportReport } from "./report.tsx";
import { isTaken, Taken } from "./taken.tsx";

/** Encodings that older files are in and do not name; any other of the WHATWG Encoding Standard may be typed. */
const ENCODINGS = ["utf-8", "utf-16le", "windows-1252", "windows-1251", "windows-1256", "gb18030", "big5"];

/** An import that was begun, and what was said of its file. */
interface Begun {
  readonly id: string;
  readonly file: File;
  readonly fields: Readonly<Record<"memory" | "encoding" | "languages", string>>;
}

/** How an import is begun again. */
interface Again {
  /** Of the import whose place it takes in sight. */
  readonly inPlaceOf: string;
  /** Of the document set that it becomes. */
  readonly into?: string;
  /** Whether it takes the place of what is there. */
  readonly replace?: boolean;
}

/** A file of another tool into a memory, and what came of it. */
export function Import() {
  const t = useTranslations("memories");
  const meant = useMeantMemory();
  const sets = useQuery(documentSets());
  const [into, setInto] = useState("");
  const [encoding, setEncoding] = useState("");
  const [columns, setColumns] = useState("");
  /** The last first. */
  const [begun, setBegun] = useState<readonly Begun[]>([]);
  const [isAbout, setAbout] = useState(false);
  const fields = useMemo(
    () => ({ memory: into.trim(), encoding: encoding.trim(), languages: columns.trim() }),
    [into, encoding, columns],
  );
  const begin = useCallback(
    async (file: File, again?: Again): Promise<void> => {
      try {
        // What is there already stays in the memory that it is in.
        const there = sets.data?.find(({ symbol }) => symbol === file.name);
        const memory = fields.memory || (meant.isMain || there || again?.replace ? "" : meant.name);
        // What was put beside another file comes again to where it is.
        const into = again?.into ?? (there?.source === `imported from ${file.name}` ? there.id : undefined);
        const asked = { ...fields, memory, id: into, replace: again?.replace ? "true" : undefined };
        const { id } = await beginJob("import", [file], asked);
        setBegun((before) => [{ id, file, fields }, ...before.filter((own) => own.id !== again?.inPlaceOf)]);
      } catch (error) {
        refused(error);
      }
    },
    [fields, meant.isMain, meant.name, sets.data],
  );
  const take = useCallback(
    async (files: readonly File[]): Promise<void> => {
      for (const file of files) await begin(file);
    },
    [begin],
  );
  const isOver = useDroppedFiles(take);
  const openAbout = useCallback(() => setAbout(true), []);
  useEffect(() => void take(takeHandedOver()), [take]);
  return (
    <>
      <div className={isOver ? "drop over" : "drop"}>
        <p className="quiet">{t("importHint")}</p>
        <div className="tools">
          <MemoryField label={t("into")} placeholder={meant.name} value={into} onChange={setInto} />
          <FileTrigger allowsMultiple onSelect={(list) => take([...(list ?? [])])}>
            <Button className="primary">{t("import")}</Button>
          </FileTrigger>
        </div>
        <details open={isAbout} onToggle={({ currentTarget }) => setAbout(currentTarget.open)}>
          <summary>{t("about")}</summary>
          <div className="tools">
            <label>
              <span>{t("encoding")}</span>
              <input
                list="encodings"
                dir="ltr"
                maxLength={40}
                placeholder={t("detected")}
                value={encoding}
                onChange={({ currentTarget }) => setEncoding(currentTarget.value)}
              />
              <datalist id="encodings">
                {ENCODINGS.map((own) => (
                  <option key={own} value={own} />
                ))}
              </datalist>
            </label>
            <label>
              <span>{t("columns")}</span>
              <input
                dir="ltr"
                maxLength={200}
                placeholder="fr, en"
                aria-describedby="columns-hint"
                value={columns}
                onChange={({ currentTarget }) => setColumns(currentTarget.value)}
              />
              <span id="columns-hint" className="quiet">
                {t("columnsHint")}
              </span>
            </label>
          </div>
        </details>
      </div>
      {begun.map((own) => (
        <Imported
          key={own.id}
          id={own.id}
          file={own.file}
          onUnsaid={openAbout}
          // What is said otherwise meanwhile, the languages of its columns, holds for the next try.
          onAgain={own.fields === fields ? undefined : () => void begin(own.file, { inPlaceOf: own.id })}
          onInto={(into, replace) => void begin(own.file, { inPlaceOf: own.id, into, replace })}
        />
      ))}
    </>
  );
}

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

function Imported({ id, file, onUnsaid, onAgain, onInto }: ImportedProps) {
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
