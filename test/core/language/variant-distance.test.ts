import { describe, expect, test } from "vitest";
import { variantDistance } from "../../../packages/core/src/language/variant-distance.ts";

const steps = (asked: string, own: string): number => variantDistance(asked, own).steps;

/** The nearest first: what stands in one line is nearer than what stands in the next. */
test.each([
  ["es-MX", ["es-MX", "es-419", "es-AR", "es", "es-ES", "es-GQ"]],
  ["es", ["es", "es-ES", "es-419", "es-MX"]],
  ["es-ES", ["es-ES", "es", "es-419", "es-MX"]],
  ["en-AU", ["en-AU", "en-001", "en-GB", "en-NZ", "en", "en-US", "en-CA"]],
  ["en-CA", ["en-CA", "en", "en-US", "en-001", "en-AU"]],
  ["en-GB", ["en-GB", "en-001", "en-IE", "en-DE", "en-US"]],
  ["en-DE", ["en-DE", "en-150", "en-001", "en-GB", "en-AU", "en", "en-US"]],
  ["pt-AO", ["pt-AO", "pt-PT", "pt-MZ", "pt", "pt-BR"]],
  ["zh-MO", ["zh-MO", "zh-HK", "zh-Hant", "zh-TW", "zh", "zh-CN", "zh-SG"]],
  ["zh-TW", ["zh-TW", "zh-Hant", "zh-HK", "zh-MO", "zh-Hans-HK"]],
  ["ar-DZ", ["ar-DZ", "ar-MA", "ar", "ar-EG", "ar-SY"]],
  ["fr-CA", ["fr-CA", "fr", "fr-FR", "fr-BE"]],
  ["sr-Latn", ["sr-Latn", "sr-Latn-RS", "sr", "sr-Cyrl-ME"]],
  ["de-CH-1901", ["de-CH-1901", "de-CH", "de", "de-DE"]],
])("for %s, variants are nearest in the order %j", (asked, order) => {
  const all = order.map((own) => steps(asked, own));
  expect(all).toEqual([...new Set(all)].sort((a, b) => a - b));
});

describe("what a variant is to the one that is asked for", () => {
  test.each([
    ["en-GB", "en-GB", "same"],
    ["en-GB", "en", "heir"],
    ["en", "en-GB", "heir"],
    ["en-AU", "en-GB", "heir"],
    ["pt-AO", "pt-PT", "heir"],
    ["zh-MO", "zh-HK", "heir"],
    ["zh-CN", "zh-Hans", "heir"],
    ["en-GB", "en-US", "sibling"],
    ["es-MX", "es-AR", "sibling"],
    ["zh-SG", "zh-CN", "sibling"],
    ["zh-TW", "zh-CN", "script"],
    ["zh-Hant", "zh", "script"],
    ["uz", "uz-Cyrl", "script"],
  ])("%s and %s: %s", (asked, own, relation) => {
    expect(variantDistance(asked, own).relation).toBe(relation);
  });

  test("another script is further than any region", () => {
    for (const own of ["zh", "zh-CN", "zh-SG", "zh-Hans-MO"]) expect(steps("zh-MO", own)).toBeGreaterThanOrEqual(100);
  });
});
