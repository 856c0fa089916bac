import { isPhraseWord, type TermWord, termWords } from "./term-words.ts";

/** The phrases that recur in the texts of one language. A phrase is the keys of its words, with spaces between. */
export interface Phrases {
  readonly language: string;
  readonly words: readonly (readonly TermWord[])[];
  /** How often each phrase stands in each row, by phrase: no row without it. */
  readonly byPhrase: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** How often it stands in all rows. */
  readonly times: ReadonlyMap<string, number>;
  /** How often phrases of two words and more stand in each row. */
  readonly byRow: readonly ReadonlyMap<string, number>[];
}

/** A phrase has up to so many words. */
const MAX_WORDS = 4;
/** A phrase of fewer rows has no usual rendering. */
export const MIN_ROWS = 5;

/** The phrases of rows that recur in at least {@link MIN_ROWS} of them. @param teaches rows that are looked at */
export function recurringPhrases(texts: readonly string[], language: string, teaches: readonly boolean[]): Phrases {
  const keys = new Map<string, string>();
  const words = texts.map((text, row) => (teaches[row] ? termWords(text, language, keys) : []));
  const byPhrase = new Map<string, ReadonlyMap<number, number>>();
  const times = new Map<string, number>();
  const byRow = words.map(() => new Map<string, number>());
  let phrases: PhraseAt[][] = words.map((own) =>
    own.map((word) => (isPhraseWord(word, language) ? word.key : undefined)),
  );
  for (let size = 1; size <= MAX_WORDS; size++) {
    if (size > 1) phrases = phrases.map((own, row) => longer(own, words[row]!, size));
    const recurring = counted(phrases);
    for (const [phrase, rows] of recurring) {
      byPhrase.set(phrase, rows);
      let sum = 0;
      for (const [row, many] of rows) {
        if (size > 1) byRow[row]!.set(phrase, many);
        sum += many;
      }
      times.set(phrase, sum);
    }
    // A phrase recurs no oftener than its parts.
    phrases = phrases.map((own) => own.map((phrase) => (phrase && recurring.has(phrase) ? phrase : undefined)));
  }
  return { language, words, byPhrase, times, byRow };
}

/** The phrase that begins at a word, if it recurs. */
type PhraseAt = string | undefined;

/** Phrases of one word more, where both that they overlap recur. */
function longer(phrases: readonly PhraseAt[], words: readonly TermWord[], size: number): PhraseAt[] {
  return phrases.map((phrase, at) => {
    const last = words[at + size - 1];
    return phrase && phrases[at + 1] && last && !last.isCut ? `${phrase} ${last.key}` : undefined;
  });
}

/** How often phrases stand in each row, of those that recur. */
function counted(phrases: readonly (readonly PhraseAt[])[]): Map<string, Map<number, number>> {
  const counts = new Map<string, Map<number, number>>();
  phrases.forEach((own, row) => {
    for (const phrase of own) {
      if (!phrase) continue;
      let times = counts.get(phrase);
      if (!times) {
        times = new Map();
        counts.set(phrase, times);
      }
      times.set(row, (times.get(row) ?? 0) + 1);
    }
  });
  for (const [phrase, rows] of counts) if (rows.size < MIN_ROWS) counts.delete(phrase);
  return counts;
}

/** A phrase is a part of a longer one that stands in this share of its rows. */
const MIN_LONGER_SHARE = 0.7;

/** For each phrase the longer ones that it is usually a part of. */
export function longerPhrases({ byPhrase }: Phrases): ReadonlyMap<string, readonly string[]> {
  const longer = new Map<string, string[]>();
  for (const [phrase, rows] of byPhrase) {
    const [first, last] = [phrase.indexOf(" "), phrase.lastIndexOf(" ")];
    if (first < 0) continue;
    for (const part of [phrase.slice(0, last), phrase.slice(first + 1)]) {
      if (rows.size < MIN_LONGER_SHARE * byPhrase.get(part)!.size) continue;
      const own = longer.get(part);
      if (own) own.push(phrase);
      else longer.set(part, [phrase]);
    }
  }
  return longer;
}

/** Where a phrase stands among the words of a text: the indices of its first words. */
export function placesOf(keys: readonly string[], words: readonly TermWord[]): number[] {
  const places: number[] = [];
  for (let at = 0; at + keys.length <= words.length; at++)
    if (keys.every((key, n) => words[at + n]!.key === key && (n === 0 || !words[at + n]!.isCut))) places.push(at);
  return places;
}
