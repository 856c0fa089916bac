import { type Document, readText } from "@sextant/core";
import { expect, test } from "vitest";

const TEXT = [
  "The wardens of the valley counted the trees of every district in the spring of the",
  "year, as the report on the count of the pears says, and found more of them than in",
];
/** Two pages, each with lines of text and what stands at its foot. */
const pages = (...feet: readonly (readonly string[])[]): string =>
  feet.map((foot, at) => [...TEXT, `any year before it${at}.`, "", ...foot].join("\n")).join("\n\f");
const read = (text: string): Document => readText(text, { language: "en" });
const notes = (document: Document): string[] => document.notes.map(({ mark, text, page }) => `${page} ${mark} ${text}`);

test("marks that came loose from their notes find them again", () => {
  const foot = [
    "_______________",
    "1",
    "",
    "Treaty Series, vol. 1833, No. 31363.",
    "See A/80/70.",
    "3",
    "See A/80/504.",
    "2",
  ];
  expect(notes(read(pages(foot, [])))).toEqual([
    "1 1 Treaty Series, vol. 1833, No. 31363.",
    "1 2 See A/80/70.",
    "1 3 See A/80/504.",
  ]);
});

test("marks that stand one below the other share the lines that follow, page numbers between them", () => {
  const document = read(
    pages(["_______________", "1", "2", "", "31-05555", "", "1/2", "", "See A/80/70.", "Resolution 60/288."], []),
  );
  expect(notes(document)).toEqual(["1 1 See A/80/70.", "1 2 Resolution 60/288."]);
  const reasons = document.reading?.leftOut.map(({ reason }) => reason);
  expect(reasons).toEqual(expect.arrayContaining(["rule", "job number", "page number"]));
});

test("a page’s notes are found although the first note of the document is not", () => {
  expect(notes(read(pages([], ["_______________", "3 See A/80/70.", "4 Ibid."])))).toEqual([
    "2 3 See A/80/70.",
    "2 4 Ibid.",
  ]);
});

test("a note goes on below the rule of the next page", () => {
  const document = read(
    pages(
      ["_______________", "1 See the report of the wardens on the"],
      ["_______________", "count of the pears.", "2 Ibid."],
    ),
  );
  expect(notes(document)).toEqual(["1 1 See the report of the wardens on the count of the pears.", "2 2 Ibid."]);
});

test("notes without a rule are known by their marks, in the text above and at line beginnings", () => {
  const text = pages([], []).replace("in the spring", "in the spring,1").replace("pears says", "pears* says");
  const document = read(text.replace("\n\f", "* Issued late.\n1 See A/80/70.\n\f"));
  // In the order of their marks.
  expect(notes(document)).toEqual(["1 1 See A/80/70.", "1 * Issued late."]);
  expect(document.blocks[0]?.marks).toEqual([
    { mark: "1", offset: expect.any(Number) },
    { mark: "*", offset: expect.any(Number) },
  ]);
});

test("a contents page, a table and lines that begin with a date are no lists of notes", () => {
  const foot = ["1 Introduction ........ 3", "2 Ladders ........ 5"];
  expect(read(pages(foot, [])).notes).toEqual([]);
  expect(read(pages(["as was said on", "1 July 2026 and before."], [])).notes).toEqual([]);
});

test("heads that are repeated are left out, first lines that count by the text are not", () => {
  const page = (number: number): string =>
    `Report of the wardens\n\nArticle ${3 * number}\n\n${TEXT.join("\n")}\nany year.\n\nArticle ${3 * number + 1}\n\nText ${number}.`;
  const document = read([1, 2, 3, 4].map(page).join("\n\f"));
  expect(document.reading?.leftOut.map(({ text, page: at }) => `${at} ${text}`)).toEqual(
    [2, 3, 4].map((at) => `${at} Report of the wardens`),
  );
  expect(document.blocks.filter(({ role }) => role === "heading").map(({ number }) => number)).toEqual([
    "3",
    "4",
    "6",
    "7",
    "9",
    "10",
    "12",
    "13",
  ]);
});
