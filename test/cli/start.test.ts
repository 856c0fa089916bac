import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, inject, test } from "vitest";
import { COMMANDS } from "../../packages/cli/src/commands.ts";

/** Files that the command loads, in the order in which it does. */
async function loadedBy(...args: string[]): Promise<string[]> {
  const script = `
    import { registerHooks } from "node:module";
    registerHooks({ load: (url, context, next) => { console.error(url); return next(url, context); } });
    const { runCommand } = await import(${JSON.stringify(new URL("../../packages/cli/src/program.ts", import.meta.url))});
    await runCommand(${JSON.stringify(args)});`;
  const { stderr } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script]);
  return stderr.trim().split("\n");
}

describe("starting the command", () => {
  test("for its help loads no subcommand, and of the library the settings alone", async () => {
    const loaded = await loadedBy("--help");
    expect(loaded.filter((url) => url.includes("/cli/src/commands/"))).toEqual([]);
    expect(loaded.flatMap((url) => /\/core\/src\/(.*)/.exec(url)?.[1] ?? [])).toEqual(["config.ts", "error.ts"]);
  });

  test("for a subcommand loads that one alone, by its alias, too", async () => {
    for (const args of [
      ["search", "--help"],
      ["help", "concordance"],
    ]) {
      const loaded = await loadedBy(...args);
      expect(loaded.flatMap((url) => /\/cli\/src\/commands\/(.*)/.exec(url)?.[1] ?? [])).toEqual(["search.ts"]);
    }
  });

  test("for a memory in a file loads nothing that speaks with PostgreSQL", async () => {
    const loaded = await loadedBy("memory", "--data", inject("data"));
    expect(loaded.filter((url) => url.endsWith("/database/sqlite/engine.ts"))).toHaveLength(1);
    expect(loaded.filter((url) => /\/node_modules\/pg\/|\/postgres\/(?:engine|fuzzy)\.ts$/.test(url))).toEqual([]);
  });

  test("each subcommand is called as its entry says", async () => {
    for (const [name, { load }] of Object.entries(COMMANDS)) expect((await load()).name()).toBe(name);
  });
});

const PACKAGES = join(import.meta.dirname, "../../packages");
const WORKERS = globSync("*/src/**/*-worker.ts", { cwd: PACKAGES });

// The cache of who begins a thread is not the thread's.
describe("starting a thread", () => {
  test.each(WORKERS)("takes from Node's compile cache what it loads: %s", (file) => {
    const text = readFileSync(join(PACKAGES, file), "utf8");
    const atOnce = [...text.matchAll(/^import (?!type )[^;]*?"([^"]+)";/gm)].map(([, from]) => from as string);
    expect(atOnce.filter((from) => !/^node:|\/standing-back(\.ts)?$/.test(from))).toEqual([]);
    const [later, enabled] = [/\bimport\(/, /^enableCompileCache\(\);$/m].map((own) => text.search(own)) as [
      number,
      number,
    ];
    expect(later < 0 || (enabled > 0 && enabled < later)).toBe(true);
  });
});
