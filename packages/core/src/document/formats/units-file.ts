import { utf16Of } from "../decode.ts";
import { UnreadableDocument } from "../document.ts";

/** Bytes by which a file is recognised. */
const HEAD = 4096;

/** First elements of files that hold units or terms of other tools, and the names of these formats. */
const ROOTS: Readonly<Record<string, string>> = {
  tmx: "TMX",
  xliff: "XLIFF",
  martif: "TBX",
  tbx: "TBX",
};
const XML = /^\s*<\?xml\s/;
/** What may stand before the first element: a declaration, instructions, comments, a document type. */
const PROLOGUE = /^\s*(?:<\?[\s\S]*?\?>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE(?:[^[>]|\[[\s\S]*?\]\s*)*>\s*)*/;
/** An entry of gettext, whose translation stands below it. */
const PO_ENTRY = /^msgid "[^\n]*\n(?:"[^\n]*\n)*msgstr(?:\[0\])? "/m;

/** Whether a text is a PO file, by its beginning. */
export const isPo = (head: string): boolean => PO_ENTRY.test(head.replaceAll("\r\n", "\n"));

/**
 * Refuses what is text to a computer alone, and would be read with its mark-up as if somebody had written it: files of units, which
 * are imported, and other XML.
 *
 * @param name of the file, for the message
 * @throws {UnreadableDocument} that says what the file is
 */
export function refuseUnits(bytes: Uint8Array, name: string): void {
  const start = bytes.subarray(0, HEAD);
  const head = new TextDecoder(utf16Of(bytes) ?? "utf-8").decode(start);
  // An element or nothing comes next: a text may begin with the name of an element.
  const root = /^<(?:[\w.-]+:)?([\w.-]+)(?=[\s/>])[^<>]*>\s*(?:<|$)/.exec(
    head.slice(PROLOGUE.exec(head)?.[0].length),
  )?.[1];
  const format = root === undefined ? undefined : ROOTS[root.toLowerCase()];
  if (format !== undefined)
    throw new UnreadableDocument(
      `${name} is ${format === "XLIFF" ? "an" : "a"} ${format} file: it holds units or terms, which are imported, and no document`,
      { why: { reason: "units", values: { format } } },
    );
  if (root !== undefined && XML.test(head))
    throw new UnreadableDocument(`${name} is XML that begins with <${root}>; of XML, HTML pages alone are read`, {
      why: { reason: "xml", values: { root } },
    });
  if (isPo(head))
    throw new UnreadableDocument(
      `${name} is a PO file: it holds units, and no document; made into TMX, as po2tmx does, it is imported`,
      { why: { reason: "po-file" } },
    );
}
