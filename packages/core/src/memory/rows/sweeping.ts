import type { Kysely } from "kysely";
import { SextantError } from "../../error.ts";
import type { Tables } from "../database/schema.ts";
import type { Access } from "../database/transactions.ts";
import { listedLanguages } from "../phrases/run-lists.ts";
import { forgetRemoved, hasRunOut } from "./removed.ts";
import { removeRemains, settle } from "./staging.ts";

/** Takes out for good what was removed. @returns whether there was such a removal */
export async function takeOutRemoved(access: Access, removal: string): Promise<boolean> {
  const gone = await access.write((db) => forgetRemoved(db, removal));
  await removeRemains(access);
  return gone.length > 0;
}

/** Something whose time runs out. */
export interface Sweep {
  /** Whether there is any whose time has run out: asked without a lock. */
  hasRunOut(db: Kysely<Tables>): Promise<boolean>;
  /** Takes it out; `db` is a transaction. */
  takeOut(db: Kysely<Tables>): Promise<void>;
}

/**
 * What was removed, and can be restored no longer.
 *
 * @param note is told the removals whose time has run out, within the change that forgets them
 */
export function oldRemovals(note: (db: Kysely<Tables>, removals: readonly string[]) => Promise<void>): Sweep {
  return { hasRunOut, takeOut: async (db) => note(db, await forgetRemoved(db)) };
}

/**
 * Takes out for good what nobody will see any more: that whose time has run out, and what others left; and merges the phrase lists that
 * many small changes left. What cannot be taken out now is
 * left to the next who comes.
 */
export async function sweep(access: Access, sweeps: readonly Sweep[]): Promise<void> {
  try {
    for (const { hasRunOut, takeOut } of sweeps) if (await access.read(hasRunOut)) await access.write(takeOut);
  } catch (error) {
    if (!(error instanceof SextantError) && access.engine.explained(error) === undefined) throw error;
  }
  await removeRemains(access);
  await settle(access, await access.read(listedLanguages));
}
