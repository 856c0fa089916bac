import { execFileSync, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** Linux counts a process' time in hundredths of a second. */
const TICKS = 100;

/** Runs a file of this folder as a process of its own. @returns the JSON that it writes @throws {Error} where it fails */
export async function childsAnswer<T>(file: string, args: readonly string[]): Promise<T> {
  const child = spawn(process.execPath, [join(import.meta.dirname, file), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const said = await text(child.stdout);
  const code = await ended;
  if (code !== 0) throw new Error(`${file} ended with ${code}`);
  return JSON.parse(said) as T;
}

/** Seconds of processor that a PostgreSQL server has taken so far, with all of its processes. */
export async function databaseProcessor(data: string): Promise<number> {
  const first = Number.parseInt(await readFile(join(data, "postmaster.pid"), "utf8"), 10);
  const all = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  let ticks = 0;
  for (const [pid, parent] of all.map((line) => line.trim().split(/\s+/).map(Number))) {
    if (pid !== first && parent !== first) continue;
    // A process that has ended meanwhile is among the children of the first one.
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    const [user, system, endedUser, endedSystem] = (stat.split(") ")[1]?.split(" ") ?? []).slice(11, 15).map(Number);
    ticks += (user ?? 0) + (system ?? 0);
    if (pid === first) ticks += (endedUser ?? 0) + (endedSystem ?? 0);
  }
  return ticks / TICKS;
}

/** Seconds of processor that this process has taken so far, in all threads. */
export function ownProcessor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The largest size of this process so far, in MB. */
export const mostMegabytes = (): number => process.resourceUsage().maxRSS / 1000;
