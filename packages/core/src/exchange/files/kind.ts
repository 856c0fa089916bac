import { isPo } from "../../document/formats/units-file.ts";

/** Kinds of files that hold units; their content tells them apart. */
export type FileKind = "tmx" | "xliff" | "tbx" | "sdltm" | "lines" | "wordfast" | "table";

/** What a file is: of a kind, or something else, in words. */
export type Told = { readonly kind: FileKind } | { readonly other: string };

const ROOTS: Readonly<Record<string, FileKind>> = { tmx: "tmx", xliff: "xliff", martif: "tbx", tbx: "tbx", TBX: "tbx" };
/** What may stand before the first element: white space, declarations, comments. */
const PROLOGUE = /^\s*(?:<\?[\s\S]*?\?>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE(?:[^[>]|\[[\s\S]*?\]\s*)*>\s*)*/;

/** Names that others give to what the beginning of a file shows. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ["%PDF", "a PDF"],
  ["\x89PNG", "a picture"],
  ["\xff\xd8\xff", "a picture"],
  ["GIF8", "a picture"],
  ["\xd0\xcf\x11\xe0", "a Word or Excel file of before 2007"],
  ["{\\rtf", "an RTF file"],
  ["7z\xbc\xaf", "a 7z archive, which is not opened"],
  ["Rar!", "a RAR archive, which is not opened"],
];

/**
 * Says what a file is by its beginning.
 *
 * @param start first bytes of the file; some thousands are enough
 * @param name says what an XML file is if its beginning does not show the first element
 */
export function kindOf(start: Uint8Array, name: string): Told {
  const text = beginningOf(start);
  if (text.startsWith("SQLite format 3\0")) return { kind: "sdltm" };
  const known = SIGNATURES.find(([signature]) => text.startsWith(signature));
  if (known) return { other: known[1] };
  if (isBinary(text)) return { other: "a binary file" };
  const trimmed = text.trimStart();
  if (trimmed.startsWith("<")) return xmlKind(text, name);
  if (trimmed.startsWith("{")) return { kind: "lines" };
  if (/^\[\s*\{/.test(trimmed)) return { other: "JSON in a list; write one object a line" };
  if (/^%[^\t\r\n]*\t%/.test(trimmed)) return { kind: "wordfast" };
  if (trimmed === "") return { other: "empty" };
  if (isPo(trimmed)) return { other: "a PO file; po2tmx makes TMX of it" };
  return { kind: "table" };
}

/** Most controls of a text, and among its characters: some are slips. */
const SLIPS = 4;
const MAX_CONTROLS = 0.02;

function isBinary(text: string): boolean {
  // White space, and the mark that ends a text in DOS, are no slips.
  const controls = [...text].filter((own) => own < " " && own !== "\u001a" && own.trim() !== "").length;
  return controls > Math.max(SLIPS, MAX_CONTROLS * text.length);
}

/** Bytes as text: what matters here is ASCII, in UTF-16 with a NUL beside each. */
function beginningOf(start: Uint8Array): string {
  const text = Buffer.from(start.buffer, start.byteOffset, start.length).toString("latin1");
  if (text.startsWith("\xef\xbb\xbf")) return text.slice(3);
  const [a, b, c, d] = start;
  const isLittle = (a === 0xff && b === 0xfe) || (a !== 0 && b === 0 && c !== 0 && d === 0);
  const isBig = (a === 0xfe && b === 0xff) || (a === 0 && b !== 0 && c === 0 && d !== 0);
  if (!isLittle && !isBig) return text;
  const bytes = Buffer.from(start.subarray(0, start.length & ~1));
  return (isBig ? bytes.swap16() : bytes).toString("utf16le").replace(/^\ufeff/, "");
}

function xmlKind(text: string, name: string): Told {
  const rest = text.slice(PROLOGUE.exec(text)?.[0].length ?? 0);
  const root = /^<(?:[\w.-]+:)?([\w.-]+)/.exec(rest)?.[1];
  if (root !== undefined) {
    const kind = ROOTS[root];
    return kind ? { kind } : { other: `XML that begins with <${root}>` };
  }
  // The first element comes later than the bytes that are here.
  const { kind } = /\.(?<kind>tmx|xliff|tbx)/i.exec(name)?.groups ?? {};
  return { kind: (kind?.toLowerCase() as FileKind | undefined) ?? "tmx" };
}
