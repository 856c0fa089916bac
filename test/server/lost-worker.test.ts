import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ThreadedMemory } from "@sextant/core/memory";
import { JobRunner } from "@sextant/server";
import { Kysely } from "kysely";
import { describe, expect, test } from "vitest";
import type { Tables } from "../../packages/core/src/memory/database/schema.ts";
import { MAIN } from "../cli/run.ts";
import { engineOf } from "../core/memory/earlier.ts";
import { corpus } from "../setup.ts";
import { ENGINES, ownMemory } from "./asking.ts";

/** `sextant work` on a memory. */
function worker(location: string): ChildProcess {
  const env = location.startsWith("postgres:")
    ? { SEXTANT_DATABASE_URL: location }
    : { SEXTANT_DATA: dirname(location) };
  return spawn(process.execPath, [MAIN, "work"], { stdio: "ignore", env: { ...process.env, ...env } });
}

/** Has it be so late that nobody waits for workers any more that were not heard of since. */
async function wait(location: string): Promise<void> {
  const db = new Kysely<Tables>({ dialect: engineOf(location).dialect });
  await db.updateTable("job").set({ lease: "2000-01-01T00:00:00.000Z" }).where("state", "=", "running").execute();
  await db.destroy();
}

describe.each(ENGINES)("with a memory in %s", (engine) => {
  test("the job of a worker that is killed is taken up again, once", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sextant-lost-"));
    const location = await ownMemory(engine, folder);
    const memory = await ThreadedMemory.open(location, { readers: 1 });
    const languages = ["fr", "en", "es"];
    const files = await Promise.all(
      languages.map(async (language) => ({
        name: `${language}.txt`,
        content: await readFile(join(corpus("A-RES-67-189"), `${language}.txt`)),
      })),
    );
    const add = (id: string) => memory.serving.addJob({ kind: "align", who: "local", asked: { id }, files });
    const state = async (id: string) => (await memory.serving.job(id))?.state;
    const begunAndKilled = async (id: string, times: number): Promise<void> => {
      const lost = worker(location);
      const tries = async () => (await memory.serving.job(id))?.tries;
      await expect.poll(tries).toBe(times);
      lost.kill("SIGKILL");
      await new Promise((resolve) => lost.once("close", resolve));
      await wait(location);
    };

    const twice = await add("twice");
    await begunAndKilled(twice, 1);
    await begunAndKilled(twice, 2);
    const errors: Error[] = [];
    const options = { workers: 1, memoryMB: 1024, onError: (error: Error) => void errors.push(error) };
    let runner = new JobRunner(location, memory.serving, options);
    await expect.poll(() => state(twice)).toBe("failed");
    expect((await memory.serving.job(twice))?.report).toEqual({ error: "its worker ended twice before it was done" });
    await runner.stop();

    const once = await add("once");
    await begunAndKilled(once, 1);
    runner = new JobRunner(location, memory.serving, options);
    await expect.poll(() => state(once)).toBe("done");
    expect((await memory.serving.job(once))?.tries).toBe(2);
    await runner.stop();
    expect((await memory.reading().documentSets.list()).map(({ id }) => id).sort()).toEqual(
      ["A-RES-67-189", "UDHR", "once"].sort(),
    );
    expect(errors).toEqual([]);
    await memory.close();
    await rm(folder, { recursive: true });
  });
});
