import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { random } from "../random.ts";
import { KINDS, type KindName } from "./durability/kinds.ts";
import { ENDINGS, round } from "./durability/rounds.ts";
import { ENGINES, openWorlds } from "./durability/worlds.ts";

/** Both are printed; with them a run is made again, and a longer one made. `pnpm bench:durability` makes four hundred rounds. */
const SEED = Number(process.env.SEXTANT_SEED ?? Date.now() % 1e6);
const ROUNDS = Number(process.env.SEXTANT_ROUNDS ?? 1);

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
  describe.each(ENDINGS)("after a %s", (ending) => {
    test.each(Object.keys(KINDS) as KindName[])(
      "what was said to be done is there, and nothing half: %s",
      async (kind) => {
        for (let n = 0; n < ROUNDS; n++) {
          const problems = await round(worlds[engine], kind, ending, random(SEED + n));
          expect(problems, `SEXTANT_SEED=${SEED + n}`).toEqual([]);
        }
      },
    );
  });
});
