import { type ImportedUnit, Memory } from "@sextant/core";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { emptyDatabase } from "../../setup.ts";

/** More than are needed for the tables to be analysed. */
const MANY = 6000;
/** What vacuum locks a table with. */
const VACUUMING = "lock table variant, unit, paragraph, block, posting, fuzzy_key in share update exclusive mode";

async function* units() {
  for (let n = 0; n < MANY; n++) {
    const variants = { en: `Paragraph number ${n}`, fr: `Paragraphe numéro ${n}` };
    yield { role: "text", confidence: 1, origin: "imported", unofficial: [], variants } satisfies ImportedUnit;
  }
}

test("an import ends while PostgreSQL vacuums the tables that it fills", async () => {
  const location = await emptyDatabase(inject("postgres"));
  await using memory = await Memory.open(location);
  const vacuum = new pg.Client({ connectionString: location });
  await vacuum.connect();
  await vacuum.query("begin");
  await vacuum.query(VACUUMING);
  await memory.documentSets.import({ id: "large", symbol: "large", source: "test", fingerprint: "large" }, units());
  await vacuum.query("rollback");
  await vacuum.end();
  expect((await memory.documentSets.find("large"))?.units).toBe(MANY);
  expect(await memory.maintenance.check()).toEqual([]);
});
