import { utf16Of } from "./decode.ts";

/** Formats, which are recognised by content; the name of a file decides nothing. */
export type Format =
  | "pdf"
  | "docx"
  | "doc"
  | "odt"
  | "epub"
  | "rtf"
  | "html"
  | "image"
  | "workbook"
  | "archive"
  | "text";

/** Bytes by which a format is recognised. */
const HEAD = 4096;

/** What stands in a PDF whose first bytes are damaged: an object on a line of its own. */
const PDF_OBJECT = /^\d+ \d+ obj\s*<</m;

/** The main part of a Word file, by the name that Word or Word for the web gives it. */
const WORD_PART = /^word[/\\]document\d*\.xml$/i;

/** The file that names what an EPUB holds; many a one was packed with the folder in which it was made. */
export const EPUB_CONTAINER = /^(?:[^/]+\/)?META-INF\/container\.xml$/;

/** The main part of an Excel file: in XML, or binary (XLSB). */
const WORKBOOK_PART = /^xl[/\\]workbook\d*\.(?:xml|bin)$/i;

/** Formats that are ZIP archives. */
export type PackedFormat = Extract<Format, "docx" | "odt" | "epub" | "workbook" | "archive">;

/**
 * Recognises what a ZIP archive is.
 *
 * @param head its first bytes as Latin-1: OpenDocument says there what it is
 * @param names of its files
 */
export function packedFormatOf(head: string, names: readonly string[]): PackedFormat {
  if (head.includes("mimetypeapplication/vnd.oasis.opendocument.text")) return "odt";
  if (head.includes("mimetypeapplication/vnd.oasis.opendocument.spreadsheet")) return "workbook";
  if (names.some((name) => WORD_PART.test(name))) return "docx";
  if (names.some((name) => WORKBOOK_PART.test(name))) return "workbook";
  return names.some((name) => EPUB_CONTAINER.test(name)) ? "epub" : "archive";
}

/** Recognises a file's format by its first bytes; a ZIP archive by the names of its files. */
export function formatOf(bytes: Uint8Array): Format {
  const head = Buffer.from(bytes.subarray(0, HEAD)).toString("latin1");
  if (head.slice(0, 1024).includes("%PDF-") || PDF_OBJECT.test(head)) return "pdf";
  if (head.startsWith("PK\u0003\u0004")) return packedFormatOf(head, namesOf(bytes));
  if (head.startsWith("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) return "doc";
  if (/^\s*\{\\rtf/.test(head)) return "rtf";
  if (/^(?:\u0089PNG|\u00ff\u00d8\u00ff|GIF8|II\*\0|MM\0\*|RIFF)/.test(head)) return "image";
  const utf16 = utf16Of(bytes);
  return isHtml(utf16 ? new TextDecoder(utf16).decode(bytes.subarray(0, HEAD)) : head) ? "html" : "text";
}

/** Where the directory of an archive may end before the file does: its own end, and a comment. */
const DIRECTORY_END = 22 + 0xffff;

/**
 * The names of the files in a ZIP archive, by its directory (APPNOTE.TXT, 4.3.12 and 4.3.16), and not those in archives that
 * it holds. In a file without a directory that can be read, as one whose end is missing, main parts are found anywhere.
 */
function namesOf(bytes: Uint8Array): string[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = file.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
  const start = end < file.length - DIRECTORY_END || end + 20 > file.length ? -1 : file.readUInt32LE(end + 16);
  const names: string[] = [];
  for (let at = start; at >= 0 && at + 46 <= end && file.readUInt32LE(at) === DIRECTORY_ENTRY; ) {
    const [name, extra, comment] = [28, 30, 32].map((field) => file.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    names.push(file.toString("latin1", at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names.length > 0 ? names : (file.toString("latin1").match(/word\/document\d*\.xml/g) ?? []);
}

const DIRECTORY_ENTRY = 0x02014b50;

/** Elements of HTML that a page, or a piece of one, may begin with. */
const ELEMENTS = new Set(
  (
    "a abbr acronym address article aside b base bdi bdo big blockquote body br button caption center cite code col colgroup dd del " +
    "details dfn dialog dir div dl dt em fieldset figcaption figure font footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup " +
    "hr html i iframe img ins kbd label legend li link main mark menu meta nav noscript ol p pre q s samp script search section " +
    "small span strike strong style sub summary sup table tbody td template tfoot th thead time title tr tt u ul var wbr"
  ).split(" "),
);
/** What may stand before the first element: a byte order mark, an XML declaration, instructions as that of a style sheet, comments. */
const PROLOGUE = /^(?:\u00ef\u00bb\u00bf|\ufeff)?\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->)[\s\S])*-->\s*)*/;

/** Whether a text is HTML: a page, or a piece of one, as it is copied or saved by a program. */
function isHtml(head: string): boolean {
  const start = head.slice(PROLOGUE.exec(head)?.[0].length);
  if (/^<!doctype\s+html(?![^\s>])/i.test(start)) return true;
  // A comment that is longer than the head.
  if (/^<!--/.test(start)) return true;
  const name = /^<([a-z][a-z0-9]*)(?=[\s/>])[^<]*>/i.exec(start)?.[1];
  return name !== undefined && ELEMENTS.has(name.toLowerCase());
}
