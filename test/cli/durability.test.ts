import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { random } from "../random.ts";
import { KINDS, type KindName } from "./durability/kinds.ts";
import { ENDINGS, round } from "./durability/rounds.ts";
import { ENGINES, openWorlds } from "./durability/worlds.ts";

/** Printed; with it a run is made again. `pnpm bench:durability` makes four hundred rounds. */
const SEED = Number(process.env.SEXTANT_SEED ?? Date.now() % 1e6);
/** Rounds of each kind of work and each ending. Where nothing is said, each kind is ended in one way that the seed chooses. */
const ROUNDS = Number(process.env.SEXTANT_ROUNDS ?? 0);

/** The kinds of work that are ended in the way of this number. */
const kindsOf = (ending: number): KindName[] =>
  (Object.keys(KINDS) as KindName[]).filter(
    (_, at) => ROUNDS > 0 || at % ENDINGS.length === (SEED + ending) % ENDINGS.length,
  );

let folder: string;
let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
  console.log(`SEXTANT_SEED=${SEED} SEXTANT_ROUNDS=${ROUNDS}`);
  folder = await mkdtemp(join(tmpdir(), "sextant-durability-"));
  worlds = await openWorlds(folder);
});
afterAll(async () => {
  for (const engine of ENGINES) await worlds[engine].close();
  await rm(folder, { recursive: true, force: true });
});

describe.each(ENGINES)("in %s", (engine) => {
  describe.each([...ENDINGS.entries()])("after ending %i, a %s", (way, ending) => {
    test.each(kindsOf(way))("what was said to be done is there, and nothing half: %s", async (kind) => {
      for (let n = 0; n < Math.max(1, ROUNDS); n++) {
        const problems = await round(worlds[engine], kind, ending, random(SEED + n));
        expect(problems, `SEXTANT_SEED=${SEED + n}`).toEqual([]);
      }
    });
  });
});
