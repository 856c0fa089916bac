import type { FileHeader, ImportedUnit } from "../memory/stored.ts";
import { readSdltm } from "./other/sdltm-read.ts";
import { readTbx } from "./other/tbx-read.ts";
import type { Report } from "./problem.ts";
import { readJsonLines, readTsv } from "./tables/lines-read.ts";
import { readTmx } from "./tmx/tmx-read.ts";
import { readXliff } from "./xliff/xliff-read.ts";

/** What a reader tells while it reads. */
export interface ReadUnitsOptions {
  readonly report: Report;
  /** Told what the file says of itself, once it is read. */
  readonly onHeader?: (header: FileHeader) => void;
}

/**
 * Reads the translation units of a file of another tool. Which kind it is, is told by its name; what is not told is TMX.
 *
 * @param path of the file; a Trados memory (.sdltm) is read there
 * @param bytes its content
 * @throws {Error} for a file that is none of its kind, or that cannot be read on
 */
export function readUnits(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  { report, onHeader }: ReadUnitsOptions,
): AsyncGenerator<ImportedUnit> {
  const is = (extension: string): boolean => new RegExp(`\\.${extension}(?:\\.|$)`, "i").test(path);
  if (is("sdltm")) return readSdltm(path, report, onHeader);
  if (is("xliff") || is("xlf") || is("sdlxliff") || is("mqxliff")) return readXliff(bytes, report, onHeader);
  if (is("tbx")) return readTbx(bytes, report);
  if (is("tsv")) return readTsv(bytes, report, onHeader);
  if (is("jsonl")) return readJsonLines(bytes, report);
  return readTmx(bytes, report, onHeader);
}
