/**
 * Room corrections: what people change in rows and units. In: a correction, and the rows around it. Out: rows that take
 * their place, and a history that gives them back (history.ts). Imports language, document, align, database and rows.
 *
 * @module
 */

import { type Alignment, alignDocuments } from "../../align/documents/document-set.ts";
import type { FixedRow } from "../../align/documents/sections.ts";
import type { Block, Document } from "../../document/document.ts";
import { SextantError } from "../../error.ts";
import { compareLanguages } from "../../language/profile.ts";
import type { RowStatus, StoredBlock, StoredRow } from "../stored.ts";

/**
 * What a person does to the rows of a document set. Positions are those of paragraph rows, zero-based.
 *
 * - confirm, reject: the row, or one of its units, by id, is right, or is not to be offered; all stays where it is
 * - edit: a unit's text in one language is put right; the paragraph stays as it was read, and so does what is aligned
 * - merge, split and move of a unit, see {@link UnitCorrection}; the row itself stays, and is settled by it
 * - merge: the row and the `count − 1` rows that follow become one
 * - split: the row is cut in two; the first part keeps the first `at[language]` blocks of each language (none if left out)
 * - move: the first blocks of a language go to the row before, or its last ones to the row that follows; that row is
 *   settled by it, and what is left of the other is aligned again
 * - unlink: a language's blocks leave the row and become a row of their own behind it
 * - link: the blocks of another row, wherever it stands, join the row
 */
export type Correction =
  | { readonly action: "confirm" | "reject"; readonly position: number; readonly unit?: number }
  | {
      readonly action: "edit";
      readonly position: number;
      readonly unit: number;
      readonly language: string;
      readonly text: string;
    }
  | UnitCorrection
  | { readonly action: "merge"; readonly position: number; readonly count: number; readonly unit?: undefined }
  | {
      readonly action: "split";
      readonly position: number;
      readonly at: Readonly<Record<string, number>>;
      readonly unit?: undefined;
    }
  | {
      readonly action: "move";
      readonly position: number;
      readonly language: string;
      readonly to: "before" | "after";
      readonly blocks: number;
      readonly unit?: undefined;
    }
  | { readonly action: "unlink"; readonly position: number; readonly language: string; readonly unit?: undefined }
  | { readonly action: "link"; readonly position: number; readonly other: number; readonly unit?: undefined };

/**
 * What a person does to how a row is cut into units; `unit` is the id of one of them.
 *
 * - merge: the unit and the `count − 1` units that follow become one
 * - split: it is cut in two; the first part keeps the first `at[language]` characters (UTF-16 code units) of each language
 *   (none if left out)
 * - move: its first segments (sentences) in a language go to the unit before, or its last ones to the unit that follows
 */
export type UnitCorrection =
  | { readonly action: "merge"; readonly position: number; readonly unit: number; readonly count: number }
  | {
      readonly action: "split";
      readonly position: number;
      readonly unit: number;
      readonly at: Readonly<Record<string, number>>;
    }
  | {
      readonly action: "move";
      readonly position: number;
      readonly unit: number;
      readonly language: string;
      readonly to: "before" | "after";
      readonly segments: number;
    };

/** Corrections that leave a row's blocks where they are, and change its units or what is said of it. */
export type InnerCorrection = UnitCorrection | Extract<Correction, { action: "confirm" | "reject" | "edit" }>;

/** A correction that moves blocks between rows. */
export type RowCorrection = Exclude<Correction, InnerCorrection>;

/** Whether a correction leaves all blocks in their rows. */
export function isInner(correction: Correction): correction is InnerCorrection {
  const { action } = correction;
  return action === "confirm" || action === "reject" || action === "edit" || correction.unit !== undefined;
}

/** What a correction, or an undo, is asked with. */
export interface Asked {
  /**
   * Versions of what its author saw: of the row or unit that is corrected first, then of other rows that it speaks of. With
   * them the rows are found by them, whatever `position` and `other` say; without them nothing is compared.
   */
  readonly seen?: readonly string[];
  /** A key of the request: under the same one it is done once, and answered again as it was. */
  readonly key?: string;
  /** Id of the account or token of who makes it. */
  readonly by?: string;
}

/** A correction that was made, and that can be undone while what it made is as it left it. */
export interface Change {
  readonly id: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly correction: Correction;
  /** Name of who made it; the id where there is no name, as `local`; empty where it was erased; left out where it is not known. */
  readonly by?: string;
}

/** What a correction made. */
export interface Corrected {
  /** Id of the change, by which it is taken back. */
  readonly change: number;
  /** The rows that stand there now. */
  readonly rows: readonly StoredRow[];
}

