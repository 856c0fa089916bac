import { alignDocuments, Memory, readDocumentSet } from "@sextant/core";
import { type RunningServer, serve } from "@sextant/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { corpus } from "../setup.ts";

let memory: Memory;
let server: RunningServer;

beforeAll(async () => {
  memory = await Memory.open(":memory:");
  const set = await readDocumentSet(corpus("UDHR"));
  const versions = set.versions.filter(({ document }) => ["fr", "zh"].includes(document.language));
  await memory.documentSets.save({ ...set, versions }, alignDocuments(versions.map(({ document }) => document)));
  server = await serve({ memory, port: 0 });
});
afterAll(async () => {
  await server.close();
  await memory.close();
});

/** Answers are looked at field by field. */
async function ask(
  method: string,
  path: string,
  body?: unknown,
  head: Record<string, string> = {},
): Promise<{ status: number; body: any }> {
  const response = await fetch(`${server.address}/api/document-sets/UDHR/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    headers: { ...(body !== undefined && { "Content-Type": "application/json" }), ...head },
  });
  return { status: response.status, body: await response.json() };
}

/** The version of a row, as it is read. */
const versionAt = async (position: number): Promise<string> =>
  (await ask("GET", `rows?from=${position}&limit=1`)).body[0].version;
/** Takes the last correction back. */
const undo = async (): Promise<{ status: number; body: any }> =>
  ask("DELETE", `changes/${(await ask("GET", "changes")).body[0].id}`);

test("a correction changes the rows, is listed, and is taken back", async () => {
  const before = (await ask("GET", "rows")).body;
  const { status, body } = await ask("POST", "corrections", {
    ...{ action: "merge", position: 3, count: 2 },
    version: [await versionAt(3), await versionAt(4)],
  });
  expect(status).toBe(200);
  expect(body.rows.find(({ position }: { position: number }) => position === 3)).toMatchObject({
    origin: "corrected",
    status: "confirmed",
    blocks: { fr: [{}, {}], zh: [{}, {}] },
  });
  expect((await ask("GET", "rows")).body).toHaveLength(before.length - 1);
  const changes = (await ask("GET", "changes")).body;
  expect(changes).toMatchObject([{ correction: { action: "merge", position: 3, count: 2 } }]);
  const { id } = changes[0];
  expect(body.change).toBe(id);
  expect((await ask("DELETE", `changes/${id}`)).status).toBe(200);
  expect((await ask("GET", "rows")).body).toEqual(before);
  expect(await ask("DELETE", `changes/${id}`)).toMatchObject({
    status: 404,
    body: { error: `there is no correction ${id} of A/RES/217(III)A, or it was taken back already` },
  });
  expect((await ask("DELETE", "changes/last")).status).toBe(400);
});

test("a refused undo names the change that is taken back first, and that one is", async () => {
  const before = (await ask("GET", "rows")).body;
  const unlinked = await ask("POST", "corrections", {
    ...{ action: "unlink", position: 20, language: "fr" },
    version: await versionAt(20),
  });
  const linked = await ask("POST", "corrections", {
    ...{ action: "link", position: 5, other: 80 },
    version: [await versionAt(5), await versionAt(80)],
  });
  const confirmed = await ask("POST", "corrections", {
    ...{ action: "confirm", position: 40 },
    version: await versionAt(40),
  });
  expect([unlinked.status, linked.status, confirmed.status]).toEqual([200, 200, 200]);
  expect(await ask("DELETE", `changes/${unlinked.body.change}`)).toMatchObject({
    status: 409,
    body: { error: expect.stringContaining(`; change ${linked.body.change} is taken back first`) },
  });
  for (const { change } of [linked.body, unlinked.body, confirmed.body])
    expect((await ask("DELETE", `changes/${change}`)).status).toBe(200);
  expect((await ask("GET", "rows")).body).toEqual(before);
});

test("the units of a row are listed, cut anew, and taken back", async () => {
  const rows = (await ask("GET", "rows")).body;
  const position = rows.findIndex(({ units }: { units: number[] }) => units.length > 1);
  const before = (await ask("GET", `rows/${position}/segments`)).body;
  expect(before.map(({ id }: { id: number }) => id)).toEqual(rows[position].units);
  const unit = before[0].id;
  const { body } = await ask("POST", "corrections", {
    ...{ action: "merge", position, unit, count: 2 },
    version: before[0].version,
  });
  expect(body.rows).toMatchObject([{ position, status: "confirmed", blocks: rows[position].blocks }]);
  expect((await ask("GET", `rows/${position}/segments`)).body).toHaveLength(before.length - 1);
  expect((await undo()).status).toBe(200);
  expect((await ask("GET", `rows/${position}/segments`)).body).toEqual(before);
  expect(await ask("GET", "rows/9999/segments")).toMatchObject({
    status: 404,
    body: { error: "A/RES/217(III)A has no row 9999" },
  });
});

test.each([
  [{ action: "move", position: 3, unit: 1, language: "fr", to: "before", blocks: 1 }, 400, /`segments` of a `unit`/],
  [{ action: "move", position: 3, language: "fr", to: "before" }, 400, /`blocks` of a row/],
  [{ action: "split", position: 3, at: { fr: 1001 } }, 400, /at most 1000 blocks of a row/],
  [{ action: "split", position: 3, unit: 999_999, at: { fr: 1 } }, 409, /row 3 has no unit 999999/],
  [{ action: "merge", position: 3, count: 100 }, 409, /there is no row/],
  [{ action: "unlink", position: 3, language: "ar" }, 409, /row 3 has nothing in ar/],
  [
    { action: "move", position: 3, language: "fr", to: "before", blocks: 7 },
    409,
    /has 1 block in fr; no other number can be moved/,
  ],
  [{ action: "confirm", position: 3, unit: 999_999 }, 409, /row 3 has no unit 999999; its units are/],
  [{ action: "explode", position: 3 }, 400, /action/],
  [{ action: "split", position: 3, at: { "f r": 1 } }, 400, /at at\["f r"\]/],
  [{ action: "merge", position: -1, count: 2 }, 400, /position/],
])("%o is refused with what would be right", async (correction, status, message) => {
  const before = (await ask("GET", "rows")).body;
  const version = before[correction.position]?.version ?? before[0].version;
  const answer = await ask("POST", "corrections", { ...correction, version });
  expect([answer.status, answer.body.error]).toEqual([status, expect.stringMatching(message)]);
  expect((await ask("GET", "rows")).body).toEqual(before);
});

test("a form of another site cannot send a correction", async () => {
  const response = await fetch(`${server.address}/api/document-sets/UDHR/corrections`, {
    method: "POST",
    headers: { "Content-Type": "text/plain", Origin: "https://elsewhere.example" },
    body: JSON.stringify({ action: "confirm", position: 3 }),
  });
  expect(response.status).toBe(403);
  expect((await ask("GET", "changes")).body).toEqual([]);
});

test("a correction without a version is refused, and one of a row that has changed is told what is there now", async () => {
  const confirm = { action: "confirm", position: 5 };
  expect(await ask("POST", "corrections", confirm)).toMatchObject({
    status: 428,
    body: { error: expect.stringContaining("version") },
  });
  const version = await versionAt(5);
  const done = await ask("POST", "corrections", confirm, { "If-Match": `"${version}"`, "Idempotency-Key": "once" });
  expect(done.status).toBe(200);
  expect(done.body.rows[0].version).not.toBe(version);
  // Sent again, as by a client that did not hear the answer.
  expect(await ask("POST", "corrections", confirm, { "If-Match": `"${version}"`, "Idempotency-Key": "once" })).toEqual(
    done,
  );
  expect(await ask("POST", "corrections", { ...confirm, action: "reject", version })).toMatchObject({
    status: 409,
    body: {
      error: expect.stringContaining("row 5 has been changed since"),
      rows: [{ position: 5, status: "confirmed" }],
    },
  });
  const other = await ask("POST", "corrections", { ...confirm, version }, { "Idempotency-Key": "once" });
  expect(other.status).toBe(200);
  const taken = await ask("POST", "corrections", { ...confirm, position: 6, version }, { "Idempotency-Key": "once" });
  expect(taken.status).toBe(422);
  expect((await ask("GET", "changes")).body).toHaveLength(1);
  expect((await undo()).status).toBe(200);
});

test("a listed correction tells the text of a language as it was before it", async () => {
  const rows = (await ask("GET", "rows")).body;
  const isOfOne = ({ blocks }: any): boolean => blocks.fr?.length === 1 && blocks.zh?.length === 1;
  const position = rows.findIndex((row: any, at: number) => at > 0 && isOfOne(row));
  const text = rows[position].blocks.fr[0].text;
  const [unit] = (await ask("GET", `rows/${position}/segments`)).body;
  const was = unit.variants.fr;
  await ask("POST", "corrections", {
    action: "edit",
    position,
    unit: unit.id,
    language: "fr",
    text: `${was} bis`,
    version: unit.version,
  });
  const listed = async () => (await ask("GET", "changes")).body[0];
  expect(await listed()).toMatchObject({ correction: { action: "edit", text: `${was} bis` }, before: was });
  await undo();
  for (const to of ["before", "after"]) {
    const other = position + (to === "before" ? -1 : 1);
    const move = { action: "move", position, language: "fr", to, blocks: 1 };
    await ask("POST", "corrections", { ...move, version: [await versionAt(position), await versionAt(other)] });
    expect(await listed()).toMatchObject({ correction: { action: "move", to }, before: text });
    await undo();
  }
  await ask("POST", "corrections", { action: "unlink", position, language: "fr", version: await versionAt(position) });
  expect(await listed()).toMatchObject({ correction: { action: "unlink" }, before: text });
  await undo();
  await ask("POST", "corrections", { action: "confirm", position, version: await versionAt(position) });
  expect(await listed()).not.toHaveProperty("before");
  await undo();
});
