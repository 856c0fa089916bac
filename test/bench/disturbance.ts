/**
 * How good alignment is when paragraphs were merged, split and dropped at random in each language (see
 * ../core/align/disturbance.ts). The paragraphs of the corpus, without numbers or other structure, are aligned pair by
 * pair and all six languages at once; strict F1, mean over fixed seeds. Each set is aligned with no lexicon, with one
 * learnt from the other set only, and with the shipped one, which was learnt from this text too.
 *
 *   pnpm bench:disturbance [seeds, 3 if left out] [folder of LibreOffice's help]
 *
 * With a folder (see help-text.ts) the same is done to a text from which nothing here was learnt: another stretch of
 * the help for each seed, with no lexicon and with the shipped one.
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
import { type Column, writeMeasurement } from "../docs/measurement.ts";
import { corpus } from "../setup.ts";
import { helpText } from "./help-text.ts";

const SEEDS = Array.from({ length: Number(process.argv[2] ?? 3) }, (_, at) => at + 1);
const SETS = ["A-RES-67-189", "UDHR"];
const SET_NAMES: Readonly<Record<string, string>> = { "A-RES-67-189": "resolution", UDHR: "Declaration" };
const LEXICON_NAMES: Readonly<Record<string, string>> = {
  none: "no lexicon",
  other: "other text's",
  shipped: "shipped",
};
const HELP_LANGUAGES = ["en", "fr", "es", "ru", "zh"];
/** Steps of this share of a whole are spread evenly, however many there are. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Paragraphs of a stretch of the help, none shorter than this, in characters. */
const STRETCH = 90;
const MIN_LENGTH = 9;

/** A text in its languages, row by row, for each seed, and the lexicons that it is aligned with. */
interface TestSet {
  readonly name: string;
  readonly rowsOf: (seed: number) => ReadonlyMap<string, readonly string[]>;
  readonly lexicons: readonly (readonly [name: string, known: readonly WordTranslations[]])[];
}

/** Strict F1 of each pair of languages in the corpus, a column for each set and lexicon. */
const columns: Column[] = [{ label: "pair" }];
const byPair = new Map<string, number[]>();
for (const id of SETS) {
  const documents = (await readDocumentSet(corpus(id))).versions.map(({ document }) => document);
  const rows = parallelRows(alignDocuments(documents), documents);
  const others = SETS.filter((other) => other !== id).map(corpus);
  const learnt = execFileSync(process.execPath, [corpus("lexicon.ts"), ...others], { encoding: "utf8", stdio: "pipe" });
  report({
    name: id,
    rowsOf: () => rows,
    lexicons: [
      ["none", []],
      ["other", parseTranslations(learnt)],
      ["shipped", shippedTranslations()],
    ],
  });
}
writeMeasurement(
  "disturbance",
  "pnpm bench:disturbance",
  columns,
  [...byPair].map(([pair, scores]) => [pair, ...scores]),
);
if (process.argv[3]) {
  const pages = await helpText(process.argv[3], HELP_LANGUAGES);
  const paragraphs = pages
    .flatMap((page) => [...page.paragraphs.values()])
    .filter((texts) => Object.values(texts).every(({ length }) => length >= MIN_LENGTH));
  report({
    name: "LibreOffice's help",
    rowsOf(seed) {
      const from = Math.floor((paragraphs.length - STRETCH) * ((seed * GOLDEN) % 1));
      const stretch = paragraphs.slice(from, from + STRETCH);
      return new Map(HELP_LANGUAGES.map((language) => [language, stretch.map((texts) => texts[language] as string)]));
    },
    lexicons: [
      ["none", []],
      ["shipped", shippedTranslations()],
    ],
  });
}

function report({ name, rowsOf, lexicons }: TestSet): void {
  const count = [...rowsOf(1).values()][0]?.length;
  console.log(`\n${name}, ${count} paragraphs, ${SEEDS.length} seeds\n`);
  console.log(`pair    ${lexicons.map(([name]) => name.padEnd(10)).join("")}   of all: the same`);
  const alone = new Map<string, number[][]>();
  const voted = new Map<string, number[][]>();
  for (const seed of SEEDS) {
    const rows = rowsOf(seed);
    const languages = [...rows.keys()];
    const pieces = new Map(
      languages.map((language, at) => [language, disturbed(rows.get(language) ?? [], language, 1000 * seed + at)]),
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
  if (!SETS.includes(name)) return;
  for (const [lexicon] of lexicons)
    columns.push({ label: `${SET_NAMES[name]}, ${LEXICON_NAMES[lexicon]}`, decimals: 3 });
  for (const [pair, scores] of [...alone, ["mean", all(alone)] as const])
    byPair.set(pair, [...(byPair.get(pair) ?? []), ...scores.map(mean)]);
}

function push(scores: Map<string, number[][]>, pair: string, column: number, value: number): void {
  const columns = scores.get(pair) ?? [];
  scores.set(pair, columns);
  columns[column] ??= [];
  columns[column].push(value);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
