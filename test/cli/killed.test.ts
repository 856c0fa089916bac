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
import { MAIN } from "./run.ts";

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

/** Imports a file. With `killAfter`, it is killed so many milliseconds after its start if it has not ended by then. */
async function importFile(
  path: string,
  location: string,
  killAfter?: number,
): Promise<{ code: number | null; err: string }> {
  const env = location.startsWith("postgres:")
    ? { SEXTANT_DATABASE_URL: location }
    : { SEXTANT_DATA: dirname(location) };
  const stdio = ["ignore", "ignore", "pipe"] as const;
  const child = spawn(process.execPath, [MAIN, "import", path], { stdio: [...stdio], env: { ...process.env, ...env } });
  let err = "";
  child.stderr?.on("data", (part) => {
    err += part;
  });
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfter);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  clearTimeout(timer);
  return { code, err };
}

const ENGINES = ["SQLite", "PostgreSQL"];
const place = async (engine: string, name: string): Promise<string> =>
  engine === "SQLite" ? join(folder, name, "memory.sqlite") : emptyDatabase(inject("postgres"));

test.each(ENGINES)(
  "killed at any moment, an import into %s has happened whole or not at all, and the next start needs no repair",
  async (engine) => {
    const data = await place(engine, "killed");
    const begun = performance.now();
    expect(await importFile(await file(0), data)).toMatchObject({ code: 0 });
    // The kills are spread over what an import takes here, whatever that is.
    const whole = performance.now() - begun;
    let last = 0;
    for (let round = 1; round <= 6; round++) {
      await importFile(await file(round), data, (whole * round) / 5);
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
    expect(await importFile(await file(99), data)).toMatchObject({ code: 0 });
    const memory = await Memory.open(data);
    expect((await memory.lookup("Round 99, unit 5 of them all.", { from: "en", to: "fr" }))[0]?.target).toBe(
      "Tour 99, unité 5 parmi toutes.",
    );
    await memory.close();
  },
);

test.each(ENGINES)(
  "two processes that import into one memory in %s at one time both get their units in",
  async (engine) => {
    const data = await place(engine, "two");
    const [one, other] = [await file(1), join(folder, "other.tmx")];
    await copyFile(one, other);
    await (await Memory.open(data)).close();
    const paths = [one, other];
    const outcomes = await Promise.all(paths.map((path) => importFile(path, data)));
    for (const [at, { code, err }] of outcomes.entries())
      if (code !== 0) {
        // SQLite waits for its turn for some seconds only; then it is said, and the next try gets in.
        expect([engine, err]).toEqual(["SQLite", expect.stringContaining("another process is writing it; try again")]);
        expect(await importFile(paths[at] as string, data)).toMatchObject({ code: 0 });
      }
    const memory = await Memory.open(data);
    expect((await memory.documentSets.list()).map(({ units }) => units)).toEqual([UNITS, UNITS]);
    await memory.close();
  },
);
