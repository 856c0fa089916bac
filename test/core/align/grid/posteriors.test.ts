import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Corridor,
  cellAt,
  corridorOf,
  fullCorridor,
  prefixAt,
} from "../../../../packages/core/src/align/grid/corridor.ts";
import { type Posteriors, posteriors } from "../../../../packages/core/src/align/grid/posteriors.ts";
import type { Gaps } from "../../../../packages/core/src/align/grid/priors.ts";
import { beadAt, IMPOSSIBLE, scoreBeads } from "../../../../packages/core/src/align/grid/scores.ts";
import { ALL_SHAPES, beginOf, isOneSided, SHAPES, type Step } from "../../../../packages/core/src/align/grid/shapes.ts";
import { random } from "../../../random.ts";

/** Every path through a corridor, of beads that have a score. */
function* paths(
  corridor: Corridor,
  scores: Float32Array,
  end = corridor.sources,
  reached = corridor.targets,
): Generator<Step[]> {
  if (end === 0 && reached === 0) yield [];
  for (const shape of ALL_SHAPES) {
    const step = { source: end, target: reached, shape };
    const { source, target } = beginOf(step);
    if (source < 0 || target < 0 || (scores[beadAt(corridor, step)] as number) <= IMPOSSIBLE) continue;
    for (const path of paths(corridor, scores, source, target)) yield [...path, step];
  }
}

/** The weight of a path: what its beads are worth, and how its gaps open, go on and end; a path begins as after a pair. */
function weightOf(path: readonly Step[], corridor: Corridor, scores: Float32Array, gaps: Gaps, temper: number): number {
  let log = 0;
  path.forEach((step, at) => {
    const isGap = isOneSided(step.shape);
    const isAfterGap = at > 0 && isOneSided((path[at - 1] as Step).shape);
    const gap = isAfterGap ? gaps.continues : gaps.opens;
    log += (scores[beadAt(corridor, step)] as number) + Math.log(isGap ? gap : 1 - gap);
  });
  return Math.exp(temper * log);
}

/** The same as {@link posteriors}, by looking at each path; beads less probable than 1e-3 link nothing, as there. */
function enumerated(corridor: Corridor, scores: Float32Array, gaps: Gaps, temper: number) {
  const beads = new Map<number, { readonly step: Step; weight: number }>();
  let [total, continued] = [0, 0];
  for (const path of paths(corridor, scores)) {
    const weight = weightOf(path, corridor, scores, gaps, temper);
    total += weight;
    path.forEach((step, at) => {
      const bead = beads.get(beadAt(corridor, step)) ?? { step, weight: 0 };
      beads.set(beadAt(corridor, step), bead);
      bead.weight += weight;
      if (at > 0 && isOneSided(step.shape) && isOneSided((path[at - 1] as Step).shape)) continued += weight;
    });
  }
  const posterior = new Float64Array(scores.length);
  const cells = new Float64Array(corridor.cellOffset[corridor.sources] as number);
  for (const [at, { step, weight }] of beads) {
    posterior[at] = weight / total;
    if (weight / total < 1e-3) continue;
    const { source, target } = beginOf(step);
    for (let i = source; i < step.source; i++)
      for (let j = target; j < step.target; j++)
        if (j >= (corridor.low[i] as number) && j < (corridor.high[i] as number))
          cells[cellAt(corridor, i, j)] = (cells[cellAt(corridor, i, j)] as number) + weight / total;
  }
  return { beads: posterior, cells, continued: continued / total };
}

/** A corridor of up to 4 by 4 segments, narrowed at random, and scores for its beads. */
const grids = fc
  .record({ sources: fc.integer({ min: 1, max: 4 }), targets: fc.integer({ min: 1, max: 4 }), seed: fc.nat() })
  .map(({ sources, targets, seed }) => {
    const next = random(seed);
    const low = Int32Array.from({ length: sources }, (_, i) => Math.floor(next() * (i + 1)));
    const high = low.map((from) => from + 1 + Math.floor(next() * targets));
    const corridor = corridorOf(low, high, targets);
    const scores = scoreBeads(corridor, ALL_SHAPES, (_i, _j, shape) =>
      // Of large beads few are possible; all single segments may stand alone, so that there is a path.
      shape > 2 && next() < 0.4 ? IMPOSSIBLE : 6 * next() - 4,
    );
    return { corridor, scores };
  });
const share = fc.double({ min: 0.05, max: 0.9, noNaN: true });

test("forward–backward gives each bead the share of the paths that hold it", () => {
  fc.assert(
    fc.property(grids, share, share, fc.constantFrom(1, 0.5), ({ corridor, scores }, opens, continues, temper) => {
      const gaps = { opens, continues };
      const own = posteriors(corridor, scores, gaps, temper);
      const naive = enumerated(corridor, scores, gaps, temper);
      const worst = Math.max(...naive.beads.map((posterior, at) => Math.abs(posterior - (own.beads[at] as number))));
      // What is less probable than 1e-4 is left out.
      expect(worst).toBeLessThan(2e-4);
      expect(Math.abs(own.continued - naive.continued)).toBeLessThan(0.01);
      expect(Math.max(...linkErrors(corridor, own, naive.cells))).toBeLessThan(3e-3);
    }),
    { numRuns: 200 },
  );
});

function linkErrors(corridor: Corridor, { links }: Posteriors, cells: Float64Array): number[] {
  const left = cells.slice();
  for (let i = 0; i < corridor.sources; i++)
    for (let at = links.starts[i] as number; at < (links.starts[i + 1] as number); at++) {
      const cell = cellAt(corridor, i, links.targets[at] as number);
      left[cell] = (left[cell] as number) - (links.weights[at] as number);
    }
  return Array.from(left, Math.abs);
}

test("each segment is in one bead: the posteriors of those that hold it sum to 1", () => {
  const [sources, targets] = [30, 34];
  const next = random(3);
  const corridor = fullCorridor(sources, targets);
  const scores = scoreBeads(corridor, ALL_SHAPES, () => 6 * next() - 3);
  const { beads } = posteriors(corridor, scores, { opens: 0.1, continues: 0.4 });
  const sums = new Float64Array(sources);
  for (let i = 0; i <= sources; i++)
    for (let j = 0; j <= targets; j++)
      SHAPES.forEach(({ source }, shape) => {
        for (let x = i - source; x < i; x++)
          if (x >= 0)
            sums[x] = (sums[x] as number) + (beads[prefixAt(corridor, i, j) * SHAPES.length + shape] as number);
      });
  for (const sum of sums) expect(sum).toBeCloseTo(1, 1);
});
