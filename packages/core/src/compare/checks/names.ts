import { plainPattern, plainText, writtenSpan } from "../../language/plain.ts";
import type { Draft } from "../finding.ts";
import { draft, placeIn, type Sides, type SideText } from "./sides.ts";

/** A State or territory named in a text. */
interface Named {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/** Words that are names of States and other things as well. */
const AMBIGUOUS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(["jersey", "turkey", "georgia", "guernsey"]),
  fr: new Set(["tchad "]),
};
/** Letters that a declined name may end in. */
const ENDINGS: Readonly<Record<string, string>> = { ru: "\\p{L}{0,3}" };
const patterns = new Map<string, readonly (readonly [RegExp, string])[]>();

/** The names of States and territories in a language, the longest first, as CLDR has them. */
function namesOf(language: string): readonly (readonly [RegExp, string])[] {
  let own = patterns.get(language);
  if (!own) {
    const names = new Map<string, string>();
    const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
    for (const style of ["long", "short"] as const) {
      const display = new Intl.DisplayNames(language, { type: "region", style, fallback: "none" });
      for (const first of letters)
        for (const second of letters) {
          const name = display.of(first + second);
          if (name && !/^(?:EU|EZ|UN|XA|XB|ZZ|QO|EA|IC|DG|AC|CP|CQ|TA)$/.test(first + second))
            names.set(plainText(name).lower, first + second);
        }
    }
    own = [...names]
      .filter(([name]) => name.length > 1 && !AMBIGUOUS[language]?.has(name))
      .sort((a, b) => b[0].length - a[0].length)
      .map(([name, code]) => [patternOf(name, language), code] as const);
    patterns.set(language, own);
  }
  return own;
}

function patternOf(name: string, language: string): RegExp {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/-/g, "[- ]");
  if (language === "zh") return new RegExp(escaped, "gu");
  if (language === "ar")
    return new RegExp(`(?<!\\p{L})[وفبلك]{0,2}(?:${escaped}|${escaped.replace(/^ال/u, "ل")})(?!\\p{L})`, "gu");
  const ending = ENDINGS[language];
  const stem = ending && name.length > 4 ? escaped.replace(/[аеиоуыэюяь]+$/u, "") : escaped;
  return new RegExp(`(?<!\\p{L})${stem}${ending ?? ""}(?!\\p{L})`, "gu");
}

function namedIn({ language, values: { plain } }: SideText): Named[] {
  const owned = new Uint8Array(plain.lower.length);
  const found: Named[] = [];
  for (const [pattern, code] of namesOf(plainPattern(language)))
    for (const { 0: name, index } of plain.lower.matchAll(pattern)) {
      if (owned.subarray(index, index + name.length).some(Boolean)) continue;
      owned.fill(1, index, index + name.length);
      if (language !== "zh" && language !== "ar" && !/\p{Lu}/u.test(plain.text.slice(index, index + name.length)))
        continue;
      found.push({ code, start: index, end: index + name.length });
    }
  return found;
}

/** A State named in one language where another names another State. One that is named on one side only is none: adjectives say the same. */
export function nameFindings(sides: Sides): Draft[] {
  const named = sides.map(namedIn);
  const codes = named.map((own) => new Set(own.map(({ code }) => code)));
  const odd = named.map((own) => own.filter(({ code }) => !codes.every((all) => all.has(code))));
  const differ = sides.filter((_, at) =>
    odd[at]!.some(({ code }) => codes.some((all, other) => other !== at && !all.has(code))),
  );
  if (differ.length < 2) return [];
  const pairs = new Set(odd.flatMap((own) => own.map(({ code }) => code)));
  const holders = (code: string): string[] =>
    sides.filter((_, at) => codes[at]!.has(code)).map(({ language }) => language);
  const [one, other] = [...pairs].filter((code, _, all) =>
    all.some((own) => !holders(own).some((language) => holders(code).includes(language))),
  );
  if (one === undefined || other === undefined) return [];
  const [have, against] = [holders(one), holders(other)];
  const culprits = have.length > against.length ? against : against.length > have.length ? have : [...have, ...against];
  const places = sides.flatMap((side, at) =>
    odd[at]!.filter(({ code }) => code === one || code === other)
      .slice(0, 1)
      .map(({ start, end }) => {
        const written = writtenSpan(side.values.plain, start, end);
        return placeIn(side, written.start, written.end);
      }),
  );
  const message = `${places.map(({ text, language }) => `“${text}” (${language})`).join(" but ")}`;
  const values = Object.fromEntries(sides.map(({ language }, at) => [language, odd[at]!.map(({ code }) => code)]));
  return [draft("name", "error", culprits, message, places, values)];
}
