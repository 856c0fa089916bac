/**
 * How probable it is that two segments belong to one bead. Pairs are kept in compressed rows: the targets of source i
 * are `targets[starts[i]..starts[i + 1])`, rising.
 */
export interface SegmentLinks {
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  /** Posterior, 0..1. */
  readonly weights: Float64Array;
}

/** The posterior of a pair of segments; 0 where they are not linked. Time linear in the links of the source segment, which are few. */
export function linkWeight({ starts, targets, weights }: SegmentLinks, source: number, target: number): number {
  for (let at = starts[source]!; at < starts[source + 1]!; at++) if (targets[at] === target) return weights[at]!;
  return 0;
}

/** Averages two sets of links, with weight `share` for the first: iterations that oscillate then settle (damping). */
export function blended(a: SegmentLinks, b: SegmentLinks, share: number): SegmentLinks {
  const starts = new Int32Array(a.starts.length);
  const targets: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i + 1 < starts.length; i++) {
    let p = a.starts[i]!;
    let q = b.starts[i]!;
    const pEnd = a.starts[i + 1]!;
    const qEnd = b.starts[i + 1]!;
    while (p < pEnd || q < qEnd) {
      const s = p < pEnd ? a.targets[p]! : Number.MAX_SAFE_INTEGER;
      const t = q < qEnd ? b.targets[q]! : Number.MAX_SAFE_INTEGER;
      targets.push(Math.min(s, t));
      weights.push((s <= t ? share * a.weights[p++]! : 0) + (t <= s ? (1 - share) * b.weights[q++]! : 0));
    }
    starts[i + 1] = targets.length;
  }
  return { starts, targets: Int32Array.from(targets), weights: Float64Array.from(weights) };
}

/** Sum of the absolute differences between the posteriors of all pairs. */
export function difference(a: SegmentLinks, b: SegmentLinks): number {
  let sum = 0;
  for (let i = 0; i + 1 < a.starts.length; i++) {
    let p = a.starts[i]!;
    let q = b.starts[i]!;
    const pEnd = a.starts[i + 1]!;
    const qEnd = b.starts[i + 1]!;
    while (p < pEnd || q < qEnd) {
      const s = p < pEnd ? a.targets[p]! : Number.MAX_SAFE_INTEGER;
      const t = q < qEnd ? b.targets[q]! : Number.MAX_SAFE_INTEGER;
      sum += Math.abs((s <= t ? a.weights[p++]! : 0) - (t <= s ? b.weights[q++]! : 0));
    }
  }
  return sum;
}

/** For each source segment, maps the target segments that may be linked with it to the posterior of the pair. */
export type LinkMaps = readonly ReadonlyMap<number, number>[];

/** The same links seen from the other language. */
export function transposed(links: LinkMaps | undefined, count: number): Map<number, number>[] {
  const back = Array.from({ length: count }, () => new Map<number, number>());
  links?.forEach((row, u) => {
    for (const [v, weight] of row) back[v]?.set(u, weight);
  });
  return back;
}

/** The links between the segments from `begin` to before `end` on both sides, counted from `begin`. */
export function linksSlice(
  { starts, targets, weights }: SegmentLinks,
  begin: { readonly source: number; readonly target: number },
  end: { readonly source: number; readonly target: number },
): SegmentLinks {
  const own = new Int32Array(end.source - begin.source + 1);
  const segments: number[] = [];
  const posteriors: number[] = [];
  for (let i = begin.source; i < end.source; i++) {
    for (let at = starts[i]!; at < starts[i + 1]!; at++) {
      const j = targets[at]!;
      if (j < begin.target || j >= end.target) continue;
      segments.push(j - begin.target);
      posteriors.push(weights[at]!);
    }
    own[i - begin.source + 1] = segments.length;
  }
  return { starts: own, targets: Int32Array.from(segments), weights: Float64Array.from(posteriors) };
}

/** Joins the links of texts that follow each other; `targetCounts` holds the number of target segments of each text. */
export function joinedLinks(links: readonly SegmentLinks[], targetCounts: readonly number[]): SegmentLinks {
  const starts = [0];
  const targets: number[] = [];
  const weights: number[] = [];
  let first = 0;
  links.forEach((own, text) => {
    for (let i = 0; i + 1 < own.starts.length; i++) {
      for (let at = own.starts[i]!; at < own.starts[i + 1]!; at++) {
        targets.push(own.targets[at]! + first);
        weights.push(own.weights[at]!);
      }
      starts.push(targets.length);
    }
    first += targetCounts[text]!;
  });
  return { starts: Int32Array.from(starts), targets: Int32Array.from(targets), weights: Float64Array.from(weights) };
}
