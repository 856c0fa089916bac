import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Memory } from "@sextant/core";
import { Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { POSTGRES_MIGRATIONS } from "../../../packages/core/src/memory/database/postgres/migrations.ts";
import { SQLITE_MIGRATIONS } from "../../../packages/core/src/memory/database/sqlite/migrations.ts";
import { emptyDatabase } from "../../setup.ts";
import { BUDGET, earlierMemory, engineOf, REPLACED } from "./earlier.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-earlier-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ENGINES = [
  ["SQLite", Object.keys(SQLITE_MIGRATIONS)],
  ["PostgreSQL", Object.keys(POSTGRES_MIGRATIONS)],
] as const;

describe.each(ENGINES)("in %s", (engine, migrations) => {
  const place = async (name: string): Promise<string> =>
    engine === "SQLite" ? join(folder, `${name}.sqlite`) : emptyDatabase(inject("postgres"));

  test.each(migrations.map((name, at) => [name, at + 1] as const))(
    "a memory of the version that ended with %s opens with its texts and decisions",
    async (name, count) => {
      const location = await place(name);
      const keepsDecisions = await earlierMemory(location, count);
      await using memory = await Memory.open(location);
      expect(await memory.maintenance.check()).toEqual([]);
      const units = await Promise.all([1, 2, 3, 4].map((id) => memory.unit(id)));
      const said = units.map((unit) => ({ ...unit?.variants, origin: unit?.origin, status: unit?.status }));
      expect(said).toEqual(keepsDecisions ? BUDGET : BUDGET.map((row) => ({ ...row, status: "automatic" })));
      expect((await memory.lookup(BUDGET[1].en, { from: "en", to: "fr" }))[0]).toMatchObject({ target: BUDGET[1].fr });
      expect((await memory.concordance("du tribunal", "fr")).total).toBe(2);
      expect(await memory.lookup(BUDGET[2].en, { from: "en", to: "fr" })).toHaveLength(keepsDecisions ? 0 : 1);
      // What was done there is taken back here, and what is done here goes on from there.
      expect((await memory.corrections.undo("budget"))?.correction.action).toBe(keepsDecisions ? "edit" : undefined);
      const [row] = await memory.rows("budget", { from: 1, limit: 1 });
      const { fr } = (await memory.unit(row?.units[0] as number))?.variants ?? {};
      expect(fr).toBe(keepsDecisions ? REPLACED : BUDGET[1].fr);
      await memory.corrections.make("budget", { action: "confirm", position: 3 });
      expect((await memory.rows("budget", { from: 3 }))[0]?.status).toBe("confirmed");
    },
  );

  test("a memory of a later version is refused with a sentence, and left as it is", async () => {
    const location = await place("later");
    await (await Memory.open(location)).close();
    const later = engineOf(location);
    const db = new Kysely<any>({ dialect: later.dialect });
    await sql`insert into kysely_migration values ('9999-later', '2030-01-01')`.execute(db);
    await sql`create table not_yet_known (id integer)`.execute(db);
    await expect(Memory.open(location)).rejects.toMatchObject({
      code: "memory-unavailable",
      message: expect.stringMatching(/later version of Sextant wrote it \(9999-later\); that version, or a later one/),
    });
    expect(await later.hasTable(db, "not_yet_known")).toBe(true);
    await db.destroy();
  });
});
