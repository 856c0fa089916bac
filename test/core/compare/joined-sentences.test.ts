import { alignDocuments, readDocumentSet } from "@sextant/core";
import { type ComparedRow, compareRows, type Finding, rowsOfDocuments } from "@sextant/core/compare";
import { expect, test } from "vitest";
import { corpus } from "../../setup.ts";

const { versions } = await readDocumentSet(corpus("UDHR"));
const documents = versions.map(({ document }) => document).filter(({ language }) => /fr|en/.test(language));
const declaration = rowsOfDocuments(documents, alignDocuments(documents));
const education = declaration.find(({ texts }) => texts.en?.startsWith("Education shall be directed")) as ComparedRow;
const [first = "", second = ""] = education.texts.en?.split(/(?<=freedoms\.) /) ?? [];

/** What is missing where the paragraph on education is this in English. */
function missing(en: string): Finding | undefined {
  const rows = declaration.map((own) => (own === education ? { ...own, texts: { ...own.texts, en } } : own));
  return compareRows(rows, ["fr", "en"]).find(({ row, type }) => row === education.row && type === "missing");
}

test("where two sentences were joined and the end is left out, the end is shown, and not a whole sentence", () => {
  const joined = `${first.replace(/\.$/, "")}, ${second.replace(/^It/, "it").replace(/,.*$/, "")}.`;
  expect(joined).toMatch(/freedoms, it shall promote understanding\.$/);
  const found = missing(joined);
  expect(found?.places[0]?.text).toMatch(/^la tolérance et l’amitié entre toutes les nations/);
  expect(found?.languages).toEqual(["en"]);
});

test("a sentence that is left out is shown whole", () => {
  expect(missing(second)?.places[0]?.text).toMatch(/^L’éducation doit viser .*fondamentales\.$/);
  expect(missing(first)?.places[0]?.text).toMatch(/^Elle doit favoriser .*paix\.$/);
});
