import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import {
  alignDocuments,
  type ConcordanceOptions,
  type DocumentSet,
  type ImportedUnit,
  Memory,
  readText,
} from "@sextant/core";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { emptyDatabase } from "../../setup.ts";

function set(id: string, fr: string, en: string): DocumentSet {
  const versions = [readText(fr, { language: "fr" }), readText(en, { language: "en" })].map((document) => ({
    document,
    title: id,
    official: true,
  }));
  return { id, symbol: id, source: "test", versions, fingerprint: fr + en };
}
const align = ({ versions }: DocumentSet) => alignDocuments(versions.map(({ document }) => document));
async function texts(memory: Memory): Promise<string[]> {
  return (await Array.fromAsync(memory.units())).map(({ variants }) => `${variants.fr}|${variants.en}`);
}

describe.each(["SQLite", "PostgreSQL"])("the memory of the corpus in %s", (engine) => {
  let memory: Memory;
  beforeAll(async () => {
    memory = await Memory.open(engine === "SQLite" ? join(inject("data"), "memory.sqlite") : inject("postgres"));
  });
  afterAll(() => memory.close());

  test("lists its document sets, the newest first, and says which versions are official", async () => {
    const sets = await memory.documentSets.list();
    const told = sets.map(({ symbol, body, session, date, paragraphs }) => ({
      symbol,
      body,
      session,
      date,
      paragraphs,
    }));
    expect(told).toEqual([
      { symbol: "A/RES/67/189", body: "A", session: 67, date: "2012-12-20", paragraphs: 90 },
      { symbol: "A/RES/217(III)A", body: "A", session: 3, date: "1948-12-10", paragraphs: 91 },
    ]);
    expect(sets[0]?.versions.filter(({ official }) => official).map(({ language }) => language)).toEqual(["fr"]);
    expect(sets[1]?.versions.every(({ official }) => official)).toBe(true);
  });

  test("gives rows from a position on, in portions", async () => {
    const rows = await memory.rows("A-RES-67-189", { from: 33, limit: 2 });
    expect(rows.map(({ position, role, number }) => [position, role, number])).toEqual([
      [33, "operative", "1"],
      [34, "operative", "2"],
    ]);
    expect(rows[0]?.blocks.fr?.[0]?.marks).toEqual([
      { mark: "9", offset: rows[0]?.blocks.fr?.[0]?.text.indexOf(" ;") },
    ]);
    expect(await memory.rows("nothing")).toEqual([]);
  });

  test("looks a segment up exactly, in any pair and direction", async () => {
    const [match] = await memory.lookup("l'Assemblée  générale,", { from: "fr", to: "ar" });
    expect(match).toMatchObject({
      score: 100,
      kind: "exact",
      differences: [],
      unit: { documentSet: "A-RES-67-189", role: "opening", variants: { ar: "إن الجمعية العامة،", zh: "大会，" } },
    });
    expect((await memory.lookup("大会，", { from: "zh", to: "ru" })).map(({ target }) => target)).toEqual([
      "Генеральная Ассамблея,",
    ]);
    expect(await memory.lookup("大会，", { from: "fr", to: "ru" })).toEqual([]);
  });

  test("finds a phrase in context, pages through the hits, and counts them all", async () => {
    const first = await memory.concordance("droits de l'homme", "fr", { limit: 4 });
    expect(first.total).toBe(10);
    expect(first.hits).toHaveLength(4);
    for (const { unit, places } of first.hits)
      for (const { start, end } of places) expect(unit.variants.fr?.slice(start, end)).toMatch(/droits de l[’']homme/i);
    const rest = await memory.concordance("droits de l'homme", "fr", { after: first.next as number, limit: 500 });
    expect(new Set([...first.hits, ...rest.hits].map(({ unit }) => unit.id)).size).toBe(first.total);
    expect(rest.total).toBe(first.total - 4);
    expect(rest.next).toBeUndefined();
    expect((await memory.concordance("人权", "zh", { documentSet: "UDHR" })).total).toBeGreaterThan(3);
    expect(await memory.concordance("100%_'", "fr")).toEqual({ hits: [], total: 0, more: false });
    expect(await memory.concordance("  ", "fr")).toEqual({ hits: [], total: 0, more: false });
  });

  test("leaves out what is from a document, an organ or a memory, and shows first what is preferred, from page to page", async () => {
    const sets = async (options: ConcordanceOptions): Promise<string[]> =>
      (await memory.concordance("droits", "fr", { limit: 500, ...options })).hits.map(({ unit }) => unit.documentSet);
    const all = await sets({});
    const [declaration, resolution] = ["UDHR", "A-RES-67-189"].map((id) => all.filter((own) => own === id));
    expect(declaration?.length).toBeGreaterThan(0);
    expect(resolution?.length).toBeGreaterThan(0);
    expect(await sets({ leaveOut: { documentSets: ["UDHR"] } })).toEqual(resolution);
    expect((await memory.concordance("droits", "fr", { leaveOut: { documentSets: ["UDHR"] } })).total).toBe(
      resolution?.length,
    );
    expect(await sets({ leaveOut: { bodies: ["A"] } })).toEqual([]);
    expect(await sets({ leaveOut: { memories: [(await memory.memories.list())[0]?.name ?? ""] } })).toEqual([]);
    expect(await sets({ leaveOut: { documentSets: ["nothing"], bodies: ["S"] } })).toEqual(all);
    expect(await sets({ leaveOut: {}, prefer: {} })).toEqual(all);
    for (const [first, second] of [
      [declaration, resolution],
      [resolution, declaration],
    ]) {
      const prefer = { documentSets: [first?.[0] ?? ""] };
      const expected = [...(first ?? []), ...(second ?? [])];
      expect(await sets({ prefer })).toEqual(expected);
      const paged: string[] = [];
      for (let after: number | undefined = 0; after !== undefined; ) {
        const page = await memory.concordance("droits", "fr", { prefer, after, limit: 4 });
        expect(page.total).toBe(expected.length - paged.length);
        paged.push(...page.hits.map(({ unit }) => unit.documentSet));
        after = page.next;
      }
      expect(paged).toEqual(expected);
    }
  });

  test("finds words in any order, exactly as written, with a translation that holds a phrase, in some documents", async () => {
    const total = async (phrase: string, options: ConcordanceOptions, language = "fr"): Promise<number> =>
      (await memory.concordance(phrase, language, options)).total;
    expect(await total("humains êtres traite", {})).toBe(0);
    const { hits } = await memory.concordance("humains êtres traite", "fr", { match: "words" });
    expect(hits.length).toBe(3);
    for (const { unit, places } of hits) {
      expect(unit.variants.fr).toMatch(/humains/i);
      expect(places.length).toBeGreaterThanOrEqual(3);
    }
    expect(await total("droits de l’homme", { exact: true })).toBeGreaterThan(0);
    expect(await total("DROITS DE L’HOMME", { exact: true })).toBe(0);
    expect(await total("DROITS DE L’HOMME", {})).toBeGreaterThan(0);
    const all = await total("traite", {});
    const some = await total("traite", { translated: { language: "en", phrase: "trafficking in persons" } });
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(all);
    expect(await total("traite", { translated: { language: "en", phrase: "zebra" } })).toBe(0);
    expect(await total("droits", { symbol: "A/RES/67" })).toBe(await total("droits", { documentSet: "A-RES-67-189" }));
    expect(await total("droits", { year: 1948 })).toBe(await total("droits", { documentSet: "UDHR" }));
    expect(await total("droits", { year: 1950 })).toBe(0);
    expect(await total("droits", { body: "A", session: 67 })).toBe(await total("droits", { year: 2012 }));
    expect(await total("droits", { body: "A" })).toBe(await total("droits", {}));
    expect(await total("droits", { body: "A/C.3" })).toBe(0);
    expect(await total("droits", { status: "confirmed" })).toBe(0);
    expect(await total("人权 自由", { match: "words" }, "zh")).toBeGreaterThan(0);
    expect(await total("人", {}, "zh")).toBeGreaterThan(10);
  });

  test("gives one unit by its id, or nothing", async () => {
    const [match] = await memory.lookup("大会，", { from: "zh", to: "en" });
    expect(await memory.unit(match?.unit.id as number)).toEqual(match?.unit);
    expect(await memory.unit(1e9)).toBeUndefined();
  });
});

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});
async function file(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sextant-memory-"));
  folders.push(folder);
  return join(folder, "deeper", "memory.sqlite");
}

