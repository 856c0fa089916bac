import { createRoute, z } from "@hono/zod-openapi";
import { needAdmin } from "../access/guard.ts";
import { json, problem } from "../answer-shapes.ts";
import { part } from "../environment.ts";
import { AuditSchema } from "../schemas/jobs.ts";
import { CursorParameter } from "../schemas/parameters.ts";
import type { MemorySource } from "../source.ts";
import { cursorOf, nextPage, placeIn } from "./cursor.ts";

const auditLog = createRoute({
  method: "get",
  path: "/api/audit",
  summary: "Who changed what, and when; for admins",
  request: { query: z.object({ cursor: CursorParameter.optional() }) },
  responses: {
    200: json(z.array(AuditSchema), "A page, the oldest first; `Link` names the next one"),
    403: problem("That takes an admin's token"),
  },
});

/** The log of who changed what, for admins. */
export function auditAnswers(source: MemorySource) {
  return part().openapi(auditLog, async (c) => {
    needAdmin(c);
    const { cursor } = c.req.valid("query");
    const found = await source.serving.auditAfter(cursor === undefined ? 0 : placeIn(cursor));
    const last = found.at(-1);
    if (last) nextPage(c, cursorOf(last.id));
    return c.json(found, 200);
  });
}
