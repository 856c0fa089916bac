import { mkdir, mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Memory } from "@sextant/core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { emptyDatabase } from "../setup.ts";
import { about, units } from "./durability/kinds.ts";
import { run } from "./run.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-backup-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a backup of a memory in use holds its decisions, and fills an empty memory only", async () => {
  const location = join(folder, "own", "memory.sqlite");
  const memory = await Memory.open(location);
  await memory.documentSets.import(
    about("a"),
    units(50, (n) => `Unit ${n} of them`),
  );
  const account = await memory.serving.addAccount({ name: "Ada", password: { hash: "kept" }, role: "reviser" });
  await memory.corrections.make("a", { action: "confirm", position: 7 }, { by: account });
  const own = join(folder, "own");
  expect(await run(folder, ["backup", "b.sqlite", "--data", own])).toMatchObject({
    code: 0,
    err: "b.sqlite: 50 units\n",
  });
  expect((await run(folder, ["backup", "b.sqlite", "--data", own])).err).toContain("is there already");
  expect((await run(folder, ["restore", "b.sqlite", "--data", own])).err).toContain("is not empty: it holds a");
  const rows = await memory.rows("a");
  await memory.close();
  expect((await run(folder, ["restore", "b.sqlite", "--data", "new"])).err).toBe("restored 50 units\n");
  expect((await run(folder, ["memory", "--check", "--data", "new"])).err).toBe("the memory is sound\n");
  const restored = await Memory.open(join(folder, "new", "memory.sqlite"));
  expect(await restored.rows("a")).toEqual(rows);
  const [change] = await restored.corrections.changes("a");
  // PostgreSQL takes the same.
  const other = await Memory.open(await emptyDatabase(inject("postgres")));
  await restored.maintenance.copyTo(other);
  expect(await other.maintenance.check()).toEqual([]);
  for (const each of [restored, other]) {
    expect((await each.corrections.changes("a"))[0]?.by).toBe("Ada");
    expect(await each.serving.accounts()).toMatchObject([{ id: account, role: "reviser" }]);
    expect((await each.corrections.undo("a", change?.id))?.correction.action).toBe("confirm");
    await each.close();
  }
});

test("a damaged memory is neither exported nor written to, and a folder that cannot be made is named", async () => {
  const data = join(folder, "damaged");
  await mkdir(data);
  const path = join(data, "memory.sqlite");
  const memory = await Memory.open(path);
  await memory.documentSets.import(
    about("a"),
    units(2000, (n) => `Unit ${n} of very many of them`),
  );
  await memory.close();
  const handle = await open(path, "r+");
  const { size } = await stat(path);
  // Each sixth page of the later half, as a bad disk leaves them.
  for (let at = Math.floor(size / 8192) * 4096; at < size; at += 6 * 4096)
    await handle.write(Buffer.alloc(4096), 0, 4096, at);
  await handle.close();
  for (const args of [["export"], ["import", "none.tmx"], ["memory", "--check"]])
    expect(await run(folder, [...args, "--data", data])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/damaged|malformed/),
    });
  expect(await run(folder, ["import", "none.tmx", "--data", "/proc/x"])).toMatchObject({
    code: 1,
    err: expect.stringContaining("the memory /proc/x/memory.sqlite cannot be opened"),
  });
});
