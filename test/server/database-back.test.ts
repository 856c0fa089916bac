import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Memory } from "@sextant/core/memory";
import { expect, inject, test } from "vitest";
import { startPostgres } from "../setup.ts";
import { json, served } from "./asking.ts";

test("a database that stops is answered for by 503 until it comes back, by the same server", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sextant-back-"));
  const postgres = await startPostgres(folder);
  const location = await postgres.database("memory");
  {
    await using corpus = await Memory.open(join(inject("data"), "memory.sqlite"));
    await using own = await Memory.open(location);
    await corpus.maintenance.copyTo(own);
  }
  const errors: Error[] = [];
  const server = await served(location, { jobs: 1, onError: (error) => void errors.push(error) });
  const questions = [
    "/api/lookup?text=Article 1&source=en&target=fr",
    "/api/search?q=droit&language=fr&mark=en",
    "/api/document-sets",
    "/api/document-sets/UDHR/rows?limit=1",
    "/health/ready",
  ];
  const statuses = (): Promise<number[]> => Promise.all(questions.map(async (path) => (await server.ask(path)).status));
  const row = async () => (await server.ask("/api/document-sets/UDHR/rows?limit=1")).body[0];
  const confirm = async (version: string) =>
    server.ask("/api/document-sets/UDHR/corrections", json("POST", { action: "confirm", position: 0, version }));
  expect(await statuses()).toEqual([200, 200, 200, 200, 200]);
  const { version } = await row();

  await postgres.kill();
  expect(await statuses()).toEqual([503, 503, 503, 503, 503]);
  const refused = await server.ask(questions[0] as string);
  expect(refused.headers.get("Retry-After")).toMatch(/^\d+$/);
  expect(refused.body.detail).not.toContain("sextant:sextant");
  expect((await confirm(version)).status).toBe(503);

  await postgres.start();
  await expect.poll(statuses).toEqual([200, 200, 200, 200, 200]);
  expect((await row()).version).toBe(version);
  expect((await confirm(version)).status).toBe(200);
  // What could not be noted is told inside, and is noted now; nothing else went wrong.
  for (const { message } of errors) expect(message).toMatch(/was not changed|does not answer/);
  await server.close();
  await postgres.stop();
  await rm(folder, { recursive: true });
});
