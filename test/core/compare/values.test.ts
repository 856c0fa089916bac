import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { valuesOf } from "../../../packages/core/src/compare/values/extract.ts";
import { numberHabit } from "../../../packages/core/src/compare/values/habit.ts";
import { writtenSpan } from "../../../packages/core/src/language/plain.ts";

const read = (text: string, language: string): string[] =>
  valuesOf(text, language).values.map(({ type, readings: [reading] }) => `${type} ${reading}`);

describe("a value is the same in whatever form it is written", () => {
  test.each([
    ["date 2012-10-05", "en", "5 October 2012"],
    ["date 2012-10-05", "en", "October 5, 2012"],
    ["date 2012-10-05", "fr", "5 octobre 2012"],
    ["date 2013-01-01", "fr", "1er janvier 2013"],
    ["date 2013-01-01", "es", "1º de enero de 2013"],
    ["date 2012-10-05", "ru", "5 октября 2012 года"],
    ["date 2012-10-05", "ar", "٥ أكتوبر/تشرين الأول ٢٠١٢"],
    ["date 2012-10-05", "ar", "5 تشرين الأول/أكتوبر 2012"],
    ["date 2012-10-05", "zh", "二〇一二年十月五日"],
    ["date 1994-12-28", "ar", "بتاريخ 1994/12/28"],
    ["date 1994-12-28", "en", "28 Dec.1994"],
    ["date 2012-10-05", "zh", "2012 年 10 月 5 日"],
    ["amount 2750000000", "en", "$2.75 billion"],
    ["amount 2750000000", "es", "2.750 millones de dólares"],
    ["amount 2750000000", "zh", "27.5亿美元"],
    ["amount 2750000000", "ru", "2,75 млрд долл. США"],
    ["amount 2750000000", "ar", "2,75 مليار دولار"],
    ["percentage 41.5", "fr", "41,5 pour cent"],
    ["percentage 41.5", "zh", "百分之四十一点五"],
    ["percentage 41.5", "ar", "٤١٫٥ في المائة"],
    ["reference 12", "en", "Article 12"],
    ["reference 12", "ar", "المادة الثانية عشرة"],
    ["reference 12", "zh", "第十二条"],
    ["reference 12", "ru", "статьей XII"],
    ["symbol FCCC/CP/2012/8/Add.1", "zh", "载于FCCC/CP/2012/8/Add.1号文件"],
    ["symbol 66/137", "fr", "66/137"],
    ["symbol 1373(2001)", "en", "1373 (2001)"],
    ["number 1234567", "en", "1,234,567"],
    ["number 1234567", "fr", "1 234 567"],
    ["number 180", "ar", "مائة وثمانون يوما"],
    ["reference 262", "ar", "المادة (الثانية والستين بعد المائتين)"],
    ["reference 133", "ar", "المادة الثالثة والثلاثين بعد المائة"],
    ["number 20", "zh", "二十两银子"],
    ["note-mark 12", "en", "session.¹²"],
  ])("%s (%s): %s", (expected, language, text) => {
    expect(read(text, language)).toEqual([expected]);
  });
});

test("a Chinese number that means one or the next is read as both, and accuses nobody", () => {
  const read = (text: string) =>
    valuesOf(text, "zh").values.map(({ readings: [reading], certainty }) => `${reading} ${certainty}`);
  expect(read("十四五岁")).toEqual(["14 possible", "15 possible"]);
  expect(read("八九百人")).toEqual(["800 possible", "900 possible"]);
});

test("a number that may be read in two ways is read as the document writes the others", () => {
  const [both] = valuesOf("1.234 personas", "es").values;
  expect(both?.readings).toEqual(["1234", "1.234"]);
  const [one] = valuesOf("1.234 personas", "es", numberHabit(["1.234.567 personas"])).values;
  expect(one?.readings).toEqual(["1234"]);
});

test("Arabic thousands that are typed from right to left, as they are shown, are read as they are meant", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 999_999_999 }), fc.constantFrom(" ", "\u00a0"), (number, space) => {
      const groups = number.toLocaleString("en").split(",");
      for (const order of [groups, groups.toReversed()]) {
        const [value, ...others] = valuesOf(`مبلغ قدره ${order.join(space)} دولار في عام 2012`, "ar").values;
        expect(value?.type).toBe("amount");
        expect(value?.readings).toContain(String(number));
        expect(others.map(({ readings }) => readings)).toEqual([["2012"]]);
      }
    }),
  );
  expect(read("المواد 100 و 200", "ar")).toEqual(["reference 100", "reference 200"]);
  expect(read("200 1 personnes", "fr")).toEqual(["number 200", "number 1"]);
});

test("the first of two numbers may share what stands behind the second", () => {
  const [first] = valuesOf("from 2 to 3 million people", "en").values;
  expect(first?.readings).toEqual(["2", "2000000"]);
});

test("values never overlap, and their places are those of the text as written", () => {
  const piece = fc.constantFrom(
    "12",
    "1er juin 2013",
    "A/67/404",
    "3,5 %",
    "deux tiers",
    "É",
    "é",
    " ",
    "², ",
    "(b) ",
    "art. ",
    "\u200f",
    "20",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join("");
      const { plain, values } = valuesOf(text, "fr");
      let last = 0;
      for (const { start, end } of values) {
        expect(start).toBeGreaterThanOrEqual(last);
        last = end;
        const written = writtenSpan(plain, start, end);
        expect(written.start).toBeGreaterThanOrEqual(0);
        expect(written.end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});
