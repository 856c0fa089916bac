import { isDecided, isEdited, type WholeRow, type WholeUnit } from "../rows/whole-rows.ts";
import { ImpossibleCorrection } from "./corrections.ts";
import { mergedUnits } from "./row-units.ts";

type Variants = WholeUnit["variants"];

/** Cuts texts of one row, by language, into units. */
type Cut = (variants: Variants, isNote: boolean) => readonly WholeUnit[];

/**
 * Rows after a correction, with what people had decided of the units of those that gave way. A unit stays as it is where all of it
 * stands in one row. What a row was given of a torn one joins what stands beside it, and edited texts stay edited.
 *
 * @param before all rows that the correction was made of, in order
 * @param after all rows that came of it; those that stay are the same objects
 * @throws {ImpossibleCorrection} where it would tear an edited text
 */
export function withDecisions(before: readonly WholeRow[], after: readonly WholeRow[], cut: Cut): WholeRow[] {
  const [was, is] = [new Set(before), new Set(after)];
  const units = before.filter((row) => !is.has(row)).flatMap((row) => row.units);
  const made = after.filter((row) => !was.has(row));
  if (!units.some(isDecided) || (!units.some(isEdited) && !haveSameTexts(units, made))) return [...after];
  const parts = partsIn(units, made);
  return after.map((row) => {
    const own = parts.get(row);
    return own?.some(isDecided) ? { ...row, units: keptUnits(own, row, cut) } : row;
  });
}

/**
 * The units of a row, where people had decided on some: those stay as they are, and what stands between is cut anew. A unit that
 * lacks a language of the row joins what stands beside it; where its text was edited, these are one unit, for nobody knows what
 * of the published text its parts were.
 */
function keptUnits(before: readonly WholeUnit[], { row }: WholeRow, cut: Cut): readonly WholeUnit[] {
  const languages = Object.keys(row.blocks);
  const stands = (unit: WholeUnit): boolean =>
    unit.status === "rejected" ||
    (isDecided(unit) && languages.every((language) => unit.variants[language] !== undefined));
  const after: WholeUnit[] = [];
  let between: WholeUnit[] = [];
  const endBetween = (): void => {
    const [first] = between;
    if (between.length === 1 && first?.id !== undefined) after.push(first);
    else if (first) {
      const one = mergedUnits(between);
      after.push(...(between.some(isEdited) ? [one] : cut(one.variants, row.role === "note")));
    }
    between = [];
  };
  for (const unit of before)
    if (stands(unit)) {
      endBetween();
      after.push(unit);
    } else between.push(unit);
  endBetween();
  return after;
}

/** What each row has of some units: the unit itself where all of it stands there, else the texts that do. */
function partsIn(units: readonly WholeUnit[], rows: readonly WholeRow[]): ReadonlyMap<WholeRow, readonly WholeUnit[]> {
  const places = new Map<string, Places>();
  const parts = new Map<WholeRow, WholeUnit[]>();
  for (const unit of units) {
    const published = publishedIn(unit);
    const found = new Map<WholeRow, { published: Record<string, string>; variants: Record<string, string> }>();
    for (const [language, text] of Object.entries(published)) {
      const own = places.get(language) ?? new Places(language, units, rows);
      places.set(language, own);
      const edited = unit.variants[language];
      const stretches = own.next(text);
      if (stretches.length > 1 && edited !== text) throw new ImpossibleCorrection(tornText(edited ?? text));
      for (const [row, part] of stretches) {
        const texts = found.get(row) ?? { published: {}, variants: {} };
        found.set(row, texts);
        texts.published[language] = part;
        if (edited !== undefined) texts.variants[language] = stretches.length > 1 ? part : edited;
      }
    }
    const [only] = found.size === 1 ? found.keys() : [];
    // Of what somebody added nobody knows in which row it is to stand, but for the one that the rest of its unit stands in.
    const added = only ? undefined : Object.keys(unit.variants).find((language) => published[language] === undefined);
    if (added !== undefined) throw new ImpossibleCorrection(tornText(unit.variants[added] as string));
    if (only) parts.set(only, [...(parts.get(only) ?? []), unit]);
    else for (const [row, texts] of found) parts.set(row, [...(parts.get(row) ?? []), tornUnit(unit, texts)]);
  }
  return parts;
}

/** Where the texts of one language stand in rows, as they are passed one after the other. */
class Places {
  readonly #rows: readonly WholeRow[];
  /** Characters of each row that are left, spaces apart. */
  readonly #left: number[];
  #row = 0;

  /** @throws {ImpossibleCorrection} where the rows have not the texts of the units in their order */
  constructor(language: string, units: readonly WholeUnit[], rows: readonly WholeRow[]) {
    const texts = rows.map((row) => textOf(row.units, language));
    if (texts.join("") !== textOf(units, language)) {
      const edited = units.find((unit) => isEdited(unit) && unit.variants[language] !== undefined) ?? units[0];
      throw new ImpossibleCorrection(tornText(edited?.variants[language] ?? ""));
    }
    this.#rows = rows;
    this.#left = texts.map(({ length }) => length);
  }

  /** The rows in which the next text stands, with what each has of it. */
  next(text: string): readonly (readonly [WholeRow, string])[] {
    const stretches: (readonly [WholeRow, string])[] = [];
    let rest = text;
    while (bare(rest) !== "") {
      while (this.#left[this.#row] === 0) this.#row++;
      const taken = Math.min(this.#left[this.#row] as number, bare(rest).length);
      const end = endOf(rest, taken);
      stretches.push([this.#rows[this.#row] as WholeRow, rest.slice(0, end).trim()]);
      rest = rest.slice(end);
      (this.#left[this.#row] as number) -= taken;
    }
    return stretches;
  }
}

/** Whether rows have what is published of units, in their order. */
function haveSameTexts(units: readonly WholeUnit[], rows: readonly WholeRow[]): boolean {
  const made = rows.flatMap((row) => row.units);
  const languages = new Set(units.flatMap((unit) => Object.keys(publishedIn(unit))));
  return [...languages].every((language) => textOf(units, language) === textOf(made, language));
}

/** What is published in a language of units, one behind the other, without spaces. */
const textOf = (units: readonly WholeUnit[], language: string): string =>
  bare(units.map((unit) => publishedIn(unit)[language] ?? "").join(""));

const bare = (text: string): string => text.replace(/\s/gu, "");

/** Where a text has had so many characters, spaces apart. */
function endOf(text: string, count: number): number {
  let end = 0;
  for (let met = 0; met < count; end++) if (!/\s/u.test(text[end] as string)) met++;
  return end;
}

/** What a row has of a unit that a correction tears: nobody has decided on that, but for what was edited. */
function tornUnit(
  { id: _, version: _version, codes: _codes, segments: _segments, original: _original, ...unit }: WholeUnit,
  { published, variants }: { readonly published: Variants; readonly variants: Variants },
): WholeUnit {
  const wasEdited = Object.entries(published).some(([language, text]) => variants[language] !== text);
  return wasEdited ? { ...unit, variants, original: published } : { ...unit, variants, status: "automatic" };
}

const tornText = (text: string): string =>
  `“${text}” was edited, and would be torn; take the edit back, or move it as a whole`;
const publishedIn = ({ original, variants }: WholeUnit): Variants => original ?? variants;
