import { unitKey } from "../rows/whole-rows.ts";

/** A unit's texts by the keys of its variants. */
export type Texts = Readonly<Record<string, string>>;

/** A unit with more languages is found by the first of them, so that there are not too many pairs. */
const MAX_PAIRED_LANGUAGES = 12;

/** A key for the texts of each two languages: units with one of them in common may be the same with other languages. */
export function pairsOf(texts: Texts): string[] {
  const all = Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1));
  const first = all.slice(0, MAX_PAIRED_LANGUAGES);
  return first.flatMap((one, at) => first.slice(at + 1).map((other) => unitKey([one, other])));
}

/** The languages that two units have. */
export const languagesOfBoth = (a: Texts, b: Texts): string[] =>
  Object.keys(a).filter((language) => b[language] !== undefined);

/** Whether two units say the same in all languages that both have. */
export const isSame = (a: Texts, b: Texts): boolean =>
  languagesOfBoth(a, b).every((language) => a[language] === b[language]);
