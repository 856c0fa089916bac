import fc from "fast-check";
import { expect } from "vitest";
import { valueFindings } from "../../../packages/core/src/compare/bags/value-findings.ts";
import { valuesOf } from "../../../packages/core/src/compare/values/extract.ts";

/** What the values of a row say is wrong, warnings and errors. */
export function told(texts: Readonly<Record<string, string>>): string[] {
  const values = new Map(Object.entries(texts).map(([language, text]) => [language, valuesOf(text, language)]));
  return valueFindings(texts, values)
    .filter(({ severity }) => severity !== "info")
    .map(({ severity, type, message }) => `${severity} ${type}: ${message}`);
}

export type Writers<T> = Readonly<Record<string, readonly ((value: T) => string)[]>>;

/** Any two languages, each with one of its ways to write a value. */
const anyTwo = <T>(writers: Writers<T>) => {
  const ways = Object.entries(writers).flatMap(([language, own]) => own.map((write) => ({ language, write })));
  return fc.tuple(fc.constantFrom(...ways), fc.constantFrom(...ways)).filter(([a, b]) => a.language !== b.language);
};

/** The same value is no finding, another one is an error or, where words alone say it, a warning. */
export function isALaw<T>(writers: Writers<T>, value: fc.Arbitrary<T>, isSame: (a: T, b: T) => boolean): void {
  fc.assert(
    fc.property(anyTwo(writers), value, value, ([left, right], one, other) => {
      const row = (a: T, b: T) => ({ [left.language]: left.write(a), [right.language]: right.write(b) });
      expect(told(row(one, one)), JSON.stringify(row(one, one))).toEqual([]);
      if (!isSame(one, other)) expect(told(row(one, other)).length, JSON.stringify(row(one, other))).toBeGreaterThan(0);
    }),
    { numRuns: 1500 },
  );
}
