import {
  type Alignment,
  alignDocuments,
  type DocumentSet,
  Memory,
  readDocumentSet,
  type TranslationUnit,
} from "@sextant/core";
import { type Correction, ImpossibleCorrection } from "@sextant/core/memory";
import fc from "fast-check";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { sentences } from "../../../packages/core/src/language/sentences/sentences.ts";
import { corpus } from "../../setup.ts";

const EDITED = "Un texte corrigé à la main.";
const ROWS = 12;
let set: DocumentSet;
let alignment: Alignment;
let memory: Memory;

beforeAll(async () => {
  const whole = await readDocumentSet(corpus("UDHR"));
  const versions = whole.versions
    .filter(({ document }) => ["fr", "en", "ar"].includes(document.language))
    .map((version) => ({
      ...version,
      document: { ...version.document, blocks: version.document.blocks.slice(0, ROWS + 8) },
    }));
  set = { ...whole, versions };
  alignment = alignDocuments(versions.map(({ document }) => document));
});
const begin = async (): Promise<void> => {
  memory = await Memory.open(":memory:");
  await memory.documentSets.save(set, alignment);
};
beforeEach(begin);
afterEach(() => memory.close());

const unitsAt = async (position: number) => (await memory.rowUnits(set.id, position)) as TranslationUnit[];

/** Edits the first unit of a row in French: puts another text in place of its own, or a sentence before it. */
async function edit(position: number, isAdded = false): Promise<void> {
  const [own] = await unitsAt(position);
  const text = isAdded ? `${EDITED} ${own?.variants.fr}` : EDITED;
  const how = { position, unit: own?.id as number, language: "fr", text };
  await memory.corrections.make(set.id, { action: "edit", ...how });
}

/** What is published in a language, spaces apart: as units have it, and as blocks do. */
async function texts(language: string) {
  const units = await Array.fromAsync(memory.units([set.id]));
  const rows = await memory.rows(set.id);
  const bare = (all: readonly string[]) => all.join("").replace(/\s/gu, "");
  return {
    units: bare(units.map(({ original, variants }) => (original ?? variants)[language] ?? "")),
    blocks: bare(rows.flatMap(({ blocks }) => blocks[language]?.map(({ text }) => text) ?? [])),
  };
}

test("an edited text stays where its row joins another and is cut from it again", async () => {
  const position = (await memory.rows(set.id)).findIndex(({ blocks }) => Object.keys(blocks).length === 3);
  await edit(position);
  const [edited] = await unitsAt(position);
  await memory.corrections.make(set.id, { action: "merge", position, count: 2 });
  const at = { fr: 1, en: 1, ar: 1 };
  await memory.corrections.make(set.id, { action: "split", position, at });
  expect((await unitsAt(position))[0]).toMatchObject({ id: edited?.id, variants: edited?.variants });
});

test("an edited text goes with its paragraph to the row beside it, and what it stood for is still known", async () => {
  const position = (await memory.rows(set.id)).findIndex(
    ({ blocks }, at) => at > 0 && Object.keys(blocks).length === 3,
  );
  const published = (await unitsAt(position))[0]?.variants.fr as string;
  await edit(position);
  await memory.corrections.make(set.id, { action: "move", position, language: "fr", to: "before", blocks: 1 });
  const moved = (await unitsAt(position - 1)).find(({ variants }) => variants.fr?.includes(EDITED));
  expect(moved?.original?.fr).toContain(published);
});

test("what would tear an edited text is refused, and says so", async () => {
  const position = (await memory.rows(set.id)).findIndex(({ blocks }) => Object.keys(blocks).length === 3);
  await memory.corrections.make(set.id, { action: "merge", position, count: 2 });
  const [first] = await unitsAt(position);
  const rest = (await unitsAt(position)).length;
  await memory.corrections.make(set.id, { action: "merge", position, unit: first?.id as number, count: rest });
  await edit(position);
  const split = memory.corrections.make(set.id, { action: "split", position, at: { fr: 1, en: 1, ar: 1 } });
  await expect(split).rejects.toThrow(`“${EDITED}” was edited, and would be torn`);
});

