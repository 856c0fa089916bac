import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Memory, ThreadedMemory } from "@sextant/core/memory";
import { serve } from "@sextant/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES, json, ownMemory, served, type TestServer } from "./asking.ts";

const TEXT = encodeURIComponent("Toute personne a droit à la vie.");
const QUESTIONS = [
  "/api/document-sets",
  "/api/memories",
  "/api/document-sets/UDHR/rows?languages=fr,en&limit=20",
  "/api/document-sets/UDHR/segments",
  `/api/lookup?text=${TEXT}&source=fr&target=en`,
  "/api/search?q=crime&language=en&mark=fr,ar",
  `/api/subsegments?text=${TEXT}&source=fr&target=en`,
  "/api/document-sets/UDHR/tmx?languages=fr,en",
  "/api/export?format=jsonl&languages=en,ru",
];

/** A TMX says the second in which it was made. */
const undated = (text: string): string => text.replace(/ creationdate="\w+"/, "");

describe.each(ENGINES)("a server whose memory is in threads, in %s", (engine) => {
  let folder: string;
  let location: string;
  let server: TestServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "sextant-threads-"));
    location = await ownMemory(engine, folder);
    server = await served(location);
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  test("answers as one whose memory is in its own thread", async () => {
    await using memory = await Memory.open(location);
    const other = await serve({ memory, port: 0 });
    for (const question of QUESTIONS) {
      const [own, expected] = [await server.ask(question), await fetch(other.address + question)];
      expect([question, own.status, undated(own.text)]).toEqual([question, 200, undated(await expected.text())]);
    }
    await other.close();
  });

  test("takes a correction in, which whoever asks next sees", async () => {
    const { body: rows } = await server.ask("/api/document-sets/UDHR/rows?from=12&limit=1");
    const correction = { action: "confirm", position: 12, version: rows[0].version };
    const made = await server.ask("/api/document-sets/UDHR/corrections", json("POST", correction));
    expect([made.status, made.body.rows[0].status]).toEqual([200, "confirmed"]);
    const after = await server.ask("/api/document-sets/UDHR/rows?from=12&limit=1");
    expect(after.body[0].status).toBe("confirmed");
    const again = await server.ask("/api/document-sets/UDHR/corrections", json("POST", correction));
    expect([again.status, again.body.code, again.body.rows[0].version]).toEqual([
      409,
      "stale-version",
      after.body[0].version,
    ]);
  });

  test("what has one validator says one thing, whatever is written while it is asked", async () => {
    const path = "/api/document-sets/UDHR/rows?from=20&limit=20";
    const { body: rows } = await server.ask(path);
    const said = new Map<string, Set<string>>();
    const ask = async () => {
      const { headers, text } = await server.ask(path);
      const tag = headers.get("ETag");
      // One that was put together of several states has none.
      if (tag) said.set(tag, (said.get(tag) ?? new Set()).add(text));
    };
    for (const { position, version } of rows) {
      const confirm = json("POST", { action: "confirm", position, version });
      await Promise.all([ask(), ask(), server.ask("/api/document-sets/UDHR/corrections", confirm), ask(), ask()]);
    }
    await ask();
    expect([...said.values()].filter((texts) => texts.size > 1)).toEqual([]);
    expect(new Set([...said.values()].flatMap((texts) => [...texts])).size).toBeGreaterThan(1);
  });

  test("corrections of the same rows that are asked for at once are all made", async () => {
    const { body: rows } = await server.ask("/api/document-sets/UDHR/rows?from=20&limit=8");
    const merges = [0, 2, 4, 6].map((at) => ({
      ...{ action: "merge", position: 20 + at, count: 2 },
      version: [rows[at].version, rows[at + 1].version],
    }));
    const made = await Promise.all(
      merges.map((merge) => server.ask("/api/document-sets/UDHR/corrections", json("POST", merge))),
    );
    expect(made.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { body: after } = await server.ask("/api/document-sets/UDHR/rows?from=20&limit=4");
    const versions = made.map(({ body }) => body.rows[0].version);
    expect(after.map((row: { version: string }) => row.version)).toEqual(versions);
    for (const { body } of made)
      await server.ask(`/api/document-sets/UDHR/changes/${body.change}`, { method: "DELETE" });
    expect((await server.ask("/api/document-sets/UDHR/rows?from=20&limit=8")).body).toEqual(rows);
  });

  test("another thread takes the place of one that ends, and what it was asked is answered", async () => {
    const warnings: string[] = [];
    // No question is answered in a thousandth of a second: each thread is ended on its way.
    await using memory = await ThreadedMemory.open(location, {
      readers: 1,
      maxSeconds: 0.001,
      onWarning: (warning) => warnings.push(warning),
    });
    await expect(memory.reading().concordance("crime", "en", { mark: ["fr"] })).rejects.toMatchObject({
      code: "memory-busy",
    });
    expect(warnings).not.toEqual([]);
  });

  test("refuses more questions than may wait, and takes back what nobody waits for any more", async () => {
    await using memory = await ThreadedMemory.open(location, { readers: 1, maxWaiting: 3 });
    const leaving = new AbortController();
    const asked = Array.from({ length: 8 }, () => memory.reading(leaving.signal).documentSets.list());
    const settled = Promise.allSettled(asked);
    leaving.abort(new Error("gone"));
    const reasons = (await settled).map((own) =>
      own.status === "fulfilled" ? "answered" : (own.reason.code ?? own.reason.message),
    );
    // PostgreSQL answers four questions of a thread at one time, a file one.
    const begun = engine === "SQLite" ? 1 : 4;
    const refused = Array(asked.length - begun - 3).fill("memory-busy");
    expect(reasons).toEqual([...Array(begun).fill("answered"), ...Array(3).fill("gone"), ...refused]);
  });

  test("does not have a short question wait for the long ones before it", async () => {
    await using memory = await ThreadedMemory.open(location, { readers: 2 });
    const reads = memory.reading();
    const answered: string[] = [];
    const searches = Array.from({ length: 10 }, async () => {
      await reads.concordance("right", "en", { mark: ["fr"] });
      answered.push("search");
    });
    await reads.languages();
    answered.push("languages");
    await Promise.all(searches);
    expect(answered.indexOf("languages")).toBeLessThan(searches.length / 2);
  });

  test("a language that nobody has leaves nothing behind, however many are asked for", async () => {
    const answers = await Promise.all(
      ["aaa", "bbb", "ccc-DD"].map((language) => server.ask(`/api/lookup?text=x&source=${language}&target=en`)),
    );
    expect(answers.map(({ status, body }) => [status, body])).toEqual(Array(3).fill([200, []]));
  });
});

