import type { MatchToken } from "../text/match-tokens.ts";
import { editDistance } from "./edit-distance.ts";
import { mostEdits } from "./postings.ts";

/** A text that is found. */
export interface FuzzyHit {
  readonly id: number;
  /** 1 − edit distance ÷ tokens of the longer text, 0..1. */
  readonly similarity: number;
  /** Whether the texts differ in nothing but numbers and document symbols. */
  readonly placeablesOnly: boolean;
}

/** Texts in arrays, whose numbers a search compares. */
export interface Texts {
  readonly ids: Float64Array;
  /** Text i has the tokens `tokens[offsets[i]..offsets[i + 1])`. */
  readonly offsets: Uint32Array;
  readonly tokens: Uint32Array;
  readonly signatures: Uint32Array;
  /** 1 where a text is no more. */
  readonly removed: Uint8Array;
  /** Of each token: 1 for a number or a symbol. */
  readonly placeables: Uint8Array;
  readonly count: number;
}

/** Numbers and symbols are one type in the filter: what differs only in them is always found. No token has its number. */
export const PLACEABLE = 0;

/** 256 bits of each text say which types it may hold. */
export const SIGNATURE_WORDS = 8;

/** The bit of a type in a signature, 0..255. */
export const bitOf = (type: number): number => Math.imul(type + 1, 0x9e3779b1) >>> 24;

/** The type of a token in the filter: itself, or {@link PLACEABLE}. */
export const typeOf = ({ placeables }: Pick<Texts, "placeables">, token: number): number =>
  placeables[token] ? PLACEABLE : token;

/** What is searched for, in the numbers of some texts. */
export interface Query {
  readonly ids: Int32Array;
  readonly types: readonly number[];
  /** The signature's bit of each type, -1 for a token that no text has. */
  readonly bits: readonly number[];
  readonly threshold: number;
}

/** @param find the number of a key; -1 for one that no text has, and that so is a type of its own */
export function queryOf(tokens: readonly MatchToken[], threshold: number, find: (key: string) => number): Query {
  const ids = Int32Array.from(tokens, ({ key }) => find(key));
  const types = tokens.map(({ placeable }, at) => (placeable ? PLACEABLE : ids[at]!));
  return { ids, types, bits: types.map((type) => (type < 0 ? -1 : bitOf(type))), threshold };
}

/** Adds a text to the hits, if it is similar enough, or differs in placeables only. */
export function measure(texts: Texts, at: number, { ids, types, bits, threshold }: Query, hits: FuzzyHit[]): void {
  if (texts.removed[at]) return;
  const { offsets, tokens, signatures } = texts;
  const from = offsets[at]!;
  const length = offsets[at + 1]! - from;
  const longer = Math.max(ids.length, length);
  const most = mostEdits(longer, threshold);
  if (Math.abs(ids.length - length) > most) return;
  // What the text's signature lacks cannot be shared.
  let missing = 0;
  const allowed = ids.length - (longer - most);
  const base = at * SIGNATURE_WORDS;
  for (const bit of bits)
    if (bit < 0 || (signatures[base + (bit >> 5)]! & (1 << (bit & 31))) === 0) if (++missing > allowed) return;
  const distance = editDistance(ids, tokens, from, length, most);
  const placeablesOnly = distance > 0 && differInPlaceables(texts, types, from, length);
  if (distance > most && !placeablesOnly) return;
  const edits = distance <= most ? distance : editDistance(ids, tokens, from, length, longer);
  hits.push({ id: texts.ids[at]!, similarity: 1 - edits / longer, placeablesOnly });
}

function differInPlaceables(texts: Texts, types: readonly number[], from: number, length: number): boolean {
  if (types.length !== length) return false;
  for (let k = 0; k < length; k++) if (types[k] !== typeOf(texts, texts.tokens[from + k]!)) return false;
  return true;
}
