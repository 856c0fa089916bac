/**
 * Room text: what is known about one text by itself. In: units (blocks, notes, lines) and their language. Out:
 * segments, their words as numbers (tokens.ts), anchors, kinds of borders, and what looks alike in two vocabularies.
 * Imports language and the drafting formulas of document.
 *
 * @module
 */

import { DRAFTING, headingBehind, textBehindHeading } from "../../document/drafting.ts";
import { sentences, trimmed } from "../../language/sentences/sentences.ts";
import type { Span } from "../../language/span.ts";

/** A segment: a sentence of a block, or a clause of it, `text.slice(start, end)` of it, in UTF-16 code units. */
export interface Segment extends Span {
  /** Zero-based index of its block, or of its note in a row of notes. */
  readonly block: number;
}

/**
 * The units of a text, cut into segments: sentences, clauses where units are clauses, and article headings that were run
 * into the next paragraph. One language may set as one paragraph what another sets as two, or omit half of it; segments
 * are the same in both. Unit u holds the segments `starts[u]` to before `starts[u + 1]`, at least one.
 */
export interface SegmentedText {
  readonly texts: readonly string[];
  readonly starts: Int32Array;
  /** The place of each segment in its unit, which is its `block`. */
  readonly segments: readonly Segment[];
}

/**
 * Cuts the units of a text into segments.
 *
 * @param units in order; a unit without a sentence is one segment
 */
export function segmentsOf(units: readonly string[], language: string): SegmentedText {
  const segments: Segment[] = [];
  const starts = new Int32Array(units.length + 1);
  const cutUnit = unitsAreClauses(units) ? clausesOfUnit : segmentsOfUnit;
  units.forEach((unit, at) => {
    segments.push(...cutUnit(unit, language).map((span) => ({ block: at, ...span })));
    starts[at + 1] = segments.length;
  });
  return {
    texts: segments.map(({ block, start, end }) => units[block]!.slice(start, end)),
    starts,
    segments,
  };
}

/**
 * Units are clauses where at least this share of them ends in a semicolon. In a resolution half of them do, in a novel, a
 * yearbook or a declaration fewer than one in sixteen.
 */
const MIN_CLAUSES = 0.2;
const CLAUSE_END = /[;؛；]\s*$/u;
const AFTER_CLAUSE = /(?<=[;؛])(?=\s+\S)|(?<=；)(?=\s*\S)/gu;

/** Whether a text is one long sentence whose paragraphs are clauses. A semicolon in a unit then joins two paragraphs. */
function unitsAreClauses(units: readonly string[]): boolean {
  const clauses = units.filter((unit) => CLAUSE_END.test(unit)).length;
  return clauses > 0 && clauses >= MIN_CLAUSES * units.length;
}

/** The segments of a unit, each cut behind its semicolons. */
function clausesOfUnit(unit: string, language: string): Span[] {
  return segmentsOfUnit(unit, language).flatMap(({ start, end }) => {
    const borders = [...unit.slice(start, end).matchAll(AFTER_CLAUSE)].map(({ index }) => start + index);
    const cuts = [start, ...borders, end];
    return cuts.slice(1).map((cut, at) => trimmed(unit, cuts[at]!, cut));
  });
}

function segmentsOfUnit(unit: string, language: string): Span[] {
  const spans = sentences(unit, language);
  const drafting = DRAFTING[language];
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return [{ start: 0, end: unit.length }];
  if (!drafting) return spans;
  const borders = [
    first.start + textBehindHeading(unit.slice(first.start, first.end), drafting),
    last.start + headingBehind(unit.slice(last.start, last.end), drafting),
  ];
  return spans.flatMap(({ start, end }) => {
    const cuts = [start, ...borders.filter((border) => border > start && border < end), end];
    return cuts.slice(1).map((cut, at) => trimmed(unit, cuts[at]!, cut));
  });
}

/** Marks each border between segments, the text's ends included: 1 if it is also a border of units, else 0. */
export function unitBorders({ texts, starts }: SegmentedText): Uint8Array {
  const borders = new Uint8Array(texts.length + 1);
  for (const start of starts) borders[start] = 1;
  return borders;
}

/** Maps each segment to the index of its unit. */
export function unitsOf({ texts, starts }: SegmentedText): Int32Array {
  const units = new Int32Array(texts.length);
  for (let unit = 0; unit + 1 < starts.length; unit++) units.fill(unit, starts[unit], starts[unit + 1]);
  return units;
}
