import { plainText, writtenSpan } from "../../language/plain.ts";
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
};
/** Letters that a declined name may end in. */
const ENDINGS: Readonly<Record<string, string>> = { ru: "\\p{L}{0,3}" };
/** The names of a language: one pattern for all, and one for each with its code, the longest first. */
interface Names {
  readonly any: RegExp;
  readonly each: readonly (readonly [RegExp, string])[];
}

const known = new Map<string, Names>();
/** Codes of groups of States and of what is no State. */
const NO_STATE = /^(?:EU|EZ|UN|XA|XB|ZZ|QO|EA|IC|DG|AC|CP|CQ|TA)$/;
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** The names of States and territories in a language, as CLDR has them. */
function namesOf(language: string): Names {
  let own = known.get(language);
  if (!own) {
    const codes = new Map<string, string>();
    for (const style of ["long", "short"] as const) {
      const display = new Intl.DisplayNames(language, { type: "region", style, fallback: "none" });
      for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
        const name = NO_STATE.test(code) ? undefined : display.of(code);
        if (name) codes.set(plainText(name).lower, code);
      }
    }
    const names = [...codes]
      .filter(([name]) => name.length > 1 && !AMBIGUOUS[language]?.has(name))
      .sort((a, b) => b[0].length - a[0].length)
      .map(([name, code]) => [formsOf(name, language), code] as const);
    const any = names.map(([forms]) => forms).join("|");
    const particles = language === "ar" ? "[وفبلك]{0,2}" : "";
    own = {
      any: new RegExp(language === "zh" ? any : `(?<!\\p{L})${particles}(?:${any})(?!\\p{L})`, "gu"),
      each: names.map(([forms, code]) => [new RegExp(`^${particles}(?:${forms})$`, "u"), code]),
    };
    known.set(language, own);
  }
  return own;
}

/** A pattern of the forms that a name has in a text. */
function formsOf(name: string, language: string): string {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/-/g, "[- ]");
  if (language === "ar") return `${escaped}|${escaped.replace(/^ال/u, "ل")}`;
  const ending = ENDINGS[language];
  if (ending === undefined) return escaped;
  return `${name.length > 4 ? escaped.replace(/[аеиоуыэюяь]+$/u, "") : escaped}${ending}`;
}

function namedIn({ language, values: { plain } }: SideText): Named[] {
  const { any, each } = namesOf(language);
  const found: Named[] = [];
  for (const { 0: name, index: start } of plain.lower.matchAll(any)) {
    const end = start + name.length;
    const hasCapital = language === "zh" || language === "ar" || /\p{Lu}/u.test(plain.text.slice(start, end));
    const code = hasCapital ? each.find(([pattern]) => pattern.test(name))?.[1] : undefined;
    if (code !== undefined) found.push({ code, start, end });
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
