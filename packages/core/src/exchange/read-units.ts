import type { SextantError } from "../error.ts";
import { noTextIn, withoutNoText } from "../language/no-text.ts";
import type { FileHeader, ImportedUnit } from "../memory/stored.ts";
import { type Decoding, decoded, type Unreadable } from "./files/encoding.ts";
import type { FileKind } from "./files/kind.ts";
import { type UnpackedFile, unpacked } from "./files/unpack.ts";
import { UnreadableFile } from "./other/file-handler.ts";
import { sdltmUnits } from "./other/sdltm-read.ts";
import { tbxUnits } from "./other/tbx-read.ts";
import type { Report } from "./problem.ts";
import { jsonUnits } from "./tables/lines-read.ts";
import { UnreadableLines } from "./tables/records.ts";
import { tableUnits } from "./tables/table-read.ts";
import { wordfastUnits } from "./tables/wordfast-read.ts";
import { joinedHeaders } from "./tmx/header.ts";
import { tmxUnits, UnreadableTmx } from "./tmx/tmx-read.ts";
import { xliffUnits } from "./xliff/xliff-read.ts";

/** Options of {@link readUnits}. */
export interface ReadUnitsOptions {
  /** Receives each problem, in order of place. */
  readonly report: Report;
  /** Called with what the file says about itself, once it is read; for an archive, after each of its files. */
  readonly onHeader?: ((header: FileHeader) => void) | undefined;
  /** The encoding, by a name of the WHATWG Encoding Standard; detected if left out. */
  readonly encoding?: string | undefined;
  /** Languages of a table's columns, in order, for a table without a line of names; source and target, where an XLIFF file does not name them. */
  readonly languages?: readonly string[] | undefined;
}

/** What each kind is called, and the error that its reader throws. */
const KINDS: Readonly<Record<FileKind, { readonly called: string; readonly unreadable: Unreadable }>> = {
  tmx: { called: "TMX", unreadable: UnreadableTmx },
  xliff: { called: "XLIFF", unreadable: UnreadableFile },
  tbx: { called: "TBX", unreadable: UnreadableFile },
  sdltm: { called: "a memory of Trados", unreadable: UnreadableFile },
  lines: { called: "JSON Lines", unreadable: UnreadableLines },
  wordfast: { called: "a memory of Wordfast", unreadable: UnreadableLines },
  table: { called: "a table", unreadable: UnreadableLines },
};

/** Kinds that the end of a name promises. */
const NAMED: readonly (readonly [RegExp, FileKind])[] = [
  [/\.tmx$/i, "tmx"],
  [/\.(?:xlf|xliff|sdlxliff|mqxliff)$/i, "xliff"],
  [/\.tbx$/i, "tbx"],
  [/\.sdltm$/i, "sdltm"],
  [/\.jsonl$/i, "lines"],
];

/**
 * Reads the translation units of a file of another tool. The content of the file decides what it is: TMX 1.1 to 1.4b, bilingual
 * XLIFF, TBX, a memory of Trados (SDLTM) or Wordfast (TXT), JSON Lines, or a table; packed by gzip or ZIP or not. Of a ZIP archive
 * each file is read by its own kind; what cannot be read of it is reported, and the others are read.
 *
 * @param path of the file; a Trados memory that is not packed is opened there
 * @param bytes its content
 * @throws {SextantError} `unreadable-file` if it is none of these, or cannot be read further; for an archive, if nothing of it can
 * @throws {RangeError} if the encoding, or a language, that was named does not exist
 */
export async function* readUnits(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  options: ReadUnitsOptions,
): AsyncGenerator<ImportedUnit> {
  const joined = withJoinedHeaders(options);
  const left: string[] = [];
  const report: Report = (problem) => {
    if (problem.file !== undefined && problem.line === undefined) left.push(`${problem.file}: ${problem.message}`);
    options.report(problem);
  };
  let count = 0;
  for await (const file of unpacked(bytes, { name: path, unreadable: UnreadableFile, report })) {
    if (file.name === undefined) return yield* unitsOfFile(path, file, joined);
    try {
      yield* unitsInArchive(file.name, file, joined);
      count++;
    } catch (cause) {
      const message = `left out: ${(cause as Error).message}`;
      report({ kind: "part", reason: "file of the archive", file: file.name, message });
    }
  }
  if (count === 0)
    throw new UnreadableFile(`the ZIP archive holds no file that can be read: ${left.slice(0, 5).join("; ")}`, {
      why: { reason: "nothing-inside" },
    });
}

/** Reads files that are one kind, whatever their content looks like: of an archive, those of that kind. */
export const readerOf = (kind: FileKind) =>
  async function* (
    bytes: AsyncIterable<Uint8Array>,
    report: Report,
    onHeader?: (header: FileHeader) => void,
  ): AsyncGenerator<ImportedUnit> {
    const { called, unreadable } = KINDS[kind];
    const options = withJoinedHeaders({ report, onHeader });
    let count = 0;
    for await (const file of unpacked(bytes, { name: "", unreadable, report })) {
      const { name } = file;
      if (name === undefined) return yield* unitsOf(kind, file, options);
      if ("kind" in file.told && file.told.kind === kind) {
        count++;
        yield* unitsOf(kind, file, within(name, options));
      } else
        report({ kind: "part", reason: "file of the archive", file: name, message: `left out: it is not ${called}` });
    }
    if (count === 0)
      throw new unreadable(`the ZIP archive holds no file that is ${called}`, { why: { reason: "nothing-inside" } });
  };

