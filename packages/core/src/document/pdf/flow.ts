import type { Cell, Decision } from "../document.ts";
import { UnreadableDocument } from "../document.ts";
import type { Flow, FlowParagraph } from "../flow.ts";
import { joinWrapped, vocabularyOf } from "../hyphens.ts";
import { printedNumber } from "../numbers.ts";
import { type Before, BORDER, borderEvidence, type PlacedLine } from "./borders.ts";
import { elementLines, type Setting, settingOf, sortGlyphs } from "./entries.ts";
import { pagesOf } from "./extract.ts";
import { furnitureOf } from "./furniture.ts";
import { layoutOf, partsOf } from "./geometry.ts";
import { UNDECODED } from "./letters.ts";
import { type Line, linesOf } from "./lines.ts";
import { NoteReader, noteHead, notesFrom } from "./notes.ts";
import type { Page } from "./page.ts";
import { placeLines } from "./placing.ts";
import { type Element, nearest, type Structure, structureOf } from "./structure.ts";

/** A line of text on its way to a paragraph. */
interface TextLine {
  readonly line: Line;
  readonly element?: Element;
  readonly stack: number;
  readonly cell?: Cell;
  readonly margins?: readonly [number, number];
}

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
  return new PdfReader(pages, structure, languageOf).read();
}

class PdfReader {
  private readonly pages: readonly Page[];
  private readonly structure: Structure | undefined;
  private readonly setting: Setting;
  private readonly languageOf: (text: string) => string;
  private readonly warnings: string[] = [];
  private readonly decisions: Decision[] = [];

  constructor(pages: readonly Page[], structure: Structure | undefined, languageOf: (text: string) => string) {
    this.pages = pages;
    this.structure = structure;
    this.languageOf = languageOf;
    this.setting = settingOf(pages);
  }

  read(): { flow: Flow; language: string } {
    const parts = this.pages.map((page) => this.partsOfPage(page));
    const furniture = furnitureOf(
      parts.map(({ page, elements, artifacts, body }) => ({
        page,
        lines: [
          ...elements.flatMap(({ lines }) => lines.map((line) => ({ line, artifact: false }))),
          ...artifacts.map((line) => ({ line, artifact: true })),
          ...body.map((line) => ({ line, artifact: false })),
        ],
      })),
    );
    this.decisions.push(...furniture.decisions);
    const isText = (line: Line): boolean => !furniture.lines.has(line);
    const texts = parts.flatMap(({ elements, body, grids }) => [
      ...elements.flatMap(({ lines }) => lines),
      ...body,
      ...grids.flatMap(({ cells }) => [...cells.values()].flat()),
    ]);
    const size = typicalSize(texts.filter(isText));
    const language = this.languageOf(
      texts
        .filter(isText)
        .map(({ text }) => text)
        .join("\n"),
    );
    const notes = new NoteReader(vocabularyOf(texts.map(({ text }) => text)));
    const { lines, leftOut } = this.textLines(parts, isText, size, notes);
    const paragraphs = this.paragraphs(lines, language);
    this.warnAboutUndecoded();
    return {
      language,
      flow: {
        paragraphs,
        notes: notes.notes,
        leftOut: [...furniture.leftOut, ...leftOut],
        masthead: furniture.masthead,
        marks: "in the text",
        warnings: this.warnings,
        decisions: this.decisions,
        pageCount: this.pages.length,
      },
    };
  }

  /** A page's lines: by the file's structure, as it marks what is no text, and by geometry for what is in no structure. */
  private partsOfPage(page: Page): PageParts {
    const sorted = sortGlyphs(page, this.structure);
    const elements = elementLines(page, sorted, this.setting);
    const artifacts = linesOf(sorted.artifacts, { page: page.number, ...this.setting, maxGap: 3 });
    return { page, elements, artifacts, ...partsOf(page, sorted.others, this.setting) };
  }

