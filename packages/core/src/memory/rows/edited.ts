import type { Kysely } from "kysely";
import type { Tables } from "../database/schema.ts";
import type { StoredRow, TranslationUnit } from "../stored.ts";
import { joinSegments } from "./rows.ts";
import { unitsById } from "./units.ts";

/** Gives rows the texts that people wrote in their units, beside the blocks, which stay as they were published. */
export async function withEdited(db: Kysely<Tables>, rows: readonly StoredRow[]): Promise<StoredRow[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const corrected = await db
    .selectFrom("unit")
    .select("paragraph")
    .where("paragraph", "in", ids)
    .where("origin", "=", "corrected")
    .execute();
  const asked = new Set(corrected.map(({ paragraph }) => paragraph));
  const found = rows.filter(({ id }) => asked.has(id)).flatMap(({ units }) => units);
  if (found.length === 0) return [...rows];
  const units = new Map((await unitsById(db, found)).map((unit) => [unit.id, unit] as const));
  return rows.map((row) => {
    const edited = editedIn(
      row,
      row.units.flatMap((id) => units.get(id) ?? []),
    );
    return Object.keys(edited).length > 0 ? { ...row, edited } : row;
  });
}

/** The texts of a row by language, of those that were edited. */
function editedIn({ blocks }: StoredRow, units: readonly TranslationUnit[]): Record<string, string> {
  const languages = new Set(
    units.flatMap(({ variants, original = variants }) =>
      Object.keys({ ...variants, ...original }).filter((language) => variants[language] !== original[language]),
    ),
  );
  return Object.fromEntries(
    [...languages].flatMap((language) => {
      const text = joinSegments(
        units.flatMap(({ variants }) => variants[language] ?? []),
        language,
      );
      // The blocks of what was imported are its units.
      return blocks[language]?.map((block) => block.text).join() === text ? [] : [[language, text]];
    }),
  );
}
