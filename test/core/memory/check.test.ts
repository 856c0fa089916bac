import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type ImportedUnit, Memory } from "@sextant/core";
import { serve } from "@sextant/server";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { FuzzyIndex } from "../../../packages/core/src/memory/similarity/fuzzy-index.ts";
import { readSnapshot, writeSnapshot } from "../../../packages/core/src/memory/similarity/index-snapshot.ts";
import { emptyDatabase } from "../../setup.ts";
import { spelled } from "../../spelled.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-check-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const about = (id: string) => ({ id, symbol: id, source: "test", fingerprint: id });
const said = (n: number): string => `Unit ${spelled(n)} says ${n * 7} words of its own.`;
async function* units(count: number): AsyncGenerator<ImportedUnit> {
  const unit = { role: "text", confidence: 1, origin: "imported", unofficial: [] };
  for (let n = 0; n < count; n++) yield { ...unit, variants: { en: said(n), fr: `En français : ${said(n)}` } };
}

test("the check finds what an index that is kept beside a memory has otherwise than the memory", async () => {
  const path = join(folder, "indexed.sqlite");
  await using memory = await Memory.open(path);
  await memory.documentSets.import(about("a"), units(20_500));
  await memory.lookup(said(3), { from: "en", to: "fr" });
  // What has changed since an index was kept is no fault of it.
  await memory.corrections.make("a", { action: "reject", position: 7 });
  expect(await memory.maintenance.check()).toEqual([]);
  const file = `${path}.en.index`;
  const kept = await readSnapshot(file, async () => true, expect.unreachable);
  const [index, edition] = [
    kept?.index as FuzzyIndex,
    kept?.edition as { memory: string; number: number; token: string },
  ];
  index.remove(12);
  index.put(20, "Another text altogether.");
  await writeSnapshot({ file, edition }, index.parts(), expect.unreachable);
  const [problem, ...others] = await memory.maintenance.check();
  expect(others).toEqual([]);
  expect(problem).toBe(`fuzzy lookup does not find 2 of the texts in en: delete ${file}, which is built anew`);
  await rm(file);
  expect(await memory.maintenance.check()).toEqual([]);
});

test("the check finds texts in PostgreSQL that have no keys, or those of other texts", async () => {
  const location = await emptyDatabase(inject("postgres"));
  await using memory = await Memory.open(location);
  await memory.documentSets.import(about("a"), units(40));
  expect(await memory.maintenance.check()).toEqual([]);
  const client = new pg.Client({ connectionString: location });
  await client.connect();
  await client.query(`delete from fuzzy_key where unit = 3 and language = 'en';
    update fuzzy_key set elements = '{1}' where unit = 5 and language = 'en';
    update fuzzy_key set signature = ~signature where unit = 6 and language = 'fr'`);
  await client.end();
  expect(await memory.maintenance.check()).toEqual([
    "fuzzy lookup does not find 2 of the texts in en by their keys",
    "fuzzy lookup does not find 1 of the texts in fr by their keys",
  ]);
});

test("a damaged memory that was looked at is read and not written, in process and over the API", async () => {
  const path = join(folder, "damaged.sqlite");
  const whole = await Memory.open(path);
  await whole.documentSets.import(about("a"), units(2000));
  expect(await whole.maintenance.guard()).toBeUndefined();
  await whole.close();
  const database = new DatabaseSync(path, { readOnly: true });
  const pages = database.prepare("select pageno from dbstat where name = 'posting' and pagetype = 'leaf'").all();
  database.close();
  const handle = await open(path, "r+");
  // Every third page of the phrases' lists, as a bad disk leaves them.
  for (const [at, { pageno }] of pages.entries())
    if (at % 3 === 0) await handle.write(Buffer.alloc(4096), 0, 4096, (Number(pageno) - 1) * 4096);
  await handle.close();
  await using memory = await Memory.open(path);
  const sentence = /^the memory .*damaged\.sqlite is damaged \(.+\), and is not written to; restore a backup$/s;
  expect(await memory.maintenance.guard()).toMatch(sentence);
  const confirm = { action: "confirm", position: 0 } as const;
  await expect(memory.corrections.make("a", confirm)).rejects.toMatchObject({
    code: "memory-damaged",
    message: expect.stringMatching(sentence),
  });
  const server = await serve({ memory, port: 0 });
  const address = `${server.address}/api/document-sets`;
  expect(await (await fetch(address)).json()).toMatchObject([{ id: "a", units: 2000 }]);
  const [row] = (await (await fetch(`${address}/a/rows?limit=1`)).json()) as { version: string }[];
  const refused = await fetch(`${address}/a/corrections`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...confirm, version: row?.version }),
  });
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({ code: "memory-damaged", detail: expect.stringMatching(sentence) });
  await server.close();
});
