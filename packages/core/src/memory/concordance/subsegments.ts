import { type Kysely, sql } from "kysely";
import { languageCode } from "../../language/profile.ts";
import type { Span } from "../../language/span.ts";
import { wordPlaces } from "../../language/words.ts";
import type { Engine } from "../database/engine.ts";
import { notRemoved } from "../database/not-removed.ts";
import type { Tables } from "../database/schema.ts";
import { unitsWithPhrases } from "../phrases/phrase-search.ts";
import { identified, isFrom, type Origins } from "../rows/origins.ts";
import { unitsById } from "../rows/units.ts";
import { nearestFirst, variantKeys } from "../rows/variant-keys.ts";
import type { LanguagePair, TranslationUnit } from "../stored.ts";
import { hasWords, textTokens } from "../text/match-tokens.ts";
import { merged, phraseOf } from "../text/places.ts";
import { inMemories, notRejected } from "./conditions.ts";

/** A part of a text that the memory knows, and where it stands in it, in UTF-16 code units. */
export interface Subsegment extends Span {
  readonly text: string;
  /** The first units that hold it, in both languages; at most as many as were asked for. */
  readonly units: readonly TranslationUnit[];
  /** For each of them the key of its variant that is nearest to the language asked for. */
  readonly targets: readonly string[];
}

export interface SubsegmentOptions {
  /** Words of the shortest part, 2 if left out. */
  readonly least?: number;
  /** Units for each part, 1..20; 3 if left out. */
  readonly limit?: number;
  /** Names of the memories to look in; all if left out. */
  readonly memories?: readonly string[];
  /** No units from these. */
  readonly leaveOut?: Origins;
}

/** What the parts of a text are looked up with: the languages, and options. */
export type SubsegmentQuery = LanguagePair & SubsegmentOptions;

/** A part of no more words says something only if all of them do: `préoccupée par`, `du 20` help nobody. */
const FEW_WORDS = 2;
/** Letters of the longest word that as a rule only joins others. */
const MAX_JOINING = 3;
const HAN = /\p{Script=Han}/u;
const SIGN_WITHIN = /[\p{L}\p{N}]\/[\p{L}\p{N}]/u;

/** Words of a text that are looked at: no segment has more. */
const MAX_WORDS = 120;

/**
 * The longest parts of a text that stand in units of the memory that have both languages, the longest first; parts of other
 * parts are left out, and so are parts that say too little, and units whose translation has no word, but numbers, symbols and
 * signs. All variants of both languages are asked. Case, accents and the rest that folding takes away do not count.
 *
 * A part is known only if all that it holds is: both ends are moved forward once, so that a text of n words takes at most 2 n
 * questions.
 *
 * @throws {RangeError} for a tag that is none
 */
export async function subsegments(
  db: Kysely<Tables>,
  engine: Engine,
  text: string,
  { from, to, least = 2, limit = 3, memories, leaveOut }: SubsegmentQuery,
): Promise<Subsegment[]> {
  const [sources, targets] = [await variantKeys(db, from), await variantKeys(db, to)];
  // A number or symbol is one word, and is not cut at its signs.
  const placeables = textTokens(text).filter(({ placeable }) => placeable);
  const words = merged([...wordPlaces(text, languageCode(from)), ...placeables]).slice(0, MAX_WORDS);
  const leftOut = leaveOut && isFrom(await identified(db, leaveOut, memories));
  const conditions = [
    notRemoved,
    notRejected,
    ...(memories ? [inMemories(memories)] : []),
    ...(leftOut ? [sql<boolean>`not ${leftOut}`] : []),
  ];
  const unitsOf = async (start: number, end: number): Promise<number[]> => {
    const written = text.slice((words[start] as Span).start, (words[end - 1] as Span).end);
    const byKey = sources.map((language) =>
      unitsWithPhrases(db, engine, {
        language,
        phrases: [phraseOf(written)],
        conditions,
        translated: { keys: targets, phrase: "" },
        limit,
      }),
    );
    return [...new Set((await Promise.all(byKey)).flat())].sort((a, b) => a - b).slice(0, limit);
  };
  const parts: Subsegment[] = [];
  for (const { start, end, ids } of await knownRuns(words.length, least, unitsOf)) {
    const place = { start: (words[start] as Span).start, end: (words[end - 1] as Span).end };
    const part = text.slice(place.start, place.end);
    const said = words.slice(start, end).map((word) => text.slice(word.start, word.end));
    if (!hasWords(part) || saysTooLittle(said)) continue;
    const offered = (await unitsById(db, ids)).flatMap((unit) => {
      const keys = targets.filter((key) => hasWords(unit.variants[key] ?? ""));
      const [key] = nearestFirst(unit, keys, to);
      return key === undefined ? [] : [{ unit, key }];
    });
    if (offered.length === 0) continue;
    parts.push({
      ...place,
      text: part,
      units: offered.map(({ unit }) => unit),
      targets: offered.map(({ key }) => key),
    });
  }
  return parts.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
}

/** Two words of which one only joins, or is a number; a symbol says enough. */
const saysTooLittle = (words: readonly string[]): boolean =>
  words.length <= FEW_WORDS &&
  !words.some((word) => SIGN_WITHIN.test(word)) &&
  !words.every((word) => HAN.test(word) || (word.match(/\p{L}/gu)?.length ?? 0) > MAX_JOINING);

/** Words that stand in units as they follow each other: from a word to before another. */
interface KnownRun {
  readonly start: number;
  readonly end: number;
  /** Ids of the units, ascending. */
  readonly ids: readonly number[];
}

/**
 * The runs of words that are known and are no part of other such runs, in order. Both ends are moved forward once: what a known run holds
 * is known.
 *
 * @param count of words
 * @param least words of a run
 * @param unitsOf the ids of the units in which a run of words stands
 */
async function knownRuns(
  count: number,
  least: number,
  unitsOf: (start: number, end: number) => Promise<readonly number[]>,
): Promise<KnownRun[]> {
  const runs: KnownRun[] = [];
  let end = 0;
  for (let start = 0; start + least <= count; start++) {
    let ids: readonly number[] = [];
    if (end < start + least) {
      end = start + least;
      ids = await unitsOf(start, end);
      if (ids.length === 0) {
        end--;
        continue;
      }
    }
    const before = end;
    while (end < count) {
      const more = await unitsOf(start, end + 1);
      if (more.length === 0) break;
      ids = more;
      end++;
    }
    // Without another word behind it, it is a part of what began before.
    if (ids.length > 0 && (runs.length === 0 || end > (runs.at(-1)?.end ?? 0) || before < end))
      runs.push({ start, end, ids });
  }
  return runs;
}
