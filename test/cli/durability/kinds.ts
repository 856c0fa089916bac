import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Alignment, alignDocuments, type Document, type ImportedUnit, Memory } from "@sextant/core";
import { readText } from "@sextant/core/document";
import { runCommand } from "../../../packages/cli/src/program.ts";
import { isPostgres } from "../../../packages/core/src/memory/database/postgres/address.ts";
import { BUDGET } from "../../core/memory/earlier.ts";
import { spelled } from "../../spelled.ts";

/** Where a round takes place. */
export interface Place {
  /** The memory that is worked on: `…/memory.sqlite`, or the address of a database. */
  readonly location: string;
  /** A folder of the round's own. */
  readonly folder: string;
  /** A memory as {@link fillBase} makes it, of the other engine: what is migrated. */
  readonly other: string;
  /** A backup of such a memory. */
  readonly backup: string;
  /** Whether it is said with each piece how far the log is on the disk: by a process that works alone. */
  readonly isMarked?: boolean;
}

/** What a memory holds when a round begins. */
export type Template = "base" | "index" | "earlier" | "nothing";

/** A kind of work that may be interrupted. */
export interface Kind {
  readonly template: Template;
  /** Whether it goes on until it is ended; otherwise it comes to an end by itself. */
  readonly isEndless: boolean;
  /**
   * Does the work, and says each piece of it that is done.
   *
   * @param id `a` or `b`: two that work at one time do not touch the same rows and sets
   */
  work(place: Place, id: string, say: (done: string) => Promise<void>): Promise<void>;
  /**
   * What is lost or half: sentences. `said` is what was said to be done.
   *
   * @param ids those who worked
   */
  losses(memory: Memory, place: Place, said: readonly string[], ids: readonly string[]): Promise<string[]>;
}

/** Units of an import, and of the set that is there to be copied. */
const [IMPORTED, MANY] = [150, 1500];
/** Rows that each of two works on. */
const ROWS = 6;
const LARGE = 20_100;

export async function* units(count: number, say: (n: number) => string): AsyncGenerator<ImportedUnit> {
  const unit = { role: "text", confidence: 1, origin: "imported", unofficial: [] };
  for (let n = 0; n < count; n++) yield { ...unit, variants: { en: say(n), fr: `En français : ${say(n)}` } };
}
export const about = (id: string) => ({ id, symbol: id, source: "test", fingerprint: id });

/** What the base holds: a set to be edited, two to be aligned anew, many units. */
export async function fillBase(memory: Memory): Promise<void> {
  await memory.documentSets.import(about("edited"), units(2 * ROWS, original));
  await memory.documentSets.import(
    about("many"),
    units(MANY, (n) => `One of many texts, number ${n} of them all`),
  );
  for (const id of ["a", "b"]) {
    await memory.save(`aligned-${id}`, ...edition(0));
    await memory.corrections.make(`aligned-${id}`, { action: "confirm", position: 0 });
  }
}

/** What a large set says: so much that in process its index is kept. */
export const fillLarge = (memory: Memory, count = LARGE): Promise<number> =>
  memory.documentSets.import(about("large"), units(count, large));

const BASE_UNITS = 2 * ROWS + MANY + 2 * 8;
const original = (n: number): string => `As it was, number ${n}`;
const large = (n: number): string => `One of very many texts, this is number ${spelled(n)} of them`;

/** Two documents of eight paragraphs, of which half say another thing in each edition, and their alignment. */
function edition(n: number): [Document[], Alignment] {
  const said = (word: string, part: string): string =>
    Array.from({ length: 8 }, (_, at) => `${word} ${at}${at % 2 ? ` (edition ${n})` : ""} ${part}.`).join("\n\n");
  const documents = [
    readText(said("Le paragraphe", "est de ceux qui ne disent rien"), { language: "fr" }),
    readText(said("The paragraph", "is one of those that say nothing"), { language: "en" }),
  ];
  return [documents, alignDocuments(documents)];
}

