import { join } from "node:path";
import { type ConcordanceOptions, Memory } from "@sextant/core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

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