/** A correction that cannot be made; the message says why, and what could be. */
export class ImpossibleCorrection extends SextantError {
  override name = "ImpossibleCorrection";

  constructor(message: string, options?: ErrorOptions) {
    super("impossible-correction", message, options);
  }
}

/** What was to be corrected, or taken back, is not as its author saw it. */
export class StaleVersion extends SextantError {
  override name = "StaleVersion";
  /** The rows that stand there now. */
  readonly now: readonly StoredRow[];

  constructor(message: string, now: readonly StoredRow[]) {
    super("stale-version", message);
    this.now = now;
  }
}

/** A correction that does not say of what. */
export class MissingVersion extends SextantError {
  override name = "MissingVersion";

  constructor() {
    super(
      "missing-version",
      "a correction names the version of the row or unit that it is made of, as it was read: in `version`, or as If-Match; a link those of both rows",
    );
  }
}

/** A key that was given to another request before. */
export class KeyTaken extends SextantError {
  override name = "KeyTaken";

  constructor(key: string) {
    super("key-taken", `the key ${key} was given to another request; each request has its own`);
  }
}

/** Which units a row holds, by language. Empty lists are left out. */
export type Cells = Readonly<Record<string, readonly number[]>>;

/** Rows of cells after a correction: those that it made, and those that it left as they were. */
export interface CorrectedRow {
  readonly cells: Cells;
  readonly made: boolean;
}

/**
 * Makes a correction of rows, which says what is where and aligns nothing.
 *
 * @param rows all rows that the correction speaks of, the first at position `first`
 * @throws {ImpossibleCorrection}
 */
export function corrected(rows: readonly Cells[], correction: RowCorrection, first = 0): CorrectedRow[] {
  const stretch = new Stretch(rows, first);
  switch (correction.action) {
    case "merge":
      return merged(stretch, correction);
    case "split":
      return split(stretch, correction);
    case "move":
      return moved(stretch, correction);
    case "unlink":
      return unlinked(stretch, correction);
    case "link":
      return linked(stretch, correction);
  }
}

type Of<A extends RowCorrection["action"]> = Extract<RowCorrection, { readonly action: A }>;

/** Rows that follow each other, named by their positions in the document set. */
class Stretch {
  readonly #rows: readonly Cells[];
  readonly #first: number;

  constructor(rows: readonly Cells[], first: number) {
    this.#rows = rows;
    this.#first = first;
  }

  /** @throws {ImpossibleCorrection} where there is no such row */
  at(position: number): Cells {
    const row = this.#rows[position - this.#first];
    if (row) return row;
    const last = this.#first + this.#rows.length - 1;
    throw new ImpossibleCorrection(`there is no row ${position}; rows are ${this.#first} to ${last}`);
  }

  /** @throws {ImpossibleCorrection} where the row, or its language, is not there */
  blocks(position: number, language: string): readonly number[] {
    const blocks = this.at(position)[language];
    if (!blocks) throw new ImpossibleCorrection(`row ${position} has nothing in ${language}`);
    return blocks;
  }

  /** All rows, with those from one position to before another replaced. */
  replaced(from: number, to: number, made: readonly Cells[]): CorrectedRow[] {
    return [
      ...this.#rows.slice(0, from - this.#first).map(asBefore),
      ...made.map((cells): CorrectedRow => ({ cells, made: true })),
      ...this.#rows.slice(to - this.#first).map(asBefore),
    ];
  }

  /** The index of a row. */
  placeOf(position: number): number {
    return position - this.#first;
  }
}

function merged(stretch: Stretch, { position, count }: Of<"merge">): CorrectedRow[] {
  stretch.at(position);
  if (count < 2) throw new ImpossibleCorrection(`two rows or more are merged, not ${count}`);
  // Before the rows between are made a list of: a count may be anything.
  stretch.at(position + count - 1);
  const rows = Array.from({ length: count }, (_, at) => stretch.at(position + at));
  return stretch.replaced(position, position + count, [rows.reduce(joined)]);
}

function split(stretch: Stretch, { position, at }: Of<"split">): CorrectedRow[] {
  const row = stretch.at(position);
  for (const [language, place] of Object.entries(at)) {
    const { length } = stretch.blocks(position, language);
    if (place > length)
      throw new ImpossibleCorrection(
        `row ${position} has ${length} blocks in ${language}; it cannot be cut behind ${place}`,
      );
  }
  const head: Record<string, readonly number[]> = {};
  const tail: Record<string, readonly number[]> = {};
  for (const [language, blocks] of Object.entries(row)) {
    const place = at[language] ?? 0;
    if (place > 0) head[language] = blocks.slice(0, place);
    if (place < blocks.length) tail[language] = blocks.slice(place);
  }
  if (Object.keys(head).length === 0 || Object.keys(tail).length === 0)
    throw new ImpossibleCorrection(`a cut of row ${position} leaves something on both sides`);
  return stretch.replaced(position, position + 1, [head, tail]);
}

