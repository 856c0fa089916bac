import { type Block, type Document, type Span, sentences } from "@sextant/core";
import type { VersionComparison, VersionEntry, VersionState } from "@sextant/core/compare";

/** Random numbers in [0, 1). */
export type Random = () => number;

/** What is planted, in the order in which it is reported. */
export const EDITS = [
  "word changed",
  "words added",
  "words dropped",
  "half rewritten",
  "sentence moved",
  "paragraph renumbered",
  "paragraph moved",
  "paragraph moved and changed",
  "paragraph split",
  "paragraphs merged",
  "paragraph dropped",
  "paragraph added",
] as const;
export type EditKind = (typeof EDITS)[number];

/** An edit, and what a comparison must say of it. */
export interface PlantedEdit {
  readonly kind: EditKind;
  /** Places in the old document and in the new one. */
  readonly old: readonly number[];
  readonly new: readonly number[];
  /** States that its entry must have. */
  readonly states: readonly VersionState[];
}

/** A document with edits, beside what it was. */
export interface Planted {
  readonly document: Document;
  readonly edits: readonly PlantedEdit[];
}

/** A block on its way, with the old places that it is made of. */
interface Piece {
  readonly block: Block;
  readonly old: readonly number[];
  readonly edit?: { readonly kind: EditKind; readonly states: readonly VersionState[] };
}

/** Blocks of fewer words are left alone. */
const MIN_WORDS = 8;

/**
 * Plants edits of every kind that the document allows, each in blocks of its own.
 *
 * @param other a text in the same language, for words and paragraphs that are new
 * @param random decides everything
 * @param times how often each kind; with an untouched block on either side where that is once, and otherwise crowded
 */
export function planted(old: Document, other: Document, random: Random, times = 1): Planted {
  const around = times === 1 ? [-1, 0, 1, 2] : [0, 1];
  const words = wordsFrom(other);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  let pieces: Piece[] = old.blocks.map((block, at) => ({ block, old: [at] }));
  const dropped: PlantedEdit[] = [];
  const kinds = Array.from({ length: times }, () => EDITS).flat();
  for (const kind of kinds
    .map((kind) => ({ kind, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ kind }) => kind)) {
    const places = [...pieces.keys()].filter(
      (at) => isFree(pieces, at, around) && fits(kind, pieces, at, old.language),
    );
    if (places.length === 0) continue;
    const at = pick(places);
    if (kind === "paragraph dropped")
      dropped.push({ kind, old: (pieces[at] as Piece).old, new: [], states: ["dropped"] });
    pieces = edited(kind, pieces, at, { random, pick, words, other, around, language: old.language });
  }
  const places = new Map<Piece, number>(pieces.map((piece, at) => [piece, at]));
  const edits = [...Map.groupBy(pieces, ({ edit }) => edit)].flatMap(([edit, own]): PlantedEdit[] =>
    edit === undefined
      ? []
      : [
          {
            ...edit,
            old: [...new Set(own.flatMap((piece) => piece.old))],
            new: own.map((piece) => places.get(piece) as number),
          },
        ],
  );
  return { document: { ...old, blocks: pieces.map(({ block }) => block) }, edits: [...edits, ...dropped] };
}

/** Whether a block and some around it are as they were, in order. */
function isFree(pieces: readonly Piece[], at: number, around: readonly number[]): boolean {
  return around.every((by) => {
    const piece = pieces[at + by];
    return piece !== undefined && piece.edit === undefined && piece.old[0] === (pieces[at]?.old[0] ?? 0) + by;
  });
}

function fits(kind: EditKind, pieces: readonly Piece[], at: number, language: string): boolean {
  const long = (place: number): boolean => {
    const { block } = pieces[place] as Piece;
    const twins = pieces.filter((piece) => piece.block.text === block.text).length;
    return twins === 1 && !block.cell && wordsOf(block.text, language).length >= MIN_WORDS;
  };
  if (!long(at)) return false;
  const { text, number } = (pieces[at] as Piece).block;
  if (kind === "sentence moved") return sentences(text, language).length >= 2;
  if (kind === "paragraph renumbered") return number !== undefined;
  if (kind === "paragraph split") return splitPlace(text, language) !== undefined;
  if (kind === "paragraphs merged") return long(at + 1);
  return true;
}

interface Means {
  readonly random: Random;
  readonly pick: <T>(list: readonly T[]) => T;
  readonly words: readonly string[];
  readonly other: Document;
  readonly around: readonly number[];
  readonly language: string;
}

