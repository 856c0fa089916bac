import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FuzzyIndex } from "../../../packages/core/src/memory/similarity/fuzzy-index.ts";
import { random } from "../../random.ts";
import { placeablesOnly, similarity } from "./similarity.ts";

// Few words, so that texts share many; numbers among them.
const word = fc.constantFrom("the", "states", "of", "convention", "crime", "urges", "12", "7", "2010", "member");
const words = fc.array(word, { minLength: 1, maxLength: 14 });

describe("the fuzzy index", () => {
  test("finds exactly what a search of all texts finds, built in or not, after removals", () => {
    fc.assert(
      fc.property(
        fc.array(words, { minLength: 1, maxLength: 60 }),
        words,
        fc.integer({ min: 50, max: 100 }),
        fc.array(fc.nat(59), { maxLength: 8 }),
        fc.boolean(),
        (texts, query, percent, removed, built) => {
          const index = new FuzzyIndex();
          // Texts that share nothing fill the index until it builds its filter.
          if (built) for (let at = 0; at < 4100; at++) index.put(1e6 + at, `padding${at} nothing${at}`);
          const half = Math.ceil(texts.length / 2);
          for (const [at, text] of texts.slice(0, half).entries()) index.put(at, text.join(" "));
          index.search("zzz", 0.5);
          for (const [at, text] of texts.slice(half).entries()) index.put(half + at, text.join(" "));
          for (const id of removed) index.remove(id);
          const expected = texts
            .map((text, id) => ({
              id,
              similarity: similarity(query, text),
              placeablesOnly: placeablesOnly(query, text),
            }))
            .filter((hit) => !removed.includes(hit.id))
            .filter((hit) => hit.similarity >= percent / 100 - 1e-9 || hit.placeablesOnly)
            .sort((a, b) => b.similarity - a.similarity || a.id - b.id);
          expect(index.search(query.join(" "), percent / 100)).toEqual(expected);
        },
      ),
      { numRuns: 150, seed: 7 },
    );
  });

  test("finds long texts of few words, each of which occurs many times", () => {
    const next = random(5);
    const texts = Array.from({ length: 60 }, () =>
      Array.from({ length: 280 + Math.floor(next() * 700) }, () => "abcdefghijkl".charAt(Math.floor(next() ** 2 * 12))),
    );
    for (const text of texts.slice(0, 20)) texts.push(text.map((word) => (next() < 0.2 ? "other" : word)));
    const index = new FuzzyIndex();
    for (let at = 0; at < 4100; at++) index.put(1e4 + at, `padding${at} nothing${at}`);
    for (const [at, text] of texts.entries()) index.put(at, text.join(" "));
    index.search("zzz", 0.5);
    for (let at = 0; at < 4100; at++) index.put(2e4 + at, `padding${at} nothing${at}`);
    for (const query of texts.slice(-6))
      for (const threshold of [0.5, 0.7]) {
        const expected = texts.flatMap((text, id) => (similarity(query, text) >= threshold - 1e-9 ? [id] : []));
        const found = index.search(query.join(" "), threshold).map(({ id }) => id);
        expect(found.sort((a, b) => a - b)).toEqual(expected);
      }
  });

  test("counts Chinese by characters, and digits of every script as the same number", () => {
    const index = new FuzzyIndex();
    index.put(1, "重申其关于预防犯罪的决议");
    index.put(2, "وإذ تشير إلى قرارها ٦٦/١٨٠");
    expect(index.search("重申其关于预防犯罪的各项决议", 0.7)).toEqual([
      { id: 1, similarity: 1 - 2 / 14, placeablesOnly: false },
    ]);
    expect(index.search("وإذ تشير إلى قرارها 66/180", 1)).toEqual([{ id: 2, similarity: 1, placeablesOnly: false }]);
    expect(index.search("وإذ تشير إلى قرارها 65/232", 0.9)).toEqual([{ id: 2, similarity: 0.8, placeablesOnly: true }]);
  });

  test("a text put again takes the place of the earlier one; nothing comes of nothing", () => {
    const index = new FuzzyIndex();
    index.put(5, "Urges all States");
    index.put(5, "Invites all States");
    expect(index.size).toBe(1);
    expect(index.search("Urges all States", 0.9)).toEqual([]);
    expect(index.search("Invites all States", 1)).toHaveLength(1);
    expect(index.search("  ", 0.5)).toEqual([]);
    expect(() => index.search("x", 0.3)).toThrow(/between 0.5 and 1/);
  });
});
