import { isSymbolFont } from "../symbol-fonts.ts";
import { fontNames } from "./fonts.ts";
import { characterProperties, type ParagraphProperties, paragraphProperties, viewOf } from "./properties.ts";

/** A file of Word 97 to 2003, taken apart: its characters in document order, and their flags. */
export interface WordBinary {
  /** All stories, one after the other; all other indices refer to it. */
  readonly text: string;
  readonly set: Uint8Array;
  /** Properties of the paragraph that a character ends. */
  readonly paragraphAt: (end: number) => ParagraphProperties | undefined;
  /** Characters of symbol fonts, by their place in the text. */
  readonly symbols: ReadonlyMap<number, DocSymbol>;
  /** Places in a table of the file, by its offset in the file information block: character positions. */
  readonly positions: (fib: number, dataSize: number) => number[];
  /** The bytes of a table of the file. */
  readonly table: (fib: number) => DataView;
  /** Lengths of the stories in characters, in the order in which they stand. */
  readonly lengths: readonly number[];
}

/** A character of a symbol font. */
export interface DocSymbol {
  /** Its code, if it is not the character of the text. */
  readonly code?: number;
  /** The name of the font. */
  readonly font: string;
}

interface Piece {
  readonly start: number;
  readonly length: number;
  readonly offset: number;
  /** Bytes of a character. */
  readonly width: 1 | 2;
}

/** Layout of properties in a page of 512 bytes: the bytes before an offset, and how its block begins. */
const PAGE = 512;
const CLX = 0x1a2;
const FONTS = 0x112;
const CHARACTER_PAGES = 0xfa;
const PARAGRAPH_PAGES = 0x102;

/**
 * Takes a file apart ([MS-DOC]: 2.4 document content, 2.5 the file information block, 2.6 single property modifiers).
 *
 * @param main the stream of the text
 * @param table the stream of what the text refers to
 * @param data the stream of properties that are too long for the others
 * @throws {RangeError} if it points outside of itself
 * @throws {Error} if pieces overlap or claim more than there is
 */
export function takeApart(main: Uint8Array, table: Uint8Array, data: Uint8Array = new Uint8Array()): WordBinary {
  const view = viewOf(main);
  const part = (fib: number): DataView => {
    const offset = view.getUint32(fib, true);
    return new DataView(table.buffer, table.byteOffset + offset, view.getUint32(fib + 4, true));
  };
  const pieces = piecesOf(part(CLX), main.length);
  const total = pieces.reduce((sum, { length }) => sum + length, 0);
  const set = new Uint8Array(total);
  const symbols = new Map<number, DocSymbol>();
  const fonts = fontNames(part(FONTS));
  const properties: ParagraphProperties[] = [];
  const paragraphs = new Uint32Array(total);
  const inFile = pieces.toSorted((a, b) => a.offset - b.offset);
  for (const { from, to, block } of runsOf(view, part(CHARACTER_PAGES), 1)) {
    const { bits, code, font: number } = characterProperties(block);
    const font = fonts[number ?? -1] ?? "";
    const symbol = code !== undefined || isSymbolFont(font) ? { font, ...(code !== undefined && { code }) } : undefined;
    if (bits || symbol !== undefined)
      eachRange(inFile, from, to, (start, end) => {
        for (let at = start; at < end; at++) set[at] = bits;
        if (symbol !== undefined) for (let at = start; at < end; at++) symbols.set(at, symbol);
      });
  }
  for (const { from, to, block } of runsOf(view, part(PARAGRAPH_PAGES), 13)) {
    properties.push(paragraphProperties(block, data));
    eachRange(inFile, from, to, (start, end) => paragraphs.fill(properties.length, start, end));
  }
  return {
    text: pieces.map((piece) => textOf(main, piece)).join(""),
    set,
    symbols,
    paragraphAt: (end) => properties[(paragraphs[end] ?? 0) - 1],
    table: part,
    positions(fib, dataSize) {
      const data = part(fib);
      const count = Math.floor((data.byteLength - 4) / (4 + dataSize));
      return count < 0 ? [] : Array.from({ length: count + 1 }, (_, at) => data.getUint32(at * 4, true));
    },
    lengths: [0x4c, 0x50, 0x54, 0x58, 0x5c, 0x60, 0x64, 0x68].map((fib) => view.getUint32(fib, true)),
  };
}

