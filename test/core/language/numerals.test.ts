import fc from "fast-check";
import { expect, test } from "vitest";
import { hanNumeral, hanNumerals } from "../../../packages/core/src/language/numerals/han.ts";
import { romanNumerals } from "../../../packages/core/src/language/numerals/roman.ts";

const values = (text: string): number[] => hanNumerals(text).map(({ value }) => value);

test.each([
  ["第十二条", [12]],
  ["第三届会议第一百二十次会议", [3, 120]],
  ["二〇一二年", [2012]],
  ["一百零五个国家", [105]],
  ["三百万美元", [3_000_000]],
  ["二十一世纪", [21]],
  ["一切人", []],
  ["千万不要，万一", []],
  ["十分重要", []],
  ["一一说明", []],
  ["第零条", []],
])("Chinese numerals of %s", (text, expected) => expect(values(text)).toEqual(expected));

test("a numeral is read as the number it was written for", () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999_999 }), (value) => {
      expect(values(`第${hanNumeral(value, false)}条`)).toEqual([value]);
    }),
  ));

test("digit by digit, too, from four digits on", () =>
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 999_999 }), (value) => {
      expect(values(`${hanNumeral(value, true)}年`)).toEqual([value]);
    }),
  ));

test("numerals stand where they say", () => {
  const text = "根据第十二条和第三条";
  expect(hanNumerals(text).map(({ start, end }) => text.slice(start, end))).toEqual(["十二", "三"]);
});

test("Roman numerals from two letters on, in capitals, well formed", () =>
  expect(romanNumerals("Chapitre IV, livre XIX, I. VIIII IIX mil CIVIL XL").map(({ value }) => value)).toEqual([
    4, 19, 40,
  ]));
