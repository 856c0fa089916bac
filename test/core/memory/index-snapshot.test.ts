import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { type ImportedUnit, Memory } from "@sextant/core";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { indexFromThread } from "../../../packages/core/src/memory/lookup/index-thread.ts";
import { FuzzyIndex } from "../../../packages/core/src/memory/similarity/fuzzy-index.ts";
import { readSnapshot, writeSnapshot } from "../../../packages/core/src/memory/similarity/index-snapshot.ts";

let folder: string;
let warnings: string[] = [];
const warn = (message: string): void => void warnings.push(message);
beforeEach(() => {
  warnings = [];
});
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-snapshot-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const WORDS = ["la", "paix", "droits", "大会", "决议", "66/181", "12", "السلام", "note", "rapport"];
const text = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 9 }).map((words) => words.join(" "));

const seen = (memory: string, number: number) => ({ memory, number, token: "t" });
const of = (name: string) => async (edition: { memory: string }) => edition.memory === name;

test("an index that is read again finds what it found, and takes what is new", async () => {
  const file = join(folder, "a.index");
  await fc.assert(
    fc.asyncProperty(
      fc.array(text, { minLength: 1, maxLength: 40 }),
      fc.array(text, { maxLength: 5 }),
      text,
      async (texts, more, query) => {
        const index = new FuzzyIndex();
        texts.forEach((one, id) => {
          index.put(id, one);
        });
        index.remove(0);
        await writeSnapshot({ file, edition: seen("m", 7) }, index.parts(), expect.unreachable);
        const kept = await readSnapshot(file, of("m"), expect.unreachable);
        expect(kept?.edition).toEqual(seen("m", 7));
        for (const each of [index, kept?.index])
          more.forEach((one, at) => {
            each?.put(texts.length - 1 + at, one);
          });
        for (const threshold of [0.5, 0.7, 1])
          expect(kept?.index.search(query, threshold)).toEqual(index.search(query, threshold));
      },
    ),
    { numRuns: 60 },
  );
});

test("what is no whole index of this memory is not believed, and why is told", async () => {
  const file = join(folder, "b.index");
  const index = new FuzzyIndex();
  index.put(1, "la paix");
  await writeSnapshot({ file, edition: seen("m", 1) }, index.parts(), expect.unreachable);
  const bytes = await readFile(file);
  expect(await readSnapshot(file, of("other"), warn)).toBeUndefined();
  expect(warnings).toEqual([`the index ${file} is built anew: it is of another version, memory or machine`]);
  expect(await readSnapshot(join(folder, "none.index"), of("m"), expect.unreachable)).toBeUndefined();
  for (let at = 0; at < bytes.length; at += 3) {
    await writeFile(file, bytes.subarray(0, at));
    expect(await readSnapshot(file, of("m"), warn)).toBeUndefined();
    const broken = Buffer.from(bytes);
    broken[at] = (broken[at] as number) ^ 0x20;
    await writeFile(file, broken);
    const read = await readSnapshot(file, of("m"), warn);
    // The edition is no part of the sum; another one only asks for more than is needed, or for nothing.
    if (read) expect(read.index.search("la paix", 1)).toHaveLength(1);
  }
});

