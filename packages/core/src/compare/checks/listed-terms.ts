import { plainText, writtenSpan } from "../../language/plain.ts";
import type { Draft } from "../finding.ts";
import { draft, placeAtEnd, placeIn, type Sides, type SideText } from "./sides.ts";

/** A term and its renderings: for each language one or more forms, any of which will do. */
export type Term = Readonly<Record<string, readonly string[]>>;

/** A term list, made ready to be looked for. */
export type TermList = readonly ReadonlyMap<string, RegExp>[];

/** Letters that an inflected form may have behind, beside those of the list. */
const ENDING = "\\p{L}{0,3}";

/** Makes a term list ready. Of each word an ending may differ; in Arabic particles may stand before. */
export function termList(terms: readonly Term[]): TermList {
  return terms.map(
    (term) => new Map(Object.entries(term).map(([language, forms]) => [language, patternOf(forms, language)])),
  );
}

function patternOf(forms: readonly string[], language: string): RegExp {
  const own = forms.map((form) => {
    const words = plainText(form.trim()).lower.split(" ");
    const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    if (language === "zh") return escaped.join(" ?");
    if (language === "ar")
      return escaped.map((word) => `[وفبلك]{0,2}(?:ال|ل)?${word.replace(/^ال/u, "")}${ENDING}`).join(" ");
    return escaped
      .map((word) => (word.length > 4 ? `${word.replace(/.{0,2}$/u, "")}${ENDING}\\p{L}{0,2}` : word))
      .join("[ -]");
  });
  const all = own.join("|");
  return new RegExp(language === "zh" ? all : `(?<!\\p{L})(?:${all})(?!\\p{L})`, "u");
}

/** Terms of a list that one language has and another renders otherwise. */
export function listedTermFindings(sides: Sides, list: TermList): Draft[] {
  return list.flatMap((term) => {
    const told = sides.filter(({ language }) => term.has(language));
    const found = told.map((side) => (term.get(side.language) as RegExp).exec(side.values.plain.lower));
    const has = told.filter((_, at) => found[at]);
    const lacks = told.filter((_, at) => !found[at]);
    if (has.length === 0 || lacks.length === 0) return [];
    const places = has.map((side) => termPlace(side, found[told.indexOf(side)] as RegExpExecArray));
    const culprits = has.length >= lacks.length ? lacks : [...has, ...lacks];
    const message = `“${places[0]?.text}” (${has[0]?.language}) is not rendered as the term list says in ${lacks.map(({ language }) => language).join(", ")}`;
    const values = Object.fromEntries([
      ...has.map(({ language }, at) => [language, [places[at]?.text ?? ""]]),
      ...lacks.map(({ language }) => [language, []]),
    ]);
    return [
      draft(
        "term",
        "warning",
        culprits.map(({ language }) => language),
        message,
        [...places, ...lacks.map(placeAtEnd)],
        values,
      ),
    ];
  });
}

function termPlace(side: SideText, match: RegExpExecArray) {
  const { start, end } = writtenSpan(side.values.plain, match.index, match.index + match[0].length);
  return placeIn(side, start, end);
}
