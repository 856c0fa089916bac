import { append } from "../../append.ts";
import type { Decision, LeftOut, NoteMark } from "../../document.ts";
import type { FlowParagraph } from "../../flow.ts";
import type { FootNote } from "../../footnotes.ts";
import { type Vocabulary, vocabularyOf, WrappedText } from "../../hyphens.ts";
import { printedNumber } from "../../numbers.ts";
import { settleRaised } from "../raised.ts";
import { BORDER, borderEvidence, type PlacedLine } from "./borders.ts";
import type { Line } from "./lines.ts";
import { placeLines } from "./placing.ts";
import type { TextLine } from "./reading-order.ts";
import { nearest } from "./structure.ts";
import { joinTables } from "./tables/table-breaks.ts";

/** The longest heading, in UTF-16 code units. */
const MAX_HEADING = 120;

/** Type that is larger than the text by this factor is that of a heading. */
const MIN_HEADING_SIZE = 1.15;

/** Options for joining lines into paragraphs. */
export interface ParagraphOptions {
  readonly rtl: boolean;
  /** Font size of most of the text, in points. */
  readonly size: number;
  /** BCP 47. */
  readonly language: string;
  /** Why a line may have been read wrongly. */
  readonly doubtOf: (line: Line) => string | undefined;
  /** The notes at the feet of the pages. */
  readonly feet: readonly FootNote[];
}

/**
 * Joins lines into paragraphs, with a border where the evidence says so ({@link borderEvidence}).
 *
 * @param lines in reading order
 * @returns the paragraphs, the notes of tables and at the feet of pages, and each decision about a border
 */
export function paragraphsOf(
  lines: readonly TextLine[],
  { rtl, size, language, doubtOf, feet }: ParagraphOptions,
): { paragraphs: FlowParagraph[]; notes: FootNote[]; leftOut: LeftOut[]; decisions: Decision[] } {
  const placed = placeLines(lines);
  const setting = { rtl, language, spansPages: spansPages(lines) };
  const vocabulary = vocabularyOf(lines.map(({ line }) => line.text));
  const decisions: Decision[] = [];
  const paragraphs: OpenParagraph[] = [];
  let number = 0;
  placed.forEach((line, at) => {
    const open = paragraphs.at(-1);
    const last = placed[at - 1];
    if (open && last) {
      const evidence = borderEvidence(line, last, { end: open.text.end, first: open.first, number }, setting);
      const begins = evidence.reduce((sum, { weight }) => sum + weight, 0) > BORDER;
      const { text, page } = line.line;
      decisions.push({ about: "paragraph", text: text.slice(0, 80), page, taken: begins, evidence });
      if (!begins) {
        open.add(line, vocabulary);
        return;
      }
    }
    paragraphs.push(new OpenParagraph(line, lines[at] as TextLine));
    const printed = printedNumber(line.line.text)?.value;
    if (printed !== undefined && (printed === number + 1 || number === 0)) number = printed;
  });
  const mostlyBold = lines.filter(({ line }) => line.bold).length > 0.5 * lines.length;
  // Sizes that a recognition program guesses say nothing.
  const isLarge = ({ size: own, glyphs }: Line): boolean =>
    own > MIN_HEADING_SIZE * size && !glyphs.some(({ invisible }) => invisible);
  const isBold = ({ bold }: Line): boolean => bold && !mostlyBold;
  const standsOut = (line: Line): boolean => isBold(line) || isLarge(line);
  const tables = new Map<number, number>();
  const dashed = paragraphs.map(({ first }) => DASHED.test(first.line.text));
  paragraphs.forEach((paragraph, at) => {
    paragraph.isListed = dashed[at] === true && (dashed[at - 1] === true || dashed[at + 1] === true);
  });
  const closed = paragraphs
    // Large type in the first paragraph is that of the title.
    .map((one, at) => one.close(tables, at === 0 ? isBold : standsOut, doubtOf))
    .filter(({ text }) => text !== "");
  const settled = settleRaised(closed, [], feet);
  const plain = settled.paragraphs.map(({ raised: _, ...paragraph }) => paragraph);
  const joined = joinTables(plain, vocabulary);
  return {
    ...joined,
    leftOut: [...joined.leftOut, ...letterBullets(paragraphs)],
    // On its page, a table's note stands above the notes at the foot.
    notes: [...settled.notes, ...settled.feet],
    decisions,
  };
}

