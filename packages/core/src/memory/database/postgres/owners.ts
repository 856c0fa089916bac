import { type Kysely, sql } from "kysely";

/** To which rows of other tables those of the large tables belong. */
export const OWNERS = [
  { table: "paragraph", column: "document_set", owner: "document_set", key: "id" },
  { table: "unit", column: "document_set", owner: "document_set", key: "id" },
  { table: "unit", column: "paragraph", owner: "paragraph", key: "id" },
  { table: "block", column: "paragraph", owner: "paragraph", key: "id" },
  { table: "variant", column: "unit", owner: "unit", key: "id" },
  { table: "fuzzy_key", column: "unit", owner: "unit", key: "id" },
] as const;

/**
 * A migration: what belongs to a row is deleted with it, by one statement for all rows that are deleted at once. A foreign key would
 * look up the owner of each row that is added. Writers name only owners that are there, and `sextant memory --check` looks for others.
 */
export async function cascadeByStatement(db: Kysely<unknown>): Promise<void> {
  for (const { table, column } of OWNERS)
    await sql`alter table ${sql.table(table)} drop constraint if exists ${sql.ref(`${table}_${column}_fkey`)}`.execute(
      db,
    );
  for (const [owner, owned] of Map.groupBy(OWNERS, (each) => each.owner)) {
    const deletions = owned.map(
      ({ table, column, key }) => `delete from ${table} where ${column} in (select ${key} from gone);`,
    );
    await sql`create function ${sql.ref(`${owner}_gone`)}() returns trigger language plpgsql as ${sql.lit(
      `begin ${deletions.join(" ")} return null; end`,
    )}`.execute(db);
    await sql`create trigger ${sql.ref(`${owner}_gone`)} after delete on ${sql.table(owner)}
      referencing old table as gone for each statement execute function ${sql.ref(`${owner}_gone`)}()`.execute(db);
  }
}
