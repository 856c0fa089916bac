import type { Span } from "../language/span.ts";

/**
 * Units of two languages that translate one another: `source` and `target` hold zero-based unit indices, rising, either
 * possibly empty (an omission or an addition). `confidence` is the bead's posterior probability, 0..1.
 */
export interface Bead {
  readonly source: readonly number[];
  readonly target: readonly number[];
  readonly confidence: number;
}

/** The same over N languages: for each language, indices of the units that translate one another; possibly none. */
export interface Row {
  readonly units: Readonly<Record<string, readonly number[]>>;
  /** 0..1: the mean posterior of the links between its languages. */
  readonly confidence: number;
  readonly origin: "automatic" | "corrected";
}

/** A segment: a sentence of a block, `text.slice(start, end)` of it, in UTF-16 code units. */
export interface Segment extends Span {
  /** Zero-based index of its block, or of its note in a row of notes. */
  readonly block: number;
}

/** Segments that translate one another, of one paragraph row. */
export interface SegmentRow {
  readonly segments: Readonly<Record<string, readonly Segment[]>>;
  readonly confidence: number;
  readonly origin: Row["origin"];
}
