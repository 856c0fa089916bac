import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "..");
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

test("the packed core works where packages are installed, which is where Node strips no types", async () => {
  const scope = join(folder, "app/node_modules/@sextant");
  await mkdir(scope, { recursive: true });
  await symlink(join(folder, "core/package"), join(scope, "core"));
  await symlink(join(ROOT, "packages/core/node_modules"), join(folder, "core/package/node_modules"));
  const script = 'import { readText } from "@sextant/core"; console.log(readText("Chacun a droit à la vie.").language)';
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], { cwd: join(folder, "app") });
  expect(stdout).toBe("fr\n");
});
