import { sentences } from "../../language/sentences/sentences.ts";
import type { Span } from "../../language/span.ts";
import type { Draft, RowTexts } from "../finding.ts";
import { draft, placeIn, type Sides, type SideText, shown } from "./sides.ts";

/** Fewer letters may well stand twice. */
const MIN_LETTERS = 20;
/** A Chinese character says as much as so many letters. */
const LETTERS_PER_CHARACTER = 3;

/** The letters of a text, as they are compared. */
export const lettersOf = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

const isLong = (letters: string): boolean =>
  letters.length + (LETTERS_PER_CHARACTER - 1) * (letters.match(/\p{Script=Han}/gu)?.length ?? 0) >= MIN_LETTERS;

/** Sentences that stand twice in one language and not in the others. */
export function repeatedSentences(sides: Sides): Draft[] {
  const repeated = sides.map(repeatedIn);
  if (repeated.every((own) => own !== undefined)) return [];
  return sides.flatMap((side, at) => {
    const own = repeated[at];
    if (!own) return [];
    const place = placeIn(side, own.start, own.end);
    const message = `stands twice in ${side.language}: “${shown(place.text)}”`;
    return [
      draft("repeated", "error", [side.language], message, [place], { [side.language]: [lettersOf(place.text)] }),
    ];
  });
}

function repeatedIn({ text, language }: SideText): Span | undefined {
  const seen = new Set<string>();
  for (const span of sentences(text, language)) {
    const letters = lettersOf(text.slice(span.start, span.end));
    if (isLong(letters) && seen.has(letters)) return span;
    seen.add(letters);
  }
  return repeatedAtOnce(text);
}

/** A stretch that stands twice at once, whatever marks are in it: `…; …;` */
function repeatedAtOnce(text: string): Span | undefined {
  let letters = "";
  const places: number[] = [];
  for (const { 0: letter, index } of text.matchAll(/[\p{L}\p{N}]/gu)) {
    letters += letter.toLowerCase().charAt(0);
    places.push(index);
  }
  const gram = /\p{Script=Han}/u.test(letters) ? MIN_LETTERS / LETTERS_PER_CHARACTER : MIN_LETTERS;
  const size = Math.ceil(gram);
  const last = new Map<string, number>();
  for (let at = 0; at + size <= letters.length; at++) {
    // A stretch begins where a word does.
    if (at > 0 && size === MIN_LETTERS && places[at] === (places[at - 1] as number) + 1) continue;
    const own = letters.slice(at, at + size);
    const before = last.get(own);
    if (before !== undefined && at - before >= size && letters.startsWith(letters.slice(before, at), at))
      return { start: places[at] as number, end: (places[2 * at - before - 1] as number) + 1 };
    last.set(own, at);
  }
  return undefined;
}

/** A paragraph stands twice within so many rows. */
const MAX_ROWS_APART = 3;

/**
 * Rows whose text of one language stands in a row shortly before, too, while another language has different texts, or none, in
 * the two. Each is a finding on the later row.
 */
export function repeatedRows(rows: readonly RowTexts[], languages: readonly string[]): ReadonlyMap<number, Draft> {
  const found = new Map<number, Draft>();
  const letters = rows.map((texts) => languages.map((language) => lettersOf(texts[language] ?? "")));
  rows.forEach((texts, row) => {
    for (const [at, language] of languages.entries()) {
      const own = letters[row]?.[at] ?? "";
      if (!isLong(own) || found.has(row)) continue;
      for (let before = Math.max(0, row - MAX_ROWS_APART); before < row; before++) {
        if (letters[before]?.[at] !== own) continue;
        const others = languages.keys().filter((other) => other !== at);
        if (others.every((other) => letters[before]?.[other] === letters[row]?.[other])) continue;
        const side = { language, text: texts[language] ?? "" };
        const message = `stands twice in ${language}: “${shown(side.text)}”`;
        found.set(
          row,
          draft("repeated", "error", [language], message, [placeIn(side, 0, side.text.length)], { [language]: [own] }),
        );
      }
    }
  });
  return found;
}
