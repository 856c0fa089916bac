import { Memory } from "@sextant/core";
import pg from "pg";
import { describe, expect, inject, test } from "vitest";
import { emptyDatabase } from "../../setup.ts";
import { align, freshPlaces, textSet } from "./text-sets.ts";

const { file, place } = freshPlaces();

const about = { id: "signs", symbol: "signs", source: "test", fingerprint: "signs" };

async function* unit(variants: Readonly<Record<string, string>>) {
  yield { role: "text", confidence: 1, origin: "imported", unofficial: [], variants };
}

test("texts that hold signs of PostgreSQL's copy format come back as they were", async () => {
  await using memory = await Memory.open(await emptyDatabase(inject("postgres")));
  const texts = { en: "\\N and \\. and a\tb\\tc", fr: '{a,"b"} \\x41 \\\\ «\u{1f30d}»' };
  await memory.documentSets.import(about, unit(texts));
  expect((await memory.unitsAfter("signs"))[0]?.variants).toEqual(texts);
});

test("rows that belong to nothing are told by a check, and what is taken out for good leaves none", async () => {
  const location = await emptyDatabase(inject("postgres"));
  await using memory = await Memory.open(location);
  await memory.documentSets.import(about, unit({ en: "One text", fr: "Un texte" }));
  expect(await memory.maintenance.check()).toEqual([]);
  const removed = await memory.removals.remove("signs");
  await memory.removals.forget(removed?.id ?? "");
  expect(await memory.maintenance.check()).toEqual([]);
  const client = new pg.Client({ connectionString: location });
  await client.connect();
  const { rows } = await client.query("select count(*)::int as left from variant");
  expect(rows).toEqual([{ left: 0 }]);
  await client.query("insert into variant (unit, language, text) values (7, 'en', 'Lost')");
  await client.end();
  expect(await memory.maintenance.check()).toContain("1 rows of variant belong to no unit");
});

describe.each(["SQLite", "PostgreSQL"])("a memory in %s", (engine) => {
  test("copies everything into an empty memory of either engine, and refuses one that is not empty", async () => {
    const source = await Memory.open(await place(engine));
    const one = textSet("A", "Un.\n\nDeux, droits.\n\nTrois.", "One.\n\nTwo, rights.\n\nThree.");
    const words = [{ source: "fr", target: "en", entries: [["droit", "righ", 1.5]] as const }];
    await source.documentSets.save(one, { ...align(one), wordTranslations: words });
    await source.corrections.make("A", { action: "merge", position: 1, count: 2 });
    for (const location of [await file(), await emptyDatabase(inject("postgres"))]) {
      const copy = await Memory.open(location);
      expect(await source.maintenance.copyTo(copy)).toBe(3);
      expect(await copy.documentSets.list()).toEqual(await source.documentSets.list());
      expect(await copy.rows("A")).toEqual(await source.rows("A"));
      expect(await Array.fromAsync(copy.units())).toEqual(await Array.fromAsync(source.units()));
      expect((await copy.concordance("droits", "fr")).total).toBe(1);
      expect(await copy.wordTranslations()).toEqual(words);
      await expect(source.maintenance.copyTo(copy)).rejects.toThrow("is not empty: it holds A");
      expect((await copy.corrections.undo("A"))?.correction.action).toBe("merge");
      await copy.corrections.make("A", { action: "confirm", position: 0 });
      expect(await copy.corrections.changes("A")).toHaveLength(1);
      await copy.close();
    }
    await source.close();
  });
});

describe.each(["SQLite", "PostgreSQL"])("a memory in %s that is corrected while it is copied", (engine) => {
  test.each(["SQLite", "PostgreSQL"])(
    "is in %s as it was at one moment, and none of its own changes is lost",
    async (other) => {
      const location = await place(engine);
      const [source, hand] = [await Memory.open(location), await Memory.open(location)];
      const paragraphs = (word: string): string => Array.from({ length: 60 }, (_, n) => `${word} ${n}.`).join("\n\n");
      const one = textSet("A", paragraphs("Numéro"), paragraphs("Number"));
      await source.documentSets.save(one, align(one));
      const target = await Memory.open(await place(other));
      let isCopied = false;
      const copied = source.maintenance.copyTo(target).finally(() => {
        isCopied = true;
      });
      let made = 0;
      for (; made < 60 && (made < 5 || !isCopied); made++)
        await hand.corrections.make("A", { action: made % 2 ? "reject" : "confirm", position: made });
      expect(await copied).toBe(60);
      expect(await source.corrections.changes("A")).toHaveLength(made);
      const history = await target.corrections.changes("A");
      const decided = (await target.rows("A")).filter(({ status }) => status !== "automatic");
      // The corrections up to a moment, each whole: none without its row, no row without its correction.
      expect(decided.map(({ position }) => position)).toEqual(decided.map((_, at) => at));
      expect(history.map(({ correction }) => correction.position)).toEqual(decided.map((_, at) => at).reverse());
      expect(await target.maintenance.check()).toEqual([]);
      for (const each of [source, hand, target]) await each.close();
    },
  );
});
