import { z } from "@hono/zod-openapi";

/** Shape of what was removed and can be restored. */
export const RemovedSchema = z
  .object({
    id: z.string().openapi({ description: "Of the removal, to restore it by" }),
    memory: z.string().openapi({ description: "The memory that was removed, or that the document set was in" }),
    isMemory: z.boolean().openapi({ description: "Whether the memory was removed, with all that was in it" }),
    isOfFormer: z.boolean().optional().openapi({
      description:
        "Whether that is a former memory: another has, or had, its name since, and roles in that are none in it",
    }),
    at: z.string().openapi({ description: "ISO 8601" }),
    until: z.string().openapi({ description: "From when on it is gone for good, ISO 8601" }),
    by: z.string().optional().openapi({ description: "Who removed it: name, or else id" }),
    documentSets: z
      .array(z.object({ id: z.string(), symbol: z.string(), units: z.int() }))
      .readonly()
      .openapi({ description: "What was removed, by id" }),
  })
  .openapi("Removed");
