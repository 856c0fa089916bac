import {
  type Alignment,
  alignDocuments,
  type Correction,
  type DocumentSet,
  Memory,
  readDocumentSet,
  type StoredRow,
} from "@sextant/core";
import fc from "fast-check";
import { afterEach, beforeAll, beforeEach, inject } from "vitest";
import type { RowCorrection } from "../../../packages/core/src/memory/corrections/corrections.ts";
import { corpus, emptyDatabase } from "../../setup.ts";

/** The languages of the sets that are corrected. */
export const LANGUAGES = ["fr", "en", "ar"];

/** Corrections of rows, most of them possible. @param rows the last position */
export const rowCorrection = (rows: number): fc.Arbitrary<RowCorrection> => {
  const position = fc.nat(rows);
  const language = fc.constantFrom(...LANGUAGES);
  return fc.oneof(
    fc.record({ action: fc.constant("merge" as const), position, count: fc.integer({ min: 2, max: 3 }) }),
    fc.record({
      action: fc.constant("split" as const),
      position,
      at: fc.dictionary(language, fc.nat(2), { maxKeys: 3 }),
    }),
    fc.record({
      action: fc.constant("move" as const),
      position,
      language,
      to: fc.constantFrom("before" as const, "after" as const),
      blocks: fc.integer({ min: 1, max: 2 }),
    }),
    fc.record({ action: fc.constant("unlink" as const), position, language }),
    fc.record({ action: fc.constant("link" as const), position, other: fc.nat(rows) }),
  );
};

/** Corrections of rows, and what is said of them. */
export const correction = (rows: number): fc.Arbitrary<Correction> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.record({ action: fc.constantFrom("confirm", "reject"), position: fc.nat(rows) }) },
    { weight: 5, arbitrary: rowCorrection(rows) },
  );

/** The texts of a row's blocks, by language. */
export const textsOf = (row: StoredRow | undefined): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(row?.blocks ?? {}).map(([language, list]) => [language, list.map(({ text }) => text)]),
  );

/** The Universal Declaration in three languages, aligned, before each test of its own in a memory of its own. */
export function declarationIn(engine: string) {
  const own = {
    set: {} as DocumentSet,
    memory: {} as Memory,
    /** All rows, in order. */
    rows: (): Promise<StoredRow[]> => own.memory.rows(own.set.id),
    documents: () => own.set.versions.map(({ document }) => document),
  };
  let alignment: Alignment;
  beforeAll(async () => {
    const whole = await readDocumentSet(corpus("UDHR"));
    own.set = { ...whole, versions: whole.versions.filter(({ document }) => LANGUAGES.includes(document.language)) };
    // The same for all tests: to align it takes longer than they do.
    alignment = alignDocuments(own.documents());
  });
  beforeEach(async () => {
    own.memory = await Memory.open(engine === "SQLite" ? ":memory:" : await emptyDatabase(inject("postgres")));
    await own.memory.documentSets.save(own.set, alignment);
  });
  afterEach(() => own.memory.close());
  return own;
}
