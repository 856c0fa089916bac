import type { Evidence } from "./document.ts";
import type { FootNote } from "./footnotes.ts";
import { BEHIND_A_WORD, IN_BRACKETS } from "./mark-evidence.ts";

/** A place in the text that could be a note mark. */
export interface Candidate {
  readonly block: number;
  readonly start: number;
  readonly end: number;
  readonly mark: string;
  readonly evidence: readonly Evidence[];
  /** Sum of the evidence for a mark in the text around it, see {@link markEvidence}. */
  readonly weight: number;
  readonly page: number;
}

/** A text raises its marks if at least this share of its notes has a raised one. */
const MIN_RAISED = 0.6;
/** A text may set its marks in brackets if so large a share of its notes has one that is. */
const MIN_BRACKETED = 0.5;
/** With more numbers in brackets for each note, they are something else: sections of a manual, as in `imake(1)`. */
const MAX_BRACKETED = 3;
/** A mark that repeats an earlier one has no order to support it, so it must have at least this evidence. */
const CLEAR = 3;
/** And it must be set as at least this share of the first places is. */
const MIN_ALIKE = 0.2;

/** Drops digits on the line where marks are raised, and numbers in brackets where marks have none: `imake(1)`. */
export function ofOneStyle(candidates: readonly Candidate[], notes: readonly FootNote[]): Candidate[] {
  const numbered = new Set(notes.map(({ mark }) => mark).filter((mark) => /^\d/.test(mark)));
  /** The share of the notes that a candidate of a style could be the mark of. */
  const share = (isOf: (candidate: Candidate) => boolean): number => {
    const marks = new Set(candidates.filter(isOf).map(({ mark }) => mark));
    return [...numbered].filter((mark) => marks.has(mark)).length / Math.max(1, numbered.size);
  };
  const isNumbered = ({ mark }: Candidate): boolean => /^\d/.test(mark);
  if (share(isRaised) >= MIN_RAISED)
    return candidates.filter((candidate) => !isNumbered(candidate) || isRaised(candidate));
  const isSetSo =
    share(isBracketed) >= MIN_BRACKETED && candidates.filter(isBracketed).length <= MAX_BRACKETED * notes.length;
  return isSetSo ? [...candidates] : candidates.filter((one) => !isBracketed(one));
}

/**
 * Returns whether a candidate can be a mark that comes again. Digits on the line behind a word are one only where the
 * same word has the mark first, or stands elsewhere without digits: others end a name, `bzip2`. All must be clear, and
 * set as the first places are. What is said of more places than there are notes says nothing.
 *
 * @param first the first places; without any, marks may be set in every way
 * @param others the other candidates
 * @param wordOf the word before a candidate
 * @param isBare whether a word stands somewhere without digits
 */
export function repeatsLike(
  first: ReadonlySet<Candidate>,
  others: readonly Candidate[],
  notes: number,
  wordOf: (candidate: Candidate) => string,
  isBare: (word: string) => boolean,
): (candidate: Candidate) => boolean {
  const marked = new Set([...first].map((one) => `${one.mark} ${wordOf(one)}`));
  const firstOf = Map.groupBy(first, settingOf);
  const clear = others.filter(({ weight }) => weight >= CLEAR);
  const alike = Map.groupBy(clear, sayingOf);
  return (candidate) => {
    if (candidate.weight < CLEAR) return false;
    if (BEHIND_A_WORD.has(sayingOf(candidate))) {
      const word = wordOf(candidate);
      if (!marked.has(`${candidate.mark} ${word}`) && !isBare(word)) return false;
    }
    const setting = settingOf(candidate);
    if (setting === "raised" || setting === "star") return true;
    if (first.size > 0 && (firstOf.get(setting)?.length ?? 0) < MIN_ALIKE * first.size) return false;
    return (alike.get(sayingOf(candidate))?.length ?? 0) <= notes;
  };
}

const sayingOf = ({ evidence }: Candidate): string => evidence.map(({ says }) => says).join();

/** How a candidate is set beside its word. */
function settingOf(candidate: Candidate): "raised" | "star" | "in brackets" | "alone" | "glued" {
  if (/^[*†‡]/u.test(candidate.mark)) return "star";
  if (isRaised(candidate)) return "raised";
  if (isBracketed(candidate)) return "in brackets";
  return candidate.evidence.some(({ says }) => says.startsWith("alone")) ? "alone" : "glued";
}

const isBracketed = ({ evidence }: Candidate): boolean => evidence.some(({ says }) => says === IN_BRACKETS);
const isRaised = ({ evidence }: Candidate): boolean => evidence.some(({ says }) => says.startsWith("raised"));
