import { Memory } from "@sextant/core";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { emptyDatabase } from "../../setup.ts";

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
