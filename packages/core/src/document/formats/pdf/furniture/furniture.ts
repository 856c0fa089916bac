import type { Decision, LeftOut } from "../../../document.ts";
import { type Masthead, mastheadOf } from "../../../masthead.ts";
import type { Line } from "../lines.ts";
import type { Page } from "../page.ts";
import { furnitureEvidence, knownOf } from "./furniture-evidence.ts";
import { mastheadLines, symbolOf } from "./masthead-lines.ts";
import { type CandidateLine, MAX_EDGE_LINES, placeLines } from "./placed-lines.ts";

/** What the pages hold besides their text. */
export interface Furniture {
  /** The lines that are not text. */
  readonly lines: ReadonlySet<Line>;
  readonly leftOut: readonly LeftOut[];
  readonly masthead: Masthead;
  readonly decisions: readonly Decision[];
}

/**
 * Finds what belongs to the pages and not to the text: running heads and feet, page and job numbers, the masthead, and
 * what the file itself marks. Each line is judged by evidence. Nothing is discarded: everything is returned as left
 * out.
 */
export function furnitureOf(
  pages: readonly { readonly page: Page; readonly lines: readonly CandidateLine[] }[],
): Furniture {
  const placed = pages.map(({ page, lines }) => placeLines(page, lines));
  const masthead = mastheadLines(placed[0] ?? []);
  const symbol = symbolOf(masthead, placed.flat());
  const firstPage = (pages[0]?.lines ?? []).map(({ line }) => line.text).join(" ");
  const known = knownOf(placed, firstPage, symbol, masthead);
  const taken = new Set<Line>();
  const leftOut: LeftOut[] = [];
  const decisions: Decision[] = [];
  for (const [at, own] of placed.entries()) {
    for (const candidate of own) {
      const { evidence, reason } = furnitureEvidence(candidate, known);
      const weight = evidence.reduce((sum, { weight }) => sum + weight, 0);
      const { line } = candidate;
      if (weight > 0) {
        taken.add(line);
        leftOut.push({ text: line.text, page: at + 1, reason });
      }
      if (candidate.rank < MAX_EDGE_LINES || weight > 0)
        decisions.push({ about: "furniture", text: line.text.slice(0, 80), page: at + 1, taken: weight > 0, evidence });
    }
    for (const text of pages[at]?.page.turned ?? []) leftOut.push({ text, page: at + 1, reason: "set upright" });
  }
  const fields = mastheadOf([...masthead].map(({ text }) => text));
  return {
    lines: taken,
    leftOut,
    masthead: { ...fields, ...(symbol !== undefined && { symbol }) },
    decisions,
  };
}