/** Reads TMX, 1.1 to 1.4b. See {@link readUnits}; another content is refused. */
export const readTmx = readerOf("tmx");
/** Reads a table: tab-separated, or separated by commas or semicolons. See {@link readUnits}; another content is refused. */
export const readTsv = readerOf("table");
/** Reads JSON Lines, as `writeJsonLines` writes them. See {@link readUnits}; another content is refused. */
export const readJsonLines = readerOf("lines");

/** Passes on the header of all files so far. */
function withJoinedHeaders(options: ReadUnitsOptions): ReadUnitsOptions {
  let header: FileHeader | undefined;
  const onHeader = (own: FileHeader): void => {
    header = header ? joinedHeaders(header, own) : own;
    options.onHeader?.(header);
  };
  return { ...options, onHeader };
}

/** Reads a file that is in no archive. What is wrong with it says what it is, if its name says otherwise. */
async function* unitsOfFile(path: string, file: UnpackedFile, options: ReadUnitsOptions): AsyncGenerator<ImportedUnit> {
  const name = path.replace(/\.gz$/i, "");
  const promised = NAMED.find(([end]) => end.test(name))?.[1];
  const { told } = file;
  if ("other" in told)
    throw new UnreadableFile(`it is ${told.other}${NO_UNITS}`, {
      why: { reason: told.other === "empty" ? "empty" : "no-units" },
    });
  const isInPlace = told.kind === "sdltm" && name === path;
  try {
    yield* unitsOf(told.kind, isInPlace ? { ...file, path: async () => path } : file, options);
  } catch (cause) {
    if (promised === undefined || promised === told.kind) throw cause;
    const { called, unreadable } = KINDS[told.kind];
    const message = `its name says ${KINDS[promised].called}, but it is ${called}: ${(cause as Error).message}`;
    throw new unreadable(message, { cause, why: (cause as SextantError).why });
  }
}

const NO_UNITS = "; units are read from TMX, XLIFF, TBX, memories of Trados and Wordfast, JSON Lines and tables";

/** Reads a file of an archive: whole, or not at all. It is read once before, to see that it has an end. */
async function* unitsInArchive(
  name: string,
  file: UnpackedFile,
  options: ReadUnitsOptions,
): AsyncGenerator<ImportedUnit> {
  const { told } = file;
  if ("other" in told) throw new UnreadableFile(`it is ${told.other}`, { why: { reason: "no-units" } });
  const silently = { ...options, report: () => {}, onHeader: undefined };
  for await (const _ of unitsOf(told.kind, file, silently));
  yield* unitsOf(told.kind, file, within(name, options));
}

/** Names a file of an archive in what is reported of it. */
const within = (name: string, options: ReadUnitsOptions): ReadUnitsOptions => ({
  ...options,
  report: (problem) => options.report({ ...problem, file: name }),
});

/**
 * The units of a file; characters that are no text are replaced, and reported.
 *
 * @throws {SextantError} `unreadable-file` also for a file that has units, and each of them is left out: it shall not take the place
 *   of an earlier edition that could be read
 */
async function* unitsOf(kind: FileKind, file: UnpackedFile, options: ReadUnitsOptions): AsyncGenerator<ImportedUnit> {
  let count = 0;
  const left = { count: 0, first: "", line: 0, reason: "" };
  const report: Report = (problem) => {
    options.report(problem);
    if (problem.kind !== "unit" || left.count++ > 0) return;
    left.line = problem.line ?? 0;
    left.reason = problem.reason;
    left.first = `${problem.line === undefined ? "" : `line ${problem.line}: `}${problem.message}`;
  };
  for await (const unit of unitsAsRead(kind, file, { ...options, report })) {
    count++;
    const wrong = Object.values(unit.variants)
      .map(noTextIn)
      .find((own) => own !== undefined);
    if (wrong === undefined) {
      yield unit;
      continue;
    }
    const { tuid } = unit;
    const message = `unit ${count} holds ${wrong}, which is no character of a text: U+FFFD stands in its place`;
    options.report({ kind: "repaired", reason: "no text", ...(tuid !== undefined && { tuid }), message });
    const variants = Object.entries(unit.variants).map(([key, text]) => [key, withoutNoText(text)] as const);
    yield { ...unit, variants: Object.fromEntries(variants) };
  }
  if (count > 0 || left.count === 0) return;
  const many = left.count === 1 ? "its one unit cannot be taken" : `none of its ${left.count} units can be taken`;
  const { count: units, line, reason: first } = left;
  const why = { reason: "none-taken", values: { count: units, line, first } } as const;
  throw new KINDS[kind].unreadable(`${many}: ${left.first}`, { why });
}

async function* unitsAsRead(
  kind: FileKind,
  file: UnpackedFile,
  { report, onHeader, encoding, languages }: ReadUnitsOptions,
): AsyncGenerator<ImportedUnit> {
  if (kind === "sdltm") return yield* sdltmUnits(await file.path(), report, onHeader);
  const decoding: Decoding = { unreadable: KINDS[kind].unreadable, report, encoding, languages };
  const portions = decoded(file.bytes(), decoding);
  switch (kind) {
    case "tmx":
      return yield* tmxUnits(portions, report, onHeader);
    case "xliff":
      return yield* xliffUnits(portions, { report, onHeader, languages });
    case "tbx":
      return yield* tbxUnits(portions, report, onHeader);
    case "lines":
      return yield* jsonUnits(portions, report);
    case "wordfast":
      return yield* wordfastUnits(portions, report, onHeader);
    default:
      return yield* tableUnits(portions, { report, onHeader, languages });
  }
}
