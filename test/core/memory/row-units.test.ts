import {
  type Alignment,
  alignDocuments,
  type DocumentSet,
  Memory,
  readDocumentSet,
  type TranslationUnit,
} from "@sextant/core";
import fc from "fast-check";
import { afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import {
  ImpossibleCorrection,
  type UnitCorrection,
} from "../../../packages/core/src/memory/corrections/corrections.ts";
import { correctedInside } from "../../../packages/core/src/memory/corrections/row-units.ts";
import type { WholeRow, WholeUnit } from "../../../packages/core/src/memory/rows/whole-rows.ts";
import { corpus, emptyDatabase } from "../../setup.ts";

const LANGUAGES = ["fr", "en", "zh", "ar"];

const unit = (id: number, variants: Record<string, string>): WholeUnit => ({
  id,
  confidence: 0.5,
  origin: "automatic",
  status: "automatic",
  variants,
});
const ROW: WholeRow = {
  row: { role: "text", confidence: 0.9, origin: "automatic", status: "automatic", blocks: {} },
  units: [
    unit(1, { fr: "Un. Deux.", en: "One.", zh: "一。二。", ar: "واحد." }),
    unit(2, { fr: "Trois 👩‍👧 et quatre.", en: "Two. Three.", ar: "اثنان؟ ثلاثة." }),
    unit(3, { en: "Four.", zh: "三四。" }),
  ],
};
const made = (correction: UnitCorrection, row = ROW): Readonly<Record<string, string>>[] =>
  correctedInside(row, correction).units.map(({ variants }) => variants);

describe("how a row is cut into units", () => {
  test("merge, split and move say what each unit holds, as its language sets sentences", () => {
    expect(made({ action: "merge", position: 0, unit: 1, count: 2 })).toEqual([
      { fr: "Un. Deux. Trois 👩‍👧 et quatre.", en: "One. Two. Three.", zh: "一。二。", ar: "واحد. اثنان؟ ثلاثة." },
      { en: "Four.", zh: "三四。" },
    ]);
    expect(made({ action: "split", position: 0, unit: 1, at: { fr: 3, zh: 2, ar: 5 } }).slice(0, 2)).toEqual([
      { fr: "Un.", zh: "一。", ar: "واحد." },
      { fr: "Deux.", en: "One.", zh: "二。" },
    ]);
    expect(
      made({ action: "move", position: 0, unit: 2, language: "en", to: "before", segments: 1 }).slice(0, 2),
    ).toMatchObject([{ en: "One. Two." }, { en: "Three." }]);
    expect(
      made({ action: "move", position: 0, unit: 2, language: "ar", to: "before", segments: 1 }).slice(0, 2),
    ).toMatchObject([{ ar: "واحد. اثنان؟" }, { ar: "ثلاثة." }]);
    expect(
      made({ action: "move", position: 0, unit: 1, language: "zh", to: "after", segments: 2 }).slice(0, 2),
    ).toEqual([
      { fr: "Un. Deux.", en: "One.", ar: "واحد." },
      { fr: "Trois 👩‍👧 et quatre.", en: "Two. Three.", zh: "一。二。", ar: "اثنان؟ ثلاثة." },
    ]);
  });

  test("what a person has cut is confirmed, and so is the row; the others stay as they were", () => {
    const { row, units } = correctedInside(ROW, { action: "merge", position: 0, unit: 1, count: 2 });
    expect(row.status).toBe("confirmed");
    expect(units).toMatchObject([
      { origin: "corrected", status: "confirmed", confidence: 1 },
      { id: 3, status: "automatic" },
    ]);
  });

  test.each<[UnitCorrection, string]>([
    [{ action: "merge", position: 0, unit: 2, count: 3 }, "only 1 units of row 0 follow unit 2"],
    [{ action: "merge", position: 0, unit: 9, count: 2 }, "has no unit 9; its units are 1, 2, 3"],
    [{ action: "split", position: 0, unit: 1, at: { fr: 40 } }, "unit 1 has 9 characters in fr"],
    [{ action: "split", position: 0, unit: 1, at: {} }, "leaves something on both sides"],
    [{ action: "split", position: 0, unit: 2, at: { fr: 8 } }, "lies inside “👩‍👧”; 6 is before it"],
    [{ action: "split", position: 0, unit: 3, at: { fr: 1 } }, "unit 3 has nothing in fr"],
    [
      { action: "move", position: 0, unit: 1, language: "fr", to: "before", segments: 1 },
      "no unit of row 0 stands before unit 1",
    ],
    [{ action: "move", position: 0, unit: 2, language: "en", to: "after", segments: 3 }, "1 to 2 can be moved"],
  ])("%o is refused with what would be right", (correction, message) => {
    expect(() => made(correction)).toThrow(message);
  });

  test("whatever is cut, each language keeps its text in its order, and no unit is empty", () => {
    const text = (units: readonly WholeUnit[], language: string): string =>
      units
        .map(({ variants }) => variants[language] ?? "")
        .join("")
        .replace(/\s/gu, "");
    const one = fc.record({
      action: fc.constantFrom("merge" as const, "split" as const, "move" as const),
      at: fc.nat(3),
      count: fc.integer({ min: 1, max: 3 }),
      language: fc.constantFrom(...LANGUAGES),
      to: fc.constantFrom("before" as const, "after" as const),
      cuts: fc.dictionary(fc.constantFrom(...LANGUAGES), fc.nat(20)),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), (steps) => {
        let { units } = ROW;
        for (const { action, at, count, language, to, cuts } of steps) {
          // As the memory does, each unit has an id again before the next step.
          const row = { ...ROW, units: units.map((own, id) => ({ ...own, id: id + 1 })) };
          const base = { position: 0, unit: at + 1 };
          try {
            ({ units } = correctedInside(
              row,
              action === "merge"
                ? { action, ...base, count }
                : action === "split"
                  ? { action, ...base, at: cuts }
                  : { action, ...base, language, to, segments: count },
            ));
          } catch (error) {
            if (!(error instanceof ImpossibleCorrection)) throw error;
          }
        }
        for (const language of LANGUAGES) expect(text(units, language)).toBe(text(ROW.units, language));
        expect(units.every(({ variants }) => Object.values(variants).some((own) => own !== ""))).toBe(true);
      }),
    );
  });
});

