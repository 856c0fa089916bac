import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { corpus } from "../setup.ts";
import { type Outcome, run } from "./run.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-reuse-"));
  await mkdir(join(folder, "session/part, two"), { recursive: true });
  await copyFile(join(corpus("UDHR"), "en.txt"), join(folder, "session/a.txt"));
  const text = await readFile(join(corpus("UDHR"), "en.txt"), "utf8");
  await writeFile(
    join(folder, "session/part, two/b.txt"),
    `${text.slice(0, text.indexOf("\n\n", 3000))}\n\nZebras graze here.`,
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const reuse = (...args: string[]): Promise<Outcome> => run(folder, ["reuse", ...args, "--data", inject("data")]);

describe("sextant reuse", () => {
  test("counts one document as a table", async () => {
    const { code, out, err } = await reuse("session/a.txt", "--to", "fr");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^match +segments +words +characters +words\n101 in context +\d+ +[\d,]+ +[\d,]+ +\d+ %\n/);
    expect(out).toMatch(/\nall +\d+ +[\d,]+ +[\d,]+ +100 %\n1 document\n$/);
  });

  test("counts the documents of a folder and its subfolders, and what they have in common", async () => {
    const { code, out } = await reuse("session", "--to", "fr", "--json");
    expect(code).toBe(0);
    const { to, documents, total } = JSON.parse(out);
    expect(to).toBe("fr");
    expect(documents.map(({ name }: { name: string }) => name)).toEqual(["session/a.txt", "session/part, two/b.txt"]);
    expect(documents[1].classes["repeated-across"].segments).toBeGreaterThan(0);
    expect(documents[1].classes.new.words).toBeGreaterThanOrEqual(3);
    expect(total.all.words).toBe(documents[0].all.words + documents[1].all.words);
  });

  test("prints a line for each document as CSV, and one for all", async () => {
    const { out } = await reuse("session", "--to", "fr", "--csv");
    const [head, first, second, all, end] = out.split("\r\n");
    expect(head).toMatch(/^document,language,101 segments,101 words,101 characters,100 segments,/);
    expect(first).toMatch(/^session\/a\.txt,en,\d+,/);
    expect(second).toMatch(/^"session\/part, two\/b\.txt",en,/);
    expect(all).toMatch(/^all,,/);
    expect(end).toBe("");
  });

  test("says what it leaves out, and why, and goes on", async () => {
    await copyFile(join(corpus("UDHR"), "fr.txt"), join(folder, "session/c.txt"));
    await writeFile(join(folder, "session/empty.txt"), "");
    await writeFile(join(folder, "session/notes.xlsx"), "no document");
    const { code, out, err } = await reuse("session", "--to", "es", "--from", "en", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out).documents).toHaveLength(2);
    expect(err).toMatch(/^sextant: session\/c\.txt was left out: it is in fr$/m);
    expect(err).toMatch(/^sextant: session\/empty\.txt was left out: session\/empty\.txt is empty$/m);
    expect(err).toMatch(/^sextant: session\/notes\.xlsx was left out: its name does not say/m);
  });

  test.each([
    { args: ["nowhere", "--to", "fr"], code: 1, err: /nowhere cannot be read: there is no such file or folder/ },
    { args: ["session", "--to", "fr", "-m", "no"], code: 2, err: /there is no memory no; there is main/ },
    { args: ["session", "--to", "fr", "--csv", "--json"], code: 2, err: /name one/ },
  ])("says what is wrong of $args", async ({ args, code, err }) => {
    const outcome = await reuse(...args);
    expect(outcome.code).toBe(code);
    expect(outcome.err).toMatch(err);
  });
});
