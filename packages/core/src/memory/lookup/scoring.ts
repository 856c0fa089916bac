import { languageCode } from "../../language/profile.ts";
import { variantDistance } from "../../language/variant-distance.ts";
import { editDistance } from "../similarity/edit-distance.ts";
import type { FuzzyHit } from "../similarity/fuzzy-index.ts";
import type { TranslationUnit } from "../stored.ts";
import { hasWords, textTokens } from "../text/match-tokens.ts";
import { exactKey } from "../text/normal.ts";
import type { ArabicSpelling } from "../text/places.ts";
import { strictly } from "./arabic.ts";
import type { Match, Neighbours, Penalties, Penalty } from "./match.ts";
import { repair } from "./repair.ts";

/** Points off for each twentieth by which an automatic row's confidence is short of 1. */
const CONFIDENCE_POINTS = 20;
const REPAIRED_POINTS = 1;
/** What a sign weighs of a word, and points that one and all of a text cost at most: what differs in signs only is above 94. */
const SIGN_WEIGHT = 0.25;
const MAX_POINTS_OF_ONE = 3;
const MAX_SIGN_POINTS = 5;

const fuzzyScore = ({ similarity }: FuzzyHit): number => Math.min(99, Math.floor(100 * similarity + 1e-9));

/** The most that a hit may be worth as a match, before its unit is looked at. */
export function maxScore(hit: FuzzyHit): number {
  if (hit.similarity === 1) return 101;
  return hit.placeablesOnly ? 100 - REPAIRED_POINTS : fuzzyScore(hit);
}

/** The text that is looked up, and how its matches are scored. */
export interface AskedText extends Neighbours {
  readonly text: string;
  /** Codes of the languages, source and target. */
  readonly pair: readonly [source: string, target: string];
  /** The tags that were asked for, source and target. */
  readonly tags: readonly [source: string, target: string];
  readonly threshold: number;
  readonly arabic: ArabicSpelling;
  readonly penalties: Penalties;
}

/** What is known of a unit beside its texts: its neighbours, and … */
export interface FoundUnit extends Neighbours {
  /** … whether the text and it have one {@link exactKey}, … */
  readonly isExact: boolean;
  /** … and the rank of its memory, 1 for the first. */
  readonly rank: number;
}

/**
 * Scores a unit that was found for a text. A symbol alone is matched by itself only, and a number or symbol alone translates
 * only what is the same.
 *
 * @param found what the fuzzy index says of it
 * @returns undefined for a match that is in truth below the threshold: one that could not be repaired
 */
export function scored(
  unit: TranslationUnit,
  found: FuzzyHit,
  asked: AskedText,
  known: FoundUnit,
): Omit<Match, "occurrences" | "differences"> | undefined {
  const [source, target] = [unit.variants[asked.pair[0]]!, unit.variants[asked.pair[1]]!];
  if (!known.isExact && (isBareSymbol(source) || !hasWords(target))) return undefined;
  const tags = asked.pair.map((key) => unit.tags?.[key] ?? languageCode(key)) as [string, string];
  const hit = asked.arabic === "strict" ? strictly(found, asked.text, source) : found;
  const penalties = penaltiesOf(unit, asked, tags, known.rank);
  let match: Pick<Match, "kind" | "score" | "target" | "checks"> = { kind: "fuzzy", score: fuzzyScore(hit), target };
  if (known.isExact) {
    const isContext = sameContext(known, asked);
    match = { kind: isContext ? "context" : "exact", score: isContext ? 101 : 100, target };
  } else {
    if (hit.similarity === 1) match = { ...match, score: 100 };
    if (hit.placeablesOnly) {
      const repaired = repair({
        asked: [asked.text, asked.tags[0]],
        source: [source, tags[0]],
        target: [target, tags[1]],
      });
      if (typeof repaired !== "string") match = { ...match, checks: repaired };
      else {
        match = { kind: "repaired", score: 100, target: repaired };
        penalties.push({ reason: "repaired", points: REPAIRED_POINTS });
      }
    }
    const signs = signPoints(asked.text, source);
    penalties.push({ reason: "signs", points: signs });
    if (isSpeltOtherwise(hit, signs, asked, source))
      penalties.push({ reason: "spelling", points: asked.penalties.spelling });
  }
  const lost = penalties.filter(({ points }) => points > 0);
  const score = match.score - lost.reduce((sum, { points }) => sum + points, 0);
  return score < asked.threshold ? undefined : { ...match, unit, score, source, tags, penalties: lost };
}

/** Whether letters that are put aside decided: all words are the same and something differs, or Arabic is as near only without them. */
function isSpeltOtherwise(hit: FuzzyHit, signs: number, { text, arabic }: AskedText, source: string): boolean {
  if (hit.similarity === 1 && signs === 0) return true;
  return arabic === "loose" && strictly(hit, text, source).similarity < hit.similarity;
}

const isBareSymbol = (text: string): boolean => !hasWords(text) && /\p{L}/u.test(text);

/** What the signs cost by which two texts differ. */
function signPoints(a: string, b: string): number {
  const codes = new Map<string, number>();
  const signsOf = (text: string) => {
    const tokens = textTokens(text);
    const signs = tokens
      .filter(({ sign }) => sign)
      .map(({ key }) => codes.get(key) ?? codes.set(key, codes.size).get(key)!);
    return { signs, words: tokens.length - signs.length };
  };
  const [own, other] = [signsOf(a), signsOf(b)];
  const most = Math.max(own.signs.length, other.signs.length);
  const edits = editDistance(own.signs, other.signs, 0, other.signs.length, most);
  const words = Math.max(1, own.words, other.words);
  return Math.min(MAX_SIGN_POINTS, MAX_POINTS_OF_ONE * edits, Math.ceil((100 * SIGN_WEIGHT * edits) / words));
}

/** The points that a unit loses for what it is, whatever the text. */
function penaltiesOf(
  unit: TranslationUnit,
  { tags: asked, penalties }: AskedText,
  own: readonly string[],
  rank: number,
): Penalty[] {
  const relations = asked.map((tag, at) => variantDistance(tag, own[at]!).relation);
  const isScript = relations.includes("script");
  return [
    {
      reason: "confidence",
      points: unit.origin === "automatic" ? Math.floor((1 - unit.confidence) * CONFIDENCE_POINTS + 1e-9) : 0,
    },
    { reason: "unconfirmed", points: unit.status === "confirmed" ? 0 : penalties.unconfirmed },
    { reason: "variant", points: !isScript && relations.includes("sibling") ? penalties.variant : 0 },
    { reason: "script", points: isScript ? penalties.script : 0 },
    { reason: "rank", points: penalties.rank * (rank - 1) },
  ];
}

/** Both neighbours agree, or the one that is known on both sides does; a missing one does not count against. */
function sameContext(found: Neighbours, asked: Neighbours): boolean {
  const sides = [
    [found.before, asked.before],
    [found.after, asked.after],
  ].filter(([a, b]) => a !== undefined && b !== undefined);
  return sides.length > 0 && sides.every(([a, b]) => exactKey(a as string) === exactKey(b as string));
}
