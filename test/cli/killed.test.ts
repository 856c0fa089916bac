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
import { killed, MAIN } from "./run.ts";

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
    for (let round = 1; round <= 12; round++) {
      await importFile(await file(round), data, (whole * round) / 11);
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
    expect((await memory.lookup("Round 99, unit 5 of them all.", "en", "fr"))[0]?.target).toBe(
      "Tour 99, unité 5 parmi toutes.",
    );
    await memory.close();
  },
);

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
    for (let round = 1; round <= 50; round++) {
      if (engine === "SQLite") await rm(`${location}.en.index`, { force: true });
      const least = 1 + (round % 3);
      const lines = await killed([BUSY, location, String(round)], least, ((round * 137) % 100) / 100);
      expect(lines.length).toBeGreaterThanOrEqual(least);
      for (const line of lines) {
        const [, what, rest = ""] = /^(edited|imported) (.*)$/.exec(line) ?? [];
        const [, position, text] = /^(\d+) (.*)$/.exec(rest) ?? [];
        if (what === "edited") edits.set(Number(position), text as string);
        else sets.add(rest);
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
    const memory = await Memory.open(location);
    expect((await memory.undo("edited"))?.correction.action).toBe("edit");
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
    expect((await memory.documentSets()).map(({ units }) => units)).toEqual([UNITS, UNITS]);
    await memory.close();
  },
);