test("an edited text stays edited when a sentence of it goes to the segment beside it, and its row then joins another", async () => {
  const units = await Array.fromAsync(memory.units([set.id]));
  const position = units.find(({ paragraph, variants }, at) => {
    const next = units[at + 1];
    return next?.paragraph === paragraph && variants.fr !== undefined && next.variants.fr !== undefined;
  })?.paragraph as number;
  await edit(position, true);
  const [edited] = await unitsAt(position);
  const move = {
    action: "move",
    position,
    unit: edited?.id as number,
    language: "fr",
    to: "after",
    segments: 1,
  } as const;
  await memory.corrections.make(set.id, move);
  const [left, given] = await unitsAt(position);
  expect(left?.variants.fr).toBe(EDITED);
  expect(left?.original).toBeDefined();
  expect(given?.original).toBeUndefined();
  expect((await memory.rows(set.id, { from: position, limit: 1 }))[0]?.edited?.fr).toContain(EDITED);
  await memory.corrections.make(set.id, { action: "merge", position, count: 2 });
  expect((await unitsAt(position)).filter(({ variants }) => variants.fr?.includes(EDITED))).toHaveLength(1);
});

/** A correction of a segment of the row in which the edited text stands, which is known when it is made. */
interface InnerAsked {
  readonly action: "mergeUnits" | "splitUnit" | "moveSegments";
  readonly index: number;
  readonly count: number;
  readonly language: string;
  readonly to: "before" | "after";
}

async function innerOf({ action, index, count, language, to }: InnerAsked): Promise<Correction | undefined> {
  const all = await Array.fromAsync(memory.units([set.id]));
  const position = all.find(({ variants }) => variants.fr?.includes(EDITED))?.paragraph as number;
  const units = await unitsAt(position);
  const own = units[index % Math.max(1, units.length)];
  if (own?.id === undefined) return undefined;
  const unit = own.id;
  if (action === "mergeUnits") return { action: "merge", position, unit, count: count + 1 };
  if (action === "moveSegments") return { action: "move", position, unit, language, to, segments: count };
  const places = Object.entries(own.variants).map(([key, text]) => {
    const starts = sentences(text, key).map(({ start }) => start);
    return [key, starts[Math.min(count, starts.length - 1)] ?? 0];
  });
  return { action: "split", position, unit, at: Object.fromEntries(places) };
}

test("whatever is corrected, an edited text is there or the correction is refused, and nothing published is lost", async () => {
  const position = fc.nat(ROWS - 1);
  const language = fc.constantFrom("fr", "en", "ar");
  const correction: fc.Arbitrary<Correction> = fc.oneof(
    fc.record({ action: fc.constant("merge" as const), position, count: fc.constantFrom(2, 3) }),
    fc.record({
      action: fc.constant("split" as const),
      position,
      at: fc.record({ fr: fc.nat(2), en: fc.nat(2), ar: fc.nat(2) }),
    }),
    fc.record({
      ...{ action: fc.constant("move" as const), position, language },
      ...{ to: fc.constantFrom("before" as const, "after" as const), blocks: fc.constantFrom(1, 2) },
    }),
    fc.record({ action: fc.constant("unlink" as const), position, language }),
  );
  const inner: fc.Arbitrary<InnerAsked> = fc.record({
    action: fc.constantFrom("mergeUnits", "splitUnit", "moveSegments"),
    ...{ language, index: fc.nat(3), count: fc.constantFrom(1, 2) },
    to: fc.constantFrom("before", "after"),
  });
  const asked = fc.array(fc.oneof(correction, inner), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(position, fc.boolean(), asked, async (at, isAdded, corrections) => {
      await memory.close();
      await begin();
      const before = await Promise.all(["fr", "en", "ar"].map(texts));
      const row = await memory.rows(set.id, { from: at, limit: 1 });
      if (!row[0]?.blocks.fr) return;
      await edit(at, isAdded);
      for (const one of corrections) {
        const known = "index" in one ? await innerOf(one) : one;
        await (known && memory.corrections.make(set.id, known))?.catch((error: unknown) => {
          if (!(error instanceof ImpossibleCorrection)) throw error;
        });
      }
      const units = await Array.fromAsync(memory.units([set.id]));
      expect(units.filter(({ variants }) => variants.fr?.includes(EDITED))).toHaveLength(1);
      const after = await Promise.all(["fr", "en", "ar"].map(texts));
      expect(after.map(({ blocks }) => [...blocks].sort().join(""))).toEqual(
        before.map(({ blocks }) => [...blocks].sort().join("")),
      );
      expect(after.map(({ units }) => [...units].sort().join(""))).toEqual(
        before.map(({ units }) => [...units].sort().join("")),
      );
      for (
        let changes = await memory.corrections.changes(set.id);
        changes[0];
        changes = await memory.corrections.changes(set.id)
      )
        await memory.corrections.undo(set.id, changes[0].id);
      expect(await Promise.all(["fr", "en", "ar"].map(texts))).toEqual(before);
    }),
    { numRuns: 25 },
  );
});
