import type { Correction, StoredRow } from "@sextant/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ImpossibleCorrection } from "../../../packages/core/src/memory/corrections/corrections.ts";
import { correction, declarationIn, LANGUAGES, textsOf } from "./correcting.ts";

/** The texts of all blocks, with their languages. */
const blocksOf = (rows: readonly StoredRow[]): string[] =>
  rows
    .flatMap((row) =>
      Object.entries(textsOf(row)).flatMap(([language, list]) => list.map((text) => `${language} ${text}`)),
    )
    .sort();

describe.each(["SQLite", "PostgreSQL"])("corrections that are taken back, in a memory in %s", (engine) => {
  const udhr = declarationIn(engine);

  test("a change within the span of a newer one is taken back after it, and the refusal says which that is", async () => {
    const before = await udhr.rows();
    const position = before.findIndex(({ blocks }, at) => at > 10 && Object.keys(blocks).length > 1);
    const language = Object.keys(before[position]?.blocks ?? {})[0] as string;
    const unlink = await udhr.memory.corrections.make(udhr.set.id, { action: "unlink", position, language });
    const link = await udhr.memory.corrections.make(udhr.set.id, { action: "link", position: 5, other: 80 });
    const now = await udhr.rows();
    await expect(udhr.memory.corrections.undo(udhr.set.id, unlink.change)).rejects.toMatchObject({
      code: "stale-version",
      message: expect.stringContaining(`; change ${link.change} is taken back first`),
    });
    expect(await udhr.rows()).toEqual(now);
    expect((await udhr.memory.corrections.undo(udhr.set.id, link.change))?.id).toBe(link.change);
    expect((await udhr.memory.corrections.undo(udhr.set.id, unlink.change))?.id).toBe(unlink.change);
    expect(await udhr.rows()).toEqual(before);
    expect(await udhr.memory.corrections.changes(udhr.set.id)).toEqual([]);
  });

  test.each([80, 5])(
    "a link is taken back around rows that were confirmed or edited since, from row %i on",
    async (position) => {
      const before = await udhr.rows();
      const early = await udhr.memory.corrections.make(udhr.set.id, { action: "confirm", position: 30 });
      const link = await udhr.memory.corrections.make(udhr.set.id, { action: "link", position, other: 85 - position });
      const [row] = (await udhr.rows()).filter((one) => one.id === before[20]?.id) as [StoredRow];
      const late = await udhr.memory.corrections.make(udhr.set.id, { action: "confirm", position: row.position });
      const edit = { position: row.position, unit: row.units[0] as number, language: "fr", text: "Tout autre chose." };
      await udhr.memory.corrections.make(udhr.set.id, { action: "edit", ...edit });
      await udhr.memory.corrections.undo(udhr.set.id, early.change);
      const said = (rows: readonly StoredRow[]) => rows.find(({ id }) => id === row.id)?.edited;
      const edited = said(await udhr.rows());
      expect(edited).toEqual({ fr: edit.text });
      await udhr.memory.corrections.undo(udhr.set.id, link.change);
      const after = await udhr.rows();
      expect(after.map(({ id, position: at }) => [id, at])).toEqual(before.map(({ id, position: at }) => [id, at]));
      expect(after.map(textsOf)).toEqual(before.map(textsOf));
      expect(said(after)).toEqual(edited);
      await expect(udhr.memory.corrections.undo(udhr.set.id, late.change)).rejects.toMatchObject({
        code: "stale-version",
      });
      while (await udhr.memory.corrections.undo(udhr.set.id));
      expect(await udhr.rows()).toEqual(before);
    },
  );

  test("whatever is taken back first, every block stays, and the last change can always be taken back", async () => {
    const before = await udhr.rows();
    const near = fc.nat(24);
    const language = fc.constantFrom(...LANGUAGES);
    const one: fc.Arbitrary<Correction> = fc.oneof(
      fc.record({ action: fc.constantFrom("confirm" as const, "reject" as const), position: near }),
      fc.record({ action: fc.constant("unlink" as const), position: near, language }),
      fc.record({ action: fc.constant("link" as const), position: near, other: near }),
      fc.record({ action: fc.constant("merge" as const), position: near, count: fc.integer({ min: 2, max: 3 }) }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(one, { minLength: 2, maxLength: 6 }),
        fc.array(fc.nat(5), { minLength: 1, maxLength: 3 }),
        async (corrections, undone) => {
          for (const own of corrections)
            await udhr.memory.corrections.make(udhr.set.id, own).catch((error: unknown) => {
              if (!(error instanceof ImpossibleCorrection)) throw error;
            });
          for (const at of undone) {
            const change = (await udhr.memory.corrections.changes(udhr.set.id))[at];
            if (!change) continue;
            await udhr.memory.corrections.undo(udhr.set.id, change.id).catch((error: unknown) => {
              expect((error as Error).message).toMatch(/; change \d+ is taken back first$/);
            });
            const rows = await udhr.rows();
            expect(blocksOf(rows)).toEqual(blocksOf(before));
            expect(rows.map(({ position }) => position)).toEqual(rows.map((_, place) => place));
            const units = await Array.fromAsync(udhr.memory.units([udhr.set.id]));
            expect(new Set(units.map(({ position }) => position)).size).toBe(units.length);
          }
          while (await udhr.memory.corrections.undo(udhr.set.id));
          expect(await udhr.rows()).toEqual(before);
        },
      ),
      { numRuns: 20 },
    );
  });

  test("corrections whatever they are lose no block, and all undone leave what was", async () => {
    const before = await udhr.rows();
    const expected = blocksOf(before);
    await fc.assert(
      fc.asyncProperty(fc.array(correction(before.length - 1), { minLength: 1, maxLength: 4 }), async (corrections) => {
        for (const one of corrections)
          await udhr.memory.corrections.make(udhr.set.id, one).catch((error: unknown) => {
            if (!(error instanceof ImpossibleCorrection)) throw error;
          });
        const rows = await udhr.rows();
        expect(blocksOf(rows)).toEqual(expected);
        expect(rows.map(({ position }) => position)).toEqual(rows.map((_, at) => at));
        const counts = { paragraphs: rows.length, units: rows.flatMap(({ units }) => units).length };
        expect(await udhr.memory.documentSets.find(udhr.set.id)).toMatchObject(counts);
        const units = await Array.fromAsync(udhr.memory.units([udhr.set.id]));
        expect(new Set(units.map(({ position }) => position)).size).toBe(units.length);
        while (await udhr.memory.corrections.undo(udhr.set.id));
        expect(await udhr.rows()).toEqual(before);
      }),
      { numRuns: 15 },
    );
  });
});
