/**
 * A memory of UN-like units in a PostgreSQL of its own (1 GB of shared buffers) that grows from size to size: what an import
 * takes, how large the database is, and how fast it answers, the first time after a start of both and then. Import and questions
 * are each a process of their own. Processor times say more than seconds where the machine does other work.
 *
 *   pnpm bench:growth [sizes in units, ascending; 100,000 and 1,000,000 if left out]
 */
import { createWriteStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { writeTmx } from "@sextant/core";
import pg from "pg";
import { type Cell, writeMeasurement } from "../../docs/measurement.ts";
import { startPostgres } from "../../setup.ts";
import { generator } from "../generator.ts";
import type { Answers } from "./ask.ts";
import { writeExtrapolated } from "./extrapolated.ts";
import type { Import } from "./import.ts";
import { childsAnswer, databaseProcessor } from "./processes.ts";

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100_000, 1_000_000];
/** Questions: texts from all over the memory, with one to three words changed. */
const QUESTIONS = 600;
/** Tables whose sizes are told, with their indexes. */
const PARTS = {
  "texts in either language": ["variant"],
  "paragraphs and units": ["paragraph", "unit"],
  "lists of phrases": ["posting"],
  "keys of fuzzy lookup": ["fuzzy_key"],
} as const;

const folder = await mkdtemp(join(tmpdir(), "sextant-growth-"));
const [english, french] = [await generator("en", 1), await generator("fr", 2)];
const postgres = await startPostgres(folder, ["shared_buffers=1GB"]);
/** Of each size: figures by what they are of. */
const steps: Map<string, number>[] = [];
try {
  const location = await postgres.database("growth");
  let [before, questions]: [number, string[]] = [0, []];
  for (const size of sizes) {
    const { file, asked } = await written(before, size);
    questions = evenly([...questions, ...asked], QUESTIONS);
    steps.push(await step(location, { size, added: size - before, file, questions }));
    report();
    before = size;
  }
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Writes the units that are added as TMX. */
async function written(from: number, to: number): Promise<{ readonly file: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const every = Math.ceil((to - from) / QUESTIONS);
  function* units() {
    for (let at = from; at < to; at++) {
      const en = english.text();
      if ((at - from) % every === 0) asked.push(english.changed(en));
      yield {
        ...{ id: at, version: `u${at}-1`, documentSet: "growth", memory: "main", symbol: "growth", position: at },
        ...{ paragraph: at, role: "text" as const, confidence: 1 },
        ...{ origin: "corrected" as const, status: "automatic" as const },
        variants: { en, fr: french.text() },
      };
    }
  }
  const file = join(folder, `${to}.tmx`);
  await pipeline(Readable.from(writeTmx(Readable.from(units()), { languages: ["en", "fr"] })), createWriteStream(file));
  return { file, asked };
}

/** Some of a list, evenly. */
function evenly(all: readonly string[], count: number): string[] {
  return all.filter((_, at) => Math.floor((at * count) / all.length) !== Math.floor(((at - 1) * count) / all.length));
}

interface Step {
  readonly size: number;
  readonly added: number;
  readonly file: string;
  readonly questions: readonly string[];
}

/** Grows to a size, starts the database anew, and asks. */
async function step(location: string, { size, added, file, questions }: Step): Promise<Map<string, number>> {
  const figures = new Map<string, number>();
  const before = await databaseProcessor(postgres.data);
  const imported = await childsAnswer<Import>("import.ts", [location, file, `growth-${size}`]);
  await rm(file);
  figures.set("load of the machine, that of the import included", loadavg()[1] ?? 0);
  figures.set("imported, units a second", added / imported.seconds);
  figures.set("– processor time of Sextant, ms for a unit", (1000 * imported.processor) / added);
  const database = (await databaseProcessor(postgres.data)) - before;
  figures.set("– processor time of the database, ms for a unit", (1000 * database) / added);
  figures.set("– memory of the process at most, MB", imported.megabytes);
  for (const [name, bytes] of await sizesOf(location)) figures.set(name, bytes / size);
  await postgres.kill();
  await postgres.start();
  const list = join(folder, "questions.json");
  await writeFile(list, JSON.stringify(questions));
  const answers = await childsAnswer<Answers>("ask.ts", [location, list, postgres.data]);
  for (const [name, figure] of Object.entries(answers)) figures.set(name, figure);
  return figures;
}

/** Bytes on the disk; what is written is sorted in and cleaned up first, as the database does in time. */
async function sizesOf(location: string): Promise<[name: string, bytes: number][]> {
  const client = new pg.Client({ connectionString: location });
  await client.connect();
  await client.query("vacuum analyze");
  await client.query("checkpoint");
  const one = async (query: string): Promise<number> => Number((await client.query(query)).rows[0].bytes);
  const sizes: [string, number][] = [
    ["on the disk, bytes for a unit", await one("select pg_database_size(current_database()) as bytes")],
  ];
  for (const [name, tables] of Object.entries(PARTS)) {
    const each = tables.map((table) => `pg_total_relation_size('${table}')`);
    sizes.push([`– ${name}`, await one(`select ${each.join(" + ")} as bytes`)]);
  }
  sizes.push(["–– of which their index", await one("select pg_relation_size('fuzzy_key_elements') as bytes")]);
  await client.end();
  return sizes;
}

/** After each step: what is broken off has measured what it has. */
function report(): void {
  const labels = ["", ...sizes.slice(0, steps.length).map((size) => `${size.toLocaleString("en")} units`)];
  const names = [...(steps[0]?.keys() ?? [])];
  const rows = names.map((name): Cell[] => [
    name,
    ...steps.map((step) => Number((step.get(name) ?? 0).toPrecision(3))),
  ]);
  writeMeasurement(
    "growth",
    "pnpm bench:growth",
    labels.map((label) => ({ label })),
    rows,
  );
  if (steps.length > 1) writeExtrapolated();
  for (const row of rows) console.log(row.join("\t"));
}
