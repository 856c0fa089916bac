import { type Step, shapeOf } from "../grid/shapes.ts";
import { segmentsOf } from "../text/segments.ts";

/**
 * A sentence encoder: any model that gives texts of the same meaning similar vectors in every language. None is
 * shipped; docs/alignment.md shows one made of `@huggingface/transformers`.
 */
export interface Embedder {
  /** @returns a vector for each text, in order, all of one length */
  embed(texts: readonly string[], language: string): Promise<readonly Float32Array[]>;
}

/** Vectors by text, of length 1. */
export type Vectors = ReadonlyMap<string, Float32Array>;

/** Number of texts in one call of an encoder. */
const TEXTS_PER_BATCH = 64;

/**
 * Asks an encoder for the vectors of units, cut into the segments that are aligned (segments.ts), each text once.
 *
 * @param units texts by language
 * @returns vectors by text, of length 1
 * @throws {Error} if the encoder returns another number of vectors than it got texts, or vectors of several lengths
 */
export async function embedUnits(
  embedder: Embedder,
  units: Readonly<Record<string, readonly string[]>>,
): Promise<Vectors> {
  const vectors = new Map<string, Float32Array>();
  let length: number | undefined;
  for (const [language, texts] of Object.entries(units)) {
    const open = [...new Set(segmentsOf(texts, language).texts)].filter((text) => !vectors.has(text));
    for (let from = 0; from < open.length; from += TEXTS_PER_BATCH) {
      const batch = open.slice(from, from + TEXTS_PER_BATCH);
      const batchVectors = await embedder.embed(batch, language);
      if (batchVectors.length !== batch.length)
        throw new Error(`the encoder gave ${batchVectors.length} vectors for ${batch.length} texts in ${language}`);
      for (const [at, vector] of batchVectors.entries()) {
        length ??= vector.length;
        if (vector.length !== length)
          throw new Error(`the encoder gave a vector of ${vector.length} numbers after others of ${length}`);
        vectors.set(batch[at]!, normalised(vector));
      }
    }
  }
  return vectors;
}

function normalised(vector: Float32Array): Float32Array {
  const size = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return size > 0 ? vector.map((value) => value / size) : vector;
}

/** Cumulated vectors of a text's units: the sum over any stretch is one subtraction. */
export interface Embedded {
  readonly source: readonly Float64Array[];
  readonly target: readonly Float64Array[];
}

/** @returns undefined where a unit has no vector */
export function embedded(
  vectors: Vectors | undefined,
  source: readonly string[],
  target: readonly string[],
): Embedded | undefined {
  if (!vectors) return undefined;
  const [a, b] = [sums(vectors, source), sums(vectors, target)];
  return a && b && { source: a, target: b };
}

function sums(vectors: Vectors, texts: readonly string[]): Float64Array[] | undefined {
  const all: Float64Array[] = [new Float64Array(vectors.get(texts[0] ?? "")?.length ?? 0)];
  for (const text of texts) {
    const vector = vectors.get(text);
    if (!vector) return undefined;
    all.push((all.at(-1) as Float64Array).map((value, at) => value + vector[at]!));
  }
  return all;
}

/** Cosine of the two sides of the bead that ends before source unit i and target unit j, −1..1. */
export function cosine({ source, target }: Embedded, i: number, a: number, j: number, b: number): number {
  const [s, s0] = [source[i]!, source[i - a]!];
  const [t, t0] = [target[j]!, target[j - b]!];
  let [dot, ss, tt] = [0, 0, 0];
  for (let at = 0; at < s.length; at++) {
    const x = s[at]! - s0[at]!;
    const y = t[at]! - t0[at]!;
    dot += x * y;
    ss += x * x;
    tt += y * y;
  }
  return ss > 0 && tt > 0 ? dot / Math.sqrt(ss * tt) : 0;
}

/** Normal distributions of the cosines of beads, and of units that have nothing to do with each other. */
export interface CosineModel {
  readonly beads: Normal;
  readonly others: Normal;
}

interface Normal {
  readonly mean: number;
  readonly deviation: number;
}

const MIN_DEVIATION = 0.05;
/** Bound, in nats, of what vectors say for or against a bead: an encoder errs, too. */
const MAX_NATS = 12;

/** Fits the model: beads come from the paths; the others pair the same sources with targets far away. */
export function cosineModel(
  texts: readonly { readonly vectors?: Embedded; readonly steps: readonly Step[] }[],
): CosineModel | undefined {
  const beads: number[] = [];
  const others: number[] = [];
  for (const { vectors, steps } of texts) {
    if (!vectors) continue;
    const pairs = steps.filter(({ shape }) => shape > 1);
    pairs.forEach(({ source, target, shape }, at) => {
      const { source: a, target: b } = shapeOf(shape);
      beads.push(cosine(vectors, source, a, target, b));
      const other = pairs[(at + Math.ceil(pairs.length / 2)) % pairs.length]!;
      if (other.target !== target) others.push(cosine(vectors, source, a, other.target, shapeOf(other.shape).target));
    });
  }
  return beads.length > 1 && others.length > 1 ? { beads: normal(beads), others: normal(others) } : undefined;
}

function normal(values: readonly number[]): Normal {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.max(MIN_DEVIATION, Math.sqrt(variance)) };
}

/**
 * Log-likelihood ratio of a cosine, in nats. It rises with the cosine, also where the two variances would say
 * otherwise.
 */
export function cosineRatio({ beads, others }: CosineModel, value: number): number {
  const x = Math.min(beads.mean, Math.max(others.mean, value));
  const density = ({ mean, deviation }: Normal): number =>
    -Math.log(deviation) - (x - mean) ** 2 / (2 * deviation * deviation);
  return beads.mean <= others.mean ? 0 : Math.max(-MAX_NATS, Math.min(MAX_NATS, density(beads) - density(others)));
}
