import { type Kysely, sql } from "kysely";
import { opensSentences } from "../../language/sentences/opening-words.ts";
import type { Span } from "../../language/span.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { unitsWithPhrases } from "../phrases/phrase-search.ts";
import { variantKeys } from "../rows/variant-keys.ts";
import { type Comparing, type Phrase, phraseOf, placesOf, stands } from "../text/places.ts";
import { kinMarks, unelided } from "./kin-marks.ts";
import { linkedMarks } from "./linked-marks.ts";
import { type CutPair, isMutual, isWhole, marksOf, placesIn, strongestRendering } from "./translation-marks.ts";
import { sampleOf, textsOf, type UnitText, type UnitTexts } from "./unit-texts.ts";
import { charactersOf, type Sequence, wordsIn } from "./word-sequences.ts";

/** Units that are learnt from: those with the phrase, those with a rendering; beside others, see unit-texts.ts. */
const MAX_HITS = 150;
const MAX_RENDERED = 100;
/** Different texts with the phrase of which the translations hold a rendering: the same text again says nothing more. */
const MIN_TEXTS = 3;
/** Renderings of one phrase that are looked for. */
const MAX_RENDERINGS = 3;

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
 * no second that does nearly as well; that units hold which mostly hold the phrase; which the phrase in its turn tells best;
 * and of which no word translates a word beside the phrase, nor the other way round. A phrase may have several. Where there is none,
 * the links of words tell, where they are sure (linked-marks.ts); and where these say nothing either, words that are alike in both
 * languages (kin-marks.ts).
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
  const pairs = new Map<string, Pair>();
  const languages = [...new Set([...searched.keys, ...targets])];
  const learn = (units: readonly UnitTexts[]): void => {
    for (const pair of pairsOf(units, searched, targets)) pairs.set(`${pair.unit} ${pair.key}`, pair);
  };
  learn(await textsOf({ db, engine }, languages, searched.found.slice(0, Math.max(MAX_HITS, searched.shown))));
  learn(await sampleOf({ db, engine }, languages, targets));
  const phrase = charactersOf(wordsIn(searched.phrase.written, searched.keys[0] as string));
  const renderings: Sequence[] = [];
  while (renderings.length < MAX_RENDERINGS) {
    const rendering = strongestRendering([...pairs.values()], renderings);
    if (!rendering) break;
    // All that speaks against it, too.
    for (const key of targets) {
      const units = await unitsWith(db, engine, rendering, [...pairs.values()], key);
      learn(await textsOf({ db, engine }, languages, units));
    }
    const all = [...pairs.values()];
    const isStill = strongestRendering(all, renderings)?.key === rendering.key;
    const texts = new Set(
      all.flatMap(({ isHit, source, target }) =>
        isHit && placesIn(target, rendering.words).length > 0 ? [source.text] : [],
      ),
    );
    if (texts.size < MIN_TEXTS) break;
    if (!isStill || !isMutual(rendering, all, phrase) || !isWhole(rendering, all)) break;
    renderings.push(rendering);
  }
  const marks = new Map<number, Record<string, readonly Span[]>>();
  const isTelling = !opensSentences(searched.phrase.written, searched.keys[0] as string);
  const all = [...pairs.values()];
  const linked = renderings.length === 0 && isTelling ? linkedMarks(all, phrase) : undefined;
  const learnt = all.map((pair) =>
    linked ? (linked.get(pair) ?? []) : pair.isHit ? marksOf(pair.target, renderings) : [],
  );
  const unmarked = isTelling ? all.filter(({ isHit }, at) => isHit && learnt[at]!.length === 0) : [];
  const kin = kinMarks(unmarked, all);
  for (const [at, pair] of all.entries()) {
    const { unit, key, target } = pair;
    const places = learnt[at]!.length > 0 ? learnt[at]! : (kin.get(pair) ?? []);
    if (places.length > 0)
      marks.set(unit, { ...marks.get(unit), [key]: places.map((place) => unelided(target, place)) });
  }
  return marks;
}

/** Units that hold a rendering, by the form of it that is met first. */
async function unitsWith(
  db: Kysely<Tables>,
  engine: Engine,
  { words }: Sequence,
  pairs: readonly Pair[],
  language: string,
): Promise<number[]> {
  for (const { target, isHit } of pairs) {
    const [place] = isHit ? placesIn(target, words) : [];
    if (!place) continue;
    return unitsWithPhrases(db, engine, {
      language,
      phrases: [phraseOf(target.text.slice(place.start, place.end))],
      conditions: [sql<boolean>`true`],
      limit: MAX_RENDERED,
    });
  }
  return [];
}

/** The texts of units that hold the phrase or not, each with its translations. */
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
    const places = isHit ? placesOf(source.text, phrase, comparing) : [];
    for (const own of texts)
      if (targets.includes(own.language) && own.language !== source.language)
        pairs.push({ unit, key: own.language, source: cut, target: own.cut(), places, isHit });
  }
  return pairs;
}
