import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Memory, originsIn } from "@sextant/core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { emptyDatabase } from "../../setup.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-left-out-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const SAID = "Recalling its previous resolutions on the question";
const RENDERED = "Rappelant ses résolutions antérieures sur la question";

describe.each(["SQLite", "PostgreSQL"])("what is left out in %s", (engine) => {
  async function opened(): Promise<Memory> {
    const location = engine === "SQLite" ? join(folder, `${Math.random()}.sqlite`) : inject("postgres");
    const memory = await Memory.open(engine === "SQLite" ? location : await emptyDatabase(location));
    // Three that say the same, of two documents, and one that says it otherwise.
    const of = (id: string, name: string) => ({ id, symbol: id, source: "test", memory: name });
    const same = { variants: { en: SAID, fr: RENDERED } };
    await memory.documentSets.add(of("A/C.3/67/L.1", "main"), [same, same]);
    await memory.documentSets.add(of("A/RES/67/1", "Old"), [same]);
    await memory.documentSets.add(of("other", "main"), [{ variants: { en: SAID, fr: `${RENDERED} même` } }]);
    return memory;
  }
  const matches = async (memory: Memory, ...origins: string[]) => {
    const options = origins.length > 0 ? { leaveOut: originsIn(origins) } : {};
    const found = await memory.lookup(SAID, { from: "en", to: "fr", ...options });
    return found.map(({ unit, target, occurrences }) => [unit.documentSet, target === RENDERED, occurrences]);
  };

  test("is in no match, and not counted in one of others that say the same", async () => {
    await using memory = await opened();
    const other = ["other", false, 1];
    expect(await matches(memory)).toEqual([["A/C.3/67/L.1", true, 3], other]);
    expect(await matches(memory, "documentSet:A/C.3/67/L.1")).toEqual([["A/RES/67/1", true, 1], other]);
    expect(await matches(memory, "body:A/C.3")).toEqual([["A/RES/67/1", true, 1], other]);
    expect(await matches(memory, "memory:main")).toEqual([["A/RES/67/1", true, 1]]);
    const [first] = await memory.lookup(SAID, { from: "en", to: "fr" });
    expect(await matches(memory, `unit:${first?.unit.id}`)).toEqual([["A/C.3/67/L.1", true, 2], other]);
    expect(await matches(memory, "memory:main", "memory:Old")).toEqual([]);
  });

  test("is in no known part of a text, which others are offered for", async () => {
    await using memory = await opened();
    const text = `${SAID} of Palestine refugees`;
    const sets = async (...origins: string[]) => {
      const [part] = await memory.subsegments(text, { from: "en", to: "fr", limit: 1, leaveOut: originsIn(origins) });
      return part?.units.map(({ documentSet }) => documentSet);
    };
    expect(await sets("unit:9999")).toEqual(["A/C.3/67/L.1"]);
    expect(await sets("documentSet:A/C.3/67/L.1")).toEqual(["A/RES/67/1"]);
    expect(await sets("body:A/C.3", "memory:Old")).toEqual(["other"]);
    expect(await sets("memory:main", "memory:Old")).toBeUndefined();
  });
});

describe.each(["SQLite", "PostgreSQL"])("a symbol in %s", (engine) => {
  async function opened(): Promise<Memory> {
    const location = engine === "SQLite" ? join(folder, `${Math.random()}.sqlite`) : inject("postgres");
    const memory = await Memory.open(engine === "SQLite" ? location : await emptyDatabase(location));
    const add = (id: string, symbol: string, name = "main") =>
      memory.documentSets.add({ id, symbol, source: "test", memory: name }, [
        { variants: { en: SAID, fr: `${RENDERED} ${id}` } },
      ]);
    // Two sets of one symbol, one whose id is the symbol of another, and that other.
    await add("one", "A/67/1");
    await add("two", "A/67/1", "Old");
    await add("A/67/2", "A/67/2/Corr.1");
    await add("three", "A/67/2");
    return memory;
  }
  const ALL = ["one", "two", "A/67/2", "three"];
  /** Ids of the sets that each way of asking finds. */
  const found = async (memory: Memory, leaveOut: string[], memories?: string[]) => {
    const options = { leaveOut: originsIn(leaveOut), ...(memories && { memories }) };
    const matches = await memory.lookup(SAID, { from: "en", to: "fr", ...options });
    const parts = await memory.subsegments(`${SAID} of refugees`, { from: "en", to: "fr", ...options, limit: 20 });
    const { hits } = await memory.concordance("question", "en", options);
    const ids = [matches, parts[0]?.units.map((unit) => ({ unit })) ?? [], hits].map((units) =>
      units.map(({ unit }) => unit.documentSet).sort(),
    );
    expect(ids[1]).toEqual(ids[0]);
    expect(ids[2]).toEqual(ids[0]);
    return ALL.filter((id) => ids[0]?.includes(id));
  };

  test("names each set that has it, unless it is an id, wherever sets are left out", async () => {
    await using memory = await opened();
    expect(await found(memory, [])).toEqual(ALL);
    expect(await found(memory, ["documentSet:A/67/1"])).toEqual(["A/67/2", "three"]);
    expect(await found(memory, ["documentSet:A/67/2"])).toEqual(["one", "two", "three"]);
    expect(await found(memory, ["documentSet:A/67/2/Corr.1", "documentSet:one"])).toEqual(["two", "three"]);
    expect(await found(memory, ["documentSet:A/67/1"], ["Old"])).toEqual([]);
    expect(await found(memory, ["documentSet:A/67/9"])).toEqual(ALL);
  });

  test("names sets whose hits come first, and the only one that is searched", async () => {
    await using memory = await opened();
    const { hits } = await memory.concordance("question", "en", { prefer: originsIn(["documentSet:A/67/2/Corr.1"]) });
    expect(hits.map(({ unit }) => unit.documentSet)).toEqual(["A/67/2", "one", "two", "three"]);
    const { hits: only } = await memory.concordance("question", "en", { documentSet: "A/67/2/Corr.1" });
    expect(only.map(({ unit }) => unit.documentSet)).toEqual(["A/67/2"]);
    expect((await memory.concordance("question", "en", { documentSet: "A/67/9" })).hits).toEqual([]);
  });
});

test("an origin that is named otherwise is refused", () => {
  expect(originsIn(["unit: 15", "memory:Old"])).toEqual({
    documentSets: [],
    bodies: [],
    memories: ["Old"],
    units: [15],
  });
  for (const wrong of ["unit:x", "unit:", "units:15", "unit:1e3"]) expect(() => originsIn([wrong])).toThrow(RangeError);
});
