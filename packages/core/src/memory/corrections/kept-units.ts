import type { WholeRow, WholeUnit } from "../rows/whole-rows.ts";
import { mergedUnits } from "./row-units.ts";

/** Cuts texts of one row, by language, into units. */
type Cut = (variants: WholeUnit["variants"], isNote: boolean) => readonly WholeUnit[];

/**
 * The units of a row that was made of others, where people had decided on some of theirs: those stay as they are, and what stands
 * between is cut anew. A unit that lacks a language of the row joins what stands beside it; where its text was edited, these are
 * one unit, for nobody knows what of the published text its parts were.
 *
 * @param sources the rows, in order
 * @returns undefined where nobody has decided anything: then all is cut anew, from what was published
 */
export function keptUnits(sources: readonly WholeRow[], made: WholeRow, cut: Cut): readonly WholeUnit[] | undefined {
  const before = sources.flatMap(({ units }) => units);
  if (!before.some(isDecided)) return undefined;
  const languages = Object.keys(made.row.blocks);
  const stands = (unit: WholeUnit): boolean =>
    unit.status === "rejected" ||
    (isDecided(unit) && languages.every((language) => unit.variants[language] !== undefined));
  const after: WholeUnit[] = [];
  let between: WholeUnit[] = [];
  const endBetween = (): void => {
    const [first] = between;
    if (between.length === 1 && first) after.push(first);
    else if (between.length > 1) {
      const one = mergedUnits(between);
      after.push(...(between.some(isEdited) ? [one] : cut(one.variants, made.row.role === "note")));
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

const isEdited = ({ original }: WholeUnit): boolean => original !== undefined;
const isDecided = (unit: WholeUnit): boolean => unit.status !== "automatic" || isEdited(unit);
