/**
 * How probable it is that two units belong to one bead, for the pairs that may: rows in compressed form, the targets of
 * source i are `targets[starts[i]..starts[i+1])`, rising.
 */
export interface UnitLinks {
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  /** Posterior, 0..1. */
  readonly weights: Float64Array;
}

/** The mean of two sets of links, `share` of it the first: a run that jumps to and fro settles between (damping). */
export function blended(a: UnitLinks, b: UnitLinks, share: number): UnitLinks {
  const starts = new Int32Array(a.starts.length);
  const targets: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i + 1 < starts.length; i++) {
    let p = a.starts[i] as number;
    let q = b.starts[i] as number;
    const pEnd = a.starts[i + 1] as number;
    const qEnd = b.starts[i + 1] as number;
    while (p < pEnd || q < qEnd) {
      const s = p < pEnd ? (a.targets[p] as number) : Number.MAX_SAFE_INTEGER;
      const t = q < qEnd ? (b.targets[q] as number) : Number.MAX_SAFE_INTEGER;
      targets.push(Math.min(s, t));
      weights.push(
        (s <= t ? share * (a.weights[p++] as number) : 0) + (t <= s ? (1 - share) * (b.weights[q++] as number) : 0),
      );
    }
    starts[i + 1] = targets.length;
  }
  return { starts, targets: Int32Array.from(targets), weights: Float64Array.from(weights) };
}

/** Sum of what the posteriors of all pairs differ by. */
export function difference(a: UnitLinks, b: UnitLinks): number {
  let sum = 0;
  for (let i = 0; i + 1 < a.starts.length; i++) {
    let p = a.starts[i] as number;
    let q = b.starts[i] as number;
    const pEnd = a.starts[i + 1] as number;
    const qEnd = b.starts[i + 1] as number;
    while (p < pEnd || q < qEnd) {
      const s = p < pEnd ? (a.targets[p] as number) : Number.MAX_SAFE_INTEGER;
      const t = q < qEnd ? (b.targets[q] as number) : Number.MAX_SAFE_INTEGER;
      sum += Math.abs((s <= t ? (a.weights[p++] as number) : 0) - (t <= s ? (b.weights[q++] as number) : 0));
    }
  }
  return sum;
}

/** Posterior of each pair of units that may be linked: `links[i]` maps target units to it. */
export type PairLinks = readonly ReadonlyMap<number, number>[];

/** The same links seen from the other language. */
export function transposed(links: PairLinks | undefined, count: number): Map<number, number>[] {
  const back = Array.from({ length: count }, () => new Map<number, number>());
  links?.forEach((row, u) => {
    for (const [v, weight] of row) back[v]?.set(u, weight);
  });
  return back;
}

/** The links between units from `begin` to before `end` of either side, their units counted from there. */
export function linksSlice(
  { starts, targets, weights }: UnitLinks,
  begin: { readonly source: number; readonly target: number },
  end: { readonly source: number; readonly target: number },
): UnitLinks {
  const own = new Int32Array(end.source - begin.source + 1);
  const units: number[] = [];
  const posteriors: number[] = [];
  for (let i = begin.source; i < end.source; i++) {
    for (let at = starts[i] as number; at < (starts[i + 1] as number); at++) {
      const j = targets[at] as number;
      if (j < begin.target || j >= end.target) continue;
      units.push(j - begin.target);
      posteriors.push(weights[at] as number);
    }
    own[i - begin.source + 1] = units.length;
  }
  return { starts: own, targets: Int32Array.from(units), weights: Float64Array.from(posteriors) };
}

/** The links of texts that follow one another as those of one; `targetCounts` are their numbers of target units. */
export function joinedLinks(links: readonly UnitLinks[], targetCounts: readonly number[]): UnitLinks {
  const starts = [0];
  const targets: number[] = [];
  const weights: number[] = [];
  let first = 0;
  links.forEach((own, text) => {
    for (let i = 0; i + 1 < own.starts.length; i++) {
      for (let at = own.starts[i] as number; at < (own.starts[i + 1] as number); at++) {
        targets.push((own.targets[at] as number) + first);
        weights.push(own.weights[at] as number);
      }
      starts.push(targets.length);
    }
    first += targetCounts[text] as number;
  });
  return { starts: Int32Array.from(starts), targets: Int32Array.from(targets), weights: Float64Array.from(weights) };
}
