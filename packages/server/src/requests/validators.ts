import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { Identity } from "../access/identity.ts";
import type { Environment } from "../environment.ts";

/** What does not only depend on the memory's state. */
const OTHERS = /^\/api\/(?:jobs|audit|accounts|sessions?|openapi\.json)/;

/** Another one for each person, and for each of what they may do: what they may see is other then. */
function seenBy({ id, role, memories }: Identity): string {
  const grants = JSON.stringify({ role, memories: [...memories] });
  return `${id}-${createHash("sha256").update(grants).digest("base64url").slice(0, 8)}`;
}

/**
 * Gives answers the memory's state as their validator (ETag), and says 304 where the client has that of now, before anything is
 * asked. It is weak: the same state is said in the same words, but compressed or not.
 *
 * @param version of the program: another one may answer otherwise
 */
export function validators(version: string): MiddlewareHandler<Environment> {
  return async (c, next) => {
    if (!/^(?:GET|HEAD)$/.test(c.req.method) || OTHERS.test(c.req.path)) return next();
    const state = await c.get("memory").state();
    const tag = `W/"${version}-${state}-${seenBy(c.get("identity"))}"`;
    const said = { ETag: tag, "Cache-Control": "private, no-cache", Vary: "Authorization, Cookie" };
    const known = (c.req.header("If-None-Match") ?? "").split(/\s*,\s*/);
    if (known.includes(tag)) return c.body(null, 304, said);
    await next();
    if (c.res.status !== 200) return undefined;
    // Any state will do, as long as there is an answer.
    if (known.includes("*")) {
      c.res = undefined;
      c.res = c.body(null, 304, said);
      return undefined;
    }
    for (const [name, value] of Object.entries(said)) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    return undefined;
  };
}
