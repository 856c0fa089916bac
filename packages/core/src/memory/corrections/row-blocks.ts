import { compareLanguages } from "../../language/profile.ts";
import { ImpossibleCorrection, type RowCorrection } from "./corrections.ts";

/** Which units a row holds, by language. Empty lists are left out. */
export type Cells = Readonly<Record<string, readonly number[]>>;

/**
 * A row of cells after a correction: `made` is what a person decided, `left` is what remained of a row and finds a new place,
 * `kept` is as before.
 */
export interface CorrectedRow {
  readonly cells: Cells;
  readonly state: "made" | "left" | "kept";
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
      ...made.map((cells): CorrectedRow => ({ cells, state: "made" })),
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
      blocks.length === 1
        ? `row ${position} has 1 block in ${language}; no other number can be moved`
        : `row ${position} has ${blocks.length} blocks in ${language}; 1 to ${blocks.length} can be moved`,
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
    .map((one) => (one.cells === left ? { cells: left, state: "left" } : one));
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

const asBefore = (cells: Cells): CorrectedRow => ({ cells, state: "kept" });

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
