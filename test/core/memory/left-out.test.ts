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
    await memory.add(of("A/C.3/67/L.1", "main"), [same, same]);
    await memory.add(of("A/RES/67/1", "Old"), [same]);
    await memory.add(of("other", "main"), [{ variants: { en: SAID, fr: `${RENDERED} même` } }]);
    return memory;
  }
  const matches = async (memory: Memory, ...origins: string[]) => {
    const options = origins.length > 0 ? { leaveOut: originsIn(origins) } : {};
    const found = await memory.lookup(SAID, "en", "fr", options);
    return found.map(({ unit, target, occurrences }) => [unit.documentSet, target === RENDERED, occurrences]);
  };

  test("is in no match, and not counted in one of others that say the same", async () => {
    await using memory = await opened();
    const other = ["other", false, 1];
    expect(await matches(memory)).toEqual([["A/C.3/67/L.1", true, 3], other]);
    expect(await matches(memory, "documentSet:A/C.3/67/L.1")).toEqual([["A/RES/67/1", true, 1], other]);
    expect(await matches(memory, "body:A/C.3")).toEqual([["A/RES/67/1", true, 1], other]);
    expect(await matches(memory, "memory:main")).toEqual([["A/RES/67/1", true, 1]]);
    const [first] = await memory.lookup(SAID, "en", "fr");
    expect(await matches(memory, `unit:${first?.unit.id}`)).toEqual([["A/C.3/67/L.1", true, 2], other]);
    expect(await matches(memory, "memory:main", "memory:Old")).toEqual([]);
  });

  test("is in no known part of a text, which others are offered for", async () => {
    await using memory = await opened();
    const text = `${SAID} of Palestine refugees`;
    const sets = async (...origins: string[]) => {
      const [part] = await memory.subsegments(text, "en", "fr", { limit: 1, leaveOut: originsIn(origins) });
      return part?.units.map(({ documentSet }) => documentSet);
    };
    expect(await sets("unit:9999")).toEqual(["A/C.3/67/L.1"]);
    expect(await sets("documentSet:A/C.3/67/L.1")).toEqual(["A/RES/67/1"]);
    expect(await sets("body:A/C.3", "memory:Old")).toEqual(["other"]);
    expect(await sets("memory:main", "memory:Old")).toBeUndefined();
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
