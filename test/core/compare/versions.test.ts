import { readDocumentSet, readText } from "@sextant/core";
import { compareVersions, type VersionComparison, type VersionEntry } from "@sextant/core/compare";
import { describe, expect, test } from "vitest";
import { random } from "../../random.ts";
import { corpus } from "../../setup.ts";
import { EDITS, type EditKind, falseAlarms, isFound, planted } from "./planted.ts";

const HEAD = "The General Assembly,\n\n";
const PARAGRAPHS: readonly [string, string, string, string, string] = [
  "Recalling its resolution 79/20 of 2 December 2024 on the placement of weapons in outer space,",
  "1. Welcomes the report of the Secretary-General on measures of transparency;",
  "2. Requests all Member States to contribute to the fund. It invites them to report every year;",
  "3. Urges the regional commissions to support the programme of work within existing resources;",
  "4. Decides to remain seized of the matter at its eighty-first session.",
];

function compared(olds: readonly string[], news: readonly string[]): VersionComparison {
  const [old, current] = [olds, news].map((texts) => readText(HEAD + texts.join("\n\n"), { language: "en" }));
  return compareVersions(old as NonNullable<typeof old>, current as NonNullable<typeof current>);
}

/** Entries that are not unchanged, each as `states: old numbers → new numbers`. */
const told = ({ entries }: VersionComparison): string[] =>
  entries
    .filter(({ states }) => states[0] !== "unchanged")
    .map(({ states, old, new: own }) => `${states.join()}: ${numbers(old)} → ${numbers(own)}`);
const numbers = (texts: VersionEntry["old"]): string => texts.map(({ number = "–" }) => number).join("+");
const marked = ({ differences }: VersionEntry): string =>
  differences
    .map(({ kind, text }) => (kind === "same" ? text : kind === "added" ? `{+${text}+}` : `[-${text}-]`))
    .join("");
const replaced = (at: number, ...by: readonly string[]): string[] => PARAGRAPHS.toSpliced(at, 1, ...by);

describe("each state", () => {
  test("a text that says the same in other quotation marks, dashes and spaces is unchanged", () => {
    const { counts } = compared(["It’s called “space” – now."], ['It\'s called "space" — now.']);
    expect(counts).toMatchObject({ unchanged: 2, changed: 0 });
  });

  test("a changed word is marked, and the paragraph keeps its number", () => {
    const comparison = compared(PARAGRAPHS, replaced(4, PARAGRAPHS[4].replace("eighty-first", "eighty-second")));
    expect(told(comparison)).toEqual(["changed: 4 → 4"]);
    const [entry] = comparison.entries.filter(({ states }) => states.includes("changed"));
    expect(marked(entry as VersionEntry)).toBe(
      "Decides to remain seized of the matter at its eighty-[-first-]{+second+} session.",
    );
    expect(comparison.words).toMatchObject({ added: 1, removed: 1 });
  });

  test("a space that the end of a line left behind a dash or a stroke changes nothing", () => {
    const [old, now] = [
      "January–December 2025, for spending/implementation",
      "January– December 2025, for spending/ implementation",
    ];
    const { counts, words } = compared([...PARAGRAPHS, old], [...PARAGRAPHS, now]);
    expect(counts.changed).toBe(0);
    expect(words).toMatchObject({ added: 0, removed: 0 });
  });

  test.each([
    ["a narrow space", "the programme\u202fof work", "the programme of work"],
    ["a space before a mark", "of the Charter , and others ( see below )", "of the Charter, and others (see below)"],
    ["letters that are joined", "eﬃcient oﬃces of signiﬁcant size", "efficient offices of significant size"],
    ["an optional hyphen", "a re\u00adport on the matter", "a report on the matter"],
    ["a bullet", "• Strengthen the offices;", "Strengthen the offices;"],
    ["another bullet", "– Strengthen the offices;", "• Strengthen the offices;"],
    ["a leader", "Part one. Overview ........ 5", "Part one. Overview . . . . . . 7"],
  ])("%s that one format has and the other has not changes nothing", (_, old, now) => {
    const { counts, words } = compared([...PARAGRAPHS, old], [...PARAGRAPHS, now]);
    expect(counts.unchanged).toBe(7);
    expect(words).toMatchObject({ added: 0, removed: 0 });
  });

  test("a bullet, a leader and a space do not hide a word that changed beside them", () => {
    const { counts, words } = compared(
      [...PARAGRAPHS, "• Strengthen the offices , now ....... 5"],
      [...PARAGRAPHS, "Close the offices, now"],
    );
    expect(counts.changed).toBe(1);
    expect(words).toMatchObject({ added: 1, removed: 1 });
  });

  test("what comes in renumbers what follows, and is itself new", () => {
    const comparison = compared(PARAGRAPHS, [
      ...PARAGRAPHS.slice(0, 2),
      "2. Notes with concern that no contribution was received;",
      ...["3", "4", "5"].map((number, at) => (PARAGRAPHS[at + 2] as string).replace(/^\d/, number)),
    ]);
    expect(told(comparison)).toEqual(["new:  → 2", "renumbered: 2 → 3", "renumbered: 3 → 4", "renumbered: 4 → 5"]);
  });

  test("what is dropped stands where it stood", () => {
    const comparison = compared(PARAGRAPHS, PARAGRAPHS.toSpliced(1, 1));
    expect(comparison.entries[2]?.states).toEqual(["dropped"]);
    expect(comparison.counts.dropped).toBe(1);
  });

  test("a paragraph that changed places has moved, and not those that it passed", () => {
    const moved = [PARAGRAPHS[0], ...PARAGRAPHS.slice(2), PARAGRAPHS[1]];
    expect(told(compared(PARAGRAPHS, moved))).toEqual(["moved: 1 → 1"]);
  });

  test("a paragraph may have moved, changed and another number", () => {
    const moved = [
      ...PARAGRAPHS.slice(0, 1),
      ...PARAGRAPHS.slice(2),
      "5. Welcomes the report on measures of transparency;",
    ];
    expect(told(compared(PARAGRAPHS, moved))).toEqual(["changed,moved,renumbered: 1 → 5"]);
  });

  test("a paragraph that became two was split, two that became one were merged", () => {
    const two = ["2. Requests all Member States to contribute to the fund.", "It invites them to report every year;"];
    const split = compared(PARAGRAPHS, replaced(2, ...two));
    expect(told(split)).toEqual(["split: 2 → 2+–"]);
    expect(marked(split.entries.find(({ states }) => states[0] === "split") as VersionEntry)).toBe(
      "Requests all Member States to contribute to the fund. {+¶ +}It invites them to report every year;",
    );
    expect(told(compared(replaced(2, ...two), PARAGRAPHS))).toEqual(["merged: 2+– → 2"]);
  });

  test("a sentence that went elsewhere is marked as moved at both ends", () => {
    const [fund, report] = [
      "2. Requests all Member States to contribute to the fund;",
      "It invites them to report every year;",
    ];
    const comparison = compared(PARAGRAPHS, [
      ...PARAGRAPHS.slice(0, 2),
      fund,
      PARAGRAPHS[3].replace(/;$/, `. ${report}`),
      PARAGRAPHS[4],
    ]);
    const moved = comparison.entries.flatMap(({ differences }) => differences).filter((piece) => piece.moved);
    expect(moved.map(({ kind }) => kind)).toEqual(["removed", "added"]);
  });

  test("a number that one reader left in the text is no difference", () => {
    const document = (text: string, number?: string) => ({
      ...readText(HEAD, { language: "en" }),
      blocks: [{ role: "text" as const, text, ...(number && { number }) }],
    });
    const { counts } = compareVersions(
      document("1. Report of the Committee"),
      document("Report of the Committee", "1"),
    );
    expect(counts).toMatchObject({ unchanged: 1, changed: 0, renumbered: 0 });
  });

  test("cells of a table whose figures change are changed, column by column", () => {
    const table = (figure: string) => ({
      ...readText(HEAD, { language: "en" }),
      blocks: ["Posts", figure, "Travel", "17"].map((text, at) => ({
        role: "table-cell" as const,
        text,
        cell: { table: 0, row: at >> 1, column: at % 2 },
      })),
    });
    expect(told(compareVersions(table("1 204"), table("1 310")))).toEqual(["changed: – → –"]);
  });
});

