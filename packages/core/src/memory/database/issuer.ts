import { type Kysely, sql } from "kysely";
import { parseSymbol } from "../../document/symbols.ts";

/** The organ that a document's symbol names, and the organ's session; null where it names none. */
export function issuerOf(symbol: string): { readonly body: string | null; readonly session: number | null } {
  const { body = null, session = null } = parseSymbol(symbol) ?? {};
  return { body, session };
}

/** A migration, the same in every database: the organ and the session of each document set that is there. */
export async function addIssuers(db: Kysely<unknown>): Promise<void> {
  await sql`alter table document_set add column body text`.execute(db);
  await sql`alter table document_set add column session integer`.execute(db);
  const { rows } = await sql<{ id: string; symbol: string }>`select id, symbol from document_set`.execute(db);
  for (const { id, symbol } of rows) {
    const { body, session } = issuerOf(symbol);
    await sql`update document_set set body = ${body}, session = ${session} where id = ${id}`.execute(db);
  }
}
