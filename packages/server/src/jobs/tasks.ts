import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { alignDocuments, shippedTranslations } from "@sextant/core/align";
import { numberSetting } from "@sextant/core/config";
import { type Document, documentSetOf, readUntrusted, SextantError } from "@sextant/core/document";
import { type ImportProblem, readUnits } from "@sextant/core/exchange";
import type { FileHeader, Job, JobFile, Memory } from "@sextant/core/memory";

/** How far a job is: which step, and how much of it. */
export interface Progress {
  readonly step: "reading" | "aligning" | "importing" | "keeping";
  readonly done: number;
  readonly total?: number;
}

/** What came of a job, for a person. */
export type Report = Readonly<Record<string, unknown>>;

/** Problems that are told each; of all, the number. */
const SHOWN_PROBLEMS = 100;

/**
 * Does a job.
 *
 * @throws what reading, aligning or the memory throw
 */
export function done(
  memory: Memory,
  job: Job,
  files: readonly JobFile[],
  say: (progress: Progress) => void,
): Promise<Report> {
  return { align: aligned, import: imported }[job.kind](memory, job.asked, files, say);
}

/** What an alignment is asked for. */
export interface AlignAsked {
  readonly id: string;
  readonly symbol?: string;
  /** Of each file in order; told from the text where it is `auto`. */
  readonly languages?: readonly string[];
  /** The named memory that it goes into; if left out, the one that it is in, or else `main`. */
  readonly memory?: string;
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

async function aligned(
  memory: Memory,
  asked: Job["asked"],
  files: readonly JobFile[],
  say: (progress: Progress) => void,
): Promise<Report> {
  const { id, symbol, languages = [], replace, within, memory: named } = asked as unknown as AlignAsked;
  const limits = {
    maxSeconds: numberSetting("SEXTANT_READ_SECONDS") as number,
    maxMemoryMB: numberSetting("SEXTANT_READ_MEMORY_MB") as number,
    maxFileMB: numberSetting("SEXTANT_READ_FILE_MB") as number,
  };
  const documents: Document[] = [];
  for (const [at, { name, content }] of files.entries()) {
    say({ step: "reading", done: at, total: files.length });
    const language = languages[at];
    documents.push(
      await readUntrusted(content, { name, ...(language && language !== "auto" && { language }) }, limits),
    );
  }
  const set = documentSetOf(id, documents, { ...(symbol && { symbol }), source: "uploaded" });
  // An upload has no folder that would tell whether these are the same files, changed.
  const before = await memory.fingerprint(id);
  if (before !== undefined && before !== set.fingerprint && !replace)
    throw new SextantError(
      "id-taken",
      `the id ${id} is that of a document set with other texts; another id keeps these beside it, replace=true puts them in its place`,
    );
  const { fixed, lost } = await memory.settled(id, documents);
  const known = [...shippedTranslations(), ...(await memory.wordTranslations())];
  const alignment = alignDocuments(documents, {
    fixed,
    known,
    progress: (done, total) => say({ step: "aligning", done, total }),
  });
  say({ step: "keeping", done: 0 });
  const place = { ...(named && { memory: named }), ...(within && { within }), over: { fingerprint: before } };
  await memory.saveDocumentSet({ ...set, ...place }, alignment);
  return {
    documentSet: id,
    languages: documents.map(({ language }) => language),
    rows: alignment.rows.length,
    kept: fixed.length,
    lost,
    warnings: documents.flatMap(({ language, warnings }) => warnings.map((own) => ({ language, ...own }))),
  };
}

async function imported(
  memory: Memory,
  asked: Job["asked"],
  [file]: readonly JobFile[],
  say: (progress: Progress) => void,
): Promise<Report> {
  if (!file) throw new Error("there is no file to import");
  const { id, memory: named, replace, within, encoding, languages } = asked as unknown as ImportAsked;
  const folder = await mkdtemp(join(tmpdir(), "sextant-import-"));
  try {
    // A Trados memory is a database, and is read in its place.
    const path = join(folder, basename(file.name).replace(/[^\p{L}\p{N}._-]/gu, "_") || "file");
    await writeFile(path, file.content);
    const problems: ImportProblem[] = [];
    let [left, repaired] = [0, 0];
    let header: FileHeader | undefined;
    const report = (problem: ImportProblem): void => {
      if (problem.kind === "repaired") repaired++;
      else left++;
      if (problems.length < SHOWN_PROBLEMS) problems.push(problem);
    };
    const onHeader = (own: FileHeader): void => {
      header = own;
    };
    const units = readUnits(path, oneByOne(file.content), { report, onHeader, encoding, languages });
    const fingerprint = createHash("sha256").update(file.content).digest("hex");
    const set = { id, symbol: file.name, source: `imported from ${file.name}`, fingerprint, header: () => header };
    const place = { ...(named && { memory: named }), ...(within && { within }) };
    const own = { file: `uploaded:${file.name}`, ...place, ...(replace && { replace }) };
    const taken = await memory.importUnits({ ...set, ...own }, units, (count) =>
      say({ step: "importing", done: count }),
    );
    return { documentSet: id, units: taken, leftOut: left, repaired, problems };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const PIECE = 256 * 1024;

async function* oneByOne(content: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += PIECE) yield content.subarray(at, at + PIECE);
}
