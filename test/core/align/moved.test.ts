import { alignDocuments, type Document, readDocumentSet } from "@sextant/core";
import { beforeAll, expect, test } from "vitest";
import { corpus } from "../../setup.ts";

let versions: Document[];
beforeAll(async () => {
  const { versions: all } = await readDocumentSet(corpus("A-RES-67-189"));
  // Without numbers and roles, which would say where each paragraph belongs.
  versions = all.map(({ document }) => ({
    ...document,
    blocks: document.blocks.map(({ text }) => ({ role: "text", text })),
    notes: [],
  }));
});
const in_ = (...languages: string[]): Document[] => versions.filter(({ language }) => languages.includes(language));

function moved(documents: readonly Document[], language: string, from: number, to: number): Document[] {
  return documents.map((document) => {
    if (document.language !== language) return document;
    const blocks = [...document.blocks];
    blocks.splice(to, 0, ...blocks.splice(from, 1));
    return { ...document, blocks };
  });
}

test.each([
  [["fr", "en"], "en", 20, 29],
  [["fr", "en"], "en", 40, 28],
  [["fr", "zh"], "zh", 8, 38],
  [["en", "ar"], "ar", 20, 29],
  [["ru", "zh"], "zh", 30, 45],
  [["fr", "en", "ar"], "ar", 8, 38],
])("in %j, a paragraph of %s that went from %d to %d is linked where it is now", (languages, language, from, to) => {
  const documents = moved(in_(...languages), language, from, to);
  const { rows } = alignDocuments(documents);
  const row = rows.find(({ units }) => units[language]?.includes(to));
  expect(Object.keys(row?.units ?? {}).sort()).toEqual([...languages].sort());
  for (const other of languages) if (other !== language) expect(row?.units[other]).toEqual([from]);
  for (const { language: own, blocks } of documents)
    expect(rows.flatMap(({ units }) => units[own] ?? []).sort((a, b) => a - b)).toEqual([...blocks.keys()]);
});

test("a paragraph that one language lacks is linked with nothing", () => {
  const documents = in_("fr", "en").map((document) =>
    document.language === "en" ? { ...document, blocks: document.blocks.filter((_, at) => at !== 12) } : document,
  );
  const { rows } = alignDocuments(documents);
  expect(rows.find(({ units }) => units.fr?.includes(12))?.units).toEqual({ fr: [12] });
});

test("one paragraph left out in each language, not the same one, are not taken for each other", () => {
  const documents = in_("fr", "en").map((document) => ({
    ...document,
    blocks: document.blocks.filter((_, at) => at !== (document.language === "en" ? 12 : 40)),
  }));
  const { rows } = alignDocuments(documents);
  expect(rows.find(({ units }) => units.fr?.includes(12))?.units).toEqual({ fr: [12] });
  expect(rows.find(({ units }) => units.en?.includes(39))?.units).toEqual({ en: [39] });
});