  /** The lines of the text in the order of reading; notes go to their reader, what is no text is left out. */
  private textLines(
    parts: readonly PageParts[],
    isText: (line: Line) => boolean,
    size: number,
    notes: NoteReader,
  ): { lines: TextLine[]; leftOut: Flow["leftOut"] } {
    const leftOut: { text: string; page: number; reason: string }[] = [];
    const tagged = this.taggedLines(parts, isText, notes, leftOut);
    const numbered: { page: number; at: number; lines: TextLine[] }[] = [];
    let stack = 1;
    for (const { page, body, grids, elements } of parts) {
      const text = body.filter(isText).sort((a, b) => b.y - a.y || a.left - b.left);
      const { start, rule } = notesFrom(page, text, size);
      text
        .slice(start)
        .forEach((line, at) => notes.add(line, page.number, at === 0 && noteStartsWith(line) ? true : undefined));
      if (rule !== undefined) leftOut.push({ text: (text[rule] as Line).text, page: page.number, reason: "rule" });
      const running = text.slice(0, start).filter((_, at) => at !== rule);
      const { stacks, columns } = layoutOf(running, grids, this.setting.rtl);
      if (columns > 2)
        this.warnings.push(`page ${page.number} was read in ${columns} columns: check the order of its text`);
      for (const { lines, cell, margins } of stacks) {
        stack++;
        const top = Math.max(...lines.map(({ y }) => y));
        // Beside a structure, what it leaves out comes where it stands on the page.
        const at = tagged.findIndex(
          ({ line, element }, index) =>
            line.page === page.number && line.y < top && tagged[index - 1]?.element !== element,
        );
        const after = tagged.findLastIndex(({ line }) => line.page <= page.number) + 1;
        numbered.push({
          page: page.number,
          at: elements.length > 0 && at >= 0 ? at : after,
          lines: lines.map((line) => ({
            line,
            stack: cell || margins ? stack : 0,
            ...(cell && { cell: { ...cell, table: page.number * 1000 + cell.table } }),
            ...(margins && { margins }),
          })),
        });
      }
    }
    if (numbered.length === 0) return { lines: tagged, leftOut };
    const lines: TextLine[] = [];
    let next = 0;
    for (let at = 0; at <= tagged.length; at++) {
      for (; next < numbered.length && (numbered[next]?.at as number) <= at; next++)
        lines.push(...(numbered[next]?.lines as TextLine[]));
      if (at < tagged.length) lines.push(tagged[at] as TextLine);
    }
    for (; next < numbered.length; next++) lines.push(...(numbered[next]?.lines as TextLine[]));
    return { lines, leftOut };
  }

  /** The lines of the file's own structure, in its order. */
  private taggedLines(
    parts: readonly PageParts[],
    isText: (line: Line) => boolean,
    notes: NoteReader,
    leftOut: { text: string; page: number; reason: string }[],
  ): TextLine[] {
    const all = parts
      .flatMap(({ elements }) => elements.flatMap(({ element, lines }) => lines.map((line) => ({ element, line }))))
      .filter(({ line }) => isText(line))
      .sort((a, b) => a.element.id - b.element.id || a.line.page - b.line.page || b.line.y - a.line.y);
    const tagged: TextLine[] = [];
    let note: Element | undefined;
    for (const { element, line } of all) {
      const within = nearest(element, "Note");
      if (within) {
        notes.add(line, line.page, (within !== note && noteStartsWith(line)) || undefined);
        note = within;
        continue;
      }
      if (nearest(element, "Figure") && line.text.split(/\s+/).length < 6) {
        leftOut.push({ text: line.text, page: line.page, reason: "lettering of a figure" });
        continue;
      }
      const place = nearest(element, "TD", "TH")?.cell;
      tagged.push({
        line,
        element,
        stack: 0,
        ...(place && {
          cell: {
            table: place.table.id,
            row: place.row,
            column: place.column,
            ...(place.rowSpan > 1 && { rowSpan: place.rowSpan }),
            ...(place.columnSpan > 1 && { columnSpan: place.columnSpan }),
            ...(place.head && { head: true as const }),
          },
        }),
      });
    }
    return tagged;
  }

