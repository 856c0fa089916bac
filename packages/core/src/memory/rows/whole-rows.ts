import type { Insertable, Kysely } from "kysely";
import type { Tables } from "../database/schema.ts";
import type { StoredRow, TranslationUnit, UnitDetails } from "../stored.ts";
import { detailsOf, unitsById } from "./units.ts";

/** A row with its units, as much as puts it back where it was. */
export interface WholeRow {
  readonly row: Omit<StoredRow, "units" | "position" | "id" | "version"> & StateOf;
  readonly units: readonly WholeUnit[];
}
/** A unit of it. */
export type WholeUnit = Pick<TranslationUnit, "confidence" | "origin" | "status" | "variants"> & UnitDetails & StateOf;

/** What it is or was in the memory, where it was there: `id` where it is it, `version` where it is as it was. */
interface StateOf {
  readonly id?: number;
  readonly version?: string;
}

/** Whether a person wrote another text into a unit. */
export const isEdited = ({ original }: Pick<WholeUnit, "original">): boolean => original !== undefined;

/**
 * Whether a person said anything of a row or a unit: that it is right, that it is not to be offered, or what it says. Who made it does not
 * tell: of a part that was torn off what a person made nobody has said anything.
 */
export const isDecided = (said: Pick<WholeUnit, "status" | "original">): boolean =>
  said.status !== "automatic" || isEdited(said);

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
      const { version, confidence, origin, status, variants } = unit;
      return [{ id, version, confidence, origin, status, variants, ...JSON.parse(detailsOf(unit) ?? "{}") }];
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

/** The blocks of a row, as they are kept. */
export function storedBlocks(blocks: StoredRow["blocks"]): Omit<Insertable<Tables["block"]>, "paragraph">[] {
  return Object.entries(blocks).flatMap(([language, list]) =>
    list.map(({ number = null, text, marks }, position) => ({
      language,
      position,
      number,
      text,
      marks: JSON.stringify(marks),
    })),
  );
}
