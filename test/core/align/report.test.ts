import { type Row, reportOn } from "@sextant/core";
import { expect, test } from "vitest";

const row = (fr: number, en: number, confidence: number): Row => ({
  units: { ...(fr > 0 && { fr: Array(fr).fill(0) }), ...(en > 0 && { en: Array(en).fill(0) }) },
  confidence,
  origin: "automatic",
});

test("counts shapes, doubtful rows and rows without a counterpart", () => {
  const report = reportOn([row(1, 1, 0.9), row(2, 1, 0.7), row(1, 1, 1), row(1, 0, 1)], ["fr", "en"]);
  expect(report).toEqual({
    rows: 4,
    shapes: [
      { shape: "1:1", rows: 2 },
      { shape: "2:1", rows: 1 },
      { shape: "1:0", rows: 1 },
    ],
    meanConfidence: 0.9,
    doubtful: [1],
    incomplete: [3],
    drifts: [],
  });
  expect(reportOn([], ["fr", "en"]).meanConfidence).toBe(1);
});

test("sounds the alarm over a run of rows that are not sure, or have no counterpart", () => {
  const sure = Array.from({ length: 20 }, () => row(1, 1, 1));
  const lost = [row(1, 1, 0.4), row(1, 0, 1), row(0, 1, 1), row(2, 1, 0.5), row(1, 1, 0.6), row(1, 0, 1)];
  const { drifts } = reportOn([...sure, ...lost, ...sure], ["fr", "en"]);
  expect(drifts).toHaveLength(1);
  expect(drifts[0]?.from).toBeLessThanOrEqual(20);
  expect(drifts[0]?.to).toBeGreaterThanOrEqual(26);
  expect(reportOn([...sure, row(1, 1, 0.2), row(1, 0, 1), ...sure], ["fr", "en"]).drifts).toEqual([]);
});

test("rows whose texts were read in doubt have not drifted for that", () => {
  const doubted = Array.from({ length: 30 }, () => ({ ...row(1, 1, 0.5), readInDoubt: true as const }));
  expect(reportOn(doubted, ["fr", "en"])).toMatchObject({ drifts: [], doubtful: { length: 30 } });
  const lost = Array.from({ length: 8 }, (_, at) => ({
    ...row(at % 2, 1 - (at % 2), 0.5),
    readInDoubt: true as const,
  }));
  expect(reportOn([...doubted, ...lost, ...doubted], ["fr", "en"]).drifts).toEqual([{ from: 30, to: 38 }]);
});
