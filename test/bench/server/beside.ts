import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { corpus } from "../../setup.ts";
import type { Questions } from "./questions.ts";
import { type Command, run } from "./started.ts";

/** What goes on beside those who ask; each goes on until it is aborted. */

/** Downloads the whole memory as TMX, again and again, in a process of its own: what takes the time here would be its reading. */
export async function downloading(address: string, signal: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, [
    join(import.meta.dirname, "downloading.ts"),
    `${address}/api/export?languages=en,fr`,
  ]);
  signal.addEventListener("abort", () => child.kill("SIGKILL"));
  await new Promise((resolve) => child.once("exit", resolve));
}

/** Imports two files in turn, each in a process of its own and in the place of the other. */
export async function importing(command: Command, files: Questions["more"], signal: AbortSignal): Promise<void> {
  for (let at = 0; !signal.aborted; at = 1 - at) await importInPlace(command, files[at] as string);
}

/** Imports a file in the place of another that was imported so. */
export const importInPlace = (command: Command, file: string): Promise<void> =>
  run(command, ["import", file, "--id", "more", "--replace"]);

/** Looks a batch up, again and again. @returns how long each took that was answered, in ms, and how many were not */
export async function batching(address: string, body: string, signal: AbortSignal) {
  const took: number[] = [];
  let failed = 0;
  while (!signal.aborted) {
    const begun = performance.now();
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(`${address}/api/lookup`, { method: "POST", body, headers });
    await response.text();
    if (response.ok) took.push(performance.now() - begun);
    else failed++;
  }
  return { took: took.sort((a, b) => a - b), failed };
}

/** How often it is looked whether uploads are aligned, in ms. */
const LOOK_MS = 500;

/**
 * Uploads a resolution in six languages so many times, and waits until all are aligned.
 *
 * @returns how long that took, in s; and how many were aligned in time
 */
export async function aligning(address: string, uploads: number, maxSeconds: number) {
  const names = (await readdir(corpus("A-RES-67-189"))).filter((name) => name.endsWith(".txt"));
  const files = await Promise.all(
    names.map(async (name) => new File([await readFile(join(corpus("A-RES-67-189"), name))], name)),
  );
  const begun = performance.now();
  for (let at = 0; at < uploads; at++) {
    const form = new FormData();
    form.append("id", `upload-${at}`);
    for (const file of files) form.append("file", file);
    const { status } = await fetch(`${address}/api/jobs/align`, { method: "POST", body: form });
    if (status !== 202) throw new Error(`an upload was answered with ${status}`);
  }
  for (;;) {
    const jobs = (await (await fetch(`${address}/api/jobs`)).json()) as { readonly state: string }[];
    const aligned = jobs.filter(({ state }) => state === "done").length;
    const seconds = (performance.now() - begun) / 1000;
    if (aligned === uploads || seconds > maxSeconds) return { aligned, seconds };
    await setTimeout(LOOK_MS);
  }
}
