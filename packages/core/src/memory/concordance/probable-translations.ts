import type { Kysely } from "kysely";
import { opensSentences } from "../../language/sentences/opening-words.ts";
import type { Span } from "../../language/span.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { variantKeys } from "../rows/variant-keys.ts";
import { type Comparing, type Phrase, placesOf, stands } from "../text/places.ts";
import { kinMarks, unelided } from "./kin-marks.ts";
import { linkedMarks } from "./linked-marks.ts";
import { renderingsOf } from "./renderings.ts";
import { type Sample, sampleOf } from "./sample.ts";
import { type CutPair, marksOf } from "./translation-marks.ts";
import { textsOf, type UnitText, type UnitTexts } from "./unit-texts.ts";
import { wholePlaces } from "./whole-places.ts";
import { linkWords, type PairLinks } from "./word-links.ts";
import { type Word, wordsIn } from "./word-sequences.ts";

/** Units with the phrase that are learnt from; beside others, see sample.ts. */
const MAX_HITS = 100;

const LETTER = /\p{L}/u;
const ONE_CHARACTER = /^\p{Script=Han}$/u;

/** What was searched for. */
export interface Searched {
  readonly phrase: Phrase;
  readonly comparing: Comparing;
  /** Keys of the variants that were searched. */
  readonly keys: readonly string[];
  /** Units that hold it, in order, and how many of them are shown. */
  readonly found: readonly number[];
  readonly shown: number;
}

/** A unit's text and one of its translations. */
interface Pair extends CutPair {
  readonly unit: number;
  readonly key: string;
}

/**
 * Where the translations of a phrase probably stand in a language: places by unit and key of variant. What is marked is to be
 * right; where that is not likely, nothing is.
 *
 * A rendering is a sequence of words, or forms of them, that tells the translations of units with the phrase from others best, with
 * no second that does nearly as well, and whose words are linked to those of the phrase, and to no others (rendering-links.ts). A
 * phrase may have several. Where none of them stands, the links of words tell, where they are sure (linked-marks.ts); and where these
 * say nothing either, words that are alike in both languages (kin-marks.ts).
 *
 * @param tag the language; all variants of it are looked at
 */
export async function probableTranslations(
  db: Kysely<Tables>,
  engine: Engine,
  searched: Searched,
  tag: string,
): Promise<ReadonlyMap<number, Readonly<Record<string, readonly Span[]>>>> {
  const targets = await variantKeys(db, tag);
  const languages = [...new Set([...searched.keys, ...targets])];
  const asked = { db, engine };
  const sample = await sampleOf(asked, searched.keys, targets);
  const learnt = new Map<string, Pair>();
  const hits = await textsOf(asked, languages, searched.found.slice(0, Math.max(MAX_HITS, searched.shown)));
  for (const units of [hits, sample.units])
    for (const pair of pairsOf(units, searched, targets)) learnt.set(`${pair.unit} ${pair.key}`, pair);
  const pairs = [...learnt.values()];
  const marks = new Map<number, Record<string, readonly Span[]>>();
  for (const [{ unit, key, target }, places] of markedIn(pairs, sample, searched))
    marks.set(unit, { ...marks.get(unit), [key]: places.map((place) => unelided(target, place)) });
  return marks;
}

/** The places that are marked, in pairs that have some. */
function markedIn(
  pairs: readonly Pair[],
  sample: Sample,
  { phrase: { written }, keys }: Searched,
): ReadonlyMap<Pair, readonly Span[]> {
  const phrase = wordsIn(written, keys[0] as string);
  const hits = pairs.filter(({ isHit }) => isHit);
  if (hits.length === 0 || opensSentences(written, keys[0] as string)) return new Map();
  const links = linksOf(hits, sample);
  const renderings = saysTooLittle(phrase, sample) ? [] : renderingsOf(pairs, links, sample.common);
  const marks = new Map<Pair, readonly Span[]>();
  const add = (found: (pair: Pair) => readonly Span[] | undefined): void => {
    for (const pair of hits) {
      const places = marks.has(pair) ? undefined : found(pair);
      if (places && places.length > 0) marks.set(pair, places);
    }
  };
  add(({ target }) => marksOf(target, renderings));
  const linked = linkedMarks(pairs, phrase, links, sample.common);
  add((pair) => linked.get(pair));
  const kin = kinMarks(
    hits.filter((pair) => !marks.has(pair)),
    pairs,
  );
  add((pair) => kin.get(pair));
  return marks;
}

/** Whether a phrase is made of numbers and what only joins words, or of one Chinese character. */
function saysTooLittle(phrase: readonly Word[], { common: [isCommon] }: Sample): boolean {
  return (
    phrase.every(({ key }) => isCommon(key) || !LETTER.test(key)) ||
    ONE_CHARACTER.test(phrase.map(({ key }) => key).join(""))
  );
}

/** The links of words in pairs with the phrase: those of the sample, and others in their light. */
function linksOf(hits: readonly Pair[], sample: Sample): ReadonlyMap<CutPair, PairLinks> {
  const links = new Map<CutPair, PairLinks>();
  const others: Pair[] = [];
  for (const pair of hits) {
    const known = sample.linksOf(pair.source, pair.target);
    if (known) links.set(pair, known);
    else others.push(pair);
  }
  for (const [pair, own] of linkWords(others, sample.counts)) links.set(pair, own);
  return links;
}

/**
 * The texts of units that hold the phrase or not, each with its translations; not those that only hold it as a part of a word: "formation"
 * in "information".
 */
function pairsOf(
  units: readonly UnitTexts[],
  { phrase, comparing, keys }: Searched,
  targets: readonly string[],
): Pair[] {
  const pairs: Pair[] = [];
  for (const { unit, texts } of units) {
    const isAsked = (own: UnitText): boolean => stands(own.text, phrase, comparing, own.folded());
    const sources = texts.filter(({ language }) => keys.includes(language));
    const source = sources.find(isAsked) ?? sources[0];
    if (!source) continue;
    const isHit = isAsked(source);
    const cut = source.cut();
    const places = isHit ? wholePlaces(cut, placesOf(source.text, phrase, comparing)) : [];
    if (isHit && places.length === 0) continue;
    for (const own of texts)
      if (targets.includes(own.language) && own.language !== source.language)
        pairs.push({ unit, key: own.language, source: cut, target: own.cut(), places, isHit });
  }
  return pairs;
}
