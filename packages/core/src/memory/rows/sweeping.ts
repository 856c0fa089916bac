import { SextantError } from "../../error.ts";
import type { Access } from "../database/transactions.ts";
import { noteAudit } from "../serving/audit.ts";
import { forgetRemoved, hasRunOut } from "./removed.ts";
import { removeRemains } from "./staging.ts";

/** Takes out for good what was removed. @returns whether there was such a removal */
export async function takeOutRemoved(access: Access, removal: string): Promise<boolean> {
  const gone = await access.write((db) => forgetRemoved(db, removal));
  await removeRemains(access);
  return gone.length > 0;
}

/**
 * Takes out for good what nobody will see any more: what was removed and whose time has run out, which the audit log notes,
 * and what others left. What cannot be taken out now is left to the next who comes.
 */
export async function sweep(access: Access): Promise<void> {
  try {
    if (await access.read(hasRunOut))
      await access.write(async (db) => {
        const gone = await forgetRemoved(db);
        const entry = { at: new Date().toISOString(), who: "sweep", method: "DELETE", status: 204, request: "" };
        await noteAudit(
          db,
          gone.map((id) => ({ ...entry, path: `/api/removed/${id}` })),
        );
      });
  } catch (error) {
    if (!(error instanceof SextantError) && access.engine.explained(error) === undefined) throw error;
  }
  await removeRemains(access);
}
