/**
 * How alignment holds when paragraphs were merged, split and dropped: the corpus' paragraphs, disturbed at random in each
 * language by itself (12 % merged with the next, 25 % of the long ones split, 3 % dropped), aligned pair by pair without
 * any structure, and all six at once; strict F1 against what is known to belong together. Seeds are fixed.
 *
 *   pnpm bench:disturbance
 */
import { alignPairs, alignRows, type Document, evaluate, readDocumentSet } from "@sextant/core";
import { corpus } from "../setup.ts";

/** A unit after the disturbance, with the rows of the undisturbed text that it holds. */
interface Piece {
  readonly text: string;
  /** Row of the undisturbed text, and which half of it: a split paragraph is two halves. */
  readonly holds: readonly number[];
}

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

function disturbed(rows: readonly string[], language: string, seed: number): Piece[] {
  const next = random(seed);
  const lengths = rows.map(({ length }) => length).sort((a, b) => a - b);
  const long = lengths[Math.floor(lengths.length / 2)] as number;
  const pieces: Piece[] = [];
  for (let at = 0; at < rows.length; at++) {
    const text = rows[at] as string;
    if (next() < 0.03) continue;
    if (next() < 0.12 && at + 1 < rows.length) {
      pieces.push({ text: `${text}${language === "zh" ? "" : " "}${rows[at + 1]}`, holds: [at, at + 1] });
      at++;
    } else if (text.length > long && next() < 0.25) {
      const middle = text.slice(text.length / 3).search(/[,;،，；]\s*/u);
      const cut = middle < 0 ? 0 : Math.floor(text.length / 3) + middle + 1;
      if (cut > 0 && cut < text.length - 1)
        pieces.push({ text: text.slice(0, cut).trim(), holds: [at] }, { text: text.slice(cut).trim(), holds: [at] });
      else pieces.push({ text, holds: [at] });
    } else pieces.push({ text, holds: [at] });
  }
  return pieces;
}

/**
 * Beads that follow from what pieces hold: connected by shared rows; pieces with no partner stand alone. Rows of six
 * languages are as coarse as the coarsest of them: what a third language merged is one row for all (`others`).
 */
function gold(
  source: readonly Piece[],
  target: readonly Piece[],
  others: readonly Piece[] = [],
): { source: number[]; target: number[] }[] {
  const group = new Map<number, number>();
  const find = (row: number): number => {
    let root = row;
    while (group.has(root)) root = group.get(root) as number;
    return root;
  };
  for (const { holds } of [...source, ...target, ...others])
    for (const row of holds) if (find(row) !== find(holds[0] as number)) group.set(find(row), find(holds[0] as number));
  const beads = new Map<number, { source: number[]; target: number[] }>();
  for (const [side, pieces] of [
    ["source", source],
    ["target", target],
  ] as const)
    pieces.forEach(({ holds }, at) => {
      const root = find(holds[0] as number);
      const bead = beads.get(root) ?? { source: [], target: [] };
      bead[side].push(at);
      beads.set(root, bead);
    });
  return [...beads.values()].flatMap((bead) =>
    (bead.source.length > 0 && bead.target.length > 0) || others.length > 0
      ? [bead]
      : [
          ...bead.source.map((at) => ({ source: [at], target: [] })),
          ...bead.target.map((at) => ({ source: [], target: [at] })),
        ],
  );
}

const LANGUAGES = ["fr", "en", "es", "ru", "zh", "ar"];
const SEEDS = [1, 2, 3];
const set = await readDocumentSet(corpus("A-RES-67-189"));
const documents = new Map(set.versions.map(({ document }) => [document.language, document]));
/** The running text without the closing lines, which cross in Chinese; paragraph numbers are left out. */
const rowsOf = (language: string): string[] =>
  (documents.get(language) as Document).blocks.slice(0, 74).map(({ text }) => text);

const pairScores = new Map<string, number[]>();
const voteScores = new Map<string, number[]>();
for (const seed of SEEDS) {
  const pieces = new Map(
    LANGUAGES.map((language, at) => [language, disturbed(rowsOf(language), language, 1000 * seed + at)]),
  );
  const textsOf = (language: string): string[] => (pieces.get(language) as Piece[]).map(({ text }) => text);
  const [rows = []] = alignRows(
    [Object.fromEntries(LANGUAGES.map((language) => [language, textsOf(language)]))],
    LANGUAGES,
  );
  for (const [a, source] of LANGUAGES.entries())
    for (const target of LANGUAGES.slice(a + 1)) {
      const wanted = gold(pieces.get(source) as Piece[], pieces.get(target) as Piece[]);
      const [alone = []] = alignPairs([{ source: textsOf(source), target: textsOf(target) }], source, target);
      const voted = rows.flatMap(({ units }) => {
        const bead = { source: [...(units[source] ?? [])], target: [...(units[target] ?? [])] };
        return bead.source.length + bead.target.length > 0 ? [bead] : [];
      });
      const pair = `${source}-${target}`;
      const everyone = [...pieces.values()].flat();
      const coarse = gold(pieces.get(source) as Piece[], pieces.get(target) as Piece[], everyone);
      for (const [scores, wants, hypothesis] of [
        [pairScores, wanted, alone],
        [voteScores, coarse, voted],
      ] as const)
        scores.set(pair, [...(scores.get(pair) ?? []), evaluate([{ gold: wants, hypothesis }]).strict.f1]);
    }
}
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
console.log("pair    alone   of six   (strict F1, mean of three seeds)");
for (const [pair, scores] of pairScores)
  console.log(`${pair}   ${mean(scores).toFixed(3)}   ${mean(voteScores.get(pair) as number[]).toFixed(3)}`);
console.log(
  `mean    ${mean([...pairScores.values()].flat()).toFixed(3)}   ${mean([...voteScores.values()].flat()).toFixed(3)}`,
);
