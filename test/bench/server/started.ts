import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { childrenOf } from "../../server/background/processes.ts";

/** Linux counts a process' time in hundredths of a second. */
const TICKS = 100;
/** How often it is looked how much memory the processes have that it has begun. */
const WATCH_MS = 250;
/** How often it is asked whether it is ready. */
const LOOK_MS = 100;

/** The command as it is measured. */
export interface Command {
  /** `main.ts` of the checkout. */
  readonly main: string;
  readonly data: string;
}

/** A server in a process of its own. */
export interface Started {
  readonly address: string;
  /** Settles when it says that it is ready: what lookups would wait for is built. */
  ready(): Promise<void>;
  /** MB that it has had in memory at most; and the processes that it has begun, all together. */
  memory(): { readonly server: number; readonly background: number };
  /** MB that it has now. */
  memoryNow(): number;
  /** Seconds of processor that it has taken so far, in all threads. */
  processor(): number;
  stop(): Promise<void>;
}

/** Runs the command to its end. @throws {Error} where it fails, with what it said */
export async function run({ main, data }: Command, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [main, ...args, "--data", data], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (part) => {
    said += part;
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`sextant ${args.join(" ")} ended with ${code}: ${said.slice(-2000)}`);
}

/** Starts a server on a free port. */
export async function started({ main, data }: Command): Promise<Started> {
  const child = spawn(process.execPath, [main, "serve", "--data", data, "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, SEXTANT_REQUESTS_PER_MINUTE: "900000" },
  });
  const address = await addressOf(child);
  const of = (file: string): string => readFileSync(join("/proc", String(child.pid), file), "utf8");
  let background = 0;
  const watch = setInterval(() => {
    background = Math.max(background, memoryOfChildren(child.pid as number));
  }, WATCH_MS);
  return {
    address,
    async ready() {
      while (!(await fetch(`${address}/health/ready`)).ok) await setTimeout(LOOK_MS);
    },
    processor() {
      const fields = of("stat").split(") ")[1]?.split(" ") ?? [];
      return (Number(fields[11]) + Number(fields[12])) / TICKS;
    },
    memory: () => ({ server: Number(/VmHWM:\s+(\d+)/.exec(of("status"))?.[1]) / 1000, background }),
    memoryNow: () => Number(/VmRSS:\s+(\d+)/.exec(of("status"))?.[1]) / 1000,
    async stop() {
      clearInterval(watch);
      child.kill("SIGTERM");
      await new Promise((resolve) => child.once("exit", resolve));
    },
  };
}

/** MB that the processes have now that a process has begun. */
function memoryOfChildren(pid: number): number {
  let sum = 0;
  try {
    for (const child of childrenOf(pid))
      sum += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child}/status`, "utf8"))?.[1] ?? 0) / 1000;
  } catch {
    // One has ended just now.
  }
  return sum;
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout?.on("data", (part) => {
      said += part;
      const [, address] = /Sextant is at (http:\S+)\//.exec(said) ?? [];
      if (address) resolve(address);
    });
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
}
