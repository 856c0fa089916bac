import {
  type Alignment,
  alignDocuments,
  type Correction,
  type DocumentSet,
  Memory,
  readDocumentSet,
  type StoredRow,
} from "@sextant/core";
import fc from "fast-check";
import { afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { ImpossibleCorrection, type RowCorrection } from "../../../packages/core/src/memory/corrections/corrections.ts";
import { type Cells, corrected } from "../../../packages/core/src/memory/corrections/row-blocks.ts";
import { corpus, emptyDatabase } from "../../setup.ts";

const LANGUAGES = ["fr", "en", "ar"];

const rowCorrection = (rows: number): fc.Arbitrary<RowCorrection> => {
  const position = fc.nat(rows);
  const language = fc.constantFrom(...LANGUAGES);
  return fc.oneof(
    fc.record({ action: fc.constant("merge" as const), position, count: fc.integer({ min: 2, max: 3 }) }),
    fc.record({
      action: fc.constant("split" as const),
      position,
      at: fc.dictionary(language, fc.nat(2), { maxKeys: 3 }),
    }),
    fc.record({
      action: fc.constant("move" as const),
      position,
      language,
      to: fc.constantFrom("before" as const, "after" as const),
      blocks: fc.integer({ min: 1, max: 2 }),
    }),
    fc.record({ action: fc.constant("unlink" as const), position, language }),
    fc.record({ action: fc.constant("link" as const), position, other: fc.nat(rows) }),
  );
};

const correction = (rows: number): fc.Arbitrary<Correction> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.record({ action: fc.constantFrom("confirm", "reject"), position: fc.nat(rows) }) },
    { weight: 5, arbitrary: rowCorrection(rows) },
  );

