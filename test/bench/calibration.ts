/**
 * Whether confidence is what it says: beads grouped by their confidence, with the share of each group that is right, on
 * the corpus under disturbance (../core/align/disturbance.ts) and on hand-aligned texts (development-texts.ts).
 *
 * The calibration error stands beside what perfect confidence would have on so many beads.
 *
 *   pnpm bench:calibration [seeds of the disturbance, 4 if left out]
 */
import { alignDocuments, alignPairs, type BeadUnits, readDocumentSet } from "@sextant/core";
import { disturbed, goldBeads, parallelRows, wholeBeads } from "../core/align/disturbance.ts";
import { type Cell, writeMeasurement } from "../docs/measurement.ts";
import { corpus } from "../setup.ts";
import { calibrationError, type Judged, largestPerfectError } from "./calibration-error.ts";
import { type DevelopmentSet, developmentSets } from "./development-texts.ts";

const seeds = Number(process.argv[2] ?? 4);
const EDGES = [0, 0.5, 0.7, 0.9, 0.97, 0.99, 1.0001];

/** The aim: an error of at most this on so many beads; on fewer, one that perfect confidence might have, too. */
const MAX_ERROR = 0.02;
const MANY_BEADS = 2500;

const corpusBeads = (await Promise.all(["A-RES-67-189", "UDHR"].map(disturbedBeads))).flat();
const sets = [
  { name: "corpus, disturbed", beads: corpusBeads },
  ...developmentSets().map((set) => ({ name: set.name, beads: handAlignedBeads(set) })),
];

const groups = EDGES.slice(1).flatMap((edge, at) => {
  const from = EDGES[at] ?? 0;
  const beads = corpusBeads.filter(({ confidence }) => confidence >= from && confidence < edge);
  if (beads.length === 0) return [];
  const range = `${from.toFixed(2)}–${Math.min(1, edge).toFixed(2)}`;
  return [[range, beads.length, mean(beads.map(({ confidence }) => confidence)), rightShare(beads)] as const];
});
const errors = sets.map(({ name, beads }): Cell[] => {
  const sure = beads.filter(({ confidence }) => confidence >= 0.99);
  const error = calibrationError(beads);
  const perfect = largestPerfectError(beads.map(({ confidence }) => confidence));
  const isMet = error <= (beads.length < MANY_BEADS ? perfect : MAX_ERROR);
  const right = sure.length > 0 ? rightShare(sure) : "–";
  return [name, beads.length, error, perfect, isMet ? "yes" : "no", sure.length, right];
});
for (const [range, beads, confidence, right] of groups)
  console.log(`${range}: ${beads} beads, mean confidence ${fixed(confidence)}, right ${fixed(right)}`);
for (const [name, beads, error, perfect, isMet, sure, right] of errors)
  console.log(
    `${name}: ${beads} beads, calibration error ${fixed(error)}, perfect confidence ${fixed(perfect)}, met: ${isMet}; ` +
      `of ${sure} at .99, right ${fixed(right)}`,
  );
const COLUMNS = [
  { label: "confidence" },
  { label: "beads" },
  { label: "mean confidence", decimals: 3 },
  { label: "share that is right", decimals: 3 },
];
const SETS = [
  { label: "set" },
  { label: "beads" },
  { label: "calibration error", decimals: 3 },
  { label: "of perfect confidence, at most", decimals: 3 },
  { label: "aim met" },
  { label: "beads of .99 and more" },
  { label: "of these right", decimals: 3 },
];
writeMeasurement("calibration", "pnpm bench:calibration", COLUMNS, groups);
writeMeasurement("calibration-sets", "pnpm bench:calibration", SETS, errors);

async function disturbedBeads(id: string): Promise<Judged[]> {
  const documents = (await readDocumentSet(corpus(id))).versions.map(({ document }) => document);
  const rows = parallelRows(alignDocuments(documents), documents);
  const languages = [...rows.keys()];
  const runs = Array.from({ length: seeds }, (_, at) => at + 1).flatMap((seed) =>
    languages.flatMap((source, a) =>
      languages.slice(a + 1).map((target, b) => ({ seed, source, target, a, b: a + 1 + b })),
    ),
  );
  return runs.flatMap(({ seed, source, target, a, b }) => {
    const left = disturbed(rows.get(source) ?? [], source, 1000 * seed + a);
    const right = disturbed(rows.get(target) ?? [], target, 1000 * seed + b);
    const texts = { source: left.map(({ text }) => text), target: right.map(({ text }) => text) };
    const [beads = []] = alignPairs([texts], source, target, { known: [] });
    const wholes = wholeBeads(beads, left, right);
    return judged(beads, goldBeads(left, right), wholes);
  });
}

function handAlignedBeads({ from, to, texts, isTogether }: DevelopmentSet): Judged[] {
  const runs = isTogether ? [texts] : texts.map((text) => [text]);
  return runs.flatMap((run) => alignPairs(run, from, to).flatMap((beads, at) => judged(beads, run[at]?.gold ?? [])));
}

/** @param wholes the beads in place of which others are compared with the gold ones, where they differ */
function judged(
  beads: readonly (BeadUnits & { readonly confidence: number })[],
  gold: readonly BeadUnits[],
  wholes: readonly BeadUnits[] = beads,
): Judged[] {
  const keyOf = ({ source, target }: BeadUnits): string => `${source}:${target}`;
  const keys = new Set(gold.map(keyOf));
  return beads.map((bead, at) => ({ confidence: bead.confidence, isRight: keys.has(keyOf(wholes[at] ?? bead)) }));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function rightShare(beads: readonly Judged[]): number {
  return beads.filter(({ isRight }) => isRight).length / beads.length;
}

function fixed(value: Cell | undefined): string {
  return typeof value === "number" ? value.toFixed(3) : String(value);
}
