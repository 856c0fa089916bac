import type { Finding } from "../api/client.ts";

/** Types whose values are texts without their spaces and signs, or stand for one: the place has the text itself. */
const AS_WRITTEN: ReadonlySet<Finding["type"]> = new Set(["repeated", "untranslated", "negation"]);

/** Types whose values are numbers, written with a point and without spaces. */
const NUMBERS: ReadonlySet<Finding["type"]> = new Set(["number", "amount", "percentage"]);

interface Wording {
  /** Of the interface. */
  readonly locale: string;
  /** What is said of a text that ends without a mark. */
  readonly noMark: string;
}

/** Numbers that are kept exactly as numbers. */
const EXACT = /^-?\d{1,15}$/;

/** What each language says, for a reader; without languages that say nothing. */
export function shownValues(
  { type, values, places }: Pick<Finding, "type" | "values" | "places">,
  { locale, noMark }: Wording,
): readonly (readonly [language: string, said: readonly string[]])[] {
  if (type === "order") return [];
  const states = new Intl.DisplayNames(locale, { type: "region" });
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
  const said = (value: string): string => {
    if (type === "name") return states.of(value) ?? value;
    if (NUMBERS.has(type) && EXACT.test(value)) return numbers.format(Number(value));
    return type === "punctuation" && value === "" ? noMark : value;
  };
  return Object.entries(values)
    .filter(([, own]) => own.length > 0)
    .map(([language, own]) => {
      if (!AS_WRITTEN.has(type)) return [language, own.map(said)];
      return [language, places.flatMap((place) => (place.language === language && place.text ? [place.text] : []))];
    });
}
