import { alignDocuments, type StoredRow } from "@sextant/core";
import { describe, expect, test } from "vitest";
import { declarationIn, textsOf } from "./correcting.ts";

describe.each(["SQLite", "PostgreSQL"])(
  "a corrected document set that is aligned again, in a memory in %s",
  (engine) => {
    const udhr = declarationIn(engine);

    test("an alignment does not take the place of other texts that were kept under its id meanwhile", async () => {
      const before = await udhr.rows();
      const short = udhr.documents().map((document) => ({ ...document, blocks: document.blocks.slice(0, 2) }));
      const other = { ...udhr.set, fingerprint: "of other texts", over: { fingerprint: undefined } };
      await expect(udhr.memory.documentSets.save(other, alignDocuments(short))).rejects.toMatchObject({
        code: "id-taken",
      });
      expect(await udhr.rows()).toEqual(before);
    });

    test("a settled row is moved by no later run, however sure the aligner is of another", async () => {
      await udhr.memory.corrections.make(udhr.set.id, {
        action: "move",
        position: 30,
        language: "ar",
        to: "after",
        blocks: 1,
      });
      await udhr.memory.corrections.make(udhr.set.id, { action: "reject", position: 40 });
      const settled = (await udhr.rows()).filter(({ status }) => status !== "automatic").map(textsOf);
      expect(settled).toHaveLength(2);
      const { fixed, lost } = await udhr.memory.corrections.settled(udhr.set.id, udhr.documents());
      expect([fixed.length, lost]).toEqual([1, 0]);
      await udhr.memory.documentSets.save(udhr.set, alignDocuments(udhr.documents(), { fixed }));
      const again = await udhr.rows();
      expect(again.filter(({ status }) => status !== "automatic").map(textsOf)).toEqual(settled);
      // Other texts: what is no longer there is counted, not kept.
      const [first, ...others] = udhr.documents();
      const shorter = { ...(first as (typeof others)[number]), blocks: first?.blocks.slice(0, 10) ?? [] };
      expect((await udhr.memory.corrections.settled(udhr.set.id, [shorter, ...others])).lost).toBe(1);
    });

    test("aligning anew keeps the history, and what was done before it is taken back after it", async () => {
      const before = await udhr.rows();
      const { position, units } = before.find(
        (row, at) => at > 4 && row.units.length === 1 && row.blocks.fr,
      ) as StoredRow;
      const edit = { position, unit: units[0] as number, language: "fr", text: "Tout autre chose." };
      await udhr.memory.corrections.make(udhr.set.id, { action: "confirm", position: 2 });
      await udhr.memory.corrections.make(udhr.set.id, { action: "edit", ...edit });
      await udhr.memory.corrections.make(udhr.set.id, { action: "merge", position: 30, count: 2 });
      await udhr.memory.corrections.make(udhr.set.id, { action: "reject", position: 40 });
      const history = await udhr.memory.corrections.changes(udhr.set.id);
      for (let again = 0; again < 2; again++) {
        const { fixed } = await udhr.memory.corrections.settled(udhr.set.id, udhr.documents());
        await udhr.memory.documentSets.save(udhr.set, alignDocuments(udhr.documents(), { fixed }));
      }
      expect(await udhr.memory.corrections.changes(udhr.set.id)).toEqual(history);
      for (const { id } of history.toReversed())
        expect((await udhr.memory.corrections.undo(udhr.set.id, id))?.id).toBe(id);
      expect((await udhr.rows()).map((row) => [row.status, textsOf(row)])).toEqual(
        before.map((row) => [row.status, textsOf(row)]),
      );
      const [unit] = (await udhr.rows())[position]?.units ?? [];
      expect((await udhr.memory.unit(unit as number))?.variants.fr).not.toBe(edit.text);
    });

    test("a text that is edited is found as it is now, is kept when all is aligned again, and is taken back", async () => {
      const before = await udhr.memory.rows(udhr.set.id);
      const { position, units } = before.find((row) => row.units.length === 1 && row.blocks.fr) as StoredRow;
      const unit = units[0] as number;
      const was = (await udhr.memory.unit(unit))?.variants.fr as string;
      const edit = {
        action: "edit",
        position,
        unit,
        language: "fr",
        text: " Un texte que personne n’a écrit. ",
      } as const;
      await udhr.memory.corrections.make(udhr.set.id, edit);
      const now = await udhr.memory.unit(unit);
      expect(now).toMatchObject({
        id: unit,
        status: "confirmed",
        origin: "corrected",
        variants: { fr: "Un texte que personne n’a écrit." },
        original: { fr: was },
        properties: [{ kind: "attribute", name: "changedate", value: expect.stringMatching(/^\d{8}T\d{6}Z$/) }],
      });
      expect((await udhr.memory.lookup("Un texte que personne n’a écrit.", { from: "fr", to: "en" }))[0]?.score).toBe(
        100,
      );
      expect((await udhr.memory.concordance("personne n'a écrit", "fr")).total).toBe(1);
      const [row] = await udhr.memory.rows(udhr.set.id, { from: position, limit: 1 });
      expect(row?.blocks.fr?.[0]?.text).toContain(was);
      expect(row?.edited).toEqual({ fr: "Un texte que personne n’a écrit." });
      await udhr.memory.documentSets.save(udhr.set, alignDocuments(udhr.set.versions.map(({ document }) => document)));
      const kept = (await udhr.memory.lookup("Un texte que personne n’a écrit.", { from: "fr", to: "en" }))[0]?.unit;
      expect(kept).toMatchObject({ origin: "corrected", status: "confirmed", original: { fr: was } });
      expect(kept?.properties).toEqual(now?.properties);

      await udhr.memory.corrections.make(udhr.set.id, { ...edit, unit: kept?.id as number, text: "Encore un autre." });
      expect(await udhr.memory.unit(kept?.id as number)).toMatchObject({ original: { fr: was } });
      await udhr.memory.corrections.undo(udhr.set.id);
      expect((await udhr.memory.lookup("Un texte que personne n’a écrit.", { from: "fr", to: "en" }))[0]?.score).toBe(
        100,
      );
      await expect(
        udhr.memory.corrections.make(udhr.set.id, { ...edit, unit: kept?.id as number, text: " " }),
      ).rejects.toThrow("reject the unit instead");
      await expect(
        udhr.memory.corrections.make(udhr.set.id, { ...edit, unit: kept?.id as number, language: "de", text: "x" }),
      ).rejects.toThrow("has nothing in de");
    });
  },
);
