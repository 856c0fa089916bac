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
import { about, EDITED, IMPORTED, said, units } from "./busy.ts";

const MAIN = join(import.meta.dirname, "../../packages/cli/src/main.ts");
const BUSY = join(import.meta.dirname, "busy.ts");
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

/**
 * Lets a process work on a memory, kills it some milliseconds after the first thing it has done, and gives the lines in
 * which it said what that was.
 */
async function busy(location: string, round: number, killAfter: number): Promise<string[]> {
  const child = spawn(process.execPath, [BUSY, location, String(round)], { stdio: ["ignore", "pipe", "inherit"] });
  let out = "";
  child.stdout.on("data", (data) => {
    if (out === "") setTimeout(() => child.kill("SIGKILL"), killAfter);
    out += data;
  });
  await new Promise((resolve) => child.once("close", resolve));
  return out.split("\n").slice(0, -1);
}

// Fifty times on either engine.
test.each(ENGINES)(
  "killed at any moment of an edit, an import or the keeping of an index in %s, what was done is there, and nothing half",
  async (engine) => {
    const location = await place(engine, "busy");
    const first = await Memory.open(location);
    await first.importUnits(
      about("edited"),
      units(EDITED, (n) => `As it was, ${n}`),
    );
    // So many texts that their index is kept.
    await first.importUnits(
      about("many"),
      units(20_100, (n) => `One of very many texts, this is number ${n} of them`),
    );
    await first.close();
    const [edits, sets] = [new Map<number, string>(), new Set<string>()];
    let done = 0;
    for (let round = 1; round <= 50; round++) {
      if (engine === "SQLite") await rm(`${location}.en.index`, { force: true });
      for (const line of await busy(location, round, (round * 137) % 700)) {
        const [, what, rest = ""] = /^(edited|imported) (.*)$/.exec(line) ?? [];
        const [, position, text] = /^(\d+) (.*)$/.exec(rest) ?? [];
        if (what === "edited") edits.set(Number(position), text as string);
        else sets.add(rest);
        done++;
      }
      const memory = await Memory.open(location);
      const rows = await memory.rows("edited");
      const texts = new Map<number, string>();
      for (const { position, units } of rows)
        texts.set(position, (await memory.unit(units[0] as number))?.variants.en ?? "");
      // One more may have been made that the process did not come to tell.
      const untold = [...edits].filter(([position, text]) => texts.get(position) !== text);
      expect(untold.length).toBeLessThanOrEqual(1);
      for (const [position] of untold)
        expect(texts.get(position)).toMatch(new RegExp(`^What was said in round ${round} `));
      for (const [position, text] of texts) edits.set(position, text);
      const kept = (await memory.documentSets()).filter(({ id }) => id.startsWith("round-"));
      expect(new Set(kept.map((set) => set.units))).toEqual(kept.length > 0 ? new Set([IMPORTED]) : new Set());
      expect([...sets].filter((id) => !kept.some((set) => set.id === id))).toEqual([]);
      const last = [...sets].at(-1);
      if (last) {
        const text = `${said(...(last.split("-").slice(1).map(Number) as [number, number]))}: item 107`;
        expect((await memory.lookup(text, "en", "fr")).map(({ score }) => score)[0]).toBe(100);
        expect((await memory.concordance(text, "en")).total).toBe(1);
      }
      await memory.close();
    }
    expect(done).toBeGreaterThan(50);
    const memory = await Memory.open(location);
    expect((await memory.undo("edited"))?.correction.action).toBe("edit");
    await memory.close();
  },
  240_000,
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
