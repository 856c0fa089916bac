import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { corpus } from "../setup.ts";
import { json, ownMemory, served, type TestServer } from "./asking.ts";

let folder: string;
let server: TestServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-reading-"));
  server = await served(await ownMemory("SQLite", folder));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

function read(name: string, content: string | Uint8Array, language?: string) {
  const form = new FormData();
  form.append("file", new File([content as BlobPart], name));
  if (language) form.append("language", language);
  return server.ask("/api/read", { method: "POST", body: form });
}

test("a file is read to be looked at, and nothing is kept", async () => {
  const before = await server.memory.reading().state();
  const { status, body } = await read("r.txt", await readFile(join(corpus("A-RES-67-189"), "es.txt")));
  expect(status).toBe(200);
  expect(body).toMatchObject({ name: "r.txt", format: "text", language: "es", symbol: "A/RES/67/189" });
  expect(body.blocks[0].text).toEqual(expect.any(String));
  expect(body.blocks.length).toBeLessThanOrEqual(body.blockCount);
  expect(await server.memory.reading().state()).toBe(before);
});

test("a language that a person names stands in place of the detected one", async () => {
  expect((await read("a.txt", "Toute personne a droit à la vie.", "es")).body.language).toBe("es");
});

test.each([
  ["a picture", "\u0089PNG\r\n", /picture/, "picture"],
  ["nothing", "", /empty/, "empty"],
])("%s is refused in a sentence, with its reason", async (_, content, message, reason) => {
  const { status, body } = await read("file.bin", Buffer.from(content, "latin1"));
  expect([status, body.detail, body.why]).toEqual([400, expect.stringMatching(message), { reason }]);
});

test("only the units that are named are exported", async () => {
  const [first, second, third] = (await server.ask("/api/document-sets/UDHR/segments")).body;
  const { text } = await server.ask(`/api/export?sets=UDHR&format=jsonl&units=${third.id},${first.id}`);
  const ids = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).id);
  expect(ids).toHaveLength(2);
  expect(text).not.toContain(JSON.stringify(second.variants.en));
});

test("a document set is put into a named memory, which is ranked", async () => {
  const put = await server.ask("/api/document-sets/UDHR/memory", json("PUT", { name: "rights" }));
  expect([put.status, put.body.memory]).toEqual([200, "rights"]);
  const ranked = await server.ask("/api/memories/rights", json("PUT", { rank: 3 }));
  expect(ranked.body).toContainEqual(expect.objectContaining({ name: "rights", rank: 3, documentSets: 1 }));
  const wrong = await server.ask("/api/document-sets/UDHR/memory", json("PUT", { name: "/" }));
  expect([wrong.status, wrong.body.detail]).toEqual([400, expect.stringContaining("no name of a memory")]);
});
