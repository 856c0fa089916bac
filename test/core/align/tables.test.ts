import { alignDocuments, type Document } from "@sextant/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { documentOf, type GridRow, gridRow, type Part, printed, REGIONS, regionName } from "./tables.ts";

/** Rows as texts: those of each language, blocks parted by `+`. */
function rowsOf(documents: readonly Document[]): Record<string, string>[] {
  const { rows, languages } = alignDocuments(documents);
  const blocks = new Map(documents.map((document) => [document.language, document.blocks]));
  return rows.map(({ units }) =>
    Object.fromEntries(
      languages.flatMap((language) =>
        units[language]
          ? [[language, units[language].map((unit) => blocks.get(language)?.[unit]?.text).join("+")]]
          : [],
      ),
    ),
  );
}

const LANGUAGES = ["fr", "en", "es", "ru", "zh", "ar"] as const;
const VALUES = [412.5, 87.3, 2381.7, 5.1, 960.4, 33.8, 7104.2, 18.6];
/** A table of regions with two numbers each. */
const regions = (language: string, from = 0, to = 8): GridRow[] =>
  REGIONS.slice(from, to).map((region, at) =>
    gridRow(
      regionName(region, language),
      printed(VALUES[from + at] as number, language),
      printed((VALUES[7 - from - at] as number) + 1, language),
    ),
  );

test("tables in six languages are aligned cell by cell", () => {
  const found = rowsOf(LANGUAGES.map((language) => documentOf(language, [regions(language)])));
  expect(found).toHaveLength(24);
  expect(found[0]).toEqual(Object.fromEntries(LANGUAGES.map((language) => [language, regionName("DZ", language)])));
  expect(found[7]).toEqual(Object.fromEntries(LANGUAGES.map((language) => [language, printed(2381.7, language)])));
});

test("a number stays with the number in its place, though others in its row are alike", () => {
  const rows = (language: string): GridRow[] =>
    ["IQ", "KW", "YE"].map((region) => gridRow(regionName(region, language), ...["0", "0", "0", "0"]));
  const { rows: found } = alignDocuments([documentOf("en", [rows("en")]), documentOf("ar", [rows("ar")])]);
  expect(found.map(({ units }) => units)).toEqual(
    Array.from({ length: 15 }, (_, unit) => ({ en: [unit], ar: [unit] })),
  );
});

test("columns that a reader has turned round are paired by what stands in them", () => {
  const turned = regions("ar").map((row) => gridRow(...[...row.values()].reverse().map(([text]) => text)));
  const found = rowsOf([documentOf("en", [regions("en")]), documentOf("ar", [turned])]);
  expect(found).toHaveLength(24);
  expect(found[0]).toEqual({ en: regionName("DZ", "en"), ar: regionName("DZ", "ar") });
  expect(found[1]).toEqual({ en: printed(412.5, "en"), ar: printed(412.5, "ar") });
});

test("a head that one language lacks, and a row that another has more, stand alone", () => {
  const head = gridRow("Country", "Exports", "Imports");
  const more = gridRow("Всего", "10 903,6", "10 911,6");
  const found = rowsOf([documentOf("en", [[head, ...regions("en")]]), documentOf("ru", [[...regions("ru"), more]])]);
  expect(found.filter((row) => !row.ru).map((row) => row.en)).toEqual(["Country", "Exports", "Imports"]);
  expect(found.filter((row) => !row.en).map((row) => row.ru)).toEqual(["Всего", "10 903,6", "10 911,6"]);
  expect(found).toHaveLength(30);
});

test("a table that one reader broke in two goes on in the second", () => {
  const whole = documentOf("fr", [regions("fr")]);
  const broken = documentOf("es", [regions("es", 0, 5), regions("es", 5)]);
  expect(rowsOf([whole, broken])).toEqual(rowsOf([whole, documentOf("es", [regions("es")])]));
});

test("several blocks in a cell are aligned inside it", () => {
  const list = (language: string, gases: readonly string[]): GridRow =>
    new Map([
      [0, [language === "en" ? "Gases covered" : "Gaz couverts"]],
      [1, gases],
    ]);
  const en = ["carbon dioxide (CO2)", "methane (CH4)", "nitrous oxide (N2O)"];
  const fr = ["dioxyde de carbone (CO2)", "méthane (CH4)", "oxyde nitreux (N2O)"];
  const found = rowsOf([
    documentOf("en", [[...regions("en"), list("en", en)]]),
    documentOf("fr", [[...regions("fr"), list("fr", fr)]]),
  ]);
  expect(found.slice(-4)).toEqual([
    { fr: "Gaz couverts", en: "Gases covered" },
    ...en.map((gas, at) => ({ fr: fr[at], en: gas })),
  ]);
});

test("cells keep away from running text where the other language has the table", () => {
  const text = (language: string): string => `${regionName("CH", language)} ${printed(412.5, language)}`;
  const parts = (language: string, table: readonly GridRow[]): Part[] => [text(language), table, text(language)];
  const documents = [documentOf("en", parts("en", regions("en"))), documentOf("fr", parts("fr", regions("fr", 1)))];
  const [en, fr] = documents as [Document, Document];
  for (const { units } of alignDocuments(documents).rows) {
    const own = [
      ...(units.en ?? []).map((unit) => en.blocks[unit]?.role),
      ...(units.fr ?? []).map((unit) => fr.blocks[unit]?.role),
    ];
    expect(new Set(own).size).toBe(1);
  }
});