test("where an index cannot be kept, that is told, and nothing is left behind", async () => {
  const index = new FuzzyIndex();
  index.put(1, "la paix");
  await writeSnapshot({ file: join(folder, "no", "such", "folder.index"), edition: seen("m", 1) }, index.parts(), warn);
  expect(warnings).toEqual([expect.stringContaining("cannot be kept, and is built again at the next start")]);
  expect((await readdir(folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
});

const about = (id: string) => ({ id, symbol: id, source: "test", fingerprint: id });
async function* units(from: number, to: number): AsyncGenerator<ImportedUnit> {
  for (let n = from; n < to; n++)
    yield {
      role: "text",
      confidence: 1,
      origin: "imported",
      unofficial: [],
      variants: { en: `Unit ${n} says ${n * 7} words of its own.`, fr: `L’unité ${n} a ses ${n * 7} mots.` },
    };
}

test("a memory that starts again goes on from the index it kept, and knows what has changed since", async () => {
  const path = join(folder, "memory.sqlite");
  const asked = { threshold: 100, limit: 1 };
  let memory = await Memory.open(path);
  await memory.documentSets.import(about("a"), units(0, 20_500));
  const first = (await memory.lookup("Unit 17 says 119 words of its own.", { from: "en", to: "fr", ...asked }))[0];
  expect(first?.target).toBe("L’unité 17 a ses 119 mots.");
  expect(await readdir(folder)).toContain("memory.sqlite.en.index");
  await memory.close();

  memory = await Memory.open(path);
  const there = async (n: number): Promise<string | undefined> =>
    (await memory.lookup(`Unit ${n} says ${n * 7} words of its own.`, { from: "en", to: "fr", ...asked })).find(
      ({ kind }) => kind !== "repaired",
    )?.unit.variants.en;
  expect(await there(20_000)).toContain("Unit 20000 ");
  await memory.documentSets.import(about("b"), units(30_000, 30_010));
  expect(await there(30_005)).toContain("Unit 30005 ");
  await memory.documentSets.import(about("a"), units(0, 5));
  expect(await there(4)).toContain("Unit 4 ");
  expect(await there(20_000)).toBeUndefined();
  await memory.close();
});

/**
 * Holds back what the next thread says, all of it or one kind, until it is released: however fast the thread is, it is not
 * done before.
 */
function heldThread(kind?: string): () => void {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const hold = (message: unknown): void => {
    unsubscribe("worker_threads", hold);
    const { worker } = message as { worker: Worker };
    const emit = worker.emit.bind(worker);
    worker.emit = (event: string, ...said: unknown[]) => {
      if (kind !== undefined && event !== kind) return emit(event, ...said);
      released.then(() => emit(event, ...said));
      return true;
    };
  };
  subscribe("worker_threads", hold);
  return release;
}

test("while a large index is built others are answered, and a memory that is closed does not wait for it", async () => {
  const path = join(folder, "busy.sqlite");
  const memory = await Memory.open(path);
  await memory.documentSets.import(about("a"), units(0, 20_500));
  const release = heldThread();
  const order: string[] = [];
  const looked = memory.lookup("Unit 17 says 119 words of its own.", { from: "en", to: "fr" }).then((found) => {
    order.push("looked up");
    return found;
  });
  const phrase = await memory.concordance("Unit 19", "en", { limit: 1 });
  await memory.documentSets.import(about("b"), units(30_000, 30_001));
  order.push("found and written");
  release();
  expect(phrase.hits).toHaveLength(1);
  expect((await looked)[0]?.score).toBe(100);
  expect(order).toEqual(["found and written", "looked up"]);
  // What was written meanwhile is found, too.
  expect((await memory.lookup("Unit 30000 says 210000 words of its own.", { from: "en", to: "fr" }))[0]?.kind).toBe(
    "exact",
  );
  await memory.close();

  for (const name of await readdir(folder)) if (name.startsWith("busy.sqlite.")) await rm(join(folder, name));
  const other = await Memory.open(path);
  heldThread("message");
  const waiting = other.lookup("L’unité 17 a ses 119 mots.", { from: "fr", to: "en" });
  const failed = expect(waiting).rejects.toThrow();
  await other.concordance("unité", "fr", { limit: 1 });
  await other.close();
  await failed;
  const ending = new AbortController();
  const ended = indexFromThread({ file: path, language: "fr" }, ending.signal);
  ending.abort();
  await expect(ended).rejects.toThrow("the thread that builds an index ended");
});

test("an index of what came after a backup is not believed beside the restored memory", async () => {
  const path = join(folder, "restored.sqlite");
  let memory = await Memory.open(path);
  await memory.documentSets.import(about("a"), units(0, 10));
  await memory.close();
  await copyFile(path, `${path}.backup`);
  memory = await Memory.open(path);
  await memory.documentSets.import(about("b"), units(100, 20_700));
  await memory.lookup("Unit 117 says 819 words of its own.", { from: "en", to: "fr" });
  await memory.close();
  expect(await readdir(folder)).toContain("restored.sqlite.en.index");
  await copyFile(`${path}.backup`, path);
  memory = await Memory.open(path);
  // As many changes as the index has seen, and one more.
  await memory.documentSets.import(about("c"), units(30_000, 30_005));
  await memory.documentSets.import(about("d"), units(40_000, 40_005));
  for (const n of [3, 30_003, 40_003])
    expect((await memory.lookup(`Unit ${n} says ${n * 7} words of its own.`, { from: "en", to: "fr" }))[0]?.score).toBe(
      100,
    );
  await memory.close();
});
