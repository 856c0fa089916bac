import type { Span } from "../../language/span.ts";
import type { Draft } from "../finding.ts";
import { draft, lettersOf, placeIn, type Sides, type SideText, shown } from "./sides.ts";

/** Fewer letters may well stand twice. */
const MIN_LETTERS = 20;
/** A Chinese character says as much as so many letters. */
const LETTERS_PER_CHARACTER = 3;

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

function repeatedIn({ text, sentences }: SideText): Span | undefined {
  const seen = new Set<string>();
  for (const { start, end, letters } of sentences) {
    if (isLong(letters) && seen.has(letters)) return { start, end };
    seen.add(letters);
  }
  return repeatedAtOnce(text);
}

const WORD = /[\p{L}\p{N}]+/gu;

/** A stretch that stands twice at once, whatever marks are in it: `…; …;` */
function repeatedAtOnce(text: string): Span | undefined {
  let letters = "";
  const places: number[] = [];
  const begins: number[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    begins.push(letters.length);
    const lower = word.toLowerCase();
    letters += lower.length === word.length ? lower : word;
    for (let at = 0; at < word.length; at++) places.push(index + at);
  }
  const isHan = /\p{Script=Han}/u.test(letters);
  const size = isHan ? Math.ceil(MIN_LETTERS / LETTERS_PER_CHARACTER) : MIN_LETTERS;
  const last = new Map<string, number>();
  // A stretch begins where a word does.
  for (const at of isHan ? places.keys() : begins) {
    if (at + size > letters.length) break;
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
export function repeatedRows(rows: readonly Sides[], languages: readonly string[]): ReadonlyMap<number, Draft> {
  const found = new Map<number, Draft>();
  const sideOf = (row: number, language: string) => rows[row]?.find((side) => side.language === language);
  const letters = rows.map((_, row) => languages.map((language) => sideOf(row, language)?.letters ?? ""));
  rows.forEach((_, row) => {
    for (const [at, language] of languages.entries()) {
      const side = sideOf(row, language);
      if (!side || !isLong(side.letters) || found.has(row)) continue;
      for (let before = Math.max(0, row - MAX_ROWS_APART); before < row; before++) {
        if (letters[before]?.[at] !== side.letters) continue;
        const others = languages.keys().filter((other) => other !== at);
        if (others.every((other) => letters[before]?.[other] === letters[row]?.[other])) continue;
        const message = `stands twice in ${language}: “${shown(side.text)}”`;
        const place = placeIn(side, 0, side.text.length);
        found.set(row, draft("repeated", "error", [language], message, [place], { [language]: [side.letters] }));
      }
    }
  });
  return found;
}
