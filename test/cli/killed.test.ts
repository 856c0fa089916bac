import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Memory } from "@sextant/core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { emptyDatabase } from "../setup.ts";

const MAIN = join(import.meta.dirname, "../../packages/cli/src/main.ts");
const UNITS = 6000;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-killed-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A file of the same id and another content for each round. */
async function file(round: number): Promise<string> {
  const path = join(folder, "big.tmx");
  function* text(): Generator<string> {
    yield `<tmx version="1.4"><header srclang="en"/><body>`;
    for (let n = 0; n < UNITS; n++)
      yield `<tu><tuv xml:lang="en"><seg>Round ${round}, unit ${n} of them all.</seg></tuv><tuv xml:lang="fr"><seg>Tour ${round}, unité ${n} parmi toutes.</seg></tuv></tu>`;
    yield "</body></tmx>";
  }
  await pipeline(Readable.from(text()), createWriteStream(path));
  return path;
}

/** Imports a file, killed after some time if it has not ended by then. */
async function importFile(path: string, location: string, killAfter: number): Promise<number | null> {
  const env = location.startsWith("postgres:")
    ? { SEXTANT_DATABASE_URL: location }
    : { SEXTANT_DATA: dirname(location) };
  const child = spawn(process.execPath, [MAIN, "import", path], { stdio: "ignore", env: { ...process.env, ...env } });
  const timer = setTimeout(() => child.kill("SIGKILL"), killAfter);
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  clearTimeout(timer);
  return code;
}

const ENGINES = ["SQLite", "PostgreSQL"];
const place = async (engine: string, name: string): Promise<string> =>
  engine === "SQLite" ? join(folder, name, "memory.sqlite") : emptyDatabase(inject("postgres"));

test.each(ENGINES)(
  "killed at any moment, an import into %s has happened whole or not at all, and the next start needs no repair",
  async (engine) => {
    const data = await place(engine, "killed");
    await importFile(await file(0), data, 60_000);
    let last = 0;
    for (let round = 1; round <= 12; round++) {
      await importFile(await file(round), data, 250 + 90 * round);
      const memory = await Memory.open(data);
      const rounds = new Map<string, number>();
      for await (const { variants } of memory.units()) {
        const said = /^Round (\d+)/.exec(variants.en ?? "")?.[1] ?? "";
        rounds.set(said, (rounds.get(said) ?? 0) + 1);
      }
      expect(rounds.size).toBe(1);
      const [[said, count]] = [...rounds] as [[string, number]];
      expect([String(last), String(round)]).toContain(said);
      expect(count).toBe(UNITS);
      last = Number(said);
      expect((await memory.concordance(`tour ${last}, unite 17 parmi`, "fr")).total).toBe(1);
      await memory.close();
    }
    // The memory still takes what comes.
    await importFile(await file(99), data, 60_000);
    const memory = await Memory.open(data);
    expect((await memory.lookup("Round 99, unit 5 of them all.", "en", "fr"))[0]?.target).toBe(
      "Tour 99, unité 5 parmi toutes.",
    );
    await memory.close();
  },
  120_000,
);

test.each(ENGINES)(
  "two processes that import into one memory in %s at one time both get their units in",
  async (engine) => {
    const data = await place(engine, "two");
    const [one, other] = [await file(1), join(folder, "other.tmx")];
    await copyFile(one, other);
    await (await Memory.open(data)).close();
    expect(await Promise.all([importFile(one, data, 60_000), importFile(other, data, 60_000)])).toEqual([0, 0]);
    const memory = await Memory.open(data);
    expect((await memory.documentSets()).map(({ units }) => units)).toEqual([UNITS, UNITS]);
    await memory.close();
  },
);
