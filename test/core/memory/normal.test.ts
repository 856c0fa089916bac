import { exactKey } from "@sextant/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { occurrences } from "../../../packages/core/src/memory/text/normal.ts";

test.each([
  ["L’Assemblée générale,", "l'Assemblée générale,"],
  ["« paix »", "“paix”"],
  ["en\u00a02012", "En 2012"],
  ["عام ٢٠١٢", "عام 2012"],
])("%s is an exact match of %s", (a, b) => expect(exactKey(a)).toBe(exactKey(b)));

test.each([
  ["Paix", "Pays"],
  ["le Pacte", "le pacte"],
])("%s is none of %s", (a, b) => expect(exactKey(a)).not.toBe(exactKey(b)));

const at = (text: string, phrase: string): string[] =>
  occurrences(text, phrase).map(({ start, end }) => text.slice(start, end));

test.each([
  ["La coopération, LA COOPERATION", "cooperation", ["coopération", "COOPERATION"]],
  ["e\u0301tat et état", "état", ["e\u0301tat", "état"]],
  ["لمّا كانَ الاعتراف", "كان", ["كانَ"]],
  ["联合国大会通过", "大会", ["大会"]],
  ["l’état\u00a0de   droit", "état de droit", ["état\u00a0de   droit"]],
  ["œuvre ﬁnale", "finale", ["ﬁnale"]],
  ["rien", "", []],
])("in %s, %s stands at", (text, phrase, places) => expect(at(text, phrase)).toEqual(places));

test("a piece of a text is found in it, and what is found folds to the phrase", () => {
  const letters = fc.string({
    unit: fc.constantFrom("a", "É", "e\u0301", " ", "语", "٣", "ﬁ", "ا", "َ", "ß", "😀", "’"),
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(letters, letters, letters, (before, phrase, after) => {
      fc.pre(/^[^\s\p{M}]/u.test(phrase));
      const found = occurrences(`${before} ${phrase} ${after}`, phrase.trim());
      expect(found.length).toBeGreaterThan(0);
      for (const { start, end } of found) expect(end).toBeGreaterThan(start);
    }),
    { seed: 3, numRuns: 500 },
  );
});
