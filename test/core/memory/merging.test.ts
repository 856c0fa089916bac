import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ImportedUnit, Memory } from "@sextant/core";
import { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Tables } from "../../../packages/core/src/memory/database/schema.ts";
import { type Access, Transactions } from "../../../packages/core/src/memory/database/transactions.ts";
import { mergeRuns } from "../../../packages/core/src/memory/phrases/merging.ts";
import { listedLanguages } from "../../../packages/core/src/memory/phrases/run-lists.ts";
import { removeRemains } from "../../../packages/core/src/memory/rows/staging.ts";
import { emptyDatabase } from "../../setup.ts";
import { engineOf } from "./earlier.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-merging-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** So many runs of one size are merged; a run of so many texts is merged by changes of its own. */
const [RUNS, TEXTS] = [8, 40];
const WORDS = "council assembly report session members adopt decide recall welcome request secretary general".split(
  " ",
);

async function* units(run: number): AsyncGenerator<ImportedUnit> {
  for (let n = 0; n < TEXTS; n++) {
    const words = WORDS.map((_, at) => WORDS[(at * (run + 2) + n) % WORDS.length]).join(" ");
    const variants = { en: `Unit ${run} ${n}: the ${words}`, fr: `Unité ${run} ${n}` };
    yield { role: "text", confidence: 1, origin: "imported", unofficial: [], variants };
  }
}

describe.each(["SQLite", "PostgreSQL"])("phrase lists in %s", (engineName) => {
  /** A memory whose lists are to be merged, and how its database is reached; each change comes to its end at once. */
  async function opened(name: string, between: () => Promise<void>) {
    const location = engineName === "SQLite" ? join(folder, `${name}.sqlite`) : await emptyDatabase(inject("postgres"));
    const memory = await Memory.open(location);
    const engine = engineOf(location);
    const db = new Kysely<Tables>({ dialect: engine.dialect });
    const { access } = new Transactions(db, engine);
    const runs = () => db.selectFrom("phrase_run").select(["id", "language", "texts"]).orderBy("id").execute();
    let changes = 0;
    const hasty: Access = {
      ...access,
      async stage(work) {
        for (let hasMore = true; hasMore; changes++) {
          hasMore = await access.write((db) => work(db, () => true));
          await between();
        }
      },
    };
    const of = {
      ...{ memory, db, access: hasty, runs, changes: () => changes },
      async [Symbol.asyncDispose]() {
        await memory.close();
        await db.destroy();
      },
    };
    return of;
  }

  async function fill(memory: Memory, first: number, count: number): Promise<void> {
    for (let run = first; run < first + count; run++)
      await memory.documentSets.import(
        { id: `set-${run}`, symbol: "s", source: "test", fingerprint: `${run}` },
        units(run),
      );
  }

  const found = async (memory: Memory): Promise<readonly (number | undefined)[]> => {
    const totals: number[] = [];
    for (const phrase of ["the council", "general", "unit 3", "assembly report", "no such phrase"])
      totals.push((await memory.concordance(phrase, "en")).total);
    return totals;
  };

  test("are merged by changes between which all that is found stays what it was, whoever writes meanwhile", async () => {
    let expected: readonly (number | undefined)[] = [];
    const looked: unknown[] = [];
    await using own = await opened("between", async () => {
      looked.push(await found(own.memory));
      // Another's change has ids and numbers of its own.
      await own.memory.documentSets.add({ id: "grown", symbol: "grown", source: "test", memory: "main" }, [
        { variants: { es: "Otra unidad" } },
      ]);
    });
    await fill(own.memory, 0, RUNS - 1);
    // The last is not merged where it is taken in: seven and one are eight.
    await own.memory.documentSets.add(
      { id: "last", symbol: "last", source: "test", memory: "main" },
      (await Array.fromAsync(units(RUNS))).map(({ variants }) => ({ variants })),
    );
    expected = await found(own.memory);
    const before = (await own.runs()).filter(({ language }) => language === "en").length;
    await mergeRuns(own.access, await listedLanguages(own.db));
    const after = (await own.runs()).filter(({ language }) => language === "en").length;
    expect([before, after]).toEqual([RUNS, 1]);
    expect(own.changes()).toBeGreaterThan(4);
    expect(looked.length).toBeGreaterThan(4);
    for (const one of looked) expect(one).toEqual(expected);
    expect(await own.memory.maintenance.check()).toEqual([]);
    expect(await own.db.selectFrom("staged_run").select("id").execute()).toEqual([]);
    expect(await listsOfNothing(own.db)).toEqual([]);
  });

  test("that others have merged meanwhile stay theirs, and a merge that breaks off leaves nothing", async () => {
    let isBroken = false;
    await using own = await opened("broken", async () => {
      if (isBroken) return;
      isBroken = true;
      throw new Error("cut off");
    });
    await fill(own.memory, 0, RUNS - 1);
    await own.memory.documentSets.add(
      { id: "last", symbol: "last", source: "test", memory: "main" },
      (await Array.fromAsync(units(RUNS))).map(({ variants }) => ({ variants })),
    );
    const expected = await found(own.memory);
    await expect(mergeRuns(own.access, ["en"])).rejects.toThrow("cut off");
    expect(await found(own.memory)).toEqual(expected);
    await removeRemains(own.access);
    expect(await listsOfNothing(own.db)).toEqual([]);
    // Both at one time: one of them merges, the other finds it done.
    await Promise.all([mergeRuns(own.access, ["en"]), own.memory.maintenance.sweep()]);
    expect(await found(own.memory)).toEqual(expected);
    await removeRemains(own.access);
    expect(await listsOfNothing(own.db)).toEqual([]);
    expect(await own.memory.maintenance.check()).toEqual([]);
  });

  test("of a set that another replaces are taken out by many changes, and those of others stay", async () => {
    await using own = await opened("replaced", async () => {});
    await fill(own.memory, 0, 3);
    const set = { id: "set-1", symbol: "s", source: "test", fingerprint: "other" };
    await own.memory.documentSets.import(set, units(5));
    expect((await own.memory.concordance("unit 1", "en")).total).toBe(0);
    expect((await own.memory.concordance("unit 5", "en")).total).toBe(TEXTS);
    expect((await own.memory.concordance("unit 2 ", "en")).total).toBe(TEXTS);
    expect((await own.runs()).filter(({ language }) => language === "en").map(({ texts }) => texts)).toEqual([
      TEXTS,
      TEXTS,
      TEXTS,
    ]);
    expect(await listsOfNothing(own.db)).toEqual([]);
  });
});

/** Runs that lists belong to, and that there are not. */
const listsOfNothing = (db: Kysely<Tables>) =>
  db
    .selectFrom("posting")
    .select("run")
    .distinct()
    .where("run", "not in", db.selectFrom("phrase_run").select("id"))
    .execute();
