import { UnreadableDocument } from "../document.ts";
import type { Flow } from "../flow.ts";
import { vocabularyOf } from "../hyphens.ts";
import { settingOf } from "./entries.ts";
import { pagesOf } from "./extract.ts";
import { furnitureOf } from "./furniture.ts";
import { UNDECODED } from "./letters.ts";
import type { Line } from "./lines.ts";
import { NoteReader } from "./notes.ts";
import type { Page } from "./page.ts";
import { type PageParts, pageParts } from "./page-parts.ts";
import { paragraphsOf } from "./paragraphs.ts";
import { readingOrder } from "./reading-order.ts";
import { nearest, structureOf } from "./structure.ts";

export interface PdfOptions {
  /** How messages call the file. */
  readonly name: string;
  /** Tells the language of the text, BCP 47. */
  readonly languageOf: (text: string) => string;
}

/**
 * The flow of a PDF: its paragraphs, notes and tables as its own structure says, where it is tagged (ISO 32000-1, 14.8), and
 * as rules, sizes, gaps, margins and words say where it is not.
 *
 * @throws {UnreadableDocument} for a PDF that is encrypted, damaged, or has no text
 */
export async function pdfFlow(
  bytes: Uint8Array,
  { name, languageOf }: PdfOptions,
): Promise<{ flow: Flow; language: string }> {
  const { pages, tagged } = await pagesOf(bytes, name);
  if (!pages.some(({ glyphs }) => glyphs.some(({ text }) => text.trim() !== "")))
    throw new UnreadableDocument(`${name} is a PDF without text, a scan; it needs character recognition (OCR) first`);
  const structure = tagged ? await structureOf(bytes) : undefined;
  const setting = settingOf(pages);
  const parts = pages.map((page) => pageParts(page, structure, setting));
  const furniture = furnitureOf(parts.map(candidates));
  const isText = (line: Line): boolean => !furniture.lines.has(line);

  const texts = parts
    .flatMap(({ elements, body, tables }) => [
      ...elements.flatMap(({ lines }) => lines),
      ...body,
      ...tables.flatMap(({ lines }) => lines),
    ])
    .filter(isText);
  const language = languageOf(texts.map(({ text }) => text).join("\n"));
  const notes = new NoteReader(vocabularyOf(texts.map(({ text }) => text)));
  const order = readingOrder(parts, { isText, size: typicalSize(texts), rtl: setting.rtl, notes });
  const { paragraphs, decisions } = paragraphsOf(order.lines, { rtl: setting.rtl, language });
  return {
    language,
    flow: {
      paragraphs,
      notes: notes.notes,
      leftOut: [...furniture.leftOut, ...order.leftOut],
      masthead: furniture.masthead,
      marks: "in the text",
      warnings: [...textlessPages(pages), ...undecodedPages(pages), ...order.warnings],
      decisions: [...furniture.decisions, ...decisions],
      pageCount: pages.length,
    },
  };
}

/** A page's lines as those that may be furniture. */
function candidates({ page, elements, artifacts, body, tables }: PageParts): Parameters<typeof furnitureOf>[0][number] {
  return {
    page,
    lines: [
      ...elements.flatMap(({ element, lines }) =>
        lines.map((line) => ({ line, artifact: false, cell: nearest(element, "Table") !== undefined })),
      ),
      ...artifacts.map((line) => ({ line, artifact: true, cell: false })),
      ...body.map((line) => ({ line, artifact: false, cell: false })),
      ...tables.flatMap(({ lines }) => lines.map((line) => ({ line, artifact: false, cell: true }))),
    ],
  };
}

/** Pages without text in a file that has some: empty, or scans. */
function textlessPages(pages: readonly Page[]): string[] {
  const textless = pages.filter(({ glyphs }) => !glyphs.some(({ text }) => text.trim() !== ""));
  const numbers = textless.map(({ number }) => number).join(", ");
  return textless.length > 0
    ? [`page ${numbers} has no text: it is empty, or a picture that needs character recognition (OCR)`]
    : [];
}

/** Characters that could not be decoded are named by their pages. */
function undecodedPages(pages: readonly Page[]): string[] {
  const undecoded = pages.filter(({ glyphs }) => glyphs.some(({ text }) => text.includes(UNDECODED)));
  const numbers = undecoded.map(({ number }) => number).join(", ");
  return undecoded.length > 0
    ? [
        `characters could not be decoded on page ${numbers}: their font does not say what they are; ${UNDECODED} stands for each`,
      ]
    : [];
}

/** The size of most of the text, weighed by its length. */
function typicalSize(lines: readonly Line[]): number {
  const times = new Map<number, number>();
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 4) / 4;
    times.set(rounded, (times.get(rounded) ?? 0) + text.length);
  }
  return [...times].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
}
