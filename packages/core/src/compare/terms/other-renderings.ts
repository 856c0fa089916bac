/**
 * Folder terms: terms that a row renders otherwise than the other rows of its document. In: the rows of two languages, and
 * what their words explain. Out: places of the term and of what stands for its rendering. Imports language and coverage.
 *
 * @module
 */

import type { Span } from "../../language/span.ts";
import type { PairWords } from "../coverage/pair-words.ts";
import type { PairTexts } from "../coverage/row-texts.ts";
import { type Phrases, placesOf, recurringPhrases } from "./phrases.ts";
import { type Rendering, usualRenderings } from "./renderings.ts";
import { areAlike, isTermWord } from "./term-words.ts";
import { Together } from "./together.ts";

/** A term that a row renders otherwise. */
export interface OtherRendering {
  /** 0 or 1: the side that has another rendering. */
  readonly side: 0 | 1;
  /** Where the term stands on the other side, as written. */
  readonly term: Span;
  /** What stands for its rendering on this one. */
  readonly place: Span;
  /** A place where the usual rendering stands. */
  readonly usual: Span & { readonly row: number };
  readonly agreeing: number;
  readonly share: number;
  /** How much likelier the other word is, given what else the row says, than by itself, in nats. */
  readonly explained: number;
}

/** In place of a word of the rendering, another one: what is left of the rendering, and where the other word stands. */
interface Exchange {
  readonly kept: readonly string[];
  readonly gone: readonly string[];
  /** Index of the other word. */
  readonly at: number;
  /** Indices of what stands for the rendering, from and without. */
  readonly from: number;
  readonly to: number;
}

/** A word that is explained better by what else the row says belongs there. */
const MAX_EXPLAINED_NATS = 3;

/** For each row the term that it most clearly renders otherwise, if any. */
export function otherRenderings(texts: PairTexts, pair: PairWords): Map<number, OtherRendering> {
  const sides = ([0, 1] as const).map((side) =>
    recurringPhrases(
      texts.rows.map((row) => row[side]),
      texts.languages[side],
      texts.teaches,
    ),
  ) as [Phrases, Phrases];
  const found = new Map<number, OtherRendering>();
  for (const side of [0, 1] as const) {
    const [from, to] = side === 1 ? sides : ([sides[1], sides[0]] as const);
    const together = new Together(from, to);
    for (const rendering of usualRenderings(from, to))
      for (const row of rendering.lacking) {
        const best = found.get(row);
        if (best && best.share >= rendering.share) continue;
        const own = otherRendering({ from, to, together, rendering, row, side }, pair);
        if (own) found.set(row, own);
      }
  }
  return found;
}

interface Lack {
  readonly from: Phrases;
  readonly to: Phrases;
  readonly together: Together;
  readonly rendering: Rendering;
  readonly row: number;
  readonly side: 0 | 1;
}

function otherRendering(lack: Lack, pair: PairWords): OtherRendering | undefined {
  const { from, to, rendering, row, side } = lack;
  const terms = placesOf(rendering.term, from.words[row]!);
  const words = to.words[row]!;
  const usual = usualPlace(to, rendering);
  for (const exchange of exchanges(lack)) {
    if (!isOfTerm(exchange, lack) || !isUnusual(exchange, lack)) continue;
    const own = words[exchange.at]!;
    const apart = terms.flatMap((at) => from.words[row]!.slice(at, at + rendering.term.length));
    const explained = pair.explained(row, side, own, apart);
    if (explained >= MAX_EXPLAINED_NATS) continue;
    const [first, last] = [terms[0]!, terms[0]! + rendering.term.length - 1];
    return {
      side,
      term: { start: from.words[row]![first]!.start, end: from.words[row]![last]!.end },
      place: { start: words[exchange.from]!.start, end: words[exchange.to - 1]!.end },
      usual,
      agreeing: rendering.agreeing,
      share: rendering.share,
      explained,
    };
  }
  return undefined;
}

/** The first place of the usual rendering. */
function usualPlace(to: Phrases, { rendering }: Rendering): OtherRendering["usual"] {
  const row = to.byPhrase.get(rendering.join(" "))!.keys().next().value as number;
  const [at = 0] = placesOf(rendering, to.words[row]!);
  return { row, start: to.words[row]![at]!.start, end: to.words[row]![at + rendering.length - 1]!.end };
}

/** Where a beginning or an end of the rendering stands beside another word. */
function* exchanges({ from, to, rendering: { term, rendering }, row }: Lack): Generator<Exchange> {
  const words = to.words[row]!;
  const due = from.byPhrase.get(term.join(" "))!.get(row)!;
  const timesOf = (key: string): number => words.filter((word) => word.key === key).length;
  const lacks = new Set(rendering.filter((key) => timesOf(key) < due));
  if (lacks.size === 0) return;
  for (let cut = 1; cut < rendering.length; cut++) {
    const [head, tail] = [rendering.slice(0, cut), rendering.slice(cut)];
    for (const [kept, gone, isHead] of [
      [head, tail, true],
      [tail, head, false],
    ] as const) {
      const lost = gone.filter((key) => lacks.has(key));
      if (lost.length === 0) continue;
      for (const place of placesOf(kept, words)) {
        const at = isHead ? place + kept.length : place - 1;
        const word = words[at];
        if (!word || !isTermWord(word, to.language) || (isHead ? word : words[place]!).isCut) continue;
        yield { kept, gone: lost, at, from: Math.min(at, place), to: Math.max(at + 1, place + kept.length) };
      }
    }
  }
}

/** A word of the term and one of the rendering go together from this Dice coefficient on. */
const MIN_DICE = 0.5;

/** Whether what is gone rendered a word of the term: in the other rows each is the other's best partner. */
function isOfTerm({ gone }: Exchange, { together, rendering: { term, rendering }, row }: Lack): boolean {
  return gone.some((lost) => {
    const worths = term.map((word) => together.dice(word, lost, row));
    const worth = Math.max(...worths);
    if (worth < MIN_DICE) return false;
    const best = term[worths.indexOf(worth)]!;
    return rendering.every((word) => word === lost || together.dice(best, word, row) <= worth);
  });
}

/** What is left of a rendering belongs to it in this share of its places. */
const MIN_SPECIFIC_SHARE = 0.4;
/** Another word that stands beside it in more rows belongs there … */
const MAX_ROWS_BESIDE = 2;
/** … as does one that stands in this share of the rows that have term and rendering. */
const MAX_ACCOMPANIED_SHARE = 0.5;

/** Whether the other word stands there in hardly any other row, and is no form of a word of the rendering. */
function isUnusual({ kept, gone, at, from: start, to: end }: Exchange, lack: Lack): boolean {
  const { to, together, rendering, row } = lack;
  const words = to.words[row]!;
  const { key } = words[at]!;
  if (rendering.rendering.some((own) => areAlike(own, key)) || gone.some((own) => areAlike(own, key))) return false;
  const [whole, rest] = [rendering.rendering, kept].map((keys) => to.times.get(keys.join(" ")) ?? 0) as [
    number,
    number,
  ];
  if (whole < MIN_SPECIFIC_SHARE * rest) return false;
  const beside = at === start ? words.slice(at, at + 2) : words.slice(end - 2, end);
  const pairRows = to.byPhrase.get(beside.map((word) => word.key).join(" "));
  if (pairRows && pairRows.size - 1 > MAX_ROWS_BESIDE) return false;
  const accompanied = together.rows(rendering.term.join(" "), key) - (to.byPhrase.get(key)?.has(row) ? 1 : 0);
  return accompanied < MAX_ACCOMPANIED_SHARE * rendering.agreeing;
}
