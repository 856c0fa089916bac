import { setting } from "@sextant/core/config";
import { type Document, type ReadingLimits, type ReadOptions, readUntrusted } from "@sextant/core/document";
import { readInput } from "./files.ts";

/** Limits of what a document may cost, from the settings. */
export function readingLimits(environment: NodeJS.ProcessEnv = process.env): Required<ReadingLimits> {
  return {
    maxSeconds: Number(setting("SEXTANT_READ_SECONDS", environment)),
    maxMemoryMB: Number(setting("SEXTANT_READ_MEMORY_MB", environment)),
    maxFileMB: Number(setting("SEXTANT_READ_FILE_MB", environment)),
  };
}

/** Reads a document, or standard input for `-`, within the limits. Error messages name the file. */
export async function readFileDocument(path: string, options: ReadOptions = {}): Promise<Document> {
  const limits = readingLimits();
  const name = path === "-" ? "standard input" : path;
  return readUntrusted(await readInput(path, limits.maxFileMB), { name, ...options }, limits);
}
