import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Memory } from "@sextant/core";
import { type RunningServer, serve } from "@sextant/server";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { corpus } from "../setup.ts";

let memory: Memory;
let server: RunningServer;
let text: string;
beforeAll(async () => {
  memory = await Memory.open(join(inject("data"), "memory.sqlite"));
  server = await serve({ memory, port: 0 });
  text = await readFile(join(corpus("A-RES-67-189"), "en.txt"), "utf8");
});
afterAll(async () => {
  await server.close();
  await memory.close();
});

async function post(path: string, body: object): Promise<{ status: number; body: any }> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(server.address + path, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}

describe("POST /api/compare/versions", () => {
  const compare = (body: object) => post("/api/compare/versions", body);

  test("compares a text with a document set, and gives the translations that it had", async () => {
    const changed = { text: text.replaceAll("organized", "organised") };
    const { status, body } = await compare({
      old: { documentSet: "A/RES/67/189" },
      new: changed,
      language: "en",
      to: ["ru"],
    });
    expect(status).toBe(200);
    expect(body.counts).toMatchObject({ new: 0, dropped: 0 });
    const [entry] = body.entries.filter(({ states }: any) => states.includes("changed"));
    expect(entry.differences).toContainEqual({ kind: "added", text: "organised" });
    expect(entry.translations.some(({ touched, targets }: any) => touched && /[а-я]/.test(targets.ru))).toBe(true);
  });

  test("compares two texts, whose language is told from the first", async () => {
    const { status, body } = await compare({ old: { text }, new: { text } });
    expect(status).toBe(200);
    expect(body.language).toBe("en");
    expect(body.counts.unchanged).toBe(body.entries.length);
  });

  test.each([
    { body: { old: { text: "x" } }, status: 400, error: /new/ },
    {
      body: { old: { documentSet: "no" }, new: { text: "x" }, language: "en" },
      status: 404,
      error: /no document set no;/,
    },
    { body: { old: { documentSet: "UDHR" }, new: { text: "x" } }, status: 400, error: /name the language/ },
    {
      body: { old: { documentSet: "UDHR" }, new: { text: "x" }, language: "de" },
      status: 400,
      error: /no version in de/,
    },
    { body: { old: { text: " " }, new: { text: "x" }, language: "en" }, status: 400, error: /old/ },
  ])("says what is wrong of $body", async ({ body, status, error }) => {
    const answer = await compare(body);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatch(error);
  });
});

test("POST /api/reuse counts what the memory knows of documents", async () => {
  const documents = ["one", "two"].map((name) => ({ name, text: `${text}\n\nZebras graze here.` }));
  const { status, body } = await post("/api/reuse", { documents, from: "en", to: "fr" });
  expect(status).toBe(200);
  expect(body.documents.map(({ name, language }: any) => [name, language])).toEqual([
    ["one", "en"],
    ["two", "en"],
  ]);
  const [one, two] = body.documents;
  expect([one.classes.new.segments, two.classes.new.segments]).toEqual([1, 0]);
  expect(two.classes["repeated-across"].segments).toBeGreaterThan(0);
  expect(body.total.all.words).toBe(2 * one.all.words);
  expect((await post("/api/reuse", { documents: [], to: "fr" })).status).toBe(400);
});
