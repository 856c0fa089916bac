import { type ImportedUnit, Memory } from "@sextant/core";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { random } from "../../random.ts";
import { emptyDatabase } from "../../setup.ts";
import { placeablesOnly, similarity } from "./similarity.ts";

const next = random(11);
/** Some words are everywhere and most are rare, as in a language; some are numbers. */
function word(): string {
  const rank = Math.floor(400 ** next());
  // Of four digits, so that two beside each other are two.
  return rank % 9 === 8 ? String(1000 + rank) : letters(rank);
}
const letters = (number: number): string =>
  String(number).replace(/\d/g, (digit) => "abcdefghij".charAt(Number(digit)));
const text = (): string[] => Array.from({ length: 1 + Math.floor(next() * 24) }, word);
function changed(words: readonly string[]): string[] {
  const out = [...words];
  for (let changes = Math.floor(next() * (1 + words.length / 3)); changes > 0; changes--) {
    const at = Math.floor(next() * out.length);
    const kind = next();
    if (kind < 0.5) out[at] = word();
    else if (kind < 0.75) out.splice(at, 1);
    else out.splice(at, 0, word());
  }
  return out.length > 0 ? out : [word()];
}

const nameOf = (id: string, at: number): string => `${id}x${letters(at)}`;

async function* units(texts: readonly (readonly string[])[], id: string): AsyncGenerator<ImportedUnit> {
  for (const [at, words] of texts.entries()) {
    const en = words.join(" ");
    // No two say the same, so that each is offered.
    const variants = { en, fr: `${en} ${nameOf(id, at)}` };
    yield { role: "text", confidence: 1, origin: "imported", unofficial: [], variants };
  }
}

/** A memory, with all that was put into it. */
function recalled(memory: Memory) {
  const said = new Map<string, readonly string[]>();
  return {
    async add(id: string, count: number): Promise<void> {
      const known = [...said.values()];
      const texts = Array.from({ length: count }, () => {
        const model = known[Math.floor(next() * known.length)];
        return model && next() < 0.5 ? changed(model) : text();
      });
      await memory.documentSets.import({ id, symbol: id, source: "test", fingerprint: id }, units(texts, id));
      for (const [at, words] of texts.entries()) said.set(nameOf(id, at), words);
    },
    async remove(id: string): Promise<void> {
      await memory.removals.remove(id);
      for (const name of said.keys()) if (name.startsWith(id)) said.delete(name);
    },
    /** Looks up what resembles some of it, and expects exactly what a search of all finds. */
    async expectAll(queries: number): Promise<void> {
      const known = [...said.values()];
      let found = 0;
      for (let query = 0; query < queries; query++) {
        const asked = changed(known[Math.floor(next() * known.length)] as string[]);
        const threshold = 50 + Math.floor(next() * 50);
        const isNear = (words: readonly string[]): boolean =>
          similarity(asked, words) >= threshold / 100 - 1e-9 || placeablesOnly(asked, words);
        const expected = [...said].filter(([, words]) => isNear(words)).map(([name]) => name);
        const matches = await memory.lookup(asked.join(" "), { from: "en", to: "fr", threshold, limit: 100 });
        expect(matches.map(({ unit }) => unit.variants.fr?.split(" ").at(-1)).sort()).toEqual(expected.sort());
        found += expected.length;
      }
      expect(found).toBeGreaterThan(queries / 2);
    },
  };
}

test.each(["SQLite", "PostgreSQL"])("lookup in %s finds exactly what a search of all texts finds", async (engine) => {
  const memory = await Memory.open(engine === "SQLite" ? ":memory:" : await emptyDatabase(inject("postgres")));
  const { add, remove, expectAll } = recalled(memory);
  await add("a", 12);
  await expectAll(30);
  // Grown so much that PostgreSQL's order of types is told anew; then smaller.
  await add("b", 300);
  await expectAll(30);
  await add("c", 900);
  await remove("b");
  await expectAll(60);
  await memory.close();
});

test("where a database has keys of another format, they are made anew at the first lookup", async () => {
  const location = await emptyDatabase(inject("postgres"));
  const memory = await Memory.open(location);
  const { add, expectAll } = recalled(memory);
  await add("a", 200);
  const client = new pg.Client(location);
  await client.connect();
  await client.query("update fuzzy_order set format = 0; truncate fuzzy_key");
  // What is added before gets its keys with the others.
  await add("b", 50);
  expect((await client.query("select from fuzzy_key where language = 'en'")).rowCount).toBe(0);
  await expectAll(30);
  expect((await client.query("select from fuzzy_key where language = 'en'")).rowCount).toBe(250);
  await client.end();
  await memory.close();
});
