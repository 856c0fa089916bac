import { type EventEmitter, on } from "node:events";
import { isSetId, SET_ID_RULE } from "@sextant/core/document";
import type { Job, JobFile, JobKind } from "@sextant/core/memory";
import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import { need } from "../access/guard.ts";
import { isAtLeast, type Role, roleIn } from "../access/identity.ts";
import { type Environment, part } from "../environment.ts";
import { ELSEWHERE, type JobHub } from "../jobs/hub.ts";
import { cancelJob, job, jobs, retryJob } from "../routes.ts";
import type { MemorySource } from "../source.ts";
import { WrongRequest } from "../wrong-request.ts";

const MAX_FILES = 12;
/** Other processes may have changed a job: it is looked at so often. */
const LOOK_MS = 1000;

/** Work that goes on when its request is answered: documents to align, files to import. */
export function jobAnswers(source: MemorySource, hub: JobHub = ELSEWHERE) {
  const answers = part();
  answers.post("/api/jobs/align", async (c) => begun(c, "align", "translator"));
  answers.post("/api/jobs/import", async (c) => begun(c, "import", "reviser"));
  answers.get("/api/jobs/:id/events", async (c) => {
    const { id } = await find(c, c.req.param("id"));
    return streamSSE(c, async (out) => {
      const ending = new AbortController();
      out.onAbort(() => ending.abort());
      let said = "";
      for (;;) {
        const now = await source.serving.job(id);
        const state = JSON.stringify(now);
        if (now && state !== said) await out.writeSSE({ event: now.state, data: state });
        said = state;
        if (!now || now.ended || ending.signal.aborted) return;
        await changedOrLater(hub.changed, ending.signal);
      }
    });
  });
  return answers
    .openapi(jobs, async (c) =>
      c.json(
        (await source.serving.jobs()).filter((own) => maySee(c, own)),
        200,
      ),
    )
    .openapi(job, async (c) => c.json(await find(c, c.req.valid("param").id), 200))
    .openapi(cancelJob, async (c) => {
      const { id } = await find(c, c.req.valid("param").id);
      await source.serving.endJob(id, "cancelled", {});
      await hub.cancel(id);
      hub.changed.emit("changed", id);
      return c.body(null, 204);
    })
    .openapi(retryJob, async (c) => {
      const { id, state } = await find(c, c.req.valid("param").id);
      if (!(await source.serving.retryJob(id)))
        throw new WrongRequest(409, `the job is ${state}, and is not tried again`);
      hub.look();
      return c.json(await find(c, id), 202);
    });

  async function begun(c: Context<Environment>, kind: JobKind, role: "translator" | "reviser"): Promise<Response> {
    need(c, role);
    const form = await c.req.parseBody({ all: true });
    const sent = [form.file ?? []].flat().filter((file): file is File => file instanceof File);
    const least = kind === "align" ? 2 : 1;
    if (sent.length < least || sent.length > (kind === "align" ? MAX_FILES : 1))
      throw new WrongRequest(400, kind === "align" ? `two to ${MAX_FILES} parts called file` : "one part called file");
    const id = textOf(form.id) ?? (sent[0] as File).name.replace(/\.[^.]+$/, "").replace(/[^\p{L}\p{N}._()-]+/gu, "-");
    if (!isSetId(id)) throw new WrongRequest(400, `“${id}” is no id: ${SET_ID_RULE}; the field id takes another`);
    const there = await source.reading().documentSet(id);
    if (there && roleIn(c.get("identity"), there.memory) === undefined)
      throw new WrongRequest(409, `the id ${id} is taken; another one is free`);
    if (there) need(c, role, there.memory);
    const files: JobFile[] = [];
    for (const file of sent) files.push({ name: file.name, content: new Uint8Array(await file.arrayBuffer()) });
    const languages = textOf(form.languages)
      ?.split(",")
      .map((language) => language.trim());
    const [symbol, memory, replace] = [
      textOf(form.symbol),
      memoryOf(c, textOf(form.memory), role),
      form.replace === "true",
    ];
    const encoding = textOf(form.encoding);
    const asked = {
      id,
      ...(languages && { languages }),
      ...(encoding && { encoding }),
      ...(symbol && { symbol }),
      ...(memory && { memory }),
      replace,
    };
    const made = await source.serving.addJob({ kind, who: c.get("identity").id, asked, files });
    hub.look();
    return c.json(await find(c, made), 202, { Location: `/api/jobs/${made}` });
  }

  /** @throws {WrongRequest} 404 also for another's job, but for admins */
  async function find(c: Context<Environment>, id: string): Promise<Job> {
    const found = await source.serving.job(id);
    if (!found || !maySee(c, found)) throw new WrongRequest(404, `there is no job ${id}; /api/jobs lists them`);
    return found;
  }
}

function maySee(c: Context<Environment>, { who }: Job): boolean {
  const { id, role } = c.get("identity");
  return isAtLeast(role, "admin") || who === id;
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

const textOf = (field: unknown): string | undefined => (typeof field === "string" && field !== "" ? field : undefined);

/** Settles when something has changed, or might have. */
async function changedOrLater(changed: EventEmitter, signal: AbortSignal): Promise<void> {
  const waiting = AbortSignal.any([signal, AbortSignal.timeout(LOOK_MS)]);
  try {
    for await (const _ of on(changed, "changed", { signal: waiting })) return;
  } catch {
    // Nothing has, that this process knows of.
  }
}
