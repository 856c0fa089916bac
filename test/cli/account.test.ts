import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Memory } from "@sextant/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "./run.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-account-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const account = (args: readonly string[], input?: string) => run(folder, ["account", ...args], input);

test("an account is made, with a password that is shown once or read, and listed without it", async () => {
  const made = await account(["add", "Ada", "--role", "admin"]);
  expect([made.code, made.out, made.err]).toEqual([
    0,
    expect.stringMatching(/^(?:[a-z2-9]{6}-){3}[a-z2-9]{6}\n$/),
    expect.stringMatching(/^Account of Ada, admin; password, good until \d{4}-\d\d-\d\d:\n$/),
  ]);
  const read = await account(["add", "Grace", "--password", "--memories", "main=reviser"], "four boats on the river\n");
  expect(read).toMatchObject({ code: 0, out: "", err: "Account of Grace, reviser of main\n" });
  const { out } = await account(["list"]);
  expect(out).toMatch(/^\w+\tAda\tadmin\t\d{4}-\d\d-\d\d\t0\n\w+\tGrace\treviser of main\t\d{4}-\d\d-\d\d\t0\n$/);
  await using memory = await Memory.open(join(folder, "data", "memory.sqlite"));
  expect((await memory.serving.passwordOf("Grace"))?.hash).toMatch(/^scrypt\$/);
});

test("what is wrong is said: a name that is taken, a weak password, a memory or role that there is not", async () => {
  const wrong: readonly (readonly [string[], RegExp, string?])[] = [
    [["add", "Ada"], /there is an account of Ada already/],
    [["add", "Eve", "--password"], /a password has 15 to 200 characters/, "short\n"],
    [["add", "Eve", "--password"], /no password on standard input/],
    [["add", " \u200b"], /a name has 1 to 100 letters/],
    [["add", "Eve", "--memories", "other"], /there is no memory other; there are main/],
    [["add", "Eve", "--memories", "main=king"], /king is no role/],
    [["erase", "Nobody"], /there is no account of Nobody/],
  ];
  for (const [args, says, input] of wrong) {
    const { code, out, err } = await account(args, input);
    expect([args, code === 0, out, err]).toEqual([args, false, "", expect.stringMatching(says)]);
    expect(err).not.toContain("short");
  }
});

test("rights are changed, sessions ended, a name erased", async () => {
  expect((await account(["change", "Grace", "--role", "translator"])).err).toBe("Grace: translator\n");
  expect((await account(["password", "Grace"])).out).toMatch(/^[a-z2-9-]{27}\n$/);
  expect((await account(["end", "Grace"])).err).toBe("0 sessions of Grace have ended\n");
  expect((await account(["end", "--everybody"])).err).toBe("0 sessions of everybody have ended\n");
  expect((await account(["end"])).err).toMatch(/whom\?/);
  expect((await account(["erase", "Grace"])).code).toBe(0);
  const { out } = await account(["list"]);
  expect([out.includes("Grace"), out.includes("(erased)\tnothing")]).toEqual([false, true]);
});
