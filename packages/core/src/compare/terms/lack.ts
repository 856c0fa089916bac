import type { Span } from "../../language/span.ts";
import { type Phrases, placesOf } from "./phrases.ts";
import type { Rendering } from "./renderings.ts";
import type { TermWord } from "./term-words.ts";
import type { Together } from "./together.ts";

/** A row that has a term more often than its usual rendering. */
export interface Lack {
  readonly from: Phrases;
  readonly to: Phrases;
  readonly together: Together;
  /** For each phrase of `from` the longer ones that it is usually a part of. */
  readonly longer: ReadonlyMap<string, readonly string[]>;
  readonly rendering: Rendering;
  readonly row: number;
  /** 0 or 1: the side of `to`. */
  readonly side: 0 | 1;
}

/** What stands for a rendering in a row that lacks it: words `from` to before `to`. */
export interface StandIn {
  readonly from: number;
  readonly to: number;
  /** Whether it is as good as certain. */
  readonly isSure: boolean;
}

/** How often a row has the term. */
export const timesDue = ({ from, rendering, row }: Lack): number =>
  from.byPhrase.get(rendering.term.join(" "))!.get(row)!;

/** The words of the term, where the row has them. */
export function termPlaces({ from, rendering: { term }, row }: Lack): TermWord[][] {
  const words = from.words[row]!;
  return placesOf(term, words).map((at) => words.slice(at, at + term.length));
}

/** Whether the term stands where it usually does: as a part of another one it may mean something else. */
export function isItself({ from, longer, rendering, row }: Lack): boolean {
  const wholes = longer.get(rendering.term.join(" ")) ?? [];
  return wholes.every((whole) => from.byPhrase.get(whole)!.has(row));
}

/** How often a row has a word. */
export const timesOf = (key: string, words: readonly TermWord[]): number =>
  words.filter((word) => word.key === key).length;

/** In how many rows that have the term another word stands, but for this one. */
export const accompanied = ({ to, together, rendering, row }: Lack, key: string): number =>
  together.rows(rendering.term.join(" "), key) - (to.byPhrase.get(key)?.has(row) ? 1 : 0);

/** A word as it is written, with what is elided before it. */
export const asWritten = ({ begin, end }: TermWord): Span => ({ start: begin, end });
