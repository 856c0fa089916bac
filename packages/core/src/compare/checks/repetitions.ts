import { sentences } from "../../language/sentences/sentences.ts";
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

function repeatedIn({ text, language }: SideText): { start: number; end: number } | undefined {
  const seen = new Set<string>();
  for (const span of sentences(text, language)) {
    const letters = lettersOf(text.slice(span.start, span.end));
    if (isLong(letters) && seen.has(letters)) return span;
    seen.add(letters);
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
