/**
 * Whether confidence is what it says: beads of the corpus under disturbance (../core/align/disturbance.ts), grouped by
 * their confidence, with the share of each group that is right.
 *
 *   pnpm bench:calibration [seeds, 4 if left out]
 */
import { alignDocuments, alignPairs, readDocumentSet } from "@sextant/core";
import { disturbed, goldBeads, parallelRows, wholeBeads } from "../core/align/disturbance.ts";
import { writeMeasurement } from "../docs/measurement.ts";
import { corpus } from "../setup.ts";

const seeds = Number(process.argv[2] ?? 4);
const EDGES = [0, 0.5, 0.7, 0.9, 0.97, 0.99, 1.0001];
const groups = EDGES.slice(1).map(() => ({ beads: 0, right: 0, confidence: 0 }));
for (const id of ["A-RES-67-189", "UDHR"]) {
  const documents = (await readDocumentSet(corpus(id))).versions.map(({ document }) => document);
  const rows = parallelRows(alignDocuments(documents), documents);
  const languages = [...rows.keys()];
  for (let seed = 1; seed <= seeds; seed++)
    for (const [a, source] of languages.entries())
      for (const [b, target] of languages.entries()) {
        if (b <= a) continue;
        const left = disturbed(rows.get(source) ?? [], source, 1000 * seed + a);
        const right = disturbed(rows.get(target) ?? [], target, 1000 * seed + b);
        const key = (bead: { source: readonly number[]; target: readonly number[] }): string =>
          `${bead.source}:${bead.target}`;
        const gold = new Set(goldBeads(left, right).map(key));
        const [beads = []] = alignPairs(
          [{ source: left.map(({ text }) => text), target: right.map(({ text }) => text) }],
          source,
          target,
          { known: [] },
        );
        const wholes = wholeBeads(beads, left, right);
        for (const [at, bead] of beads.entries()) {
          const group = groups[EDGES.findIndex((edge) => bead.confidence < edge) - 1];
          if (!group) continue;
          group.beads++;
          group.confidence += bead.confidence;
          if (gold.has(key(wholes[at] ?? bead))) group.right++;
        }
      }
}
const measured = groups.flatMap(({ beads, right, confidence }, at) => {
  const range = `${(EDGES[at] as number).toFixed(2)}–${Math.min(1, EDGES[at + 1] as number).toFixed(2)}`;
  return beads > 0 ? [[range, beads, confidence / beads, right / beads] as const] : [];
});
for (const [range, beads, confidence, right] of measured)
  console.log(`${range}: ${beads} beads, mean confidence ${confidence.toFixed(3)}, right ${right.toFixed(3)}`);
const COLUMNS = [
  { label: "confidence" },
  { label: "beads" },
  { label: "mean confidence", decimals: 3 },
  { label: "share that is right", decimals: 3 },
];
writeMeasurement("calibration", "pnpm bench:calibration", COLUMNS, measured);
