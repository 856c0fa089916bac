import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type ConcordanceOptions, type ConcordancePage, type ImportedUnit, Memory, PHRASE_PLACES } from "@sextant/core";
import { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import pg from "pg";
import { describe, expect, inject, test } from "vitest";
import { postgresEngine } from "../../../packages/core/src/memory/database/postgres/engine.ts";
import { sqliteEngine } from "../../../packages/core/src/memory/database/sqlite/engine.ts";
import { occurrences } from "../../../packages/core/src/memory/text/normal.ts";
import { phraseOf as asPhrase, placesOf } from "../../../packages/core/src/memory/text/places.ts";
import { random } from "../../random.ts";
import { emptyDatabase } from "../../setup.ts";

const next = random(5);
const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;

/** Words of the six scripts, some of them parts of others, and what makes folding and cutting hard. */
const WORDS = {
  fr: [
    ..."État états à a l’homme d'un œuvre ﬁn fin 1er ١٢ 12 droits, droit droite 𝒜 x\u0301 ß 2006³".split(" "),
    "\u00a0",
  ],
  zh: [..."人 权 人权 权利 大会 决议 年 2012 𠀀 𠀁 ， 。 A 第".split(" ")],
  ar: [..."حق حقوق الْإِنْسَان الإنسان ١٢ 12 قرار دولة".split(" ")],
};
type Language = keyof typeof WORDS;
const LANGUAGES = Object.keys(WORDS) as Language[];
const GLUE = { fr: " ", zh: "", ar: " " };

const text = (language: Language, most = 9): string =>
  Array.from({ length: 1 + Math.floor(next() * most) }, () => pick(WORDS[language])).join(GLUE[language]);

function phraseOf(text: string): string {
  const characters = [...text];
  const at = Math.floor(next() * characters.length);
  return characters.slice(at, at + 1 + Math.floor(next() ** 2 * 12)).join("");
}

/** A memory, with all that is in it. */
class Known {
  readonly #memory: Memory;
  readonly #sets = new Map<string, ReadonlyMap<Language, string>[]>();
  constructor(memory: Memory) {
    this.#memory = memory;
  }

  async import(id: string, count: number): Promise<void> {
    const units = Array.from(
      { length: count },
      () => new Map(LANGUAGES.filter(() => next() < 0.9).map((language) => [language, text(language)])),
    ).filter(({ size }) => size > 0);
    async function* all(): AsyncGenerator<ImportedUnit> {
      for (const unit of units)
        yield { role: "text", confidence: 1, origin: "imported", unofficial: [], variants: Object.fromEntries(unit) };
    }
    await this.#memory.documentSets.import({ id, symbol: id, source: "test", fingerprint: id }, all());
    this.#sets.set(id, units);
  }

  async remove(id: string): Promise<void> {
    await this.#memory.removals.remove(id);
    this.#sets.delete(id);
  }

  async edit(id: string): Promise<void> {
    const units = this.#sets.get(id) as ReadonlyMap<Language, string>[];
    const position = Math.floor(next() * units.length);
    const [unit] = (await this.#memory.rowUnits(id, position)) ?? [];
    const language = pick([...(units[position]?.keys() ?? [])]);
    const edited = text(language).normalize("NFC").trim();
    if (!unit || edited === "") return;
    await this.#memory.corrections.make(id, { action: "edit", position, unit: unit.id, language, text: edited });
    units[position] = new Map([...(units[position] ?? []), [language, edited]]);
  }

  async undo(id: string): Promise<void> {
    await this.#memory.corrections.undo(id);
    const units = this.#sets.get(id) as ReadonlyMap<Language, string>[];
    for (const [position, unit] of units.entries()) {
      const [own] = (await this.#memory.rowUnits(id, position)) ?? [];
      units[position] = new Map([...unit.keys()].map((language) => [language, own?.variants[language] ?? ""]));
    }
  }

  /** Asks for phrases of one to twelve characters, and expects exactly what a look at all texts finds. */
  async expectAll(queries: number): Promise<void> {
    const all = [...this.#sets.values()].flat();
    let found = 0;
    for (let query = 0; query < queries; query++) {
      const language = pick(LANGUAGES);
      const other = pick(LANGUAGES);
      const own = pick(all);
      const [phrase, translated] = [phraseOf(own.get(language) ?? "12"), phraseOf(own.get(other) ?? "12")];
      const isBilingual = next() < 0.3;
      const place = next() < 0.5 ? "anywhere" : pick(PHRASE_PLACES);
      const isExact = next() < 0.2;
      const options: ConcordanceOptions = {
        limit: 500,
        place,
        exact: isExact,
        ...(isBilingual && { translated: { language: other, phrase: translated } }),
      };
      const holds = (unit: ReadonlyMap<Language, string>, tongue: Language, own: string): boolean =>
        occurrences(unit.get(tongue) ?? "", own).length > 0;
      const asked = asPhrase(phrase);
      const isBlank = asked.folded === "";
      const expected = isBlank
        ? []
        : all
            .filter((unit) => placesOf(unit.get(language) ?? "", asked, { isExact, place }).length > 0)
            .filter((unit) => !isBilingual || holds(unit, other, translated))
            .map((unit) => unit.get(language));
      if (isBilingual && occurrences(`x${translated}x`, translated).length === 0) continue;
      const { hits, total } = await this.#memory.concordance(phrase, language, options);
      expect(hits.map(({ unit }) => unit.variants[language]).sort(), JSON.stringify([phrase, options])).toEqual(
        expected.sort().slice(0, 500),
      );
      expect(total).toBe(expected.length);
      expect(hits.map(({ unit }) => unit.id)).toEqual(hits.map(({ unit }) => unit.id).sort((a, b) => a - b));
      found += expected.length;
    }
    expect(found).toBeGreaterThan(queries);
  }
}

const COUNTS = "select (select count(*) from phrase_run) as runs, (select count(*) from posting) as postings";

describe.each(["SQLite", "PostgreSQL"])("a phrase in %s", (engine) => {
  test("is found wherever it stands, whatever was written, replaced, edited and taken out", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sextant-phrases-"));
    const location = engine === "SQLite" ? join(folder, "memory.sqlite") : await emptyDatabase(inject("postgres"));
    const memory = await Memory.open(location);
    const known = new Known(memory);
    await known.import("large", 400);
    await known.expectAll(60);
    for (let turn = 0; turn < 30; turn++) {
      await known.import(`set-${turn % 12}`, 1 + Math.floor(next() * 12));
      if (turn % 3 === 0) await known.edit("large");
      if (turn % 7 === 0) await known.undo("large");
      if (turn % 5 === 4) await known.remove(`set-${Math.floor((turn % 12) / 2)}`);
      if (turn % 5 === 0) await known.expectAll(20);
    }
    await known.expectAll(150);
    const before = await counts(location);
    // Three languages, each with fewer than eight runs of a size.
    expect(before.runs).toBeLessThan(3 * 8 * 4);
    for (const { id } of await memory.documentSets.list()) await known.remove(id);
    for (const { id } of await memory.removals.list()) await memory.removals.forget(id);
    expect(await counts(location)).toEqual({ runs: 0, postings: 0 });
    await memory.close();
    await rm(folder, { recursive: true });
  });

  test("is found in a memory of a version that had another index", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sextant-phrases-"));
    const location = engine === "SQLite" ? join(folder, "memory.sqlite") : await emptyDatabase(inject("postgres"));
    const { dialect, migrations } = engine === "SQLite" ? sqliteEngine(location) : postgresEngine(location);
    const db = new Kysely<Record<string, Record<string, unknown>>>({ dialect });
    const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
    const { error } = await migrator.migrateTo(engine === "SQLite" ? "0009-issuers" : "0005-issuers");
    expect(error).toBeUndefined();
    const row = { document_set: "A", position: 0, confidence: 1, origin: "imported" };
    const grams = engine === "SQLite" ? {} : { grams: "{}" };
    await db
      .insertInto("document_set")
      .values({ id: "A", symbol: "A", source: "test", fingerprint: "a", memory: "main" })
      .execute();
    await db
      .insertInto("paragraph")
      .values({ ...row, id: 1, role: "text", status: "automatic" })
      .execute();
    await db
      .insertInto("unit")
      .values({ ...row, id: 1, paragraph: 1, status: "automatic", edition: 1 })
      .execute();
    for (const [language, text, folded] of [
      ["fr", "Les États Membres", "les etats membres\n\n"],
      ["zh", "会员国", "会员国\n\n"],
    ])
      await db
        .insertInto("variant")
        .values({ unit: 1, language, text, folded, ...grams })
        .execute();
    await db.destroy();

    const memory = await Memory.open(location);
    expect((await memory.concordance("etats", "fr")).hits.map(({ unit }) => unit.variants)).toEqual([
      { fr: "Les États Membres", zh: "会员国" },
    ]);
    expect((await memory.concordance("员", "zh")).total).toBe(1);
    await memory.close();
    await rm(folder, { recursive: true });
  });

  async function counts(location: string): Promise<{ runs: number; postings: number }> {
    if (engine === "SQLite") {
      const database = new DatabaseSync(location, { readOnly: true });
      const found = database.prepare(COUNTS).get() as { runs: number; postings: number };
      database.close();
      return { ...found };
    }
    const client = new pg.Client(location);
    await client.connect();
    const { runs, postings } = (await client.query(COUNTS)).rows[0];
    await client.end();
    return { runs: Number(runs), postings: Number(postings) };
  }
});

// More texts in each than are gathered on the thread of who asks, and in SQLite more than are read at once.
test.each([
  ["SQLite", 20_000],
  ["PostgreSQL", 6000],
])(
  "what is found in many runs in %s comes in the order in which it was taken in, page for page",
  async (engine, count) => {
    const memory = await Memory.open(engine === "SQLite" ? ":memory:" : await emptyDatabase(inject("postgres")));
    for (const id of ["A", "B", "C"]) {
      async function* units(): AsyncGenerator<ImportedUnit> {
        for (let at = 0; at < count; at++)
          yield {
            role: "text",
            confidence: 1,
            origin: "imported",
            unofficial: [],
            variants: { fr: `${id}${at}${at % 40 === 7 ? " sous réserve" : ""}` },
          };
      }
      await memory.documentSets.import({ id, symbol: id, source: "test", fingerprint: id }, units());
    }
    // Runs of a few units that lie far apart.
    const edited = ["A 100", "C 100", `A ${count - 1000}`, "B 3"];
    for (const place of edited) {
      const [id = "", at] = place.split(" ");
      const position = Number(at);
      const [unit] = (await memory.rowUnits(id, position)) ?? [];
      const text = `${id}${position} sous réserve`;
      await memory.corrections.make(id, { action: "edit", position, unit: unit?.id as number, language: "fr", text });
    }
    const found: string[] = [];
    for (let after: number | undefined = 0; after !== undefined; ) {
      const page: ConcordancePage = await memory.concordance("SOUS reserve", "fr", { after, limit: 500 });
      found.push(...page.hits.map(({ unit }) => `${unit.documentSet} ${unit.position}`));
      after = page.next;
    }
    const expected = ["A", "B", "C"].flatMap((id) =>
      Array.from({ length: count }, (_, at) => `${id} ${at}`).filter(
        (place) => Number(place.slice(2)) % 40 === 7 || edited.includes(place),
      ),
    );
    expect(found).toEqual(expected);
    await memory.close();
  },
);
