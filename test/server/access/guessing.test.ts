import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ThreadedMemory } from "@sextant/core/memory";
import { keptPassword, knownAccess, type RunningServer, serve } from "@sextant/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, answerOf, ENGINES, json, noMemory } from "../asking.ts";

const PASSWORD = "a boat on the river";
const MINUTES = 15;

describe.each(ENGINES)("guesses of passwords at two servers of one memory in %s", (engine) => {
  let folder: string;
  let memory: ThreadedMemory;
  const servers: RunningServer[] = [];
  let hash: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "sextant-guessing-"));
    memory = await ThreadedMemory.open(await noMemory(engine, folder), { readers: 1 });
    while (servers.length < 2)
      servers.push(await serve({ memory, port: 0, access: knownAccess("tokens", memory.serving), trustProxy: true }));
    hash = await keptPassword(PASSWORD, "anybody");
  });
  afterAll(async () => {
    for (const server of servers) await server.close();
    await memory.close();
    await rm(folder, { recursive: true });
  });

  let addresses = 0;
  /** Signs in at one server or the other, from an address that nobody had before. */
  function guess(name: string, password: string, at: number, address = `192.0.2.${addresses++}`): Promise<Answer> {
    const init = json("POST", { name, password }, { "X-Forwarded-For": address });
    return answerOf(`${servers[at % 2]?.address}/api/session`, init);
  }
  const counted = (statuses: readonly number[]) =>
    Object.fromEntries([...Map.groupBy(statuses, String)].map(([status, own]) => [status, own.length]));

  test("ten wrong ones for a name close it for a while, one after the other or all at once, also for a name that is none", async () => {
    await memory.serving.addAccount({ name: "Ada", password: { hash }, role: "reader" });
    const oneByOne: number[] = [];
    for (let at = 0; at < 12; at++) oneByOne.push((await guess("Nobody", `wrong ${at}`, at)).status);
    expect(oneByOne).toEqual([...Array(10).fill(401), 429, 429]);
    const atOnce = Array.from({ length: 24 }, async (_, at) => (await guess("Ada", `wrong ${at}`, at)).status);
    expect(counted(await Promise.all(atOnce))).toEqual({ 401: 10, 429: 14 });
    for (const at of [0, 1]) {
      const { status, headers, body } = await guess("Ada", PASSWORD, at);
      expect([status, body.detail]).toEqual([429, expect.stringMatching(/try again in 1[45] minutes/)]);
      expect(Number(headers.get("Retry-After"))).toBeGreaterThan(60 * (MINUTES - 1));
    }
  });

  /** Has so many guesses behind it, as if they had been sent. */
  async function passed(of: string, most: number, count: number): Promise<void> {
    for (let at = 0; at < count; at++)
      expect(await memory.serving.countGuess([{ of, most }], 60 * MINUTES)).toBeUndefined();
  }

  test("a hundred wrong ones from an address close it, for whichever names", async () => {
    await passed("address 198.51.100.1", 100, 96);
    const statuses = Array.from(
      { length: 8 },
      async (_, at) => (await guess(`name ${at}`, "wrong", at, "198.51.100.1")).status,
    );
    expect(counted(await Promise.all(statuses))).toEqual({ 401: 4, 429: 4 });
  });

  test("a right one takes back what was counted for its name, and is not counted for its address", async () => {
    await memory.serving.addAccount({ name: "Rosa", password: { hash }, role: "reader" });
    const address = "203.0.113.1";
    await passed("name rosa", 10, 8);
    const statuses: number[] = [];
    for (const [at, password] of ["wrong", PASSWORD, "wrong", "wrong", PASSWORD].entries())
      statuses.push((await guess("Rosa", password, at, address)).status);
    expect(statuses).toEqual([401, 200, 401, 401, 200]);
    const ofAddress = [{ of: `address ${address}`, most: 3 }];
    expect(await memory.serving.countGuess(ofAddress, 60)).toBeGreaterThan(60);
  });

  test("what was counted is forgotten when its time is over", async () => {
    const counts = [{ of: "name Late", most: 1 }];
    expect(await memory.serving.countGuess(counts, 1e-9)).toBeUndefined();
    expect(await memory.serving.countGuess(counts, 60)).toBeUndefined();
    expect(await memory.serving.countGuess(counts, 60)).toBeGreaterThan(0);
    await memory.serving.forgiveGuess(counts, "name Late");
    expect(await memory.serving.countGuess(counts, 60)).toBeUndefined();
  });
});
