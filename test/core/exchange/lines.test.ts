import { join } from "node:path";
import { Memory, type TmxCounts, writeJsonLines, writeTsv } from "@sextant/core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

let memory: Memory;
beforeAll(async () => {
  memory = await Memory.open(join(inject("data"), "memory.sqlite"));
});
afterAll(() => memory.close());

test("TSV has a line of names and a line for each unit with as many fields", async () => {
  let counts: TmxCounts | undefined;
  const options = { languages: ["fr", "ar"], report: (written: TmxCounts) => (counts = written) };
  const text = (await Array.fromAsync(writeTsv(memory.units(["UDHR"]), options))).join("");
  const [names, ...rows] = text.trimEnd().split("\n");
  expect(names).toBe("tuid\tsymbol\tfr\tar");
  expect(rows.length).toBe(counts?.units);
  for (const row of rows) expect(row.split("\t")).toHaveLength(4);
  expect(rows[0]).toBe(
    "UDHR#0\tA/RES/217(III)A\tDéclaration universelle des droits de l’homme\tالإعلان العالمي لحقوق الإنسان",
  );
});

test("JSON Lines hold each unit with the languages asked for", async () => {
  const text = (await Array.fromAsync(writeJsonLines(memory.units(["UDHR"]), { languages: ["zh", "en"] }))).join("");
  const units = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(units[0]).toMatchObject({ tuid: "UDHR#0", role: "title", variants: { zh: "世界人权宣言" } });
  expect(new Set(units.flatMap(({ variants }) => Object.keys(variants)))).toEqual(new Set(["zh", "en"]));
});
