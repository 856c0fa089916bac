/**
 * Texts with their sentences, a ‖ between, stand in sentences/, a file for each language: `#` begins a kind, ⏎ is a line feed.
 * They follow the rules of other segmenters (Unicode's UAX 29, SRX files, Pragmatic Segmenter), in words of our own.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { OFFICIAL_LANGUAGES, sentences } from "@sextant/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const cut = (text: string, language: string): string[] =>
  sentences(text, language).map(({ start, end }) => text.slice(start, end));

/** Texts by kind. */
function examples(language: string): [kind: string, texts: string[]][] {
  const file = readFileSync(join(import.meta.dirname, "sentences", `${language}.txt`), "utf8");
  return file
    .split(/^# /m)
    .map((part) => part.split("\n").filter(Boolean))
    .filter((lines) => lines.length > 0)
    .map(([kind = "", ...texts]) => [kind, texts]);
}

describe.each([...OFFICIAL_LANGUAGES, "de"])("sentences of %s", (language) => {
  describe.each(examples(language))("%s", (_, texts) => {
    test.each(texts)("%s", (example) => {
      const marked = example.replaceAll("⏎", "\n");
      expect(cut(marked.replaceAll("‖", ""), language)).toEqual(marked.split("‖").map((sentence) => sentence.trim()));
    });
  });
});

test.each([
  ["de", "Am 5. Mai 1956 kam er an.", "Herr Dr. Weiss las Nr. 5 vor."],
  ["pt", "O Sr. Dr. Costa leu o art. 5.", "Saiu."],
  ["it", "L’art. 5, il dott. Rossi e la sig.ra Bianchi sono a pag. 7.", "Fine."],
  ["pt", "O Sr. Silva e a Dra. Souza leram a pág. 3, n.º 4.", "Fim."],
  ["pl", "To on.", "Potem wyszedł."],
  ["el", "Η επιτροπή συνεδρίασε.", "Τελείωσε."],
  ["ja", "会議は終わった。", "報告は採択された。"],
  ["ko", "회의가 끝났다.", "보고서가 채택되었다."],
  ["fa", "جلسه تمام شد.", "گزارش تصویب شد."],
])("a language without rules of its own is cut all the same: %s", (language, first, second) => {
  expect(cut(`${first} ${second}`, language)).toEqual([first, second]);
});

test("nothing but white space between sentences is left out, whatever the text", () => {
  const pieces = fc.constantFrom(
    ..."Mot| |. |.|? |。|؟ |“|”|«| »|M. |2006. |\u00a0|(|)|[1]|語|لا|…|no |😀|e\u0301|U.N. |1) |• |\n|\n\n|т. д. |"
      .split("|")
      .filter(Boolean),
  );
  fc.assert(
    fc.property(
      fc.array(pieces, { maxLength: 60 }),
      fc.constantFrom(...OFFICIAL_LANGUAGES, "de"),
      (parts, language) => {
        const text = parts.join("");
        const spans = sentences(text, language);
        let at = 0;
        for (const { start, end } of spans) {
          expect(text.slice(at, start).trim()).toBe("");
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(text.slice(at).trim()).toBe("");
      },
    ),
    { seed: 7, numRuns: 500 },
  );
});

test("a quotation or bracket that is never closed, or closed far away, is cut like other text", () => {
  const many = "It was so. ".repeat(100);
  for (const text of [`He said: “${many}`, `(${many}) Yes.`, `"${many}`])
    expect(sentences(text, "en").length, text.slice(0, 12)).toBeGreaterThan(90);
});

test("a megabyte of sentences, and a megabyte without one, are cut in linear time", () => {
  const many = "La commission a adopté le rapport du Secrétaire général. ".repeat(18_000);
  expect(sentences(many, "fr")).toHaveLength(18_000);
  expect(sentences("mot ".repeat(250_000), "fr")).toHaveLength(1);
  expect(sentences(`${"x".repeat(1_000_000)}. Fin`, "fr")).toHaveLength(2);
});

/** Each would take minutes, were anything in it looked at again for each of its marks. */
test.each([
  ["dots", "."],
  ["spaced dots", ". "],
  ["initials", "A. "],
  ["an acronym", "A."],
  ["items", "1. "],
  ["open brackets", "("],
  ["brackets", "(A.) "],
  ["quotation marks", '." '],
  ["open and closed quotation marks of other kinds", "“„«»"],
  ["note marks", ".[1]"],
  ["white space behind a mark", ".          "],
  ["lines", "\n \n"],
  ["bullets", "• "],
  ["words without space", "abc.Abc"],
  ["wide marks", "。”"],
])("300 kB of %s are cut in linear time", (_, piece) => {
  const text = piece.repeat(300_000 / piece.length);
  for (const language of ["en", "zh"]) {
    const spans = sentences(`${text} End`, language);
    expect(spans.at(-1)?.end).toBe(text.length + 4);
  }
});
