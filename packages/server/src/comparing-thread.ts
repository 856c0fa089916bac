import { Worker } from "node:worker_threads";
import type { ComparedRow, Finding, VersionComparison } from "@sextant/core/compare";
import type { Document } from "@sextant/core/document";
import { workerFile } from "@sextant/core/worker-file";
import { WrongRequest } from "./wrong-request.ts";

/** What is compared: data, which a thread can be handed. */
export type Comparison =
  | { readonly kind: "rows"; readonly rows: readonly ComparedRow[]; readonly languages: readonly string[] }
  | { readonly kind: "versions"; readonly old: Document; readonly current: Document };

/** What it came to. */
interface Compared {
  readonly rows: Finding[];
  readonly versions: VersionComparison;
}

export type FromComparing = { readonly value: unknown } | { readonly error: string; readonly isOfRequest: boolean };

const WORKER = workerFile(import.meta.url);
/** Comparisons at one time, each of which takes a processor for seconds; and those that may wait. */
const MAX_AT_ONCE = 2;
const MAX_WAITING = 20;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Compares in a thread of its own, so that others are answered meanwhile.
 *
 * @param signal ends the thread: who asked has gone, or it takes too long
 * @throws {WrongRequest} 503 where too many wait; 400 for what cannot be compared
 */
export async function compared<Kind extends Comparison["kind"]>(
  asked: Comparison & { readonly kind: Kind },
  signal: AbortSignal,
): Promise<Compared[Kind]> {
  if (waiting.length >= MAX_WAITING)
    throw new WrongRequest(503, `${waiting.length} comparisons wait already; ask again later`);
  if (running >= MAX_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running++;
  try {
    signal.throwIfAborted();
    return (await inThread(asked, signal)) as Compared[Kind];
  } finally {
    running--;
    waiting.shift()?.();
  }
}

async function inThread(asked: Comparison, signal: AbortSignal): Promise<unknown> {
  const worker = new Worker(WORKER, { workerData: asked });
  const answer = Promise.withResolvers<FromComparing>();
  const stop = (): void => answer.reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  worker
    .once("message", answer.resolve)
    .once("error", answer.reject)
    .once("exit", (code) => answer.reject(new Error(`the thread that compares ended with ${code}`)));
  try {
    const said = await answer.promise;
    if ("value" in said) return said.value;
    throw said.isOfRequest ? new WrongRequest(400, said.error) : new Error(said.error);
  } finally {
    signal.removeEventListener("abort", stop);
    await worker.terminate();
  }
}
