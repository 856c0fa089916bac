import { SaxesParser } from "saxes";
import { type NoteMark, UnreadableDocument } from "../document.ts";
import type { Flow, FlowParagraph } from "../flow.ts";
import type { FootNote } from "../pages.ts";
import { unzip } from "./archive.ts";

/** Elements whose text is no part of the document: what was deleted, comments, the mark printed in a note. */
const SKIPPED = new Set([
  "text:tracked-changes",
  "office:annotation",
  "text:note-citation",
  "text:index-body",
  "office:forms",
]);

/**
 * The flow of an OpenDocument text (ODT): paragraphs, headings, table cells, footnotes and endnotes with their marks;
 * tracked changes accepted (OpenDocument 1.3, part 3, sections 5 and 6).
 *
 * @throws {UnreadableDocument} for a damaged or oversized file
 */
export function odtFlow(bytes: Uint8Array, name: string): Flow {
  const content = unzip(bytes, (path) => path === "content.xml", name).get("content.xml");
  if (!content)
    throw new UnreadableDocument(`${name} is a ZIP archive, but no OpenDocument text: it has no content.xml`);

  const paragraphs: FlowParagraph[] = [];
  const notes: FootNote[] = [];
  const path: string[] = [];
  let skipped = 0;
  let text: string | undefined;
  let marks: NoteMark[] = [];
  let note: { mark: string; text: string } | undefined;
  const raised = new Set<string>(); // names of styles that set text above the line
  let style = "";
  let span: { text: string } | undefined;
  const add = (more: string): void => {
    if (note) note.text += more;
    else if (text !== undefined) text += text === "" || text.endsWith(" ") ? more.trimStart() : more;
  };
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("doctype", () => {
    throw new Error("it declares a document type");
  });
  parser.on("opentag", ({ name: tag, attributes }) => {
    path.push(tag);
    if (skipped > 0 || SKIPPED.has(tag)) {
      skipped++;
      return;
    }
    if (tag === "style:style") style = String(attributes["style:name"] ?? "");
    else if (
      tag === "style:text-properties" &&
      /^super|^[1-9]\d*%/.test(String(attributes["style:text-position"] ?? ""))
    )
      raised.add(style);
    else if (tag === "text:span" && raised.has(String(attributes["text:style-name"]))) span = { text: text ?? "" };
    else if (tag === "text:note") {
      note = { mark: String(notes.length + 1), text: "" };
      if (text !== undefined) marks.push({ mark: note.mark, offset: text.length });
    } else if ((tag === "text:p" || tag === "text:h") && !note) {
      text = "";
      marks = [];
    } else if (tag === "text:s") add(" ".repeat(Math.min(100, Number(attributes["text:c"] ?? 1) || 1)));
    else if (tag === "text:tab" || tag === "text:line-break") add(" ");
  });
  parser.on("text", (more) => {
    if (skipped === 0) add(more.replace(/\s+/g, " "));
  });
  parser.on("closetag", ({ name: tag }) => {
    path.pop();
    if (skipped > 0) {
      skipped--;
      return;
    }
    if (tag === "text:span" && span && text !== undefined && !note) {
      // A raised number that repeats a note's is its mark once more: a cross-reference.
      const mark = text.slice(span.text.length).trim();
      if (notes.some((known) => known.mark === mark)) {
        text = span.text;
        marks.push({ mark, offset: text.length });
      }
      span = undefined;
    } else if (tag === "text:note" && note) {
      notes.push({ mark: note.mark, text: note.text.normalize("NFC").replace(/\s+/g, " ").trim(), page: 0 });
      note = undefined;
    } else if ((tag === "text:p" || tag === "text:h") && !note && text !== undefined) {
      const plain = text.normalize("NFC").trimEnd();
      const role = tag === "text:h" ? "heading" : path.includes("table:table-cell") ? "table-cell" : undefined;
      if (plain) paragraphs.push({ text: plain, pages: [{ page: 0, offset: 0 }], marks, ...(role && { role }) });
      text = undefined;
    } else if (tag === "text:p" && note) note.text += " ";
  });
  try {
    parser.write(new TextDecoder("utf-8", { fatal: true }).decode(content)).close();
  } catch (cause) {
    throw new UnreadableDocument(`${name} is a damaged OpenDocument file: ${(cause as Error).message}`, { cause });
  }
  return { paragraphs, notes, leftOut: [], marks: "known" };
}
