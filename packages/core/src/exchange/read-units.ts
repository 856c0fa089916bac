import type { FileHeader, ImportedUnit } from "../memory/stored.ts";
import { readSdltm } from "./other/sdltm-read.ts";
import { readTbx } from "./other/tbx-read.ts";
import type { Report } from "./problem.ts";
import { readJsonLines, readTsv } from "./tables/lines-read.ts";
import { readTmx } from "./tmx/tmx-read.ts";
import { readXliff } from "./xliff/xliff-read.ts";

/** Options of {@link readUnits}. */
export interface ReadUnitsOptions {
  readonly report: Report;
  /** Called with what the file says about itself, once it is read. */
  readonly onHeader?: (header: FileHeader) => void;
}

/**
 * Reads the translation units of a file of another tool. The file's name decides the format; other names are read as
 * TMX.
 *
 * @param path of the file; a Trados memory (.sdltm) is opened there
 * @param bytes its content
 * @throws {SextantError} `unreadable-file` if the file is not of its kind, or cannot be read further
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
