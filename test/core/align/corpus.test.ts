import { join } from "node:path";
import {
  type Alignment,
  alignDocuments,
  type Document,
  Memory,
  OFFICIAL_LANGUAGES,
  readDocumentSet,
  type StoredRow,
} from "@sextant/core";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { corpus } from "../../setup.ts";

/** The rows that the memory holds: the six-way alignment of this very run, kept and read back. */
async function storedRows(id: string): Promise<StoredRow[]> {
  const memory = await Memory.open(join(inject("data"), "memory.sqlite"));
  try {
    return await memory.rows(id);
  } finally {
    await memory.close();
  }
}

async function documents(id: string): Promise<Map<string, Document>> {
  const set = await readDocumentSet(corpus(id));
  return new Map(set.versions.map(({ document }) => [document.language, document]));
}

describe("resolution 67/189 in six languages", () => {
  let rows: StoredRow[];
  let texts: Map<string, Document>;
  beforeAll(async () => {
    [rows, texts] = [await storedRows("A-RES-67-189"), await documents("A-RES-67-189")];
  });

  test("has 76 rows of running text, all right: block n with block n, but for the closing lines, which cross in Chinese", () => {
    const found = rows
      .filter(({ role }) => role !== "note")
      .map(({ blocks }) => OFFICIAL_LANGUAGES.map((language) => blocks[language]?.map(({ text }) => text)));
    const chinese = (at: number): number => (at === 74 ? 75 : at === 75 ? 74 : at);
    const right = Array.from({ length: 76 }, (_, at) =>
      OFFICIAL_LANGUAGES.map((language) => [texts.get(language)?.blocks[language === "zh" ? chinese(at) : at]?.text]),
    );
    expect(found).toEqual(right);
  });

  test("has 14 rows of notes, mark with mark", () => {
    const notes = rows.filter(({ role }) => role === "note");
    expect(notes.map(({ number }) => number)).toEqual(["*", ...Array.from({ length: 13 }, (_, at) => String(at + 1))]);
    for (const { blocks } of notes) expect(Object.keys(blocks)).toHaveLength(6);
  });

  test("is sure of them", () => {
    expect(Math.min(...rows.map(({ confidence }) => confidence))).toBeGreaterThan(0.9);
  });
});

describe("the Universal Declaration in six languages", () => {
  test("has the articles' own rows: heading with heading, and each article's text inside its article", async () => {
    const [rows, texts] = [await storedRows("UDHR"), await documents("UDHR")];
    // Which article a block belongs to, by the headings of its own language: the alignment has no part in it.
    const articles = new Map(
      OFFICIAL_LANGUAGES.map((language) => {
        let article = 0;
        return [
          language,
          (texts.get(language) as Document).blocks.map(
            ({ role, number }) => (article = role === "heading" && number ? Number(number) : article),
          ),
        ] as const;
      }),
    );
    for (const language of OFFICIAL_LANGUAGES) expect(Math.max(...(articles.get(language) as number[]))).toBe(30);

    const cursor = new Map(OFFICIAL_LANGUAGES.map((language) => [language, 0]));
    let whole = 0;
    for (const { blocks } of rows) {
      const seen = new Set<number>();
      for (const language of OFFICIAL_LANGUAGES)
        for (const block of blocks[language] ?? []) {
          const at = cursor.get(language) as number;
          expect(block.text).toBe(texts.get(language)?.blocks[at]?.text);
          seen.add((articles.get(language) as number[])[at] as number);
          cursor.set(language, at + 1);
        }
      expect(seen.size).toBe(1);
      if (OFFICIAL_LANGUAGES.every((language) => blocks[language]?.length === 1)) whole++;
    }
    for (const language of OFFICIAL_LANGUAGES) expect(cursor.get(language)).toBe(texts.get(language)?.blocks.length);
    // Three rows of the preamble are not one block of each language: the Arabic lacks a paragraph, and the opening is
    // divided in one, two or three blocks.
    expect([rows.length, whole]).toEqual([91, 88]);
  });
});

describe("an alignment", () => {
  let set: Document[];
  beforeAll(async () => {
    set = [...(await documents("UDHR")).values()].filter(({ language }) => ["fr", "ru", "ar"].includes(language));
  });

  const unitsOf = ({ rows }: Alignment) => rows.map(({ units }) => units);

  test("does not depend on the order in which its documents are given", () => {
    expect(unitsOf(alignDocuments([...set].reverse()))).toEqual(unitsOf(alignDocuments(set)));
  });

  test("holds every block and every character of every segment in exactly one row", () => {
    const { rows } = alignDocuments(set);
    for (const { language, blocks } of set) {
      expect(rows.flatMap(({ units }) => units[language] ?? []).sort((a, b) => a - b)).toEqual([...blocks.keys()]);
      const segments = rows
        .flatMap((row) => row.rows.flatMap((inner) => inner.segments[language] ?? []))
        .sort((a, b) => a.block - b.block || a.start - b.start);
      blocks.forEach(({ text }, block) => {
        const own = segments.filter((segment) => segment.block === block);
        let at = 0;
        for (const { start, end } of own) {
          expect(text.slice(at, start).trim()).toBe("");
          at = end;
        }
        expect(text.slice(at).trim()).toBe("");
      });
    }
  });

  test("holds every character of every note in exactly one row, though the notes are marked otherwise", async () => {
    const pair = [...(await documents("A-RES-67-189")).values()].filter(({ language }) => /fr|en/.test(language));
    const marked = pair.map((document) => ({
      ...document,
      notes: document.notes.map((note, at) => (document.language === "en" ? { ...note, mark: `n${at}` } : note)),
    }));
    const { notes } = alignDocuments(marked);
    expect(notes).toHaveLength(14);
    for (const { language, notes: own } of marked)
      expect(
        notes
          .flatMap((row) => row.rows.flatMap(({ segments }) => segments[language] ?? []))
          .map(({ block, start, end }) => own[block]?.text.slice(start, end))
          .join(" "),
      ).toBe(own.map(({ text }) => text).join(" "));
  });
});
