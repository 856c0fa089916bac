import { join } from "node:path";
import { type Document, Memory, readDocumentSet } from "@sextant/core";
import { compareVersions, storedVersion, withTranslations } from "@sextant/core/compare";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { corpus } from "../../setup.ts";

let memory: Memory;
let english: Document;
beforeAll(async () => {
  memory = await Memory.open(join(inject("data"), "memory.sqlite"));
  const { versions } = await readDocumentSet(corpus("A-RES-67-189"));
  english = versions.find(({ document }) => document.language === "en")?.document as Document;
});
afterAll(() => memory.close());

/** The document with one text in place of another. */
const edited = (from: string | RegExp, to: string, document = english): Document => ({
  ...document,
  blocks: document.blocks.map((block) => ({ ...block, text: block.text.replace(from, to) })),
});

test("what is unchanged comes with the translations that it had, in every language asked for", async () => {
  const { entries, warnings } = await withTranslations(compareVersions(english, english), memory, { to: ["fr", "ar"] });
  expect(warnings).toEqual([]);
  const segments = entries.flatMap(({ translations = [] }) => translations);
  expect(segments.every(({ touched }) => !touched)).toBe(true);
  const translated = segments.filter(({ targets }) => targets.fr && targets.ar);
  expect(translated.length / segments.length).toBeGreaterThan(0.95);
  expect(translated[2]?.working).toEqual(["ar"]);
});

test("of what is changed the segments are marked that the change touches, and no other", async () => {
  const { versions } = await readDocumentSet(corpus("UDHR"));
  const declaration = versions.find(({ document }) => document.language === "en")?.document as Document;
  const comparison = compareVersions(declaration, edited("compulsory", "obligatory", declaration));
  const { entries, warnings } = await withTranslations(comparison, memory, { to: ["es"], documentSet: "UDHR" });
  expect(warnings).toEqual([]);
  const [entry] = entries.filter(({ states }) => states.includes("changed"));
  const touched = entry?.translations?.filter((segment) => segment.touched);
  expect(touched?.map(({ source }) => source)).toEqual([
    expect.stringMatching(/^Elementary education shall be compulsory\./),
  ]);
  expect(touched?.[0]?.targets.es).toMatch(/instrucción elemental será obligatoria/);
  expect(entry?.translations).toHaveLength(2);
});

test("a sentence that comes in between touches none of its neighbours", async () => {
  const comparison = compareVersions(
    english,
    edited(
      "“Countering transnational organized crime”.",
      "“Countering transnational organized crime”. It is so decided.",
    ),
  );
  const { entries } = await withTranslations(comparison, memory, { to: ["fr"] });
  for (const entry of entries) for (const segment of entry.translations ?? []) expect(segment.touched).toBe(false);
});

test("a text whose set the memory does not hold is looked up by segments, and that is said", async () => {
  const unknown = { ...english, symbol: "A/RES/99/1", blocks: english.blocks.slice(0, 6), notes: [] };
  const { entries, warnings } = await withTranslations(compareVersions(unknown, unknown), memory, { to: ["fr", "en"] });
  expect(warnings).toEqual([
    {
      code: "not-held",
      values: { document: "A/RES/99/1", language: "en" },
      message: "the memory does not hold A/RES/99/1 in en; its segments were looked up one by one",
    },
  ]);
  const targets = entries.flatMap(({ translations = [] }) => translations.map((segment) => segment.targets.fr));
  expect(targets).toContain("L’Assemblée générale,");
});

test("a document set that is named and not there is an error", async () => {
  const comparison = compareVersions(english, english);
  await expect(withTranslations(comparison, memory, { to: ["fr"], documentSet: "no" })).rejects.toThrow(
    new RangeError("there is no document set no in the memory"),
  );
});

test("a version of the memory is the document that was read", async () => {
  const stored = (await storedVersion(memory, "A/RES/67/189", "en")) as Document;
  const { counts } = compareVersions(stored, english);
  expect(counts.unchanged).toBe(english.blocks.length + english.notes.length);
  expect(await storedVersion(memory, "A/RES/1/1", "en")).toBeUndefined();
  await expect(storedVersion(memory, "UDHR", "de")).rejects.toThrow(/has no version in de; it has fr, en/);
});
