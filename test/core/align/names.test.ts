import { describe, expect, test } from "vitest";
import { soundalikes } from "../../../packages/core/src/align/text/names.ts";
import { Vocabulary } from "../../../packages/core/src/align/text/tokens.ts";

/** Pairs of words of two texts that sound alike, as they are compared. */
function pairs(source: string, from: string, target: string, to: string): string[] {
  const [left, right] = [new Vocabulary(from), new Vocabulary(to)];
  left.side([source]);
  right.side([target]);
  const found = [...soundalikes(left, right)].flatMap(([type, { ids }]) =>
    [...ids].map((id) => `${left.surfaces[type]} ${right.surfaces[id]}`),
  );
  return [...new Set(found)].sort();
}

describe("names in another script", () => {
  test("an Arabic name is found by its consonants, with its article and particles", () => {
    expect(
      pairs("وقال إبراهيم البسطامي لمحمد في باريس", "ar", "Ibrahim Bistami said to Muhammad in Paris", "en"),
    ).toEqual(["ابراهيم ibrahim", "البسطامي bistami", "باريس paris", "لمحمد muhammad"]);
  });

  test("a Cyrillic name is found in an Arabic text", () => {
    expect(pairs("Он родился в Бухаре, город Бухара", "ru", "وُلد في بخارى", "ar")).toContain("bukhara بخارى");
  });

  test("a Chinese name is found by its reading, of one syllable or two", () => {
    const found = pairs("汪淼和叶文洁在北京。", "zh", "Wang Miao and Ye Wenjie in Beijing.", "en");
    expect(found).toEqual(
      expect.arrayContaining(["北京 beijing", "淼 miao", "汪 wang", "文 wenjie", "洁 wenjie", "叶 ye"]),
    );
  });

  test("a word that stands with a small letter somewhere is no name", () => {
    expect(pairs("他和王", "zh", "He left. Then he met Wang.", "en")).toEqual(["王 wang"]);
  });

  test("both directions find the same pairs", () => {
    const forward = pairs("陈到上海", "zh", "Chen came to Shanghai", "en");
    const reverse = pairs("Chen came to Shanghai", "en", "陈到上海", "zh");
    expect(reverse.map((pair) => pair.split(" ").reverse().join(" ")).sort()).toEqual(forward);
    expect(forward).not.toEqual([]);
  });

  test("languages of one script have none", () => {
    expect(pairs("Genève", "fr", "Geneva", "en")).toEqual([]);
  });
});
