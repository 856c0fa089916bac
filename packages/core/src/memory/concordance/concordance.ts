/**
 * Room concordance: where a phrase, or a part of a text, was translated. In: phrases, or a text. Out: units with the places
 * of what was asked, and probable translations (probable-translations.ts). Imports language, text, database, phrases, and the
 * units of rows.
 *
 * @module
 */

import { type Kysely, type RawBuilder, sql } from "kysely";
import { contentOf } from "../database/content.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { unitsWithPhrases } from "../phrases/phrase-search.ts";
import { identified, isFrom, meets, type Origins, setsNamed } from "../rows/origins.ts";
import { PAGE_LIMIT, unitsBetween, unitsById } from "../rows/units.ts";
import { nearestFirst, variantKeys } from "../rows/variant-keys.ts";
import type { ConcordanceHit, ConcordancePage } from "../stored.ts";
import { folded } from "../text/normal.ts";
import {
  type ArabicSpelling,
  type Comparing,
  isSpeltOtherwise,
  merged,
  type Phrase,
  type PhrasePlace,
  phraseOf,
  placesOf,
} from "../text/places.ts";
import { type Narrowing, narrowing } from "./conditions.ts";
import { probableTranslations } from "./probable-translations.ts";

/** Which hits of a concordance are asked for. */
export interface ConcordanceOptions extends Narrowing {
  /** `phrase`, the words as they stand, or `words`, all of them in any order; the first if left out. */
  readonly match?: "phrase" | "words";
  /** Whether case, accents and width count. */
  readonly exact?: boolean;
  /** Whether the phrase, or each of the words, has to begin a word or to be whole words; `anywhere` if left out. */
  readonly place?: PhrasePlace;
  /** Whether vowel signs, the seat of hamza, final ya and ta marbuta count; `loose` if left out: they do not. */
  readonly arabic?: ArabicSpelling;
  /** A phrase that the translation has to hold, too. */
  readonly translated?: { readonly language: string; readonly phrase: string };
  /** Those from these come first, then the others. */
  readonly prefer?: Origins;
  /** Languages in which the phrase's probable translation is marked, in all their variants; of a question that counts words none is. */
  readonly mark?: readonly string[];
  /** Only those behind the unit of this id: `next` of the page before. */
  readonly after?: number;
  /** 1..{@link PAGE_LIMIT}; 50 if left out. */
  readonly limit?: number;
}

/** Hits are counted up to this number: counting them all would cost more than finding them. */
const MAX_COUNTED_HITS = 1000;
const ALL = [0, Number.POSITIVE_INFINITY] as const;
/** Words of a question that counts words; others are not asked for. */
const MAX_WORDS = 20;

/**
 * Every unit in which a phrase occurs, folded as {@link folded} says: in the order in which units were taken in, those that are
 * preferred first. Pages follow each other by unit, so that none is shown twice or passed over if the memory changes meanwhile.
 *
 * @throws {RangeError} for a tag that is none
 */
export async function concordance(
  db: Kysely<Tables>,
  engine: Engine,
  phrase: string,
  language: string,
  asked: ConcordanceOptions = {},
): Promise<ConcordancePage> {
  const options = await withSetIds(db, asked);
  const { limit = 50, exact: isExact = false, place = "anywhere", arabic = "loose" } = options;
  const phrases = phrasesOf(phrase, options.match);
  const within = options.documentSet === undefined ? ALL : await unitsBetween(db, contentOf(options.documentSet));
  if (phrases.length === 0 || !within) return { hits: [], total: 0, more: false };
  const comparing = { isExact, place, arabic };
  const keys = await variantKeys(db, language);
  const { found, byKey } = await unitsFound(db, engine, { phrases, ...comparing, keys, options, within });
  const total = Math.min(found.length, MAX_COUNTED_HITS);
  const page = found.slice(0, Math.min(limit, PAGE_LIMIT));
  const units = await unitsById(db, page);
  const [only] = phrases.length === 1 ? phrases : [];
  const searched = only && { phrase: only, comparing, keys, found, shown: page.length };
  const marks = searched
    ? await Promise.all((options.mark ?? []).map((tag) => probableTranslations(db, engine, searched, tag)))
    : [];
  return {
    hits: units.map((unit) => {
      const holding = keys.filter((_, of) => byKey[of]?.includes(unit.id));
      const [key = keys[0] as string] = nearestFirst(unit, holding, language);
      return {
        unit,
        ...(key !== keys[0] && { variant: key }),
        ...standing(unit.variants[key] ?? "", phrases, comparing),
        ...(options.mark && { translations: Object.assign({}, ...marks.map((own) => own.get(unit.id))) }),
      };
    }),
    total,
    more: found.length > total,
    ...(page.length < found.length && { next: page.at(-1) as number }),
  };
}

