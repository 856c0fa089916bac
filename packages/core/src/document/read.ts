import { languageCode } from "../language/profile.ts";
import { decodeText } from "./decode.ts";
import { detectLanguage } from "./detect.ts";
import { type Block, type Document, UnreadableDocument } from "./document.ts";
import { linesOf } from "./lines.ts";
import { takeMarks } from "./marks.ts";
import { paginate } from "./pages.ts";
import { paragraphsOf } from "./paragraphs.ts";
import { rolesOf } from "./roles.ts";

export interface ReadOptions {
  /** BCP 47. Without it the language is told from the text. */
  readonly language?: string;
  /** The document symbol, where the caller knows it better than the text. */
  readonly symbol?: string;
  /** How messages call the document; a file's path. */
  readonly name?: string;
}

/**
 * Reads a document from a file's bytes.
 *
 * @throws {UnreadableDocument} for what is no text, or no text in a language that can be told
 * @throws {RangeError} for a language tag that is none
 */
export function readDocument(bytes: Uint8Array, options: ReadOptions = {}): Document {
  return readText(decodeText(bytes, options.name), options);
}

/**
 * Reads a document from text as it comes out of a PDF: lines are joined into blocks, paragraphs that run over a page are
 * healed, notes are taken out and kept, and so are note marks, numbers and roles. See ARCHITECTURE.md for the way.
 *
 * @throws {UnreadableDocument} when the text is empty or its language cannot be told
 */
export function readText(text: string, options: ReadOptions = {}): Document {
  const name = options.name ?? "the text";
  const warnings: string[] = [];
  const language = options.language ? languageCode(options.language) : detectLanguage(text, name);
  const pages = paginate(linesOf(text));
  const paragraphs = paragraphsOf(pages.bodies, language);
  if (paragraphs.length === 0) throw new UnreadableDocument(`${name} holds no running text`);

  const { roles, symbol = options.symbol } = rolesOf(
    paragraphs.map((paragraph) => paragraph.text),
    language,
  );
  const marked = takeMarks(
    paragraphs.map(({ text, pages }, at) => {
      const cut = roles[at]?.cut ?? 0;
      return {
        text: text.slice(cut),
        pages: pages.map(({ page, offset }) => ({ page, offset: Math.max(0, offset - cut) })),
      };
    }),
    pages.notes,
  );
  const blocks = marked.map(({ text, marks }, at): Block => {
    const { role, number } = roles[at] as (typeof roles)[number];
    return { role, ...(number !== undefined && { number }), text: text.trim(), ...(marks.length > 0 && { marks }) };
  });

  const placed = new Set(blocks.flatMap((block) => block.marks?.map(({ mark }) => mark) ?? []));
  const unplaced = pages.notes.filter(({ mark }) => /^\d/.test(mark) && !placed.has(mark)).map(({ mark }) => mark);
  if (unplaced.length > 0) warnings.push(`no mark was found in the text for note ${unplaced.join(", ")}`);
  return {
    ...((options.symbol ?? symbol) && { symbol: options.symbol ?? symbol }),
    language,
    blocks,
    notes: pages.notes.map(({ mark, text }) => ({ mark, text })),
    furniture: pages.furniture,
    warnings,
  };
}
