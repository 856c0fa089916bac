import { alignDocuments, type StoredRow } from "@sextant/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ImpossibleCorrection, type RowCorrection } from "../../../packages/core/src/memory/corrections/corrections.ts";
import { declarationIn, LANGUAGES, rowCorrection, textsOf } from "./correcting.ts";

describe.each(["SQLite", "PostgreSQL"])("a document set that is corrected, in a memory in %s", (engine) => {
  const udhr = declarationIn(engine);

  test("a correction changes its rows, is kept as settled, and is taken back whole", async () => {
    const before = await udhr.rows();
    const { change, rows } = await udhr.memory.corrections.make(udhr.set.id, {
      action: "merge",
      position: 10,
      count: 2,
    });
    const now = rows.find(({ position }) => position === 10);
    expect(now).toMatchObject({ position: 10, origin: "corrected", status: "confirmed" });
    expect(textsOf(now).fr).toEqual([...(textsOf(before[10]).fr ?? []), ...(textsOf(before[11]).fr ?? [])]);
    const after = await udhr.rows();
    expect(after).toHaveLength(before.length - 1);
    expect(after.map(({ position }) => position)).toEqual(after.map((_, at) => at));
    expect(textsOf(after[11])).toEqual(textsOf(before[12]));
    expect(after[11]?.units).toEqual(before[12]?.units);
    expect(await udhr.memory.corrections.changes(udhr.set.id)).toMatchObject([{ id: change }]);

    expect((await udhr.memory.corrections.undo(udhr.set.id))?.correction).toEqual({
      action: "merge",
      position: 10,
      count: 2,
    });
    expect(await udhr.rows()).toEqual(before);
    expect(await udhr.memory.corrections.changes(udhr.set.id)).toEqual([]);
    expect(await udhr.memory.corrections.undo(udhr.set.id)).toBeUndefined();
  });

  /** Rows that a correction speaks of. */
  const spokenOf = (one: RowCorrection): number[] => {
    if (one.action === "merge") return Array.from({ length: one.count }, (_, at) => one.position + at);
    if (one.action === "link") return [one.position, one.other];
    return one.action === "move" ? [one.position, one.position + (one.to === "before" ? -1 : 1)] : [one.position];
  };

  test("rows that a correction does not speak of stay what they are, and what it leaves alone is not sure", async () => {
    const before = await udhr.rows();
    const isWhole = ({ blocks }: StoredRow): boolean => Object.keys(blocks).length === LANGUAGES.length;
    const known = new Set(before.map(({ version }) => version));
    await fc.assert(
      fc.asyncProperty(rowCorrection(before.length - 1), async (one) => {
        try {
          await udhr.memory.corrections.make(udhr.set.id, one);
        } catch (error) {
          if (error instanceof ImpossibleCorrection) return;
          throw error;
        }
        const spoken = new Set(spokenOf(one));
        const after = await udhr.rows();
        const versions = new Set(after.map(({ version }) => version));
        for (const row of before) {
          // What a move leaves may find a place in a row beside it that is not sure.
          const isSteady = one.action !== "move" || (row.confidence >= 0.9 && isWhole(row));
          if (!spoken.has(row.position) && isSteady) expect(versions.has(row.version)).toBe(true);
        }
        for (const row of after)
          if (!known.has(row.version) && row.origin === "automatic" && !isWhole(row))
            expect(row.confidence).toBeLessThanOrEqual(0.5);
        await udhr.memory.corrections.undo(udhr.set.id);
        expect(await udhr.rows()).toEqual(before);
      }),
      { numRuns: 40 },
    );
  });

  test("a row that is linked across others tears them apart neither now nor when all is aligned again", async () => {
    const before = await udhr.rows();
    const isWhole = ({ blocks }: StoredRow): boolean => Object.keys(blocks).length === LANGUAGES.length;
    const position = before.findIndex((_, at) => at > 4 && before.slice(at, at + 5).every(isWhole));
    await udhr.memory.corrections.make(udhr.set.id, { action: "unlink", position, language: "ar" });
    await udhr.memory.corrections.make(udhr.set.id, { action: "unlink", position: position + 5, language: "ar" });
    await udhr.memory.corrections.make(udhr.set.id, { action: "link", position, other: position + 6 });
    const between = before.slice(position + 1, position + 4).map(textsOf);
    const linked = await udhr.rows();
    expect(linked.map(textsOf)).toEqual(expect.arrayContaining(between));
    const { fixed } = await udhr.memory.corrections.settled(udhr.set.id, udhr.documents());
    await udhr.memory.documentSets.save(udhr.set, alignDocuments(udhr.documents(), { fixed }));
    expect((await udhr.rows()).map(textsOf)).toEqual(expect.arrayContaining([...between, textsOf(linked[position])]));
  });

  test("a correction that was planned is not made of rows that were changed meanwhile", async () => {
    const merge = { action: "merge", position: 10, count: 2 } as const;
    const plan = await udhr.memory.corrections.plan(udhr.set.id, merge, {});
    await udhr.memory.corrections.make(udhr.set.id, { action: "confirm", position: 11 });
    const now = await udhr.rows();
    expect(await udhr.memory.corrections.carryOut(udhr.set.id, merge, {}, plan)).toBeUndefined();
    expect(await udhr.rows()).toEqual(now);
    expect((await udhr.memory.corrections.make(udhr.set.id, merge)).rows[0]).toMatchObject({
      position: 10,
      status: "confirmed",
    });
  });

  test("a drift is mended by one correction, up to the rows that are sure", async () => {
    const right = alignDocuments(udhr.documents());
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
    await udhr.memory.documentSets.save(udhr.set, { ...right, rows: drifted });
    expect((await udhr.rows()).map(textsOf)[from]).not.toHaveProperty("ar");
    await udhr.memory.corrections.make(udhr.set.id, {
      action: "move",
      position: from + 1,
      language: "ar",
      to: "before",
      blocks: 1,
    });
    const mended = await udhr.rows();
    await udhr.memory.documentSets.save(udhr.set, right);
    expect(mended.map(textsOf)).toEqual((await udhr.rows()).map(textsOf));
    expect(mended.filter(({ status }) => status === "confirmed").map(({ position }) => position)).toEqual([from]);
  });

  test("what is rejected is not looked up, not searched and not exported", async () => {
    const [match] = await udhr.memory.lookup("Article premier", { from: "fr", to: "en", threshold: 100 });
    const position = match?.unit.paragraph as number;
    const total = (await udhr.memory.concordance("Article premier", "fr")).total;
    await udhr.memory.corrections.make(udhr.set.id, { action: "reject", position, unit: match?.unit.id as number });
    expect(
      (await udhr.memory.lookup("Article premier", { from: "fr", to: "en", threshold: 100 })).map(
        ({ unit }) => unit.id,
      ),
    ).not.toContain(match?.unit.id);
    expect((await udhr.memory.concordance("Article premier", "fr")).total).toBe(total - 1);
    const exported = await Array.fromAsync(udhr.memory.units([udhr.set.id]));
    expect(exported.map(({ id }) => id)).not.toContain(match?.unit.id);
    const isBack = async (): Promise<boolean> => {
      const found = await udhr.memory.lookup("Article premier", { from: "fr", to: "en", threshold: 100 });
      expect((await udhr.memory.concordance("Article premier", "fr")).total).toBe(total);
      return found.some(({ unit }) => unit.id === match?.unit.id);
    };
    await udhr.memory.corrections.undo(udhr.set.id);
    expect(await isBack()).toBe(true);
    await udhr.memory.corrections.make(udhr.set.id, { action: "reject", position, unit: match?.unit.id as number });
    await udhr.memory.corrections.make(udhr.set.id, { action: "confirm", position, unit: match?.unit.id as number });
    expect(await isBack()).toBe(true);
  });
});
