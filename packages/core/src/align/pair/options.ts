import type { Vectors } from "../evidence/embeddings.ts";
import type { WordTranslations } from "../words/known-words.ts";

/** The components of a bead's score, besides the prior of its shape. */
export const COMPONENTS = ["length", "words", "order", "borders", "anchors", "embeddings"] as const;
/** A component of a bead's score. */
export type Component = (typeof COMPONENTS)[number];

/** Called with how much of a long piece of work is done. */
export type Progress = (done: number, total: number) => void;

/** Options for aligning two languages. */
export interface PairOptions {
  /** Known translations of words, of these or other languages; the shipped lexicons if left out, `[]` for none. */
  readonly known?: readonly WordTranslations[];
  /** Vectors of units, from {@link embedUnits}; units without a vector are judged without. */
  readonly vectors?: Vectors;
  /** Called with how words were translated, if the texts belong together; later alignments may take it as `known`. */
  readonly learnt?: (translations: WordTranslations) => void;
  /** Called if two texts seem not to translate each other; they are aligned nevertheless. */
  readonly doubted?: (languages: { readonly source: string; readonly target: string }) => void;
  /** Components that are left out of the score, to measure what each is worth. */
  readonly without?: readonly Component[];
}

/** Options for aligning any number of languages. */
export interface AlignOptions extends PairOptions {
  /** Called after each pair of languages. */
  readonly progress?: Progress;
}
