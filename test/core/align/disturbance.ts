import { type Alignment, type Bead, type BeadUnits, type Document, evaluate } from "@sextant/core";
import { random } from "../../random.ts";

/** A paragraph after the disturbance, with the rows of the undisturbed text that it holds. */
export interface Piece {
  readonly text: string;
  readonly holds: readonly number[];
  /** Whether it is a part of a paragraph that was split. */
  readonly split: boolean;
}

const MERGED = 0.12;
const SPLIT = 0.25;
const DROPPED = 0.03;

/**
 * Paragraphs as another office might have set them: at random, 12 % merged with the next, 25 % of the long ones split at
 * a comma or semicolon after their first third, 3 % dropped.
 *
 * @param rows paragraphs, of which the same index is the same paragraph in every language
 */
export function disturbed(rows: readonly string[], language: string, seed: number): Piece[] {
  const next = random(seed);
  const lengths = rows.map(({ length }) => length).sort((a, b) => a - b);
  const long = lengths[Math.floor(lengths.length / 2)] as number;
  const pieces: Piece[] = [];
  for (let at = 0; at < rows.length; at++) {
    const text = rows[at] as string;
    if (next() < DROPPED) continue;
    if (next() < MERGED && at + 1 < rows.length) {
      pieces.push({
        text: `${text}${language === "zh" ? "" : " "}${rows[at + 1]}`,
        holds: [at, at + 1],
        split: false,
      });
      at++;
    } else if (text.length > long && next() < SPLIT) {
      const middle = text.slice(text.length / 3).search(/[,;،，；]\s*/u);
      const cut = middle < 0 ? 0 : Math.floor(text.length / 3) + middle + 1;
      if (cut > 0 && cut < text.length - 1)
        for (const part of [text.slice(0, cut), text.slice(cut)])
          pieces.push({ text: part.trim(), holds: [at], split: true });
      else pieces.push({ text, holds: [at], split: false });
    } else pieces.push({ text, holds: [at], split: false });
  }
  return pieces;
}

/**
 * The beads that pieces of two languages must make: those connected by rows they share; a piece with no partner stands
 * alone. With all languages' pieces as `others`, the beads that rows of all of them must make: as coarse as the coarsest.
 */
export function goldBeads(
  source: readonly Piece[],
  target: readonly Piece[],
  others: readonly Piece[] = [],
): BeadUnits[] {
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

/**
 * Strict F1. A paragraph that both languages split counts as right whether its parts make one bead or several: whether the
 * two cuts fall at the same place is not known.
 */
export function strictF1(
  found: readonly (BeadUnits | Bead)[],
  source: readonly Piece[],
  target: readonly Piece[],
  gold = goldBeads(source, target),
): number {
  return evaluate([{ gold, hypothesis: [...new Set(wholeBeads(found, source, target, gold))] }]).strict.f1;
}

/** Beads, those between the parts of a paragraph that both languages split as the bead of all of them. */
export function wholeBeads<B extends BeadUnits>(
  found: readonly B[],
  source: readonly Piece[],
  target: readonly Piece[],
  gold = goldBeads(source, target),
): (B | BeadUnits)[] {
  const wholes = gold.filter(
    (bead) =>
      bead.source.length > 1 &&
      bead.target.length > 1 &&
      bead.source.every((i) => source[i]?.split) &&
      bead.target.every((j) => target[j]?.split),
  );
  const wholeOf = (bead: BeadUnits): BeadUnits | undefined =>
    wholes.find(
      (whole) =>
        bead.source.every((i) => whole.source.includes(i)) && bead.target.every((j) => whole.target.includes(j)),
    );
  return found.map((bead) => (bead.source.length > 0 && bead.target.length > 0 && wholeOf(bead)) || bead);
}

/** The paragraphs of a document set that stand one to one in all languages: each language's text, row by row. */
export function parallelRows({ languages, rows }: Alignment, documents: readonly Document[]): Map<string, string[]> {
  const whole = rows.filter(
    ({ role, units }) => role !== "closing" && languages.every((language) => units[language]?.length === 1),
  );
  return new Map(
    documents.map(({ language, blocks }) => [
      language,
      whole.map(({ units }) => blocks[units[language]?.[0] as number]?.text as string),
    ]),
  );
}
