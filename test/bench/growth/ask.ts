/** Looks texts up in a memory and searches phrases of them; writes how long that took as JSON: `ask.ts LOCATION QUESTIONS DATA`. */
import { readFile } from "node:fs/promises";
import { Memory } from "@sextant/core";
import { databaseProcessor, mostMegabytes, ownProcessor } from "./processes.ts";

/** Figures by what they are of. */
export type Answers = Readonly<Record<string, number>>;

/** Questions that are not timed: they bring what is asked often into the database's memory. */
const WARMING = 100;

/** How long questions take: quantiles of their times, and processor time of both processes, in ms. */
async function timed(
  name: string,
  data: string,
  questions: readonly string[],
  ask: (text: string) => Promise<unknown>,
): Promise<Answers> {
  for (const question of questions.slice(0, WARMING)) await ask(question);
  const before = ownProcessor() + (await databaseProcessor(data));
  const times: number[] = [];
  for (const question of questions.slice(WARMING)) {
    const started = performance.now();
    await ask(question);
    times.push(performance.now() - started);
  }
  const processor = ownProcessor() + (await databaseProcessor(data)) - before;
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] as number;
  return {
    [`${name} p50, ms`]: at(0.5),
    [`– ${name} p95, ms`]: at(0.95),
    [`– ${name} p99, ms`]: at(0.99),
    [`– ${name}, processor time of both, ms`]: (1000 * processor) / times.length,
  };
}

if (import.meta.main) {
  const [location = "", file = "", data = ""] = process.argv.slice(2);
  const questions = JSON.parse(await readFile(file, "utf8")) as string[];
  const memory = await Memory.open(location);
  await memory.lookup(questions[0] as string, { from: "en", to: "fr" });
  // From the start of the process.
  const first = { "first answer after a start of both, s": performance.now() / 1000 };
  const sets = performance.now();
  await Promise.all([memory.documentSets.list(), memory.memories.list()]);
  const lists = { "document sets and memories listed, ms": performance.now() - sets };
  const lookup = await timed("lookup", data, questions, (text) => memory.lookup(text, { from: "en", to: "fr" }));
  const phrases = questions.map((text) => text.split(" ").slice(2, 4).join(" "));
  const concordance = await timed("concordance", data, phrases, (phrase) =>
    memory.concordance(phrase, "en", { limit: 20 }),
  );
  const answers: Answers = {
    ...first,
    ...lists,
    ...lookup,
    ...concordance,
    "– memory of the asking process at most, MB": mostMegabytes(),
  };
  await memory.close();
  console.log(JSON.stringify(answers));
}