/** The last number that was said for an id: `a 7 …`; 0 where none was. */
const lastOf = (said: readonly string[], id: string): number =>
  Number(said.findLast((line) => line.startsWith(`${id} `))?.split(" ")[1] ?? 0);

/** Works with a memory until it is ended. */
async function endlessly(location: string, step: (memory: Memory, n: number) => Promise<unknown>): Promise<void> {
  await using memory = await Memory.open(location);
  for (let n = 1; ; n++) await step(memory, n);
}

/** The rows of the set "edited" that belong to an id: where they are, and what they say. */
async function ownTexts(memory: Memory, id: string): Promise<string[]> {
  const rows = await memory.rows("edited", { from: id === "a" ? 0 : ROWS, limit: ROWS });
  const found = await Promise.all(rows.map((row) => memory.unit(row.units[0] as number)));
  return found.map((unit) => unit?.variants.en ?? "nothing");
}

async function editRow(memory: Memory, id: string, n: number): Promise<void> {
  const position = (id === "a" ? 0 : ROWS) + (n % ROWS);
  const [row] = await memory.rows("edited", { from: position, limit: 1 });
  const unit = row?.units[0] as number;
  await memory.corrections.make("edited", { action: "edit", position, unit, language: "en", text: edited(id, n) });
}
const edited = (id: string, n: number): string => `What ${id} said as number ${n}`;

/** What the rows of an id say after so many edits, the last of each row. */
function textsAfter(id: string, edits: readonly number[]): string[] {
  const texts = Array.from({ length: ROWS }, (_, at) => original((id === "a" ? 0 : ROWS) + at));
  for (const n of edits) texts[n % ROWS] = edited(id, n);
  return texts;
}

/** The rows of each id say what was said to be done, or one step more; taken back to the end, they are as they were. */
async function editLosses(
  memory: Memory,
  said: readonly string[],
  ids: readonly string[],
  editsAfter: (steps: number) => readonly number[],
): Promise<string[]> {
  const losses: string[] = [];
  for (const id of ids) {
    const steps = lastOf(said, id);
    const now = (await ownTexts(memory, id)).join("|");
    const right = [steps, steps + 1].map((n) => textsAfter(id, editsAfter(n)).join("|"));
    if (!right.includes(now)) losses.push(`after step ${steps} of ${id} the rows say ${now}`);
  }
  for (
    let history = await memory.corrections.changes("edited");
    history.length > 0;
    history = await memory.corrections.changes("edited")
  )
    for (const { id } of history)
      if (!(await memory.corrections.undo("edited", id))) losses.push(`change ${id} is not there`);
  for (const id of ["a", "b"])
    if ((await ownTexts(memory, id)).join("|") !== textsAfter(id, []).join("|"))
      losses.push(`the rows of ${id} are not as they were, when all is taken back`);
  return losses;
}

/** Calls the command on a memory. @returns whether it did what it was asked */
async function command(location: string, ...args: string[]): Promise<boolean> {
  if (isPostgres(location)) process.env.SEXTANT_DATABASE_URL = location;
  await runCommand([...args, ...(args[0] === "migrate" ? [] : ["--data", dirname(location)])]);
  return !process.exitCode;
}

/** A memory that was to be filled is whole, or empty where nobody said that it is filled. */
async function fillLosses(memory: Memory, said: readonly string[], again: () => Promise<unknown>): Promise<string[]> {
  const isEmpty = (await memory.documentSets.list()).length === 0;
  if (isEmpty && said.length > 0) return ["it was said to be filled, and is empty"];
  // What was interrupted is done when it is done again.
  if (isEmpty) await again();
  return baseLosses(memory);
}

async function baseLosses(memory: Memory): Promise<string[]> {
  const losses = await memory.maintenance.check();
  const count = (await memory.documentSets.list()).reduce((sum, { units }) => sum + units, 0);
  if (count !== BASE_UNITS) losses.push(`there are ${count} units, not ${BASE_UNITS}`);
  if ((await memory.corrections.changes("aligned-a")).length !== 1) losses.push("the history is not there");
  return losses;
}

