import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alignDocuments, type Document, type ImportedUnit, Memory, readDocument } from "@sextant/core";
import fc from "fast-check";
import { Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Tables } from "../../../packages/core/src/memory/database/schema.ts";
import { emptyDatabase } from "../../setup.ts";
import { engineOf } from "./earlier.ts";

let folder: string;
let documents: Document[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-removed-"));
  const texts = [
    "Le Conseil adopte le budget du Tribunal.\n\nIl prie le Greffier de faire rapport.",
    "The Council adopts the budget of the Tribunal.\n\nIt requests the Registrar to report.",
  ];
  documents = await Promise.all(texts.map((text) => readDocument(Buffer.from(text), { name: "text.txt" })));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** All that may be seen of a memory. */
async function seen(memory: Memory) {
  const sets = await memory.documentSets.list();
  const bySet = await Promise.all(
    sets.map(async ({ id }) => ({
      rows: await memory.rows(id),
      changes: await memory.corrections.changes(id),
      notErrors: await memory.verdicts.list(id),
    })),
  );
  return {
    sets,
    bySet,
    units: await Array.fromAsync(memory.units()),
    memories: await memory.memories.list(),
    languages: await memory.languages(),
    words: await memory.wordTranslations(),
    verdicts: await memory.verdicts.keys("none"),
    matches: await memory.lookup("The Council adopts the budget of the Tribunal.", { from: "en", to: "fr" }),
    parts: await memory.subsegments("adopts the budget of the Tribunal today", { from: "en", to: "fr" }),
    hits: await memory.concordance("budget of the Tribunal", "en", { mark: ["fr"] }),
    problems: await memory.maintenance.check(),
  };
}

const about = (id: string) => ({ id, symbol: id, source: "test", fingerprint: id });
async function* imported(count: number): AsyncGenerator<ImportedUnit> {
  const unit = { role: "text", confidence: 1, origin: "imported", unofficial: [] };
  for (let n = 0; n < count; n++)
    yield { ...unit, variants: { en: `Budget of the Tribunal, part ${n}`, fr: `Budget du Tribunal, partie ${n}` } };
}

describe.each(["SQLite", "PostgreSQL"])("in %s", (engine) => {
  const place = async (): Promise<string> =>
    engine === "SQLite"
      ? join(await mkdtemp(join(folder, "memory-")), "memory.sqlite")
      : emptyDatabase(inject("postgres"));
  const save = (memory: Memory, id: string, name = "main"): Promise<void> =>
    memory.save(id, documents, alignDocuments(documents), { memory: name });

  /** A memory with an aligned set, an imported one, and one that grew. */
  async function filled(): Promise<{ memory: Memory; location: string }> {
    const location = await place();
    const memory = await Memory.open(location);
    await save(memory, "aligned", "Treaties");
    await memory.corrections.make("aligned", { action: "confirm", position: 0 });
    await memory.verdicts.keep("aligned", { id: "f-1", type: "number", values: { fr: ["1"], en: ["2"] } } as never, {
      scope: "pair",
      by: "ada",
    });
    await memory.documentSets.import({ ...about("file"), memory: "Treaties" }, imported(4));
    const grown = { id: "grown", symbol: "grown", source: "test", memory: "main" };
    await memory.documentSets.add(grown, [
      { variants: { en: "The budget of the Tribunal grows", de: "Der Haushalt wächst" } },
    ]);
    await memory.memories.rank("Treaties", 3);
    return { memory, location };
  }

  /** How many rows the tables have that hold texts. */
  async function stored(location: string): Promise<readonly unknown[]> {
    const db = new Kysely<Tables>({ dialect: engineOf(location).dialect });
    const { rows } = await sql`select (select count(*) from document_set) as sets, (select count(*) from unit) as units,
      (select count(*) from variant) as variants, (select count(*) from removed) as removed`.execute(db);
    await db.destroy();
    return rows;
  }

  test.each(["aligned", "file", "grown"])(
    "the %s set is seen by nobody once it is removed, and restored as it was",
    async (id) => {
      const { memory } = await filled();
      const before = await seen(memory);
      const removed = await memory.removals.remove(id, "ada");
      expect(removed).toMatchObject({ isMemory: false, by: "ada", documentSets: [{ id }] });
      const without = await seen(memory);
      expect(without.sets.map((set) => set.id)).not.toContain(id);
      expect(JSON.stringify(without)).not.toContain(`"${id}"`);
      expect(without.problems).toEqual([]);
      expect(without.hits.hits).toHaveLength(without.hits.total);
      expect(without.hits.total).toBeLessThan(before.hits.total);
      expect(await memory.documentSets.find(id)).toBeUndefined();
      expect(await memory.rows(id)).toEqual([]);
      expect(await memory.removals.restore(removed?.id ?? "")).toEqual(removed);
      expect(await seen(memory)).toEqual(before);
      expect(await memory.removals.list()).toEqual([]);
      expect(await memory.removals.restore(removed?.id ?? "")).toBeUndefined();
      await memory.close();
    },
  );

  test("what is not there is not removed", async () => {
    const { memory } = await filled();
    expect(await memory.removals.remove("nothing")).toBeUndefined();
    expect(await memory.removals.removeMemory("nothing")).toBeUndefined();
    await expect(memory.removals.removeMemory("main")).rejects.toThrow("is always there");
    expect(await memory.removals.forget("nothing")).toBe(false);
    await memory.close();
  });

  test("a set of the same id may come meanwhile; it is not overwritten, and both can be restored in turn", async () => {
    const { memory } = await filled();
    const before = await seen(memory);
    const first = await memory.removals.remove("aligned");
    await save(memory, "aligned");
    expect((await memory.rows("aligned")).map(({ status }) => status)).toEqual(["automatic", "automatic"]);
    await expect(memory.removals.restore(first?.id ?? "")).rejects.toMatchObject({ code: "id-taken" });
    const second = await memory.removals.remove("aligned");
    expect((await memory.removals.list()).map(({ id }) => id).sort()).toEqual([first?.id, second?.id].sort());
    await memory.removals.restore(first?.id ?? "");
    const { changes, ...now } = { ...(await seen(memory)), changes: 0 };
    expect({ ...now, changes }).toEqual({ ...before, changes });
    await memory.removals.forget(second?.id ?? "");
    expect((await seen(memory)).sets).toEqual(before.sets);
    await memory.close();
  });

  test("a restored set is corrected, undone, aligned again and removed again as any other", async () => {
    const { memory } = await filled();
    await memory.removals.restore((await memory.removals.remove("aligned"))?.id ?? "");
    expect((await memory.corrections.undo("aligned"))?.correction.action).toBe("confirm");
    await memory.corrections.make("aligned", { action: "confirm", position: 1 });
    await save(memory, "aligned", "Treaties");
    expect((await memory.rows("aligned")).map(({ status }) => status)).toEqual(["automatic", "confirmed"]);
    const before = await seen(memory);
    await memory.removals.restore((await memory.removals.remove("aligned"))?.id ?? "");
    expect(await seen(memory)).toEqual(before);
    await memory.close();
  });

  test("a file is imported anew while its old set is removed, and again once that is restored", async () => {
    const { memory } = await filled();
    const first = await memory.removals.remove("file");
    await memory.documentSets.import({ ...about("file"), memory: "Treaties" }, imported(2));
    expect((await memory.documentSets.find("file"))?.units).toBe(2);
    await memory.removals.forget((await memory.removals.remove("file"))?.id ?? "");
    await memory.removals.restore(first?.id ?? "");
    expect((await memory.documentSets.find("file"))?.units).toBe(4);
    await memory.documentSets.import({ ...about("file"), memory: "Treaties" }, imported(5));
    expect((await memory.documentSets.find("file"))?.units).toBe(5);
    expect(await memory.maintenance.check()).toEqual([]);
    await memory.close();
  });

  test("a memory is removed and restored with its rank and all that was in it", async () => {
    const { memory } = await filled();
    const before = await seen(memory);
    const removed = await memory.removals.removeMemory("Treaties");
    expect(removed).toMatchObject({
      memory: "Treaties",
      isMemory: true,
      documentSets: [{ id: "aligned" }, { id: "file" }],
    });
    expect((await memory.memories.list()).map(({ name }) => name)).toEqual(["main"]);
    expect((await memory.documentSets.list()).map(({ id }) => id)).toEqual(["grown"]);
    await memory.removals.restore(removed?.id ?? "");
    expect(await seen(memory)).toEqual(before);
    await memory.close();
  });

  test("a memory that is there again has its sets back beside its new ones", async () => {
    const { memory } = await filled();
    const removed = await memory.removals.removeMemory("Treaties");
    await save(memory, "new", "Treaties");
    await memory.removals.restore(removed?.id ?? "");
    expect((await memory.memories.list()).map(({ name, rank, documentSets }) => [name, rank, documentSets])).toEqual([
      ["Treaties", 1, 3],
      ["main", 1, 1],
    ]);
    await memory.close();
  });

  test("a memory is restored under its name, beside another that had it meanwhile and was renamed", async () => {
    const { memory } = await filled();
    const removed = await memory.removals.removeMemory("Treaties");
    await save(memory, "new", "Treaties");
    const own = await memory.removals.remove("new");
    await memory.memories.rename("Treaties", "Conventions");
    await memory.removals.restore(removed?.id ?? "");
    await memory.removals.restore(own?.id ?? "");
    expect((await memory.memories.list()).map(({ name, rank, documentSets }) => [name, rank, documentSets])).toEqual([
      ["Conventions", 1, 1],
      ["main", 1, 1],
      ["Treaties", 3, 2],
    ]);
    await memory.close();
  });

  test("what is removed is copied with the memory, and can be restored there", async () => {
    const { memory } = await filled();
    const before = await seen(memory);
    const removed = await memory.removals.removeMemory("Treaties");
    const copy = await Memory.open(await place());
    await memory.maintenance.copyTo(copy);
    expect(await copy.removals.list()).toEqual([removed]);
    await copy.removals.restore(removed?.id ?? "");
    expect((await seen(copy)).units).toEqual(before.units);
    expect((await seen(copy)).hits.total).toBe(before.hits.total);
    for (const own of [memory, copy]) await own.close();
  });

  test("nothing is left of it when its time has run out, and the audit log says so", async () => {
    const { memory, location } = await filled();
    await memory.close();
    const brief = await Memory.open(location, { keepRemovedDays: 1e-9 });
    const gone = [await brief.removals.remove("grown"), await brief.removals.removeMemory("Treaties")];
    await brief.close();
    const late = await Memory.open(location);
    expect(await late.removals.list()).toEqual([]);
    expect(await late.removals.restore(gone[1]?.id ?? "")).toBeUndefined();
    const noted = (await late.serving.auditAfter()).map(({ who, method, path }) => `${who} ${method} ${path}`);
    expect(noted.sort()).toEqual(gone.map((own) => `sweep DELETE /api/removed/${own?.id}`).sort());
    await late.close();
    const [counts] = await stored(location);
    expect(Object.values(counts as object).map(Number)).toEqual([0, 0, 0, 0]);
  });

  test("whatever is kept, removed, restored and forgotten, in whatever order, what is seen is what is there", async () => {
    const memory = await Memory.open(await place());
    const ids = ["a", "b", "c"];
    const step = fc.record({
      act: fc.constantFrom("save", "import", "remove", "removeMemory", "restore", "forget"),
      id: fc.constantFrom(...ids),
      name: fc.constantFrom("One", "Two"),
      which: fc.nat(3),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 12 }), async (steps) => {
        const there = new Map<string, string>();
        const trash: { readonly id: string; readonly sets: ReadonlyMap<string, string> }[] = [];
        const putAway = (id: string, gone: readonly string[]): void => {
          trash.push({ id, sets: new Map(gone.map((own) => [own, there.get(own) as string])) });
          for (const own of gone) there.delete(own);
        };
        for (const { act, id, name, which } of steps) {
          if (act === "save" && !there.has(id)) {
            await save(memory, id, name);
            there.set(id, name);
          } else if (act === "import" && !there.has(id)) {
            await memory.documentSets.import({ ...about(id), memory: name }, imported(2));
            there.set(id, name);
          } else if (act === "remove") {
            const removed = await memory.removals.remove(id);
            expect(removed !== undefined).toBe(there.has(id));
            if (removed) putAway(removed.id, [id]);
          } else if (act === "removeMemory") {
            const removed = await memory.removals.removeMemory(name);
            if (removed)
              putAway(
                removed.id,
                [...there.keys()].filter((own) => there.get(own) === name),
              );
          }
          const at = which % Math.max(1, trash.length);
          const chosen = trash[at];
          if (act === "restore" && chosen) {
            if ([...chosen.sets.keys()].some((own) => there.has(own)))
              await expect(memory.removals.restore(chosen.id)).rejects.toMatchObject({ code: "id-taken" });
            else {
              await memory.removals.restore(chosen.id);
              for (const [own, into] of chosen.sets) there.set(own, into);
              trash.splice(at, 1);
            }
          } else if (act === "forget" && chosen) {
            await memory.removals.forget(chosen.id);
            trash.splice(at, 1);
          }
          const sets = await memory.documentSets.list();
          expect(new Map(sets.map((set) => [set.id, set.memory]))).toEqual(there);
          expect((await memory.removals.list()).length).toBe(trash.length);
          const found = new Set((await Array.fromAsync(memory.units())).map(({ documentSet }) => documentSet));
          expect([...found].sort()).toEqual([...there.keys()].sort());
          const hits = await memory.concordance("budget of the Tribunal", "en");
          expect(hits.hits).toHaveLength(hits.total);
        }
        expect(await memory.maintenance.check()).toEqual([]);
        for (const id of ids) await memory.removals.remove(id);
        for (const { id } of await memory.removals.list()) await memory.removals.forget(id);
      }),
      { numRuns: engine === "SQLite" ? 25 : 8 },
    );
    await memory.close();
  });
});