/** What is looked for: a phrase, or each of its words. */
const phrasesOf = (phrase: string, match: ConcordanceOptions["match"] = "phrase"): Phrase[] =>
  (match === "phrase" ? [phrase] : phrase.split(/\s+/u).slice(0, MAX_WORDS))
    .map(phraseOf)
    .filter(({ folded }) => folded !== "");

/** What is searched: phrases, in the variants of some keys. */
interface Search extends Comparing {
  readonly phrases: readonly Phrase[];
  readonly keys: readonly string[];
  readonly options: ConcordanceOptions;
  /** The units of the document set that is asked for, or all. */
  readonly within: readonly [first: number, last: number];
}

/** The units that hold the phrases, in order, and those of each key; both as far as hits are counted, and one more. */
async function unitsFound(
  db: Kysely<Tables>,
  engine: Engine,
  { phrases, keys, options, within, ...comparing }: Search,
): Promise<{ readonly found: readonly number[]; readonly byKey: readonly (readonly number[])[] }> {
  const { translated } = options;
  const other = translated && {
    keys: await variantKeys(db, translated.language),
    phrase: folded(translated.phrase),
  };
  const query = { phrases, ...comparing, ...(other && { translated: other }), limit: MAX_COUNTED_HITS + 1 };
  const byStretch = await Promise.all(
    (await stretchesOf(db, options, within)).map((stretch) =>
      Promise.all(keys.map((language) => unitsWithPhrases(db, engine, { ...query, ...stretch, language }))),
    ),
  );
  return {
    found: byStretch.flatMap(inOrder).slice(0, MAX_COUNTED_HITS + 1),
    byKey: keys.map((_, of) => byStretch.flatMap((lists) => lists[of] ?? [])),
  };
}

/** Where phrases stand in a text of a unit that holds them. */
const standing = (
  text: string,
  phrases: readonly Phrase[],
  comparing: Comparing,
): Pick<ConcordanceHit, "places" | "speltOtherwise"> => ({
  places: merged(phrases.flatMap((own) => placesOf(text, own, comparing))),
  ...(phrases.some((own) => isSpeltOtherwise(text, own, comparing)) && { speltOtherwise: true }),
});

/** What is asked, with the ids of the document sets that it names. */
async function withSetIds(db: Kysely<Tables>, options: ConcordanceOptions): Promise<ConcordanceOptions> {
  const { documentSet, leaveOut, prefer, memories } = options;
  const [id] = documentSet === undefined ? [] : await setsNamed(db, [documentSet], memories);
  const [leftOut, first] = [await identified(db, leaveOut, memories), await identified(db, prefer, memories)];
  return {
    ...options,
    ...(id !== undefined && { documentSet: id }),
    ...(leftOut && { leaveOut: leftOut }),
    ...(first && { prefer: first }),
  };
}

/** A part of the hits, in which units ascend. */
interface Stretch {
  readonly conditions: readonly RawBuilder<boolean>[];
  readonly between: readonly [first: number, last: number];
}

/** What is searched one after the other: what is preferred, then the rest; without what the pages before have shown. */
async function stretchesOf(
  db: Kysely<Tables>,
  options: ConcordanceOptions,
  [first, last]: readonly [first: number, last: number],
): Promise<Stretch[]> {
  const { prefer, after = 0 } = options;
  const conditions = narrowing(options);
  const behind = [Math.max(first, after + 1), last] as const;
  const preferred = prefer && isFrom(prefer);
  if (!preferred) return [{ conditions, between: behind }];
  const others = [...conditions, sql<boolean>`not ${preferred}`];
  if (after > 0 && !(await meets(db, after, preferred))) return [{ conditions: others, between: behind }];
  return [
    { conditions: [...conditions, preferred], between: behind },
    { conditions: others, between: [first, last] },
  ];
}

/** Lists of ascending units as one, as far as each is known. */
function inOrder(lists: readonly (readonly number[])[]): readonly number[] {
  const [first = []] = lists;
  if (lists.length === 1) return first;
  return [...new Set(lists.flat())].sort((a, b) => a - b).slice(0, MAX_COUNTED_HITS + 1);
}