function piecesOf(clx: DataView, size: number): Piece[] {
  let at = 0;
  while (clx.getUint8(at) === 1) at += 3 + clx.getUint16(at + 1, true);
  const count = (clx.getUint32(at + 1, true) - 4) / 12;
  at += 5;
  const pieces: Piece[] = [];
  for (let piece = 0; piece < count; piece++) {
    const start = clx.getUint32(at + piece * 4, true);
    const length = clx.getUint32(at + piece * 4 + 4, true) - start;
    const packed = clx.getUint32(at + (count + 1) * 4 + piece * 8 + 2, true);
    const isNarrow = (packed & 0x40000000) !== 0;
    const offset = isNarrow ? (packed & 0x3fffffff) / 2 : packed & 0x3fffffff;
    const width = isNarrow ? 1 : 2;
    if (length < 0 || offset + length * width > size) throw new Error("a piece of its text lies outside of it");
    pieces.push({ start, length, offset, width });
  }
  const sorted = pieces.toSorted((a, b) => a.offset - b.offset);
  sorted.forEach(({ offset }, index) => {
    const before = sorted[index - 1];
    if (before && before.length > 0 && before.offset + before.length * before.width > offset)
      throw new Error("pieces of its text overlap");
  });
  return pieces;
}

function textOf(main: Uint8Array, { offset, length, width }: Piece): string {
  const bytes = main.subarray(offset, offset + length * width);
  return new TextDecoder(width === 1 ? "windows-1252" : "utf-16le", { ignoreBOM: true }).decode(bytes);
}

/** Iterates over runs of properties of a kind: the bytes from and to which they hold, and their modifiers. */
function* runsOf(
  view: DataView,
  pages: DataView,
  entrySize: number,
): Generator<{ from: number; to: number; block: DataView }> {
  const count = Math.floor((pages.byteLength - 4) / 8);
  for (let at = 0; at < count; at++) {
    const page = pages.getUint32((count + 1) * 4 + at * 4, true) * PAGE;
    const runs = view.getUint8(page + PAGE - 1);
    for (let run = 0; run < runs; run++) {
      const from = view.getUint32(page + run * 4, true);
      const to = view.getUint32(page + run * 4 + 4, true);
      const offset = page + view.getUint8(page + (runs + 1) * 4 + run * entrySize) * 2;
      if (offset === page) continue;
      const first = view.getUint8(offset);
      const isLong = entrySize > 1 && first === 0;
      const size = entrySize === 1 ? first : isLong ? view.getUint8(offset + 1) * 2 : first * 2 - 1;
      const begin = view.byteOffset + offset + (isLong ? 2 : 1);
      yield { from, to, block: new DataView(view.buffer, begin, Math.max(0, size)) };
    }
  }
}

/** Calls back for the ranges of the document's characters that given bytes of the file hold. */
function eachRange(
  inFile: readonly Piece[],
  from: number,
  to: number,
  give: (start: number, end: number) => void,
): void {
  let low = 0;
  let high = inFile.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { offset, length, width } = inFile[middle] as Piece;
    if (offset + length * width <= from) low = middle + 1;
    else high = middle;
  }
  for (let piece = inFile[low]; piece && piece.offset < to; piece = inFile[++low]) {
    const { start, offset, length, width } = piece;
    const first = Math.max(0, Math.floor((from - offset) / width));
    const last = Math.min(length, Math.ceil((to - offset) / width));
    if (last > first) give(start + first, start + last);
  }
}
