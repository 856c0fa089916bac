import { compareRows } from "@sextant/core/compare";
import { expect, test } from "vitest";

/** What stands before each empty place of a row's only finding. */
function before(en: string, fr: string): string[] {
  const [finding, ...more] = compareRows([{ row: 0, texts: { en, fr } }], ["en", "fr"]);
  expect(more).toEqual([]);
  const texts: Readonly<Record<string, string>> = { en, fr };
  return (finding?.places ?? [])
    .filter(({ start, end }) => start === end)
    .map(({ language, start }) => (texts[language] ?? "").slice(0, start));
}

test("a figure that is missing has its place between the figures that stand around its counterpart", () => {
  const en = "In 2001 the floods killed 715 people, left 115 missing and 4,000 homeless in the capital of the country.";
  const fr = "En 2001, les inondations ont fait 715 morts, des disparus et 4 000 sans-abri dans la capitale du pays.";
  const [place = ""] = before(en, fr);
  expect(place.startsWith("En 2001, les inondations ont fait 715 morts")).toBe(true);
  expect(place).not.toContain("4 000");
});

test("a figure that is missing has its place in the sentence of its counterpart", () => {
  const en =
    "The committee met in the spring. It heard 38 witnesses. Its report was adopted by consensus of all members.";
  const fr = "Le comité s’est réuni au printemps. Il a entendu des témoins. Son rapport a été adopté par consensus.";
  expect(before(en, fr)[0]).toMatch(/^Le comité s’est réuni au printemps\.[^.]*$/u);
});

test("a figure that is missing before the full stop has its place before the full stop", () => {
  expect(before("The fund was opened in the year 1994.", "Le fonds a été ouvert cette année-là.")).toEqual([
    "Le fonds a été ouvert cette année-là",
  ]);
});
