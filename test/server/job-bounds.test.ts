import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Memory, ThreadedMemory } from "@sextant/core/memory";
import { knownAccess, type RunningServer, serve } from "@sextant/server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Answer, answerOf, ENGINES, noMemory } from "./asking.ts";

const BOUNDS = { waiting: 4, waitingEach: 3, fileBytes: 4000, fileBytesEach: 3000 };

describe.each(ENGINES)("jobs that wait, on a memory in %s", (engine) => {
  let folder: string;
  let location: string;
  let memory: ThreadedMemory;
  let server: RunningServer;
  let [ada, grace] = ["", ""];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "sextant-bounds-"));
    location = await noMemory(engine, folder);
    memory = await ThreadedMemory.open(location, { readers: 1 });
    // Who sends no token is the one trusted person. Nobody runs the jobs.
    server = await serve({ memory, port: 0, limits: { jobs: BOUNDS }, access: knownAccess("local", memory.serving) });
    const token = async (name: string) => (await memory.serving.addToken({ name, role: "reviser" })).secret;
    [ada, grace] = [await token("Ada"), await token("Grace")];
  });
  afterEach(async () => {
    await server.close();
    await memory.close();
    await rm(folder, { recursive: true });
  });

  function ask(path: string, token?: string, init: RequestInit = {}): Promise<Answer> {
    return answerOf(server.address + path, {
      ...init,
      headers: { ...(token && { Authorization: `Bearer ${token}` }) },
    });
  }
  function sent(token?: string, bytes = 10): Promise<Answer> {
    const body = new FormData();
    body.append("file", new File(["x".repeat(bytes)], "boats.tsv"));
    return ask("/api/jobs/import", token, { method: "POST", body });
  }
  const cancelled = (id: string, token?: string) => ask(`/api/jobs/${id}`, token, { method: "DELETE" });
  const retried = (id: string, token?: string) => ask(`/api/jobs/${id}/retry`, token, { method: "POST" });
  const refusal = ({ status, headers, body }: Answer) => [
    status,
    headers.get("Retry-After"),
    headers.get("Content-Type"),
    body.code,
    body.detail,
  ];
  const PROBLEM = "application/problem+json; charset=utf-8";

  test("are as many of one person as may be, and then of all; the answer says when to send them again", async () => {
    const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await sent(ada)).status));
    expect(statuses.toSorted()).toEqual([202, 202, 202, 429, 429, 429, 429, 429]);
    expect(refusal(await sent(ada))).toEqual([
      429,
      "60",
      PROBLEM,
      "jobs-full",
      expect.stringContaining("3 of your jobs wait"),
    ]);
    expect((await sent(grace)).status).toBe(202);
    expect(refusal(await sent(grace))).toEqual([
      503,
      "60",
      PROBLEM,
      "jobs-full",
      expect.stringContaining("4 jobs wait"),
    ]);
    const [job] = (await ask("/api/jobs", ada)).body;
    await cancelled(job.id, ada);
    expect((await sent(grace)).status).toBe(202);
    expect((await retried(job.id, ada)).status).toBe(503);
  });

  test("are as many of one trusted person as of all together", async () => {
    const statuses: number[] = [];
    while (statuses.length < 5) statuses.push((await sent()).status);
    expect(statuses).toEqual([202, 202, 202, 202, 429]);
  });

  test("have files of so many bytes together, those that were cancelled too; they can be given up", async () => {
    const first = await sent(ada, 2000);
    await cancelled(first.body.id, ada);
    expect(refusal(await sent(ada, 1001))).toEqual([
      429,
      "60",
      PROBLEM,
      "jobs-full",
      expect.stringContaining("may take 1 MB"),
    ]);
    expect((await sent(ada, 1000)).status).toBe(202);
    expect((await sent(grace, 1001)).status).toBe(503);
    const given = () => ask(`/api/jobs/${first.body.id}/files`, ada, { method: "DELETE" });
    expect([(await given()).status, (await given()).status]).toEqual([204, 409]);
    expect((await sent(grace, 1001)).status).toBe(202);
    expect((await retried(first.body.id, ada)).body).toMatchObject({
      status: 409,
      detail: expect.stringContaining("send them anew"),
    });
  });

  test("keep their files when they end otherwise than done for a time that is told, and then say why they are not tried again", async () => {
    const { id } = (await sent()).body;
    await cancelled(id);
    const job = async () => (await ask(`/api/jobs/${id}`)).body;
    const { ended, retryUntil } = await job();
    expect(Date.parse(retryUntil) - Date.parse(ended)).toBe(7 * 86_400_000);
    const swept = async (jobFileDays: number) => (await Memory.open(location, { jobFileDays })).close();
    await swept(7);
    expect((await retried(id)).status).toBe(202);
    // What waits is never swept.
    await swept(1e-9);
    await cancelled(id);
    expect(await job()).toHaveProperty("retryUntil");
    await swept(1e-9);
    expect(await job()).not.toHaveProperty("retryUntil");
    expect((await retried(id)).body).toMatchObject({
      ...{ status: 409, detail: expect.stringContaining("its files are kept no longer") },
    });
    expect((await job()).state).toBe("cancelled");
  });
});
