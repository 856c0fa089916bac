import { type ImportedUnit, Memory } from "@sextant/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { differences } from "../../../packages/core/src/memory/lookup/differences.ts";
import { repair } from "../../../packages/core/src/memory/lookup/repair.ts";
import { emptyDatabase } from "../../setup.ts";

async function* units(
  texts: readonly (Record<string, string> & { confidence?: never })[],
  more: Partial<ImportedUnit> = {},
): AsyncGenerator<ImportedUnit> {
  for (const variants of texts)
    yield { role: "text", confidence: 1, origin: "imported", unofficial: [], variants, ...more };
}
const about = (id: string) => ({ id, symbol: id, source: "test", fingerprint: id });

describe.each(["SQLite", "PostgreSQL"])("lookup in a memory in %s", (engine) => {
  let memory: Memory;
  beforeAll(async () => {
    memory = await Memory.open(engine === "SQLite" ? ":memory:" : await emptyDatabase(inject("postgres")));
    await memory.documentSets.import(
      about("a"),
      units([
        { en: "Opening.", fr: "Ouverture." },
        { en: "Takes note of the report.", fr: "Prend note du rapport." },
        {
          en: "Recalling its resolution 66/181 of 19 December 2011,",
          fr: "Rappelant sa résolution 66/181 du 19 décembre 2011,",
          ar: "وإذ تشير إلى قرارها ٦٦/١٨١ المؤرخ ١٩ كانون الأول/ديسمبر ٢٠١١،",
        },
        { en: "Takes note of the report.", fr: "Prend acte du rapport." },
        { en: "Closing.", fr: "Clôture." },
        { en: "Takes note of the report.", fr: "Prend note du rapport." },
      ]),
    );
    await memory.documentSets.import(
      about("doubtful"),
      units([{ en: "Decides to remain seized.", fr: "Décide de rester saisie." }], {
        confidence: 0.6,
        origin: "automatic",
      }),
    );
  });
  afterAll(() => memory.close());

  test("knows the longest parts of a text of which it knows nothing like the whole, and where", async () => {
    const text =
      "The Assembly, recalling its resolution 66/181, decides to remain seized and takes note of the budget.";
    const parts = await memory.subsegments(text, { from: "en", to: "fr" });
    expect(parts.map((part) => part.text)).toEqual([
      "recalling its resolution 66/181",
      "decides to remain seized",
      "takes note of the",
    ]);
    for (const { start, end, text: part, units } of parts) {
      expect(text.slice(start, end)).toBe(part);
      for (const unit of units) expect(unit.variants.en?.toLowerCase()).toContain(part.toLowerCase());
      expect(units[0]?.variants.fr).toBeTruthy();
    }
    expect(await memory.subsegments(text, { from: "en", to: "zh" })).toEqual([]);
    expect((await memory.subsegments(text, { from: "en", to: "ar" })).map((part) => part.text)).toEqual([
      "recalling its resolution 66/181",
    ]);
    expect(await memory.subsegments("", { from: "en", to: "fr" })).toEqual([]);
    expect((await memory.subsegments(text, { from: "en", to: "fr", least: 6 })).length).toBe(0);
    expect(
      (await memory.subsegments(text, { from: "en", to: "fr", least: 4, limit: 1 })).map(({ units }) => units.length),
    ).toEqual([1, 1, 1]);
  });

  test("does not offer two words of which one only joins as a known part", async () => {
    const parts = async (text: string) =>
      (await memory.subsegments(text, { from: "en", to: "fr" })).map((part) => part.text);
    expect(await parts("Nobody spoke of the report that day.")).toEqual(["of the report"]);
    expect(await parts("It recalls the report.")).toEqual([]);
  });

  test("offers every variant once, with how often it was said", async () => {
    const found = await memory.lookup("takes note  of the report.", { from: "en", to: "fr" });
    expect(found.map(({ score, kind, target, occurrences }) => [score, kind, target, occurrences])).toEqual([
      [100, "exact", "Prend note du rapport.", 2],
      [100, "exact", "Prend acte du rapport.", 1],
    ]);
  });

  test("prefers the same context; a neighbour that is not known does not count against", async () => {
    const scores = async (neighbours: { before?: string; after?: string }) =>
      (await memory.lookup("Takes note of the report.", { from: "en", to: "fr", ...neighbours })).map(
        ({ score, target }) => [score, target],
      );
    expect(await scores({ before: "Opening." })).toEqual([
      [101, "Prend note du rapport."],
      [100, "Prend acte du rapport."],
    ]);
    expect(await scores({ after: "closing." })).toEqual([
      [101, "Prend acte du rapport."],
      [100, "Prend note du rapport."],
    ]);
    expect((await scores({ before: "Opening.", after: "Closing." }))[0]?.[0]).toBe(100);
  });

  test("puts numbers and symbols right, in the digits of the translation, and says that it did", async () => {
    const asked = "Recalling its resolution 65/232 of 21 December 2010,";
    expect(await memory.lookup(asked, { from: "en", to: "fr" })).toMatchObject([
      {
        score: 99,
        kind: "repaired",
        target: "Rappelant sa résolution 65/232 du 21 décembre 2010,",
        penalties: [{ reason: "repaired", points: 1 }],
      },
    ]);
    expect((await memory.lookup(asked, { from: "en", to: "ar" }))[0]?.target).toBe(
      "وإذ تشير إلى قرارها ٦٥/٢٣٢ المؤرخ ٢١ كانون الأول/ديسمبر ٢٠١٠،",
    );
    expect(repaired("Article 5", "Article 4", "Quatrième article")).toEqual([
      { written: "4", asked: "5", reason: "missing" },
    ]);
    expect(repaired("7 of 9", "1 of 2", "2, dont 1")).toBe("9, dont 7");
  });

  test("reads and writes Chinese numerals, and takes them for numbers", async () => {
    await memory.documentSets.import(
      about("zh"),
      units([{ zh: "根据第十二条和第三条，", en: "In accordance with articles 12 and 3," }]),
    );
    expect(await memory.lookup("根据第二十一条和第四条，", { from: "zh", to: "en" })).toMatchObject([
      { kind: "repaired", score: 99, target: "In accordance with articles 21 and 4," },
    ]);
    expect(await memory.lookup("In accordance with articles 105 and 7,", { from: "en", to: "zh" })).toMatchObject([
      { kind: "repaired", target: "根据第一百零五条和第七条，" },
    ]);
  });

  test("asks the memories that are named, and takes points off for rank, variant and what is not confirmed", async () => {
    const asked = "A text that two memories hold.";
    const fr = (of: string) => [{ en: asked, fr: `Un texte de ${of}.` }];
    await memory.documentSets.import(
      { ...about("glossary"), memory: "Terms" },
      units(fr("Terms"), { tags: { en: "en-US" } }),
    );
    await memory.documentSets.import({ ...about("old"), memory: "Old" }, units(fr("Old"), { status: "confirmed" }));
    await memory.memories.rank("Old", 3);
    const scores = async (options = {}, tag = "en") =>
      (await memory.lookup(asked, { from: tag, to: "fr", ...options })).map(({ score, unit: { memory: name } }) => [
        name,
        score,
      ]);
    expect(await scores()).toEqual([
      ["Terms", 100],
      ["Old", 98],
    ]);
    expect(await scores({}, "en-GB")).toEqual([
      ["Terms", 99],
      ["Old", 98],
    ]);
    expect(await scores({ penalties: { unconfirmed: 5, rank: 0 } })).toEqual([
      ["Old", 100],
      ["Terms", 95],
    ]);
    expect(await scores({ memories: ["Old"] })).toEqual([["Old", 98]]);
    expect(await scores({ memories: ["none"] })).toEqual([]);
    const hits = await memory.concordance("two memories", "en", { memories: ["Terms"] });
    expect(hits.hits.map(({ unit }) => unit.memory)).toEqual(["Terms"]);
    expect(await memory.memories.list()).toMatchObject([
      { name: "Terms", rank: 1, documentSets: 1, units: 1 },
      { name: "main", rank: 1 },
      { name: "Old", rank: 3, documentSets: 1 },
    ]);
    await memory.documentSets.import(about("old"), units(fr("Old"), { status: "confirmed" }));
    expect(await scores({ memories: ["Old"] }), "imported again, it stays where it was").toEqual([["Old", 98]]);
    for (const name of ["main", "Terms"]) await memory.memories.rank(name, 3);
    expect(await scores({ memories: ["Old"] }), "none is better than the best that there is").toEqual([["Old", 100]]);
    expect(await memory.memories.assign("old", "Terms")).toBe(true);
    expect(await memory.memories.assign("nothing", "Terms")).toBe(false);
    expect(await scores({ memories: ["Old"] })).toEqual([]);
    await expect(memory.memories.rank("Old", 0)).rejects.toThrow("a rank is a whole number from 1 to 100, not 0");
    await expect(memory.memories.rank("a,b", 1)).rejects.toThrow("“a,b” is no name of a memory");
    await memory.removals.remove("old");
    await memory.removals.remove("glossary");
  });

  test("takes points off for an alignment that is not sure, and leaves out what falls below", async () => {
    expect(await memory.lookup("Decides to remain seized.", { from: "en", to: "fr" })).toMatchObject([
      { score: 92, kind: "exact", penalties: [{ reason: "confidence", points: 8 }] },
    ]);
    expect(await memory.lookup("Decides to remain seized.", { from: "en", to: "fr", threshold: 95 })).toEqual([]);
    await expect(memory.lookup("x", { from: "en", to: "fr", threshold: 40 })).rejects.toThrow(/between 50 and 100/);
  });

  test("knows what has changed since the index was built", async () => {
    await memory.documentSets.import(about("later"), units([{ en: "A new thing.", fr: "Une chose nouvelle." }]));
    expect(await memory.lookup("A new thing.", { from: "en", to: "fr" })).toHaveLength(1);
    await memory.documentSets.import(about("later"), units([{ en: "Another.", fr: "Une autre." }]));
    expect(await memory.lookup("A new thing.", { from: "en", to: "fr" })).toEqual([]);
  });

  test("an import that fails on its way leaves what was there", async () => {
    async function* broken(): AsyncGenerator<ImportedUnit> {
      yield* units([{ en: "Half.", fr: "Demi." }]);
      throw new Error("the disk is gone");
    }
    await expect(memory.documentSets.import(about("a"), broken())).rejects.toThrow("the disk is gone");
    expect(await memory.lookup("Half.", { from: "en", to: "fr" })).toEqual([]);
    expect(await memory.lookup("Closing.", { from: "en", to: "fr" })).toHaveLength(1);
  });
});

