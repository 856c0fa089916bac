import { DatabaseSync } from "node:sqlite";
import { type ImportedUnit, Memory } from "@sextant/core";
import pg from "pg";
import { describe, expect, inject, test } from "vitest";
import { emptyDatabase } from "../../setup.ts";
import { align, freshPlaces, textSet } from "./text-sets.ts";

const { file } = freshPlaces();

describe("several servers on one PostgreSQL database", () => {
  test("where none can be had it is said why, without the password", async () => {
    const at = (host: string) => Memory.open(`postgres://ada:secret@${host}/memory`);
    await expect(at("127.0.0.1:1")).rejects.toThrow(
      /ada:…@127\.0\.0\.1:1\/memory cannot be opened: nothing listens there/,
    );
    await expect(at("no-such-host.invalid")).rejects.toThrow(/cannot be opened: there is no such host$/);
  });

  test("a connection that is lost is replaced, and a change that was under way has not happened", async () => {
    const location = await emptyDatabase(inject("postgres"));
    const memory = await Memory.open(location);
    const one = textSet("A", "Un.", "One.");
    await memory.documentSets.save(one, align(one));
    const client = new pg.Client({ connectionString: location });
    await client.connect();
    const cut = (): Promise<unknown> =>
      client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
      );
    // What another holds keeps the change from its end until its connection is cut.
    await client.query("begin; lock table document_set");
    const changed = memory.documentSets.add({ id: "B", symbol: "B", source: "test", memory: "main" }, [
      { variants: { en: "Two." } },
    ]);
    const refused = expect(changed).rejects.toThrow(/was not changed: the connection to the database was lost/);
    const isWaiting = async (): Promise<boolean> =>
      (await client.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'")).rowCount === 1;
    while (!(await isWaiting()));
    await cut();
    await refused;
    await client.query("commit");
    expect((await memory.documentSets.list()).map(({ id }) => id)).toEqual(["A"]);
    expect(await memory.lookup("Un.", { from: "fr", to: "en" })).toHaveLength(1);
    async function* units(): AsyncGenerator<ImportedUnit> {
      const unit = { role: "text", confidence: 1, origin: "imported", unofficial: [] };
      for (let n = 0; n < 2000; n++) {
        if (n === 1200) await cut();
        yield { ...unit, variants: { fr: `Numéro ${n}.`, en: `Number ${n}.` } };
      }
    }
    // Between the changes of an import a connection may be lost.
    await memory.documentSets.import({ id: "C", symbol: "C", source: "test", fingerprint: "c" }, units());
    expect((await memory.documentSets.find("C"))?.units).toBe(2000);
    await client.end();
    await memory.close();
  });

  test("changes made at one time are made one after the other", async () => {
    const location = await emptyDatabase(inject("postgres"));
    const [one, other] = [await Memory.open(location), await Memory.open(location)];
    await Promise.all(
      Array.from({ length: 6 }, async (_, at) => {
        const own = textSet(`S${at}`, `Numéro ${at}.\n\nFin.`, `Number ${at}.\n\nEnd.`);
        await (at % 2 ? one : other).documentSets.save(own, align(own));
      }),
    );
    const units = await Array.fromAsync(one.units());
    expect(units).toHaveLength(12);
    expect(new Set(units.map(({ id }) => id)).size).toBe(12);
    expect((await other.lookup("Numéro 4.", { from: "fr", to: "en", threshold: 100 }))[0]?.target).toBe("Number 4.");
    await one.close();
    await other.close();
  });
});

test("a SQLite memory that another process is writing says so, and is not changed", async () => {
  const path = await file();
  const memory = await Memory.open(path);
  const other = new DatabaseSync(path);
  other.exec("begin immediate");
  const one = textSet("A", "Un.", "One.");
  await expect(memory.documentSets.save(one, align(one))).rejects.toThrow(
    /memory\.sqlite was not changed: another process is writing it; try again/,
  );
  other.exec("rollback");
  other.close();
  expect(await memory.documentSets.list()).toEqual([]);
  await memory.documentSets.save(one, align(one));
  await memory.close();
});
