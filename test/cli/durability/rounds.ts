import { spawn } from "node:child_process";
import { join } from "node:path";
import { Memory } from "@sextant/core";
import { killed } from "../run.ts";
import { KINDS, type Kind, type KindName, type Place } from "./kinds.ts";
import type { World } from "./worlds.ts";

/** How a round ends: a killed process; two at one time, of which one is killed; a power cut. */
export const ENDINGS = ["kill", "race", "power cut"] as const;
export type Ending = (typeof ENDINGS)[number];

/** A piece of work that is done; the command says other things, too. */
const DONE = /^[ab] \d+\t/;
const WORKING = join(import.meta.dirname, "working.ts");
/** So many pieces of endless work are waited for at most before the clock of a kill runs. */
const MAX_DONE = 4;
/** What who comes second may be told where two fill one memory, or make one backup. */
const SECOND = /is not empty|is there already|another process is writing/;

/**
 * Lets a kind of work be interrupted, and looks at what is there then.
 *
 * @returns what is lost or half, each as a sentence; nothing where all is well
 */
export async function round(world: World, name: KindName, ending: Ending, random: () => number): Promise<string[]> {
  const kind: Kind = KINDS[name];
  const place = { ...(await world.place(kind.template)), isMarked: ending === "power cut" };
  if (ending === "power cut") await world.begin?.();
  const { lines, problems } = ending === "race" ? await race(name, place, random) : await alone(name, place, random);
  const done = lines.filter((line) => DONE.test(line)).map((line) => line.split("\t"));
  const said = done.map(([what = ""]) => what);
  if (ending === "power cut") await world.cut(place, done.at(-1)?.[1] ?? "", random);
  try {
    const memory = await Memory.open(place.location);
    const ids = ending === "race" ? ["a", "b"] : ["a"];
    problems.push(...(await memory.maintenance.check()), ...(await kind.losses(memory, place, said, ids)));
    await memory.close();
  } catch (error) {
    problems.push(`it does not open: ${(error as Error).message}`);
  }
  if (problems.length === 0) await world.remove(place);
  return problems;
}

interface Worked {
  readonly lines: string[];
  readonly problems: string[];
}

const argsOf = (name: KindName, place: Place, id: string): string[] => [WORKING, name, JSON.stringify(place), id];

async function alone(name: KindName, place: Place, random: () => number, id = "a"): Promise<Worked> {
  const { isEndless } = KINDS[name];
  const done = isEndless ? Math.floor(random() * MAX_DONE) : 0;
  // What comes to an end by itself may take as long as its start; a step of endless work takes a small part of that.
  const share = random() * (isEndless ? 0.2 : 1);
  const lines = await killed(argsOf(name, place, id), 1 + done, share);
  return { lines, problems: [] };
}

/** Of two at one time one comes to its end. */
async function race(name: KindName, place: Place, random: () => number): Promise<Worked> {
  const done = KINDS[name].isEndless ? `${1 + Math.floor(random() * MAX_DONE)}` : "";
  const [one, other] = await Promise.all([ended([...argsOf(name, place, "a"), done]), alone(name, place, random, "b")]);
  const problems = one.code === 0 || SECOND.test(one.err) ? [] : [`one of two ended with ${one.code}: ${one.err}`];
  return { lines: [...one.lines, ...other.lines], problems };
}

async function ended(args: readonly string[]): Promise<{ code: number | null; err: string; lines: string[] }> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (piece) => {
    out += piece;
  });
  child.stderr.setEncoding("utf8").on("data", (piece) => {
    err += piece;
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, err, lines: out.split("\n").slice(0, -1) };
}
