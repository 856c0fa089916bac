import type { Kysely } from "kysely";
import type { Tables } from "../database/schema.ts";
import { hashOf } from "./tokens.ts";

/** What guesses are counted by: a name, an address. What it is called is kept as a hash. */
export interface GuessCount {
  readonly of: string;
  /** Wrong guesses that are let through; after them none is, for as long as is said. */
  readonly most: number;
}

/**
 * Counts a guess before it is looked at, for it may be wrong; `db` is a transaction that writes alone. However many come at once, to
 * however many servers, no more are let through than may be.
 *
 * @param seconds for which guesses are counted, from the first on, and for which none is let through after the last
 * @returns undefined where it may be looked at; otherwise the seconds until one may, and it is not counted
 */
export async function countGuess(
  db: Kysely<Tables>,
  counts: readonly GuessCount[],
  seconds: number,
): Promise<number | undefined> {
  const now = Date.now();
  const [at, until] = [now, now + 1000 * seconds].map((time) => new Date(time).toISOString()) as [string, string];
  await db.deleteFrom("guess").where("until", "<=", at).execute();
  const counted = new Map<string, { readonly count: number; readonly until: string }>();
  for (const { of, most } of counts) {
    const row = await db.selectFrom("guess").selectAll().where("hash", "=", hashOf(of)).executeTakeFirst();
    if (row && row.count >= most) return Math.ceil((Date.parse(row.until) - now) / 1000);
    const count = (row?.count ?? 0) + 1;
    counted.set(hashOf(of), { count, until: row && count < most ? row.until : until });
  }
  for (const [hash, row] of counted)
    await db
      .insertInto("guess")
      .values({ hash, ...row })
      .onConflict((conflict) => conflict.column("hash").doUpdateSet(row))
      .execute();
  return undefined;
}

/** Takes back that a guess was counted, which was right; `db` is a transaction. @param cleared what is then not counted at all */
export async function forgiveGuess(db: Kysely<Tables>, counts: readonly GuessCount[], cleared: string): Promise<void> {
  for (const { of } of counts)
    await db
      .updateTable("guess")
      .set(({ eb }) => ({ count: eb("count", "-", 1) }))
      .where("hash", "=", hashOf(of))
      .where("count", ">", 0)
      .execute();
  await db.deleteFrom("guess").where("hash", "=", hashOf(cleared)).execute();
}