describe.each(["SQLite", "PostgreSQL"])("units that a person has cut, in %s", (engine) => {
  let set: DocumentSet;
  let memory: Memory;
  let alignment: Alignment;
  const realign = (): Promise<void> =>
    memory.documentSets.save(set, alignDocuments(set.versions.map(({ document }) => document)));
  const texts = (units: readonly TranslationUnit[] | undefined) => units?.map(({ variants }) => variants);

  beforeAll(async () => {
    const whole = await readDocumentSet(corpus("UDHR"));
    set = {
      ...whole,
      versions: whole.versions.filter(({ document }) => ["fr", "en", "ar"].includes(document.language)),
    };
    alignment = alignDocuments(set.versions.map(({ document }) => document));
  });
  beforeEach(async () => {
    memory = await Memory.open(engine === "SQLite" ? ":memory:" : await emptyDatabase(inject("postgres")));
    await memory.documentSets.save(set, alignment);
  });
  afterEach(() => memory.close());

  test("are found as they are now, stay when all is aligned again, and are taken back", async () => {
    const rows = await memory.rows(set.id);
    const position = rows.findIndex(({ units }) => units.length > 1);
    const before = (await memory.rowUnits(set.id, position)) as TranslationUnit[];
    const first = before[0] as TranslationUnit;
    await memory.corrections.make(set.id, { action: "merge", position, unit: first.id, count: 2 });
    const merged = (await memory.rowUnits(set.id, position)) as TranslationUnit[];
    expect(merged).toHaveLength(before.length - 1);
    expect(merged[0]?.variants.fr).toBe(`${first.variants.fr} ${before[1]?.variants.fr}`);
    expect((await memory.rows(set.id, { from: position, limit: 1 }))[0]).toMatchObject({
      status: "confirmed",
      blocks: rows[position]?.blocks,
    });
    expect((await memory.lookup(merged[0]?.variants.fr as string, { from: "fr", to: "en" }))[0]).toMatchObject({
      unit: { id: merged[0]?.id, status: "confirmed" },
    });

    await realign();
    expect(texts(await memory.rowUnits(set.id, position))).toEqual(texts(merged));
    const [cut] = (await memory.rowUnits(set.id, position)) as TranslationUnit[];
    const at = Object.fromEntries(Object.entries(first.variants).map(([language, text]) => [language, text.length]));
    await memory.corrections.make(set.id, { action: "split", position, unit: cut?.id as number, at });
    expect(texts(await memory.rowUnits(set.id, position))).toEqual(texts(before));
    await memory.corrections.undo(set.id);
    expect((await memory.rowUnits(set.id, position))?.[0]).toEqual(cut);
    expect(texts(await memory.rowUnits(set.id, position))).toEqual(texts(merged));
    expect(await memory.rowUnits(set.id, rows.length + 5)).toBeUndefined();
  });

  test("that people decided on stay when their row joins another, and what lacks a language joins its neighbour", async () => {
    const rows = await memory.rows(set.id);
    // Two rows that every language has, of several units in all.
    const position = rows.findIndex(
      ({ units, blocks }, at) =>
        units.length > 1 && [blocks, rows[at + 1]?.blocks ?? {}].every((own) => Object.keys(own).length === 3),
    );
    const unitsAt = async (place: number) => (await memory.rowUnits(set.id, place)) as TranslationUnit[];
    const [own, next] = [await unitsAt(position), await unitsAt(position + 1)];
    const unit = own[0]?.id as number;
    await memory.corrections.make(set.id, {
      action: "edit",
      position,
      unit,
      language: "fr",
      text: "Un texte corrigé à la main.",
    });
    const before = await memory.rows(set.id);
    const edited = (await unitsAt(position))[0] as TranslationUnit;
    const { change } = await memory.corrections.make(set.id, { action: "merge", position, count: 2 });
    const merged = await unitsAt(position);
    expect(merged[0]).toMatchObject({ id: edited.id, version: edited.version, variants: edited.variants });
    const all = (language: string, units: readonly TranslationUnit[]) =>
      units.flatMap(({ variants }) => variants[language] ?? []).join(" ");
    for (const language of ["en", "fr", "ar"])
      expect(all(language, merged)).toBe(all(language, [edited, ...own.slice(1), ...next]));
    expect((await memory.lookup("Un texte corrigé à la main.", { from: "fr", to: "en" }))[0]?.unit.id).toBe(edited.id);
    await memory.corrections.undo(set.id, change);
    expect(await memory.rows(set.id)).toEqual(before);

    // What was edited in a row of one language is a unit with what is joined to it.
    await memory.corrections.make(set.id, { action: "unlink", position, language: "fr" });
    const [lone] = await unitsAt(position + 1);
    const text = "Un autre texte, corrigé.";
    const how = { position: position + 1, unit: lone?.id as number, language: "fr", text };
    await memory.corrections.make(set.id, { action: "edit", ...how });
    await memory.corrections.make(set.id, { action: "merge", position, count: 2 });
    const again = await unitsAt(position);
    expect(all("fr", again)).toContain(text);
    expect(again.find(({ variants }) => variants.fr?.includes(text))?.variants.en).toBeDefined();
  });

  test("of two that say the same, only the one that was edited stays edited when aligned again", async () => {
    const double = {
      ...set,
      versions: set.versions.map((version) => ({
        ...version,
        document: { ...version.document, blocks: [0, 0].flatMap(() => version.document.blocks.slice(0, 20)) },
      })),
    };
    const documents = double.versions.map(({ document }) => document);
    await memory.documentSets.save(double, alignDocuments(documents));
    const units = await Array.fromAsync(memory.units([set.id]));
    const [one, other] = [...Map.groupBy(units, ({ variants }) => JSON.stringify(variants)).values()].find(
      (same) => same.length === 2 && same[0]?.variants.fr,
    ) as [TranslationUnit, TranslationUnit];
    await memory.corrections.make(set.id, {
      action: "edit",
      position: other.paragraph,
      unit: other.id,
      language: "fr",
      text: "Un texte tout autre.",
    });
    await memory.documentSets.save(double, alignDocuments(documents));
    const again = await Array.fromAsync(memory.units([set.id]));
    expect(again.find(({ position }) => position === one.position)?.variants).toEqual(one.variants);
    expect(again.find(({ position }) => position === other.position)?.variants.fr).toBe("Un texte tout autre.");
  });
});
