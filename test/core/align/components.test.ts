import { alignPairs, type Component, type Embedder, embedUnits, type TextPair } from "@sextant/core";
import { expect, test } from "vitest";
import { borderKinds } from "../../../packages/core/src/align/text/border-kinds.ts";
import { random } from "../../random.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** An encoder of a closed vocabulary: each word of either language is a direction, translations the same one. */
const DIRECTIONS = new Map(
  [
    ["rouge", "akai"],
    ["vert", "midori"],
    ["bleu", "aoi"],
    ["noir", "kuroi"],
    ["blanc", "shiroi"],
    ["jaune", "kiiro"],
    ["gris", "haiiro"],
    ["rose", "momoiro"],
  ].flatMap((words, at) => words.map((word) => [word, at] as const)),
);
const encoder: Embedder = {
  embed: async (texts) =>
    texts.map((text) => {
      const vector = new Float32Array(8);
      for (const word of text.split(" ")) {
        const at = DIRECTIONS.get(word);
        if (at !== undefined) vector[at] = (vector[at] as number) + 1;
      }
      return vector;
    }),
};

const SOURCE = ["rouge", "vert", "bleu vert", "noir", "blanc", "jaune rouge", "gris", "rose", "noir gris", "vert rose"];
const translated = (text: string): string =>
  text
    .split(" ")
    .map((word) => [...DIRECTIONS].find(([other, at]) => other !== word && at === DIRECTIONS.get(word))?.[0])
    .join(" ");

test("an encoder finds what has been left out where no word and no length tells", async () => {
  const target = SOURCE.filter((_, at) => at !== 3).map(translated);
  const vectors = await embedUnits(encoder, { fr: SOURCE, ja: target });
  const [beads = []] = alignPairs([{ source: SOURCE, target }], "fr", "ja", { vectors, known: [] });
  expect(beads.map(({ source, target: units }) => `${source}:${units}`)).toEqual([
    "0:0",
    "1:1",
    "2:2",
    "3:",
    "4:3",
    "5:4",
    "6:5",
    "7:6",
    "8:7",
    "9:8",
  ]);
});

test("an encoder that gives too few vectors, or vectors of several lengths, is told so", async () => {
  const few: Embedder = { embed: async () => [] };
  await expect(embedUnits(few, { fr: ["rouge"] })).rejects.toThrow("0 vectors for 1 texts in fr");
  let length = 1;
  const uneven: Embedder = { embed: async (texts) => texts.map(() => new Float32Array(length++)) };
  await expect(embedUnits(uneven, { fr: ["rouge", "vert"] })).rejects.toThrow("2 numbers after others of 1");
});

test.each([
  ["„Wohin?“", '"', '"'],
  ["“去哪里？”", '"', '"'],
  ["谁叫你去打劫呢？", "A", "?"],
  ["— ¿Adónde?", "-", "?"],
  ["67 mesures,", "0", ","],
  ["67 تدبيراً،", "0", ","],
  ["et la suite", "a", ""],
  ["", "A", ""],
])("%s begins with %s and ends with %s", (unit, begin, end) => {
  expect(borderKinds(unit)).toEqual({ begin, end });
});

test("a date that stands once in both texts holds its long paragraphs together", () => {
  const filler = (word: string, at: number): string =>
    Array.from({ length: 40 }, (_, k) => `${word}${(at * 7 + k * 3) % 90}`).join(" ");
  const source = Array.from({ length: 12 }, (_, at) => `${filler("a", at)} ${1900 + at}.`);
  const target = Array.from({ length: 12 }, (_, at) => `${filler("b", at)} ${1900 + at}.`);
  // The French joins two paragraphs where the English joins none, and the years say which.
  const joined = [...source.slice(0, 5), `${source[5]} ${source[6]}`, ...source.slice(7)];
  const [beads = []] = alignPairs([{ source: joined, target }], "fr", "en", { known: [] });
  expect(beads.map(({ source: s, target: t }) => `${s}:${t}`)).toContain("5:5,6");
  expect(beads).toHaveLength(11);
});

test("of two paragraphs that say the same words in another order, the order tells which was left out", () => {
  const texts = [7, 8, 9].map(reordered);
  for (const text of texts) expect(leftOut(text, [])).toEqual(REORDERED);
  // Without order chance decides, and is not right of every text.
  expect(texts.map((text) => leftOut(text, ["order"]))).not.toEqual(texts.map(() => REORDERED));
});

/** Paragraphs that the target leaves out; beside each stands one of the same words in another order. */
const REORDERED = [11, 20, 30];

function reordered(seed: number): TextPair {
  const next = random(seed);
  const words = Array.from({ length: 60 }, (_, at) => [
    `s${LETTERS[at % 20]}${LETTERS[at % 17]}a`,
    `t${LETTERS[at % 19]}${LETTERS[at % 16]}o`,
  ]);
  const paragraph = (): number[] => Array.from({ length: 12 }, () => Math.floor(next() * words.length));
  const text = Array.from({ length: 40 }, paragraph);
  for (const at of [10, 20, 30]) text[at + 1] = [...(text[at] as number[])].reverse();
  const said = (ids: readonly number[], language: number): string => ids.map((id) => words[id]?.[language]).join(" ");
  return {
    source: text.map((ids) => said(ids, 0)),
    target: text.filter((_, at) => !REORDERED.includes(at)).map((ids) => said(ids, 1)),
  };
}

function leftOut(text: TextPair, without: readonly Component[]): number[] {
  return (alignPairs([text], "fr", "en", { known: [], without })[0] ?? [])
    .filter((bead) => bead.target.length === 0)
    .flatMap((bead) => bead.source);
}
