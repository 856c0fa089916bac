import { spawnSync } from "node:child_process";
import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Memory } from "@sextant/core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { random } from "../random.ts";
import { emptyDatabase } from "../setup.ts";
import { killed, MAIN } from "./run.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-faults-"));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, units: number): Promise<string> {
  const path = join(folder, name);
  const texts = Array.from(
    { length: units },
    (_, n) =>
      `<tu><tuv xml:lang="en"><seg>Unit ${n} of them all.</seg></tuv><tuv xml:lang="fr"><seg>Unité ${n} parmi toutes.</seg></tuv></tu>`,
  );
  await writeFile(path, `<tmx version="1.4"><header srclang="en"/><body>${texts.join("")}</body></tmx>`);
  return path;
}

/** What permissions of files are overridden by, on Linux. */
const WITHOUT_OVERRIDE = ["--inh-caps", "--bounding-set"].map((set) => `${set}=-dac_override,-dac_read_search`);

const run = (command: string, args: readonly string[], more: { env?: Record<string, string> } = {}) =>
  spawnSync(command, args, { encoding: "utf8", ...more, env: { ...process.env, ...more.env } });

test("a disk that fills up is said to be full, and what was there is still there", async () => {
  const data = join(folder, "full");
  const env = { SEXTANT_DATA: data };
  expect(run(process.execPath, [MAIN, "import", await file("small.tmx", 50)], { env }).status).toBe(0);
  const big = await file("large.tmx", 30_000);
  // No file of this process may grow beyond 2 MB: the system refuses to write, as it does on a full disk.
  const limited = `trap '' XFSZ; ulimit -f 4096; exec "$0" "$@"`;
  const { status, stderr } = run("/bin/sh", ["-c", limited, process.execPath, MAIN, "import", big], { env });
  expect(status).toBe(1);
  expect(stderr).toMatch(/large\.tmx was left out: the memory .* was not changed: .*disk/);
  const memory = await Memory.open(join(data, "memory.sqlite"));
  expect((await memory.documentSets.list()).map(({ id, units }) => [id, units])).toEqual([["small", 50]]);
  await memory.close();
  expect(run(process.execPath, [MAIN, "import", big], { env }).status).toBe(0);
});

test("a folder that cannot be written is named", async () => {
  const data = join(folder, "locked");
  const env = { SEXTANT_DATA: data };
  run(process.execPath, [MAIN, "import", await file("small.tmx", 50)], { env });
  for (const name of await readdir(data)) await chmod(join(data, name), 0o444);
  await chmod(data, 0o555);
  // Root may write everywhere, so its right to do so is taken away. It stays root, for the checkout may be its alone.
  const bound = process.getuid?.() === 0 ? ["setpriv", ...WITHOUT_OVERRIDE] : [];
  const [command = "", ...args] = [...bound, process.execPath, MAIN];
  const other = await file("other.tmx", 5);
  const { status, stderr } = run(command, [...args, "import", other], { env });
  const asked = ["lookup", "Unit 7 of them all.", "--from", "en", "--to", "fr"];
  const found = run(command, [...args, ...asked], { env });
  await chmod(data, 0o755);
  // What may only be read can be searched.
  expect([found.status, found.stdout]).toEqual([0, expect.stringContaining("Unité 7 parmi toutes.")]);
  expect(status).toBe(1);
  expect(stderr).toContain(join(data, "memory.sqlite"));
  expect(stderr).toMatch(/read-only|readonly|not permitted|denied|unable to open/i);
  const memory = await Memory.open(join(data, "memory.sqlite")).catch(() => undefined);
  await memory?.close();
});

test.each(["SQLite", "PostgreSQL"])(
  "an edit in %s that was confirmed is there, however the process ends",
  async (engine) => {
    const data = join(folder, `edited-${engine}`);
    const location = engine === "SQLite" ? join(data, "memory.sqlite") : await emptyDatabase(inject("postgres"));
    const env = engine === "SQLite" ? { SEXTANT_DATA: data } : { SEXTANT_DATABASE_URL: location };
    expect(run(process.execPath, [MAIN, "import", await file("big.tmx", 20)], { env }).status).toBe(0);
    const next = random(5);
    let last = 0;
    for (let round = 0; round < 6; round++) {
      const script = join(import.meta.dirname, "editing.ts");
      // The first line says that the memory is open, each that follows that an edit was made.
      const edits = round % 3;
      const said = await killed([script, location, String(last)], 1 + edits, next() / 2);
      expect(said.length).toBeGreaterThan(edits);
      const confirmed = Math.max(last, ...said.map((line) => Number(line) || 0));
      const memory = await Memory.open(location);
      const [row] = await memory.rows("big", { from: 3, limit: 1 });
      const text = (await memory.unit(row?.units[0] as number))?.variants.fr ?? "";
      const now = Number(/^Texte (\d+)\.$/.exec(text)?.[1] ?? 0);
      // What was confirmed, or the edit that was made and had no time to say so.
      expect([confirmed, confirmed + 1]).toContain(now);
      expect(await Array.fromAsync(memory.units())).toHaveLength(20);
      last = now;
      await memory.close();
    }
  },
);

test("an index whose keeping was interrupted is built anew", async () => {
  const data = join(folder, "indexed");
  const env = { SEXTANT_DATA: data };
  expect(run(process.execPath, [MAIN, "import", await file("many.tmx", 20_500)], { env }).status).toBe(0);
  const location = join(data, "memory.sqlite");
  const script = join(import.meta.dirname, "looking-up.ts");
  const next = random(6);
  for (let round = 0; round < 6; round++) {
    for (const name of await readdir(data)) if (name.includes(".index")) await rm(join(data, name));
    await killed([script, location, "Unit 7 of them all."], 1, 1.2 * next());
    const { stdout } = run(process.execPath, [script, location, "Unit 20499 of them all."]);
    expect(stdout).toBe("open\nUnité 20499 parmi toutes.");
  }
});
