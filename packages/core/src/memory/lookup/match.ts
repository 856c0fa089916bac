import type { Origins } from "../rows/origins.ts";
import type { LanguagePair, TranslationUnit } from "../stored.ts";
import type { ArabicSpelling } from "../text/places.ts";
import type { Difference } from "./differences.ts";
import type { NumberCheck } from "./repair.ts";

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

/** What the neighbours of a unit say, where it has any. */
export interface Neighbours {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}
