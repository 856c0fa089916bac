import { createHash } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { shippedTranslations, type ThreadedAligner } from "@sextant/core/align";
import { numberSetting } from "@sextant/core/config";
import { type Document, documentSetOf, partsOfVersions, ReadingThreads, SextantError } from "@sextant/core/document";
import { type ImportProblem, readUnits } from "@sextant/core/exchange";
import type { EndingJob, FileHeader, Job, JobFile, Memory } from "@sextant/core/memory";
import { scratchOf } from "./scratch.ts";

/** How far a job is: which step, and how much of it. */
export interface Progress {
  readonly step: "reading" | "aligning" | "importing" | "keeping";
  readonly done: number;
  readonly total?: number;
}

/** A job, and the name of who works on it. */
export type Task = Pick<Job, "id" | "kind" | "asked"> & Pick<EndingJob, "worker">;

/** What a job is done with. */
export interface Means {
  readonly memory: Memory;
  readonly aligner: ThreadedAligner;
}

/** Problems that are told each; of all, the number. */
const SHOWN_PROBLEMS = 100;

/**
 * Does a job, which is done as soon as what came of it is kept.
 *
 * @throws what reading, aligning or the memory throw; nothing is kept then, nor where the job was cancelled meanwhile
 */
export function work(
  means: Means,
  task: Task,
  files: readonly JobFile[],
  say: (progress: Progress) => void,
): Promise<void> {
  return { align, import: importFile }[task.kind](means, task, files, say);
}

/** What an alignment is asked for. */
export interface AlignAsked {
  readonly id: string;
  readonly symbol?: string;
  /** Of each file in order; told from the text where it is `auto`. */
  readonly languages?: readonly string[];
  /** The named memory that it goes into; if left out, the one that it is in, or else `main`. */
  readonly memory?: string;
  /** Of texts and pages, by a name of the WHATWG Encoding Standard; detected if left out. */
  readonly encoding?: string;
  /** Whether it takes the place of what has the id already. */
  readonly replace?: boolean;
  /** Named memories in which it may; all, if left out. */
  readonly within?: readonly string[];
}

/** What an import is asked for. */
export interface ImportAsked {
  readonly id: string;
  readonly memory?: string;
  readonly replace?: boolean;
  readonly within?: readonly string[];
  /** Of the file, by a name of the WHATWG Encoding Standard; detected if left out. */
  readonly encoding?: string;
  /** Of a table's columns in order, for a table without a line of names. */
  readonly languages?: readonly string[];
}

async function align(
  { memory, aligner }: Means,
  task: Task,
  files: readonly JobFile[],
  say: (progress: Progress) => void,
): Promise<void> {
  const { id, symbol, languages = [], encoding, replace, within, memory: named } = task.asked as unknown as AlignAsked;
  const limits = {
    maxSeconds: numberSetting("SEXTANT_READ_SECONDS") as number,
    maxMemoryMB: numberSetting("SEXTANT_READ_MEMORY_MB") as number,
    maxFileMB: numberSetting("SEXTANT_READ_FILE_MB") as number,
  };
  const stated = files.map((_, at) => (languages[at] === "auto" ? undefined : languages[at]));
  const parts = partsOfVersions(files.map(({ content }, at) => ({ bytes: content, language: stated[at] })));
  const documents: Document[] = [];
  using threads = new ReadingThreads(limits, 1);
  for (const [at, { name, content }] of files.entries()) {
    say({ step: "reading", done: at, total: files.length });
    const [language, part] = [stated[at], parts[at]];
    const told = { ...(language && { language }), ...(part && { part }), ...(encoding && { encoding }) };
    documents.push(await threads.read(content, { name, ...told }));
  }
  const set = documentSetOf(id, documents, { ...(symbol && { symbol }), source: "uploaded" });
  // An upload has no folder that would tell whether these are the same files, changed.
  const before = await memory.documentSets.fingerprint(id);
  if (before !== undefined && before !== set.fingerprint && !replace)
    throw new SextantError(
      "id-taken",
      `the id ${id} is that of a document set with other texts; another id keeps these beside it, replace=true puts them in its place`,
    );
  const { fixed, lost } = await memory.corrections.settled(id, documents);
  const known = [...shippedTranslations(), ...(await memory.wordTranslations())];
  const alignment = await aligner.alignDocuments(documents, {
    fixed,
    known,
    progress: (done, total) => say({ step: "aligning", done, total }),
  });
  say({ step: "keeping", done: 0 });
  const destination = { ...(named && { memory: named }), ...(within && { within }), over: { fingerprint: before } };
  const report = (rows: number) => ({
    documentSet: id,
    languages: documents.map(({ language }) => language),
    rows,
    kept: fixed.length,
    lost,
    warnings: documents.flatMap(({ language, warnings }) => warnings.map((own) => ({ language, ...own }))),
  });
  await memory.documentSets.save({ ...set, ...destination }, alignment, { ...task, report });
}

async function importFile(
  { memory }: Means,
  task: Task,
  [file]: readonly JobFile[],
  say: (progress: Progress) => void,
): Promise<void> {
  if (!file) throw new Error("there is no file to import");
  const { id, memory: named, replace, within, encoding, languages } = task.asked as unknown as ImportAsked;
  const folder = scratchOf(task.id);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  try {
    // A Trados memory is a database, and is read in its place.
    const path = join(folder, basename(file.name).replace(/[^\p{L}\p{N}._-]/gu, "_") || "file");
    await writeFile(path, file.content);
    const problems: ImportProblem[] = [];
    let [left, repaired] = [0, 0];
    let header: FileHeader | undefined;
    const onProblem = (problem: ImportProblem): void => {
      if (problem.kind === "repaired") repaired++;
      else left++;
      if (problems.length < SHOWN_PROBLEMS) problems.push(problem);
    };
    const onHeader = (own: FileHeader): void => {
      header = own;
    };
    const units = readUnits(path, oneByOne(file.content), { report: onProblem, onHeader, encoding, languages });
    const fingerprint = createHash("sha256").update(file.content).digest("hex");
    const before = await memory.documentSets.fingerprint(id);
    const set = { id, symbol: file.name, source: `imported from ${file.name}`, fingerprint, header: () => header };
    const destination = { ...(named && { memory: named }), ...(within && { within }) };
    const own = { file: `uploaded:${file.name}`, needsUnits: true, ...destination, ...(replace && { replace }) };
    // What this very file, or an earlier one, had put there.
    const there = before === undefined ? "nothing" : before === fingerprint ? "the same" : "another";
    const report = (taken: number) => ({ documentSet: id, units: taken, there, leftOut: left, repaired, problems });
    const progress = (count: number): void => say({ step: "importing", done: count });
    await memory.documentSets.import({ ...set, ...own }, units, progress, { ...task, report });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const PIECE = 256 * 1024;

async function* oneByOne(content: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += PIECE) yield content.subarray(at, at + PIECE);
}