  private paragraphs(lines: readonly TextLine[], language: string): FlowParagraph[] {
    const placed = placeLines(lines);
    const vocabulary = vocabularyOf(lines.map(({ line }) => line.text));
    const mostlyBold = lines.filter(({ line }) => line.bold).length > 0.5 * lines.length;
    const tables = new Map<number, number>();
    const paragraphs: Open[] = [];
    let number = 0;
    placed.forEach((line, at) => {
      const open = paragraphs.at(-1);
      const last = placed[at - 1];
      let begins = true;
      if (open && last) {
        const before: Before = { text: open.text, first: open.first, number };
        const evidence = borderEvidence(line, last, before, { rtl: this.setting.rtl, language });
        begins = evidence.reduce((sum, { weight }) => sum + weight, 0) > BORDER;
        this.decisions.push({
          about: "paragraph",
          text: line.line.text.slice(0, 80),
          page: line.line.page,
          taken: begins,
          evidence,
        });
      }
      if (!begins && open) open.add(line, vocabulary);
      else {
        paragraphs.push(new Open(line, lines[at] as TextLine));
        const printed = printedNumber(line.line.text);
        if (printed?.value !== undefined && (printed.value === number + 1 || number === 0)) number = printed.value;
      }
    });
    return paragraphs.map((paragraph) => paragraph.close(tables, mostlyBold)).filter(({ text }) => text !== "");
  }

  /** Characters that could not be decoded are named by their pages. */
  private warnAboutUndecoded(): void {
    const pages = this.pages
      .filter(({ glyphs }) => glyphs.some(({ text }) => text.includes(UNDECODED)))
      .map(({ number }) => number);
    if (pages.length > 0)
      this.warnings.push(
        `characters could not be decoded on page ${pages.join(", ")}: their font does not say what they are; they stand as ${UNDECODED}`,
      );
  }
}

interface PageParts {
  readonly page: Page;
  readonly elements: readonly { readonly element: Element; readonly lines: readonly Line[] }[];
  readonly artifacts: readonly Line[];
  readonly body: readonly Line[];
  readonly grids: ReturnType<typeof partsOf>["grids"];
}

const noteStartsWith = (line: Line): boolean => noteHead(line) !== undefined;

/** A paragraph while it is put together. */
class Open {
  readonly first: PlacedLine;
  text: string;
  private readonly source: TextLine;
  private readonly lines: PlacedLine[];
  private readonly pages: { page: number; offset: number }[];

  constructor(line: PlacedLine, source: TextLine) {
    this.first = line;
    this.source = source;
    this.text = line.line.text;
    this.lines = [line];
    this.pages = [{ page: line.line.page - 1, offset: 0 }];
  }

  add(line: PlacedLine, vocabulary: ReadonlySet<string>): void {
    const before = this.text.length;
    this.text = joinWrapped(this.text, line.line.text, vocabulary);
    this.lines.push(line);
    const page = line.line.page - 1;
    if (this.pages.at(-1)?.page !== page) this.pages.push({ page, offset: Math.min(before + 1, this.text.length) });
  }

  close(tables: Map<number, number>, mostlyBold: boolean): FlowParagraph {
    const { cell, element } = this.source;
    const bullet = /^[•▪◦■□➢❑❖✓●○‣⁃·]\s*/u.exec(this.text)?.[0].length ?? 0;
    const first = this.lines.filter(({ line }) => line.page === this.first.line.page).map(({ line }) => line);
    const heading = /^H([1-6])?$/.exec(element?.type ?? "");
    const isHeading =
      heading ||
      (!element &&
        !mostlyBold &&
        this.text.length < 120 &&
        this.lines.every(({ line }) => line.bold) &&
        !/[.;:,。；：，]$/u.test(this.text));
    const role = cell ? "table-cell" : element?.type === "Title" ? "title" : isHeading ? "heading" : undefined;
    const doubt = this.text.includes(UNDECODED)
      ? "characters that could not be decoded"
      : this.lines.some(({ line }) => line.spaced)
        ? "letters set apart: words may be cut wrongly"
        : undefined;
    if (cell && !tables.has(cell.table)) tables.set(cell.table, tables.size);
    return {
      text: this.text.slice(bullet),
      pages: this.pages.map(({ page, offset }) => ({ page, offset: Math.max(0, offset - bullet) })),
      ...(role && { role }),
      ...(heading?.[1] && { level: Number(heading[1]) }),
      ...(cell && { cell: { ...cell, table: tables.get(cell.table) as number } }),
      box: {
        left: Math.min(...first.map(({ left }) => left)),
        bottom: Math.min(...first.map(({ y, size }) => y - 0.25 * size)),
        right: Math.max(...first.map(({ right }) => right)),
        top: Math.max(...first.map(({ y, size }) => y + 0.8 * size)),
      },
      ...(doubt && { doubt }),
    };
  }
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
