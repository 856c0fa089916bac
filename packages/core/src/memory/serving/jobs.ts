import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { Tables } from "../database/schema.ts";

export const JOB_KINDS = ["align", "import"] as const;
export type JobKind = (typeof JOB_KINDS)[number];
export const JOB_STATES = ["waiting", "running", "done", "failed", "cancelled"] as const;
export type JobState = (typeof JOB_STATES)[number];

/** Work that goes on when its request is answered. */
export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  /** Who asked for it: the id of an account or a token, or `local`. */
  readonly who: string;
  readonly state: JobState;
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly ended?: string;
  /** How often it was begun. */
  readonly tries: number;
  /** What is asked, how far it is, and what came of it: as its kind has it. */
  readonly asked: Readonly<Record<string, unknown>>;
  readonly progress?: Readonly<Record<string, unknown>>;
  readonly report?: Readonly<Record<string, unknown>>;
}

/** A job as it is asked for. */
export interface NewJob {
  readonly kind: JobKind;
  readonly who: string;
  readonly asked: Readonly<Record<string, unknown>>;
  readonly files: readonly JobFile[];
}

export interface JobFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** A job whose worker, or whose database, is lost is taken up again, once. */
export const MAX_JOB_TRIES = 2;
const PAGE = 100;

const now = (): string => new Date().toISOString();
const inSeconds = (seconds: number): string => new Date(Date.now() + 1000 * seconds).toISOString();

/** Puts a job behind those that wait. @returns its id */
export async function addJob(db: Kysely<Tables>, { kind, who, asked, files }: NewJob): Promise<string> {
  const id = randomUUID();
  const none = { ended: null, worker: null, lease: null, progress: null, report: null };
  const row = { id, kind, who, state: "waiting", created: now(), tries: 0, asked: JSON.stringify(asked), ...none };
  await db.insertInto("job").values(row).execute();
  for (const [position, { name, content }] of files.entries())
    await db
      .insertInto("job_file")
      .values({ job: id, position, name, content: Buffer.from(content) })
      .execute();
  return id;
}

/** The last jobs, the newest first. */
export async function jobs(db: Kysely<Tables>): Promise<Job[]> {
  const found = await db.selectFrom("job").selectAll().orderBy("created", "desc").orderBy("id").limit(PAGE).execute();
  return found.map(shown);
}

export async function job(db: Kysely<Tables>, id: string): Promise<Job | undefined> {
  const row = await db.selectFrom("job").selectAll().where("id", "=", id).executeTakeFirst();
  return row && shown(row);
}

/** The files of a job, in order. */
export async function jobFiles(db: Kysely<Tables>, id: string): Promise<JobFile[]> {
  const found = await db
    .selectFrom("job_file")
    .select(["name", "content"])
    .where("job", "=", id)
    .orderBy("position")
    .execute();
  return found;
}

/** Whether there is a job to take: asked often, and without a lock. */
export async function hasJob(db: Kysely<Tables>): Promise<boolean> {
  const open = db
    .selectFrom("job")
    .select("id")
    .where(({ or, eb, and }) =>
      or([eb("state", "=", "waiting"), and([eb("state", "=", "running"), eb("lease", "<", now())])]),
    );
  return (await open.limit(1).executeTakeFirst()) !== undefined;
}

/**
 * Takes the oldest job that waits, or whose worker has not been heard of for as long as it said. One that was begun twice, and
 * never ended, fails. `db` is a transaction that writes alone.
 *
 * @param worker a name that no other has
 * @param seconds for which nobody else takes it, unless {@link goOn} asks for more
 */
export async function takeJob(db: Kysely<Tables>, worker: string, seconds: number): Promise<Job | undefined> {
  const lost = db.selectFrom("job").select("id").where("state", "=", "running").where("lease", "<", now());
  for (const { id } of await lost.where("tries", ">=", MAX_JOB_TRIES).execute())
    await endJob(db, id, "failed", { error: "its worker ended twice before it was done" });
  const [next] = await db
    .selectFrom("job")
    .selectAll()
    .where(({ or, eb, and }) =>
      or([eb("state", "=", "waiting"), and([eb("state", "=", "running"), eb("lease", "<", now())])]),
    )
    .orderBy("created")
    .limit(1)
    .execute();
  if (!next) return undefined;
  const taken = { state: "running", worker, lease: inSeconds(seconds), tries: next.tries + 1 };
  await db.updateTable("job").set(taken).where("id", "=", next.id).execute();
  return shown({ ...next, ...taken });
}

/** Says how far a job is. @returns whether its worker is to go on: it may have been cancelled, or taken up by another */
export async function goOn(
  db: Kysely<Tables>,
  id: string,
  worker: string,
  seconds: number,
  progress: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("job")
    .set({ lease: inSeconds(seconds), progress: JSON.stringify(progress) })
    .where("id", "=", id)
    .where("worker", "=", worker)
    .where("state", "=", "running")
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Ends a job with what came of it. What it read is kept where it failed, so that it can be tried again. */
export async function endJob(
  db: Kysely<Tables>,
  id: string,
  state: "done" | "failed" | "cancelled",
  report: Readonly<Record<string, unknown>>,
  worker?: string,
): Promise<boolean> {
  const open = db
    .updateTable("job")
    .set({ state, ended: now(), report: JSON.stringify(report), worker: null, lease: null })
    .where("id", "=", id)
    .where("state", "in", ["waiting", "running"]);
  const { numUpdatedRows } = await (worker === undefined
    ? open
    : open.where("worker", "=", worker)
  ).executeTakeFirstOrThrow();
  if (state === "done") await db.deleteFrom("job_file").where("job", "=", id).execute();
  return numUpdatedRows > 0n;
}

/**
 * Has a job that its worker cannot end wait for another.
 *
 * @param isCounted whether it was begun, and failed by no fault of its own; otherwise it is as if it had not been begun
 */
export async function giveBack(db: Kysely<Tables>, id: string, worker: string, isCounted = false): Promise<void> {
  await db
    .updateTable("job")
    .set(({ eb }) => ({ state: "waiting", worker: null, lease: null, tries: eb("tries", "-", isCounted ? 0 : 1) }))
    .where("id", "=", id)
    .where("worker", "=", worker)
    .where("state", "=", "running")
    .execute();
}

/** Has a job that failed, or was cancelled, wait again. @returns whether there was one */
export async function retryJob(db: Kysely<Tables>, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("job")
    .set({ state: "waiting", ended: null, tries: 0, progress: null, report: null })
    .where("id", "=", id)
    .where("state", "in", ["failed", "cancelled"])
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

type Row = Omit<Job, "kind" | "state" | "ended" | "asked" | "progress" | "report"> &
  Record<"kind" | "state" | "asked", string> &
  Record<"ended" | "progress" | "report", string | null>;

function shown({ id, kind, who, state, created, ended, tries, asked, progress, report }: Row): Job {
  return {
    id,
    kind: kind as JobKind,
    who,
    state: state as JobState,
    created,
    ...(ended !== null && { ended }),
    tries,
    asked: JSON.parse(asked),
    ...(progress !== null && { progress: JSON.parse(progress) }),
    ...(report !== null && { report: JSON.parse(report) }),
  };
}
