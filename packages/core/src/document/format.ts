import { utf16Of } from "./decode.ts";

/** Formats, which are recognised by content; the name of a file decides nothing. */
export type Format = "pdf" | "docx" | "doc" | "odt" | "rtf" | "html" | "image" | "archive" | "text";

/** Bytes by which a format is recognised. */
const HEAD = 4096;

/** What stands in a PDF whose first bytes are damaged: an object on a line of its own. */
const PDF_OBJECT = /^\d+ \d+ obj\s*<</m;

/** Recognises a file's format by its first bytes. */
export function formatOf(bytes: Uint8Array): Format {
  const head = Buffer.from(bytes.subarray(0, HEAD)).toString("latin1");
  if (head.slice(0, 1024).includes("%PDF-") || PDF_OBJECT.test(head)) return "pdf";
  if (head.startsWith("PK\u0003\u0004")) {
    const names = Buffer.from(bytes).toString("latin1");
    if (head.includes("mimetypeapplication/vnd.oasis.opendocument.text")) return "odt";
    if (names.includes("word/document.xml")) return "docx";
    return "archive";
  }
  if (head.startsWith("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) return "doc";
  if (/^\s*\{\\rtf/.test(head)) return "rtf";
  if (/^(?:\u0089PNG|\u00ff\u00d8\u00ff|GIF8|II\*\0|MM\0\*|RIFF)/.test(head)) return "image";
  const utf16 = utf16Of(bytes);
  return isHtml(utf16 ? new TextDecoder(utf16).decode(bytes.subarray(0, HEAD)) : head) ? "html" : "text";
}

/** Elements of HTML that a page, or a piece of one, may begin with. */
const ELEMENTS = new Set(
  (
    "a abbr acronym address article aside b base bdi bdo big blockquote body br button caption center cite code col colgroup dd del " +
    "details dfn dialog dir div dl dt em fieldset figcaption figure font footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup " +
    "hr html i iframe img ins kbd label legend li link main mark menu meta nav noscript ol p pre q s samp script search section " +
    "small span strike strong style sub summary sup table tbody td template tfoot th thead time title tr tt u ul var wbr"
  ).split(" "),
);
/** What may stand before the first element: a byte order mark, an XML declaration, comments. */
const PROLOGUE = /^(?:\u00ef\u00bb\u00bf|\ufeff)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*/;

/** Whether a text is HTML: a page, or a piece of one, as it is copied or saved by a program. */
function isHtml(head: string): boolean {
  const start = head.slice(PROLOGUE.exec(head)?.[0].length);
  if (/^<!doctype\s+html(?![^\s>])/i.test(start)) return true;
  // A comment that is longer than the head.
  if (/^<!--/.test(start)) return true;
  const name = /^<([a-z][a-z0-9]*)(?=[\s/>])[^<]*>/i.exec(start)?.[1];
  return name !== undefined && ELEMENTS.has(name.toLowerCase());
}
