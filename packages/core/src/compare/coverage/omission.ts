/** A stretch of one side that the other seems not to have. */
export interface Omitted {
  /** 0 or 1: the side that has it. */
  readonly side: 0 | 1;
  /** In its text, as written. */
  readonly start: number;
  readonly end: number;
  /** How much likelier it is that it has no counterpart than that it has one, in nats; the parts that words and lengths … */
  readonly nats: number;
  readonly words: number;
  readonly length: number;
  /** … and its place: whole sentences, where there are more of them. */
  readonly place: number;
  /** Its share of its text, 0..1. */
  readonly share: number;
}

/** Sentences that one side has too many. */
export interface Surplus extends Omitted {
  /**
   * How much less it is beside other stretches, in nats; 0 or less. Words against it are bounded where nothing else is asked, and not
   * where they are asked about a stretch as well.
   */
  readonly besideStretch: number;
}

/** A stretch is told from so many nats on, and a short one from more. */
const MIN_NATS = 5.5;
const MIN_SHARE = 0.08;
const MIN_SHORT_NATS = 8.5;
const MIN_SENTENCE_NATS = 3.7;
/** What lengths have to say for a stretch that is no whole sentence too many. */
export const MIN_AGREEING_NATS = 1;

/**
 * Whether an omission is likely enough to be told. Whole sentences of which the other side has so many fewer need less; any other
 * stretch has to agree with the lengths.
 */
export function isTold({ nats, share, place, length }: Omitted): boolean {
  if (place > 0) return nats >= MIN_SENTENCE_NATS && share >= MIN_SHARE;
  return length >= MIN_AGREEING_NATS && (nats >= MIN_SHORT_NATS || (nats >= MIN_NATS && share >= MIN_SHARE));
}
