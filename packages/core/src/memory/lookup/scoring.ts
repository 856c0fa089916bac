import diff from "fast-diff";
import { hanNumeral, isDigitByDigit } from "../../language/numerals.ts";
import { asciiDigits } from "../../language/script.ts";
import type { FuzzyHit } from "../similarity/fuzzy-index.ts";
import type { TranslationUnit } from "../stored.ts";
import { type MatchToken, matchTokens } from "../text/match-tokens.ts";
import { exactKey } from "../text/normal.ts";

/** What is asked of {@link Memory.lookup}. */
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
  /** Points that matches lose; {@link PENALTIES} where left out. */
  readonly penalties?: Partial<Penalties>;
}

/** Points that a match loses for what it is. */
export interface Penalties {
  /** If no person has confirmed it. */
  readonly unconfirmed: number;
  /** If it is in another variant of a language than was asked for: `en-US` for `en-GB`. */
  readonly variant: number;
  /** For each rank that its memory is below the first. */
  readonly rank: number;
}

/** Most of what institutions keep nobody has confirmed, and it is right: by itself that costs nothing. */
export const PENALTIES: Penalties = { unconfirmed: 0, variant: 1, rank: 1 };

/** A translation unit offered for a text. */
export interface Match {
  readonly unit: TranslationUnit;
  /** 101 in the same context, 100 exact, below that fuzzy; penalties are taken off. */
  readonly score: number;
  readonly kind: "context" | "exact" | "repaired" | "fuzzy";
  readonly source: string;
  /** The translation; with the text's own numbers and symbols put in if `kind` is `repaired`. */
  readonly target: string;
  readonly penalties: readonly Penalty[];
  /** How the text (`added`) differs from the match's source (`removed`), word by word; empty if it does not. */
  readonly differences: readonly Difference[];
  /** Units that say the same in both languages, this one included. */
  readonly occurrences: number;
}

/** Why a match may lose points. */
export const PENALTY_REASONS = ["confidence", "repaired", "unconfirmed", "variant", "rank"] as const;

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
 * Scores a unit that was found for a text.
 *
 * @param hit what the fuzzy index says of it
 * @returns undefined for a match that is in truth below the threshold: one that could not be repaired
 */
export function scored(
  unit: TranslationUnit,
  hit: FuzzyHit,
  asked: AskedText,
  found: FoundUnit,
): Omit<Match, "occurrences" | "differences"> | undefined {
  const [source, target] = [unit.variants[asked.pair[0]]!, unit.variants[asked.pair[1]]!];
  const penalties = penaltiesOf(unit, asked, found.rank);
  let match: Pick<Match, "kind" | "score" | "target"> = { kind: "fuzzy", score: fuzzyScore(hit), target };
  if (found.isExact) {
    const isContext = sameContext(found, asked);
    match = { kind: isContext ? "context" : "exact", score: isContext ? 101 : 100, target };
  } else if (hit.placeablesOnly) {
    const repaired = repair(asked.text, source, target);
    if (repaired !== undefined) {
      match = { kind: "repaired", score: 100, target: repaired };
      penalties.push({ reason: "repaired", points: REPAIRED_POINTS });
    }
  }
  const score = match.score - penalties.reduce((sum, { points }) => sum + points, 0);
  return score < asked.threshold ? undefined : { ...match, unit, score, source, penalties };
}

/** The points that a unit loses for what it is, whatever the text. */
function penaltiesOf(unit: TranslationUnit, { pair, tags, penalties }: AskedText, rank: number): Penalty[] {
  const isOther = pair.some((language, at) => isOtherVariant(tags[at]!, unit.tags?.[language]));
  const all: Penalty[] = [
    {
      reason: "confidence",
      points: unit.origin === "automatic" ? Math.floor((1 - unit.confidence) * CONFIDENCE_POINTS + 1e-9) : 0,
    },
    { reason: "unconfirmed", points: unit.status === "confirmed" ? 0 : penalties.unconfirmed },
    { reason: "variant", points: isOther ? penalties.variant : 0 },
    { reason: "rank", points: penalties.rank * (rank - 1) },
  ];
  return all.filter(({ points }) => points > 0);
}

/** Whether both say which variant of their language they mean, and not the same. */
function isOtherVariant(asked: string, own: string | undefined): boolean {
  return own !== undefined && asked.includes("-") && asked !== own;
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
 * Puts the numbers and symbols of a text in the place of those of a match, in its translation.
 *
 * @returns undefined where one of them does not stand in the translation as often as in its source
 */
export function repair(text: string, from: string, into: string): string | undefined {
  const placeables = (value: string): MatchToken[] => matchTokens(value).filter(({ placeable }) => placeable);
  const [asked, own, theirs] = [placeables(text), placeables(from), placeables(into)];
  if (asked.length !== own.length) return undefined;
  const changes = new Map<string, MatchToken[]>();
  own.forEach(({ key }, at) => {
    const list = changes.get(key) ?? [];
    list.push(asked[at]!);
    changes.set(key, list);
  });
  for (const [key, list] of changes) {
    const changed = list.some((token) => token.key !== key);
    if (changed && theirs.filter((token) => token.key === key).length !== list.length) return undefined;
  }
  let out = "";
  let at = 0;
  for (const { key, start, end } of theirs) {
    const token = changes.get(key)?.shift();
    if (token === undefined || token.key === key) continue;
    out += into.slice(at, start) + asWritten(into.slice(start, end), token, text);
    at = end;
  }
  return out + into.slice(at);
}

const HAN = /\p{Script=Han}/u;
/** What a Chinese numeral can say. */
const WHOLE = /^\d{1,12}$/;

/** A number or symbol of a text, written with the kind of digits, or in the kind of numerals, that another has. */
function asWritten(model: string, { key, start, end }: MatchToken, text: string): string {
  if (HAN.test(model) && WHOLE.test(key)) return hanNumeral(Number(key), isDigitByDigit(model));
  const value = text.slice(start, end);
  const digit = /\p{Nd}/u.exec(model)?.[0] ?? "0";
  const zero = (digit.codePointAt(0) as number) - Number(asciiDigits(digit));
  const plain = HAN.test(value) ? key : asciiDigits(value);
  return plain.replace(/[0-9]/g, (own) => String.fromCodePoint(zero + Number(own)));
}

/** What two texts share and where they differ, in whole tokens with the spaces behind them. */
export function differences(from: string, to: string): Difference[] {
  const codes = new Map<string, string>();
  const coded = (text: string): { codes: string; pieces: string[] } => {
    const tokens = matchTokens(text);
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
  return diff(a.codes, b.codes).map(([operation, { length }]): Difference => {
    const [own, other] = [a.pieces.slice(i, i + length), b.pieces.slice(j, j + length)];
    if (operation !== diff.INSERT) i += length;
    if (operation !== diff.DELETE) j += length;
    if (operation === diff.DELETE) return { kind: "removed", text: own.join("") };
    return { kind: operation === diff.EQUAL ? "same" : "added", text: other.join("") };
  });
}