test("a table that one reader saw none of is aligned with what it took for running text", () => {
  const flat = regions("fr").flatMap((row) => [...row.values()].flat());
  const found = rowsOf([documentOf("en", [regions("en")]), documentOf("fr", flat)]);
  expect(found.filter((row) => row.en && row.fr)).toHaveLength(24);
});

/** What happens to a row in one of two languages. */
const HURTS = ["none", "none", "none", "none", "drop", "merge", "split", "blank"] as const;
const hurtRows = fc.array(fc.record({ hurt: fc.constantFrom(...HURTS), at: fc.nat(2) }), {
  minLength: 5,
  maxLength: 25,
});
const pairs = fc.constantFrom(["en", "fr"], ["en", "ar"], ["fr", "zh"], ["es", "ru"], ["ru", "ar"]);

/** Numbers of up to five digits, far apart. */
const value = (row: number, column: number): number => (((row * 3 + column + 1) * 7919) % 99991) / 10;

/** A table whole, the same with rows dropped, blanked, split and merged, and its undamaged cells in either. */
function hurtTable(a: string, b: string, rows: readonly { hurt: string; at: number }[]) {
  const texts = (language: string, row: number): string[] => [
    regionName(REGIONS[row] as string, language),
    ...[0, 1, 2].map((column) => printed(value(row, column), language)),
  ];
  const left = rows.map((_, row) => gridRow(...texts(a, row)));
  const right: { row: GridRow; whole: [string, string][] }[] = [];
  rows.forEach(({ hurt, at }, row) => {
    const [ours, own] = [texts(a, row), texts(b, row)];
    const last = right.at(-1);
    if (hurt === "drop") return;
    if (hurt === "merge" && last) {
      const merged = new Map([...last.row].map(([column, cell]) => [column, [...cell, own[column] as string]]));
      right[right.length - 1] = { row: merged, whole: [] };
    } else if (hurt === "split")
      right.push({ row: gridRow(own[0]), whole: [] }, { row: gridRow(undefined, ...own.slice(1)), whole: [] });
    else {
      const kept = own.map((text, column) => (hurt === "blank" && column === at + 1 ? undefined : text));
      const whole = kept.flatMap((text, column): [string, string][] =>
        text === undefined ? [] : [[ours[column] as string, text]],
      );
      right.push({ row: gridRow(...kept), whole });
    }
  });
  return { left, right: right.map(({ row }) => row), whole: right.flatMap(({ whole }) => whole) };
}

test("beside rows that were split, merged, dropped and blanked, cells that were not are paired with their own", () => {
  let [cells, wrong] = [0, 0];
  fc.assert(
    fc.property(pairs, hurtRows, fc.nat(25), ([a = "", b = ""], rows, cut) => {
      const { left, right, whole } = hurtTable(a, b, rows);
      const parts = [right.slice(0, cut), right.slice(cut)].filter(({ length }) => length > 0);
      const documents = [documentOf(a, [left]), documentOf(b, parts)];
      const found = rowsOf(documents);
      const paired = new Set(found.map((row) => `${row[a]}|${row[b]}`));
      cells += whole.length;
      wrong += whole.filter(([one, other]) => !paired.has(`${one}|${other}`)).length;
      for (const { language, blocks } of documents) {
        const own = found.flatMap((row) => row[language]?.split("+") ?? []);
        expect(own.sort()).toEqual(blocks.map(({ text }) => text).sort());
      }
    }),
    { numRuns: 150, seed: 19 },
  );
  expect(wrong / cells).toBeLessThan(0.002);
});

test("a row whose side was read in doubt, or looks badly read, is not called sure", () => {
  const clean = documentOf("en", [regions("en")]);
  const doubted = documentOf("fr", [regions("fr")]);
  const spoilt: [string, Document][] = [
    [
      "doubted by the reader",
      {
        ...doubted,
        blocks: doubted.blocks.map((block, at) =>
          at === 4 ? { ...block, doubt: "characters that could not be decoded" } : block,
        ),
      },
    ],
    ["undecoded", withText(doubted, 4, "8\ufffd,3")],
    ["another number", withText(doubted, 4, "78,3")],
    ["a mark alone", withText(doubted, 4, "°")],
  ];
  const confidences = (document: Document): number[] =>
    alignDocuments([clean, document]).rows.flatMap(({ units, confidence }) =>
      units.fr?.includes(4) ? [confidence] : [],
    );
  for (const [what, document] of spoilt) expect(Math.max(...confidences(document)), what).toBeLessThanOrEqual(0.5);
  expect(confidences(doubted)[0]).toBeGreaterThan(0.9);
});

test("a paragraph whose font draws lengthened lines by a letter is not called sure, and the one that stands alone beside it neither", () => {
  const en = [
    "Kuwait is located in the northeast of the Middle East and North Africa.",
    "The law recently adopted protects the environment of the country.",
  ];
  const ar =
    "تقع دولة الكويت في الشمال الشررقي لمنطقرة الشررا الأوسرش وشرمال أفريقيرا مرع إصرردار دولرة الكويررت مرؤخراً قررانون";
  const { rows } = alignDocuments([documentOf("en", en), documentOf("ar", [ar])]);
  for (const { confidence } of rows) expect(confidence).toBeLessThanOrEqual(0.5);
});

function withText(document: Document, unit: number, text: string): Document {
  return { ...document, blocks: document.blocks.map((block, at) => (at === unit ? { ...block, text } : block)) };
}
