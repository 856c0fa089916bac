import { hasBrackets, hasQuotation } from "./checks/enclosures.ts";
import { endsTelling } from "./checks/endings.ts";
import { denies } from "./checks/negations.ts";
import type { Sides } from "./checks/sides.ts";
import { type Draft, type FindingType, isAtLeast } from "./finding.ts";
import type { Value } from "./values/value.ts";

/** Checks that go by signs which a free translation lacks, too, each with the rows that have what it checks. Figures and symbols are no such signs. */
const APPLIES: Readonly<Partial<Record<FindingType, (sides: Sides) => boolean>>> = {
  negation: (sides) => sides.some(denies),
  number: (sides) => sides.some(({ values }) => values.values.some(isNumber)),
  punctuation: (sides) => sides.some(endsTelling),
  bracket: (sides) => sides.some(hasBrackets),
  quotation: (sides) => sides.some(hasQuotation),
  missing: () => true,
  extra: () => true,
  length: () => true,
};
const isNumber = ({ type, certainty }: Value): boolean =>
  (type === "number" || type === "fraction") && certainty !== "possible";

/** Of the rows that have what is checked, no more than this share have such a fault. */
const MAX_FAULT_SHARE = 0.05;
/** More are no chance where chance makes as many no oftener than this. */
const MAX_CHANCE = 0.01;
/** Fewer rows show nothing of a whole document. */
const MIN_ROWS = 3;

/**
 * The types that tell how a document is translated, and not its faults: they are found in more of the rows that have what is checked
 * than could be faulty.
 *
 * @param rows the findings of each row, @param sides the texts of each row
 */
export function freelyTranslated(
  rows: readonly (readonly Draft[])[],
  sides: readonly Sides[],
): ReadonlySet<FindingType> {
  const types = Object.entries(APPLIES) as [FindingType, (sides: Sides) => boolean][];
  return new Set(
    types.flatMap(([type, applies]) => {
      const told = rows.filter((drafts) => drafts.some((draft) => draft.type === type && isJudged(draft))).length;
      if (told < MIN_ROWS) return [];
      const could = sides.filter((own) => own.length > 1 && applies(own)).length;
      return chanceOf(told, Math.max(told, could)) < MAX_CHANCE ? [type] : [];
    }),
  );
}

/** Findings of such types are still told, but accuse nobody. */
export const asInfo = (draft: Draft, free: ReadonlySet<FindingType>): Draft =>
  free.has(draft.type) && isJudged(draft) ? { ...draft, severity: "info" } : draft;

/** Whether a finding is likely and not certain. */
const isJudged = ({ severity, confidence }: Draft): boolean =>
  severity === "warning" || (confidence !== undefined && isAtLeast(severity, "warning"));

/** How likely so many or more faults in so many rows are where each has one with {@link MAX_FAULT_SHARE}: binomial. */
function chanceOf(faults: number, rows: number): number {
  let fewer = 0;
  let logExactly = rows * Math.log1p(-MAX_FAULT_SHARE);
  for (let k = 0; k < faults; k++) {
    fewer += Math.exp(logExactly);
    logExactly += Math.log(((rows - k) / (k + 1)) * (MAX_FAULT_SHARE / (1 - MAX_FAULT_SHARE)));
  }
  return 1 - fewer;
}
