import { setTimeout } from "node:timers/promises";
import { type ImportedUnit, type Job, Memory } from "@sextant/core/memory";
import { Kysely } from "kysely";
import type { Tables } from "../../../packages/core/src/memory/database/schema.ts";
import { engineOf } from "../../core/memory/earlier.ts";
import { startPostgres } from "../../setup.ts";
import { Clients, JOB_UNITS } from "./clients.ts";
import { Process } from "./processes.ts";

/** What came of killing. */
export interface Outcome {
  /** How often each was killed. */
  readonly kills: Readonly<Record<string, number>>;
  /** Writes and jobs that were acknowledged. */
  readonly writes: number;
  readonly jobs: number;
  /** Jobs that were begun twice, and given up because both workers were killed: they say so. */
  readonly again: number;
  readonly givenUp: number;
  /** For each kill the longest time for which a reader was not answered while the database was there, in ms, ascending. */
  readonly silences: readonly number[];
  /** Sentences: what was lost, half or double. */
  readonly losses: readonly string[];
}

/** Milliseconds for which the others go on before what was killed is started again, at the most. */
const MAX_GONE_MS = 600;
/** Jobs are waited for as long as one ended in so many milliseconds. */
const MAX_STILL_MS = 120_000;

async function* base(): AsyncGenerator<ImportedUnit> {
  const unit = { role: "text", confidence: 1, origin: "imported", unofficial: [] };
  for (let n = 0; n < 200; n++)
    yield { ...unit, variants: { en: `Base text number ${n}`, fr: `Texte de base numéro ${n}` } };
}

/**
 * Kills two servers, two workers and their PostgreSQL in turn, while clients ask, change and upload.
 *
 * @param kills how many in all
 * @param random 0..1, when each is killed and for how long it is gone
 * @param progress told how many were killed
 */
export async function killed(
  folder: string,
  kills: number,
  random: () => number,
  progress: (kills: number) => void = () => {},
): Promise<Outcome> {
  const postgres = await startPostgres(folder);
  const location = await postgres.database("memory");
  {
    await using memory = await Memory.open(location);
    await memory.documentSets.import({ id: "base", symbol: "base", source: "test", fingerprint: "" }, base());
  }
  const servers = [new Process("serve", location), new Process("serve", location)];
  const all = [...servers, new Process("work", location), new Process("work", location)];
  for (const each of all) await each.start();
  const clients = new Clients(servers);
  const dead: number[] = [];
  const counts: Record<string, number> = { server: 0, worker: 0, PostgreSQL: 0 };
  const silences: number[] = [];
  for (let n = 0; n < kills; n++) {
    progress(n);
    await setTimeout(random() * MAX_GONE_MS);
    clients.longest = 0;
    const each = all[n % (all.length + 1)];
    const name = each === undefined ? "PostgreSQL" : servers.includes(each) ? "server" : "worker";
    counts[name] = (counts[name] ?? 0) + 1;
    if (each) {
      dead.push(await each.kill());
      await setTimeout(random() * MAX_GONE_MS);
      await each.start();
      silences.push(clients.longest);
    } else {
      await postgres.kill();
      await postgres.start();
      // From here on it is there.
      const back = performance.now();
      while (clients.answered < back) await setTimeout(5);
      silences.push(clients.answered - back);
    }
  }
  await clients.end();
  const jobs = await endedJobs(location, clients, dead);
  const outcome = await compared(location, clients, jobs);
  for (const each of all) await each.kill();
  await postgres.stop();
  return { kills: counts, ...outcome, silences: silences.sort((a, b) => a - b) };
}

/** The jobs of the clients, when they have ended. What the dead have begun is another's at once: nobody waits for them. */
async function endedJobs(location: string, { jobs }: Clients, dead: readonly number[]): Promise<(Job | undefined)[]> {
  const db = new Kysely<Tables>({ dialect: engineOf(location).dialect });
  await using memory = await Memory.open(location);
  let [ended, lastEnded] = [0, performance.now()];
  try {
    for (;;) {
      for (const pid of dead)
        await db
          .updateTable("job")
          .set({ lease: "2000-01-01T00:00:00.000Z" })
          .where("state", "=", "running")
          .where("worker", "like", `%-${pid}-%`)
          .execute();
      const found = await Promise.all(jobs.map(({ id }) => memory.serving.job(id)));
      const now = found.filter((job) => job && job.state !== "waiting" && job.state !== "running").length;
      if (now > ended) [ended, lastEnded] = [now, performance.now()];
      if (ended === jobs.length || performance.now() - lastEnded > MAX_STILL_MS) return found;
      await setTimeout(200);
    }
  } finally {
    await db.destroy();
  }
}

/** What is there, held against what was acknowledged. */
async function compared(location: string, clients: Clients, jobs: readonly (Job | undefined)[]) {
  await using memory = await Memory.open(location);
  const losses = await memory.maintenance.check();
  const counts = new Map<string, number>();
  for await (const { variants } of memory.units(["added"]))
    counts.set(variants.en ?? "", (counts.get(variants.en ?? "") ?? 0) + 1);
  for (const text of clients.texts)
    if (counts.get(text) !== 1) losses.push(`${text} is there ${counts.get(text) ?? 0} times`);
  const sets = new Map((await memory.documentSets.list()).map(({ id, units }) => [id, units]));
  for (const [id, units] of sets)
    if (id.startsWith("job-") && units !== JOB_UNITS) losses.push(`${id} has ${units} units`);
  let [again, givenUp] = [0, 0];
  for (const [at, job] of jobs.entries()) {
    const { documentSet } = clients.jobs[at] as { documentSet: string };
    if ((job?.tries ?? 0) > 1) again++;
    if (job?.state === "failed" && job.tries === 2) givenUp++;
    else if (job?.state !== "done") losses.push(`the job of ${documentSet} is ${JSON.stringify(job)}`);
    else if (!sets.has(documentSet)) losses.push(`${documentSet} was said to be imported, and is not there`);
  }
  return { losses, again, givenUp, writes: clients.texts.length, jobs: jobs.length };
}
