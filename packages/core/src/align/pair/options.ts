import type { Vectors } from "../evidence/embeddings.ts";
import type { WordTranslations } from "../words/known-words.ts";

/** What speaks for a bead, beside the prior of its shape. */
export const COMPONENTS = ["length", "words", "order", "borders", "anchors", "embeddings"] as const;
export type Component = (typeof COMPONENTS)[number];

/** Told how much of a long piece of work is done. */
export type Progress = (done: number, total: number) => void;

export interface PairOptions {
  /** How words of the two languages, or of others, are known to be translated; the shipped lexicon if left out, `[]` for none. */
  readonly known?: readonly WordTranslations[];
  /** Vectors of units, from {@link embedUnits}; units without one are judged without. */
  readonly vectors?: Vectors;
  /** Told how words were translated, where texts of a pair of languages belong together: what the next ones may know. */
  readonly learnt?: (translations: WordTranslations) => void;
  /** Told where two texts seem not to translate one another; they are aligned all the same. */
  readonly doubted?: (languages: { readonly source: string; readonly target: string }) => void;
  /** Components that are left out of the score, to measure what each is worth. */
  readonly without?: readonly Component[];
}

export interface AlignOptions extends PairOptions {
  /** Told after each pair of languages. */
  readonly progress?: Progress;
}
