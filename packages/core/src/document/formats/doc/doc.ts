import CFB from "cfb";
import { append } from "../../append.ts";
import { type LeftOut, UnreadableDocument } from "../../document.ts";
import type { Flow } from "../../flow.ts";
import type { FootNote } from "../../pages.ts";
import { warning } from "../../warning.ts";
import { convertedFlow } from "../convert.ts";
import { formatNumber } from "../number-format.ts";
import { settledFlow } from "../settle.ts";
import { unknownSigns } from "../symbol-fonts.ts";
import { type DocReference, type DocStory, readStory } from "./story.ts";
import { type DocStyle, docStyles } from "./styles.ts";
import { takeApart, type WordBinary } from "./word-binary.ts";

/** Flags in the first bytes of the main stream ([MS-DOC] 2.5.2). */
const IS_ENCRYPTED = 0x0100;
const HAS_FIRST_TABLE = 0x0200;
const WORD_97 = 0xc1;

/**
 * Tables of notes, by their offsets in the file information block: the places of references, and the beginnings of
 * notes.
 */
const FOOTNOTES = { references: 0xaa, texts: 0xb2 } as const;
const ENDNOTES = { references: 0x20a, texts: 0x212 } as const;
const STYLES = 0xa2;
const HEADS = 0xf2;

/**
 * Reads an old Word file (DOC, Word 97 to 2003): paragraphs with the titles and headings of their styles, cells of
 * tables, footnotes and endnotes with their marks; tracked changes are accepted. Headers, footers, comments and hidden
 * text are left out. Automatic numbers and merged cells are not read.
 *
 * A file of Word 6 or 95 is read only if LibreOffice is installed.
 *
 * @throws {UnreadableDocument} if the file is damaged or encrypted
 */
export async function docFlow(bytes: Uint8Array, name: string): Promise<Flow> {
  try {
    const file = fileOf(bytes, name);
    return file ? flowOfFile(file) : await convertedFlow(bytes, name, "a file of Word 6 or 95");
  } catch (cause) {
    if (cause instanceof UnreadableDocument) throw cause;
    throw new UnreadableDocument(`${name} is a damaged Word file: ${(cause as Error).message}`, {
      cause,
      why: { reason: "damaged" },
    });
  }
}

/** Takes the file apart; undefined for a file of an older Word. */
function fileOf(bytes: Uint8Array, name: string): WordBinary | undefined {
  const container = CFB.read(Buffer.from(bytes), { type: "buffer" });
  const stream = (path: string): Uint8Array | undefined => {
    const content = CFB.find(container, path)?.content;
    return content && Uint8Array.from(content);
  };
  if (stream("EncryptedPackage"))
    throw new UnreadableDocument(`${name} is encrypted; give a copy without a password`, {
      why: { reason: "encrypted" },
    });
  const main = stream("WordDocument");
  if (!main)
    throw new UnreadableDocument(`${name} is an Office file, and no Word file; save it as DOCX, or as PDF`, {
      why: { reason: "other-office" },
    });
  const view = new DataView(main.buffer);
  const flags = view.getUint16(0x0a, true);
  if (view.getUint16(2, true) < WORD_97) return undefined;
  if (flags & IS_ENCRYPTED)
    throw new UnreadableDocument(`${name} is encrypted; give a copy without a password`, {
      why: { reason: "encrypted" },
    });
  const table = stream(flags & HAS_FIRST_TABLE ? "1Table" : "0Table");
  if (!table) throw new Error("it has no table stream");
  return takeApart(main, table, stream("Data"));
}

function flowOfFile(file: WordBinary): Flow {
  const [body = 0, foot = 0, heads = 0, macros = 0, comments = 0, end = 0, boxes = 0] = file.lengths;
  const starts = startsOf([body, foot, heads, macros, comments, end, boxes]);
  const styles = docStyles(file.table(STYLES));
  const references = new Map<number, DocReference>();
  const plain = (start: number, length: number): DocStory => readStory(file, start, start + length, styles, NONE);
  const notes = [
    ...notesOf(file, FOOTNOTES, starts[1] as number, "decimal", styles, references),
    ...notesOf(file, ENDNOTES, starts[5] as number, "lowerRoman", styles, references),
  ];
  const text = readStory(file, 0, body, styles, references);
  const boxed = plain(starts[6] as number, boxes);
  const { first, all } = headsOf(file, starts[2] as number, heads, styles);
  const leftOut: LeftOut[] = [
    ...all.map((line) => ({ text: line, reason: "header or footer" })),
    ...textsOf(plain(starts[4] as number, comments)).map((comment) => ({ text: comment, reason: "comment" })),
    ...(text.hidden.length > 0 ? [{ text: text.hidden.join("").trim(), reason: "hidden text" }] : []),
  ];
  return settledFlow({
    paragraphs: [...text.paragraphs, ...boxed.paragraphs],
    notes,
    heads: [...first, ...all],
    leftOut,
    warnings: [
      ...(text.hasNumbers ? [warning("automatic-numbers")] : []),
      ...(boxed.paragraphs.length > 0 ? [warning("text-boxes")] : []),
      ...unknownSigns(text.unknownFonts.union(boxed.unknownFonts)),
    ],
  });
}

const NONE: ReadonlyMap<number, DocReference> = new Map();

function startsOf(lengths: readonly number[]): number[] {
  let start = 0;
  return lengths.map((length) => {
    const own = start;
    start += length;
    return own;
  });
}

const textsOf = ({ paragraphs }: DocStory): string[] => paragraphs.map(({ text }) => text);

/** Reads the notes of a kind, in order; their references are added to the others. */
function notesOf(
  file: WordBinary,
  tables: { readonly references: number; readonly texts: number },
  start: number,
  format: string,
  styles: readonly DocStyle[],
  references: Map<number, DocReference>,
): FootNote[] {
  const places = file.positions(tables.references, 2).slice(0, -1);
  const texts = file.positions(tables.texts, 0);
  const table = file.table(tables.references);
  let reached = 0;
  return places.flatMap((place, at): FootNote[] => {
    const isAutomatic = table.getUint16((places.length + 1) * 4 + at * 2, true) !== 0;
    const mark = isAutomatic ? formatNumber(++reached, format) : (file.text[place] ?? "*");
    references.set(place, { mark, isPrinted: true });
    const [from, to] = [texts[at], texts[at + 1]];
    if (from === undefined || to === undefined) return [];
    const text = textsOf(readStory(file, start + from, start + to, styles, NONE)).join(" ");
    return [{ mark, text: !isAutomatic && text.startsWith(mark) ? text.slice(mark.length).trim() : text, page: 0 }];
  });
}

/** Reads the lines of headers and footers; those of first pages may hold the masthead. */
function headsOf(
  file: WordBinary,
  start: number,
  length: number,
  styles: readonly DocStyle[],
): { first: string[]; all: string[] } {
  const places = length > 0 ? file.positions(HEADS, 0) : [];
  const first: string[] = [];
  const all = new Set<string>();
  // Six rules between text and notes come first, then six headers and footers for each section; the fifth belongs to
  // a first page.
  for (let story = 6; story + 1 < places.length; story++) {
    const [from = 0, to = 0] = places.slice(story, story + 2);
    if (to <= from || to > length) continue;
    const lines = textsOf(readStory(file, start + from, start + to, styles, NONE)).filter((line) =>
      /[\p{L}\p{N}]/u.test(line),
    );
    if (story % 6 >= 4) append(first, lines);
    for (const line of lines) all.add(line);
  }
  return { first, all: [...all] };
}
