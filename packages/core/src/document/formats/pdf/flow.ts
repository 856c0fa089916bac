/**
 * Room pdf: a PDF. In: its bytes. Out: a flow: paragraphs, notes, tables, what was left out, with pages and doubts.
 * `painting/` takes what each page paints, `furniture/` finds what pages repeat, `tables/` the grids. Imports
 * language and document.
 *
 * @module
 */

import { UnreadableDocument } from "../../document.ts";
import type { Flow, FlowParagraph } from "../../flow.ts";
import { vocabularyOf } from "../../hyphens.ts";
import type { Masthead } from "../../masthead.ts";
import { doubtsOf } from "./doubts.ts";
import { settingOf } from "./entries.ts";
import { pagesOf } from "./extract.ts";
import { furnitureOf } from "./furniture/furniture.ts";
import type { Line } from "./lines.ts";
import { NoteReader } from "./notes.ts";
import { type PageParts, pageParts } from "./page-parts.ts";
import { withAccents } from "./painting/accents.ts";
import { withoutFalseSpaces } from "./painting/false-spaces.ts";
import { withKashidas } from "./painting/kashida.ts";
import { paragraphsOf } from "./paragraphs.ts";
import { readingOrder } from "./reading-order.ts";
import { nearest, structureOf } from "./structure.ts";

/** Options for reading a PDF. */
export interface PdfOptions {
  /** Names the file in messages. */
  readonly name: string;
  /** Detects the language of the text, BCP 47. */
  readonly languageOf: (text: string) => string;
}

/**
 * Reads a PDF: paragraphs, notes and tables come from its own structure if it is tagged (ISO 32000-1, 14.8), and
 * otherwise from rules, sizes, gaps, margins and words.
 *
 * @throws {UnreadableDocument} if the PDF is encrypted or damaged, or has no text
 */
export async function pdfFlow(
  bytes: Uint8Array,
  { name, languageOf }: PdfOptions,
): Promise<{ flow: Flow; language: string }> {
  const { pages: painted, tagged } = await pagesOf(bytes, name);
  const { pages: known, wrongFonts } = withKashidas(painted);
  const pages = withAccents(withoutFalseSpaces(known));
  if (!pages.some(({ glyphs }) => glyphs.some(({ text }) => text.trim() !== "")))
    throw new UnreadableDocument(`${name} is a PDF without text, a scan; it needs character recognition (OCR) first`, {
      why: { reason: "scan" },
    });
  const structure = tagged ? await structureOf(bytes) : undefined;
  const setting = settingOf(pages);
  const parts = pageParts(pages, structure, setting);
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
  const size = typicalSize(texts);
  const order = readingOrder(parts, { isText, size, rtl: setting.rtl, notes });
  const doubts = doubtsOf(pages, wrongFonts);
  const {
    paragraphs,
    decisions,
    leftOut,
    notes: all,
  } = paragraphsOf(order.lines, {
    rtl: setting.rtl,
    size,
    language,
    doubtOf: doubts.of,
    feet: notes.notes,
  });
  return {
    language,
    flow: {
      paragraphs: isMasthead(furniture.masthead) ? withTitle(paragraphs) : paragraphs,
      notes: all.sort((a, b) => a.page - b.page),
      leftOut: [...furniture.leftOut, ...order.leftOut, ...leftOut],
      masthead: furniture.masthead,
      marks: "in the text",
      warnings: [...doubts.warnings, ...order.warnings],
      decisions: [...furniture.decisions, ...order.decisions, ...decisions],
      pageCount: pages.length,
    },
  };
}

const isMasthead = ({ symbol, distribution, session }: Masthead): boolean =>
  symbol !== undefined && (distribution !== undefined || session !== undefined);

/** Makes the first heading below a masthead the title. */
function withTitle([first, ...rest]: readonly FlowParagraph[]): FlowParagraph[] {
  if (!first) return [];
  return first.role === "heading" ? [{ ...first, role: "title" }, ...rest] : [first, ...rest];
}

/** The lines of a page that may be furniture. */
function candidates({ page, elements, artifacts, body, tables }: PageParts): Parameters<typeof furnitureOf>[0][number] {
  return {
    page,
    lines: [
      ...elements.flatMap(({ element, lines, cell }) =>
        lines.map((line) => ({ line, artifact: false, cell: (cell ?? nearest(element, "Table")) !== undefined })),
      ),
      ...artifacts.map((line) => ({ line, artifact: true, cell: false })),
      ...body.map((line) => ({ line, artifact: false, cell: false })),
      ...tables.flatMap(({ lines }) => lines.map((line) => ({ line, artifact: false, cell: true }))),
    ],
  };
}

/** The font size of most of the text, by its length. */
function typicalSize(lines: readonly Line[]): number {
  const times = new Map<number, number>();
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 4) / 4;
    times.set(rounded, (times.get(rounded) ?? 0) + text.length);
  }
  return [...times].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
}
