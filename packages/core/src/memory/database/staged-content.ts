import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Kysely } from "kysely";
import { SextantError } from "../../error.ts";
import type { Tables } from "./schema.ts";

/** Who has written nothing for so long is taken for dead, and what it staged is taken out; a process that is gone, at once. */
const MAX_SILENT_MS = 300_000;

const ownName = (): string => `${hostname()}:${process.pid}`;

/** Begins content that nobody sees until it is published; `db` is a transaction. @returns what it is listed under */
export async function beginContent(db: Kysely<Tables>): Promise<string> {
  const content = `content-${randomUUID()}`;
  const about = { id: content, symbol: "", source: "", fingerprint: "", memory: "", content: null };
  await db.insertInto("document_set").values(about).execute();
  const staged = { document_set: content, owner: ownName(), renewed: new Date().toISOString() };
  await db.insertInto("staged").values(staged).execute();
  return content;
}

/** Says that its writer lives; `db` is a transaction. @throws {SextantError} `memory-not-changed` where it was taken for dead */
export async function renewContent(db: Kysely<Tables>, content: string): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable("staged")
    .set({ renewed: new Date().toISOString() })
    .where("document_set", "=", content)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n)
    throw new SextantError("memory-not-changed", "nothing was written for so long that what had been was taken out");
}

/** From here on it has no writer: it was published, or is to be taken out; `db` is a transaction. */
export async function abandonContent(db: Kysely<Tables>, content: string): Promise<void> {
  await db.deleteFrom("staged").where("document_set", "=", content).execute();
}

/** Forgets content of which all was taken out; `db` is a transaction. */
export async function removeContentRow(db: Kysely<Tables>, content: string): Promise<void> {
  await db.deleteFrom("document_set").where("id", "=", content).where("content", "is", null).execute();
}

/** Whether somebody may still be writing content. */
export function isAlive(owner: string, renewed: string): boolean {
  if (Date.now() - Date.parse(renewed) > MAX_SILENT_MS) return false;
  const [, host, pid] = /^(.*):(\d+)$/.exec(owner) ?? [];
  if (host !== hostname()) return true;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
