/**
 * How alignment holds when paragraphs were merged, split and dropped at random in each language (see
 * ../core/align/disturbance.ts): the paragraphs of the corpus, without numbers or any other structure, aligned pair by pair
 * and all six languages at once; strict F1, mean over fixed seeds. Each set is aligned with no lexicon, with one learnt
 * from the other set alone, and with the one that is shipped, which has seen this very text.
 *
 *   pnpm bench:disturbance [seeds, 3 if left out]
 */
import { execFileSync } from "node:child_process";
import {
  alignDocuments,
  alignPairs,
  alignRows,
  parseTranslations,
  readDocumentSet,
  shippedTranslations,
  type WordTranslations,
} from "@sextant/core";
import { disturbed, goldBeads, parallelRows, strictF1 } from "../core/align/disturbance.ts";
import { corpus } from "../setup.ts";

const SEEDS = Array.from({ length: Number(process.argv[2] ?? 3) }, (_, at) => at + 1);
const SETS = ["A-RES-67-189", "UDHR"];

for (const id of SETS) {
  const documents = (await readDocumentSet(corpus(id))).versions.map(({ document }) => document);
  const rows = parallelRows(alignDocuments(documents), documents);
  const others = SETS.filter((other) => other !== id).map(corpus);
  const learnt = execFileSync(process.execPath, [corpus("lexicon.ts"), ...others], { encoding: "utf8", stdio: "pipe" });
  const lexicons: [string, readonly WordTranslations[]][] = [
    ["none", []],
    ["other", parseTranslations(learnt)],
    ["shipped", shippedTranslations()],
  ];
  console.log(`\n${id}, ${[...rows.values()][0]?.length} paragraphs, ${SEEDS.length} seeds\n`);
  console.log(`pair    ${lexicons.map(([name]) => name.padEnd(10)).join("")}   of six: the same`);
  const alone = new Map<string, number[][]>();
  const voted = new Map<string, number[][]>();
  for (const seed of SEEDS) {
    const languages = [...rows.keys()];
    const pieces = new Map(
      languages.map((language, at) => [
        language,
        disturbed(rows.get(language) as string[], language, 1000 * seed + at),
      ]),
    );
    const piecesOf = (language: string) => pieces.get(language) ?? [];
    const textsOf = (language: string): string[] => piecesOf(language).map(({ text }) => text);
    const everyone = [...pieces.values()].flat();
    lexicons.forEach(([, known], column) => {
      const section = Object.fromEntries(languages.map((language) => [language, textsOf(language)]));
      const [found = []] = alignRows([section], languages, { known });
      for (const [a, source] of languages.entries())
        for (const target of languages.slice(a + 1)) {
          const pair = `${source}-${target}`;
          const [beads = []] = alignPairs([{ source: textsOf(source), target: textsOf(target) }], source, target, {
            known,
          });
          push(alone, pair, column, strictF1(beads, piecesOf(source), piecesOf(target)));
          const cut = found.flatMap(({ units }) => {
            const bead = { source: [...(units[source] ?? [])], target: [...(units[target] ?? [])] };
            return bead.source.length + bead.target.length > 0 ? [bead] : [];
          });
          const gold = goldBeads(piecesOf(source), piecesOf(target), everyone);
          push(voted, pair, column, strictF1(cut, piecesOf(source), piecesOf(target), gold));
        }
    });
  }
  const line = (name: string, ...scores: (number[][] | undefined)[]): void =>
    console.log(
      `${name.padEnd(8)}${scores.map((columns) => columns?.map((values) => mean(values).toFixed(3).padEnd(10)).join("")).join("   ")}`,
    );
  for (const pair of alone.keys()) line(pair, alone.get(pair), voted.get(pair));
  const all = (scores: Map<string, number[][]>): number[][] =>
    lexicons.map((_, column) => [...scores.values()].flatMap((columns) => columns[column] ?? []));
  line("mean", all(alone), all(voted));
}

function push(scores: Map<string, number[][]>, pair: string, column: number, value: number): void {
  const columns = scores.get(pair) ?? [[], [], []];
  columns[column]?.push(value);
  scores.set(pair, columns);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
