import { plainText } from "../../language/plain.ts";

/** What CLDR knows of the words of any language that stand by numbers. */

const wordBehind = (words: ReadonlySet<string>): RegExp | undefined =>
  words.size === 0
    ? undefined
    : new RegExp(
        `^[ -]?(?:${[...words]
          .sort((a, b) => b.length - a.length)
          .map((word) => RegExp.escape(word))
          .join("|")})(?!\\p{L})`,
        "u",
      );

const scales = new Map<string, readonly (readonly [RegExp, number])[]>();
const percents = new Map<string, RegExp | undefined>();
/** Counts that take the different plural forms of a word. */
const COUNTS = [1, 2, 3, 5, 20, 100];

/** The words behind a number that multiply it, larger ones first: Millionen, milhões. */
export function cldrScales(language: string): readonly (readonly [RegExp, number])[] {
  let own = scales.get(language);
  if (!own) {
    own = isKnown(language)
      ? [1e12, 1e9, 1e6, 1e3].flatMap((scale) => {
          const pattern = wordBehind(wordsOf(language, scale));
          return pattern ? [[pattern, scale] as const] : [];
        })
      : [];
    scales.set(language, own);
  }
  return own;
}

function wordsOf(language: string, scale: number): ReadonlySet<string> {
  const words = new Set<string>();
  for (const compactDisplay of ["long", "short"] as const) {
    const format = new Intl.NumberFormat(`${language}-u-nu-latn`, { notation: "compact", compactDisplay });
    for (const count of COUNTS) {
      const parts = format.formatToParts(count * scale);
      const shown = parts
        .filter(({ type }) => type === "integer")
        .map(({ value }) => value)
        .join("");
      const word = plainText(parts.find(({ type }) => type === "compact")?.value ?? "").lower.trim();
      // One letter alone says many things.
      if (shown === String(count) && /^\p{L}{2}/u.test(word)) words.add(word);
    }
  }
  return words;
}

/** The word for a percentage behind a number: Prozent, por cento. */
export function cldrPercent(language: string): RegExp | undefined {
  if (!percents.has(language)) {
    const format = new Intl.NumberFormat(`${language}-u-nu-latn`, {
      style: "unit",
      unit: "percent",
      unitDisplay: "long",
    });
    const words = new Set<string>();
    if (isKnown(language))
      for (const count of COUNTS) {
        const parts = format.formatToParts(count);
        const word = plainText(
          parts
            .filter(({ type }) => type === "unit")
            .map(({ value }) => value)
            .join(""),
        ).lower.trim();
        if (parts[0]?.type === "integer" && /\p{L}/u.test(word)) words.add(word);
      }
    percents.set(language, wordBehind(words));
  }
  return percents.get(language);
}

const isKnown = (language: string): boolean => Intl.NumberFormat.supportedLocalesOf([language]).length > 0;
