import type { FuzzyParts } from "./fuzzy-parts.ts";
import { bitOf, PLACEABLE, SIGNATURE_WORDS, type Texts } from "./measuring.ts";
import { Postings } from "./postings.ts";
import { Vocabulary } from "./vocabulary.ts";

/** Texts with the vocabulary that their tokens are numbers of. */
export interface NumberedTexts extends Texts {
  readonly vocabulary: Vocabulary;
}

/**
 * The parts of a layer that has the texts of several, those left out that are no more. No two of them have a text of one id.
 *
 * @param least the lowest threshold that will be asked for
 */
export function joined(sources: readonly [NumberedTexts, ...NumberedTexts[]], least: number): FuzzyParts {
  const { vocabulary, numbers } = joinedVocabulary(sources.map((own) => own.vocabulary));
  const placeables = new Uint8Array(vocabulary.size);
  for (const [at, own] of sources.entries())
    for (let token = 0; token < own.vocabulary.size; token++) placeables[numbers[at]![token]!] = own.placeables[token]!;
  const offsets = offsetsOf(sources);
  const ids = new Float64Array(offsets.length - 1);
  const tokens = new Uint32Array(offsets.at(-1) as number);
  const next = placesOf(offsets);
  for (const [at, own] of sources.entries()) {
    const of = numbers[at]!;
    for (let text = 0; text < own.count; text++) {
      if (own.removed[text]) continue;
      const [from, end] = [own.offsets[text]!, own.offsets[text + 1]!];
      const place = next[end - from]!++;
      ids[place] = own.ids[text]!;
      for (let k = from, to = offsets[place]!; k < end; k++) tokens[to++] = of[own.tokens[k]!]!;
    }
  }
  const types = Uint32Array.from(placeables, (placeable, token) => (placeable ? PLACEABLE : token));
  const { parts: postings } = Postings.of(offsets, tokens, types, vocabulary.size, least);
  const signatures = signaturesOf(offsets, tokens, types);
  const own = { ids, offsets, tokens, placeables, signatures, byId: byIdOf(ids), removed: new Uint8Array(ids.length) };
  return { vocabulary: vocabulary.parts, ...own, postings };
}

/** The keys of all, and of each vocabulary the new number of each token: those of the first, the largest, stay. */
function joinedVocabulary(all: readonly Vocabulary[]): { vocabulary: Vocabulary; numbers: Uint32Array[] } {
  const [first = new Vocabulary(), ...others] = all;
  const more = new Vocabulary();
  const numberOf = (key: string): number => {
    const known = first.find(key);
    if (known >= 0) return known;
    const found = more.find(key);
    return first.size + (found < 0 ? more.add(key) : found);
  };
  const numbers = others.map((own) => Uint32Array.from({ length: own.size }, (_, token) => numberOf(own.keyOf(token))));
  const same = Uint32Array.from({ length: first.size }, (_, token) => token);
  return { vocabulary: first.extended(more), numbers: [same, ...numbers] };
}

/** Where the tokens of each text begin, and where the last end, when the shortest texts come first. */
function offsetsOf(sources: readonly Texts[]): Uint32Array {
  /** Of each length, how many texts have it. */
  const counts: number[] = [];
  for (const { offsets, removed, count } of sources)
    for (let text = 0; text < count; text++) {
      if (removed[text]) continue;
      const length = offsets[text + 1]! - offsets[text]!;
      while (counts.length <= length) counts.push(0);
      counts[length]!++;
    }
  const all = new Uint32Array(counts.reduce((sum, count) => sum + count, 0) + 1);
  let place = 0;
  for (const [length, count] of counts.entries())
    for (let n = 0; n < count; n++, place++) all[place + 1] = all[place]! + length;
  return all;
}

/** Of each length the place of the first text that has it. */
function placesOf(offsets: Uint32Array): Uint32Array {
  const last = offsets.length - 2;
  const longest = last < 0 ? 0 : offsets[last + 1]! - offsets[last]!;
  const places = new Uint32Array(longest + 1);
  for (let place = last; place >= 0; place--) places[offsets[place + 1]! - offsets[place]!] = place;
  return places;
}

function signaturesOf(offsets: Uint32Array, tokens: Uint32Array, types: Uint32Array): Uint32Array {
  const signatures = new Uint32Array((offsets.length - 1) * SIGNATURE_WORDS);
  const bits = Uint8Array.from(types, bitOf);
  for (let text = 0; text + 1 < offsets.length; text++)
    for (let k = offsets[text]!; k < offsets[text + 1]!; k++) {
      const bit = bits[tokens[k]!]!;
      const word = text * SIGNATURE_WORDS + (bit >> 5);
      signatures[word] = signatures[word]! | (1 << (bit & 31));
    }
  return signatures;
}

/** The places of texts by rising id. A table of all ids between the lowest and the highest takes less than sorting. */
function byIdOf(ids: Float64Array): Uint32Array {
  let [least, most] = [Number.POSITIVE_INFINITY, -1];
  for (const id of ids) [least, most] = [Math.min(least, id), Math.max(most, id)];
  if (most < 0) return new Uint32Array();
  const table = new Uint32Array(most - least + 1);
  for (const [place, id] of ids.entries()) table[id - least] = place + 1;
  return table.filter((place) => place > 0).map((place) => place - 1);
}
