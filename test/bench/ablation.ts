/**
 * What each component of the score is worth: strict F1 without it. Measured on Text+Berg and MAC (each document alone)
 * if they are present, see alignment.ts, and on the corpus under disturbance, pair by pair
 * (../core/align/disturbance.ts), mean over seeds.
 *
 *   pnpm bench:ablation [seeds, 2 if left out]
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  alignDocuments,
  alignPairs,
  COMPONENTS,
  evaluate,
  type PairOptions,
  parseBeads,
  readDocumentSet,
} from "@sextant/core";
import { disturbed, parallelRows, strictF1 } from "../core/align/disturbance.ts";
import { writeMeasurement } from "../docs/measurement.ts";
import { corpus } from "../setup.ts";

const seeds = Number(process.argv[2] ?? 2);
const DATA = process.env.SEXTANT_ALIGNMENT_DATA ?? join(import.meta.dirname, "../../../shared/data/alignment");

interface Task {
  readonly name: string;
  readonly score: (options: PairOptions) => number;
}

const tasks: Task[] = [];
for (const { name, from, to } of [
  { name: "text-berg-dev", from: "de", to: "fr" },
  { name: "mac-dev", from: "zh", to: "en" },
]) {
  const folder = join(DATA, name);
  if (!existsSync(folder)) continue;
  const lines = (file: string): string[] => readFileSync(join(folder, file), "utf8").replace(/\n$/, "").split("\n");
  const documents = readdirSync(folder)
    .filter((file) => file.endsWith(".gold"))
    .map((file) => file.slice(0, -".gold".length))
    .map((id) => ({
      source: lines(`${id}.src`),
      target: lines(`${id}.tgt`),
      gold: parseBeads(readFileSync(join(folder, `${id}.gold`), "utf8")),
    }));
  tasks.push({
    name,
    score: (options) =>
      evaluate(
        documents.map((document) => ({
          gold: document.gold,
          hypothesis: alignPairs([document], from, to, options)[0] ?? [],
        })),
      ).strict.f1,
  });
}
for (const id of ["A-RES-67-189", "UDHR"]) {
  const documents = (await readDocumentSet(corpus(id))).versions.map(({ document }) => document);
  const rows = parallelRows(alignDocuments(documents), documents);
  const languages = [...rows.keys()];
  tasks.push({
    name: id,
    score: (options) => {
      const scores: number[] = [];
      for (let seed = 1; seed <= seeds; seed++) {
        const pieces = languages.map((language, at) => disturbed(rows.get(language) ?? [], language, 1000 * seed + at));
        languages.forEach((source, a) => {
          for (let b = a + 1; b < languages.length; b++) {
            const [left = [], right = []] = [pieces[a], pieces[b]];
            const texts = { source: left.map(({ text }) => text), target: right.map(({ text }) => text) };
            const [beads = []] = alignPairs([texts], source, languages[b] as string, options);
            scores.push(strictF1(beads, left, right));
          }
        });
      }
      return scores.reduce((sum, score) => sum + score, 0) / scores.length;
    },
  });
}

const settings: [string, PairOptions][] = [
  ["all", {}],
  ["no lexicon from elsewhere", { known: [] }],
  ...COMPONENTS.filter((component) => component !== "embeddings").map((component): [string, PairOptions] => [
    component === "words" ? "without words, and so without their order" : `without ${component}`,
    { without: [component] },
  ]),
];
const measured = settings.map(([name, options]) => {
  const scores = tasks.map(({ score }) => score(options));
  console.log(name.padEnd(44), ...scores.map((score) => score.toFixed(3)));
  return [name, ...scores];
});
writeMeasurement(
  "ablation",
  "pnpm bench:ablation",
  [{ label: "setting" }, ...tasks.map(({ name }) => ({ label: name, decimals: 3 }))],
  measured,
);
