/**
 * A text that is more than this many times as long as its counterpart, beyond the usual ratio of the languages, holds
 * something that the counterpart does not.
 */
export const MAX_LENGTH_RATIO = 3;
/** Shorter texts are not compared by length; UTF-16 code units. */
export const MIN_COMPARED_CHARACTERS = 30;
