import type { Kysely } from "kysely";
import type { Tables } from "../database/schema.ts";
import type { StoredRow, TranslationUnit, UnitDetails } from "../stored.ts";
import { detailsOf, unitsById } from "./units.ts";

/** A row with its units, as much as puts it back where it was. */
export interface WholeRow {
  readonly row: Omit<StoredRow, "units" | "position">;
  readonly units: readonly WholeUnit[];
}
/** A unit of it; `id` where it has one. */
export type WholeUnit = Pick<TranslationUnit, "confidence" | "origin" | "status" | "variants"> &
  UnitDetails & { readonly id?: number };

/** Stored rows with their units. */
export async function wholeRows(db: Kysely<Tables>, rows: readonly StoredRow[]): Promise<WholeRow[]> {
  const units = new Map(
    (
      await unitsById(
        db,
        rows.flatMap((row) => row.units),
      )
    ).map((unit) => [unit.id, unit]),
  );
  return rows.map(({ units: ids, position: _, ...row }) => ({
    row,
    units: ids.flatMap((id): WholeUnit[] => {
      const unit = units.get(id);
      if (!unit) return [];
      const { confidence, origin, status, variants } = unit;
      return [{ id, confidence, origin, status, variants, ...JSON.parse(detailsOf(unit) ?? "{}") }];
    }),
  }));
}

/** What a unit says, as a key. */
export const unitKey = (variants: readonly (readonly [language: string, text: string])[]): string =>
  JSON.stringify([...variants].sort(([a], [b]) => (a < b ? -1 : 1)));

/** A row as far as its blocks' texts. */
export interface BlockTexts {
  readonly blocks: Readonly<Record<string, readonly { readonly text: string }[] | undefined>>;
}

/** What a row's blocks say, as a key. */
export const textsKey = ({ blocks }: BlockTexts): string =>
  JSON.stringify(
    Object.entries(blocks)
      .map(([language, list]) => [language, ...(list ?? []).map(({ text }) => text)].join("\n"))
      .sort(),
  );
