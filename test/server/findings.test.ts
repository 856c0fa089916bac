import { alignDocuments, Memory, readText, type StoredRow } from "@sextant/core";
import { type RunningServer, serve } from "@sextant/server";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { emptyDatabase } from "../setup.ts";

const TEXTS = {
  en: "The Committee met on 5 May 2024.\n\nIt had 260 posts.\n\nIt adjourned.",
  fr: "Le Comité s’est réuni le 5 mai 2024.\n\nIl avait 270 postes.\n\nIl a levé la séance.",
};

const documents = () => Object.entries(TEXTS).map(([language, text]) => readText(text, { language }));

describe.each(["SQLite", "PostgreSQL"])("findings over HTTP, on %s", (engine) => {
  let memory: Memory;
  let server: RunningServer;
  beforeAll(async () => {
    memory = await Memory.open(engine === "SQLite" ? ":memory:" : await emptyDatabase(inject("postgres")));
    await memory.save("report", documents(), alignDocuments(documents()));
    server = await serve({ memory, port: 0 });
  });
  afterAll(async () => {
    await server.close();
    await memory.close();
  });

  const ask = async (path: string, method = "GET", body?: unknown): Promise<{ status: number; body: any }> => {
    const response = await fetch(`${server.address}/api/document-sets/report${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    return { status: response.status, body: await response.json() };
  };
  const errors = async () => (await ask("/findings?languages=en,fr&severity=warning")).body;

  test("a finding is told, said to be no error, left out, also when the set is aligned again, and told again when that is taken back", async () => {
    const [finding, ...others] = await errors();
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ type: "number", severity: "error", values: { en: ["260"], fr: ["270"] } });
    const { id, type, values } = finding;
    const kept = await ask("/not-errors", "POST", { finding: { id, type, values }, by: "A. Reviser" });
    expect(kept).toMatchObject({
      status: 200,
      body: { scope: "row", by: "A. Reviser", at: expect.stringMatching(/^\d{4}-/) },
    });
    expect(await errors()).toEqual([]);
    await memory.save("report", documents(), alignDocuments(documents()));
    expect(await errors()).toEqual([]);
    expect((await ask("/not-errors")).body).toHaveLength(1);
    expect((await ask(`/not-errors/${kept.body.id}`, "DELETE")).status).toBe(200);
    expect(await errors()).toHaveLength(1);
  });

  test("what a person writes is compared: a correction clears its finding, and a verdict dies with the texts", async () => {
    const [finding] = await errors();
    const { id, type, values } = finding;
    const verdict = await ask("/not-errors", "POST", { finding: { id, type, values }, by: "A. Reviser" });
    const row = (await memory.rows("report")).find(({ position }) => position === finding.row) as StoredRow;
    const edit = (text: string) =>
      memory.corrections.make("report", {
        action: "edit",
        position: row.position,
        unit: row.units[0] as number,
        language: "fr",
        text,
      });
    await edit("Il avait 280 postes.");
    expect((await errors()).map((own: typeof finding) => [own.type, own.values])).toEqual([
      ["number", { en: ["260"], fr: ["280"] }],
    ]);
    await edit("Il avait 260 postes.");
    expect(await errors()).toEqual([]);
    for (const { id } of await memory.corrections.changes("report")) await memory.corrections.undo("report", id);
    await ask(`/not-errors/${verdict.body.id}`, "DELETE");
    expect(await errors()).toHaveLength(1);
  });

  test("what cannot be compared is refused with what would be right", async () => {
    expect(await ask("/findings?languages=en")).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining("two versions") },
    });
    expect(await ask("/findings?languages=en,de")).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining("no version in de") },
    });
    expect((await ask("/not-errors/99", "DELETE")).status).toBe(404);
  });
});