/** Bullets that are letters; they are reported as left out. */
function letterBullets(paragraphs: readonly OpenParagraph[]): LeftOut[] {
  return paragraphs.flatMap(({ bullet, first }) =>
    /\p{L}/u.test(bullet) ? [{ text: bullet, page: first.line.page, reason: "bullet" }] : [],
  );
}

/** Whether the file's structure joins paragraphs over pages; some producers end them there. */
function spansPages(lines: readonly TextLine[]): boolean {
  return lines.some(({ element, line }, at) => {
    const before = lines[at - 1];
    return element !== undefined && before?.element === element && before.line.page !== line.page;
  });
}

/** A paragraph with the stretches that are raised. */
type RaisedParagraph = FlowParagraph & {
  readonly marks: readonly NoteMark[];
  readonly raised: readonly { readonly start: number; readonly end: number }[];
};

/** A paragraph to which lines are still added. */
class OpenParagraph {
  readonly first: PlacedLine;
  readonly text: WrappedText;
  /** Whether it begins with a dash, as a neighbour does. */
  isListed = false;
  /** The bullet that was taken off its beginning. */
  bullet = "";
  private readonly source: TextLine;
  private readonly lines: PlacedLine[];
  private readonly pages: { page: number; offset: number }[];
  private readonly raised: { start: number; end: number }[];

  constructor(line: PlacedLine, source: TextLine) {
    this.first = line;
    this.source = source;
    this.text = new WrappedText(line.line.text);
    this.lines = [line];
    this.raised = [...line.line.raised];
    this.pages = [{ page: line.line.page - 1, offset: 0 }];
  }

  add(line: PlacedLine, vocabulary: Vocabulary): void {
    const before = this.text.length;
    const shift = this.text.add(line.line.text, vocabulary);
    this.lines.push(line);
    append(
      this.raised,
      line.line.raised.map(({ start, end }) => ({ start: start + shift, end: end + shift })),
    );
    const page = line.line.page - 1;
    if (this.pages.at(-1)?.page !== page) this.pages.push({ page, offset: Math.min(before + 1, this.text.length) });
  }

  close(
    tables: Map<number, number>,
    standsOut: (line: Line) => boolean,
    doubtOf: ParagraphOptions["doubtOf"],
  ): RaisedParagraph {
    const { cell, element } = this.source;
    const text = this.text.toString();
    const bullet = bulletLength(text, this.first.line, this.isListed || nearest(element, "LI") !== undefined);
    this.bullet = text.slice(0, bullet).trim();
    const first = this.lines.filter(({ line }) => line.page === this.first.line.page).map(({ line }) => line);
    const heading = /^H([1-6])?$/.exec(element?.type ?? "");
    const isHeading =
      (heading && (text.length < MAX_HEADING || !/[.;:]$/u.test(text))) ||
      (!element &&
        text.length < MAX_HEADING &&
        this.lines.every(({ line }) => standsOut(line)) &&
        !/[.;:,。；：，]$/u.test(text));
    const role = cell
      ? "table-cell"
      : element?.type === "Title"
        ? "title"
        : this.lines.some(({ line }) => line.entry)
          ? "text"
          : isHeading
            ? "heading"
            : undefined;
    const doubt = this.lines.map(({ line }) => doubtOf(line)).find((reason) => reason !== undefined);
    if (cell && !tables.has(cell.table)) tables.set(cell.table, tables.size);
    return {
      text: text.slice(bullet),
      pages: this.pages.map(({ page, offset }) => ({ page, offset: Math.max(0, offset - bullet) })),
      marks: [],
      raised: this.raised
        .map(({ start, end }) => ({ start: start - bullet, end: end - bullet }))
        .filter(({ start }) => start >= 0),
      ...(role && { role }),
      ...(role === "heading" && heading?.[1] && { level: Number(heading[1]) }),
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

/** A dash typed before the text of an entry. */
const DASHED = /^[-–]\s+\p{L}/u;

/**
 * Length of the bullet before a text: `• `, or in a list or a symbol font `o ` and `- `. Lists are recognised by their
 * marks, or by neighbours that all begin with a dash.
 */
function bulletLength(text: string, first: Line, inList: boolean): number {
  const found = /^(?:([•▪◦■□➢❑❖✓●○‣⁃·])|[o–—-])\s*/u.exec(text);
  // A sign with nothing behind it is the text: `✓` in the cell of a table.
  if (!found || found[0].length === text.length) return 0;
  const isApart = /\s$/.test(found[0]);
  const isDrawn = found[1] !== undefined || (isApart && /courier|symbol|wingding/i.test(first.glyphs[0]?.font ?? ""));
  return isDrawn || (inList && isApart) ? found[0].length : 0;
}
