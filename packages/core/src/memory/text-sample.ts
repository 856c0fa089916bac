import { type Kysely, sql } from "kysely";
import type { Tables } from "./schema.ts";

/** Units that are looked at. */
const SAMPLED = 500;
/** Milliseconds for which a memory is taken to be as large as it was. */
const FRESH = 60_000;

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

  /** @returns the texts, the same array while they are the same, and about how many units the memory holds */
  async take(db: Kysely<Tables>): Promise<{ readonly texts: readonly SampledText[]; readonly units: number }> {
    if (this.#units > 0 && performance.now() - this.#lookedAt < FRESH)
      return { texts: this.#texts, units: this.#units };
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
    return { texts: this.#texts, units };
  }
}
