/**
 * How many planted faults `sextant compare` finds, and how often it raises a false alarm: faults of the project's own planter in the
 * corpus and in sentences composed for it; each text is compared with a lexicon that was learnt from the other.
 *
 *   pnpm bench:compare [seeds, 5 if left out]
 *   SEXTANT_COMPARE_DATA=FOLDER pnpm bench:compare
 *
 * With a folder its sets are scored instead: `NAME.A-B.tsv` (a row number and two texts) and `NAME.A-B.gold.jsonl` (plants with the
 * types of findings that tell them); figures are printed and not kept.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Alignment, alignDocuments, type Document, readDocumentSet } from "@sextant/core";
import { type ComparedRow, compareRows, type Finding, isAtLeast, rowsOfDocuments } from "@sextant/core/compare";
import { writeMeasurement } from "../docs/measurement.ts";
import { corpus } from "../setup.ts";
import { type Plant, planted } from "./planted.ts";

const PAIRS = [
  ["fr", "en"],
  ["fr", "es"],
  ["fr", "ru"],
  ["fr", "ar"],
  ["fr", "zh"],
  ["en", "zh"],
  ["en", "ar"],
  ["es", "ru"],
] as const;
/** Of the other languages, the one that a paragraph is left in. */
const thirdOf = (languages: readonly string[]): string =>
  ["fr", "es", "en"].find((language) => !languages.includes(language)) as string;
/** What the texts of the corpus themselves do not say alike: no false alarms. By set, the row's English text begins so. */
const TRUE_DIFFERENCES: Readonly<Record<string, readonly RegExp[]>> = {
  UDHR: [
    // Not in French; Arabic has no such paragraph; Arabic lacks the word that denies.
    /^Now, therefore/,
    /^Whereas it is essential to promote the development of friendly relations/,
    /^These rights and freedoms may in no case/,
  ],
};

interface Score {
  planted: number;
  found: number;
}
const kinds = new Map<string, Score>();
const pairs = new Map<string, { rows: number; alarms: number }>();

/** What counts: warnings and errors. */
const told = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ severity }) => isAtLeast(severity, "warning"));

/** Counts what was found of plants, and alarms on rows without; `before` are alarms of the text without plants. */
function count(
  pair: string,
  rows: readonly ComparedRow[],
  plants: readonly Plant[],
  found: readonly Finding[],
  before: ReadonlySet<string>,
): void {
  const faulty = new Set(plants.flatMap((plant) => plant.rows));
  for (const plant of plants) {
    const score = kinds.get(plant.kind) ?? { planted: 0, found: 0 };
    kinds.set(plant.kind, score);
    score.planted++;
    const own = found.filter(({ row, type }) => plant.rows.includes(row) && plant.accept.includes(type));
    if (own.some(({ row, type }) => !before.has(`${row} ${type}`))) score.found++;
  }
  const sums = pairs.get(pair) ?? { rows: 0, alarms: 0 };
  pairs.set(pair, sums);
  sums.rows += rows.filter(({ row }) => !faulty.has(row)).length;
  sums.alarms += found.filter(({ row }) => !faulty.has(row)).length;
}

const folder = process.env.SEXTANT_COMPARE_DATA;
if (folder) {
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith(".tsv"))
    .sort()) {
    const [head = "", ...lines] = readFileSync(join(folder, name), "utf8").replace(/\n$/, "").split("\n");
    const languages = head.split("\t").slice(1);
    const rows = lines.map((line): ComparedRow => {
      const [row, ...cells] = line.split("\t");
      return {
        row: Number(row),
        texts: Object.fromEntries(languages.map((language, at) => [language, cells[at] ?? ""])),
      };
    });
    const gold = readFileSync(join(folder, name.replace(/\.tsv$/, ".gold.jsonl")), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const plants = gold
      .filter(({ what }) => what === "plant")
      .map(({ kind, row, rows, accept }): Plant => ({ kind, rows: rows ?? [row], accept }));
    count(languages.join("-"), rows, plants, told(compareRows(rows, languages)), new Set());
  }
} else {
  const seeds = Number(process.argv[2] ?? 5);
  const sets: { id: string; documents: Document[]; alignment: Alignment }[] = [];
  for (const id of ["A-RES-67-189", "UDHR"]) {
    const documents = (await readDocumentSet(corpus(id))).versions.map(({ document }) => document);
    sets.push({ id, documents, alignment: alignDocuments(documents, { known: [] }) });
  }
  for (const { id, documents, alignment } of sets) {
    const known = sets.filter((other) => other.id !== id).flatMap((other) => other.alignment.wordTranslations);
    const isTrue = ({ texts }: ComparedRow): boolean =>
      TRUE_DIFFERENCES[id]?.some((beginning) => beginning.test(texts.en ?? "")) ?? false;
    const rows = rowsOfDocuments(documents, alignment)
      .filter((row) => !isTrue(row))
      .map(({ row, texts }) => ({ row, texts }));
    for (const [a, b] of PAIRS) {
      const before = told(compareRows(rows, [a, b], { known }));
      const alarmed = new Set(before.map(({ row, type }) => `${row} ${type}`));
      for (let seed = 1; seed <= seeds; seed++) {
        const made = planted(rows, { languages: [a, b], third: thirdOf([a, b]), seed: 100 * seed });
        const found = told(compareRows(made.rows, [a, b], { known }));
        count(`${a}–${b}`, made.rows, made.plants, found, alarmed);
      }
    }
  }
}

const byKind = [...kinds].map(([kind, { planted, found }]) => [kind, planted, (100 * found) / planted] as const);
const byPair = [...pairs].map(([pair, { rows, alarms }]) => [pair, rows, (100 * alarms) / rows] as const);
const all = [...pairs.values()].reduce(
  (sum, { rows, alarms }) => ({ rows: sum.rows + rows, alarms: sum.alarms + alarms }),
  { rows: 0, alarms: 0 },
);
const total = ["all pairs", all.rows, (100 * all.alarms) / all.rows] as const;
for (const [name, many, share] of [...byKind, ...byPair, total]) console.log(`${name}: ${many}, ${share.toFixed(2)}`);
if (!folder) {
  writeMeasurement(
    "compare",
    "pnpm bench:compare",
    [{ label: "fault" }, { label: "planted" }, { label: "found, %", decimals: 1 }],
    byKind,
  );
  writeMeasurement(
    "compare-alarms",
    "pnpm bench:compare",
    [{ label: "pair" }, { label: "rows without a fault" }, { label: "false alarms per 100", decimals: 2 }],
    [...byPair, total],
  );
}
