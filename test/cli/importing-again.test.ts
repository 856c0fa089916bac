import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alignDocuments, Memory, readDocumentSet } from "@sextant/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { corpus } from "../setup.ts";
import { type Outcome, run } from "./run.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-again-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const tmx = (...units: readonly (readonly [en: string, fr: string])[]): string =>
  `<tmx version="1.4"><header srclang="en"/><body>${units
    .map(([en, fr]) => `<tu><tuv xml:lang="en"><seg>${en}</seg></tuv><tuv xml:lang="fr"><seg>${fr}</seg></tuv></tu>`)
    .join("\n")}</body></tmx>`;
const sextant = (...args: string[]): Promise<Outcome> => run(folder, [...args, "--data", join(folder, "data")]);

test("a file that is imported again keeps its edits, its confirmations and their history", async () => {
  const path = join(folder, "budget.tmx");
  const text = tmx(["Draft budget", "Projet de budget"], ["Final budget", "Budget définitif"]);
  await writeFile(path, text);
  await sextant("import", path);
  const memory = await Memory.open(join(folder, "data", "memory.sqlite"));
  const unit = (await memory.rows("budget"))[1]?.units[0] as number;
  await memory.corrections.make("budget", { action: "confirm", position: 0 });
  await memory.corrections.make("budget", { action: "edit", position: 1, unit, language: "fr", text: "Budget final" });
  await memory.close();
  expect((await sextant("import", path)).err).toContain("as it was imported before; nothing to do");
  await writeFile(path, `${text}\n`);
  expect(await sextant("import", path)).toMatchObject({
    code: 0,
    err: expect.stringContaining("kept what people decided of 2 rows"),
  });
  expect((await sextant("memory", "--changes", "budget")).out).toMatch(/2 corrections\n$/);
  expect((await sextant("lookup", "Final budget", "--from", "en", "--to", "fr")).out).toContain("Budget final");
  await writeFile(path, tmx(["Draft budget", "Projet de budget"]));
  expect(await sextant("import", path)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/would be lost: row 2: Budget définitif[\s\S]*--replace takes it in without them/),
  });
  expect((await sextant("memory", "--changes", "budget")).out).toMatch(/2 corrections\n$/);
});

test("files of one name in two folders, and of two kinds, do not take each other's place", async () => {
  for (const year of ["2012", "2013"]) {
    await mkdir(join(folder, year));
    await writeFile(join(folder, year, "export.tmx"), tmx([`Text of ${year}`, `Texte de ${year}`]));
  }
  await writeFile(join(folder, "glossary.tmx"), tmx(["Term one", "Terme un"]));
  await writeFile(join(folder, "glossary.tsv"), "en\tfr\nTerm two\tTerme deux\n");
  const first = await sextant("import", "2012/export.tmx", "2013/export.tmx", "glossary.tmx", "glossary.tsv");
  expect(first.code).toBe(1);
  expect(first.err).toMatch(
    /the id export is that of another file, \S+2012\/export\.tmx; --id NAME keeps this file beside it/,
  );
  expect(first.err).toMatch(/the id glossary is that of another file, \S+glossary\.tmx/);
  expect((await sextant("import", "2013/export.tmx", "--id", "export-2013")).code).toBe(0);
  expect((await sextant("import", "glossary.tsv", "--id", "terms")).code).toBe(0);
  for (const [text, said] of [
    ["Text of 2012", "Texte de 2012"],
    ["Text of 2013", "Texte de 2013"],
    ["Term one", "Terme un"],
    ["Term two", "Terme deux"],
  ] as const)
    expect((await sextant("lookup", text, "--from", "en", "--to", "fr")).out).toContain(said);
});

test("no import takes the place of an aligned set, whatever is asked", async () => {
  const memory = await Memory.open(join(folder, "data", "memory.sqlite"));
  const set = await readDocumentSet(corpus("UDHR"));
  const versions = set.versions.filter(({ document }) => ["fr", "en"].includes(document.language));
  await memory.documentSets.save({ ...set, versions }, alignDocuments(versions.map(({ document }) => document)));
  await memory.close();
  await writeFile(join(folder, "UDHR.tmx"), tmx(["Article 1", "Article premier"]));
  expect(await sextant("import", "UDHR.tmx", "--replace")).toMatchObject({
    code: 1,
    err: expect.stringMatching(/the id UDHR is that of a document set that was aligned/),
  });
});

test("an edition of a file of which nothing can be taken leaves the one before as it is", async () => {
  const path = join(folder, "lines.jsonl");
  await writeFile(path, '{"variants":{"en":"An earlier edition","fr":"Une première version"}}\n');
  expect((await sextant("import", path)).code).toBe(0);
  await writeFile(path, '{"en":"An earlier edition","fr":"Une première version"}\n');
  const { code, err } = await sextant("import", path);
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(/^lines\.jsonl was left out: its one unit cannot be taken: line 1/),
  ]);
  expect((await sextant("lookup", "An earlier edition", "-f", "en", "-t", "fr")).out).toContain("Une première version");
});
