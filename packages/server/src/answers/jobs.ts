import { isSetId, SET_ID_RULE } from "@sextant/core/document";
import { type Job, type JobBounds, type JobFile, type JobKind, MAIN_MEMORY } from "@sextant/core/memory";
import type { Context } from "hono";
import { expectNotRemoved, need } from "../access/guard.ts";
import { highestRole, type Identity, isAtLeast, LOCAL, memoriesWith, type Role, roleIn } from "../access/identity.ts";
import { type Environment, part } from "../environment.ts";
import { ELSEWHERE, type JobHub } from "../jobs/hub.ts";
import type { Limits } from "../limits.ts";
import * as routes from "../routes/jobs.ts";
import type { MemorySource } from "../source.ts";
import { WrongRequest } from "../wrong-request.ts";
import { jobEvents } from "./job-events.ts";
import { textOf, uploadFields } from "./upload-fields.ts";

const MAX_FILES = 12;
/** What one must be, where the work goes, to have it done. */
const ROLE_FOR = { align: "translator", import: "reviser" } as const satisfies Record<JobKind, Role>;

/** Work that goes on when its request is answered: documents to align, files to import. */
export function jobAnswers(source: MemorySource, limits: Pick<Limits, "jobs">, hub: JobHub = ELSEWHERE) {
  const { serving } = source;
  const answers = part();
  for (const described of [...routes.uploads, routes.jobEvents]) answers.openAPIRegistry.registerPath(described);
  answers.post("/api/jobs/align", async (c) => begun(c, "align"));
  answers.post("/api/jobs/import", async (c) => begun(c, "import"));
  answers.get("/api/jobs/:id/events", async (c) => {
    const { id } = await find(c, c.req.param("id"));
    const identityNow = c.get("identityNow");
    const maySeeNow = async (own: Job): Promise<boolean> => maySee(await identityNow(), own);
    return jobEvents(c, id, { source, changed: hub.changed, maySee: maySeeNow });
  });
  return answers
    .openapi(routes.jobs, async (c) => {
      const identity = c.get("identity");
      return c.json(
        (await serving.jobs()).filter((own) => maySee(identity, own)),
        200,
      );
    })
    .openapi(routes.job, async (c) => c.json(await find(c, c.req.valid("param").id), 200))
    .openapi(routes.cancelJob, async (c) => {
      const { id } = await find(c, c.req.valid("param").id);
      const isInTime = await serving.endJob(id, "cancelled", {});
      const { state } = await find(c, id);
      if (!isInTime && state !== "cancelled")
        throw new WrongRequest(409, `the job was ${state} before it could be cancelled`, "job-over");
      await hub.cancel(id);
      hub.changed.emit("changed", id);
      return c.body(null, 204);
    })
    .openapi(routes.retryJob, async (c) => {
      const { id, who, kind, asked } = await find(c, c.req.valid("param").id);
      expectRights(c, kind, asked);
      const retried = await serving.retryJob(id, boundsFor(who));
      const now = await find(c, id);
      if (retried === "not-over")
        throw new WrongRequest(409, `the job is ${now.state}, and is not tried again`, "job-not-over");
      if (retried === "files-gone") throw new WrongRequest(409, goneSince(now), "job-files-gone");
      hub.look();
      return c.json(now, 202);
    })
    .openapi(routes.dropJobFiles, async (c) => {
      const { id, state } = await find(c, c.req.valid("param").id);
      if (!(await serving.dropFiles(id)))
        throw new WrongRequest(
          409,
          `the job is ${state}, and has no files that are kept to try it again`,
          "job-files-gone",
        );
      return c.body(null, 204);
    });

  /** One trusted person has what all have together. */
  function boundsFor(who: string): JobBounds {
    const { waiting, fileBytes } = limits.jobs;
    return who === LOCAL.id ? { ...limits.jobs, waitingEach: waiting, fileBytesEach: fileBytes } : limits.jobs;
  }

  async function begun(c: Context<Environment>, kind: JobKind): Promise<Response> {
    const role = ROLE_FOR[kind];
    need(c, role);
    const form = await c.req.parseBody({ all: true });
    const sent = [form.file ?? []].flat().filter((file): file is File => file instanceof File);
    const least = kind === "align" ? 2 : 1;
    if (sent.length < least || sent.length > (kind === "align" ? MAX_FILES : 1))
      throw new WrongRequest(400, kind === "align" ? `two to ${MAX_FILES} parts called file` : "one part called file");
    const fields = uploadFields(form, kind, sent.length);
    const id = textOf(form.id) ?? (sent[0] as File).name.replace(/\.[^.]+$/, "").replace(/[^\p{L}\p{N}._()-]+/gu, "-");
    if (!isSetId(id)) throw new WrongRequest(400, `“${id}” is no id: ${SET_ID_RULE}; the field id takes another`);
    const there = await source.reading().documentSets.find(id);
    if (there && roleIn(c.get("identity"), there.memory) === undefined)
      throw new WrongRequest(409, `the id ${id} is taken; another one is free`, "id-taken");
    if (there) need(c, role, there.memory);
    const files: JobFile[] = [];
    for (const file of sent) files.push({ name: file.name, content: new Uint8Array(await file.arrayBuffer()) });
    const memory = memoryOf(c, fields.memory, role);
    if (memory !== undefined) await expectNotRemoved(c, memory);
    const within = memoriesWith(c.get("identity"), role);
    const asked = { id, ...fields, ...(memory && { memory }), ...(within && { within }) };
    const who = c.get("identity").id;
    const made = await serving.addJob({ kind, who, asked, files }, boundsFor(who));
    hub.look();
    return c.json(await find(c, made), 202, { Location: `/api/jobs/${made}` });
  }

  /** @throws {WrongRequest} 404 also for another's job, but for admins */
  async function find(c: Context<Environment>, id: string): Promise<Job> {
    const found = await serving.job(id);
    if (!found || !maySee(c.get("identity"), found))
      throw new WrongRequest(404, `there is no job ${id}; /api/jobs lists them`);
    return found;
  }
}

