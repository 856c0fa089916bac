import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Job, LOST_TWICE, ThreadedMemory } from "@sextant/core/memory";
import { JobRunner } from "@sextant/server";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { MAIN } from "../../cli/run.ts";
import { corpus } from "../../setup.ts";
import { noMemory } from "../asking.ts";
import { childrenOf, lives } from "./processes.ts";

let folder: string;
let location: string;
let memory: ThreadedMemory;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-background-"));
  location = await noMemory("SQLite", folder);
  memory = await ThreadedMemory.open(location, { readers: 1 });
});
afterAll(async () => {
  await memory.close();
  await rm(folder, { recursive: true });
});

/** Uploads a resolution in three languages: it takes a second or more. */
async function add(id: string): Promise<string> {
  const files = await Promise.all(
    ["fr", "en", "es"].map(async (language) => ({
      name: `${language}.txt`,
      content: await readFile(join(corpus("A-RES-67-189"), `${language}.txt`)),
    })),
  );
  return memory.serving.addJob({ kind: "align", who: "local", asked: { id }, files });
}

const jobOf = async (id: string): Promise<Job> => (await memory.serving.job(id)) as Job;

/** Waits until a job that was begun so many times is being aligned. */
async function underWay(id: string, tries: number): Promise<void> {
  const stateOf = async () => {
    const { state, tries, progress } = await jobOf(id);
    return [state, tries, progress?.step];
  };
  await expect.poll(stateOf).toEqual(["running", tries, "aligning"]);
}

const state = async (id: string): Promise<string> => (await jobOf(id)).state;
const becomes = (id: string, what: Job["state"]) => expect.poll(() => state(id)).toBe(what);

describe("a job", () => {
  let runner: JobRunner;
  const errors: Error[] = [];
  function run(maxMinutes = 10): void {
    const onError = (error: Error): void => void errors.push(error);
    runner = new JobRunner(location, memory.serving, { workers: 1, memoryMB: 1024, maxMinutes, onError });
  }
  /** The one process in which a job is done. */
  function itsProcess(): number {
    const [pid, ...others] = childrenOf(process.pid);
    expect(others).toEqual([]);
    return pid as number;
  }
  afterEach(async () => {
    await runner.stop();
    expect(childrenOf(process.pid)).toEqual([]);
    expect(errors.splice(0)).toEqual([]);
  });

  test("whose process is killed is begun once more, and done", async () => {
    run();
    const id = await add("killed-once");
    await underWay(id, 1);
    process.kill(itsProcess(), "SIGKILL");
    await becomes(id, "done");
    expect((await jobOf(id)).tries).toBe(2);
    expect(await memory.reading().documentSets.find("killed-once")).toBeDefined();
  });

  test("whose process is killed again fails, and can be tried again", async () => {
    run();
    const id = await add("killed-twice");
    for (const tries of [1, 2]) {
      await underWay(id, tries);
      process.kill(itsProcess(), "SIGKILL");
    }
    await becomes(id, "failed");
    expect((await jobOf(id)).report).toEqual({ error: LOST_TWICE });
    expect(await memory.serving.retryJob(id)).toBe("waits");
    await becomes(id, "done");
  });

  test("that is cancelled ends with its process, and another is done", async () => {
    run();
    const [cancelled, other] = [await add("cancelled"), await add("other")];
    await underWay(cancelled, 1);
    const pid = itsProcess();
    await memory.serving.endJob(cancelled, "cancelled", {});
    await runner.cancel(cancelled);
    expect(lives(pid)).toBe(false);
    await becomes(other, "done");
    expect(await state(cancelled)).toBe("cancelled");
    expect(await memory.reading().documentSets.find("cancelled")).toBeUndefined();
  });

  test("has the process of the one before, which is done", async () => {
    run();
    const [first, second] = [await add("first"), await add("second")];
    await underWay(first, 1);
    const pid = itsProcess();
    await underWay(second, 1);
    expect(itsProcess()).toBe(pid);
    await becomes(second, "done");
  });

  test("that takes longer than it may fails, and says so", async () => {
    run(0.01);
    const id = await add("long");
    await becomes(id, "failed");
    expect((await jobOf(id)).report).toEqual({
      error: "it takes more than 0.01 min; do it in parts, or raise SEXTANT_JOB_MINUTES",
    });
  });
});

describe("a server's job", () => {
  /** A server in a process of its own, and that of the job that it does. */
  async function servedJob(id: string): Promise<{ readonly server: ChildProcess; readonly job: string; pid: number }> {
    const server = spawn(process.execPath, [MAIN, "serve", "--port", "0"], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, SEXTANT_DATA: dirname(location) },
    });
    const job = await add(id);
    await underWay(job, 1);
    const [pid, ...others] = childrenOf(server.pid as number);
    expect(others).toEqual([]);
    return { server, job, pid: pid as number };
  }

  test("ends with its server that is told to stop, and waits as if it had not been begun", async () => {
    const { server, job, pid } = await servedJob("stopped");
    const ended = once(server, "exit");
    server.kill("SIGTERM");
    await ended;
    expect(lives(pid)).toBe(false);
    expect(await jobOf(job)).toMatchObject({ state: "waiting", tries: 0 });
    await memory.serving.endJob(job, "cancelled", {});
  });

  test("ends with its server that is killed", async () => {
    const { server, job, pid } = await servedJob("lost");
    server.kill("SIGKILL");
    await expect.poll(() => lives(pid), { timeout: 10_000 }).toBe(false);
    // Nobody has said so yet: it is taken up when it has not been heard of for a while.
    expect(await state(job)).toBe("running");
    expect(await memory.reading().documentSets.find("lost")).toBeUndefined();
    await memory.serving.endJob(job, "cancelled", {});
  });
});
