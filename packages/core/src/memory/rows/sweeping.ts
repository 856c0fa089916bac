import type { Kysely } from "kysely";
import { SextantError } from "../../error.ts";
import type { Tables } from "../database/schema.ts";
import type { Access } from "../database/transactions.ts";
import { forgetRemoved, hasRunOut } from "./removed.ts";
import { removeRemains } from "./staging.ts";

/** Takes out for good what was removed. @returns whether there was such a removal */
export async function takeOutRemoved(access: Access, removal: string): Promise<boolean> {
  const gone = await access.write((db) => forgetRemoved(db, removal));
  await removeRemains(access);
  return gone.length > 0;
}

/**
 * Takes out for good what nobody will see any more: what was removed and whose time has run out, and what others left. What cannot
 * be taken out now is left to the next who comes.
 *
 * @param note is told the removals whose time has run out, within the change that forgets them
 */
export async function sweep(
  access: Access,
  note: (db: Kysely<Tables>, removals: readonly string[]) => Promise<void>,
): Promise<void> {
  try {
    if (await access.read(hasRunOut)) await access.write(async (db) => note(db, await forgetRemoved(db)));
  } catch (error) {
    if (!(error instanceof SextantError) && access.engine.explained(error) === undefined) throw error;
  }
  await removeRemains(access);
}
