import { type Kysely, sql } from "kysely";
import type { Tables } from "./schema.ts";

/** Units that are looked at. */
const SAMPLED = 1000;
/** Milliseconds for which a memory is taken to be as large as it was. */
const FRESH = 60_000;

/** A sample does not know how rare the rarest are: one of them alone may be found often. */
const LEAST_PIECES = 2;

/** A folded text of a memory. */
export interface SampledText {
  readonly language: string;
  readonly folded: string;
}

/**
 * An even sample of a memory's texts, by which a database that cannot tell is told how frequent something is. Taken when it
 * is first asked for, and again when the memory has grown to twice as many units, which is looked at once a minute.
 */
export class TextSample {
  /** When the memory was looked at, how many units it had then, and when the sample was taken. */
  #lookedAt = -Infinity;
  #units = 0;
  #sampled = 0;
  #texts: readonly SampledText[] = [];

  /** @returns the texts, the same array while they are the same, and how many of the memory each of them stands for */
  async take(db: Kysely<Tables>): Promise<{ readonly texts: readonly SampledText[]; readonly each: number }> {
    if (this.#units > 0 && performance.now() - this.#lookedAt < FRESH) return this.#taken();
    const { last } = await db
      .selectFrom("unit")
      .select(sql<number>`coalesce(max(id), 0)`.as("last"))
      .executeTakeFirstOrThrow();
    const units = Number(last);
    if (units >= 2 * this.#sampled) {
      // Ids are given in order, and few are missing.
      const ids = Array.from({ length: SAMPLED }, (_, at) => 1 + Math.floor((at * units) / SAMPLED));
      this.#texts = await db.selectFrom("variant").select(["language", "folded"]).where("unit", "in", ids).execute();
      this.#sampled = Math.max(1, units);
    }
    [this.#units, this.#lookedAt] = [units, performance.now()];
    return this.#taken();
  }

  #taken() {
    return { texts: this.#texts, each: Math.max(1, this.#units / SAMPLED) };
  }
}

/** Tells how frequent pieces of texts are in a memory, as a sample of it has them. */
export class TextPieces<Piece> {
  readonly #piecesOf: (folded: string) => Iterable<Piece>;
  /** The places of the texts that hold each piece, in order. */
  readonly #held = new WeakMap<readonly SampledText[], ReadonlyMap<Piece, readonly number[]>>();

  /** @param piecesOf what a folded text is found by, each once */
  constructor(piecesOf: (folded: string) => Iterable<Piece>) {
    this.#piecesOf = piecesOf;
  }

  /**
   * The pieces of a phrase by which an index finds it with the least work. Another piece costs the reading of its list, and
   * saves looks at texts that do not hold it.
   *
   * @param look what a look at a text costs, in entries of a list
   * @returns at least {@link LEAST_PIECES} where there are so many, those that tell most first
   */
  cheapest(pieces: Iterable<Piece>, texts: readonly SampledText[], look: number): Piece[] {
    const held = this.#heldIn(texts);
    const left = new Map([...pieces].map((piece) => [piece, held.get(piece) ?? []]));
    const chosen: Piece[] = [];
    let found = new Set(texts.keys());
    while (left.size > 0) {
      const costs = [...left].map(([piece, list]) => {
        const both = list.filter((place) => found.has(place));
        return { piece, both, cost: list.length + look * (both.length - found.size) };
      });
      const best = costs.reduce((a, b) => (b.cost < a.cost ? b : a));
      if (best.cost >= 0 && chosen.length >= LEAST_PIECES) break;
      chosen.push(best.piece);
      left.delete(best.piece);
      found = new Set(best.both);
    }
    return chosen;
  }

  /** How many texts hold all of some pieces. */
  holding(pieces: readonly Piece[], texts: readonly SampledText[]): number {
    const held = this.#heldIn(texts);
    const lists = pieces.map((piece) => new Set(held.get(piece)));
    const [first = new Set(texts.keys()), ...others] = lists;
    return [...first].filter((place) => others.every((list) => list.has(place))).length;
  }

  #heldIn(texts: readonly SampledText[]): ReadonlyMap<Piece, readonly number[]> {
    const known = this.#held.get(texts);
    if (known) return known;
    const held = new Map<Piece, number[]>();
    for (const [place, { folded }] of texts.entries())
      for (const piece of this.#piecesOf(folded)) {
        const places = held.get(piece);
        if (places) places.push(place);
        else held.set(piece, [place]);
      }
    this.#held.set(texts, held);
    return held;
  }
}
