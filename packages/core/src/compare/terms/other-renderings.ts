/**
 * Folder terms: terms that a row renders otherwise than the other rows of its document. In: the rows of two languages, and
 * what their words explain. Out: places of the term and of what stands for its rendering. Imports language and coverage.
 *
 * @module
 */

import type { Span } from "../../language/span.ts";
import type { PairWords } from "../coverage/pair-words.ts";
import type { PairTexts } from "../coverage/row-texts.ts";
import { isItself, type Lack, type StandIn, termPlaces } from "./lack.ts";
import { partExchange } from "./part-exchanges.ts";
import { longerPhrases, type Phrases, placesOf, recurringPhrases } from "./phrases.ts";
import { type Rendering, usualRenderings } from "./renderings.ts";
import { Together } from "./together.ts";
import { wholeExchange } from "./whole-exchanges.ts";

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
  /** Whether it is as good as certain. */
  readonly isSure: boolean;
}

/**
 * For each row the term that it most clearly renders otherwise, if any.
 *
 * @param isJudged rows of which nothing else is told that a rendering may lack for
 */
export function otherRenderings(
  texts: PairTexts,
  pair: PairWords,
  isJudged: (row: number) => boolean,
): Map<number, OtherRendering> {
  const sides = ([0, 1] as const).map((side) =>
    recurringPhrases(
      texts.rows.map((row) => row[side]),
      texts.languages[side],
      texts.teaches,
    ),
  ) as [Phrases, Phrases];
  const found = new Map<number, OtherRendering & { readonly pair: string }>();
  for (const side of [0, 1] as const) {
    const [from, to] = side === 1 ? sides : ([sides[1], sides[0]] as const);
    const [together, longer] = [new Together(from, to), longerPhrases(from)];
    for (const rendering of usualRenderings(from, to))
      for (const row of rendering.lacking) {
        const best = found.get(row);
        if (!isJudged(row) || (best && best.share >= rendering.share)) continue;
        const lack = { from, to, together, longer, rendering, row, side };
        if (!isItself(lack)) continue;
        const standIn = partExchange(lack, pair) ?? wholeExchange(lack, texts, pair);
        if (!standIn || !together.arePartners(rendering.term, rendering.rendering)) continue;
        found.set(row, { ...otherRendering(lack, standIn), pair: pairOf(lack) });
      }
  }
  return withoutVaried(found);
}

/** A term and its rendering, whichever side has the term, and whatever words stand behind them. */
const pairOf = ({ side, rendering: { term, rendering } }: Lack): string =>
  (side === 1 ? [term[0], rendering[0]] : [rendering[0], term[0]]).join(" ");

/** A term that is rendered otherwise in so many rows has several renderings: none of them is sure. */
const MIN_VARIED_ROWS = 3;

function withoutVaried(
  found: ReadonlyMap<number, OtherRendering & { readonly pair: string }>,
): Map<number, OtherRendering> {
  const rows = new Map<string, number>();
  for (const { pair } of found.values()) rows.set(pair, (rows.get(pair) ?? 0) + 1);
  return new Map(
    Array.from(found, ([row, { pair, ...own }]) => [
      row,
      { ...own, isSure: own.isSure && rows.get(pair)! < MIN_VARIED_ROWS },
    ]),
  );
}

function otherRendering(lack: Lack, standIn: StandIn): OtherRendering {
  const { to, rendering, row, side } = lack;
  const [term = []] = termPlaces(lack);
  return {
    side,
    term: spanOf(term),
    place: spanOf(to.words[row]!.slice(standIn.from, standIn.to)),
    usual: usualPlace(to, rendering),
    agreeing: rendering.agreeing,
    share: rendering.share,
    isSure: standIn.isSure,
  };
}

const spanOf = (words: readonly Span[]): Span => ({ start: words[0]!.start, end: words.at(-1)!.end });

/** The first place of the usual rendering. */
function usualPlace(to: Phrases, { rendering }: Rendering): OtherRendering["usual"] {
  const row = to.byPhrase.get(rendering.join(" "))!.keys().next().value as number;
  const [at = 0] = placesOf(rendering, to.words[row]!);
  return { row, ...spanOf(to.words[row]!.slice(at, at + rendering.length)) };
}
