import { describe, expect, test } from "vitest";
import { type PhrasePlace, phraseOf, placesOf, stands } from "../../../packages/core/src/memory/text/places.ts";

const found = (text: string, phrase: string, place: PhrasePlace, isExact = false): string[] => {
  const asked = phraseOf(phrase);
  const places = placesOf(text, asked, { isExact, place });
  expect(stands(text, asked, { isExact, place })).toBe(places.length > 0);
  return places.map(({ start, end }) => `${start} ${text.slice(start, end)}`);
};

describe("Where a phrase stands", () => {
  test("anywhere, where a word begins, or as whole words", () => {
    const text = "Art. 1: party, particles, ARTS and art";
    expect(found(text, "art", "anywhere")).toEqual(["0 Art", "9 art", "16 art", "26 ART", "35 art"]);
    expect(found(text, "art", "prefix")).toEqual(["0 Art", "26 ART", "35 art"]);
    expect(found(text, "art", "word")).toEqual(["0 Art", "35 art"]);
    expect(found(text, "art", "prefix", true)).toEqual(["35 art"]);
    expect(found("en 2017, 17 fois", "17", "word")).toEqual(["9 17"]);
  });

  test("after an elided article, with accents of either form, beside signs", () => {
    expect(found("de l’État (étatique), «États»", "état", "word")).toEqual(["5 État"]);
    expect(found("de l’E\u0301tat, e\u0301tatique", "etat", "word")).toEqual(["5 E\u0301tat"]);
    // A letter with a mark on it is another where marks count.
    expect(found("la cote\u0301 et la cote", "cote", "word", true)).toEqual(["15 cote"]);
    expect(found("A/RES/67/189", "67/189", "word")).toEqual(["6 67/189"]);
    expect(found("A/RES/67/189", "/189", "word")).toEqual(["8 /189"]);
  });

  test("everywhere in Chinese, and behind what Arabic writes as one with a word", () => {
    expect(found("关于人权的决议2012", "人权", "word")).toEqual(["2 人权"]);
    expect(found("关于人权的决议2012年", "2012", "word")).toEqual(["7 2012"]);
    const text = "والدول وبالدول للدول الدولية جدول";
    expect(found(text, "دول", "anywhere")).toHaveLength(5);
    expect(found(text, "دول", "prefix")).toHaveLength(4);
    expect(found(text, "دول", "word")).toHaveLength(3);
    expect(found("وَالدُّوَلُ", "دول", "word")).toHaveLength(1);
  });

  test("also where a place that does not count overlaps one that does", () => {
    expect(found("ba a a", "a a", "word")).toEqual(["3 a a"]);
    expect(found("ba a a", "a a", "word", true)).toEqual(["3 a a"]);
  });
});
