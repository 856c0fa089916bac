import { join } from "node:path";
import { type Document, Memory, readDocumentSet, readText } from "@sextant/core";
import { REUSE_CLASSES, ReuseCounter, reuseOf, segmentsOf } from "@sextant/core/compare";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { corpus } from "../../setup.ts";

let memory: Memory;
beforeAll(async () => {
  memory = await Memory.open(join(inject("data"), "memory.sqlite"));
});
afterAll(() => memory.close());

const versionOf = async (id: string, language: string): Promise<Document> => {
  const { versions } = await readDocumentSet(corpus(id));
  return versions.find(({ document }) => document.language === language)?.document as Document;
};

describe("reuse of documents", () => {
  test("each segment is counted once, by its best match, as lookups find it", async () => {
    const document = await versionOf("UDHR", "en");
    const { documents, total } = await reuseOf(memory, [{ name: "declaration", document }], { to: "fr" });
    const expected = new Map<string, number>();
    const texts = segmentsOf(document);
    for (const [at, text] of texts.entries()) {
      const neighbours = { before: texts[at - 1], after: texts[at + 1] } as { before: string; after: string };
      const [best] = await memory.lookup(text, { from: "en", to: "fr", threshold: 50, limit: 1, ...neighbours });
      const score = best?.score ?? 0;
      const isRepeated = score < 100 && texts.indexOf(text) < at;
      const name = score > 100 ? "101" : score === 100 ? "100" : isRepeated || score < 50 ? "other" : "fuzzy";
      expected.set(name, (expected.get(name) ?? 0) + 1);
    }
    const { classes, all } = documents[0] as (typeof documents)[0];
    expect(all.segments).toBe(texts.length);
    expect(classes["101"].segments).toBe(expected.get("101"));
    expect(classes["100"].segments).toBe(expected.get("100"));
    const fuzzy = (["95-99", "85-94", "75-84", "50-74"] as const).reduce(
      (sum, name) => sum + classes[name].segments,
      0,
    );
    expect(fuzzy).toBe(expected.get("fuzzy") ?? 0);
    expect(total.all).toEqual(all);
  });

  test("what nobody knows is new once, then repeated, and in the next document repeated across", async () => {
    const document = readText("Zebras graze here.\n\nZebras graze here.\n\nZebras graze here.", { language: "en" });
    const named = [1, 2].map((number) => ({ name: `zebras ${number}`, document }));
    const { documents, total } = await reuseOf(memory, named, { to: "fr" });
    const counts = documents.map(({ classes }) => REUSE_CLASSES.map((name) => classes[name].segments).join(""));
    expect(counts).toEqual(["002000001", "002100000"]);
    expect(total.classes.repeated).toEqual({ segments: 4, words: 12, characters: 64 });
  });

  test("what the memory has as it is is no repetition", async () => {
    const document = readText("The General Assembly,\n\nThe General Assembly,", { language: "en" });
    const { total } = await reuseOf(memory, [{ name: "twice", document }], { to: "fr" });
    expect(total.classes["101"].segments + total.classes["100"].segments).toBe(2);
  });

  test("Chinese characters are words", async () => {
    const document = readText("斑马在这里吃草。", { language: "zh" });
    const { total } = await reuseOf(memory, [{ name: "zebras", document }], { to: "fr" });
    expect(total.all).toEqual({ segments: 1, words: 7, characters: 8 });
  });

  test("only the memories that are named are asked", async () => {
    const document = await versionOf("UDHR", "en");
    const { total } = await reuseOf(memory, [{ name: "declaration", document }], { to: "fr", memories: ["another"] });
    expect(total.classes["101"].segments + total.classes["100"].segments).toBe(0);
  });
});

test("whatever is counted, the classes make the whole", () => {
  const segment = fc.record({
    text: fc.constantFrom("One.", "Two words", "三个字", "٣ كلمات", "—", ""),
    score: fc.option(fc.integer({ min: 50, max: 101 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(segment), (segments) => {
      const counter = new ReuseCounter(new Set(["Two words"]));
      for (const { text, score } of segments) counter.count(text, score, "en");
      const { classes, all } = counter.counts();
      for (const measure of ["segments", "words", "characters"] as const)
        expect(REUSE_CLASSES.reduce((sum, name) => sum + classes[name][measure], 0)).toBe(all[measure]);
      expect(all.segments).toBe(segments.length);
    }),
  );
});
