import { describe, expect, test } from "vitest";
import { hanQuantities } from "../../../packages/core/src/language/numerals/han-quantities.ts";
import { wordNumerals } from "../../../packages/core/src/language/numerals/words.ts";
import { plainText } from "../../../packages/core/src/language/plain.ts";

const readIn = (text: string, language: string): string[] => {
  const plain = plainText(text);
  const found = language === "zh" ? hanQuantities(plain.text) : wordNumerals(plain, language);
  return found.map(({ value, fraction, kind }) => `${fraction ? fraction.join("/") : value} ${kind}`);
};

describe("numbers in words are read in six languages", () => {
  test.each([
    ["en", "twenty-two", "22 cardinal"],
    ["en", "one hundred and twenty-three thousand four hundred", "123400 cardinal"],
    ["en", "seventy-fifth", "75 ordinal"],
    ["en", "two thirds", "2/3 fraction"],
    ["en", "two hundred million", "200000000 cardinal"],
    ["fr", "vingt et unième", "21 ordinal"],
    ["fr", "quatre-vingts", "80 cardinal"],
    ["fr", "quatre-vingt-dix-sept", "97 cardinal"],
    ["fr", "soixante et onze", "71 cardinal"],
    ["fr", "mille neuf cent quarante-cinq", "1945 cardinal"],
    ["fr", "trois cinquièmes", "3/5 fraction"],
    ["fr", "mille milliards", "1000000000000 cardinal"],
    ["es", "veintidós", "22 cardinal"],
    ["es", "dos mil millones", "2000000000 cardinal"],
    ["es", "sexagésimo séptimo", "67 ordinal"],
    ["es", "decimotercera", "13 ordinal"],
    ["ru", "двумястами пятьюдесятью тремя", "253 cardinal"],
    ["ru", "тысяча девятьсот сорок пятый", "1945 ordinal"],
    ["ru", "тремя пятыми", "3/5 fraction"],
    ["ru", "двух третей", "2/3 fraction"],
    ["ru", "шестьдесят седьмая", "67 ordinal"],
    ["ar", "اثنان وعشرون", "22 cardinal"],
    ["ar", "والثانية والعشرين", "22 ordinal"],
    ["ar", "ثلاثة عشر", "13 cardinal"],
    ["ar", "ثلاثة أخماس", "3/5 fraction"],
    ["ar", "خمسي", "2/5 fraction"],
    ["ar", "ألفين واثني عشر", "2012 cardinal"],
    ["ar", "ألف وتسعمائة وخمسة وأربعون", "1945 cardinal"],
    ["ar", "أَحَدَ عَشَرَ", "11 cardinal"],
    ["zh", "一百二十", "120 cardinal"],
    ["zh", "三分之二", "2/3 fraction"],
    ["zh", "第二十二", "22 ordinal"],
    ["zh", "百分之四十一点五", "41.5/100 fraction"],
    ["zh", "一九四五", "1945 cardinal"],
    ["zh", "两亿", "200000000 cardinal"],
  ])("%s: %s", (language, text, expected) => {
    expect(readIn(text, language)).toEqual([expected]);
  });
});

test("each part of a list of numbers is a number of its own", () => {
  expect(readIn("three, four and twenty", "en")).toEqual(["3 cardinal", "4 cardinal", "20 cardinal"]);
  expect(readIn("вторая и третья сессии", "ru")).toEqual(["2 ordinal", "3 ordinal"]);
});

test("a word that may be no number only confirms", () => {
  const certainty = (text: string, language: string): string[] =>
    wordNumerals(plainText(text), language).map((numeral) => numeral.certainty);
  expect(certainty("one of them", "en")).toEqual(["possible"]);
  expect(certainty("l’un d’entre eux", "fr")).toEqual(["possible"]);
  expect(certainty("ملايين الأشخاص", "ar")).toEqual(["possible"]);
  expect(certainty("twelve of them", "en")).toEqual(["likely"]);
});
