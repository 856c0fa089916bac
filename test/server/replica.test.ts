import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Memory } from "@sextant/core/memory";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { WAIT_HANGS } from "../hangs.ts";
import { startPostgres, startReplica, type TestPostgres } from "../setup.ts";
import { json, served, type TestServer } from "./asking.ts";

let folder: string;
let primary: TestPostgres;
let replica: TestPostgres;
let server: TestServer;
const warnings: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-replica-"));
  primary = await startPostgres(folder);
  const location = await primary.database("memory");
  {
    await using corpus = await Memory.open(join(inject("data"), "memory.sqlite"));
    await using own = await Memory.open(location);
    await corpus.maintenance.copyTo(own);
  }
  replica = await startReplica(primary, folder);
  const address = new URL(await replica.database());
  address.pathname = "/memory";
  const onWarning = (message: string): void => void warnings.push(message);
  server = await served(location, {}, { replica: address.href, onWarning });
  await vi.waitUntil(() => server.memory.replica === "in step", { timeout: WAIT_HANGS });
});
afterAll(async () => {
  await server?.close();
  await replica?.stop();
  await primary?.stop();
  await rm(folder, { recursive: true });
});

/** Asks the replica itself. */
async function told(statement: string): Promise<void> {
  const address = new URL(await replica.database());
  address.pathname = "/memory";
  const client = new pg.Client({ connectionString: address.href });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

const QUESTIONS = [
  "/api/lookup?text=Article 1&source=en&target=fr",
  "/api/search?q=droit&language=fr",
  "/api/document-sets",
  "/api/document-sets/UDHR/rows?limit=1",
  "/api/document-sets/UDHR/tmx",
];
const statuses = (): Promise<number[]> => Promise.all(QUESTIONS.map(async (path) => (await server.ask(path)).status));
const row = async () => (await server.ask("/api/document-sets/UDHR/rows?limit=1")).body[0];
const confirmed = async () => {
  const { version, status } = await row();
  const action = status === "confirmed" ? "reject" : "confirm";
  const path = "/api/document-sets/UDHR/corrections";
  expect((await server.ask(path, json("POST", { action, position: 0, version }))).status).toBe(200);
  return `${action}ed`;
};
const all = (status: number): number[] => QUESTIONS.map(() => status);

test("what was corrected is seen at once, also while the replica does not replay it, and there when it does", async () => {
  await told("select pg_wal_replay_pause()");
  const status = await confirmed();
  for (let asked = 0; asked < 5; asked++) expect((await row()).status).toBe(status);
  expect(server.memory.readingLocations).toEqual([server.memory.location]);
  await told("select pg_wal_replay_resume()");
  await expect.poll(() => server.memory.readingLocations).toHaveLength(2);
  expect((await row()).status).toBe(status);
});

test("while the primary is gone the replica answers, and what would be written is refused", async () => {
  await expect.poll(() => server.memory.readingLocations).toHaveLength(2);
  const { version } = await row();
  await primary.kill();
  try {
    expect(await statuses()).toEqual(all(200));
    const refused = await server.ask(
      "/api/document-sets/UDHR/corrections",
      json("POST", { action: "confirm", position: 0, version }),
    );
    expect(refused.status).toBe(503);
  } finally {
    await primary.start();
  }
  await expect.poll(statuses).toEqual(all(200));
});

test("while the replica is gone the primary answers, the health and a warning say so, and it is asked again when it is back", async () => {
  const health = async () => (await server.ask("/health/ready")).body;
  await expect.poll(health).toEqual({ status: "ready", replica: "in step" });
  await replica.kill();
  expect(await statuses()).toEqual(all(200));
  await expect.poll(health).toEqual({ status: "ready", replica: "away" });
  expect(warnings.at(-1)).toContain("the read replica is not asked");
  const status = await confirmed();
  expect((await row()).status).toBe(status);
  await replica.start();
  await expect.poll(health).toEqual({ status: "ready", replica: "in step" });
  await expect.poll(() => server.memory.readingLocations).toHaveLength(2);
  expect((await row()).status).toBe(status);
});