test("documents in two languages are no two versions", () => {
  const [english, french] = ["The text.", "Le texte."].map((text, at) =>
    readText(text, { language: at ? "fr" : "en" }),
  );
  expect(() => compareVersions(english as any, french as any)).toThrow(
    new RangeError("two versions are in one language, not in en and fr"),
  );
});

describe("edits planted in the bundled corpus, in six languages", async () => {
  const sets = await Promise.all(["A-RES-67-189", "UDHR"].map((id) => readDocumentSet(corpus(id))));
  const documents = sets.flatMap(({ versions }, at) =>
    versions.map(({ document }) => {
      const others = sets[1 - at]?.versions ?? [];
      const other = others.find((version) => version.document.language === document.language)?.document;
      return { document, other: other ?? document };
    }),
  );

  test.each([
    { times: 1, name: "each by itself", least: 0.98, rounds: 4 },
    { times: 3, name: "crowded, half of all paragraphs", least: 0.95, rounds: 2 },
  ])("are found, $name, and nothing is told of what nobody touched", ({ times, least, rounds }) => {
    const tally = new Map<EditKind, { found: number; all: number }>(EDITS.map((kind) => [kind, { found: 0, all: 0 }]));
    let [alarms, blocks] = [0, 0];
    for (const [seed, { document, other }] of documents.entries())
      for (let round = 0; round < rounds; round++) {
        const own = planted(document, other, random(100 * seed + round), times);
        const comparison = compareVersions(document, own.document);
        for (const edit of own.edits) {
          const count = tally.get(edit.kind) as { found: number; all: number };
          count.all++;
          if (isFound(comparison, edit)) count.found++;
        }
        alarms += falseAlarms(comparison, own).length;
        blocks += document.blocks.length;
      }
    for (const [kind, { found, all }] of tally) {
      expect(all, kind).toBeGreaterThanOrEqual(6 * rounds);
      expect(found / all, kind).toBeGreaterThanOrEqual(least);
    }
    expect(alarms / blocks).toBeLessThan(0.005);
  });

  test("a document is unchanged beside itself, and what came in is what goes out the other way", () => {
    for (const [seed, { document, other }] of documents.entries()) {
      expect(compareVersions(document, document).counts.unchanged).toBe(document.blocks.length + document.notes.length);
      const { document: edited } = planted(document, other, random(seed));
      const [there, back] = [compareVersions(document, edited), compareVersions(edited, document)];
      expect([there.counts.new, there.counts.dropped]).toEqual([back.counts.dropped, back.counts.new]);
      expect([there.counts.split, there.counts.merged]).toEqual([back.counts.merged, back.counts.split]);
    }
  });
});
