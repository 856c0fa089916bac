import type { StoredRow } from "../memory/stored.ts";
import type { ComparedRow } from "./compare.ts";

/** A row of a memory, to be compared. */
export interface ComparedStoredRow extends ComparedRow {
  /** The number printed before it. */
  readonly number?: string;
}

/** Between the blocks of a row. */
const JOINT = " ";

/** Rows of a document set of the memory, with what people corrected, to be compared: `row` is the position. Rejected rows are left out. */
export function rowsOfStored(rows: readonly StoredRow[], languages: readonly string[]): ComparedStoredRow[] {
  return rows
    .filter(({ status }) => status !== "rejected")
    .map(({ position, blocks, number }) => ({
      row: position,
      ...(number !== undefined && { number }),
      texts: Object.fromEntries(
        languages.map((language) => [language, (blocks[language] ?? []).map(({ text }) => text).join(JOINT)]),
      ),
      marks: Object.fromEntries(
        languages.map((language) => {
          let from = 0;
          const marks = (blocks[language] ?? []).flatMap(({ text, marks }) => {
            const start = from;
            from += text.length + JOINT.length;
            return marks.map(({ mark, offset }) => ({ mark, offset: start + offset }));
          });
          return [language, marks];
        }),
      ),
    }));
}
