import diff from "fast-diff";
import { languageCode } from "../../language/profile.ts";
import { variantDistance } from "../../language/variant-distance.ts";
import type { Origins } from "../rows/origins.ts";
import { editDistance } from "../similarity/edit-distance.ts";
import type { FuzzyHit } from "../similarity/fuzzy-index.ts";
import type { LanguagePair, TranslationUnit } from "../stored.ts";
import { hasWords, textTokens } from "../text/match-tokens.ts";
import { exactKey } from "../text/normal.ts";
import type { ArabicSpelling } from "../text/places.ts";
import { strictly } from "./arabic.ts";
import { type NumberCheck, repair } from "./repair.ts";

/** What a text is looked up with: the languages, and options. */
export type LookupQuery = LanguagePair & LookupOptions;

/** Which matches of a text are offered. */
export interface LookupOptions {
  /** The lowest score, 50..100; 70 if left out. */
  readonly threshold?: number;
  /** How many matches at the most, 1..100; 10 if left out. */
  readonly limit?: number;
  /** The segments before and after the text, where they are known: a match between the same neighbours is worth more. */
  readonly before?: string;
  readonly after?: string;
  /** Names of the memories to look in; all if left out. */
  readonly memories?: readonly string[];
  /** No matches from these: what others say takes their place, and `occurrences` counts none of theirs. */
  readonly leaveOut?: Origins;
  /** Whether vowel signs, the seat of hamza, final ya and ta marbuta count; `loose` if left out: they cost what other spelling does. */
  readonly arabic?: ArabicSpelling;
  /** Points that matches lose; {@link PENALTIES} where left out. */
  readonly penalties?: Partial<Penalties>;
}

/** Points that a match loses for what it is. */
export interface Penalties {
  /** If no person has confirmed it. */
  readonly unconfirmed: number;
  /** If it is in another variant of a language than was asked for, and neither inherits from the other: `en-US` for `en-GB`. */
  readonly variant: number;
  /** If that variant is written in another script: `zh-CN` for `zh-TW`. */
  readonly script: number;
  /** If it has the same words, written otherwise: capitals, Arabic vowel signs, the seat of hamza, final ya, ta marbuta. */
  readonly spelling: number;
  /** For each rank that its memory is below the first. */
  readonly rank: number;
}

/** Most of what institutions keep nobody has confirmed, and it is right: by itself that costs nothing. */
export const PENALTIES: Penalties = { unconfirmed: 0, variant: 1, script: 5, spelling: 1, rank: 1 };

/** A translation unit offered for a text. */
export interface Match {
  readonly unit: TranslationUnit;
  /** 101 in the same context, 100 exact, below that fuzzy; penalties are taken off. */
  readonly score: number;
  readonly kind: "context" | "exact" | "repaired" | "fuzzy";
  readonly source: string;
  /** The translation; with the text's own numbers and symbols put in if `kind` is `repaired`. */
  readonly target: string;
  /** The tags of both, as far as the unit says them. */
  readonly tags: readonly [source: string, target: string];
  readonly penalties: readonly Penalty[];
  /** How the text (`added`) differs from the match's source (`removed`), word by word; empty if it does not. */
  readonly differences: readonly Difference[];
  /** Units that say the same in both languages, this one included. */
  readonly occurrences: number;
  /** Numbers that differ and were not put right, because words around them may not fit; absent where there are none. */
  readonly checks?: readonly NumberCheck[];
}

/** Why a match may lose points. */
export const PENALTY_REASONS = [
  "confidence",
  "repaired",
  "signs",
  "spelling",
  "unconfirmed",
  "variant",
  "script",
  "rank",
] as const;

export interface Penalty {
  readonly reason: (typeof PENALTY_REASONS)[number];
  readonly points: number;
}

export interface Difference {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

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

/** What the neighbours of a unit say, where it has any. */
export interface Neighbours {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
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

/**
 * What two texts share and where they differ, in whole tokens with the spaces behind them: what is the same or removed is the first
 * text to the letter, what is the same in another form, too.
 */
export function differences(from: string, to: string): Difference[] {
  const codes = new Map<string, string>();
  const coded = (text: string): { codes: string; pieces: string[] } => {
    const tokens = textTokens(text);
    const pieces = tokens.map(({ start }, at) =>
      text.slice(at === 0 ? 0 : start, tokens[at + 1]?.start ?? text.length),
    );
    return {
      pieces,
      codes: tokens
        .map(({ key }) => {
          let code = codes.get(key);
          if (code === undefined) {
            code = String.fromCharCode(codes.size + 1);
            codes.set(key, code);
          }
          return code;
        })
        .join(""),
    };
  };
  const [a, b] = [coded(from), coded(to)];
  let [i, j] = [0, 0];
  /** The space that the other text has behind what is the same, and the own text, which ends there, has not. */
  let lacking = "";
  return diff(a.codes, b.codes).map(([operation, { length }]): Difference => {
    const [own, other] = [a.pieces.slice(i, i + length).join(""), b.pieces.slice(j, j + length).join("")];
    if (operation !== diff.INSERT) i += length;
    if (operation !== diff.DELETE) j += length;
    if (operation === diff.DELETE) return { kind: "removed", text: own };
    if (operation === diff.INSERT) return { kind: "added", text: lacking + other };
    lacking = /\s$/u.test(own) ? "" : (/\s*$/u.exec(other)?.[0] ?? "");
    return { kind: "same", text: own };
  });
}
