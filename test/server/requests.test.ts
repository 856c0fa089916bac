import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ownMemory, served, type TestServer } from "./asking.ts";

let folder: string;
let server: TestServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-requests-"));
  server = await served(await ownMemory("SQLite", folder), { jobs: 1 });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

test.each(["%205", "0x10", "0b11", "+7", "1e1", "-1", "1.5", ""])("rows from “%s” are refused", async (from) => {
  const { status } = await server.ask(`/api/document-sets/UDHR/rows?from=${from}`);
  expect(status).toBe(400);
});

test.each(["FR,EN", "fr,en", "Fr,eN"])("languages are the same in any spelling: %s", async (languages) => {
  const rows = await server.ask(`/api/document-sets/UDHR/rows?from=3&limit=1&languages=${languages}`);
  expect(Object.keys(rows.body[0].blocks)).toEqual(["fr", "en"]);
  const exported = await server.ask(`/api/export?format=jsonl&sets=UDHR&languages=${languages}`);
  expect([exported.status, exported.text.length > 0]).toEqual([200, true]);
  expect((await server.ask(`/api/document-sets/UDHR/findings?languages=${languages}`)).status).toBe(200);
});

test("a correction takes a language in any spelling", async () => {
  const { body: rows } = await server.ask("/api/document-sets/UDHR/rows?from=3&limit=1");
  const unlink = { action: "unlink", position: 3, language: "FR", version: rows[0].version };
  const { status, body } = await server.ask("/api/document-sets/UDHR/corrections", json("POST", unlink));
  expect([status, Object.keys(body.rows[1].blocks)]).toEqual([200, ["fr"]]);
  await server.ask(`/api/document-sets/UDHR/changes/${body.change}`, { method: "DELETE" });
});

test.each(["\ud800", "\0", "\u0007", "\ufffe", "\ufdd0"])(
  "a text with %j is refused wherever a person writes it",
  async (sign) => {
    const { body: rows } = await server.ask("/api/document-sets/UDHR/rows?from=3&limit=1");
    const [{ units, version }] = rows;
    const edit = { action: "edit", position: 3, unit: units[0], language: "fr", text: `un ${sign} deux`, version };
    const edited = await server.ask("/api/document-sets/UDHR/corrections", json("POST", edit));
    expect([edited.status, edited.body.detail]).toEqual([400, expect.stringMatching(/U\+[0-9A-F]{4}/)]);
    const set = new URLSearchParams({ langpair: "fr|en", seg: `un ${sign}`, tra: "one" });
    // An address has no surrogate without a partner: it says U+FFFD instead, which is a character.
    if (sign !== "\ud800") expect((await server.ask("/set", { method: "POST", body: set })).status).toBe(400);
  },
);

test.each<[Record<string, string>, RegExp]>([
  [{ encoding: "bogus" }, /bogus/],
  [{ replace: "maybe" }, /true or false/],
  [{ languages: "fr" }, /2 files, 1 languages/],
  [{ languages: "auto,auto,ru" }, /2 files, 3 languages/],
  [{ languages: "x-foo,en" }, /x-foo/],
  [{ languages: "fr,FR" }, /fr is named twice/],
  [{ memory: "no/name" }, /no name of a memory/],
])("an upload with the fields %j is refused before anything is done", async (fields, said) => {
  const form = new FormData();
  for (const name of ["a.txt", "b.txt"]) form.append("file", new File(["Texte."], name));
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const { status, body } = await server.ask("/api/jobs/align", { method: "POST", body: form });
  expect([status, body.detail]).toEqual([400, expect.stringMatching(said)]);
  expect((await server.ask("/api/jobs")).body).toEqual([]);
});

test("a method that an address does not answer is told those that it does", async () => {
  const { status, headers, body } = await server.ask("/api/document-sets", { method: "DELETE" });
  expect([status, headers.get("Allow"), body.code]).toEqual([405, "GET, HEAD", "wrong-method"]);
  expect((await server.ask("/api/nothing", { method: "DELETE" })).status).toBe(404);
});

test("If-None-Match: * is met by whatever is there", async () => {
  const any = { headers: { "If-None-Match": "*" } };
  expect((await server.ask("/api/document-sets", any)).status).toBe(304);
  expect((await server.ask("/api/document-sets/nope/rows", any)).status).toBe(404);
});

test("a language pair of three is none", async () => {
  const { body } = await server.ask("/get?q=hello&langpair=en%7Cfr%7Cde");
  expect(body.responseDetails).toMatch(/INVALID LANGUAGE PAIR/);
});
