import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DOCUMENTS, withFigures } from "./figures.ts";
import { MEASUREMENTS, readMeasurement } from "./measurement.ts";

const read = (path: string): string => readFileSync(join(import.meta.dirname, "../..", path), "utf8");

describe.each(DOCUMENTS)("%s", (path) => {
  test("shows every figure as it was measured; pnpm docs:figures writes them", () => {
    expect(read(path)).toBe(withFigures(read(path)));
  });
});

/** A share (.935, 12 %, 16 of 20, a tenth), a time, a size or a rate. */
const FIGURE =
  /(?<![\d.])0?\.\d{2,}\b|\b\d(?:[\d.,]*\d)?\s(?:(?:ms|s|MB|GB|units a second)\b|%|of(?: the)? \d)|\b(?:an?|one|two|three) (?:third|quarter|fifth|tenth)s?\b/g;

test.each(DOCUMENTS)("no figure in %s is typed by hand", (path) => {
  const typed = read(path)
    .replace(/<!-- (?:table|figure|settings)[\s\S]*?<!-- end -->/g, "")
    .replace(/```[\s\S]*?```|`[^`]*`/g, "");
  expect(typed.match(FIGURE) ?? []).toEqual([]);
});

test.each(readdirSync(MEASUREMENTS).map((name) => name.replace(/\.json$/, "")))(
  "%s says how it was measured",
  (name) => {
    expect(readMeasurement(name)).toMatchObject({
      command: expect.stringMatching(/\S/),
      machine: expect.stringMatching(/\S/),
      columns: expect.any(Array),
    });
  },
);

test("a figure that is not as measured is found, and one that names nothing is refused", () => {
  const name = "ablation › all › mac-dev";
  const wrong = `F1 <!-- figure ${name} -->1.000<!-- end -->`;
  expect(withFigures(wrong)).not.toBe(wrong);
  expect(withFigures(withFigures(wrong))).toBe(withFigures(wrong));
  expect(() => withFigures("<!-- figure ablation › all › nothing --><!-- end -->")).toThrow(
    "no figure is at ablation › all › nothing",
  );
});
