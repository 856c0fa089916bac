import { type EventEmitter, on } from "node:events";
import type { Job } from "@sextant/core/memory";
import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { Environment } from "../environment.ts";
import type { MemorySource } from "../source.ts";

/** Other processes may have changed a job, or what its listener may see: that is looked at so often. */
const LOOK_MS = 1000;

export interface JobEvents {
  readonly source: MemorySource;
  /** Emits `changed` when a job of this process has changed. */
  readonly changed: EventEmitter;
  /** Whether who listens may see the job now. */
  readonly maySee: (job: Job) => Promise<boolean>;
}

/** Tells each state of a job as a server-sent event, until it is over, or who listens goes, or may see it no longer. */
export function jobEvents(c: Context<Environment>, id: string, { source, changed, maySee }: JobEvents): Response {
  return streamSSE(c, async (out) => {
    const ending = new AbortController();
    out.onAbort(() => ending.abort());
    let said = "";
    for (;;) {
      const now = await source.serving.job(id);
      if (!now || ending.signal.aborted || !(await maySee(now))) return;
      const state = JSON.stringify(now);
      if (state !== said) await out.writeSSE({ event: now.state, data: state });
      said = state;
      if (now.ended) return;
      await changedOrLater(changed, ending.signal);
    }
  });
}

/** Settles when something has changed, or might have. */
async function changedOrLater(changed: EventEmitter, signal: AbortSignal): Promise<void> {
  const waiting = AbortSignal.any([signal, AbortSignal.timeout(LOOK_MS)]);
  try {
    for await (const _ of on(changed, "changed", { signal: waiting })) return;
  } catch {
    // Nothing has, that this process knows of.
  }
}
