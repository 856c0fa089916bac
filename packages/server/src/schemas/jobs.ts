import { z } from "@hono/zod-openapi";
import { JOB_KINDS, JOB_STATES } from "@sextant/core/memory";

/** Shapes of jobs, and of what was done. */

const Anything = z.record(z.string(), z.unknown()).readonly();

export const JobSchema = z
  .object({
    id: z.string(),
    kind: z.enum(JOB_KINDS),
    who: z.string().openapi({ description: "Who asked for it: id of the account or token, or `local`" }),
    state: z.enum(JOB_STATES),
    created: z.string().openapi({ description: "ISO 8601" }),
    ended: z.string().optional(),
    retryUntil: z.string().optional().openapi({
      description: "Until when one that failed or was cancelled can be tried again; absent where its files are gone",
    }),
    tries: z.int().openapi({ description: "How often it was begun: one whose worker is lost is begun once more" }),
    asked: Anything,
    progress: Anything.optional().openapi({ description: "The step, and how much of it is done" }),
    report: Anything.optional().openapi({ description: "What came of it; where it failed, `error` and `code`" }),
  })
  .openapi("Job");

export const AuditSchema = z
  .object({
    id: z.int(),
    at: z.string().openapi({ description: "ISO 8601" }),
    who: z.string().openapi({ description: "Id of the account or token, or `local`" }),
    name: z.string().optional().openapi({ description: "Whose it is; absent where that was erased" }),
    method: z.string(),
    path: z.string(),
    status: z.int(),
    request: z.string().openapi({ description: "The request's id" }),
  })
  .openapi("AuditEntry");
