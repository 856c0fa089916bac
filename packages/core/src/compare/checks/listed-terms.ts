import { plainText, writtenSpan } from "../../language/plain.ts";
import type { Draft } from "../finding.ts";
import { draft, placeAtEnd, placeIn, type Sides, type SideText } from "./sides.ts";

/** A term and its renderings: for each language one or more forms, any of which will do. */
export type Term = Readonly<Record<string, readonly string[]>>;

/** How a term is looked for in a text: as it is listed, and with other words within it, which confirms it and accuses nobody. */
interface TermPatterns {
  readonly listed: RegExp;
  readonly parted: RegExp;
}

/** A term list, made ready to be looked for. */
export type TermList = readonly ReadonlyMap<string, TermPatterns>[];

/** Letters that an inflected form may have behind, beside those of the list. */
const ENDING = "\\p{L}{0,3}";

/** Makes a term list ready. Of each word an ending may differ; in Arabic particles may stand before. */
export function termList(terms: readonly Term[]): TermList {
  return terms.map(
    (term) => new Map(Object.entries(term).map(([language, forms]) => [language, patternsOf(forms, language)])),
  );
}

function patternsOf(forms: readonly string[], language: string): TermPatterns {
  const words = forms.map((form) =>
    plainText(form.trim())
      .lower.split(" ")
      .map((word) => wordPattern(word, language)),
  );
  const pattern = (joint: string): RegExp => {
    const all = words.map((own) => own.join(joint)).join("|");
    return new RegExp(language === "zh" ? all : `(?<!\\p{L})(?:${all})(?!\\p{L})`, "u");
  };
  if (language === "zh") return { listed: pattern(" ?"), parted: pattern(" ?") };
  return { listed: pattern("[ -]"), parted: pattern("[ -](?:\\p{L}+[ -]){0,2}") };
}

/** Words of fewer letters have no other forms. */
const MIN_INFLECTED = 3;
/** Longer words may differ in their last letters, too. */
const SHORT_WORD = 4;

function wordPattern(word: string, language: string): string {
  const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  if (language === "zh") return escaped(word);
  if (language === "ar") return `[وفبلك]{0,2}(?:ال|ل)?${escaped(word.replace(/^ال/u, ""))}${ENDING}`;
  if (word.length < MIN_INFLECTED) return escaped(word);
  if (word.length <= SHORT_WORD) return `${escaped(word.replace(/[аеиоуыэюяьй]$/u, ""))}\\p{L}{0,2}`;
  return `${escaped(word.replace(/.{0,2}$/u, ""))}${ENDING}\\p{L}{0,2}`;
}

/** Terms of a list that one language has and another renders otherwise. */
export function listedTermFindings(sides: Sides, list: TermList): Draft[] {
  return list.flatMap((term) => {
    const told = sides.filter(({ language }) => term.has(language));
    const patterns = told.map(({ language }) => term.get(language) as TermPatterns);
    const found = told.map(({ values: { plain } }, at) => patterns[at]!.listed.exec(plain.lower));
    const has = told.filter((_, at) => found[at]);
    const lacks = told.filter(({ values: { plain } }, at) => !patterns[at]!.parted.test(plain.lower));
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
