import { type Kysely, type RawBuilder, sql } from "kysely";
import { SextantError } from "../../error.ts";
import type { Tables } from "../database/schema.ts";
import type { Sweep } from "../database/sweep.ts";

export interface JobFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** How many jobs may wait, and how much the files of all jobs that are kept may take: of all people, and of one. */
export interface JobBounds {
  readonly waiting: number;
  readonly waitingEach: number;
  readonly fileBytes: number;
  readonly fileBytesEach: number;
}

/** As many jobs wait as may, or their files take as much as they may; the message says what to do. */
export class JobsFull extends SextantError {
  override name = "JobsFull";
  /** Whether it is the bound of one person, so that others may send. */
  readonly isOwn: boolean;

  constructor(message: string, isOwn: boolean) {
    super("jobs-full", message);
    this.isOwn = isOwn;
  }
}

const MB = 1024 * 1024;
const DAY_MS = 86_400_000;

/**
 * Refuses one more job that waits, beyond the bounds; `db` is a transaction that writes alone.
 *
 * @param bytes that its files add
 * @throws {JobsFull}
 */
export async function expectRoom(db: Kysely<Tables>, who: string, bytes: number, bounds: JobBounds): Promise<void> {
  await expectFewWaiting(db, who, bounds);
  const kept = await db
    .selectFrom("job_file")
    .innerJoin("job", "job.id", "job_file.job")
    .select(sums(who, sql`length(job_file.content)`))
    .executeTakeFirstOrThrow();
  const [all, own] = [Number(kept.all) + bytes, Number(kept.own) + bytes];
  if (own > bounds.fileBytesEach)
    throw new JobsFull(
      `files of your jobs may take ${inMB(bounds.fileBytesEach)}, and would take ${inMB(own)} with these: send them again when some jobs are done, or give up the files of those that failed or were cancelled (DELETE /api/jobs/ID/files)`,
      true,
    );
  if (all > bounds.fileBytes)
    throw new JobsFull(
      `files of jobs may take ${inMB(bounds.fileBytes)}, and would take ${inMB(all)} with these: send them again when some jobs are done`,
      false,
    );
}

/** Refuses one more job that waits, whose files are there. @throws {JobsFull} */
export async function expectFewWaiting(db: Kysely<Tables>, who: string, bounds: JobBounds): Promise<void> {
  const waiting = await db
    .selectFrom("job")
    .where("state", "=", "waiting")
    .select(sums(who, sql`1`))
    .executeTakeFirstOrThrow();
  if (Number(waiting.own) >= bounds.waitingEach)
    throw new JobsFull(
      `${waiting.own} of your jobs wait, as many as may: send it again when some are done, or cancel some`,
      true,
    );
  if (Number(waiting.all) >= bounds.waiting)
    throw new JobsFull(`${waiting.all} jobs wait, as many as may: send it again when some are done`, false);
}

/** A quantity of jobs, summed up: of all, and of one person's. */
const sums = (who: string, quantity: RawBuilder<unknown>) => [
  sql<number>`coalesce(sum(${quantity}), 0)`.as("all"),
  sql<number>`coalesce(sum(case when job.who = ${who} then ${quantity} else 0 end), 0)`.as("own"),
];

const inMB = (bytes: number): string => `${Math.ceil(bytes / MB)} MB`;

/** Keeps the files of a job. */
export async function keepFiles(db: Kysely<Tables>, job: string, files: readonly JobFile[]): Promise<void> {
  for (const [position, { name, content }] of files.entries())
    await db
      .insertInto("job_file")
      .values({ job, position, name, content: Buffer.from(content) })
      .execute();
}

/** The files of a job, in order. */
export function jobFiles(db: Kysely<Tables>, id: string): Promise<JobFile[]> {
  return db.selectFrom("job_file").select(["name", "content"]).where("job", "=", id).orderBy("position").execute();
}

/** Gives up the files of a job that is over: it is not tried again. @returns whether there were any */
export async function dropFiles(db: Kysely<Tables>, id: string): Promise<boolean> {
  const over = db.selectFrom("job").select("id").where("id", "=", id).where("ended", "is not", null);
  const { numDeletedRows } = await db.deleteFrom("job_file").where("job", "in", over).executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Files that are kept no longer: those of jobs that ended so many days ago. */
export function oldFiles(days: number): Sweep {
  const jobs = (db: Kysely<Tables>) =>
    db
      .selectFrom("job")
      .select("id")
      .where("ended", "<=", new Date(Date.now() - days * DAY_MS).toISOString());
  return {
    async hasRunOut(db) {
      const found = db.selectFrom("job_file").select("job").where("job", "in", jobs(db)).limit(1);
      return (await found.executeTakeFirst()) !== undefined;
    },
    async takeOut(db) {
      await db.deleteFrom("job_file").where("job", "in", jobs(db)).execute();
    },
  };
}

/** Until when a job that ended can be tried again: ISO 8601, UTC. */
export function keptUntil(ended: string, days: number): string {
  return new Date(Date.parse(ended) + days * DAY_MS).toISOString();
}