async function filledFrom(source: string, memory: Memory): Promise<void> {
  await using from = await Memory.open(source);
  await from.maintenance.copyTo(memory);
}

const importing: Kind = {
  template: "base",
  isEndless: true,
  work: ({ location }, id, say) =>
    endlessly(location, async (memory, n) => {
      const text = (k: number): string => `What ${id} brought as number ${n}: item ${k}`;
      await memory.documentSets.import(about(`from-${id}-${n}`), units(IMPORTED, text));
      await say(`${id} ${n}`);
    }),
  async losses(memory, _, said, ids) {
    const sets = new Map((await memory.documentSets.list()).map((set) => [set.id, set.units]));
    const losses = [...sets].flatMap(([id, count]) =>
      id.startsWith("from-") && count !== IMPORTED ? [`${id} has ${count} units`] : [],
    );
    for (const id of ids) {
      const last = lastOf(said, id);
      for (let n = 1; n <= last; n++) if (!sets.has(`from-${id}-${n}`)) losses.push(`from-${id}-${n} is not there`);
      const text = `What ${id} brought as number ${last}: item 107`;
      if (last > 0 && (await memory.lookup(text, { from: "en", to: "fr" }))[0]?.score !== 100)
        losses.push(`${text}: not looked up`);
      if (last > 0 && (await memory.concordance(text, "en")).total !== 1) losses.push(`${text}: not searched`);
    }
    return losses;
  },
};

const aligning: Kind = {
  template: "base",
  isEndless: true,
  work: ({ location }, id, say) =>
    endlessly(location, async (memory, n) => {
      await memory.save(`aligned-${id}`, ...edition(n));
      await say(`${id} ${n}`);
    }),
  async losses(memory, _, said, ids) {
    const losses: string[] = [];
    for (const id of ids) {
      const rows = await memory.rows(`aligned-${id}`);
      const text = rows
        .flatMap(({ blocks }) => Object.values(blocks).flatMap((list) => list.map((b) => b.text)))
        .join();
      const editions = new Set([...text.matchAll(/edition (\d+)/g)].map(([, n]) => Number(n)));
      const last = lastOf(said, id);
      const [only = -1] = editions;
      if (editions.size !== 1 || ![last, last + 1].includes(only))
        losses.push(`of aligned-${id} edition ${last} was said to be kept, and ${[...editions]} is there`);
      if (rows.length !== 8 || rows[0]?.status !== "confirmed")
        losses.push(`aligned-${id} has lost a row or a decision`);
      const [change] = await memory.corrections.changes(`aligned-${id}`);
      if (!(await memory.corrections.undo(`aligned-${id}`, change?.id)))
        losses.push(`aligned-${id} has lost its history`);
    }
    return losses;
  },
};

const correcting: Kind = {
  template: "base",
  isEndless: true,
  work: ({ location }, id, say) =>
    endlessly(location, async (memory, n) => {
      await editRow(memory, id, n);
      await say(`${id} ${n}`);
    }),
  losses: (memory, _, said, ids) =>
    editLosses(memory, said, ids, (steps) => Array.from({ length: steps }, (_, at) => at + 1)),
};

const undoing: Kind = {
  template: "base",
  isEndless: true,
  /** Edits at odd steps; takes that back at even ones. */
  work: ({ location }, id, say) =>
    endlessly(location, async (memory, n) => {
      if (n % 2) await editRow(memory, id, n);
      else {
        const isOwn = (text: unknown): boolean => text === edited(id, n - 1);
        const change = (await memory.corrections.changes("edited")).find(
          ({ correction: own }) => "text" in own && isOwn(own.text),
        );
        await memory.corrections.undo("edited", change?.id as number);
      }
      await say(`${id} ${n}`);
    }),
  losses: (memory, _, said, ids) => editLosses(memory, said, ids, (steps) => (steps % 2 ? [steps] : [])),
};

