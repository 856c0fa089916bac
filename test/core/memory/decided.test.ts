import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CarriedDecisions, type ImportedUnit, Memory, type StoredRow } from "@sextant/core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { emptyDatabase } from "../../setup.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-decided-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Said = readonly [en: string, fr: string, tuid?: string];
async function* file(...said: readonly Said[]): AsyncGenerator<ImportedUnit> {
  for (const [en, fr, tuid] of said)
    yield {
      ...{ role: "text", confidence: 1, origin: "imported", unofficial: [], variants: { en, fr } },
      ...(tuid !== undefined && { tuid }),
    };
}
const about = (path: string) => ({
  id: "budget",
  symbol: "budget.tmx",
  source: "imported from budget.tmx",
  file: path,
});
const BUDGET: readonly Said[] = [
  ["Draft budget", "Projet de budget"],
  ["Final budget", "Budget définitif", "7"],
  ["Draft budget", "Avant-projet"],
  ["Annex", "Annexe"],
];

describe.each(["SQLite", "PostgreSQL"])("in %s", (engine) => {
  async function filled(name: string): Promise<Memory> {
    const memory = await Memory.open(
      engine === "SQLite" ? join(folder, `${name}.sqlite`) : await emptyDatabase(inject("postgres")),
    );
    await memory.documentSets.import({ ...about("/a/budget.tmx"), fingerprint: "1" }, file(...BUDGET));
    return memory;
  }
  const rowAt = async (memory: Memory, position: number): Promise<StoredRow> =>
    (await memory.rows("budget", { from: position, limit: 1 }))[0] as StoredRow;
  const edit = async (memory: Memory, position: number, text: string): Promise<void> => {
    const { units } = await rowAt(memory, position);
    await memory.corrections.make("budget", {
      action: "edit",
      position,
      unit: units[0] as number,
      language: "fr",
      text,
    });
  };
  const shown = async (memory: Memory): Promise<string[]> => {
    const found: string[] = [];
    for await (const { variants, status } of memory.units()) found.push(`${variants.en} | ${variants.fr} | ${status}`);
    return found;
  };

  test("a file without units takes no id, and nothing from a file that has units", async () => {
    await using memory = Object.assign(await filled("empty"), { [Symbol.asyncDispose]: () => memory.close() });
    const before = [await shown(memory), await memory.documentSets.list()];
    const none = { message: expect.stringContaining("no unit"), code: "unreadable-file", why: { reason: "no-units" } };
    for (const own of [{ id: "new" }, {}, { replace: true }, { id: "new", dryRun: true }])
      await expect(
        memory.documentSets.import({ ...about("/a/budget.tmx"), fingerprint: "2", needsUnits: true, ...own }, file()),
      ).rejects.toMatchObject(none);
    expect([await shown(memory), await memory.documentSets.list()]).toEqual(before);
    expect(await memory.maintenance.check()).toEqual([]);
  });

  test("a file that grew and was put in another order keeps what people decided, with its history", async () => {
    await using memory = Object.assign(await filled("grown"), { [Symbol.asyncDispose]: () => memory.close() });
    await memory.corrections.make("budget", { action: "confirm", position: 2 });
    await edit(memory, 1, "Budget final");
    const before = await rowAt(memory, 1);
    let told: CarriedDecisions | undefined;
    const [draft, final, other, annex] = BUDGET as [Said, Said, Said, Said];
    await memory.documentSets.import(
      { ...about("/a/budget.tmx"), fingerprint: "2", onDecisions: (decisions) => (told = decisions) },
      file(annex, ["New", "Nouveau"], draft, other, final),
    );
    expect(await shown(memory)).toEqual([
      "Annex | Annexe | automatic",
      "New | Nouveau | automatic",
      "Draft budget | Projet de budget | automatic",
      "Draft budget | Avant-projet | confirmed",
      "Final budget | Budget final | confirmed",
    ]);
    expect(told).toEqual({ kept: 2, differing: [], lost: [] });
    expect(await rowAt(memory, 4)).toEqual({ ...before, position: 4 });
    const changes = await memory.corrections.changes("budget");
    expect(changes.map(({ correction }) => correction.action)).toEqual(["edit", "confirm"]);
    // What was done before the file came again can still be taken back, wherever it stands now.
    await memory.corrections.undo("budget", changes[0]?.id);
    expect((await shown(memory))[4]).toBe("Final budget | Budget définitif | automatic");
  });

  test("rows that people joined hold their units when the file comes again", async () => {
    await using memory = Object.assign(await filled("joined"), { [Symbol.asyncDispose]: () => memory.close() });
    await memory.corrections.make("budget", { action: "merge", position: 0, count: 2 });
    const before = await shown(memory);
    await memory.documentSets.import(
      { ...about("/a/budget.tmx"), fingerprint: "2" },
      file(["New", "Nouveau"], ...BUDGET),
    );
    expect(await shown(memory)).toEqual(["New | Nouveau | automatic", ...before]);
  });

  test("a unit that its file says otherwise now keeps what a person settled, by its tuid, and that is told", async () => {
    await using memory = Object.assign(await filled("otherwise"), { [Symbol.asyncDispose]: () => memory.close() });
    await edit(memory, 1, "Budget final");
    let told: CarriedDecisions | undefined;
    const changed = BUDGET.with(1, ["Final budget", "Le budget définitif", "7"]);
    await memory.documentSets.import(
      { ...about("/a/budget.tmx"), fingerprint: "2", onDecisions: (decisions) => (told = decisions) },
      file(...changed),
    );
    expect((await shown(memory))[1]).toBe("Final budget | Budget final | confirmed");
    expect(told).toMatchObject({ kept: 1, differing: [{ tuid: "7" }], lost: [] });
    const { units } = await rowAt(memory, 1);
    expect((await memory.unit(units[0] as number))?.original).toEqual({
      en: "Final budget",
      fr: "Le budget définitif",
    });
  });

  test("tuids that were counted anew lead no decision to another unit", async () => {
    await using memory = Object.assign(await filled("counted"), { [Symbol.asyncDispose]: () => memory.close() });
    await memory.corrections.make("budget", { action: "confirm", position: 1 });
    const counted = BUDGET.with(0, ["Quite another", "Tout autre", "7"]).with(1, [
      "Final budget",
      "Budget définitif",
      "8",
    ]);
    await memory.documentSets.import({ ...about("/a/budget.tmx"), fingerprint: "2" }, file(...counted));
    expect((await shown(memory)).slice(0, 2)).toEqual([
      "Quite another | Tout autre | automatic",
      "Final budget | Budget définitif | confirmed",
    ]);
  });

  test("a unit that its file has in more languages, or in fewer, keeps what a person settled, and that is told", async () => {
    await using memory = Object.assign(await filled("languages"), { [Symbol.asyncDispose]: () => memory.close() });
    await memory.corrections.make("budget", { action: "confirm", position: 0 });
    await edit(memory, 2, "Projet préliminaire");
    let told: CarriedDecisions | undefined;
    const again = (fingerprint: string, more: Readonly<Record<string, string>>) =>
      memory.documentSets.import(
        { ...about("/a/budget.tmx"), fingerprint, onDecisions: (decisions) => (told = decisions) },
        (async function* () {
          for await (const unit of file(...BUDGET)) yield { ...unit, variants: { ...unit.variants, ...more } };
        })(),
      );
    const settled = ["Draft budget | Projet de budget | confirmed", "Draft budget | Projet préliminaire | confirmed"];
    for (const [fingerprint, more] of [
      ["2", { es: "Presupuesto" }],
      ["3", {}],
    ] as const) {
      await again(fingerprint, more);
      const now = await shown(memory);
      expect([now[0], now[2]]).toEqual(settled);
      expect(told).toMatchObject({ kept: 2, differing: [{ position: 0 }, { position: 2 }], lost: [] });
    }
    expect(await memory.corrections.changes("budget")).toHaveLength(2);
  });

  test("decisions that would be lost, and an id that is another file's, are refused and change nothing", async () => {
    await using memory = Object.assign(await filled("refused"), { [Symbol.asyncDispose]: () => memory.close() });
    await memory.corrections.make("budget", { action: "confirm", position: 3 });
    const before = await shown(memory);
    const short = (more: object) =>
      memory.documentSets.import({ ...about("/a/budget.tmx"), fingerprint: "2", ...more }, file(...BUDGET.slice(0, 3)));
    await expect(short({})).rejects.toThrow("it no longer has a unit that people decided on, the first being “Annexe”");
    expect(await short({ replace: true, dryRun: true })).toBe(3);
    await expect(short({ file: "/b/budget.tmx" })).rejects.toThrow(
      "the id budget is that of another file, /a/budget.tmx",
    );
    expect(await shown(memory)).toEqual(before);
    expect(await short({ replace: true })).toBe(3);
    expect(await shown(memory)).toEqual(before.slice(0, 3));
    expect(await memory.corrections.changes("budget")).toHaveLength(1);
  });

  test("a correction finds the row that its author saw, or is refused with what is there now", async () => {
    await using memory = Object.assign(await filled("seen"), { [Symbol.asyncDispose]: () => memory.close() });
    const page = await memory.rows("budget");
    const [first, second, , last] = page.map(({ version }) => version) as [string, string, string, string];
    await memory.corrections.make("budget", { action: "merge", position: 0, count: 2 }, { seen: [first, second] });
    // Row 3 of the old page is row 2 now.
    await memory.corrections.make("budget", { action: "reject", position: 3 }, { seen: [last] });
    expect((await memory.rows("budget")).map(({ status }) => status)).toEqual(["confirmed", "automatic", "rejected"]);
    const stale = memory.corrections.make("budget", { action: "confirm", position: 3 }, { seen: [last] });
    await expect(stale).rejects.toMatchObject({ name: "StaleVersion", now: [{ position: 2, status: "rejected" }] });
    await expect(
      memory.corrections.make("budget", { action: "reject", position: 1 }, { seen: [second] }),
    ).rejects.toMatchObject({ name: "StaleVersion" });
  });

  test("of forty edits of one unit at once one is made, and the others are told", async () => {
    await using memory = Object.assign(await filled("many"), { [Symbol.asyncDispose]: () => memory.close() });
    const { units } = await rowAt(memory, 1);
    const unit = units[0] as number;
    const version = (await memory.unit(unit))?.version as string;
    const edits = Array.from({ length: 40 }, (_, n) =>
      memory.corrections.make(
        "budget",
        { action: "edit", position: 1, unit, language: "fr", text: `Budget ${n}` },
        { seen: [version] },
      ),
    );
    const done = await Promise.allSettled(edits);
    const made = done.findIndex(({ status }) => status === "fulfilled");
    const told = { status: "rejected", reason: expect.objectContaining({ name: "StaleVersion" }) };
    expect(done.toSpliced(made, 1)).toEqual(Array(39).fill(told));
    expect((await memory.unit(unit))?.variants.fr).toBe(`Budget ${made}`);
    expect(await memory.corrections.changes("budget")).toHaveLength(1);
  });

  test("forty edits of forty units at once are all made, and each is taken back by its name", async () => {
    await using memory = Object.assign(await filled("forty"), { [Symbol.asyncDispose]: () => memory.close() });
    const said = Array.from({ length: 40 }, (_, n): Said => [`Item ${n}`, `Point ${n}`]);
    await memory.documentSets.import({ ...about("/a/budget.tmx"), fingerprint: "2", replace: true }, file(...said));
    await Promise.all(said.map((_, n) => edit(memory, n, `Point numéro ${n}`)));
    expect((await shown(memory)).sort()).toEqual(said.map(([en], n) => `${en} | Point numéro ${n} | confirmed`).sort());
    const named = (await memory.corrections.changes("budget")).map(({ id }) => id);
    const undone = await Promise.all(named.map((id) => memory.corrections.undo("budget", id)));
    expect(undone.map((change) => change?.id)).toEqual(named);
    // A second time, by whoever: nothing more is taken back.
    expect(await Promise.all(named.map((id) => memory.corrections.undo("budget", id)))).toEqual(
      named.map(() => undefined),
    );
    expect((await shown(memory)).sort()).toEqual(said.map(([en, fr]) => `${en} | ${fr} | automatic`).sort());
  });

  test("an undo that is sent twice under its key is done once, and another's correction stays", async () => {
    await using memory = Object.assign(await filled("twice"), { [Symbol.asyncDispose]: () => memory.close() });
    await edit(memory, 0, "D’une personne");
    await edit(memory, 1, "D’une autre");
    const [others, own] = (await memory.corrections.changes("budget")).map(({ id }) => id) as [number, number];
    const undo = () => memory.corrections.undo("budget", own, { key: "undo-1" });
    const answers = await Promise.all([undo(), undo()]);
    expect(answers.map((change) => change?.id)).toEqual([own, own]);
    expect((await memory.corrections.changes("budget")).map(({ id }) => id)).toEqual([others]);
    expect((await shown(memory)).slice(0, 2)).toEqual([
      "Draft budget | Projet de budget | automatic",
      "Final budget | D’une autre | confirmed",
    ]);
  });

  test("a request under a key is done once; an undo takes back what it names, and nothing that was changed since", async () => {
    await using memory = Object.assign(await filled("keys"), { [Symbol.asyncDispose]: () => memory.close() });
    const reject = () => memory.corrections.make("budget", { action: "reject", position: 0 }, { key: "k1" });
    expect(await reject()).toEqual(await reject());
    await expect(
      memory.corrections.make("budget", { action: "confirm", position: 1 }, { key: "k1" }),
    ).rejects.toMatchObject({
      name: "KeyTaken",
    });
    await memory.corrections.make("budget", { action: "confirm", position: 0 });
    await memory.corrections.make("budget", { action: "confirm", position: 2 });
    const [, later, earlier] = (await memory.corrections.changes("budget")).map(({ id }) => id) as [
      number,
      number,
      number,
    ];
    await expect(memory.corrections.undo("budget", earlier)).rejects.toMatchObject({ name: "StaleVersion" });
    expect((await memory.corrections.undo("budget", later))?.id).toBe(later);
    expect(await memory.corrections.undo("budget", later)).toBeUndefined();
    expect((await memory.corrections.undo("budget", earlier))?.id).toBe(earlier);
    expect((await memory.rows("budget")).map(({ status }) => status)).toEqual([
      ...["automatic", "automatic", "confirmed", "automatic"],
    ]);
  });
});
