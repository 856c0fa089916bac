import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Block, OFFICIAL_LANGUAGES, readDocument } from "@sextant/core";
import { describe, expect, test } from "vitest";
import { corpus } from "../../setup.ts";

/** What resolution 67/189 must become, made by hand: roles, numbers, texts, marks and notes in six languages. */
const gold = JSON.parse(readFileSync(join(corpus("A-RES-67-189"), "gold.json"), "utf8")) as Record<
  string,
  { blocks: (Omit<Block, "marks"> & { marks?: string[] })[]; notes: { mark: string; text: string }[] }
>;

describe.each(OFFICIAL_LANGUAGES)("resolution 67/189 in %s", async (language) => {
  const document = await readDocument(readFileSync(join(corpus("A-RES-67-189"), `${language}.txt`)));
  const { blocks, notes } = gold[language] as (typeof gold)[string];

  test("is told to be in that language, and what its symbol is", () => {
    expect(document).toMatchObject({ language, symbol: "A/RES/67/189", warnings: [] });
  });

  test("has exactly the blocks of the gold, with their roles, numbers and marks", () => {
    const read = document.blocks.map(({ marks, ...block }) => ({
      ...block,
      ...(marks && { marks: marks.map(({ mark }) => mark) }),
    }));
    expect(read).toEqual(blocks);
    expect(read.flatMap(({ marks = [] }) => marks)).toHaveLength(17);
  });

  test("has exactly the notes of the gold", () => {
    expect(document.notes).toEqual(notes);
  });

  test("remembers where each mark stood: never inside a word, never outside the text", () => {
    for (const { text, marks = [] } of document.blocks)
      for (const { offset } of marks) {
        expect(offset).toBeGreaterThan(0);
        expect(offset).toBeLessThanOrEqual(text.length);
        if (language !== "zh") expect(text.slice(offset - 1, offset + 1)).not.toMatch(/^\p{L}\p{L}$/u);
      }
  });
});

test("the marks of the French text stand where the PDF has them", async () => {
  const document = await readDocument(readFileSync(join(corpus("A-RES-67-189"), "fr.txt")));
  const places = document.blocks.flatMap(({ text, marks = [] }) =>
    marks.map(({ mark, offset }) => `${text.slice(offset - 12, offset)}[${mark}]${text.slice(offset, offset + 3)}`),
  );
  expect(places).toEqual(
    [
      "y relatifs[1], d",
      " corruption[2] et",
      "ptembre 2006[3], e",
      " successifs[4],",
      "es de 1988[5], à",
      "es enfants[6], e",
      "me session[7],",
      "rapportant[8], l",
      "ion 66/181[9] ;",
      "y relatifs[1] co",
      " corruption[2] et",
      "juin 2012[10], e",
      "t le crime[9], à",
      "me session[11], e",
      "me session[7] ;",
      "mbre 2011[12], e",
      "ice pénale[13] ;",
    ].map((place) => expect.stringContaining(place.slice(-14))),
  );
});
