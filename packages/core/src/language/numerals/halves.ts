import type { WordNumeral } from "./numeral.ts";

/** Between a number and the half that is added to it: two and a half, deux millions et demi, dos millones y medio. */
const AND = /^ (?:and (?:a |one )?|et |y |и )$/u;
const SCALES = [1e12, 1e9, 1e6, 1e3];

/**
 * Numbers with the half that is added to them: two and a half million and deux millions et demi are 2,500,000. Without a scale they
 * confirm only, as languages part them: un an et demi.
 *
 * @param found the numerals in words of a text, in order of place
 * @param lower the text, plain, in lower case
 */
export function withHalves(found: readonly WordNumeral[], lower: string): WordNumeral[] {
  const joined: WordNumeral[] = [];
  for (let at = 0; at < found.length; at++) {
    const own = found[at] as WordNumeral;
    const half = found[at + 1];
    if (!half || own.kind !== "cardinal" || half.fraction?.join("/") !== "1/2" || !isAdded(own, half, lower)) {
      joined.push(own);
      continue;
    }
    at++;
    const scale = SCALES.find((many) => own.value >= many && own.value % many === 0) ?? 1;
    const { start } = own;
    const sum = { start, end: half.end, value: own.value + scale / 2, kind: "cardinal" } as const;
    const multiplier = found[at + 1];
    const isMultiplied =
      scale === 1 && multiplier && SCALES.includes(multiplier.value) && lower.slice(half.end, multiplier.start) === " ";
    if (isMultiplied) {
      at++;
      joined.push({ ...sum, end: multiplier.end, value: sum.value * multiplier.value, certainty: "likely" });
    } else joined.push({ ...sum, certainty: scale === 1 ? "possible" : "likely" });
  }
  return joined;
}

/** In Arabic the particle is one word with the half: مليونان ونصف. */
const isAdded = (own: WordNumeral, half: WordNumeral, lower: string): boolean => {
  const between = lower.slice(own.end, half.start);
  return AND.test(between) || (between === " " && lower.startsWith("و", half.start));
};
