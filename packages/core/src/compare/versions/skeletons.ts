import { valuesOf } from "../values/extract.ts";
import type { ValueType } from "../values/value.ts";
import type { WeightedPair } from "./order.ts";

/** What a short text says beside its values. */
interface Skeleton {
  /** Its words and, for each value, a sign: texts of equal keys have one skeleton. */
  readonly key: string;
  /** Whether it has no words: the text is a date, a symbol or figures. */
  readonly isValueOnly: boolean;
}

/** Places of either version, in order. */
interface Places {
  readonly old: readonly number[];
  readonly new: readonly number[];
}

/** Longer texts have enough words to be compared by them. In UTF-16 code units. */
const MAX_SHORT = 120;
/** What texts of one skeleton weigh: more than a date and a sentence that cites it. */
const WEIGHT = 0.8;
const WORDS = /[\p{L}\p{N}]+/gu;

/**
 * The short texts of two versions without their values. "48th plenary meeting" and "Sixtieth plenary meeting" have one
 * skeleton, as have any two dates: where they stand in the same place they are one text that changed.
 */
export class Skeletons {
  readonly #texts: { readonly old: readonly (string | undefined)[]; readonly new: readonly (string | undefined)[] };
  readonly #language: string;
  readonly #known = { old: new Map<number, Skeleton | undefined>(), new: new Map<number, Skeleton | undefined>() };

  /** @param texts undefined for what is matched otherwise; @param language BCP 47 */
  constructor(
    texts: { readonly old: readonly (string | undefined)[]; readonly new: readonly (string | undefined)[] },
    language: string,
  ) {
    this.#texts = texts;
    this.#language = language;
  }

  /** Whether a text is short, and a date, a symbol or figures without a word. */
  isValueOnly(side: "old" | "new", at: number): boolean {
    return this.#of(side, at)?.isValueOnly === true;
  }

  #of(side: "old" | "new", at: number): Skeleton | undefined {
    const known = this.#known[side];
    if (!known.has(at)) {
      const text = this.#texts[side][at];
      known.set(at, text === undefined ? undefined : skeletonOf(text, this.#language));
    }
    return known.get(at);
  }

  /**
   * Pairs of texts of one skeleton in one gap, the first with the first. Where the versions do not have equally many there are
   * none: nobody can say which is which.
   *
   * @param gaps for each place, which gap it is in
   */
  pairs(free: Places, gaps: { readonly old: ArrayLike<number>; readonly new: ArrayLike<number> }): WeightedPair[] {
    const grouped = (side: "old" | "new"): Map<string, number[]> => {
      const short = free[side].filter((at) => this.#of(side, at));
      return Map.groupBy(short, (at) => `${gaps[side][at]} ${this.#of(side, at)!.key}`);
    };
    const olds = grouped("old");
    return [...grouped("new")].flatMap(([key, news]) => {
      const own = olds.get(key);
      return own?.length === news.length ? own.map((old, at) => ({ old, new: news[at]!, weight: WEIGHT })) : [];
    });
  }
}

function skeletonOf(text: string, language: string): Skeleton | undefined {
  if (text.length > MAX_SHORT) return undefined;
  const { plain, values } = valuesOf(text, language);
  if (values.length === 0) return undefined;
  const wordsBetween = (from: number, to: number): string[] => plain.lower.slice(from, to).match(WORDS) ?? [];
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, type } of values) {
    parts.push(...wordsBetween(from, start), signOf(type));
    from = end;
  }
  parts.push(...wordsBetween(from, plain.text.length));
  return { key: parts.join(" "), isValueOnly: parts.length === values.length };
}

/** No word has such brackets. References and quantities have one sign: "item 103" is read as either in some languages. */
function signOf(type: ValueType): string {
  return type === "date" || type === "symbol" ? `<${type}>` : "<figure>";
}
