import type { ThreadedAlignerOptions } from "@sextant/core/align";
import { numberSetting, setting } from "@sextant/core/config";
import {
  type Document,
  partsOfVersions,
  type ReadingLimits,
  ReadingThreads,
  type ReadOptions,
  readUntrusted,
  UnreadableDocument,
} from "@sextant/core/document";
import { readInput } from "./files.ts";

/** Limits of what a document may cost, from the settings. */
export function readingLimits(environment: NodeJS.ProcessEnv = process.env): Required<ReadingLimits> {
  return {
    maxSeconds: Number(setting("SEXTANT_READ_SECONDS", environment)),
    maxMemoryMB: Number(setting("SEXTANT_READ_MEMORY_MB", environment)),
    maxFileMB: Number(setting("SEXTANT_READ_FILE_MB", environment)),
  };
}

/** How many threads align, from the settings. */
export function alignerOptions(): ThreadedAlignerOptions {
  const threads = numberSetting("SEXTANT_ALIGNERS");
  return threads === undefined ? {} : { threads };
}

/** Reads a document, or standard input for `-`, within the limits. Error messages name the file. */
export async function readFileDocument(path: string, options: ReadOptions = {}): Promise<Document> {
  const limits = readingLimits();
  const name = path === "-" ? "standard input" : path;
  return readUntrusted(await readInput(path, limits.maxFileMB), { name, ...options }, limits);
}

/** A language version that was read, and what it was read from. */
export interface ReadVersion {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly document: Document;
}

/**
 * Reads language versions that are named as files, or as `xx:file`, within the limits. A file that is named for several languages
 * holds them all, and each is read by itself.
 */
export async function readVersions(named: readonly string[], encoding?: string): Promise<ReadVersion[]> {
  const limits = readingLimits();
  const files = await Promise.all(
    named.map(async (name) => {
      const [, language, path = name] = /^([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*):(.+)$/.exec(name) ?? [];
      return { path, language, bytes: await readInput(path, limits.maxFileMB) };
    }),
  );
  const parts = partsOfVersions(files);
  using threads = new ReadingThreads(limits);
  return await Promise.all(
    files.map(async ({ path, language, bytes }, at) => {
      const part = parts[at];
      const name = path === "-" ? "standard input" : path;
      const options = { name, ...(language && { language }), ...(part && { part }), ...(encoding && { encoding }) };
      return { path, bytes, document: await threads.read(bytes, options).catch(sayHow(path)) };
    }),
  );
}

/** Reasons for which a language has to be named. */
const UNTOLD: ReadonlySet<string | undefined> = new Set(["language", "unofficial-language"]);

/** A language that cannot be told is named with the file. */
const sayHow =
  (path: string) =>
  (error: unknown): never => {
    if (error instanceof UnreadableDocument && UNTOLD.has(error.why?.reason))
      throw new UnreadableDocument(`${error.message}, as in xx:${path}`, { why: error.why, cause: error });
    throw error;
  };
