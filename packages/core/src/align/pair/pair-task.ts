import type { WordTranslations } from "../words/known-words.ts";
import type { PairOptions } from "./options.ts";
import { alignSegments, type PairPosteriors } from "./pair.ts";
import type { SegmentTexts } from "./texts.ts";

/** What a task may be given besides its texts: data, which a thread can be handed. */
export type TaskOptions = Pick<PairOptions, "known" | "vectors" | "without">;

/** Texts of two languages to be aligned. */
export interface PairTask {
  readonly source: string;
  readonly target: string;
  readonly texts: readonly SegmentTexts[];
  readonly options: TaskOptions;
  /** Whether it is asked what was learnt of words, and whether the texts belong together. */
  readonly isJudged: boolean;
}

/** What came of a task. */
export interface PairResult {
  /** For each text. */
  readonly posteriors: readonly PairPosteriors[];
  /** How words were translated, if that is asked and the texts belong together. */
  readonly learnt: WordTranslations | undefined;
  /** Whether the texts seem not to translate each other; false if that is not asked. */
  readonly isDoubted: boolean;
}

/** Does a task. Its result depends on nothing else, so tasks may be done in any order, and on any thread. */
export function alignTask({ source, target, texts, options, isJudged }: PairTask): PairResult {
  let learnt: WordTranslations | undefined;
  let isDoubted = false;
  const judging: PairOptions = {
    learnt: (translations) => {
      learnt = translations;
    },
    doubted: () => {
      isDoubted = true;
    },
  };
  const aligned = alignSegments(texts, { source, target, ...options, ...(isJudged && judging) });
  return { posteriors: aligned.map(({ posteriors, tempered }) => ({ posteriors, tempered })), learnt, isDoubted };
}
