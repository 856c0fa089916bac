import { type Document, type ReadingLimits, type ReadOptions, readUntrusted } from "@sextant/core";
import { readInput } from "./files.ts";

/** What a document may cost: `SEXTANT_READ_SECONDS`, `SEXTANT_READ_MEMORY_MB` and `SEXTANT_READ_FILE_MB`. */
export function readingLimits(environment: NodeJS.ProcessEnv = process.env): ReadingLimits {
  const setting = (name: string): number | undefined => {
    const value = environment[name];
    if (value === undefined || value === "") return undefined;
    const number = Number(value);
    if (!(number > 0 && number < 1e6)) throw new RangeError(`${name} is ${value}; it must be a number above 0`);
    return number;
  };
  const maxSeconds = setting("SEXTANT_READ_SECONDS");
  const maxMemoryMB = setting("SEXTANT_READ_MEMORY_MB");
  const maxFileMB = setting("SEXTANT_READ_FILE_MB");
  return {
    ...(maxSeconds && { maxSeconds }),
    ...(maxMemoryMB && { maxMemoryMB }),
    ...(maxFileMB && { maxFileMB }),
  };
}

/** Reads a document, or standard input for `-`, within the limits. Messages name the file. */
export async function readFileDocument(path: string, options: ReadOptions = {}): Promise<Document> {
  const limits = readingLimits();
  const name = path === "-" ? "standard input" : path;
  return readUntrusted(await readInput(path, limits.maxFileMB), { name, ...options }, limits);
}
