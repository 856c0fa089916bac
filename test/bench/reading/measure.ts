/** Measures the reading of one PDF. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import type { Block, Document } from "@sextant/core";
import { levelled, type NoteBelow, notesBelowRules, pagesOf, pdftotext, runningHeads } from "./poppler.ts";
import { compareTwin, docxParagraphs, type TwinComparison, withMarks } from "./twins.ts";
import { type Comparison, compareWords, MARK, type Word, wordsOf } from "./words.ts";

/** A reading of a file by a version of the library, or the message of its refusal. */
type Reading =
  | { readonly document: Document; readonly seconds: number; readonly megabytes: number }
  | { readonly refused: string };

/** Cost of reading a file; megabytes are the largest resident size. */
export interface Cost {
  readonly seconds: number;
  readonly megabytes: number;
}

/** What is measured of one PDF. */
export interface Measured extends Cost {
  readonly file: string;
  readonly pages: number;
  readonly poppler: Cost;
  readonly before?: Cost;
  readonly words: Comparison;
  /** The pages on which the document itself says that a block is in doubt. */
  readonly pagesInDoubt: readonly number[];
  /** Notes below printed rules, and how many of them are notes of the document with that mark on that page. */
  readonly notes: { readonly below: number; readonly found: number; readonly all: number; readonly missing: string[] };
  /** Blocks that hold a barcode, a job number or the plea to recycle; blocks that are a running head. */
  readonly furnitureInText: readonly string[];
  readonly headsInText: readonly string[];
  /** Whether the symbol is the one that the file is named after; left out for other names. */
  readonly symbol?: boolean;
  readonly warnings: readonly string[];
  readonly doubtful: number;
  readonly twin?: TwinComparison;
}

/**
 * Measures one PDF.
 *
 * @throws {Error} with the message of the library or of pdftotext if it refused the file
 */
export async function measure(file: string, core: string, before: string | undefined): Promise<Measured> {
  const poppler = await pdftotext(file);
  const pages = pagesOf(poppler.out);
  const layout = pagesOf((await pdftotext(file, "-layout")).out);
  const reading = await read(core, file);
  if ("refused" in reading) throw new Error(`refused: ${reading.refused}`);
  const { document, seconds, megabytes } = reading;
  const earlier = before === undefined ? undefined : await read(before, file);
  const twin = file.replace(/\.pdf$/i, ".docx");
  const below = notesBelowRules(layout);
  const missing = missingNotes(below, document);
  const symbol = symbolIsRight(file, document.symbol);
  return {
    file,
    pages: pages.length,
    seconds,
    megabytes,
    poppler: { seconds: poppler.seconds, megabytes: poppler.megabytes },
    ...(earlier && !("refused" in earlier) && { before: { seconds: earlier.seconds, megabytes: earlier.megabytes } }),
    words: compareWords(
      pages.flatMap((page, at) => wordsOf(page, at + 1)),
      ourWords(document),
    ),
    pagesInDoubt: [...new Set(document.blocks.flatMap(({ doubt, page }) => (doubt && page ? [page] : [])))],
    notes: { below: below.length, found: below.length - missing.length, all: document.notes.length, missing },
    furnitureInText: document.blocks.filter(({ text }) => FURNITURE.test(text)).map(placeOf),
    headsInText: headsInText(layout, document),
    ...(symbol !== undefined && { symbol }),
    warnings: document.warnings.map(({ message }) => message),
    doubtful: document.blocks.filter(({ doubt }) => doubt !== undefined).length,
    ...(existsSync(twin) && { twin: compareTwin(docxParagraphs(twin), document, poppler.out) }),
  };
}

async function read(core: string, file: string): Promise<Reading> {
  const script = join(import.meta.dirname, "read-document.ts");
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script, core, file], { maxBuffer: 1 << 30 });
    return JSON.parse(stdout) as Reading;
  } catch (cause) {
    const said = /^\w*Error.*$/m.exec((cause as { stderr?: string }).stderr ?? "")?.[0];
    throw new Error(`the reading ended: ${said ?? (cause as Error).message}`, { cause });
  }
}

/** All words that were read, also those that were left out, by page. */
function ourWords({ blocks, notes, furniture, reading }: Document): Word[] {
  const leftOut: readonly { text: string; page?: number }[] = reading?.leftOut ?? furniture.map((text) => ({ text }));
  return [
    ...blocks.flatMap((block) => wordsOf(`${numberBefore(block)} ${withMarks(block, MARK)}`, block.page ?? 1)),
    ...notes.flatMap(({ mark, text, page }) => wordsOf(`${mark} ${text}`, page ?? 1)),
    ...leftOut.flatMap(({ text, page }) => wordsOf(text, page ?? 1)),
  ].sort((a, b) => a.page - b.page);
}

/** The number of a heading may be a part of it: `Article 5`. */
const numberBefore = ({ role, number = "", text }: Block): string =>
  role === "heading" && text.split(/[^\p{L}\p{N}]+/u).includes(number) ? "" : number;

function missingNotes(below: readonly NoteBelow[], { notes }: Document): string[] {
  const own = new Set(notes.map(({ mark, page }) => `${page} ${mark}`));
  const marks = new Set(notes.map(({ mark }) => mark));
  return below
    .filter(({ mark, page }) => !own.has(`${page} ${mark}`) && !(notes[0]?.page === undefined && marks.has(mark)))
    .map(({ mark, page }) => `${mark} of page ${page}`);
}

const UP = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** What UN documents print at the edges of their pages. */
const FURNITURE = new RegExp(
  `\\*\\d{7}\\*|^\\d{2}-\\d{5}(?:\\D|$)|Please recycle|^[${UP}\\d]+/[\\d${UP}]+ |[${UP}]{2}-[${UP}]{5}|\\d+/\\d+ \\d{2}-\\d{5}|\\d{2}-\\d{5} \\d+/\\d+`,
  "u",
);

const placeOf = ({ text, page }: Block): string => `page ${page ?? "?"}: ${text.slice(0, 80)}`;

function headsInText(layout: readonly string[], { blocks }: Document): string[] {
  const heads = runningHeads(layout);
  const found = new Map<string, string[]>();
  for (const block of blocks) {
    const own = levelled(block.text, block.page ?? 1);
    if (heads.has(own)) found.set(own, [...(found.get(own) ?? []), placeOf(block)]);
  }
  // A line that also stands within the pages may be a block as often, and once more as a title.
  return [...found].flatMap(([head, places]) => places.slice(Math.max(1, heads.get(head) as number)));
}

/** Files named as `A_RES_80_34.pdf` say what their symbol is. */
function symbolIsRight(file: string, symbol: string | undefined): boolean | undefined {
  const name = basename(file).replace(/\.pdf$/i, "");
  if (!/^[A-Z]{1,5}(?:_|$)[^a-z]*(?:_(?:Add|Rev|Corr)\.\d+)*$/.test(name) || !/\d/.test(name)) return undefined;
  const letters = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
  return letters(name) === letters(symbol ?? "");
}
