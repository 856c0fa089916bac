import { readFile, writeFile } from "node:fs/promises";
import { type ConcordanceOptions, type ImportedUnit, Memory } from "@sextant/core";
import { describe, expect, test } from "vitest";
import { align, freshPlaces, textSet, texts } from "./text-sets.ts";

const { file, place } = freshPlaces();

describe.each(["SQLite", "PostgreSQL"])("a memory of one's own in %s", (engine) => {
  test("keeps what it is given over a restart, and replaces a document set whole", async () => {
    const path = await place(engine);
    let memory = await Memory.open(path);
    const one = textSet("A", "Un.\n\nDeux.", "One.\n\nTwo.");
    await memory.documentSets.save(one, align(one));
    await memory.close();

    memory = await Memory.open(path);
    expect(await memory.documentSets.fingerprint("A")).toBe(one.fingerprint);
    const again = textSet("A", "Trois.", "Three.");
    await memory.documentSets.save(again, align(again));
    expect(await texts(memory)).toEqual(["Trois.|Three."]);
    await memory.close();
  });

  test("keeps nothing of a document set that fails on its way in", async () => {
    const memory = await Memory.open(await place(engine));
    const one = textSet("A", "Un.\n\nDeux.", "One.\n\nTwo.");
    await memory.documentSets.save(one, align(one));
    const broken = { ...one, versions: [...one.versions, ...one.versions] };
    await expect(memory.documentSets.save(broken, align(one))).rejects.toThrow();
    expect(await texts(memory)).toEqual(["Un.|One.", "Deux.|Two."]);
    await memory.close();
  });

  test("takes a document set out, and does not offer it again", async () => {
    const memory = await Memory.open(await place(engine));
    for (const one of [textSet("A", "Un.", "One."), textSet("B", "Deux.", "Two.")])
      await memory.documentSets.save(one, align(one));
    expect(await memory.lookup("Un.", { from: "fr", to: "en" })).toHaveLength(1);
    await memory.removals.remove("A");
    expect(await memory.lookup("Un.", { from: "fr", to: "en" })).toEqual([]);
    expect((await memory.concordance("un", "fr")).total).toBe(0);
    expect(await texts(memory)).toEqual(["Deux.|Two."]);
    await memory.removals.remove("nothing");
    await memory.close();
  });

  test("streams more units than it reads at once", async () => {
    const memory = await Memory.open(await place(engine));
    const many = Array.from({ length: 1203 }, (_, n) => n);
    const big = textSet(
      "A",
      many.map((n) => `Numéro ${n}.`).join("\n\n"),
      many.map((n) => `Number ${n}.`).join("\n\n"),
    );
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
    await memory.documentSets.save(big, { languages: ["fr", "en"], rows, notes: [], wordTranslations: [] });
    const found = await texts(memory);
    expect(found).toEqual(many.map((n) => `Numéro ${n}.|Number ${n}.`));
    await memory.close();
  });

  test("finds a phrase that is everywhere and one that is rare alike, in the order of units", async () => {
    const memory = await Memory.open(await place(engine));
    async function* units(): AsyncGenerator<ImportedUnit> {
      for (let n = 0; n < 3000; n++)
        yield {
          role: "text",
          confidence: 1,
          origin: "imported",
          unofficial: [],
          variants: { fr: `Le numéro ${n}${n % 500 === 7 ? ", très rare," : ""} des droits.`, en: `Number ${n}.` },
        };
    }
    await memory.documentSets.import({ id: "many", symbol: "many", source: "test", fingerprint: "1" }, units());
    const first = (await memory.concordance("des droits", "fr", { limit: 1 })).next as number;
    const numbers = async (phrase: string, options?: ConcordanceOptions): Promise<[(string | undefined)[], number]> => {
      const { hits, total } = await memory.concordance(phrase, "fr", options);
      return [hits.map(({ unit }) => unit.variants.en), total];
    };
    expect(await numbers("des droits", { after: first + 899, limit: 2 })).toEqual([
      ["Number 900.", "Number 901."],
      1000,
    ]);
    expect(await numbers("des droits", { after: first + 2997, limit: 5 })).toEqual([
      ["Number 2998.", "Number 2999."],
      2,
    ]);
    expect(await numbers("tres rare")).toEqual([[7, 507, 1007, 1507, 2007, 2507].map((n) => `Number ${n}.`), 6]);
    expect(await numbers("numéro 29", { after: first + 2988, limit: 1 })).toEqual([["Number 2989."], 11]);
    expect(await numbers("uméro 2", { place: "prefix" })).toEqual([[], 0]);
    expect(await numbers("numéro 2", { place: "word" })).toEqual([["Number 2."], 1]);
    expect(await numbers("numéro 2", { place: "prefix", limit: 1 })).toEqual([["Number 2."], 1000]);
    expect(await numbers("des droits", { symbol: "none" })).toEqual([[], 0]);
    expect(await numbers("droits des")).toEqual([[], 0]);
    await memory.close();
  });

  test("keeps how words were translated, set by set, for the next one", async () => {
    const memory = await Memory.open(await place(engine));
    const saved = async (id: string, entries: readonly (readonly [string, string, number])[]): Promise<void> => {
      const own = textSet(id, "Un.", "One.");
      await memory.documentSets.save(own, {
        ...align(own),
        wordTranslations: [{ source: "fr", target: "en", entries }],
      });
    };
    await saved("A", [
      ["droit", "right", 3],
      ["paix", "peac", 1.5],
    ]);
    await saved("B", [["droit", "right", 2]]);
    expect(await memory.wordTranslations()).toEqual([
      {
        source: "fr",
        target: "en",
        entries: [
          ["droit", "right", 5],
          ["paix", "peac", 1.5],
        ],
      },
    ]);
    await saved("B", [["droits", "rights", 1]]);
    await memory.removals.remove("A");
    expect((await memory.wordTranslations())[0]?.entries).toEqual([["droits", "rights", 1]]);
    await memory.removals.remove("B");
    expect(await memory.wordTranslations()).toEqual([]);
    await memory.close();
  });
});

describe("a location that is no memory", () => {
  test("refuses a file that is no memory, and leaves it as it was", async () => {
    const path = await file();
    await (await Memory.open(path)).close();
    await writeFile(path, "this is a letter, not a memory, and it is long enough to be looked at as a database header");
    await expect(Memory.open(path)).rejects.toThrow(
      /the memory .*memory\.sqlite cannot be opened: file is not a database/,
    );
    expect(await readFile(path, "utf8")).toMatch(/^this is a letter/);
  });

  test("a database that is not there is said to be, without its password", async () => {
    const address = "postgres://someone:secret@127.0.0.1:1/nothing";
    const error = await Memory.open(address).catch((caught: Error) => caught);
    expect((error as Error).message).toMatch(/the memory postgres:\/\/someone:…@127\.0\.0\.1:1\/nothing cannot be/);
    expect(String((error as Error).stack)).not.toContain("secret");
  });
});
