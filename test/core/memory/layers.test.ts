import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type ImportedUnit, Memory, ThreadedMemory } from "@sextant/core/memory";
import fc from "fast-check";
import { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tables } from "../../../packages/core/src/memory/database/schema.ts";
import { sqliteEngine } from "../../../packages/core/src/memory/database/sqlite/engine.ts";
import { builtParts } from "../../../packages/core/src/memory/lookup/built-parts.ts";
import { FuzzyIndexes } from "../../../packages/core/src/memory/lookup/fuzzy-indexes.ts";
import { FuzzyIndex } from "../../../packages/core/src/memory/similarity/fuzzy-index.ts";
import { sharedParts } from "../../../packages/core/src/memory/similarity/fuzzy-parts.ts";
import { placeablesOnly, similarity } from "./similarity.ts";

const word = fc.constantFrom("the", "states", "of", "convention", "crime", "urges", "12", "7", "2010", "member");
const words = fc.array(word, { minLength: 1, maxLength: 12 });
const id = fc.nat(30);
/** A text that is put, one that is taken out, or (`layer`) all that is new built in, and handed to another thread. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ id, text: words }) },
  { weight: 2, arbitrary: fc.record({ id }) },
  { weight: 1, arbitrary: fc.constantFrom("layer" as const, "handed on" as const) },
);

test("an index of layers finds what a search of all texts finds, whatever was put, replaced and taken out between them", () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 60 }),
      words,
      fc.integer({ min: 50, max: 100 }),
      (steps, query, percent) => {
        let index = new FuzzyIndex();
        const texts = new Map<number, string[]>();
        for (const own of steps) {
          if (own === "layer") index.parts();
          else if (own === "handed on") index = FuzzyIndex.of(sharedParts(index.parts()));
          else if ("text" in own) {
            index.put(own.id, own.text.join(" "));
            texts.set(own.id, own.text);
          } else {
            index.remove(own.id);
            texts.delete(own.id);
          }
        }
        const hits = [...texts].map(([id, text]) => ({
          id,
          similarity: similarity(query, text),
          placeablesOnly: placeablesOnly(query, text),
        }));
        const expected = hits
          .filter((hit) => hit.similarity >= percent / 100 - 1e-9 || hit.placeablesOnly)
          .sort((a, b) => b.similarity - a.similarity || a.id - b.id);
        expect(index.search(query.join(" "), percent / 100)).toEqual(expected);
        expect(index.size).toBe(texts.size);
        for (const [id, text] of texts) expect(index.holds(id, text.join(" "))).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test("what is handed to another thread does not change when texts are taken out here", () => {
  const index = new FuzzyIndex();
  index.put(1, "Urges Member States");
  const layers = sharedParts(index.parts());
  const [here, there] = [FuzzyIndex.of(layers), FuzzyIndex.of(layers)];
  here.remove(1);
  expect(here.search("Urges Member States", 1)).toEqual([]);
  expect(there.search("Urges Member States", 1)).toHaveLength(1);
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-layers-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const TEXTS = 20_500;
async function* units(from: number, to: number): AsyncGenerator<ImportedUnit> {
  const own = { role: "text", confidence: 1, origin: "imported", unofficial: [] } as const;
  for (let n = from; n < to; n++)
    yield { ...own, variants: { en: `Unit ${n} says ${n * 7} words.`, fr: `L’unité ${n} a ses ${n * 7} mots.` } };
}

async function imported(path: string, id: string, from: number, to: number): Promise<void> {
  await using memory = await Memory.open(path);
  await memory.documentSets.import({ id, symbol: id, source: "test", fingerprint: id }, units(from, to));
}

const kept = async (): Promise<string[]> => (await readdir(folder)).filter((name) => name.endsWith(".index")).sort();

test("after a large import indexes are built and kept before anybody asks, and an import of many becomes a layer", async () => {
  const path = join(folder, "memory.sqlite");
  await imported(path, "a", 0, TEXTS);
  expect(await kept()).toEqual([]);
  await using memory = await ThreadedMemory.open(path);
  const best = async (n: number, from: string) => {
    const text = from === "en" ? `Unit ${n} says ${n * 7} words.` : `L’unité ${n} a ses ${n * 7} mots.`;
    return (await memory.reading().lookup(text, { from, to: from === "en" ? "fr" : "en" }))[0]?.kind;
  };
  expect(memory.preparing).toEqual(["en", "fr"]);
  // Who asks meanwhile waits for it, and is answered.
  expect(await best(17, "fr")).toBe("exact");
  while (memory.preparing.length > 0) await setTimeout(20);
  expect(await kept()).toEqual(["memory.sqlite.en.index", "memory.sqlite.fr.index"]);
  expect(await best(18, "en")).toBe("exact");

  const { mtimeMs } = await stat(join(folder, "memory.sqlite.fr.index"));
  await imported(path, "b", 30_000, 33_000);
  while ((await best(32_000, "fr")) !== "exact") await setTimeout(20);
  expect(await best(19, "fr")).toBe("exact");
  expect((await stat(join(folder, "memory.sqlite.fr.index"))).mtimeMs).toBe(mtimeMs);
  await memory.close();

  await using again = await ThreadedMemory.open(path);
  expect(again.preparing).toEqual([]);
});

test("what is published while an index is built anew is never added by the threads that answer", async () => {
  const file = join(folder, "lagging.sqlite");
  await imported(file, "a", 0, TEXTS);
  const engine = sqliteEngine(file);
  await using db = new Kysely<Tables>({ dialect: engine.dialect });
  let built = 0;
  const source = async (language: string) => {
    const parts = await builtParts({ file, language }, () => {});
    if (++built === 2) await imported(file, "c", 40_000, 43_000);
    return parts;
  };
  const indexes = new FuzzyIndexes(db, engine, { mayLag: true, source });
  const finds = async (n: number): Promise<boolean> => {
    const index = await indexes.of("en");
    expect(index.recent).toBeLessThanOrEqual(1000);
    return index
      .search(`Unit ${n} says ${n * 7} words.`, 1)
      .some(({ id }) => index.holds(id, `Unit ${n} says ${n * 7} words.`));
  };
  expect(await finds(17)).toBe(true);
  await imported(file, "b", 30_000, 33_000);
  while (!(await finds(32_000))) await setTimeout(20);
  while (!(await finds(42_000))) await setTimeout(20);
  expect(built).toBe(3);
});
