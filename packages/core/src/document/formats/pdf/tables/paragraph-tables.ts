import type { Cell } from "../../../document.ts";
import { mode } from "../../../statistics.ts";
import type { Rule } from "../page.ts";
import type { Element } from "../structure.ts";
import { type Column, columnsOf, fits, placesIn } from "./columns.ts";
import { lastCell, type Part, type Row, rowsOf } from "./paragraph-rows.ts";

/*
 * Word tags many a table as plain paragraphs: each cell is one, even if it is empty. In running text no paragraph stands
 * beside the one before it, so these are rows.
 */

/** The tables that a file tags as plain paragraphs. */
export interface ParagraphTables {
  /** The cell of each of their elements; a table has the number of its first one. */
  readonly cells: ReadonlyMap<Element, Cell>;
  /** Heads that later pages repeat, by element and page. */
  readonly repeated: (element: Element, page: number) => boolean;
}

/** A table has text in several cells in at least this many rows of a page; columns of running text have one. */
const MIN_ROWS = 2;
/** Rows of one cell between others are at most this many. */
const MAX_LABELS = 3;
/** A row of one cell stands no further below the row before it, in font sizes. */
const MAX_LABEL_GAP = 2.5;
/** The first row of a page is compared with at most so many rows before it. */
const MAX_COMPARED = 50;
/** A rule that closes a table is as wide as this share of it. */
const MIN_RULED = 0.8;

/** What stands on a page. */
export interface PartsPage {
  /** In the order of the structure. */
  readonly parts: readonly Part[];
  /** The horizontal rules, their edges in the direction of reading as those of the parts. */
  readonly rules: readonly Pick<Rule, "at" | "from" | "to">[];
}

/** Finds the tables. `pages` in order. */
export function paragraphTables(pages: readonly PartsPage[]): ParagraphTables {
  const search = new TableSearch();
  for (const { parts, rules } of pages) for (const row of rowsOf(parts)) search.add(row, rules);
  return search.tables();
}

/** A table to which rows are still added. */
interface OpenTable {
  readonly rows: Row[];
  /** The outer edges of its rows. */
  from: number;
  to: number;
  /** Rows of one cell; what comes next decides whether they belong to it. */
  labels: Row[];
  /** Whether a rule as wide as the table stands between its rows and the labels. */
  ruledAbove: boolean;
  /** Whether such a rule stands below the last label. */
  ruledBelow: boolean;
  ended: boolean;
}

class TableSearch {
  readonly #found: OpenTable[] = [];
  /** The text of each element where it came first. */
  readonly #texts = new Map<Element, { readonly text: string; readonly page: number }>();
  readonly #repeated = new Set<string>();

  add(row: Row, rules: PartsPage["rules"]): void {
    const table = this.#found.at(-1);
    if (table && this.#isRepeated(row)) {
      table.ended = false;
      takeLabels(table, !table.ruledAbove);
      for (const { element, page } of row.flat()) this.#repeated.add(keyOf(element, page));
      return;
    }
    for (const { element, page, text } of row.flat())
      if (!this.#texts.has(element)) this.#texts.set(element, { text, page });
    if (table && !table.ended && this.#goesOn(row, table)) continueRow(table.rows.at(-1) as Row, row);
    else if (row.length === 1) this.#addAlone(row, rules);
    else this.#addRow(row);
  }

  tables(): ParagraphTables {
    this.#end();
    const cells = new Map<Element, Cell>();
    for (const { rows } of this.#found) if (isTable(rows)) placeCells(rows, cells);
    const repeated = (element: Element, page: number): boolean =>
      cells.has(element) && this.#repeated.has(keyOf(element, page));
    return { cells, repeated };
  }

  /** Whether all of a row stands on an earlier page already. */
  #isRepeated(row: Row): boolean {
    return row.flat().every(({ element, page, text }) => {
      const first = this.#texts.get(element);
      return first !== undefined && first.page < page && first.text === text;
    });
  }

  /** Whether a row at the top of a page belongs to the row that the page break cut: the structure has it before its end. */
  #goesOn(row: Row, { rows, labels }: OpenTable): boolean {
    const before = rows.at(-1)?.flat() ?? [];
    const [first] = row.flat();
    return (
      first !== undefined &&
      labels.length === 0 &&
      before.every(({ page }) => page < first.page) &&
      before.some(({ element }) => element.id >= first.element.id)
    );
  }

  #addRow(row: Row): void {
    const table = this.#found.at(-1);
    const isNext =
      table &&
      !table.ended &&
      // Between two such rules stands the title of the next table.
      !(table.ruledAbove && table.ruledBelow) &&
      (pageOf(row) === pageOf(table.rows.at(-1)) || fits(row, columnsOf(table.rows.slice(-MAX_COMPARED))));
    if (isNext) {
      takeLabels(table, true);
      addTo(table, row);
    } else {
      this.#end();
      this.#found.push(tableFrom(row));
    }
  }

