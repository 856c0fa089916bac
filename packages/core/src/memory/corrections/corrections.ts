/**
 * Room corrections: what people change in rows and units. In: a correction, and the rows around it. Out: rows that take
 * their place, and a history that gives them back (history.ts). Imports language, document, align, database and rows.
 *
 * @module
 */

import { SextantError } from "../../error.ts";
import type { StoredRow } from "../stored.ts";

/**
 * What a person does to the rows of a document set. Positions are those of paragraph rows, zero-based.
 *
 * - confirm, reject: the row, or one of its units, by id, is right, or is not to be offered; all stays where it is
 * - edit: a unit's text in one language is put right; the paragraph stays as it was read, and so does what is aligned
 * - merge, split and move of a unit, see {@link UnitCorrection}; the row itself stays, and is settled by it
 * - merge: the row and the `count − 1` rows that follow become one
 * - split: the row is cut in two; the first part keeps the first `at[language]` blocks of each language (none if left out)
 * - move: the first blocks of a language go to the row before, or its last ones to the row that follows; that row is
 *   settled by it, and what is left of the other is aligned again, with the unsure rows beside it
 * - unlink: a language's blocks leave the row and become a row of their own behind it
 * - link: the blocks of another row, wherever it stands, join the row; the rows between stay as they are
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
  /** The text that it edited, moved or unlinked, in its language, as it was; left out where rows were corrected as a whole. */
  readonly before?: string;
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
