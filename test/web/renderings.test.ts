import { expect, test } from "vitest";
import type { Hit } from "../../packages/web/src/api/client.ts";
import { renderingKey, renderings, renderingsOf } from "../../packages/web/src/search/folding.ts";
import { targetsFor } from "../../packages/web/src/text/languages.ts";

/** A hit of which one stretch is marked, all of its text. */
const hit = (id: number, language: string, text: string): Hit =>
  ({
    unit: { id, variants: { [language]: text } },
    translations: { [language]: [{ start: 0, end: text.length }] },
  }) as unknown as Hit;

test("forms that differ in Arabic particles are one rendering, shown as it is met most", () => {
  const hits = ["وحقوق الإنسان", "حقوق الإنسان", "حقوق الإنسان", "لحقوق الإنسان", "حقوق إنسان", "حماية"].map(
    (text, at) => hit(at, "ar", text),
  );
  expect(renderings(hits, "ar")).toEqual([
    { text: "حقوق الإنسان", count: 5 },
    { text: "حماية", count: 1 },
  ]);
  const key = renderingKey("حقوق الإنسان", "ar");
  expect(hits.filter((own) => renderingsOf(own, "ar").has(key))).toHaveLength(5);
});

test("a word whose own first letter is written as a particle is shown whole", () => {
  expect(renderings([hit(1, "ar", "وزارة")], "ar")).toEqual([{ text: "وزارة", count: 1 }]);
  expect(renderings([hit(1, "fr", "Crime"), hit(2, "fr", "crime")], "fr")).toEqual([{ text: "crime", count: 2 }]);
});

test("a rendering is shown as it is written within texts; that a text begins with it says nothing of its capital", () => {
  const within = (id: number, text: string, start: number): Hit =>
    ({
      unit: { id, variants: { en: text } },
      translations: { en: [{ start, end: text.length }] },
    }) as unknown as Hit;
  const names = [within(1, "peoples of the United Nations", 15), within(2, "of the United Nations", 7)];
  expect(renderings(names, "en")).toEqual([{ text: "United Nations", count: 2 }]);
  const words = [
    within(1, "Drug trafficking", 0),
    within(2, "“Drug trafficking", 1),
    within(3, "and drug trafficking", 4),
  ];
  expect(renderings(words, "en")).toEqual([{ text: "drug trafficking", count: 3 }]);
});

test.each([
  ["the languages chosen last, in their order", ["fr", "es", "en"], ["es", "en"]],
  ["the reader's own where the only one chosen is searched", ["fr"], ["en", "zh"]],
  ["the reader's own where nobody has chosen", [], ["en", "zh"]],
  ["the reader's own where what was chosen is not there", ["de"], ["en", "zh"]],
])("beside a French phrase stand %s", (_, chosen, expected) => {
  expect(targetsFor("en", "fr", ["zh", "fr", "en", "es"], chosen)).toEqual(expected);
});
