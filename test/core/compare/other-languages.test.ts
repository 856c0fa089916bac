import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { told } from "./value-laws.ts";

describe("a date in a language beyond the six", () => {
  const LANGUAGES =
    "pt de it ca nl sv da nb fi et lv lt pl cs sk sl hr sr bg uk be ro hu tr el ja ko vi id ms sw af fa he hi".split(
      " ",
    );
  const anyDay = fc.record({
    year: fc.integer({ min: 1950, max: 2030 }),
    month: fc.integer({ min: 0, max: 11 }),
    day: fc.integer({ min: 3, max: 28 }),
  });
  type Day = typeof anyDay extends fc.Arbitrary<infer T> ? T : never;
  const at = ({ year, month, day }: Day): Date => new Date(Date.UTC(year, month, day));
  const english = (day: Day): string =>
    new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(at(day));

  test("is read as CLDR writes it, and another one is told", () => {
    fc.assert(
      fc.property(fc.constantFrom(...LANGUAGES), anyDay, anyDay, (language, one, other) => {
        const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { dateStyle: "long", timeZone: "UTC" });
        const row = (day: Day) => ({
          en: `on ${english(one)} in Geneva`,
          [language]: `Genf, ${format.format(at(day))}, x`,
        });
        expect(told(row(one)), JSON.stringify(row(one))).toEqual([]);
        if (one.day !== other.day || one.month !== other.month || one.year !== other.year)
          expect(told(row(other)).length, JSON.stringify(row(other))).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });

  test("has the years of its calendar", () => {
    expect(told({ en: "on 5 October 2012", th: "5 ตุลาคม 2555" })).toEqual([]);
    expect(told({ en: "on 5 October 2012", th: "5 ตุลาคม 2556" }).length).toBeGreaterThan(0);
  });

  test.each([
    ["pl", "w październiku 2012 r."],
    ["fi", "lokakuussa 2012"],
    ["uk", "у жовтні 2012 року"],
    ["ht", "nan mwa oktòb 2012"],
    ["qu", "2012 watapi, octubre killapi"],
  ])("accuses nobody where its months are inflected or unknown: %s", (language, text) => {
    expect(told({ en: "in October 2012", [language]: text })).toEqual([]);
  });
});

describe("in a language beyond the six", () => {
  test.each([
    [{ en: "41.5 per cent", pt: "41,5 por cento" }],
    [{ en: "41.5 per cent", sw: "asilimia 41.5" }],
    [{ en: "5 million United States dollars", de: "5 Millionen US-Dollar" }],
    [{ en: "5 million United States dollars", sw: "dola milioni 5" }],
    [{ en: "$2.75 billion", pt: "2,75 bilhões de dólares" }],
    [{ en: "twelve members", pt: "doze membros" }],
    [{ en: "two thirds of the 12 members", pt: "dois terços dos doze membros" }],
    [{ en: "Article 12", de: "Artikel zwölf" }],
    [{ en: "in the 1990s", it: "negli anni Novanta" }],
    [{ fr: "1500 francs suisses", de: "1500 Franken" }],
  ])("what only words say accuses nobody: %j", (texts) => {
    expect(told(texts as unknown as Record<string, string>)).toEqual([]);
  });

  test.each([
    [{ en: "41.5 per cent", de: "42,5 Prozent" }],
    [{ en: "5 million United States dollars", de: "6 Millionen US-Dollar" }],
    [{ en: "15,345 members", pt: "15.346 membros" }],
    [{ en: "paragraph 12", pt: "parágrafo 13" }],
    [{ en: "15,345 members", pt: "os membros" }],
  ])("what digits say otherwise is told: %j", (texts) => {
    expect(told(texts as unknown as Record<string, string>)).toHaveLength(1);
  });
});
