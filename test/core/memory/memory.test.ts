import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alignDocuments, type DocumentSet, Memory, readText } from "@sextant/core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";

describe("the memory of the corpus", () => {
  let memory: Memory;
  beforeAll(async () => {
    memory = await Memory.open(join(inject("data"), "memory.sqlite"));
  });
  afterAll(() => memory.close());

  test("lists its document sets, the newest first, and says which versions are official", async () => {
    const sets = await memory.documentSets();
    expect(sets.map(({ symbol, date, paragraphs }) => ({ symbol, date, paragraphs }))).toEqual([
      { symbol: "A/RES/67/189", date: "2012-12-20", paragraphs: 90 },
      { symbol: "A/RES/217(III)A", date: "1948-12-10", paragraphs: 90 },
    ]);
    expect(sets[0]?.versions.filter(({ official }) => official).map(({ language }) => language)).toEqual(["fr"]);
    expect(sets[1]?.versions.every(({ official }) => official)).toBe(true);
  });

  test("gives rows from a position on, in portions", async () => {
    const rows = await memory.rows("A-RES-67-189", { from: 33, limit: 2 });
    expect(rows.map(({ position, role, number }) => [position, role, number])).toEqual([
      [33, "operative", "1"],
      [34, "operative", "2"],
    ]);
    expect(rows[0]?.blocks.fr?.[0]?.marks).toEqual([
      { mark: "9", offset: rows[0]?.blocks.fr?.[0]?.text.indexOf(" ;") },
    ]);
    expect(await memory.rows("nothing")).toEqual([]);
  });

  test("looks a segment up exactly, in any pair and direction", async () => {
    const [match] = await memory.lookup("l'Assemblée  générale,", "fr", "ar");
    expect(match).toMatchObject({
      score: 100,
      kind: "exact",
      differences: [],
      unit: { documentSet: "A-RES-67-189", role: "opening", variants: { ar: "إن الجمعية العامة،", zh: "大会，" } },
    });
    expect((await memory.lookup("大会，", "zh", "ru")).map(({ target }) => target)).toEqual(["Генеральная Ассамблея,"]);
    expect(await memory.lookup("大会，", "fr", "ru")).toEqual([]);
  });

  test("finds a phrase in context, pages through the hits, and counts them all", async () => {
    const first = await memory.concordance("droits de l'homme", "fr", { limit: 4 });
    expect(first.total).toBe(10);
    expect(first.hits).toHaveLength(4);
    for (const { unit, places } of first.hits)
      for (const { start, end } of places) expect(unit.variants.fr?.slice(start, end)).toMatch(/droits de l[’']homme/i);
    const rest = await memory.concordance("droits de l'homme", "fr", { from: first.next as number, limit: 500 });
    expect(new Set([...first.hits, ...rest.hits].map(({ unit }) => unit.id)).size).toBe(first.total);
    expect(rest.next).toBeUndefined();
    expect((await memory.concordance("人权", "zh", { documentSet: "UDHR" })).total).toBeGreaterThan(3);
    expect(await memory.concordance("100%_'", "fr")).toEqual({ hits: [], total: 0 });
    expect(await memory.concordance("  ", "fr")).toEqual({ hits: [], total: 0 });
  });

  test("gives one unit by its id, or nothing", async () => {
    const [match] = await memory.lookup("大会，", "zh", "en");
    expect(await memory.unit(match?.unit.id as number)).toEqual(match?.unit);
    expect(await memory.unit(1e9)).toBeUndefined();
  });
});

describe("a memory of one's own", () => {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  });
  async function file(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "sextant-memory-"));
    folders.push(folder);
    return join(folder, "deeper", "memory.sqlite");
  }

  function set(id: string, fr: string, en: string): DocumentSet {
    const versions = [readText(fr, { language: "fr" }), readText(en, { language: "en" })].map((document) => ({
      document,
      title: id,
      official: true,
    }));
    return { id, symbol: id, source: "test", versions, fingerprint: fr + en };
  }
  const align = ({ versions }: DocumentSet) => alignDocuments(versions.map(({ document }) => document));
  async function texts(memory: Memory): Promise<string[]> {
    return (await Array.fromAsync(memory.units())).map(({ variants }) => `${variants.fr}|${variants.en}`);
  }

  test("keeps what it is given over a restart, and replaces a document set whole", async () => {
    const path = await file();
    let memory = await Memory.open(path);
    const one = set("A", "Un.\n\nDeux.", "One.\n\nTwo.");
    await memory.saveDocumentSet(one, align(one));
    await memory.close();

    memory = await Memory.open(path);
    expect(await memory.fingerprint("A")).toBe(one.fingerprint);
    const again = set("A", "Trois.", "Three.");
    await memory.saveDocumentSet(again, align(again));
    expect(await texts(memory)).toEqual(["Trois.|Three."]);
    await memory.close();
  });

  test("keeps nothing of a document set that fails on its way in", async () => {
    const memory = await Memory.open(await file());
    const one = set("A", "Un.\n\nDeux.", "One.\n\nTwo.");
    await memory.saveDocumentSet(one, align(one));
    const broken = { ...one, versions: [...one.versions, ...one.versions] };
    await expect(memory.saveDocumentSet(broken, align(one))).rejects.toThrow();
    expect(await texts(memory)).toEqual(["Un.|One.", "Deux.|Two."]);
    await memory.close();
  });

  test("streams more units than it reads at once", async () => {
    const memory = await Memory.open(await file());
    const many = Array.from({ length: 1203 }, (_, n) => n);
    const big = set("A", many.map((n) => `Numéro ${n}.`).join("\n\n"), many.map((n) => `Number ${n}.`).join("\n\n"));
    const rows = many.map((n) => ({
      units: { fr: [n], en: [n] },
      confidence: 1,
      origin: "automatic" as const,
      role: "text" as const,
      rows: [
        {
          segments: {
            fr: [{ block: n, start: 0, end: `Numéro ${n}.`.length }],
            en: [{ block: n, start: 0, end: `Number ${n}.`.length }],
          },
          confidence: 1,
          origin: "automatic" as const,
        },
      ],
    }));
    await memory.saveDocumentSet(big, { languages: ["fr", "en"], rows, notes: [] });
    const found = await texts(memory);
    expect(found).toEqual(many.map((n) => `Numéro ${n}.|Number ${n}.`));
    await memory.close();
  });

  test("refuses a file that is no memory, and leaves it as it was", async () => {
    const path = await file();
    await (await Memory.open(path)).close();
    await writeFile(path, "this is a letter, not a memory, and it is long enough to be looked at as a database header");
    await expect(Memory.open(path)).rejects.toThrow(
      /the memory .*memory\.sqlite cannot be opened: file is not a database/,
    );
    expect(await readFile(path, "utf8")).toMatch(/^this is a letter/);
  });
});
