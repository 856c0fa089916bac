import WordExtractor from "word-extractor";
import { UnreadableDocument } from "../document.ts";
import type { Flow } from "../flow.ts";

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
