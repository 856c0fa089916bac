import type { Kysely } from "kysely";
import type { FixedRow } from "../../align/documents/sections.ts";
import type { Document } from "../../document/document.ts";
import { contentOf } from "../database/content.ts";
import type { Tables } from "../database/schema.ts";
import { rowsOf } from "../rows/rows.ts";
import { type BlockTexts, isDecided, textsKey, unitKey, type WholeUnit, wholeRows } from "../rows/whole-rows.ts";
import type { RowStatus, StoredRow } from "../stored.ts";

/** Rows that people have settled, in the documents as they are now. */
export interface SettledRows {
  readonly fixed: readonly FixedRow[];
  /** Rows whose texts the documents no longer have. */
  readonly lost: number;
}

/**
 * Finds the rows that people have settled in documents that may have been read anew: each row by the texts of its blocks.
 * Notes are left to their marks.
 */
export async function settledRows(
  db: Kysely<Tables>,
  documentSet: string,
  documents: readonly Document[],
): Promise<SettledRows> {
  const places = new Map(
    documents.map(({ language, blocks }) => [language, Map.groupBy(blocks.keys(), (at) => blocks[at]?.text ?? "")]),
  );
  const rows: PlacedRow[] = [];
  let lost = 0;
  for (let from = 0; ; ) {
    const page = await rowsOf(db, documentSet, { from });
    for (const row of page) {
      if (row.role === "note") continue;
      const isSettled = row.status === "confirmed";
      // A text that stands several times is taken in order: rows are in order, too.
      const units = placesOf(row, (language, text) => places.get(language)?.get(text)?.shift());
      if (units) rows.push({ units, isSettled });
      else if (isSettled) lost++;
    }
    if (page.length === 0) break;
    from = (page.at(-1) as StoredRow).position + 1;
  }
  const crossing = crossingRows(rows);
  const fixed = rows
    .filter(({ isSettled }) => isSettled)
    .map((row): FixedRow => ({ units: row.units, ...(crossing.has(row) && { crosses: true }) }));
  return { fixed, lost };
}

/** A stored row, by the blocks of its documents. */
interface PlacedRow extends FixedRow {
  readonly isSettled: boolean;
}

/** The blocks of a row; undefined where one of them is not there. */
function placesOf(
  { blocks }: StoredRow,
  placeOf: (language: string, text: string) => number | undefined,
): FixedRow["units"] | undefined {
  const units: Record<string, number[]> = {};
  let isHere = true;
  for (const [language, list] of Object.entries(blocks))
    for (const { text } of list) {
      const at = placeOf(language, text);
      if (at === undefined) isHere = false;
      else units[language] = [...(units[language] ?? []), at];
    }
  return isHere ? units : undefined;
}

/** Rows that do not stand behind all rows before them, and before all rows behind them, in each language. */
function crossingRows(rows: readonly PlacedRow[]): Set<PlacedRow> {
  const crossing = new Set<PlacedRow>();
  const last: Record<string, number> = {};
  for (const row of rows)
    for (const [language, units] of Object.entries(row.units)) {
      if (Math.min(...units) < (last[language] ?? -1)) crossing.add(row);
      last[language] = Math.max(last[language] ?? -1, ...units);
    }
  const next: Record<string, number> = {};
  for (const row of rows.toReversed())
    for (const [language, units] of Object.entries(row.units)) {
      if (Math.max(...units) > (next[language] ?? Infinity)) crossing.add(row);
      next[language] = Math.min(next[language] ?? Infinity, ...units);
    }
  return crossing;
}

/** What people decided of a row: `automatic` where of some of its units only. */
export interface DecidedRow {
  readonly id: number;
  readonly version: string;
  readonly status: RowStatus;
  /** All units of the row, in order. */
  readonly units: readonly WholeUnit[];
}

/**
 * What people have decided of a document set's rows and units, found again by the texts of these when the set is aligned anew.
 * Of several rows with the same texts, the first then is the first now.
 */
export class Decisions {
  readonly #rows: Map<string, DecidedRow[]>;
  /** Units of rows that are there no more, by what they said as they were aligned. */
  readonly #units = new Map<string, WholeUnit[]>();
  /** Units of rows that were matched, those that are taken already left out. */
  readonly #left = new Map<DecidedRow, WholeUnit[]>();

  private constructor(rows: Map<string, DecidedRow[]>) {
    this.#rows = rows;
  }

  /** Reads what there is of a document set: where anything was decided, all of it, for the order of rows with the same texts. */
  static async read(db: Kysely<Tables>, documentSet: string): Promise<Decisions> {
    const rows = new Map<string, DecidedRow[]>();
    const decided = await Promise.all(
      (["paragraph", "unit"] as const).map((table) =>
        db
          .selectFrom(table)
          .select("id")
          .where("document_set", "=", contentOf(documentSet))
          .where("status", "!=", "automatic")
          .limit(1)
          .executeTakeFirst(),
      ),
    );
    if (!decided.some(Boolean)) return new Decisions(rows);
    for (let from = 0; ; ) {
      const page = await rowsOf(db, documentSet, { from });
      for (const { row, units } of await wholeRows(db, page))
        push(rows, textsKey(row), { id: row.id ?? 0, version: row.version ?? "", status: row.status, units });
      if (page.length === 0) return new Decisions(rows);
      from = (page.at(-1) as StoredRow).position + 1;
    }
  }

  /** What was decided of each of the rows of a new alignment, in their order. To be called once. */
  matched(rows: readonly BlockTexts[]): (DecidedRow | undefined)[] {
    const matches = rows.map((row) => this.#rows.get(textsKey(row))?.shift());
    for (const left of this.#rows.values())
      for (const { units } of left)
        for (const unit of units) if (isDecided(unit)) push(this.#units, alignedKey(unit), unit);
    this.#rows.clear();
    return matches;
  }

  /** What was decided of a unit of a row, matched or not: of the row's own, or of one whose row is there no more. */
  unit(
    variants: readonly (readonly [language: string, text: string])[],
    row: DecidedRow | undefined,
  ): WholeUnit | undefined {
    const key = unitKey(variants);
    if (!row) return this.#units.get(key)?.shift();
    const left = this.#left.get(row) ?? [...row.units];
    this.#left.set(row, left);
    const at = left.findIndex((unit) => alignedKey(unit) === key);
    const [unit] = at < 0 ? [] : left.splice(at, 1);
    return unit && isDecided(unit) ? unit : undefined;
  }
}

/** What a unit said as it was aligned, before any edit, as a key. */
export const alignedKey = ({ original, variants }: WholeUnit): string => unitKey(Object.entries(original ?? variants));

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
