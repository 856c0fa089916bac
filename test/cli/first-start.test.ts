import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Memory } from "@sextant/core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { random as randomOf } from "../random.ts";
import { emptyDatabase } from "../setup.ts";
import { killed } from "./run.ts";

const OPENING = join(import.meta.dirname, "opening.ts");
/** Both are printed; with them a run is made again, and a longer one made. */
const SEED = Number(process.env.SEXTANT_SEED ?? Date.now() % 1e6);
const ROUNDS = Number(process.env.SEXTANT_ROUNDS ?? 6);
const ENGINES = ["SQLite", "PostgreSQL"];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-first-"));
  console.log(`SEXTANT_SEED=${SEED} SEXTANT_ROUNDS=${ROUNDS}`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const place = async (engine: string, name: string): Promise<string> =>
  engine === "SQLite" ? join(folder, name, "memory.sqlite") : emptyDatabase(inject("postgres"));

/** What a process says that opens a memory, to its end. */
async function opened(location: string, id: string): Promise<string> {
  const child = spawn(process.execPath, [OPENING, location, id], { stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (piece) => {
      out += piece;
    });
  await new Promise((resolve) => child.once("close", resolve));
  return out;
}

test.each(ENGINES)("killed while it is made in %s, a memory opens again and takes what comes", async (engine) => {
  const random = randomOf(SEED);
  for (let round = 0; round < ROUNDS; round++) {
    const location = await place(engine, `killed-${round}`);
    // Up to as long again as it took to begin: before, in, and after the making.
    await killed([OPENING, location, "first"], 1, random());
    expect(await opened(location, "second"), `seed ${SEED}, round ${round}`).toBe("begun\ndone\n");
    const memory = await Memory.open(location);
    expect((await memory.documentSets()).map(({ id }) => id)).toContain("second");
    expect((await memory.concordance("By process second", "en")).total).toBe(1);
    await memory.close();
  }
});

test.each(ENGINES)("started several times at once, a memory in %s is made once, and all get in", async (engine) => {
  for (let round = 0; round < Math.ceil(ROUNDS / 3); round++) {
    const location = await place(engine, `race-${round}`);
    const ids = ["a", "b", "c"];
    const said = await Promise.all(ids.map((id) => opened(location, id)));
    expect(said).toEqual(ids.map(() => "begun\ndone\n"));
    const memory = await Memory.open(location);
    expect((await memory.documentSets()).map(({ id }) => id).sort()).toEqual(ids);
    await memory.close();
  }
});
