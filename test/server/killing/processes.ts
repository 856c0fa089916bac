import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { MAIN } from "../../cli/run.ts";

/** A server or a worker in a process of its own, which may be killed and started again. */
export class Process {
  readonly #kind: "serve" | "work";
  readonly #location: string;
  #child: ChildProcess | undefined;
  /** Where it is asked, while it is a server that lives. */
  address: string | undefined;

  constructor(kind: "serve" | "work", location: string) {
    this.#kind = kind;
    this.#location = location;
  }

  /** Starts it, and waits until it says that it does its work. */
  async start(): Promise<void> {
    const args = this.#kind === "serve" ? ["serve", "--port", "0"] : ["work"];
    const env = { ...process.env, SEXTANT_DATABASE_URL: this.#location, SEXTANT_REQUESTS_PER_MINUTE: "900000" };
    const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    const lines = createInterface({ input: this.#kind === "serve" ? child.stdout : child.stderr });
    (this.#kind === "serve" ? child.stderr : child.stdout).resume();
    await new Promise<void>((resolve, reject) => {
      const said: string[] = [];
      child.once("exit", (code) => reject(new Error(`it ended with ${code}: ${said.join("\n")}`)));
      lines.on("line", (line) => {
        said.push(line);
        const [, address] = /^Sextant is at (http:\S+)\/$/.exec(line) ?? [];
        if (address) this.address = address;
        if (address || line === "Waiting for jobs") resolve();
      });
    });
  }

  /** Ends it at once, as a lost machine does. @returns its process' id */
  async kill(): Promise<number> {
    const child = this.#child as ChildProcess;
    this.address = undefined;
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGKILL");
    await ended;
    return child.pid as number;
  }
}