test("the files of a new memory are their owner's alone", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sextant-rights-"));
  await using memory = await Memory.open(join(folder, "memory.sqlite"));
  await memory.memories.rank("main", 2);
  for (const file of await readdir(folder))
    expect([file, (await stat(join(folder, file))).mode & 0o077]).toEqual([file, 0]);
  await rm(folder, { recursive: true });
});

test("a file that is being written is not waited for for ever: 503, and when to come again", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sextant-busy-"));
  const location = await ownMemory("SQLite", folder);
  const server = await served(location);
  const { DatabaseSync } = await import("node:sqlite");
  const other = new DatabaseSync(location);
  other.exec("begin immediate");
  const { body: rows } = await server.ask("/api/document-sets/UDHR/rows?from=3&limit=1");
  const correction = { action: "confirm", position: 3, version: rows[0].version };
  const waiting = server.ask("/api/document-sets/UDHR/corrections", json("POST", correction));
  // Others are answered meanwhile.
  expect((await server.ask("/api/search?q=crime&language=en")).status).toBe(200);
  const refused = await waiting;
  expect([refused.status, refused.body.code, refused.headers.get("Retry-After")]).toEqual([503, "memory-busy", "2"]);
  other.exec("rollback");
  expect((await server.ask("/api/document-sets/UDHR/corrections", json("POST", correction))).status).toBe(200);
  other.close();
  await server.close();
  await rm(folder, { recursive: true });
});
