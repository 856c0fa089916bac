import type { Bead } from "./pair.ts";

/** A bead without its confidence: two lists of zero-based unit indices. */
export type BeadUnits = Pick<Bead, "source" | "target">;

/** Precision, recall and F1, each 0..1. */
export interface Measure {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/**
 * Compares an alignment with a gold one.
 *
 * - `strict`: a bead is right if exactly this bead stands in the other alignment
 * - `lax`: a bead is right if it shares a unit on both sides with beads of the other alignment
 *
 * Precision counts every bead of the hypothesis, one-sided ones included; recall counts the two-sided gold beads among
 * the two-sided hypothesis beads. The published Text+Berg and MAC figures count in this way (score.py of Bleualign and
 * Vecalign). Counts are pooled over the documents.
 */
export function evaluate(
  documents: readonly { readonly gold: readonly BeadUnits[]; readonly hypothesis: readonly BeadUnits[] }[],
): {
  readonly strict: Measure;
  readonly lax: Measure;
} {
  const precision = { strict: 0, lax: 0, asked: 0 };
  const recall = { strict: 0, lax: 0, asked: 0 };
  for (const { gold, hypothesis } of documents) {
    add(precision, count(hypothesis, gold));
    add(recall, count(gold.filter(isTwoSided), hypothesis.filter(isTwoSided)));
  }
  return { strict: measure("strict"), lax: measure("lax") };

  function measure(kind: "strict" | "lax"): Measure {
    const p = precision.asked ? precision[kind] / precision.asked : 0;
    const r = recall.asked ? recall[kind] / recall.asked : 0;
    return { precision: p, recall: r, f1: p + r > 0 ? (2 * p * r) / (p + r) : 0 };
  }
}

interface Counts {
  strict: number;
  lax: number;
  asked: number;
}

function add(sum: Counts, counts: Counts): void {
  sum.strict += counts.strict;
  sum.lax += counts.lax;
  sum.asked += counts.asked;
}

const isTwoSided = ({ source, target }: BeadUnits): boolean => source.length > 0 && target.length > 0;
const keyOf = ({ source, target }: BeadUnits): string => `${source}|${target}`;

function count(asked: readonly BeadUnits[], reference: readonly BeadUnits[]): Counts {
  const exact = new Set(reference.map(keyOf));
  const partners = new Map<number, Set<number>>();
  for (const { source, target } of reference)
    for (const unit of source) {
      const known = partners.get(unit) ?? new Set();
      for (const other of target) known.add(other);
      partners.set(unit, known);
    }
  const counts: Counts = { strict: 0, lax: 0, asked: 0 };
  for (const bead of new Map(asked.map((bead) => [keyOf(bead), bead])).values()) {
    if (bead.source.length + bead.target.length === 0) continue;
    const same = exact.has(keyOf(bead));
    counts.asked++;
    if (same) counts.strict++;
    if (same || bead.source.some((unit) => bead.target.some((other) => partners.get(unit)?.has(other)))) counts.lax++;
  }
  return counts;
}

/**
 * Reads beads, one a line: `[0, 1]:[2]`; the rest of the line is ignored.
 *
 * @throws {SyntaxError} if a line holds no bead; the message names the line
 */
export function parseBeads(text: string, name = "beads"): BeadUnits[] {
  return text.split("\n").flatMap((line, at) => {
    if (!line.trim()) return [];
    const match = /^\s*\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\]/.exec(line);
    if (!match)
      throw new SyntaxError(`${name}:${at + 1}: not a bead: ${line.slice(0, 80)} — one looks like [0, 1]:[2]`);
    const [source, target] = [match[1], match[2]].map((side) =>
      (side as string)
        .split(",")
        .filter((unit) => unit.trim())
        .map(Number),
    );
    return [{ source: source as number[], target: target as number[] }];
  });
}

/** Writes beads in the form that {@link parseBeads} reads, each followed by its confidence with four digits. */
export function formatBeads(beads: readonly Bead[]): string {
  return beads
    .map(({ source, target, confidence }) => `[${source.join(", ")}]:[${target.join(", ")}]:${confidence.toFixed(4)}\n`)
    .join("");
}
