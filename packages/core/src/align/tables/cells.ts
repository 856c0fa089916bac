import type { Block } from "../../document/document.ts";
import { columnPairs, type RowTexts } from "./columns.ts";
import type { Item, ItemRow } from "./items.ts";
import { MAX_LENGTH_RATIO, MIN_COMPARED_CHARACTERS } from "./length-fit.ts";

/** Unit indices of each language that stand in one cell, rising; none for a language whose cell is empty. */
export type CellUnits = Readonly<Record<string, readonly number[]>>;

/** A row's texts without a counterpart count from this share of the side's characters on. */
const MIN_MISSING_SHARE = 0.1;

/**
 * Pairs the cells of rows of tables that translate each other. The columns are paired once for each two tables, by all
 * their rows (columns.ts).
 */
export class Cells {
  readonly #blocksOf: (language: string) => readonly Block[];
  /** Columns that translate each other; the key `en 3 fr 2` names two tables. */
  readonly #columns = new Map<string, Map<number, number>>();

  constructor(rows: readonly ItemRow[], blocksOf: (language: string) => readonly Block[]) {
    this.#blocksOf = blocksOf;
    const tables = new Map<string, (readonly [RowTexts, RowTexts])[]>();
    for (const { items } of rows) {
      const own = Object.entries(items).filter(([, list]) => list.length === 1 && list[0]!.table !== undefined);
      own.forEach(([a, [one]], at) => {
        for (const [b, [other]] of own.slice(at + 1)) {
          const key = `${a} ${one!.table} ${b} ${other!.table}`;
          const found = tables.get(key) ?? [];
          found.push([this.#texts(a, one!), this.#texts(b, other!)]);
          tables.set(key, found);
        }
      });
    }
    for (const [key, found] of tables) this.#columns.set(key, columnPairs(found));
  }

  #texts(language: string, { units }: Item): RowTexts {
    const texts = new Map<number, string>();
    for (const unit of units) {
      const { cell, text } = this.#blocksOf(language)[unit]!;
      const before = texts.get(cell!.column);
      texts.set(cell!.column, before === undefined ? text : `${before} ${text}`);
    }
    return texts;
  }

  /**
   * Returns the cells of a row in reading order; undefined where the grids do not agree: both sides hold something that
   * the other has elsewhere, or a cell is far too long for its counterpart.
   */
  of({ items }: ItemRow): CellUnits[] | undefined {
    const languages = Object.keys(items);
    const classes = this.#classes(items);
    if (languages.length === 1) return classes;
    const textOf = (units: CellUnits, language: string): string =>
      (units[language] ?? []).map((unit) => this.#blocksOf(language)[unit]!.text).join(" ");
    for (const own of classes)
      if (!fitInLength(Object.keys(own).map((language) => textOf(own, language)))) return undefined;
    const lacks = (a: string, b: string): boolean => {
      let [all, missing] = [0, 0];
      for (const own of classes) {
        const { length } = textOf(own, a);
        all += length;
        if (!own[b]) missing += length;
      }
      return missing > MIN_MISSING_SHARE * all;
    };
    const isTorn = languages.some((a) => languages.some((b) => a < b && lacks(a, b) && lacks(b, a)));
    return isTorn ? undefined : classes;
  }

  /**
   * Groups units by columns that belong together: columns that translate each other, and columns that one cell spans.
   */
  #classes(items: ItemRow["items"]): CellUnits[] {
    const parents = new Map<string, string>();
    const rootOf = (place: string): string => {
      let root = place;
      for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
      return root;
    };
    const join = (a: string, b: string): void => {
      const [one, other] = [rootOf(a), rootOf(b)];
      if (one !== other) parents.set(other, one);
    };
    const tables = Object.entries(items).flatMap(([language, list]) =>
      [...new Set(list.map(({ table }) => table as number))].map((table) => ({ language, table })),
    );
    tables.forEach((one, at) => {
      for (const other of tables.slice(at + 1)) this.#joinColumns(one, other, join);
    });
    const units = Object.entries(items).flatMap(([language, list]) =>
      list.flatMap((item) =>
        item.units.map((unit) => ({ language, unit, cell: this.#blocksOf(language)[unit]!.cell! })),
      ),
    );
    const placeOf = (language: string, table: number, column: number): string => `${language} ${table} ${column}`;
    for (const { language, cell } of units)
      for (let column = 1; column < (cell.columnSpan ?? 1); column++)
        join(placeOf(language, cell.table, cell.column), placeOf(language, cell.table, cell.column + column));
    const classes = new Map<string, Record<string, number[]>>();
    for (const { language, unit, cell } of units) {
      const root = rootOf(placeOf(language, cell.table, cell.column));
      const own = classes.get(root) ?? {};
      own[language] = [...(own[language] ?? []), unit];
      classes.set(root, own);
    }
    return [...classes.values()];
  }

  #joinColumns(
    one: { readonly language: string; readonly table: number },
    other: { readonly language: string; readonly table: number },
    join: (a: string, b: string) => void,
  ): void {
    const pairs = this.#columns.get(`${one.language} ${one.table} ${other.language} ${other.table}`);
    if (pairs)
      for (const [a, b] of pairs) join(`${one.language} ${one.table} ${a}`, `${other.language} ${other.table} ${b}`);
    else
      for (let column = 0; column < MAX_COLUMNS; column++)
        join(`${one.language} ${one.table} ${column}`, `${other.language} ${other.table} ${column}`);
  }
}

/** Where no row shows how columns are paired, equal columns are; later ones are not looked at. */
const MAX_COLUMNS = 64;

/** Whether texts may translate one another, by their lengths alone. */
function fitInLength(texts: readonly string[]): boolean {
  const lengths = texts.map(({ length }) => length);
  const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
  return most < MIN_COMPARED_CHARACTERS || most <= MAX_LENGTH_RATIO * least;
}
