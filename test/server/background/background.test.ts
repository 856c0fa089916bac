import { spawn } from "node:child_process";
import { once } from "node:events";
import { getPriority } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { BackgroundPool } from "../../../packages/server/src/background/background-pool.ts";
import { BackgroundThread } from "../../../packages/server/src/background/background-thread.ts";
import { lives, prioritiesOf } from "./processes.ts";

const TASK = { file: new URL("echoing.ts", import.meta.url), data: "begun", memoryMB: 64 };

describe("a thread in the background", () => {
  const begun: BackgroundThread[] = [];
  function begin(): BackgroundThread {
    const thread = new BackgroundThread(TASK);
    begun.push(thread);
    return thread;
  }
  async function told(thread: BackgroundThread, message: unknown): Promise<unknown> {
    const said = once(thread, "message");
    thread.postMessage(message);
    return (await said)[0];
  }
  afterEach(() => Promise.all(begun.splice(0).map((thread) => thread.terminate())));

  test("is told data of any kind, and says such, in order", async () => {
    const thread = begin();
    const said: unknown[] = [];
    const sent = [1, "й", new Uint8Array([1, 2]), new Map([[1, undefined]])];
    thread.on("message", (message) => said.push(message));
    for (const message of [...sent, "end"]) thread.postMessage(message);
    await once(thread, "exit");
    expect(said).toEqual(sent.map((message) => ["begun", message]));
  });

  test("stands back with all threads of its process", async () => {
    const thread = begin();
    await told(thread, "hello");
    const priorities = prioritiesOf(thread.pid as number);
    expect(priorities.length).toBeGreaterThan(2);
    expect(new Set(priorities)).toEqual(new Set([Math.min(19, getPriority() + 10)]));
  });

  test("ends at once, whatever it computes", async () => {
    const thread = begin();
    await told(thread, "compute");
    await thread.terminate();
    expect(lives(thread.pid as number)).toBe(false);
    expect(thread.hasEnded).toBe(true);
    await thread.terminate();
    // Who does not listen any more gets to know, too.
    const other = begin();
    const ended = other.terminate();
    other.removeAllListeners();
    await ended;
  });

  test("ends with the process that began it, however that ends", async () => {
    const beginner = spawn(process.execPath, [join(import.meta.dirname, "beginning.ts")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [pid] = await once(beginner.stdout, "data");
    expect(lives(Number(pid))).toBe(true);
    beginner.kill("SIGKILL");
    await expect.poll(() => lives(Number(pid)), { timeout: 10_000 }).toBe(false);
  });

  test("is not ended by signals that are for the process that began it", async () => {
    const thread = begin();
    await told(thread, "hello");
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.kill(thread.pid as number, signal);
    expect(await told(thread, "again")).toEqual(["begun", "again"]);
  });

  test("says why it fails, and ends", async () => {
    for (const [message, why] of [
      ["fail", "it was told to fail"],
      ["take", "Worker terminated due to reaching memory limit: JS heap out of memory"],
    ]) {
      const thread = begin();
      const ended = once(thread, "exit");
      thread.postMessage(message);
      expect(await ended).toEqual([why]);
    }
  });

  test("says only that it has ended when its process is killed", async () => {
    const thread = begin();
    await told(thread, "hello");
    const ended = once(thread, "exit");
    process.kill(thread.pid as number, "SIGKILL");
    expect(await ended).toEqual([undefined]);
  });

  test("is used again by a pool as long as it lives", async () => {
    const pool = new BackgroundPool(TASK);
    const first = pool.take();
    await told(first, "hello");
    pool.give(first);
    const again = pool.take();
    expect(again.pid).toBe(first.pid);
    expect(await told(again, "hello")).toEqual(["begun", "hello"]);
    pool.give(again);
    process.kill(first.pid as number, "SIGKILL");
    await expect.poll(() => first.hasEnded, { timeout: 10_000 }).toBe(true);
    const other = pool.take();
    expect(other.pid).not.toBe(first.pid);
    await pool.close();
    // It was on its way while the pool was closed.
    pool.give(other);
    await expect.poll(() => lives(other.pid as number), { timeout: 10_000 }).toBe(false);
  });
});
