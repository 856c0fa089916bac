import { spawn } from "node:child_process";
import { join } from "node:path";

export const MAIN = join(import.meta.dirname, "../../packages/cli/src/main.ts");

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command as a person does, in a folder. */
export function run(folder: string, args: readonly string[], input = ""): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder });
    let [out, err] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (piece) => {
      out += piece;
    });
    child.stderr.setEncoding("utf8").on("data", (piece) => {
      err += piece;
    });
    child.on("error", reject).on("close", (code) => resolve({ code, out, err }));
    child.stdin.end(input);
  });
}

/**
 * Lets a process work, kills it some time after it has said so many lines, and gives the lines that it has said. The time
 * is a share of what it took to say them, so that the kill falls at about the same place of the work on any machine.
 */
export async function killed(args: readonly string[], lines: number, share: number): Promise<string[]> {
  const begun = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let out = "";
  let timer: NodeJS.Timeout | undefined;
  child.stdout.setEncoding("utf8").on("data", (piece) => {
    out += piece;
    if (out.split("\n").length > lines)
      timer ??= setTimeout(() => child.kill("SIGKILL"), share * (performance.now() - begun));
  });
  await new Promise((resolve) => child.once("close", resolve));
  clearTimeout(timer);
  return out.split("\n").slice(0, -1);
}
