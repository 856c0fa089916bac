import fc from "fast-check";
import { expect, test } from "vitest";
import { piecesOf } from "../../../packages/core/src/compare/coverage/pieces.ts";
import { wordPlaces } from "../../../packages/core/src/language/words.ts";

const SIGNS = [
  ..."abЖяملا联合国第ก12",
  "é",
  "e\u0301",
  "’",
  "'",
  "-",
  "/",
  ".",
  ",",
  ":",
  "_",
  " ",
  " ",
  " ",
  "\u0640",
];

test("no piece has more words than eight, in whatever script", () => {
  const text = fc.array(fc.constantFrom(...SIGNS), { maxLength: 120 }).map((signs) => signs.join(""));
  fc.assert(
    fc.property(text, fc.constantFrom("en", "fr", "es", "ru", "ar", "zh"), (own, language) => {
      for (const { start, end } of piecesOf(own, language))
        expect(wordPlaces(own.slice(start, end), language).length).toBeLessThanOrEqual(8);
    }),
    { numRuns: 500 },
  );
});

test("pieces hold all of a text but white space, in order", () => {
  const text =
    "Recalling its resolutions 66/181 and 65/232, it requests the Secretary-General to report on what was done.";
  const pieces = piecesOf(text, "en");
  expect(pieces.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
  expect(pieces.map(({ isCut }) => isCut)).toEqual([true, true, false]);
});