/** A translation with the numbers of a text, in languages that are not known. */
const repaired = (asked: string, source: string, target: string) =>
  repair({ asked: [asked, "und"], source: [source, "und"], target: [target, "und"] });

test("differences put together again are the two texts", () => {
  const text = fc
    .array(fc.constantFrom("the ", "States", ", ", "66/181 ", "l’", "犯罪", "、", "وإذ "), { maxLength: 12 })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, text, (from, to) => {
      const parts = differences(from, to);
      const joined = (...kinds: string[]) =>
        parts
          .filter(({ kind }) => kinds.includes(kind))
          .map((part) => part.text)
          .join("");
      expect(joined("same", "removed").trim()).toBe(from.trim());
      expect(joined("same", "added").replace(/\s+/g, "")).toBe(to.replace(/\s+/g, ""));
    }),
  );
});

test.each([
  ["ذهبَ الطَّالبُ إلى المدرسةِ", "ذهب الطالب إلى المدرسة", [["same", "ذهبَ الطَّالبُ إلى المدرسةِ"]]],
  [
    "The AGENDA",
    "the agenda of today",
    [
      ["same", "The AGENDA"],
      ["added", " of today"],
    ],
  ],
  [
    "Die Straße 5",
    "die strasse 6",
    [
      ["same", "Die Straße "],
      ["removed", "5"],
      ["added", "6"],
    ],
  ],
])("what is the same in another form is shown as it is stored: %s", (from, to, expected) => {
  expect(differences(from, to).map(({ kind, text }) => [kind, text])).toEqual(expected);
});
