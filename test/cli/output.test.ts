import { execFileSync, spawnSync } from "node:child_process";
import { lstat, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { corpus } from "../setup.ts";
import { MAIN } from "./run.ts";

let folder: string;
let align: readonly string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-output-"));
  const texts = ["fr", "en"].map((language) => join(corpus("A-RES-67-189"), `${language}.txt`));
  align = [process.execPath, MAIN, "align", ...texts, "--tmx"];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a line of the shell; `$0` and what follows it are the command that aligns into what is named next. */
const shell = (line: string) => spawnSync("/bin/sh", ["-c", line, ...align], { cwd: folder, encoding: "utf8" });

test("a pipe is written into, and stays a pipe", async () => {
  execFileSync("mkfifo", [join(folder, "pipe")]);
  const { stdout, status } = shell(
    `cat pipe > read & "$0" "$@" pipe > /dev/null; code=$?; wait; tail -1 read; exit $code`,
  );
  expect([status, stdout]).toEqual([0, expect.stringContaining("</tmx>")]);
  expect((await lstat(join(folder, "pipe"))).isFIFO()).toBe(true);
});

test("what a link leads to is written, and keeps who may read it", async () => {
  await writeFile(join(folder, "confidential.tmx"), "", { mode: 0o600 });
  for (const [link, target] of [
    ["link.tmx", "confidential.tmx"],
    ["early.tmx", "not-there-yet.tmx"],
  ] as const) {
    await symlink(target, join(folder, link));
    expect(shell(`"$0" "$@" ${link}`).status).toBe(0);
    expect((await lstat(join(folder, link))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(folder, target), "utf8")).toContain("</tmx>");
  }
  expect((await stat(join(folder, "confidential.tmx"))).mode & 0o777).toBe(0o600);
});

test("a device that is full is said to be, and stays what it is", async () => {
  const { status, stderr } = shell(`"$0" "$@" /dev/full`);
  expect([status, stderr]).toEqual([
    1,
    expect.stringMatching(/^sextant: \/dev\/full cannot be written: the disk is full \(ENOSPC\)\n$/),
  ]);
  expect((await lstat("/dev/full")).isCharacterDevice()).toBe(true);
  const printed = shell(`"$0" "$@" - > /dev/full`);
  expect([printed.status, printed.stderr]).toEqual([
    1,
    expect.stringMatching(/^sextant: standard output cannot be written: ENOSPC.*\n$/),
  ]);
});

test("what is read is not written over, by whatever name", async () => {
  const text = await readFile(join(corpus("A-RES-67-189"), "en.txt"));
  await writeFile(join(folder, "own.txt"), text);
  await symlink("own.txt", join(folder, "other-name.txt"));
  const { status, stderr } = spawnSync(
    process.execPath,
    [MAIN, "align", align[3] as string, "own.txt", "--tmx", "other-name.txt"],
    {
      cwd: folder,
      encoding: "utf8",
    },
  );
  expect([status, stderr]).toEqual([2, expect.stringContaining("other-name.txt is read, and would be overwritten")]);
  expect(await readFile(join(folder, "own.txt"))).toEqual(text);
});
