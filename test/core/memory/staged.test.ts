import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type ImportedUnit, Memory } from "@sextant/core";
import { Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Tables } from "../../../packages/core/src/memory/database/schema.ts";
import { Transactions } from "../../../packages/core/src/memory/database/transactions.ts";
import { emptyDatabase } from "../../setup.ts";
import { engineOf } from "./earlier.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-staged-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** More than are written by one change. */
const MANY = 5000;
const about = (id: string) => ({ id, symbol: id, source: "test", fingerprint: id });
const said = (n: number): string => `Staged unit number ${n}`;

async function* units(count: number, meanwhile: (n: number) => Promise<unknown> = async () => {}) {
  const unit = { role: "text", confidence: 1, origin: "imported", unofficial: [] };
  for (let n = 0; n < count; n++) {
    await meanwhile(n);
    yield { ...unit, variants: { en: said(n), fr: `Unité préparée numéro ${n}` } } satisfies ImportedUnit;
  }
}

/** All that a reader may see of a memory. */
async function seen(memory: Memory) {
  let count = 0;
  for await (const _ of memory.units()) count++;
  return {
    count,
    sets: (await memory.documentSets.list()).map(({ id, units }) => [id, units]),
    languages: await memory.languages(),
    memories: await memory.memories.list(),
    matches: (await memory.lookup(said(7), { from: "en", to: "fr" })).length,
    hits: (await memory.concordance("staged unit", "en")).total,
    problems: await memory.maintenance.check(),
  };
}

async function startImport(
  location: string,
  id: string,
): Promise<ChildProcess & { said(line: string): Promise<void> }> {
  const script = join(import.meta.dirname, "endless-import.ts");
  const child = spawn(process.execPath, [script, location, id], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return Object.assign(child, {
    async said(line: string): Promise<void> {
      expect((await lines.next()).value).toBe(line);
    },
  });
}

describe.each(["SQLite", "PostgreSQL"])("in %s", (engine) => {
  const place = async (name: string): Promise<string> =>
    engine === "SQLite" ? join(folder, `${name}.sqlite`) : emptyDatabase(inject("postgres"));

  async function filled(name: string): Promise<{ location: string; memory: Memory }> {
    const location = await place(name);
    const memory = await Memory.open(location);
    await memory.documentSets.add({ id: "base", symbol: "base", source: "test", memory: "main" }, [
      { variants: { en: "What was there before", es: "Lo que había antes" } },
    ]);
    return { location, memory };
  }

  /** Rows and units in the tables, whoever may see them. */
  async function stored(location: string): Promise<number[]> {
    const db = new Kysely<Tables>({ dialect: engineOf(location).dialect });
    const tables = ["paragraph", "unit", "variant", "document_set", "staged", "staged_run"] as const;
    const counts: number[] = [];
    for (const table of tables) {
      const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db);
      counts.push(Number(rows[0]?.count));
    }
    const { rows } = await sql`select distinct run from posting where run not in (select id from phrase_run)`.execute(
      db,
    );
    await db.destroy();
    return [...counts, rows.length];
  }

  test("nothing of an import is seen before all of it is", async () => {
    const { location, memory } = await filled("unseen");
    await using other = await Memory.open(location);
    const before = await seen(other);
    const state = await other.state();
    await memory.documentSets.import(
      about("large"),
      units(MANY, async (n) => {
        if (n !== MANY - 1) return;
        expect(await seen(other)).toEqual(before);
        expect(await other.state()).toBe(state);
        // Another change goes in between, and what is known of the memory follows it.
        await other.corrections.make("base", { action: "confirm", position: 0 });
        expect(await seen(other)).toEqual(before);
      }),
    );
    const after = await seen(other);
    expect(after).toMatchObject({ count: MANY + 1, matches: 10, hits: 1000, problems: [] });
    expect(after.sets).toContainEqual(["large", MANY]);
    await memory.close();
  });

  test("a correction is made while another process imports", async () => {
    const { location, memory } = await filled("beside");
    const importing = await startImport(location, "large");
    await importing.said("begun");
    // The import goes on until its input ends.
    await memory.corrections.make("base", { action: "confirm", position: 0 });
    expect((await memory.documentSets.list()).map(({ id }) => id)).toEqual(["base"]);
    importing.stdin?.end();
    await importing.said("done");
    expect((await memory.documentSets.find("large"))?.units).toBeGreaterThanOrEqual(MANY);
    expect(await memory.maintenance.check()).toEqual([]);
    await memory.close();
  });

  test("of an import that is killed nothing is seen, and the next who opens the memory takes out what is left", async () => {
    const { location, memory } = await filled("killed");
    const before = await stored(location);
    const importing = await startImport(location, "large");
    await importing.said("begun");
    importing.kill("SIGKILL");
    await new Promise((resolve) => importing.once("close", resolve));
    expect((await memory.documentSets.list()).map(({ id }) => id)).toEqual(["base"]);
    await memory.close();
    expect((await stored(location))[0]).toBeGreaterThan(1000);
    await (await Memory.open(location)).close();
    expect(await stored(location)).toEqual(before);
  });

  test("an import whose units break off leaves nothing", async () => {
    const { location, memory } = await filled("broken");
    const before = await stored(location);
    const broken = units(MANY, async (n) => {
      if (n === MANY - 1) throw new Error("the file ends here");
    });
    await expect(memory.documentSets.import(about("large"), broken)).rejects.toThrow("the file ends here");
    expect(await stored(location)).toEqual(before);
    await memory.close();
  });

  test("an import that was taken for dead ends, and leaves nothing", async () => {
    const { location, memory } = await filled("dead");
    const before = await stored(location);
    const engine = engineOf(location);
    const db = new Kysely<Tables>({ dialect: engine.dialect });
    const late = units(MANY, async (n) => {
      if (n !== MANY - 1) return;
      await new Transactions(db, engine).write((db) => db.deleteFrom("staged").execute());
      await (await Memory.open(location)).close();
    });
    await expect(memory.documentSets.import(about("large"), late)).rejects.toMatchObject({
      code: "memory-not-changed",
    });
    await db.destroy();
    expect(await stored(location)).toEqual(before);
    expect(await memory.maintenance.check()).toEqual([]);
    await memory.close();
  });

  test("what takes another's place leaves no rest of it, and a decision made meanwhile is not lost", async () => {
    const { location, memory } = await filled("replaced");
    await memory.documentSets.import(about("large"), units(MANY));
    const once = await stored(location);
    const confirmed = units(MANY, async (n) => {
      if (n === 4500) await memory.corrections.make("large", { action: "confirm", position: 3 });
    });
    await expect(memory.documentSets.import(about("large"), confirmed)).rejects.toMatchObject({ code: "memory-busy" });
    expect((await memory.rows("large", { from: 3, limit: 1 }))[0]?.status).toBe("confirmed");
    await memory.documentSets.import(about("large"), units(MANY));
    expect((await memory.rows("large", { from: 3, limit: 1 }))[0]?.status).toBe("confirmed");
    expect(await stored(location)).toEqual(once);
    expect(await seen(memory)).toMatchObject({ count: MANY + 1, matches: 10, problems: [] });
    await memory.close();
  });
});
