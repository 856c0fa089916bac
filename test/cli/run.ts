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