function moved(stretch: Stretch, { position, language, to, blocks: count }: Of<"move">): CorrectedRow[] {
  const row = stretch.at(position);
  const blocks = stretch.blocks(position, language);
  if (count < 1 || count > blocks.length)
    throw new ImpossibleCorrection(
      `row ${position} has ${blocks.length} blocks in ${language}; 1 to ${blocks.length} can be moved`,
    );
  const isBefore = to === "before";
  const neighbour = stretch.at(isBefore ? position - 1 : position + 1);
  const cut = isBefore ? count : blocks.length - count;
  const [head, tail] = [blocks.slice(0, cut), blocks.slice(cut)];
  const left = cellsOf({ ...row, [language]: isBefore ? tail : head });
  const grown = isBefore ? joined(neighbour, { [language]: head }) : joined({ [language]: tail }, neighbour);
  const from = isBefore ? position - 1 : position;
  return stretch
    .replaced(
      from,
      from + 2,
      (isBefore ? [grown, left] : [left, grown]).filter((cells) => Object.keys(cells).length > 0),
    )
    .map((one) => (one.cells === left ? asBefore(left) : one));
}

function unlinked(stretch: Stretch, { position, language }: Of<"unlink">): CorrectedRow[] {
  const row = stretch.at(position);
  const blocks = stretch.blocks(position, language);
  if (Object.keys(row).length === 1) throw new ImpossibleCorrection(`row ${position} has nothing but ${language}`);
  return stretch.replaced(position, position + 1, [cellsOf({ ...row, [language]: [] }), { [language]: blocks }]);
}

function linked(stretch: Stretch, { position, other }: Of<"link">): CorrectedRow[] {
  const row = stretch.at(position);
  if (other === position) throw new ImpossibleCorrection(`row ${position} cannot be linked with itself`);
  const cells = other < position ? joined(stretch.at(other), row) : joined(row, stretch.at(other));
  const gone = stretch.placeOf(other);
  return stretch.replaced(position, position + 1, [cells]).filter((_, at) => at !== gone);
}

const asBefore = (cells: Cells): CorrectedRow => ({ cells, made: false });

const cellsOf = (cells: Cells): Cells =>
  Object.fromEntries(Object.entries(cells).filter(([, units]) => units.length > 0));

/** Two rows as one; what stands earlier in a text comes first. */
function joined(one: Cells, other: Cells): Cells {
  const languages = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort(compareLanguages);
  return Object.fromEntries(
    languages.map((language) => [
      language,
      [...(one[language] ?? []), ...(other[language] ?? [])].sort((a, b) => a - b),
    ]),
  );
}

/** A row as far as aligning it again needs it. */
export interface RowTexts {
  readonly role: Block["role"] | "note";
  readonly status: RowStatus;
  readonly blocks: Readonly<Record<string, readonly StoredBlock[]>>;
}

/** Rows aligned anew. */
export interface Realigned {
  /** Of the documents that were put together of the rows: unit indices are block indices. */
  readonly rows: Alignment["rows"];
  readonly documents: ReadonlyMap<string, Document>;
}

/**
 * Makes a correction of a stretch of rows and aligns the rest of it anew: rows that the correction made, and those that
 * were confirmed before, stay as they are.
 *
 * @param stretch rows between two anchors, the first at position `first`
 */
export function realigned(stretch: readonly RowTexts[], correction: RowCorrection, first: number): Realigned {
  const blocks = new Map<string, Block[]>();
  const cells = stretch.map(({ role, blocks: own }) =>
    Object.fromEntries(
      Object.entries(own).map(([language, list]) => {
        const all = blocks.get(language) ?? [];
        blocks.set(language, all);
        const from = all.length;
        for (const { number, text, marks } of list)
          all.push({ role: role === "note" ? "text" : role, ...(number !== undefined && { number }), text, marks });
        return [language, list.map((_, at) => from + at)];
      }),
    ),
  );
  const settled = new Set(
    stretch.flatMap(({ status }, at) => (status === "automatic" ? [] : [JSON.stringify(cells[at])])),
  );
  const fixed = corrected(cells, correction, first)
    .filter(({ cells: own, made }) => made || settled.has(JSON.stringify(own)))
    .map(({ cells: units }): FixedRow => ({ units }));
  const documents = new Map(
    [...blocks].map(([language, list]): [string, Document] => [
      language,
      { language, blocks: list, notes: [], furniture: [], warnings: [] },
    ]),
  );
  return { rows: alignDocuments([...documents.values()], { fixed }).rows, documents };
}
