import mammoth from "mammoth";
import WordExtractor from "word-extractor";
import { unzip, zip } from "./archive.ts";
import { UnreadableDocument } from "./document.ts";
import type { Flow } from "./flow.ts";
import { htmlFlow } from "./html.ts";

/** Parts of a DOCX that text is read from; pictures, macros, embedded objects and settings are not even unpacked. */
const PARTS =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:document|footnotes|endnotes|numbering|styles|comments)\.xml|word\/_rels\/(?:document|footnotes|endnotes)\.xml\.rels)$/;

/**
 * The flow of a Word file (DOCX): paragraphs, headings, lists, tables and footnotes, with tracked changes accepted.
 * Headers and footers are not read. References to anything outside the file lead nowhere, and pictures are not even unpacked.
 *
 * @throws {UnreadableDocument} for a damaged or oversized file
 */
export async function docxFlow(bytes: Uint8Array, name: string): Promise<Flow> {
  const parts = unzip(bytes, (path) => PARTS.test(path), name);
  if (!parts.has("word/document.xml"))
    throw new UnreadableDocument(`${name} is a ZIP archive, but no Word file: it has no word/document.xml`);
  for (const [path, content] of parts) {
    const text = new TextDecoder().decode(content);
    if (/<!DOCTYPE|<!ENTITY/i.test(text))
      throw new UnreadableDocument(`${name} declares XML entities in ${path}, which no Word file does`);
    if (path.endsWith(".rels")) parts.set(path, Buffer.from(withoutOutside(text)));
  }
  let html: string;
  try {
    const options = {
      styleMap: [
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Heading 1'] => h2:fresh",
        "p[style-name='Heading 2'] => h3:fresh",
        "p[style-name='Heading 3'] => h4:fresh",
      ],
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(async () => ({ src: "" })),
    };
    html = (await mammoth.convertToHtml({ buffer: Buffer.from(zip(parts)) }, options)).value;
  } catch (cause) {
    throw new UnreadableDocument(`${name} is a damaged Word file: ${(cause as Error).message}`, { cause });
  }
  return htmlFlow(html);
}

/** Relationships to anything outside the file lead nowhere; those to parts stay. */
function withoutOutside(relationships: string): string {
  return relationships.replace(/<Relationship\b[^>]*>/gi, (relationship) =>
    /TargetMode\s*=\s*["']External["']/i.test(relationship)
      ? relationship.replace(/\bTarget\s*=\s*(?:"[^"]*"|'[^']*')/i, 'Target="#"')
      : relationship,
  );
}

/** What word-extractor gives; its published types leave the options out. Unfiltered, quotation marks stay as they are. */
type OldWord = Record<
  "getBody" | "getFootnotes" | "getEndnotes" | "getHeaders",
  (options: { filterUnicode: false }) => string
>;
const AS_IT_IS = { filterUnicode: false } as const;

/**
 * The flow of an old Word file (DOC): its paragraphs, and its notes. The places of their first marks are lost, for the
 * extraction leaves those characters out; marks that repeat are digits of the text and are told from numbers.
 *
 * @throws {UnreadableDocument} for a damaged or encrypted file
 */
export async function docFlow(bytes: Uint8Array, name: string): Promise<Flow> {
  let document: OldWord;
  try {
    document = (await new WordExtractor().extract(Buffer.from(bytes))) as unknown as OldWord;
  } catch (cause) {
    throw new UnreadableDocument(`${name} is a damaged or encrypted Word file: ${(cause as Error).message}`, { cause });
  }
  const paragraphs = (text: string): string[] =>
    text
      .split(/[\p{Cc}]+/u)
      .map((line) => line.replace(/\s+/g, " ").trim())
      .filter(Boolean);
  return {
    paragraphs: paragraphs(document.getBody(AS_IT_IS)).map((text) => ({
      text: text.normalize("NFC"),
      pages: [{ page: 0, offset: 0 }],
    })),
    notes: [...paragraphs(document.getFootnotes(AS_IT_IS)), ...paragraphs(document.getEndnotes(AS_IT_IS))].map(
      (text, at) => ({
        mark: String(at + 1),
        text: text.normalize("NFC"),
        page: 0,
      }),
    ),
    leftOut: paragraphs(document.getHeaders(AS_IT_IS)).map((text) => ({ text, reason: "header or footer" })),
    marks: "repeated in the text",
  };
}
