import { languageCode } from "../../language/profile.ts";
import type { Span } from "../../language/span.ts";
import { wordPlaces } from "../../language/words.ts";
import { folded } from "../text/normal.ts";

/** A phrase of the translation has at most so many words. */
const MAX_WORDS = 8;
/** A phrase is met in at least two hits, and in this share of them. */
const MIN_HITS = 2;
const MIN_SHARE = 0.15;
/** And so many times as often as in other texts, which are taken to have it this often more than they do. */
const MIN_RATIO = 6;
const SMOOTHING = 2;
/** Of the strongest phrase's score, at least this: what is weaker is some hit's own, and no translation. */
const MIN_STRENGTH = 0.25;

/**
 * Where the translations of a phrase probably stand: in each text that translates a unit with the phrase, the sequence of
 * words that is met in such texts most, and most more often than in others (the log-likelihood of its occurrences against
 * theirs; of equals the longer one). Where nothing stands out, nothing is marked.
 *
 * @param hits translations of the units in which the phrase occurs, in one language
 * @param others texts in that language that translate other units: what is common in them says nothing
 * @returns places for each hit, in order
 */
export function probableTranslations(
  hits: readonly string[],
  others: readonly string[],
  language: string,
): readonly (readonly Span[])[] {
  const cut = hits.map((text) => wordsAt(text, language));
  const found = new Map<string, number>();
  const perHit = cut.map((words) => sequences(words));
  for (const own of perHit) for (const key of own.keys()) found.set(key, (found.get(key) ?? 0) + 1);
  const least = Math.max(MIN_HITS, MIN_SHARE * hits.length);
  const candidates = new Map([...found].filter(([, count]) => count >= least));
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
  return perHit.map((own) => {
    let best: string | undefined;
    for (const key of own.keys()) {
      const score = scores.get(key);
      if (score === undefined || score < MIN_STRENGTH * strongest) continue;
      const most = best === undefined ? -Infinity : (scores.get(best) as number);
      if (score > most + 1e-9 || (score > most - 1e-9 && key.length > (best ?? "").length)) best = key;
    }
    return best === undefined ? [] : (own.get(best) ?? []);
  });
}

interface Word extends Span {
  readonly key: string;
}

const HAN = /\p{Script=Han}/u;

/** Words as they are compared; each Chinese character is one, for a dictionary cuts the same phrase now so and now so. */
function wordsAt(text: string, language: string): Word[] {
  return wordPlaces(text, languageCode(language)).flatMap(({ start, end }): Word[] => {
    const word = text.slice(start, end);
    if (!HAN.test(word)) return [{ key: folded(word), start, end }];
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
