import { alignDocuments, alignRows, readDocumentSet, type UnitRow } from "@sextant/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unitRows } from "../../../packages/core/src/align/pair/unit-rows.ts";
import { segmentsOf } from "../../../packages/core/src/align/text/segments.ts";
import { corpus } from "../../setup.ts";
import { disturbed, goldBeads, parallelRows, strictF1 } from "./disturbance.ts";

const upTo = (count: number): number[] => [...Array(count).keys()];

describe("a unit is cut into", () => {
  const cut = (unit: string, language: string): string[] => [...segmentsOf([unit], language).texts];

  test.each([
    ["fr", "Article 3 Tout individu a droit à la vie.", ["Article 3", "Tout individu a droit à la vie."]],
    ["en", "No one shall be held in slavery; Article 5", ["No one shall be held in slavery;", "Article 5"]],
    ["ru", "Преамбула Принимая во внимание", ["Преамбула", "Принимая во внимание"]],
    ["zh", "第三条人人有权享有生命。第四条", ["第三条", "人人有权享有生命。", "第四条"]],
    ["ar", "المادة 3 لكل فرد الحق في الحياة.", ["المادة 3", "لكل فرد الحق في الحياة."]],
  ])("%s: sentences, and a heading that was run in", (language, unit, parts) => {
    expect(cut(unit, language)).toEqual(parts);
  });

  test.each([
    ["en", "Article 12 provides that States shall cooperate"],
    ["en", "as is said in article 3"],
    ["fr", "Article 3"],
    ["de", "Artikel 3 Jeder hat das Recht auf Leben"],
    ["en", ""],
  ])("%s: one part where there is one", (language, unit) => {
    expect(cut(unit, language)).toEqual([unit]);
  });

  test.each([
    [
      "en",
      ["Decides to continue;", "Urges States to act; requests a report;"],
      ["Urges States to act;", "requests a report;"],
    ],
    ["zh", ["决定继续；", "敦促各国采取行动；请秘书长提出报告；"], ["敦促各国采取行动；", "请秘书长提出报告；"]],
    ["ar", ["تقرر أن تواصل؛", "تحث الدول؛ تطلب تقريرا؛"], ["تحث الدول؛", "تطلب تقريرا؛"]],
  ])("%s: clauses, where units end as clauses do", (language, units, parts) => {
    const { texts, starts } = segmentsOf(units, language);
    expect(texts.slice(starts[1])).toEqual(parts);
  });

  test("sentences, where no more than a few units end as clauses do", () => {
    const units = ["He came; he saw.", "He won.", "They fled.", "It rained.", "It snowed.", "Night fell;"];
    expect(segmentsOf(units, "en").texts).toEqual(units);
  });

  test("parts that are whole, where a semicolon is no end", () => {
    expect(cut("Fish &amp;chips; tea;", "en")).toEqual(["Fish &amp;chips;", "tea;"]);
    expect(cut(";;", "en")).toEqual([";;"]);
  });
});