  /** Adds a row of one cell: a label among the rows, or what follows the table. */
  #addAlone(row: Row, rules: PartsPage["rules"]): void {
    const table = this.#found.at(-1);
    if (!table || table.ended) return;
    const above = edgesOf((table.labels.at(-1) ?? table.rows.at(-1) ?? []).flat());
    if (table.labels.length === MAX_LABELS || !isLabel(row, above, table)) {
      this.#end();
      return;
    }
    const [{ page, top, bottom, size }] = lastCell(row) as [Part];
    const upper = above.page === page ? above.bottom : top;
    table.labels.push(row);
    table.ruledAbove ||= isRuled(rules, [top - size / 2, upper + size / 2], table);
    table.ruledBelow = isRuled(rules, [bottom - 2 * size, bottom + size / 2], table);
  }

  /** Ends the last table: text above the rule that closes it is in it. */
  #end(): void {
    const table = this.#found.at(-1);
    if (!table || table.ended) return;
    takeLabels(table, table.ruledBelow && !table.ruledAbove);
    table.ended = true;
  }
}

function tableFrom(row: Row): OpenTable {
  const { from, to } = edgesOf(row.flat());
  return { rows: [row], from, to, labels: [], ruledAbove: false, ruledBelow: false, ended: false };
}

function addTo(table: OpenTable, row: Row): void {
  const { from, to } = edgesOf(row.flat());
  table.rows.push(row);
  table.from = Math.min(table.from, from);
  table.to = Math.max(table.to, to);
}

/** Makes the labels rows of their table, or lets them go. */
function takeLabels(table: OpenTable, belong: boolean): void {
  if (belong) for (const row of table.labels) addTo(table, row);
  table.labels = [];
  table.ruledAbove = false;
  table.ruledBelow = false;
}

function isTable(rows: readonly Row[]): boolean {
  const full = rows.filter((row) => row.filter((cell) => cell.some(({ text }) => text !== "")).length > 1);
  return (mode(full.map(pageOf), "least")?.count ?? 0) >= MIN_ROWS;
}

const keyOf = (element: Element, page: number): string => `${element.id} ${page}`;

const pageOf = (row: Row | undefined): number => row?.[0]?.[0]?.page ?? 0;

/** The edges of several parts, and the page of the first. */
type Edges = Pick<Part, "page" | "from" | "to" | "bottom">;

const edgesOf = (parts: readonly Part[]): Edges => ({
  page: parts[0]?.page ?? 0,
  from: parts.reduce((least, { from }) => Math.min(least, from), Number.POSITIVE_INFINITY),
  to: parts.reduce((most, { to }) => Math.max(most, to), Number.NEGATIVE_INFINITY),
  bottom: parts.reduce((least, { bottom }) => Math.min(least, bottom), Number.POSITIVE_INFINITY),
});

/** Whether a row of one cell may stand among the rows: shortly below the row above, and not beyond the edges of the table. */
function isLabel(row: Row, above: Edges, { from, to }: Column): boolean {
  const [part] = lastCell(row) as [Part];
  return (
    part.text !== "" &&
    !/^H\d?$/.test(part.element.type) &&
    part.from > from - part.size &&
    part.to < to + part.size &&
    (above.page !== part.page || above.bottom - part.top < MAX_LABEL_GAP * part.size)
  );
}

/** Whether rules nearly as wide as a table stand between two heights. */
function isRuled(rules: PartsPage["rules"], [low, high]: readonly [number, number], { from, to }: Column): boolean {
  const own = rules.filter(({ at }) => at > low && at < high);
  return (
    own.reduce((sum, rule) => sum + Math.min(to, rule.to) - Math.max(from, rule.from), 0) > MIN_RULED * (to - from)
  );
}

/** Adds what stands on a new page to the row that was cut, each part to the cell above it. */
function continueRow(row: Row, rest: Row): void {
  for (const cell of rest) {
    const [first] = cell as [Part];
    const above =
      row.find((parts) => parts.some(({ element }) => element === first.element)) ??
      row.find((parts) => parts.some(({ from, to }) => first.from < to && from < first.to));
    if (above) above.push(...cell);
    else row.push(cell);
  }
  row.sort((a, b) => (a[0] as Part).from - (b[0] as Part).from);
}

/** Gives the elements of a table their cells; rows without text are not counted. */
function placeCells(rows: readonly Row[], cells: Map<Element, Cell>): void {
  const columns = columnsOf(rows);
  const table = rows[0]?.[0]?.[0]?.element.id as number;
  let number = 0;
  for (const row of rows) {
    if (row.flat().every(({ text }) => text === "")) continue;
    for (const [at, { column, span }] of placesIn(row, columns).entries())
      for (const { element } of row[at] as Part[])
        cells.set(element, { table, row: number, column, ...(span > 1 && { columnSpan: span }) });
    number++;
  }
}
