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

describe("POST /api/compare/files", () => {
  async function compare(fields: Readonly<Record<string, string | File>>): Promise<{ status: number; body: any }> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    const response = await fetch(`${server.address}/api/compare/files`, { method: "POST", body: form });
    return { status: response.status, body: await response.json() };
  }
  const file = (name: string, content: string): File => new File([content], name);

  test("compares two files, whose language is told from them", async () => {
    const changed = text.replaceAll("organized", "organised");
    const { status, body } = await compare({ old: file("old.txt", text), new: file("new.txt", changed) });
    expect([status, body.language]).toEqual([200, "en"]);
    const [entry] = body.entries.filter(({ states }: any) => states.includes("changed"));
    expect(entry.differences).toContainEqual({ kind: "added", text: "organised" });
  });

  test("compares a file with a document set, in the file's language, and gives the translations of the old one", async () => {
    const { status, body } = await compare({ old: "A/RES/67/189", new: file("new.txt", text), to: "ru" });
    expect([status, body.language]).toEqual([200, "en"]);
    expect(body.counts).toMatchObject({ new: 0, dropped: 0 });
    expect(body.entries.some((entry: any) => entry.translations?.some(({ targets }: any) => targets.ru))).toBe(true);
  });

  test("reads of a file in several languages the part that is compared", async () => {
    const [en, ru] = await Promise.all(
      ["en", "ru"].map((language) => readFile(join(corpus("UDHR"), `${language}.txt`), "utf8")),
    );
    const { status, body } = await compare({
      old: file("both.txt", `${en}\n\n${ru}`),
      new: file("ru.txt", ru ?? ""),
      language: "ru",
    });
    expect([status, body.language]).toEqual([200, "ru"]);
    expect(body.counts).toMatchObject({ new: 0, dropped: 0, changed: 0 });
  });

  test.each([
    ["a file that cannot be read", { old: new File([""], "empty.txt"), new: "UDHR" }, 400, /empty/],
    [
      "a set that is not there",
      { old: "no", new: new File(["The report of the Secretary-General."], "a.txt") },
      404,
      /no document set no;/,
    ],
    ["one side alone", { old: new File(["Some text."], "a.txt") }, 400, /new/],
    ["two sets without a language", { old: "UDHR", new: "UDHR" }, 400, /name the language/],
  ])("refuses %s in a sentence", async (_, fields, status, message) => {
    const answer = await compare(fields as unknown as Record<string, string | File>);
    expect([answer.status, answer.body.error]).toEqual([status, expect.stringMatching(message)]);
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