describe("rows of units", () => {
  const sized = (sizes: readonly number[]) => ({
    texts: sizes.flatMap((size) => Array(size).fill("")),
    starts: Int32Array.from(
      [0, ...sizes],
      (
        (sum) => (size: number) =>
          (sum += size)
      )(0),
    ),
    segments: [],
  });

  test("are as large as the units ask, and no larger", () => {
    const parts = [sized([2, 1, 1]), sized([1, 1, 1, 1])];
    const rows = [
      { from: [0, 0], to: [1, 1] },
      { from: [1, 1], to: [2, 2] },
      { from: [2, 2], to: [3, 3] },
      { from: [3, 3], to: [4, 4] },
    ];
    expect(unitRows(rows, parts).map(({ from, to }) => [from, to])).toEqual([
      [
        [0, 0],
        [1, 2],
      ],
      [
        [1, 2],
        [2, 3],
      ],
      [
        [2, 3],
        [3, 4],
      ],
    ]);
  });

  test("what one side has more stands apart where it may, and units of which nothing is linked stand alone", () => {
    // The first source unit has two parts, the second of them linked with nothing: before it stands a whole target unit.
    const parts = [sized([2, 2]), sized([1, 1])];
    const rows = [
      { from: [0, 0], to: [1, 1] },
      { from: [0, 1], to: [0, 2] },
      { from: [1, 0], to: [2, 0] },
      { from: [2, 0], to: [3, 0] },
      { from: [3, 0], to: [4, 0] },
    ];
    expect(unitRows(rows, parts).map(({ from, to, rows }) => [from, to, rows.length])).toEqual([
      [[0, 0], [1, 1], 2],
      [[1, 1], [1, 2], 1],
      [[1, 2], [2, 2], 2],
    ]);
  });

  test("hold every unit once, and every part of it, whatever is linked", () => {
    const text = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 8 }).map(sized);
    const cuts = fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 }), { maxLength: 60 });
    fc.assert(
      fc.property(fc.tuple(text, text, text), cuts, (parts, sizes) => {
        const at = [0, 0, 0];
        const counts = parts.map(({ texts }) => texts.length);
        const rows = [...sizes, counts].flatMap((size) => {
          const from = [...at];
          size.forEach((own, l) => {
            at[l] = Math.min(counts[l] as number, (at[l] as number) + own);
          });
          return from.some((start, l) => start < (at[l] as number)) ? [{ from, to: [...at] }] : [];
        });
        const made = unitRows(rows, parts);
        const within = (span: { from: readonly number[]; to: readonly number[] }, l: number): number[] =>
          upTo((span.to[l] as number) - (span.from[l] as number)).map((n) => (span.from[l] as number) + n);
        for (const l of upTo(3)) {
          expect(made.flatMap((row) => within(row, l))).toEqual(upTo((parts[l]?.starts.length ?? 1) - 1));
          expect(made.flatMap((row) => row.rows.flatMap((own) => within(own, l)))).toEqual(upTo(counts[l] as number));
        }
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});

test("six languages align though paragraphs were merged, split and dropped in each, and no unit stands in two rows", async () => {
  const documents = (await readDocumentSet(corpus("A-RES-67-189"))).versions.map(({ document }) => document);
  const rows = parallelRows(alignDocuments(documents), documents);
  const languages = [...rows.keys()];
  const pieces = languages.map((language, at) => disturbed(rows.get(language) ?? [], language, 2000 + at));
  const section = Object.fromEntries(
    languages.map((language, l) => [language, (pieces[l] ?? []).map(({ text }) => text)]),
  );
  const [found = []] = alignRows([section], languages);
  for (const [l, language] of languages.entries()) {
    expect(found.flatMap(({ units }) => units[language] ?? [])).toEqual(upTo(pieces[l]?.length ?? 0));
    expect(textsOf(found, language, section[language] ?? [])).toEqual(section[language]?.map(bare));
  }
  const everyone = pieces.flat();
  const scores = upTo(6).flatMap((a) =>
    upTo(a).map((b) => {
      const [source, target] = [pieces[a] ?? [], pieces[b] ?? []];
      const beads = found
        .map(({ units }) => ({ source: units[languages[a] ?? ""] ?? [], target: units[languages[b] ?? ""] ?? [] }))
        .filter((bead) => bead.source.length + bead.target.length > 0);
      return strictF1(beads, source, target, goldBeads(source, target, everyone));
    }),
  );
  // This seed: .958; over three, by pnpm bench:disturbance: .978.
  expect(scores.reduce((sum, score) => sum + score, 0) / scores.length).toBeGreaterThan(0.95);
});

/** The texts of a language's units as their segments hold them, without white space. */
function textsOf(rows: readonly UnitRow[], language: string, units: readonly string[]): string[] {
  const texts = units.map(() => "");
  for (const { segments } of rows.flatMap((row) => row.rows))
    for (const { block, start, end } of segments[language] ?? [])
      texts[block] = `${texts[block]}${units[block]?.slice(start, end)}`;
  return texts.map(bare);
}

const bare = (text: string): string => text.replace(/\s/gu, "");