function edited(kind: EditKind, pieces: readonly Piece[], at: number, means: Means): Piece[] {
  const { pick, random, other } = means;
  const piece = pieces[at] as Piece;
  const joint = means.language === "zh" ? "" : " ";
  const made = (states: readonly VersionState[], ...blocks: Block[]): Piece[] => {
    const edit = { kind, states };
    return blocks.map((block) => ({ block, old: piece.old, edit }));
  };
  const inPlace = (own: readonly Piece[], count = 1): Piece[] => pieces.toSpliced(at, count, ...own);
  const elsewhere = (own: readonly Piece[]): Piece[] => {
    const without = pieces.toSpliced(at, 1);
    const far = [...without.keys()].filter((to) => Math.abs(to - at) >= 3 && isFree(without, to, means.around));
    return far.length === 0 ? [...pieces] : without.toSpliced(pick(far) + 1, 0, ...own);
  };
  const { block } = piece;
  const reworded = { ...block, text: reword(kind, block.text, means) };
  switch (kind) {
    case "paragraph renumbered":
      return inPlace(made(["renumbered"], { ...block, number: `${block.number}bis` }));
    case "paragraph moved":
      return elsewhere(made(["moved"], block));
    case "paragraph moved and changed":
      return elsewhere(made(["moved", "changed"], reworded));
    case "paragraph split": {
      const cut = splitPlace(block.text, means.language) as number;
      const [head, tail] = [block.text.slice(0, cut).trim(), block.text.slice(cut).trim()];
      const { number: _, ...rest } = block;
      return inPlace(made(["split"], { ...block, text: head }, { ...rest, text: tail }));
    }
    case "paragraphs merged": {
      const next = pieces[at + 1] as Piece;
      const [one] = made(["merged"], { ...block, text: `${block.text}${joint}${next.block.text}` }) as [Piece];
      return inPlace([{ ...one, old: [...piece.old, ...next.old] }], 2);
    }
    case "paragraph dropped":
      return pieces.toSpliced(at, 1);
    case "paragraph added": {
      const long = other.blocks.filter(({ text }) => wordsOf(text, means.language).length >= MIN_WORDS);
      const added = { role: block.role, text: pick(long).text };
      const edit = { kind, states: ["new"] as const };
      return pieces.toSpliced(at + (random() < 0.5 ? 0 : 1), 0, { block: added, old: [], edit });
    }
    default:
      return inPlace(made(["changed"], reworded));
  }
}

/** A text in other words, as the kind of edit says. */
function reword(kind: EditKind, text: string, { pick, random, words, language }: Means): string {
  const places = wordsOf(text, language);
  const new_ = (count: number): string =>
    Array.from({ length: count }, () => pick(words)).join(language === "zh" ? "" : " ");
  const place = (word: number): Span => places[word] as Span;
  const replaced = (from: number, to: number, by: string): string =>
    text.slice(0, place(from).start) + by + text.slice(place(to - 1).end);
  const at = 1 + Math.floor(random() * (places.length - 5));
  switch (kind) {
    case "words added":
      return replaced(
        at,
        at + 1,
        [text.slice(place(at).start, place(at).end), new_(3)].join(language === "zh" ? "" : " "),
      );
    case "words dropped":
      return replaced(at, at + 3, "").replace(/\s{2,}/g, " ");
    case "half rewritten": {
      const half = Math.floor(places.length / 2);
      const from = Math.floor(random() * (places.length - half));
      return replaced(from, from + half, new_(half));
    }
    case "sentence moved": {
      const spans = sentences(text, language).map(({ start, end }) => text.slice(start, end));
      return [...spans.slice(1), spans[0]].join(language === "zh" ? "" : " ");
    }
    default:
      return replaced(at, at + 1, new_(1));
  }
}

const known = new Map<string, Span[]>();

/** Words with a letter and where they stand; found once for each text. */
function wordsOf(text: string, language: string): Span[] {
  const key = `${language} ${text}`;
  const words =
    known.get(key) ??
    [...new Intl.Segmenter(language, { granularity: "word" }).segment(text)]
      .filter(({ isWordLike }) => isWordLike)
      .map(({ index, segment }) => ({ start: index, end: index + segment.length }));
  known.set(key, words);
  return words;
}

/** All longer words of a document. */
function wordsFrom({ blocks, language }: Document): string[] {
  return blocks
    .flatMap(({ text }) => wordsOf(text, language).map(({ start, end }) => text.slice(start, end)))
    .filter((word) => word.length >= (language === "zh" ? 2 : 6));
}

/** Where a text can be cut: behind a sentence, or else behind a comma, with some words on either side. */
function splitPlace(text: string, language: string): number | undefined {
  const inside = (at: number): boolean =>
    Math.min(...[text.slice(0, at), text.slice(at)].map((part) => wordsOf(part, language).length)) >= 4;
  const ends = sentences(text, language).map(({ end }) => end);
  const commas = [...text.matchAll(/[,;،؛，；]/gu)].map(({ index }) => index + 1);
  return [...ends, ...commas].find(inside);
}

/** Whether a comparison says of an edit what it must. */
export function isFound({ entries }: VersionComparison, { old, new: own, states }: PlantedEdit): boolean {
  const entry = entries.find((entry) => (own.length > 0 ? has(entry.new, own) : has(entry.old, old)));
  if (!entry || !same(entry.old, old) || !same(entry.new, own)) return false;
  return states.every((state) => entry.states.includes(state));
}

const has = (texts: VersionEntry["old"], places: readonly number[]): boolean =>
  texts.some(({ role, at }) => role !== "note" && at === places[0]);
const same = (texts: VersionEntry["old"], places: readonly number[]): boolean =>
  texts.map(({ at }) => at).join() === [...places].sort((a, b) => a - b).join();

/** Entries that say something of blocks which nobody touched. */
export function falseAlarms({ entries }: VersionComparison, { edits }: Planted): VersionEntry[] {
  const touched = { old: new Set(edits.flatMap(({ old }) => old)), new: new Set(edits.flatMap((edit) => edit.new)) };
  return entries.filter(
    ({ states, old, new: own }) =>
      states[0] !== "unchanged" &&
      old.every(({ at }) => !touched.old.has(at)) &&
      own.every(({ at }) => !touched.new.has(at)),
  );
}
