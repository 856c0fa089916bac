import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alignDocuments, type Document, documentSetOf, type ImportedUnit, Memory, readDocument } from "@sextant/core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { emptyDatabase } from "../../setup.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-place-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const versions = (what: string): Promise<Document[]> =>
  Promise.all(
    [`Le Conseil adopte ${what}.`, `The Council adopts ${what}.`].map((text) =>
      readDocument(Buffer.from(text), { name: "text.txt" }),
    ),
  );
async function* units(): AsyncGenerator<ImportedUnit> {
  const unit = { role: "text", confidence: 1, origin: "imported", unofficial: [] };
  yield { ...unit, variants: { en: "The budget", fr: "Le budget" } };
}

describe.each(["SQLite", "PostgreSQL"])("in %s", (engine) => {
  async function opened(name: string): Promise<Memory> {
    return Memory.open(engine === "SQLite" ? join(folder, `${name}.sqlite`) : await emptyDatabase(inject("postgres")));
  }

  test("nothing takes the place of a set in a memory where it may not, whatever was there when it was begun", async () => {
    await using memory = await opened("within");
    const documents = await versions("le budget");
    await memory.save("budget", documents, alignDocuments(documents), { memory: "secret" });
    const other = await versions("le rapport");
    const within = ["open"];
    const told = { code: "id-taken", message: "the id budget is taken; another one is free" };
    const set = { ...documentSetOf("budget", other), memory: "open", within };
    await expect(memory.documentSets.save(set, alignDocuments(other))).rejects.toMatchObject(told);
    const file = { id: "budget", symbol: "budget", source: "test", fingerprint: "f", memory: "open", within };
    await expect(memory.documentSets.import({ ...file, replace: true }, units())).rejects.toMatchObject(told);
    expect(await memory.documentSets.find("budget")).toMatchObject({ memory: "secret", units: 1 });
    await memory.documentSets.save({ ...set, within: ["open", "secret"] }, alignDocuments(other));
    expect(await memory.documentSets.find("budget")).toMatchObject({ memory: "open" });
  });

  test("of two alignments under one id the later one is told that the other was kept meanwhile", async () => {
    await using memory = await opened("over");
    const [first, second] = [await versions("le budget"), await versions("le rapport")];
    const over = { fingerprint: await memory.documentSets.fingerprint("report") };
    await memory.documentSets.save({ ...documentSetOf("report", first), over }, alignDocuments(first));
    await expect(
      memory.documentSets.save({ ...documentSetOf("report", second), over }, alignDocuments(second)),
    ).rejects.toMatchObject({ code: "id-taken" });
    const [row] = await memory.rows("report");
    expect(JSON.stringify(row)).toContain("le budget");
    const again = { fingerprint: await memory.documentSets.fingerprint("report") };
    await memory.documentSets.save({ ...documentSetOf("report", second), over: again }, alignDocuments(second));
  });
});
