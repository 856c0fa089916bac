import { languageCode } from "../../language/profile.ts";
import type { Span } from "../../language/span.ts";
import { wordPlaces } from "../../language/words.ts";
import { folded } from "../text/normal.ts";

/** A word of a text, and where it stands: UTF-16 code units. */
export interface Word extends Span {
  /** What forms of it have in common. */
  readonly key: string;
}

/** A sequence of words that tells the texts that have something from those that have not. */
export interface Sequence {
  /** The keys of its words, spaces between. */
  readonly key: string;
  readonly words: readonly string[];
  /** Texts of either kind that hold it. */
  readonly having: number;
  readonly lacking: number;
  /** The log-likelihood ratio of the one against the other, in nats (Dunning 1993); above 0. */
  readonly score: number;
}

/** A sequence has at most so many words. */
const MAX_WORDS = 20;
/** Forms of a word begin alike: with all but its last letters, within bounds. Cyrillic endings are longer. */
const MIN_STEM_LETTERS = 4;
const STEMS = { other: { ending: 2, most: 8 }, cyrillic: { ending: 3, most: 6 } } as const;
/** Elision; what Arabic writes as one with a word, `و` also before one without an article. */
const PROCLITICS =
  /^(?:\p{L}{1,2}'(?=\p{L}{3})|(?:(?:[وف]?[بكل]?ال|[وف]?لل)(?=\p{Script=Arabic}{3}))?(?:و(?=\p{Script=Arabic}{3}))?)/u;
const HAN = /\p{Script=Han}/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const SPACED_WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u0640]*(?:['’.][\p{L}\p{N}][\p{L}\p{N}\p{M}\u0640]*)*/gu;
/** Words that are in more of the texts only join others: of so many letters at the most, the shortest first. */
const COMMON = [
  { letters: 3, share: 0.12 },
  { letters: 4, share: 0.35 },
  { letters: Number.POSITIVE_INFINITY, share: 0.45 },
] as const;
const COMMON_HAN_SHARE = 0.7;

/** What sequences are made of: words, but Chinese characters one by one, for a dictionary cuts one phrase now so and now so. */
export function charactersOf(words: readonly Word[]): readonly Word[] {
  if (!words.some(({ key }) => HAN.test(key))) return words;
  return words.flatMap((word): readonly Word[] => {
    if (!HAN.test(word.key)) return [word];
    let at = word.start;
    return [...word.key].map((key) => {
      at += key.length;
      return { key, start: at - key.length, end: at };
    });
  });
}

/** Words of a text, in Chinese those of a dictionary. */
export function wordsIn(text: string, language: string): Word[] {
  if (UNSPACED.test(text))
    return wordPlaces(text, languageCode(language)).map(({ start, end }) => {
      const word = text.slice(start, end);
      return { key: HAN.test(word) ? word : keyOf(word), start, end };
    });
  // As Unicode cuts them, and several times as fast.
  return [...text.matchAll(SPACED_WORD)].map(({ 0: word, index: start }) => ({
    key: keyOf(word),
    start,
    end: start + word.length,
  }));
}

/** The keys of words that were met: the same ones stand in most texts. */
const keys = new Map<string, string>();
const MAX_KEYS = 20_000;

function keyOf(word: string): string {
  let key = keys.get(word);
  if (key === undefined) {
    key = stemOf(folded(word));
    if (keys.size >= MAX_KEYS) keys.clear();
    keys.set(word, key);
  }
  return key;
}

function stemOf(word: string): string {
  const bare = word.replace(PROCLITICS, "");
  const { ending, most } = STEMS[CYRILLIC.test(bare) ? "cyrillic" : "other"];
  return bare.slice(0, Math.min(most, Math.max(MIN_STEM_LETTERS, bare.length - ending)));
}

/** Whether a word, by its key, only joins others. */
export type IsCommon = (key: string) => boolean;

/** Tells words that only join others: those that are in very many texts, and short ones that are in many. */
export function commonWords(texts: readonly (readonly Word[])[]): IsCommon {
  const met = new Map<string, { count: number; letters: number; last: number }>();
  for (const [at, text] of texts.entries())
    for (const { key, start, end } of text) {
      const known = met.get(key) ?? { count: 0, letters: end - start, last: -1 };
      if (known.last < 0) met.set(key, known);
      if (known.last !== at) known.count++;
      known.last = at;
      known.letters = Math.min(known.letters, end - start);
    }
  return (key) => {
    const { count, letters } = met.get(key) ?? { count: 0, letters: 0 };
    const share = (count - 1) / texts.length;
    return share > (HAN.test(key) ? COMMON_HAN_SHARE : COMMON.find((one) => letters <= one.letters)!.share);
  };
}

/**
 * The sequences that at least `least` of some texts hold, and more of them than of the others; the strongest first, of equals
 * the longer one. Sequences grow word by word, and only those that are frequent enough grow (Agrawal and Srikant 1994).
 *
 * @param most words of the longest
 */
export function tellingSequences(
  having: readonly (readonly Word[])[],
  lacking: readonly (readonly Word[])[],
  least: number,
  most = MAX_WORDS,
): Sequence[] {
  const own = grown(having, most, (count) => count >= least);
  const theirs = grown(lacking, most, (_, key) => own.has(key));
  const found: Sequence[] = [];
  for (const [key, count] of own) {
    const score = likelihoodRatio([count, having.length], [theirs.get(key) ?? 0, lacking.length]);
    if (score > 0) found.push({ key, words: key.split(" "), having: count, lacking: theirs.get(key) ?? 0, score });
  }
  return found.sort((a, b) => b.score - a.score || b.words.length - a.words.length || (a.key < b.key ? -1 : 1));
}

/** How many of some texts hold each sequence that is accepted, and of which all beginnings are. */
function grown(
  texts: readonly (readonly Word[])[],
  most: number,
  accepts: (count: number, key: string) => boolean,
): Map<string, number> {
  const found = new Map<string, number>();
  /** Of each text where sequences of the last length begin, and their keys. */
  let before: readonly Begun[] = texts.map((words) => ({
    places: words.map((_, at) => at),
    keys: words.map(() => ""),
  }));
  for (let length = 1; length <= most && before.some(({ places }) => places.length > 0); length++) {
    /** Of each sequence in how many texts it is, and the last of them. */
    const counts = new Map<string, { count: number; last: number }>();
    const longer = before.map((begun, text) => {
      const next = lengthened(begun, texts[text]!, length - 1);
      for (const key of next.keys) {
        const known = counts.get(key);
        if (!known) counts.set(key, { count: 1, last: text });
        else if (known.last !== text) {
          known.count++;
          known.last = text;
        }
      }
      return next;
    });
    for (const [key, { count }] of counts) if (accepts(count, key)) found.set(key, count);
    before = longer.map(({ places, keys }) => {
      const goesOn = keys.map((key) => found.has(key));
      return { places: places.filter((_, at) => goesOn[at]), keys: keys.filter((_, at) => goesOn[at]) };
    });
  }
  return found;
}

/** Where sequences of one length begin in a text, and their keys. */
interface Begun {
  readonly places: readonly number[];
  readonly keys: readonly string[];
}

/** The same, longer by the word `more` words behind their first. */
function lengthened({ places, keys }: Begun, words: readonly Word[], more: number): Begun {
  const longer: { places: number[]; keys: string[] } = { places: [], keys: [] };
  for (let at = 0; at < places.length; at++) {
    const word = words[places[at]! + more];
    if (!word) continue;
    longer.places.push(places[at]!);
    longer.keys.push(more === 0 ? word.key : `${keys[at]} ${word.key}`);
  }
  return longer;
}

/** How far a share, a of m, is from another, b of n, in nats; 0 where it is not the larger one. */
export function likelihoodRatio([a, m]: readonly [number, number], [b, n]: readonly [number, number]): number {
  if (a * n <= b * m) return 0;
  const share = (a + b) / (m + n);
  const term = (count: number, total: number): number => (count === 0 ? 0 : count * Math.log(count / (total * share)));
  const rest = (count: number, total: number): number =>
    count === total ? 0 : (total - count) * Math.log((total - count) / (total * (1 - share)));
  return term(a, m) + rest(a, m) + term(b, n) + rest(b, n);
}

/**
 * Where a sequence stands among the words of a text; none overlaps the one before.
 *
 * @param joins says whether two words, by the end of the one and the start of the other, belong together
 */
export function placesOfSequence(
  words: readonly Word[],
  sequence: readonly string[],
  joins: (from: number, to: number) => boolean,
): Span[] {
  const places: Span[] = [];
  for (let at = 0; at + sequence.length <= words.length; at++) {
    if (
      !sequence.every(
        (key, more) =>
          words[at + more]!.key === key && (more === 0 || joins(words[at + more - 1]!.end, words[at + more]!.start)),
      )
    )
      continue;
    places.push({ start: words[at]!.start, end: words[at + sequence.length - 1]!.end });
    at += sequence.length - 1;
  }
  return places;
}