describe.each(["SQLite", "PostgreSQL"])("a memory of one's own in %s", (engine) => {
  const place = (): Promise<string> => (engine === "SQLite" ? file() : emptyDatabase(inject("postgres")));

  test("keeps what it is given over a restart, and replaces a document set whole", async () => {
    const path = await place();
    let memory = await Memory.open(path);
    const one = set("A", "Un.\n\nDeux.", "One.\n\nTwo.");
    await memory.documentSets.save(one, align(one));
    await memory.close();

    memory = await Memory.open(path);
    expect(await memory.documentSets.fingerprint("A")).toBe(one.fingerprint);
    const again = set("A", "Trois.", "Three.");
    await memory.documentSets.save(again, align(again));
    expect(await texts(memory)).toEqual(["Trois.|Three."]);
    await memory.close();
  });

  test("keeps nothing of a document set that fails on its way in", async () => {
    const memory = await Memory.open(await place());
    const one = set("A", "Un.\n\nDeux.", "One.\n\nTwo.");
    await memory.documentSets.save(one, align(one));
    const broken = { ...one, versions: [...one.versions, ...one.versions] };
    await expect(memory.documentSets.save(broken, align(one))).rejects.toThrow();
    expect(await texts(memory)).toEqual(["Un.|One.", "Deux.|Two."]);
    await memory.close();
  });

  test("takes a document set out, and does not offer it again", async () => {
    const memory = await Memory.open(await place());
    for (const one of [set("A", "Un.", "One."), set("B", "Deux.", "Two.")])
      await memory.documentSets.save(one, align(one));
    expect(await memory.lookup("Un.", { from: "fr", to: "en" })).toHaveLength(1);
    await memory.removals.remove("A");
    expect(await memory.lookup("Un.", { from: "fr", to: "en" })).toEqual([]);
    expect((await memory.concordance("un", "fr")).total).toBe(0);
    expect(await texts(memory)).toEqual(["Deux.|Two."]);
    await memory.removals.remove("nothing");
    await memory.close();
  });

  test("streams more units than it reads at once", async () => {
    const memory = await Memory.open(await place());
    const many = Array.from({ length: 1203 }, (_, n) => n);
    const big = set("A", many.map((n) => `Numéro ${n}.`).join("\n\n"), many.map((n) => `Number ${n}.`).join("\n\n"));
    const rows = many.map((n) => ({
      units: { fr: [n], en: [n] },
      confidence: 1,
      origin: "automatic" as const,
      role: "text" as const,
      rows: [
        {
          segments: {
            fr: [{ block: n, start: 0, end: `Numéro ${n}.`.length }],
            en: [{ block: n, start: 0, end: `Number ${n}.`.length }],
          },
          confidence: 1,
          origin: "automatic" as const,
        },
      ],
    }));
    await memory.documentSets.save(big, { languages: ["fr", "en"], rows, notes: [], wordTranslations: [] });
    const found = await texts(memory);
    expect(found).toEqual(many.map((n) => `Numéro ${n}.|Number ${n}.`));
    await memory.close();
  });

  test("finds a phrase that is everywhere and one that is rare alike, in the order of units", async () => {
    const memory = await Memory.open(await place());
    async function* units(): AsyncGenerator<ImportedUnit> {
      for (let n = 0; n < 3000; n++)
        yield {
          role: "text",
          confidence: 1,
          origin: "imported",
          unofficial: [],
          variants: { fr: `Le numéro ${n}${n % 500 === 7 ? ", très rare," : ""} des droits.`, en: `Number ${n}.` },
        };
    }
    await memory.documentSets.import({ id: "many", symbol: "many", source: "test", fingerprint: "1" }, units());
    const first = (await memory.concordance("des droits", "fr", { limit: 1 })).next as number;
    const numbers = async (phrase: string, options?: ConcordanceOptions): Promise<[(string | undefined)[], number]> => {
      const { hits, total } = await memory.concordance(phrase, "fr", options);
      return [hits.map(({ unit }) => unit.variants.en), total];
    };
    expect(await numbers("des droits", { after: first + 899, limit: 2 })).toEqual([
      ["Number 900.", "Number 901."],
      1000,
    ]);
    expect(await numbers("des droits", { after: first + 2997, limit: 5 })).toEqual([
      ["Number 2998.", "Number 2999."],
      2,
    ]);
    expect(await numbers("tres rare")).toEqual([[7, 507, 1007, 1507, 2007, 2507].map((n) => `Number ${n}.`), 6]);
    expect(await numbers("numéro 29", { after: first + 2988, limit: 1 })).toEqual([["Number 2989."], 11]);
    expect(await numbers("uméro 2", { place: "prefix" })).toEqual([[], 0]);
    expect(await numbers("numéro 2", { place: "word" })).toEqual([["Number 2."], 1]);
    expect(await numbers("numéro 2", { place: "prefix", limit: 1 })).toEqual([["Number 2."], 1000]);
    expect(await numbers("des droits", { symbol: "none" })).toEqual([[], 0]);
    expect(await numbers("droits des")).toEqual([[], 0]);
    await memory.close();
  });

  test("keeps how words were translated, set by set, for the next one", async () => {
    const memory = await Memory.open(await place());
    const saved = async (id: string, entries: readonly (readonly [string, string, number])[]): Promise<void> => {
      const own = set(id, "Un.", "One.");
      await memory.documentSets.save(own, {
        ...align(own),
        wordTranslations: [{ source: "fr", target: "en", entries }],
      });
    };
    await saved("A", [
      ["droit", "right", 3],
      ["paix", "peac", 1.5],
    ]);
    await saved("B", [["droit", "right", 2]]);
    expect(await memory.wordTranslations()).toEqual([
      {
        source: "fr",
        target: "en",
        entries: [
          ["droit", "right", 5],
          ["paix", "peac", 1.5],
        ],
      },
    ]);
    await saved("B", [["droits", "rights", 1]]);
    await memory.removals.remove("A");
    expect((await memory.wordTranslations())[0]?.entries).toEqual([["droits", "rights", 1]]);
    await memory.removals.remove("B");
    expect(await memory.wordTranslations()).toEqual([]);
    await memory.close();
  });

  test("copies everything into an empty memory of either engine, and refuses one that is not empty", async () => {
    const source = await Memory.open(await place());
    const one = set("A", "Un.\n\nDeux, droits.\n\nTrois.", "One.\n\nTwo, rights.\n\nThree.");
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
      const placed = (name: string) => (name === "SQLite" ? file() : emptyDatabase(inject("postgres")));
      const location = await placed(engine);
      const [source, hand] = [await Memory.open(location), await Memory.open(location)];
      const paragraphs = (word: string): string => Array.from({ length: 60 }, (_, n) => `${word} ${n}.`).join("\n\n");
      const one = set("A", paragraphs("Numéro"), paragraphs("Number"));
      await source.documentSets.save(one, align(one));
      const target = await Memory.open(await placed(other));
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

describe("several servers on one PostgreSQL database", () => {
  test("a connection that is lost is replaced, and a change that was under way has not happened", async () => {
    const location = await emptyDatabase(inject("postgres"));
    const memory = await Memory.open(location);
    const one = set("A", "Un.", "One.");
    await memory.documentSets.save(one, align(one));
    const client = new pg.Client({ connectionString: location });
    await client.connect();
    const cut = (): Promise<unknown> =>
      client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
      );
    // What another holds keeps the change from its end until its connection is cut.
    await client.query("begin; lock table document_set");
    const changed = memory.documentSets.add({ id: "B", symbol: "B", source: "test", memory: "main" }, [
      { variants: { en: "Two." } },
    ]);
    const refused = expect(changed).rejects.toThrow(/was not changed: the connection to the database was lost/);
    const isWaiting = async (): Promise<boolean> =>
      (await client.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'")).rowCount === 1;
    while (!(await isWaiting()));
    await cut();
    await refused;
    await client.query("commit");
    expect((await memory.documentSets.list()).map(({ id }) => id)).toEqual(["A"]);
    expect(await memory.lookup("Un.", { from: "fr", to: "en" })).toHaveLength(1);
    async function* units(): AsyncGenerator<ImportedUnit> {
      const unit = { role: "text", confidence: 1, origin: "imported", unofficial: [] };
      for (let n = 0; n < 2000; n++) {
        if (n === 1200) await cut();
        yield { ...unit, variants: { fr: `Numéro ${n}.`, en: `Number ${n}.` } };
      }
    }
    // Between the changes of an import a connection may be lost.
    await memory.documentSets.import({ id: "C", symbol: "C", source: "test", fingerprint: "c" }, units());
    expect((await memory.documentSets.find("C"))?.units).toBe(2000);
    await client.end();
    await memory.close();
  });

  test("changes made at one time are made one after the other", async () => {
    const location = await emptyDatabase(inject("postgres"));
    const [one, other] = [await Memory.open(location), await Memory.open(location)];
    await Promise.all(
      Array.from({ length: 6 }, async (_, at) => {
        const own = set(`S${at}`, `Numéro ${at}.\n\nFin.`, `Number ${at}.\n\nEnd.`);
        await (at % 2 ? one : other).documentSets.save(own, align(own));
      }),
    );
    const units = await Array.fromAsync(one.units());
    expect(units).toHaveLength(12);
    expect(new Set(units.map(({ id }) => id)).size).toBe(12);
    expect((await other.lookup("Numéro 4.", { from: "fr", to: "en", threshold: 100 }))[0]?.target).toBe("Number 4.");
    await one.close();
    await other.close();
  });
});

test("a SQLite memory that another process is writing says so, and is not changed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sextant-memory-"));
  const path = join(folder, "memory.sqlite");
  const memory = await Memory.open(path);
  const other = new DatabaseSync(path);
  other.exec("begin immediate");
  const one = set("A", "Un.", "One.");
  await expect(memory.documentSets.save(one, align(one))).rejects.toThrow(
    /memory\.sqlite was not changed: another process is writing it; try again/,
  );
  other.exec("rollback");
  other.close();
  expect(await memory.documentSets.list()).toEqual([]);
  await memory.documentSets.save(one, align(one));
  await memory.close();
  await rm(folder, { recursive: true });
});

describe("a location that is no memory", () => {
  test("refuses a file that is no memory, and leaves it as it was", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sextant-memory-"));
    folders.push(folder);
    const path = join(folder, "memory.sqlite");
    await (await Memory.open(path)).close();
    await writeFile(path, "this is a letter, not a memory, and it is long enough to be looked at as a database header");
    await expect(Memory.open(path)).rejects.toThrow(
      /the memory .*memory\.sqlite cannot be opened: file is not a database/,
    );
    expect(await readFile(path, "utf8")).toMatch(/^this is a letter/);
  });

  test("a database that is not there is said to be, without its password", async () => {
    const address = "postgres://someone:secret@127.0.0.1:1/nothing";
    const error = await Memory.open(address).catch((caught: Error) => caught);
    expect((error as Error).message).toMatch(/the memory postgres:\/\/someone:…@127\.0\.0\.1:1\/nothing cannot be/);
    expect(String((error as Error).stack)).not.toContain("secret");
  });
});