/** Admins see all jobs; others see theirs, for as long as they may do anything here. */
function maySee(identity: Identity | undefined, { who }: Job): boolean {
  if (!identity) return false;
  return isAtLeast(identity.role, "admin") || (who === identity.id && highestRole(identity) !== undefined);
}

/** Why a job cannot be tried again that is over. */
function goneSince({ ended = "" }: Job): string {
  return `the job ended ${ended}, and its files are kept no longer (SEXTANT_JOB_FILES_DAYS); send them anew`;
}

/** Rights may have changed since a job was sent. @throws {WrongRequest} 403 for who might not send it now */
function expectRights(c: Context<Environment>, kind: JobKind, { memory, within }: Job["asked"]): void {
  const role = ROLE_FOR[kind];
  need(c, role, textOf(memory) ?? MAIN_MEMORY);
  if (within === undefined && memoriesWith(c.get("identity"), role) !== undefined)
    throw new WrongRequest(403, `who sent it had the role ${role} in every memory; send it anew`);
}

/**
 * The named memory that an upload goes into: if none is asked for, the first where who asks may upload.
 *
 * @throws {WrongRequest} 404 for one that they may not see, 403 where they may not upload
 */
function memoryOf(c: Context<Environment>, asked: string | undefined, role: Role): string | undefined {
  const identity = c.get("identity");
  if (asked === undefined && isAtLeast(identity.role, role)) return undefined;
  const memory = asked ?? [...identity.memories.keys()].find((name) => isAtLeast(roleIn(identity, name), role));
  if (memory === undefined || roleIn(identity, memory) === undefined)
    throw new WrongRequest(404, `there is no memory ${asked ?? "to upload to"}`);
  need(c, role, memory);
  return memory;
}
