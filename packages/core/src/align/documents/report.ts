import type { Row } from "../rows/rows.ts";
import type { ParagraphRow } from "./document-set.ts";

/** What a person should know about an alignment before using it. Rows are named by their index. */
export interface AlignmentReport {
  readonly rows: number;
  /** How often each shape occurs, most frequent first. A shape counts the units of each language: `1:1:1`. */
  readonly shapes: readonly { readonly shape: string; readonly rows: number }[];
  /** Mean of the rows' confidences, 0..1; 1 if there are no rows. */
  readonly meanConfidence: number;
  /** Rows less confident than {@link DOUBTFUL}. */
  readonly doubtful: readonly number[];
  /** Rows that lack a language. */
  readonly incomplete: readonly number[];
  /** Runs of rows, `from <= row < to`, in which the alignment seems to have lost the thread. */
  readonly drifts: readonly { readonly from: number; readonly to: number }[];
}

/** A row with a lower confidence is doubtful. */
export const DOUBTFUL = 0.8;
/** This many neighbouring rows with a mean confidence below {@link MAX_DRIFT_CONFIDENCE} are a drift. */
const WINDOW_ROWS = 6;
const MAX_DRIFT_CONFIDENCE = 0.6;

/** A row as the report sees it. */
type ReportedRow = Row & Pick<ParagraphRow, "readInDoubt">;

/** Makes the report of an alignment's rows. */
export function reportOn(rows: readonly ReportedRow[], languages: readonly string[]): AlignmentReport {
  const shapes = new Map<string, number>();
  const doubtful: number[] = [];
  const incomplete: number[] = [];
  let sum = 0;
  rows.forEach(({ units, confidence }, at) => {
    const counts = languages.map((language) => units[language]?.length ?? 0);
    const shape = counts.join(":");
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
    if (confidence < DOUBTFUL) doubtful.push(at);
    if (counts.includes(0)) incomplete.push(at);
    sum += confidence;
  });
  return {
    rows: rows.length,
    shapes: [...shapes].sort((a, b) => b[1] - a[1]).map(([shape, count]) => ({ shape, rows: count })),
    meanConfidence: rows.length === 0 ? 1 : sum / rows.length,
    doubtful,
    incomplete,
    drifts: driftsOf(rows, languages),
  };
}

/**
 * Rows without a counterpart count as confidence 0, because a text that has drifted is full of them. A row with one whose
 * confidence only says how it was read says nothing of this.
 */
function driftsOf(rows: readonly ReportedRow[], languages: readonly string[]): { from: number; to: number }[] {
  const isWhole = ({ units }: Row): boolean => languages.every((language) => units[language]);
  const telling = rows.flatMap((row, at) => {
    if (!isWhole(row)) return [{ at, confidence: 0 }];
    return row.readInDoubt ? [] : [{ at, confidence: row.confidence }];
  });
  const drifts: { from: number; to: number }[] = [];
  let sum = 0;
  telling.forEach(({ at, confidence }, place) => {
    sum += confidence - (telling[place - WINDOW_ROWS]?.confidence ?? 0);
    if (place + 1 < WINDOW_ROWS || sum / WINDOW_ROWS >= MAX_DRIFT_CONFIDENCE) return;
    const last = drifts.at(-1);
    const from = telling[place + 1 - WINDOW_ROWS]!.at;
    if (last && from <= last.to) drifts[drifts.length - 1] = { from: last.from, to: at + 1 };
    else drifts.push({ from, to: at + 1 });
  });
  return drifts;
}
