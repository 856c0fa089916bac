import { languageProfile } from "../../language/profile.ts";
import type { PairWords } from "../coverage/pair-words.ts";
import type { PairTexts } from "../coverage/row-texts.ts";
import { accompanied, asWritten, type Lack, type StandIn, termPlaces, timesDue, timesOf } from "./lack.ts";
import { placesOf } from "./phrases.ts";
import { areAlike, isPhraseWord, isTermWord, type TermWord } from "./term-words.ts";

/** Nothing may be left of the rendering of a term of so many rows. */
const MIN_AGREEING = 8;
/** A word of the term is said elsewhere in the row if it is so much likelier, given what else stands there, than by itself. */
const MAX_SAID_NATS = 1.2;
/** So many words stand for the rendering. */
const WORDS = 2;
/** One of them stands in no more of the rows that have the term. */
const MAX_ACCOMPANIED_SHARE = 0.25;
/** They recur together in no more rows than this. */
const MAX_ROWS = 2;

/** They stand as far from the beginning of their text as the term does from that of its own, but for this share of it … */
const MAX_APART = 0.1;
/** … and less where the rendering stands beside them: one of two mentions may become a pronoun. */
const MAX_APART_BESIDE = 0.03;
/** How well the other side explains them without the term … */
const MAX_NATS = 3.5;
/** … and beside the rendering. */
const MAX_NATS_BESIDE = 1;
/** Evidence of a share of the text that they stand apart, in nats. */
const NATS_APART = 16;

/**
 * What stands for a rendering of which the row has nothing: words that the other side does not explain, where the term stands.
 * Neither does anything else of the row say what the term says.
 */
export function wholeExchange(lack: Lack, texts: PairTexts, pair: PairWords): StandIn | undefined {
  const { from, to, rendering, row } = lack;
  if (rendering.agreeing < MIN_AGREEING || !rendering.isBest || !isGone(lack)) return undefined;
  const words = to.words[row]!;
  const places = placesOf(rendering.rendering, words);
  const isBeside = places.length > 0;
  // Chinese repeats a word where other languages have a pronoun.
  if (isBeside && !languageProfile(from.language).spaced) return undefined;
  const [maxApart, maxNats] = isBeside ? [MAX_APART_BESIDE, MAX_NATS_BESIDE] : [MAX_APART, MAX_NATS];
  const best = likeliest(lack, texts, pair);
  if (!best || best.apart > maxApart || best.nats > maxNats) return undefined;
  const taken = [best.at, ...places].flatMap((at) => words.slice(at, at + Math.max(WORDS, rendering.rendering.length)));
  if (isSaid(lack, pair, taken)) return undefined;
  return { from: best.at, to: best.at + WORDS, isSure: true };
}

/** Whether the row lacks each word of the rendering. */
function isGone(lack: Lack): boolean {
  const { to, rendering, row } = lack;
  const due = timesDue(lack);
  return rendering.rendering.every((key) => !isTermWord({ key }, to.language) || timesOf(key, to.words[row]!) < due);
}

/** Words that may stand for a rendering. */
interface Candidate {
  readonly at: number;
  /** How well the better explained of them is, in nats. */
  readonly nats: number;
  readonly apart: number;
}

/** The neighbours that are explained least and stand nearest to where the term stands. */
function likeliest(lack: Lack, texts: PairTexts, pair: PairWords): Candidate | undefined {
  const { to, row, side } = lack;
  const words = to.words[row]!;
  const terms = termPlaces(lack);
  const explained = pair.explained(row, side, words.map(asWritten), terms.flat().map(asWritten));
  const [own, other] = side === 0 ? texts.rows[row]! : ([...texts.rows[row]!].reverse() as [string, string]);
  const due = terms.map(([first]) => first!.start / other.length);
  let best: (Candidate & { readonly worth: number }) | undefined;
  for (let at = 0; at + WORDS <= words.length; at++) {
    const neighbours = words.slice(at, at + WORDS);
    if (!mayStandFor(neighbours, lack)) continue;
    const nats = explained.slice(at, at + WORDS).map((own) => Math.max(own, -MAX_SAID_NATS));
    const [least, most] = [Math.min(...nats), Math.max(...nats)];
    const apart = Math.min(...due.map((place) => Math.abs(place - words[at]!.start / own.length)));
    const worth = -least - most / 2 - NATS_APART * apart;
    if (worth > (best?.worth ?? Number.NEGATIVE_INFINITY)) best = { at, nats: most, apart, worth };
  }
  return best;
}

/** Whether neighbours are of no other rendering, and no forms of this one. */
function mayStandFor(neighbours: readonly TermWord[], lack: Lack): boolean {
  const { to, rendering } = lack;
  if (neighbours.slice(1).some(({ isCut }) => isCut)) return false;
  if ((to.byPhrase.get(neighbours.map(({ key }) => key).join(" "))?.size ?? 1) > MAX_ROWS) return false;
  const own = neighbours.filter((word) => isTermWord(word, to.language));
  if (own.length === 0 || !neighbours.every((word) => isPhraseWord(word, to.language))) return false;
  if (own.some((word) => rendering.rendering.some((key) => areAlike(key, word.key)))) return false;
  return own.some(({ key }) => accompanied(lack, key) <= MAX_ACCOMPANIED_SHARE * rendering.agreeing);
}

/** Whether something else of the row says what a word of the term says. @param taken what stands for the term */
function isSaid(lack: Lack, pair: PairWords, taken: readonly TermWord[]): boolean {
  const given = lack.side === 0 ? 1 : 0;
  const [term = []] = termPlaces(lack);
  return pair
    .explained(lack.row, given, term.map(asWritten), taken.map(asWritten))
    .some((nats) => nats > MAX_SAID_NATS);
}
