import fc from "fast-check";
import { expect, test } from "vitest";
import { readNumber, writeNumber } from "../../../packages/core/src/language/numbers.ts";

test.each([
  ["1,234,567", "fr", "1234567"],
  ["1\u202f234,5", "en", "1234.5"],
  ["1.234.567", "en", "1234567"],
  ["1,234", "en", "1234"],
  ["1,234", "fr", "1.234"],
  ["3.5", "fr", "3.5"],
  ["٣٫٥", "ar", "3.5"],
  ["66/181", "en", undefined],
  ["3.2.1", "en", undefined],
])("%s in %s is %s", (written, language, value) => {
  expect(readNumber(written, language)?.value).toBe(value);
});

test.each([
  ["2345678", true, "1 234 567", "fr", "2 345 678"],
  ["1234.5", true, "7", "en", "1,234.5"],
  ["2012", false, "1,999,000", "en", "2012"],
  ["12000", false, "1,999,000", "en", "12,000"],
  ["4.25", false, "3,5", "es", "4,25"],
])("%s, grouped %s, in the place of %s in %s is written %s", (value, grouped, model, language, written) => {
  expect(writeNumber({ value, grouped }, model, language)).toBe(written);
});

test("what is written in a language is read there as what it was", () => {
  const value = fc.tuple(fc.nat(999_999_999), fc.option(fc.stringMatching(/^[1-9]{1,2}$/), { nil: undefined }));
  fc.assert(
    fc.property(
      value,
      fc.boolean(),
      fc.constantFrom("fr", "en", "es", "ru", "zh", "de"),
      ([whole, part], grouped, language) => {
        const number = { value: part === undefined ? String(whole) : `${whole}.${part}`, grouped };
        const written = writeNumber(number, "7", language);
        expect(readNumber(written, language)?.value).toBe(number.value);
      },
    ),
  );
});
