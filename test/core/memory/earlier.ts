import { Kysely, sql } from "kysely";
import type { Engine } from "../../../packages/core/src/memory/database/engine.ts";
import { isPostgres } from "../../../packages/core/src/memory/database/postgres/address.ts";
import { postgresEngine } from "../../../packages/core/src/memory/database/postgres/engine.ts";
import type { Tables } from "../../../packages/core/src/memory/database/schema.ts";
import { sqliteEngine } from "../../../packages/core/src/memory/database/sqlite/engine.ts";

/** The rows of the set "budget": what an import brought, and what a person has said of it since. */
export const BUDGET = [
  { en: "Draft budget of the Tribunal", fr: "Projet de budget du Tribunal", origin: "imported", status: "confirmed" },
  { en: "Final budget of the Tribunal", fr: "Budget final du Tribunal", origin: "corrected", status: "confirmed" },
  { en: "Annex on the reserve", fr: "Annexe sur la réserve", origin: "imported", status: "rejected" },
  { en: "Other matters", fr: "Questions diverses", origin: "imported", status: "automatic" },
] as const;
/** What row 1 said before a person edited it. */
export const REPLACED = "Budget définitif du Tribunal";

export const engineOf = (location: string): Engine =>
  isPostgres(location) ? postgresEngine(location) : sqliteEngine(location);

/**
 * Makes a memory as an earlier version of Sextant left it: by that version's own migrations, with {@link BUDGET} in it.
 *
 * @param count of migrations that the version had
 * @returns whether that version kept decisions
 */
export async function earlierMemory(location: string, count: number): Promise<boolean> {
  const engine = engineOf(location);
  const db = new Kysely<Tables>({ dialect: engine.dialect });
  await engine.alone(db, async (db) => {
    await sql`create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null)`.execute(
      db,
    );
    for (const [name, { up }] of Object.entries(engine.migrations).slice(0, count)) {
      await up(db);
      await sql`insert into kysely_migration values (${name}, '2026-01-01')`.execute(db);
    }
    for (const [table, row] of rows()) await insert(db, location, table, row);
    if (await engine.hasTable(db, "trigram"))
      await sql`insert into trigram (rowid, folded) select rowid, folded from variant`.execute(db);
    // Keys of an earlier format are made anew when they are first asked for.
    if (await engine.hasTable(db, "fuzzy_order"))
      await sql`insert into fuzzy_order (language, id, format, texts, frequent)
        values ('en', '', 1, 4, '{}'), ('fr', '', 1, 4, '{}')`.execute(db);
    for (const given of ["number", "last_paragraph", "last_unit"])
      if ((await columnsOf(db, location, "edition")).includes(given))
        await sql`update edition set ${sql.ref(given)} = 4`.execute(db);
  });
  const keepsDecisions = await engine.hasTable(db, "change");
  await db.destroy();
  return keepsDecisions;
}

type Row = Readonly<Record<string, unknown>>;

/** All rows of all tables, with every column that a table has ever had. */
function* rows(): Generator<readonly [table: string, row: Row]> {
  const own = { document_set: "budget" };
  const [role, confidence, marks] = ["text", 1, "[]"];
  const source = "imported from budget.tmx";
  yield [
    "document_set",
    { id: "budget", symbol: "budget.tmx", source, fingerprint: "1", memory: "main", file: "", content: "budget" },
  ];
  for (const language of ["en", "fr"]) yield ["version", { ...own, language, title: "", official: 1 }];
  for (const [position, { en, fr, ...said }] of BUDGET.entries()) {
    const id = position + 1;
    yield ["paragraph", { id, ...own, position, role, confidence, ...said, version: 1 }];
    yield ["unit", { id, ...own, paragraph: id, position, confidence, ...said, edition: 2, version: 1 }];
    for (const [language, text] of Object.entries({ en, fr })) {
      const imported = text === BUDGET[1].fr ? REPLACED : text;
      yield ["block", { paragraph: id, language, position: 0, text: imported, marks }];
      const folded = `${text.toLowerCase()}\n\n`;
      yield ["variant", { unit: id, language, text, folded, exact_key: text, grams: [] }];
    }
  }
  const blocks = { en: [{ text: BUDGET[1].en, marks: [] }], fr: [{ text: REPLACED, marks: [] }] };
  const as = { confidence, origin: "imported", status: "automatic" };
  const before = [{ row: { role, ...as, blocks }, units: [{ ...as, variants: { en: BUDGET[1].en, fr: REPLACED } }] }];
  const correction = { action: "edit", position: 1, unit: 2, language: "fr", text: BUDGET[1].fr };
  const json = { correction: JSON.stringify(correction), replaced: JSON.stringify(before) };
  yield ["change", { ...own, at: "2026-01-01T00:00:00.000Z", position: 1, rows: 1, ...json }];
}

/** Inserts what the table has columns for; nothing where there is no such table yet. */
async function insert(db: Kysely<Tables>, location: string, table: string, row: Row): Promise<void> {
  const columns = (await columnsOf(db, location, table)).filter((name) => name in row);
  if (columns.length === 0) return;
  const values = columns.map((name) => sql`${row[name]}`);
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(name)))})
    values (${sql.join(values)})`.execute(db);
}

async function columnsOf(db: Kysely<Tables>, location: string, table: string): Promise<string[]> {
  const { rows } = await (isPostgres(location)
    ? sql<{ name: string }>`select column_name as name from information_schema.columns where table_name = ${table}`
    : sql<{ name: string }>`select name from pragma_table_info(${table})`
  ).execute(db);
  return rows.map(({ name }) => name);
}
