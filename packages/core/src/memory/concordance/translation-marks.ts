import { languageCode } from "../../language/profile.ts";
import type { Span } from "../../language/span.ts";
import { wordPlaces } from "../../language/words.ts";
import { folded } from "../text/normal.ts";

/** A phrase of the translation has at most so many words. */
const MAX_WORDS = 8;
/** A phrase is met in at least two hits, and in this share of them. */
const MIN_HITS = 2;
/** Hits of which this share have the strongest phrase, or a form of it: where fewer have it, it is a guess. */
const MIN_COVERED = 0.7;
const MIN_COVERED_HITS = 3;
/** Words of a translation, for each of the phrase. */
const MAX_WORDS_FACTOR = 2;
/** A word that is in more of the other texts joins others: an article, a preposition. */
const MAX_SHARE_ELSEWHERE = 0.2;
/** Forms of one word begin with so many letters. */
const STEM_LETTERS = 4;
const MIN_SHARE = 0.15;
/** And so many times as often as in other texts, which are taken to have it this often more than they do. */
const MIN_RATIO = 6;
const SMOOTHING = 2;
/** Of the strongest phrase's score, at least this: what is weaker is some hit's own, and no translation. */
const MIN_STRENGTH = 0.25;

/**
 * Where the translations of a phrase probably stand: in each text that translates a unit with the phrase, the sequence of
 * words that is met in such texts most, and most more often than in others (the log-likelihood of its occurrences against
 * theirs; of equals the longer one), or a form of it. A translation has no fewer words than the phrase, those aside that join
 * others, and at most twice as many; no number alone is one.
 * Where nothing stands out in most of the texts, nothing is marked: what is marked is to be right.
 *
 * @param hits translations of the units in which the phrase occurs, in one language
 * @param others texts in that language that translate other units: what is common in them says nothing
 * @param words of the phrase, those aside that join others
 * @returns places for each hit, in order
 */
export function probableTranslations(
  hits: readonly string[],
  others: readonly string[],
  language: string,
  words = 1,
): readonly (readonly Span[])[] {
  const cut = hits.map((text) => wordsAt(text, language));
  const found = new Map<string, number>();
  const perHit = cut.map((own) => sequences(own));
  for (const own of perHit) for (const key of own.keys()) found.set(key, (found.get(key) ?? 0) + 1);
  const least = Math.max(MIN_HITS, MIN_SHARE * hits.length);
  const isCommon = commonWords(others, language);
  const isPhrase = (key: string): boolean => {
    const own = key.split(" ");
    const isUnspaced = HAN.test(key);
    return (
      /\p{L}/u.test(key) &&
      !isCommon(own.at(-1) as string) &&
      own.filter((word) => !isCommon(word)).length >= words &&
      (isUnspaced ? own.length > 1 : own.length <= MAX_WORDS_FACTOR * words)
    );
  };
  const candidates = new Map([...found].filter(([key, count]) => count >= least && isPhrase(key)));
  const elsewhere = new Map<string, number>();
  for (const text of others)
    for (const key of sequences(wordsAt(text, language)).keys())
      if (candidates.has(key)) elsewhere.set(key, (elsewhere.get(key) ?? 0) + 1);
  const scores = new Map<string, number>();
  for (const [key, count] of candidates) {
    const ratio = (count / hits.length) * ((others.length + SMOOTHING) / ((elsewhere.get(key) ?? 0) + SMOOTHING));
    if (ratio >= MIN_RATIO) scores.set(key, count * Math.log(ratio));
  }
  const strongest = Math.max(0, ...scores.values());
  const [model = ""] = [...scores].find(([, score]) => score === strongest) ?? [];
  const stems = stemsOf(model);
  for (const key of scores.keys()) {
    const own = [...stemsOf(key)];
    const shared = own.filter((stem) => stems.has(stem)).length;
    if (shared === 0 || (!HAN.test(key) && shared <= own.length / 2 && key !== model)) scores.delete(key);
  }
  const marked = perHit.map((own) => {
    let best: string | undefined;
    for (const key of own.keys()) {
      const score = scores.get(key);
      if (score === undefined || score < MIN_STRENGTH * strongest) continue;
      const most = best === undefined ? -Infinity : (scores.get(best) as number);
      if (score > most + 1e-9 || (score > most - 1e-9 && key.length > (best ?? "").length)) best = key;
    }
    return best === undefined ? [] : (own.get(best) ?? []);
  });
  const covered = marked.filter((places) => places.length > 0).length;
  return covered >= Math.max(MIN_COVERED_HITS, MIN_COVERED * hits.length) ? marked : hits.map(() => []);
}

/** Tells words that are in so many texts that they only join others. */
function commonWords(texts: readonly string[], language: string): (word: string) => boolean {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const key of new Set(wordsAt(text, language).map(({ key }) => key)))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  return (word) => !HAN.test(word) && (counts.get(word) ?? 0) > MAX_SHARE_ELSEWHERE * texts.length + 1;
}

/** What the long words of a sequence begin with; of Chinese its characters. */
const stemsOf = (key: string): ReadonlySet<string> =>
  new Set(
    key
      .split(" ")
      .filter((word) => HAN.test(word) || word.length >= STEM_LETTERS)
      .map((word) => word.slice(0, STEM_LETTERS)),
  );

interface Word extends Span {
  readonly key: string;
}

const HAN = /\p{Script=Han}/u;

/** A word without its ending and elision, and in Arabic without what is written as one with it: forms of it are met together. */
function stemOf(word: string): string {
  const bare = word.replace(PROCLITICS, "");
  return bare.slice(0, Math.min(STEM_KEY_LETTERS, Math.max(STEM_LETTERS, bare.length - 2)));
}
const PROCLITICS = /^(?:\p{L}{1,2}'(?=\p{L}{3})|(?:[وف]?[بكل]?ال|[وف]?لل)(?=\p{Script=Arabic}{3}))/u;
const STEM_KEY_LETTERS = 6;

/** Words as they are compared; each Chinese character is one, for a dictionary cuts the same phrase now so and now so. */
function wordsAt(text: string, language: string): Word[] {
  return wordPlaces(text, languageCode(language)).flatMap(({ start, end }): Word[] => {
    const word = text.slice(start, end);
    if (!HAN.test(word)) return [{ key: stemOf(folded(word)), start, end }];
    let at = start;
    return [...word].map((key) => {
      at += key.length;
      return { key, start: at - key.length, end: at };
    });
  });
}

/** Every sequence of up to {@link MAX_WORDS} words, with the places where it stands. */
function sequences(words: readonly Word[]): Map<string, Span[]> {
  const found = new Map<string, Span[]>();
  for (let from = 0; from < words.length; from++) {
    let key = "";
    for (let to = from; to < Math.min(words.length, from + MAX_WORDS); to++) {
      key += `${key && " "}${words[to]?.key}`;
      const place = { start: (words[from] as Word).start, end: (words[to] as Word).end };
      const places = found.get(key);
      if (!places) found.set(key, [place]);
      else if (place.start >= (places.at(-1) as Span).end) places.push(place);
    }
  }
  return found;
}
