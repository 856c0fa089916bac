import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "..");
const TSC = join(ROOT, "node_modules/.bin/tsc");
const PNPM = process.env.npm_execpath ?? "pnpm";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-packages-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(["core", "server", "cli"])("package %s", (name) => {
  test("is built and packed for npm, and publint finds nothing", async () => {
    const pkgDir = join(ROOT, "packages", name);
    await run(PNPM, ["build"], { cwd: pkgDir });
    await run(PNPM, ["pack", "--pack-destination", join(folder, name)], { cwd: pkgDir });
    const [tarball] = await readdir(join(folder, name));
    await run("tar", ["xzf", tarball as string], { cwd: join(folder, name) });
    const { messages, pkg } = await publint({ pkgDir: join(folder, name, "package"), pack: false, level: "warning" });
    expect(messages.map((message) => formatMessage(message, pkg as Record<string, unknown>))).toEqual([]);
  });
});

describe("the packed core, where packages are installed, which is where Node strips no types", () => {
  let app: string;
  beforeAll(async () => {
    app = join(folder, "app");
    const scope = join(app, "node_modules/@sextant");
    await mkdir(scope, { recursive: true });
    await mkdir(join(app, "node_modules/@types"));
    await symlink(join(folder, "core/package"), join(scope, "core"));
    await symlink(join(ROOT, "packages/core/node_modules"), join(folder, "core/package/node_modules"));
    await symlink(join(ROOT, "node_modules/@types/node"), join(app, "node_modules/@types/node"));
    await writeFile(join(app, "package.json"), JSON.stringify({ type: "module" }));
  });

  test("says what it promises to the strictest consumer, in every room", async () => {
    const rooms = ["", "/document", "/align", "/memory", "/compare", "/exchange", "/language", "/config"];
    const imports = rooms.map((room, at) => `import * as room${at} from "@sextant/core${room}";\nvoid room${at};\n`);
    await writeFile(join(app, "rooms.ts"), imports.join(""));
    await compile("rooms.ts");
  });

  test("runs the README's example: two files in, a match and TMX out", async () => {
    const readme = await readFile(join(ROOT, "README.md"), "utf8");
    const [, example = ""] = /<!-- example -->\n```ts\n([\s\S]*?)```/.exec(readme) ?? [];
    await writeFile(join(app, "example.ts"), example);
    for (const file of ["fr.txt", "en.txt"]) await copyFile(join(ROOT, "corpus/UDHR", file), join(app, file));
    await compile("example.ts");
    const { stdout } = await run(process.execPath, ["example.js"], { cwd: app, maxBuffer: 1 << 26 });
    expect(stdout).toMatch(/^\d+ Everyone has the right to life, liberty/);
    expect(stdout).toContain('<tmx version="1.4">');
  });

  /** Compiles a file of the app as strictly as there is, declarations of libraries included. */
  async function compile(file: string): Promise<void> {
    const strict = [
      "--strict",
      "--exactOptionalPropertyTypes",
      "--noUncheckedIndexedAccess",
      "--skipLibCheck",
      "false",
    ];
    const target = ["--target", "es2024", "--lib", "es2025,esnext", "--module", "nodenext", "--types", "node"];
    const told = await run(TSC, [...strict, ...target, file], { cwd: app }).then(
      () => "",
      ({ stdout }) => stdout,
    );
    expect(told).toBe("");
  }
});
