import type { Sweep } from "../database/sweep.ts";
import { type Access, ifPossible } from "../database/transactions.ts";
import { listedLanguages } from "../phrases/run-lists.ts";
import { removeRemains, settle } from "../rows/staging.ts";

/** See {@link Maintenance.sweep}. What cannot be taken out now is left to the next who comes. */
export async function sweep(access: Access, sweeps: readonly Sweep[]): Promise<void> {
  await ifPossible(access, async () => {
    for (const { hasRunOut, takeOut } of sweeps) if (await access.read(hasRunOut)) await access.write(takeOut);
  });
  await removeRemains(access);
  await settle(access, await access.read(listedLanguages));
}
