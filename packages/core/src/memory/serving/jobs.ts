import { randomUUID } from "node:crypto";
import type { ExpressionBuilder, Kysely } from "kysely";
import { SextantError } from "../../error.ts";
import type { Tables } from "../database/schema.ts";
import { expectFewWaiting, expectRoom, type JobBounds, type JobFile, keepFiles, keptUntil } from "./job-files.ts";

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
  /** Until when one that failed or was cancelled can be tried again, ISO 8601, UTC; left out where it cannot. */
  readonly retryUntil?: string;
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

/** A job that is done when what it was to change is changed: both in one change, or neither. */
export interface EndingJob {
  readonly id: string;
  /** The name of who works on it. */
  readonly worker: string;
  /** What came of it. @param kept rows of an alignment, units of an import */
  readonly report: (kept: number) => Readonly<Record<string, unknown>>;
}

/** What becomes of a job that is to be tried again: it waits; it is not over, or done; what it read is kept no longer. */
export type Retried = "waits" | "not-over" | "files-gone";

/** A job whose worker, or whose database, is lost is taken up again, once. */
export const MAX_JOB_TRIES = 2;
/** What is said of one whose worker was lost again. */
export const LOST_TWICE = "its worker ended twice before it was done";
const PAGE = 100;

const now = (): string => new Date().toISOString();
const inSeconds = (seconds: number): string => new Date(Date.now() + 1000 * seconds).toISOString();

/** Puts a job behind those that wait. @returns its id @throws {JobsFull} beyond the bounds */
export async function addJob(
  db: Kysely<Tables>,
  { kind, who, asked, files }: NewJob,
  bounds?: JobBounds,
): Promise<string> {
  const id = randomUUID();
  const bytes = files.reduce((sum, { content }) => sum + content.length, 0);
  if (bounds) await expectRoom(db, who, bytes, bounds);
  const none = { ended: null, worker: null, lease: null, progress: null, report: null };
  const row = { id, kind, who, state: "waiting", created: now(), tries: 0, asked: JSON.stringify(asked), ...none };
  await db.insertInto("job").values(row).execute();
  await keepFiles(db, id, files);
  return id;
}

/** The last jobs, the newest first. @param days for which the files of one that is over are kept */
export async function jobs(db: Kysely<Tables>, days: number): Promise<Job[]> {
  const found = await withFiles(db).orderBy("created", "desc").orderBy("id").limit(PAGE).execute();
  return found.map((row) => shown(row, days));
}

export async function job(db: Kysely<Tables>, id: string, days: number): Promise<Job | undefined> {
  const row = await withFiles(db).where("id", "=", id).executeTakeFirst();
  return row && shown(row, days);
}

const withFiles = (db: Kysely<Tables>) =>
  db
    .selectFrom("job")
    .selectAll()
    .select((eb) =>
      eb.selectFrom("job_file").whereRef("job", "=", "job.id").select(eb.fn.countAll().as("count")).as("files"),
    );

/** A job that waits, or whose worker has not been heard of for as long as it said. */
const isOpen = ({ or, eb, and }: ExpressionBuilder<Tables, "job">) =>
  or([eb("state", "=", "waiting"), and([eb("state", "=", "running"), eb("lease", "<", now())])]);

/** Whether there is a job to take: asked often, and without a lock. */
export async function hasJob(db: Kysely<Tables>): Promise<boolean> {
  const open = db.selectFrom("job").select("id").where(isOpen);
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
    await endJob(db, id, "failed", { error: LOST_TWICE });
  const next = await withFiles(db).where(isOpen).orderBy("created").limit(1).executeTakeFirst();
  if (!next) return undefined;
  const taken = { state: "running", worker, lease: inSeconds(seconds), tries: next.tries + 1 };
  await db.updateTable("job").set(taken).where("id", "=", next.id).execute();
  return shown({ ...next, ...taken }, 0);
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

/**
 * Ends a job with what came of it. What it read is kept where it failed or was cancelled, so that it can be tried again.
 *
 * @param worker who alone may end it; anybody, if left out
 * @returns whether it had not ended before, and was its worker's
 */
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
    // What is done has no step that it is at; of the others it says how far they came.
    .$if(state === "done", (update) => update.set({ progress: null }))
    .where("id", "=", id)
    .where("state", "in", ["waiting", "running"]);
  const { numUpdatedRows } = await (worker === undefined
    ? open
    : open.where("worker", "=", worker)
  ).executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return false;
  if (state === "done") await db.deleteFrom("job_file").where("job", "=", id).execute();
  return true;
}

/**
 * Ends a job as done; `db` is the transaction that changes what it was to change.
 *
 * @throws {SextantError} `memory-not-changed` where it was cancelled, or is another's: the change is undone with it
 */
export async function endWith(db: Kysely<Tables>, { id, worker, report }: EndingJob, kept: number): Promise<void> {
  if (!(await endJob(db, id, "done", report(kept), worker)))
    throw new SextantError(
      "memory-not-changed",
      "the job was cancelled, or taken up by another; nothing of it was kept",
    );
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

/** Has a job that failed, or was cancelled, wait again. @throws {JobsFull} where too many wait */
export async function retryJob(db: Kysely<Tables>, id: string, bounds?: JobBounds): Promise<Retried> {
  const over = await withFiles(db).where("id", "=", id).where("state", "in", RETRIED).executeTakeFirst();
  if (!over) return "not-over";
  if (Number(over.files) === 0) return "files-gone";
  if (bounds) await expectFewWaiting(db, over.who, bounds);
  await db
    .updateTable("job")
    .set({ state: "waiting", ended: null, tries: 0, progress: null, report: null })
    .where("id", "=", id)
    .execute();
  return "waits";
}

/** States from which a job is tried again. */
const RETRIED = ["failed", "cancelled"];

type Row = Omit<Job, "kind" | "state" | "ended" | "retryUntil" | "asked" | "progress" | "report"> &
  Record<"kind" | "state" | "asked", string> &
  Record<"ended" | "progress" | "report", string | null> & { readonly files: string | number | bigint | null };

function shown(row: Row, days: number): Job {
  const { id, kind, who, state, created, ended, tries, asked, progress, report, files } = row;
  const isRetried = ended !== null && RETRIED.includes(state) && Number(files) > 0;
  return {
    id,
    kind: kind as JobKind,
    who,
    state: state as JobState,
    created,
    ...(ended !== null && { ended }),
    ...(isRetried && { retryUntil: keptUntil(ended, days) }),
    tries,
    asked: JSON.parse(asked),
    ...(progress !== null && { progress: JSON.parse(progress) }),
    ...(report !== null && { report: JSON.parse(report) }),
  };
}
