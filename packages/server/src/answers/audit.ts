import { needAdmin } from "../access/guard.ts";
import { part } from "../environment.ts";
import { auditLog } from "../routes.ts";
import type { MemorySource } from "../source.ts";
import { cursorOf, nextPage, placeIn } from "./cursor.ts";

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