const backingUp: Kind = {
  template: "base",
  isEndless: false,
  async work({ location, folder }, id, say) {
    // The other one corrects meanwhile.
    if (id === "b") return correcting.work({ location, folder, other: "", backup: "" }, id, say);
    if (await command(location, "backup", join(folder, "made.sqlite"))) await say("a 1");
  },
  async losses(memory, place, said, ids) {
    const file = join(place.folder, "made.sqlite");
    if (!existsSync(file) && said.includes("a 1")) return ["the backup was said to be made, and is not there"];
    const losses: string[] = [];
    if (existsSync(file)) {
      await using backup = await Memory.open(file);
      losses.push(...(await baseLosses(backup)).map((loss) => `${basename(file)}: ${loss}`));
    }
    const corrected = await correcting.losses(
      memory,
      place,
      said,
      ids.filter((id) => id === "b"),
    );
    return [...losses, ...(await baseLosses(memory)), ...corrected];
  },
};

const restoring: Kind = {
  template: "nothing",
  isEndless: false,
  async work({ location, backup }, id, say) {
    if (await command(location, "restore", backup)) await say(`${id} 1`);
  },
  losses: (memory, { backup }, said) => fillLosses(memory, said, () => filledFrom(backup, memory)),
};

const migrating: Kind = {
  template: "nothing",
  isEndless: false,
  async work({ location, other }, id, say) {
    if (await command(location, "migrate", other, location)) await say(`${id} 1`);
  },
  losses: (memory, { other }, said) => fillLosses(memory, said, () => filledFrom(other, memory)),
};

const starting: Kind = {
  template: "nothing",
  isEndless: false,
  async work({ location }, id, say) {
    await using memory = await Memory.open(location);
    await memory.documentSets.import(
      about(id),
      units(1, () => `By process ${id}`),
    );
    await say(`${id} 1`);
  },
  async losses(memory, _, said, ids) {
    await memory.documentSets.import(
      about("later"),
      units(1, () => "By a later one"),
    );
    const there = (await memory.documentSets.list()).map(({ id }) => id);
    const lost = ids.filter((id) => lastOf(said, id) > 0 && !there.includes(id));
    return lost.map((id) => `the set ${id} was said to be kept, and is not there`);
  },
};

const upgrading: Kind = {
  template: "earlier",
  isEndless: false,
  async work({ location }, id, say) {
    await using memory = await Memory.open(location);
    await memory.corrections.make("budget", { action: "confirm", position: id === "a" ? 0 : 1 });
    await say(`${id} 1`);
  },
  async losses(memory, _, said, ids) {
    const rows = await memory.rows("budget");
    const found = await Promise.all(rows.map((row) => memory.unit(row.units[0] as number)));
    const losses = BUDGET.flatMap(({ en, fr, status }, at) =>
      found[at]?.variants.en === en && found[at]?.variants.fr === fr && found[at]?.status === status
        ? []
        : [`row ${at} is not as the earlier version left it`],
    );
    const changes = (await memory.corrections.changes("budget")).length;
    const made = ids.reduce((sum, id) => sum + lastOf(said, id), 0);
    if (changes < 1 + made) losses.push(`${changes} corrections are there, and ${1 + made} were made`);
    return losses;
  },
};

const indexing: Kind = {
  template: "index",
  isEndless: false,
  async work({ location }, id, say) {
    await using memory = await Memory.open(location);
    if ((await memory.lookup(large(7), { from: "en", to: "fr" }))[0]?.score === 100) await say(`${id} 1`);
  },
  async losses(memory) {
    const [first, last] = await Promise.all([0, 99].map((n) => memory.lookup(large(n), { from: "en", to: "fr" })));
    return first?.[0]?.score === 100 && last?.[0]?.score === 100 ? memory.maintenance.check() : ["a text is not found"];
  },
};

/** Every kind of work, by what it is called in a table. */
export const KINDS = {
  import: importing,
  "alignment saved": aligning,
  correction: correcting,
  undo: undoing,
  backup: backingUp,
  restore: restoring,
  migrate: migrating,
  "first start": starting,
  upgrade: upgrading,
  "index kept": indexing,
} as const satisfies Readonly<Record<string, Kind>>;
export type KindName = keyof typeof KINDS;
