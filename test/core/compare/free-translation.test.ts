import { alignDocuments, readDocumentSet, sentences } from "@sextant/core";
import { type ComparedRow, compareRows, type Finding, rowsOfDocuments } from "@sextant/core/compare";
import { expect, test } from "vitest";
import { corpus } from "../../setup.ts";

const PLACES = [
  "Geneva",
  "Vienna",
  "Nairobi",
  "Santiago",
  "Bangkok",
  "Addis Ababa",
  "Beirut",
  "Rome",
  "Paris",
  "Montreal",
];

const denials = (free: number): Finding[] =>
  compareRows(
    PLACES.map((place, row) => ({
      row,
      texts: {
        en: `The members of the office in ${place} did not travel.`,
        fr:
          row < free
            ? `Les membres du bureau de ${place} restèrent.`
            : `Les membres du bureau de ${place} ne voyagèrent pas.`,
      },
    })),
    ["en", "fr"],
  ).filter(({ type }) => type === "negation");

test("a denial that one row alone lacks is a warning", () => {
  expect(denials(1)).toMatchObject([{ row: 0, severity: "warning" }]);
});

test("denials that many rows say in other words are still told, and accuse nobody", () => {
  expect(denials(4).map(({ severity }) => severity)).toEqual(["info", "info", "info", "info"]);
});

test("figures accuse however many differ", () => {
  const rows = PLACES.map((place, row) => ({
    row,
    texts: { en: `${place} had 260 posts.`, fr: `${place} avait 270 postes.` },
  }));
  expect(compareRows(rows, ["en", "fr"]).map(({ severity }) => severity)).toEqual(PLACES.map(() => "error"));
});

const { versions } = await readDocumentSet(corpus("UDHR"));
const documents = versions.map(({ document }) => document).filter(({ language }) => /fr|en/.test(language));
const declaration = rowsOfDocuments(documents, alignDocuments(documents));

const omissions = (rows: readonly ComparedRow[]): Finding[] =>
  compareRows(rows, ["fr", "en"]).filter(({ type }) => type === "missing");

/** The rows, with a new sentence where a clause of English begins. */
const divided = declaration.map(
  ({ row, texts }): ComparedRow => ({
    row,
    texts: {
      ...texts,
      en: (texts.en ?? "").replace(/[,;] (\p{L})/u, (_, first) => `. ${first.toUpperCase()}`),
    },
  }),
);

test("sentences that a translation divides all along are not taken for more than the other side has", () => {
  const more = divided.filter(
    ({ texts }) => sentences(texts.en ?? "", "en").length > sentences(texts.fr ?? "", "fr").length,
  );
  expect(more.length).toBeGreaterThan(20);
  expect(omissions(divided).length).toBeLessThanOrEqual(omissions(declaration).length + 1);
});
