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
