import { alignPairs, dictionaryTranslations, shippedTranslations } from "@sextant/core";
import { expect, test } from "vitest";

test("a dictionary's words are translated by the rare words of its senses", () => {
  const { source, target, entries } = dictionaryTranslations(
    [
      { word: "大象", senses: ["elephant"] },
      { word: "睡", senses: ["to sleep", "to lie down"] },
      { word: "大象睡", senses: ["to sleep like an elephant"] },
      { word: "梦", senses: ["what somebody sees who sleeps"] },
      ...[..."走跑跳坐站看听说读写唱笑"].map((word, at) => ({ word, senses: [`to verb${"abcdefghijkl"[at]}`] })),
    ],
    "zh",
    "en",
  );
  expect([source, target]).toEqual(["zh", "en"]);
  const of = (word: string): string[] => entries.filter(([own]) => own === word).map(([, other]) => other);
  expect(of("大象")).toEqual(["elep", "=elephant"]);
  expect(of("睡")).toContain("=sleep");
  // What most senses hold translates nothing; a phrase is no word, and what explains at length no translation.
  expect(entries.map(([, other]) => other)).not.toContain("to");
  expect(of("大象睡")).toEqual([]);
  expect(of("梦")).toEqual([]);
});

test("the shipped dictionary tells what nothing else tells", () => {
  // Alike in length, no word twice, no number, no name: which of them is left out?
  const chinese = [
    "河水在冬天很冷。",
    "大象在树下睡觉。",
    "厨师在市场卖蘑菇。",
    "乌鸦偷了金钥匙。",
    "裁缝缝了红裙子。",
    "铁匠修好了马车。",
    "渔夫忘了他的船。",
    "蜜蜂飞过了花园。",
  ];
  const english = [
    "The river is cold in winter.",
    "The elephant sleeps under a tree.",
    "The cook sells mushrooms at market.",
    "The crow stole a golden key.",
    "The tailor sewed a red skirt.",
    "The smith repaired the carriage.",
    "The fisherman forgot his boat.",
    "The bee flew over the garden.",
  ];
  const isFound = (left: number, known: Parameters<typeof alignPairs>[3]): boolean => {
    const [beads = []] = alignPairs(
      [{ source: chinese, target: english.filter((_, at) => at !== left) }],
      "zh",
      "en",
      known,
    );
    return beads.length === chinese.length && beads[left]?.target.length === 0;
  };
  const found = (known: Parameters<typeof alignPairs>[3]): number =>
    chinese.filter((_, left) => isFound(left, known)).length;
  expect(found({})).toBeGreaterThanOrEqual(4);
  expect(found({ known: [] })).toBeLessThanOrEqual(1);
});

test("everyday words are known in pairs that no dictionary serves", () => {
  const arabic = ["المطر غزير.", "القطة نائمة.", "الشمس مشرقة.", "الحصان سريع.", "الكتاب مفتوح.", "القمر بعيد."];
  const english = [
    "Rain is heavy.",
    "The cat naps.",
    "Sun is bright.",
    "Horses run.",
    "The book opens.",
    "Moons are far.",
  ];
  const isFound = (left: number, options: Parameters<typeof alignPairs>[3]): boolean => {
    const target = english.filter((_, at) => at !== left);
    const [beads = []] = alignPairs([{ source: arabic, target }], "ar", "en", options);
    return beads.length === arabic.length && beads[left]?.target.length === 0;
  };
  const found = (options: Parameters<typeof alignPairs>[3]): number =>
    arabic.filter((_, left) => isFound(left, options)).length;
  expect(found({})).toBeGreaterThanOrEqual(4);
  expect(found({ known: [] })).toBeLessThanOrEqual(1);
});

test("each pair of the six languages knows how to say bridge", () => {
  const bridge = { fr: "pont", en: "=bridge", es: "=puente", ru: "мост", zh: "桥", ar: "جسر" };
  const unknown = Object.entries(bridge).flatMap(([source, word]) =>
    Object.entries(bridge)
      .filter(([target, other]) => source < target && !isKnown([source, word], [target, other]))
      .map(([target]) => `${source}-${target}`),
  );
  expect(unknown).toEqual([]);
});

/** Whether some shipped lexicon of two languages, in either order, has a word translated by another. */
function isKnown([source, word]: readonly [string, string], [target, other]: readonly [string, string]): boolean {
  return shippedTranslations().some((lexicon) => {
    if (lexicon.source === source && lexicon.target === target)
      return lexicon.entries.some(([a, b]) => a === word && b === other);
    if (lexicon.source === target && lexicon.target === source)
      return lexicon.entries.some(([a, b]) => a === other && b === word);
    return false;
  });
}
