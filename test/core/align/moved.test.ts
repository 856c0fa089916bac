import { alignDocuments, type Document, type Row, readDocumentSet } from "@sextant/core";
import { shippedTranslations } from "@sextant/core/align";
import { beforeAll, expect, test } from "vitest";
import { linkMoved } from "../../../packages/core/src/align/documents/moved.ts";
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

const NEEDS =
  "Countries face significant and growing needs of water given the high growth of the population, and an increasing demand for goods and services.";
const FREELY =
  "Les besoins en eau sont très importants, dus aux nombreuses vulnérabilités, et se caractérisent par un accroissement de la consommation.";
const OTHER =
  "Les vergers de la vallée ont donné moins de poires et de pommes que les années précédentes, à cause du gel.";

/** Links a paragraph that is only in French with one that is only in English, so many rows of the resolution behind it. */
function linkedApart(fr: string, rowsBetween: number) {
  const [french, english] = ["fr", "en"].map((language) =>
    in_(language).flatMap(({ blocks }) => blocks.map(({ text }) => text)),
  ) as [string[], string[]];
  const sure = french.map((_, at): Row => ({ units: { fr: [at], en: [at] }, confidence: 1, origin: "automatic" }));
  const lone = (language: string, unit: number): Row => ({
    units: { [language]: [unit] },
    confidence: 0.8,
    origin: "automatic",
  });
  const rows = sure
    .toSpliced(30, 0, lone("fr", french.length))
    .toSpliced(31 + rowsBetween, 0, lone("en", english.length));
  const texts: Record<string, string[]> = { fr: [...french, fr], en: [...english, NEEDS] };
  const found = linkMoved(rows, ["fr", "en"], (language) => texts[language] as string[], shippedTranslations());
  return found.find(({ units }) => units.fr?.includes(french.length)) as Row;
}

test("a paragraph that is translated freely is linked with the one beside it, in doubt", () => {
  const { units, confidence } = linkedApart(FREELY, 0);
  expect(Object.keys(units)).toEqual(["fr", "en"]);
  expect(confidence).toBeLessThan(0.8);
  // So little would not be enough to say that it moved.
  expect(Object.keys(linkedApart(FREELY, 5).units)).toEqual(["fr"]);
  expect(Object.keys(linkedApart(OTHER, 0).units)).toEqual(["fr"]);
});
