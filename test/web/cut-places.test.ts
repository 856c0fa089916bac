import { describe, expect, test } from "vitest";
import { cutPlaces, likeliestCut } from "../../packages/web/src/text/cut-places.ts";

describe("where a text may be cut", () => {
  test.each([
    ["Un. Deux, trois : quatre.", ["Un. ", "Deux, ", "trois : ", "quatre."]],
    ["一，二。「三」！四", ["一，", "二。", "「三」！", "四"]],
    ["واحد، اثنان؟ ثلاثة.", ["واحد، ", "اثنان؟ ", "ثلاثة."]],
    ["no sentence ends here", ["no ", "sentence ", "ends ", "here"]],
    ["«Un.» Deux", ["«Un.» ", "Deux"]],
    ["3.5 million", ["3.5 ", "million"]],
    ["鉴于有必要促进发展，", ["鉴于", "有", "必要", "促进", "发展，"]],
    ["mot", ["mot"]],
    ["", [""]],
  ])("%s", (text, parts) => {
    const places = [0, ...cutPlaces(text), text.length];
    expect(places.slice(1).map((place, at) => text.slice(places[at], place))).toEqual(parts);
  });

  test("is first offered behind the sentence that ends nearest to the middle", () => {
    expect(likeliestCut("Un, deux, trois, quatre, cinq. Six.")).toBe(31);
    expect(likeliestCut("Un, deux, trois")).toBe(10);
    expect(likeliestCut("mot")).toBe(3);
  });
});