describe("corrections of rows", () => {
  const ROWS: Cells[] = [
    { fr: [0], en: [0], ar: [0] },
    { fr: [1, 2], en: [1] },
    { fr: [3], en: [2, 3], ar: [1, 2] },
    { ar: [3] },
    { fr: [4], en: [4], ar: [4] },
  ];
  const made = (rows: readonly Cells[], what: RowCorrection): Cells[] =>
    corrected(rows, what).map(({ cells }) => cells);

  test("merge, split, move, unlink and link say where each block goes", () => {
    expect(made(ROWS, { action: "merge", position: 1, count: 2 })[1]).toEqual({
      fr: [1, 2, 3],
      en: [1, 2, 3],
      ar: [1, 2],
    });
    expect(made(ROWS, { action: "split", position: 2, at: { fr: 1, en: 1, ar: 1 } }).slice(2, 4)).toEqual([
      { fr: [3], en: [2], ar: [1] },
      { en: [3], ar: [2] },
    ]);
    expect(made(ROWS, { action: "move", position: 2, language: "ar", to: "before", blocks: 1 }).slice(1, 3)).toEqual([
      { fr: [1, 2], en: [1], ar: [1] },
      { fr: [3], en: [2, 3], ar: [2] },
    ]);
    expect(made(ROWS, { action: "unlink", position: 0, language: "en" }).slice(0, 2)).toEqual([
      { fr: [0], ar: [0] },
      { en: [0] },
    ]);
    expect(made(ROWS, { action: "link", position: 1, other: 3 })).toEqual([
      { fr: [0], en: [0], ar: [0] },
      { fr: [1, 2], en: [1], ar: [3] },
      { fr: [3], en: [2, 3], ar: [1, 2] },
      { fr: [4], en: [4], ar: [4] },
    ]);
  });

  test("what cannot be done is said with what could be", () => {
    expect(() => made(ROWS, { action: "merge", position: 4, count: 2 })).toThrow("there is no row 5; rows are 0 to 4");
    expect(() => made(ROWS, { action: "unlink", position: 1, language: "ar" })).toThrow("row 1 has nothing in ar");
    expect(() => made(ROWS, { action: "unlink", position: 3, language: "ar" })).toThrow("nothing but ar");
    expect(() => made(ROWS, { action: "split", position: 1, at: { fr: 3 } })).toThrow("has 2 blocks in fr");
    expect(() => made(ROWS, { action: "split", position: 0, at: {} })).toThrow("leaves something on both sides");
    expect(() => made(ROWS, { action: "move", position: 0, language: "fr", to: "after", blocks: 2 })).toThrow(
      "no other number",
    );
  });

  test("whatever is corrected, every block stays in exactly one row", () => {
    fc.assert(
      fc.property(fc.array(rowCorrection(5), { maxLength: 8 }), (corrections) => {
        let rows: Cells[] = ROWS;
        for (const one of corrections) {
          try {
            rows = made(rows, one);
          } catch (error) {
            if (!(error instanceof ImpossibleCorrection)) throw error;
          }
        }
        for (const language of LANGUAGES) {
          const units = rows.flatMap((row) => row[language] ?? []);
          expect([...units].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
        }
        for (const row of rows) expect(Object.values(row).every((units) => units.length > 0)).toBe(true);
      }),
    );
  });
});

describe.each(["SQLite", "PostgreSQL"])("a document set in a memory in %s", (engine) => {
  let set: DocumentSet;
  let alignment: Alignment;
  let memory: Memory;
  const texts = (row: StoredRow | undefined): Record<string, string[]> =>
    Object.fromEntries(
      Object.entries(row?.blocks ?? {}).map(([language, list]) => [language, list.map(({ text }) => text)]),
    );
  const all = (): Promise<StoredRow[]> => memory.rows(set.id);
  const documents = () => set.versions.map(({ document }) => document);

  beforeAll(async () => {
    const whole = await readDocumentSet(corpus("UDHR"));
    set = { ...whole, versions: whole.versions.filter(({ document }) => LANGUAGES.includes(document.language)) };
    alignment = alignDocuments(documents());
  });
  beforeEach(async () => {
    memory = await Memory.open(engine === "SQLite" ? ":memory:" : await emptyDatabase(inject("postgres")));
    await memory.saveDocumentSet(set, alignment);
  });
  afterEach(() => memory.close());

  test("a correction changes its rows, is kept as settled, and is taken back whole", async () => {
    const before = await all();
    const { change, rows } = await memory.corrections.make(set.id, { action: "merge", position: 10, count: 2 });
    const now = rows.find(({ position }) => position === 10);
    expect(now).toMatchObject({ position: 10, origin: "corrected", status: "confirmed" });
    expect(texts(now).fr).toEqual([...(texts(before[10]).fr ?? []), ...(texts(before[11]).fr ?? [])]);
    const after = await all();
    expect(after).toHaveLength(before.length - 1);
    expect(after.map(({ position }) => position)).toEqual(after.map((_, at) => at));
    expect(texts(after[11])).toEqual(texts(before[12]));
    expect(after[11]?.units).toEqual(before[12]?.units);
    expect(await memory.corrections.changes(set.id)).toMatchObject([{ id: change }]);

    expect((await memory.corrections.undo(set.id))?.correction).toEqual({ action: "merge", position: 10, count: 2 });
    expect(await all()).toEqual(before);
    expect(await memory.corrections.changes(set.id)).toEqual([]);
    expect(await memory.corrections.undo(set.id)).toBeUndefined();
  });

  /** Rows that a correction speaks of. */
  const spokenOf = (one: RowCorrection): number[] => {
    if (one.action === "merge") return Array.from({ length: one.count }, (_, at) => one.position + at);
    if (one.action === "link") return [one.position, one.other];
    return one.action === "move" ? [one.position, one.position + (one.to === "before" ? -1 : 1)] : [one.position];
  };

  test("rows that a correction does not speak of stay what they are, and what it leaves alone is not sure", async () => {
    const before = await all();
    const isWhole = ({ blocks }: StoredRow): boolean => Object.keys(blocks).length === LANGUAGES.length;
    const known = new Set(before.map(({ version }) => version));
    await fc.assert(
      fc.asyncProperty(rowCorrection(before.length - 1), async (one) => {
        try {
          await memory.corrections.make(set.id, one);
        } catch (error) {
          if (error instanceof ImpossibleCorrection) return;
          throw error;
        }
        const spoken = new Set(spokenOf(one));
        const after = await all();
        const versions = new Set(after.map(({ version }) => version));
        for (const row of before) {
          // What a move leaves may find a place in a row beside it that is not sure.
          const isSteady = one.action !== "move" || (row.confidence >= 0.9 && isWhole(row));
          if (!spoken.has(row.position) && isSteady) expect(versions.has(row.version)).toBe(true);
        }
        for (const row of after)
          if (!known.has(row.version) && row.origin === "automatic" && !isWhole(row))
            expect(row.confidence).toBeLessThanOrEqual(0.5);
        await memory.corrections.undo(set.id);
        expect(await all()).toEqual(before);
      }),
      { numRuns: 40 },
    );
  });

  test("a row that is linked across others tears them apart neither now nor when all is aligned again", async () => {
    const before = await all();
    const isWhole = ({ blocks }: StoredRow): boolean => Object.keys(blocks).length === LANGUAGES.length;
    const position = before.findIndex((_, at) => at > 4 && before.slice(at, at + 5).every(isWhole));
    await memory.corrections.make(set.id, { action: "unlink", position, language: "ar" });
    await memory.corrections.make(set.id, { action: "unlink", position: position + 5, language: "ar" });
    await memory.corrections.make(set.id, { action: "link", position, other: position + 6 });
    const between = before.slice(position + 1, position + 4).map(texts);
    const linked = await all();
    expect(linked.map(texts)).toEqual(expect.arrayContaining(between));
    const { fixed } = await memory.corrections.settled(set.id, documents());
    await memory.saveDocumentSet(set, alignDocuments(documents(), { fixed }));
    expect((await all()).map(texts)).toEqual(expect.arrayContaining([...between, texts(linked[position])]));
  });

  test("an alignment does not take the place of other texts that were kept under its id meanwhile", async () => {
    const before = await all();
    const short = documents().map((document) => ({ ...document, blocks: document.blocks.slice(0, 2) }));
    const other = { ...set, fingerprint: "of other texts", over: { fingerprint: undefined } };
    await expect(memory.saveDocumentSet(other, alignDocuments(short))).rejects.toMatchObject({ code: "id-taken" });
    expect(await all()).toEqual(before);
  });

  test("a correction that was planned is not made of rows that were changed meanwhile", async () => {
    const merge = { action: "merge", position: 10, count: 2 } as const;
    const plan = await memory.corrections.plan(set.id, merge, {});
    await memory.corrections.make(set.id, { action: "confirm", position: 11 });
    const now = await all();
    expect(await memory.corrections.carryOut(set.id, merge, {}, plan)).toBeUndefined();
    expect(await all()).toEqual(now);
    expect((await memory.corrections.make(set.id, merge)).rows[0]).toMatchObject({ position: 10, status: "confirmed" });
  });

  test("a drift is mended by one correction, up to the rows that are sure", async () => {
    const right = alignDocuments(documents());
    const isSimple = (at: number): boolean =>
      LANGUAGES.every((language) => right.rows[at]?.units[language]?.length === 1);
    const from = right.rows.findIndex((_, at) => at > 20 && [0, 1, 2, 3, 4].every((next) => isSimple(at + next)));
    // The Arabic of four rows stands a row too low; the fifth holds two paragraphs of it.
    const drifted = right.rows.map((row, at) => {
      const step = at - from;
      if (step < 0 || step > 4) return row;
      const { ar: _, ...units } = row.units;
      const before = step > 0 ? (right.rows[at - 1]?.units.ar ?? []) : [];
      const arabic = [...before, ...(step === 4 ? (row.units.ar ?? []) : [])];
      return { ...row, units: { ...units, ...(arabic.length > 0 && { ar: arabic }) }, confidence: 0.5, rows: [] };
    });
    await memory.saveDocumentSet(set, { ...right, rows: drifted });
    expect((await all()).map(texts)[from]).not.toHaveProperty("ar");
    await memory.corrections.make(set.id, {
      action: "move",
      position: from + 1,
      language: "ar",
      to: "before",
      blocks: 1,
    });
    const mended = await all();
    await memory.saveDocumentSet(set, right);
    expect(mended.map(texts)).toEqual((await all()).map(texts));
    expect(mended.filter(({ status }) => status === "confirmed").map(({ position }) => position)).toEqual([from]);
  });

  test("a settled row is moved by no later run, however sure the aligner is of another", async () => {
    await memory.corrections.make(set.id, { action: "move", position: 30, language: "ar", to: "after", blocks: 1 });
    await memory.corrections.make(set.id, { action: "reject", position: 40 });
    const settled = (await all()).filter(({ status }) => status !== "automatic").map(texts);
    expect(settled).toHaveLength(2);
    const { fixed, lost } = await memory.corrections.settled(set.id, documents());
    expect([fixed.length, lost]).toEqual([1, 0]);
    await memory.saveDocumentSet(set, alignDocuments(documents(), { fixed }));
    const again = await all();
    expect(again.filter(({ status }) => status !== "automatic").map(texts)).toEqual(settled);
    // Other texts: what is no longer there is counted, not kept.
    const [first, ...others] = documents();
    const shorter = { ...(first as (typeof others)[number]), blocks: first?.blocks.slice(0, 10) ?? [] };
    expect((await memory.corrections.settled(set.id, [shorter, ...others])).lost).toBe(1);
  });

  test("aligning anew keeps the history, and what was done before it is taken back after it", async () => {
    const before = await all();
    const { position, units } = before.find(
      (row, at) => at > 4 && row.units.length === 1 && row.blocks.fr,
    ) as StoredRow;
    const edit = { position, unit: units[0] as number, language: "fr", text: "Tout autre chose." };
    await memory.corrections.make(set.id, { action: "confirm", position: 2 });
    await memory.corrections.make(set.id, { action: "edit", ...edit });
    await memory.corrections.make(set.id, { action: "merge", position: 30, count: 2 });
    await memory.corrections.make(set.id, { action: "reject", position: 40 });
    const history = await memory.corrections.changes(set.id);
    for (let again = 0; again < 2; again++) {
      const { fixed } = await memory.corrections.settled(set.id, documents());
      await memory.saveDocumentSet(set, alignDocuments(documents(), { fixed }));
    }
    expect(await memory.corrections.changes(set.id)).toEqual(history);
    for (const { id } of history.toReversed()) expect((await memory.corrections.undo(set.id, id))?.id).toBe(id);
    expect((await all()).map((row) => [row.status, texts(row)])).toEqual(before.map((row) => [row.status, texts(row)]));
    const [unit] = (await all())[position]?.units ?? [];
    expect((await memory.unit(unit as number))?.variants.fr).not.toBe(edit.text);
  });

  test("a text that is edited is found as it is now, is kept when all is aligned again, and is taken back", async () => {
    const before = await memory.rows(set.id);
    const { position, units } = before.find((row) => row.units.length === 1 && row.blocks.fr) as StoredRow;
    const unit = units[0] as number;
    const was = (await memory.unit(unit))?.variants.fr as string;
    const edit = {
      action: "edit",
      position,
      unit,
      language: "fr",
      text: " Un texte que personne n’a écrit. ",
    } as const;
    await memory.corrections.make(set.id, edit);
    const now = await memory.unit(unit);
    expect(now).toMatchObject({
      id: unit,
      status: "confirmed",
      origin: "corrected",
      variants: { fr: "Un texte que personne n’a écrit." },
      original: { fr: was },
      properties: [{ kind: "attribute", name: "changedate", value: expect.stringMatching(/^\d{8}T\d{6}Z$/) }],
    });
    expect((await memory.lookup("Un texte que personne n’a écrit.", "fr", "en"))[0]?.score).toBe(100);
    expect((await memory.concordance("personne n'a écrit", "fr")).total).toBe(1);
    const [row] = await memory.rows(set.id, { from: position, limit: 1 });
    expect(row?.blocks.fr?.[0]?.text).toContain(was);
    expect(row?.edited).toEqual({ fr: "Un texte que personne n’a écrit." });
    await memory.saveDocumentSet(set, alignDocuments(set.versions.map(({ document }) => document)));
    const kept = (await memory.lookup("Un texte que personne n’a écrit.", "fr", "en"))[0]?.unit;
    expect(kept).toMatchObject({ origin: "corrected", status: "confirmed", original: { fr: was } });
    expect(kept?.properties).toEqual(now?.properties);

    await memory.corrections.make(set.id, { ...edit, unit: kept?.id as number, text: "Encore un autre." });
    expect(await memory.unit(kept?.id as number)).toMatchObject({ original: { fr: was } });
    await memory.corrections.undo(set.id);
    expect((await memory.lookup("Un texte que personne n’a écrit.", "fr", "en"))[0]?.score).toBe(100);
    await expect(memory.corrections.make(set.id, { ...edit, unit: kept?.id as number, text: " " })).rejects.toThrow(
      "reject the unit instead",
    );
    await expect(
      memory.corrections.make(set.id, { ...edit, unit: kept?.id as number, language: "de", text: "x" }),
    ).rejects.toThrow("has nothing in de");
  });

  test("what is rejected is not looked up, not searched and not exported", async () => {
    const [match] = await memory.lookup("Article premier", "fr", "en", { threshold: 100 });
    const position = match?.unit.paragraph as number;
    const total = (await memory.concordance("Article premier", "fr")).total;
    await memory.corrections.make(set.id, { action: "reject", position, unit: match?.unit.id as number });
    expect(
      (await memory.lookup("Article premier", "fr", "en", { threshold: 100 })).map(({ unit }) => unit.id),
    ).not.toContain(match?.unit.id);
    expect((await memory.concordance("Article premier", "fr")).total).toBe(total - 1);
    const exported = await Array.fromAsync(memory.units([set.id]));
    expect(exported.map(({ id }) => id)).not.toContain(match?.unit.id);
    const isBack = async (): Promise<boolean> => {
      const found = await memory.lookup("Article premier", "fr", "en", { threshold: 100 });
      expect((await memory.concordance("Article premier", "fr")).total).toBe(total);
      return found.some(({ unit }) => unit.id === match?.unit.id);
    };
    await memory.corrections.undo(set.id);
    expect(await isBack()).toBe(true);
    await memory.corrections.make(set.id, { action: "reject", position, unit: match?.unit.id as number });
    await memory.corrections.make(set.id, { action: "confirm", position, unit: match?.unit.id as number });
    expect(await isBack()).toBe(true);
  });

  test("a change within the span of a newer one is taken back after it, and the refusal says which that is", async () => {
    const before = await all();
    const position = before.findIndex(({ blocks }, at) => at > 10 && Object.keys(blocks).length > 1);
    const language = Object.keys(before[position]?.blocks ?? {})[0] as string;
    const unlink = await memory.corrections.make(set.id, { action: "unlink", position, language });
    const link = await memory.corrections.make(set.id, { action: "link", position: 5, other: 80 });
    const now = await all();
    await expect(memory.corrections.undo(set.id, unlink.change)).rejects.toMatchObject({
      code: "stale-version",
      message: expect.stringContaining(`; change ${link.change} is taken back first`),
    });
    expect(await all()).toEqual(now);
    expect((await memory.corrections.undo(set.id, link.change))?.id).toBe(link.change);
    expect((await memory.corrections.undo(set.id, unlink.change))?.id).toBe(unlink.change);
    expect(await all()).toEqual(before);
    expect(await memory.corrections.changes(set.id)).toEqual([]);
  });

  test.each([80, 5])(
    "a link is taken back around rows that were confirmed or edited since, from row %i on",
    async (position) => {
      const before = await all();
      const early = await memory.corrections.make(set.id, { action: "confirm", position: 30 });
      const link = await memory.corrections.make(set.id, { action: "link", position, other: 85 - position });
      const [row] = (await all()).filter((one) => one.id === before[20]?.id) as [StoredRow];
      const late = await memory.corrections.make(set.id, { action: "confirm", position: row.position });
      const edit = { position: row.position, unit: row.units[0] as number, language: "fr", text: "Tout autre chose." };
      await memory.corrections.make(set.id, { action: "edit", ...edit });
      await memory.corrections.undo(set.id, early.change);
      const said = (rows: readonly StoredRow[]) => rows.find(({ id }) => id === row.id)?.edited;
      const edited = said(await all());
      expect(edited).toEqual({ fr: edit.text });
      await memory.corrections.undo(set.id, link.change);
      const after = await all();
      expect(after.map(({ id, position: at }) => [id, at])).toEqual(before.map(({ id, position: at }) => [id, at]));
      expect(after.map(texts)).toEqual(before.map(texts));
      expect(said(after)).toEqual(edited);
      await expect(memory.corrections.undo(set.id, late.change)).rejects.toMatchObject({ code: "stale-version" });
      while (await memory.corrections.undo(set.id));
      expect(await all()).toEqual(before);
    },
  );

  test("whatever is taken back first, every block stays, and the last change can always be taken back", async () => {
    const before = await all();
    const near = fc.nat(24);
    const language = fc.constantFrom(...LANGUAGES);
    const one: fc.Arbitrary<Correction> = fc.oneof(
      fc.record({ action: fc.constantFrom("confirm" as const, "reject" as const), position: near }),
      fc.record({ action: fc.constant("unlink" as const), position: near, language }),
      fc.record({ action: fc.constant("link" as const), position: near, other: near }),
      fc.record({ action: fc.constant("merge" as const), position: near, count: fc.integer({ min: 2, max: 3 }) }),
    );
    const counted = (rows: readonly StoredRow[]): string[] =>
      rows.flatMap((row) => Object.entries(texts(row)).flatMap(([own, list]) => list.map((text) => own + text))).sort();
    await fc.assert(
      fc.asyncProperty(
        fc.array(one, { minLength: 2, maxLength: 6 }),
        fc.array(fc.nat(5), { minLength: 1, maxLength: 3 }),
        async (corrections, undone) => {
          for (const own of corrections)
            await memory.corrections.make(set.id, own).catch((error: unknown) => {
              if (!(error instanceof ImpossibleCorrection)) throw error;
            });
          for (const at of undone) {
            const change = (await memory.corrections.changes(set.id))[at];
            if (!change) continue;
            await memory.corrections.undo(set.id, change.id).catch((error: unknown) => {
              expect((error as Error).message).toMatch(/; change \d+ is taken back first$/);
            });
            const rows = await all();
            expect(counted(rows)).toEqual(counted(before));
            expect(rows.map(({ position }) => position)).toEqual(rows.map((_, place) => place));
            const units = await Array.fromAsync(memory.units([set.id]));
            expect(new Set(units.map(({ position }) => position)).size).toBe(units.length);
          }
          while (await memory.corrections.undo(set.id));
          expect(await all()).toEqual(before);
        },
      ),
      { numRuns: 20 },
    );
  });

  test("corrections whatever they are lose no block, and all undone leave what was", async () => {
    const before = await all();
    const blocks = (rows: readonly StoredRow[]): string[] =>
      rows
        .flatMap((row) =>
          Object.entries(texts(row)).flatMap(([language, list]) => list.map((text) => `${language} ${text}`)),
        )
        .sort();
    const expected = blocks(before);
    await fc.assert(
      fc.asyncProperty(fc.array(correction(before.length - 1), { minLength: 1, maxLength: 4 }), async (corrections) => {
        for (const one of corrections)
          await memory.corrections.make(set.id, one).catch((error: unknown) => {
            if (!(error instanceof ImpossibleCorrection)) throw error;
          });
        const rows = await all();
        expect(blocks(rows)).toEqual(expected);
        expect(rows.map(({ position }) => position)).toEqual(rows.map((_, at) => at));
        const counts = { paragraphs: rows.length, units: rows.flatMap(({ units }) => units).length };
        expect(await memory.documentSet(set.id)).toMatchObject(counts);
        const units = await Array.fromAsync(memory.units([set.id]));
        expect(new Set(units.map(({ position }) => position)).size).toBe(units.length);
        while (await memory.corrections.undo(set.id));
        expect(await all()).toEqual(before);
      }),
      { numRuns: 15 },
    );
  });
});
