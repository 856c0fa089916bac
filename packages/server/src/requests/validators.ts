import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { Identity } from "../access/identity.ts";
import { memoryFor } from "../access/visible.ts";
import type { Environment } from "../environment.ts";
import type { MemorySource } from "../source.ts";

/** What does not only depend on the memory's state. */
const OTHERS = /^\/api\/(?:jobs|audit|accounts|sessions?|openapi\.json)/;

/** Another one for each person, and for each of what they may do: what they may see is other then. */
function seenBy({ id, role, memories }: Identity): string {
  const grants = JSON.stringify({ role, memories: [...memories] });
  return `${id}-${createHash("sha256").update(grants).digest("base64url").slice(0, 8)}`;
}

/**
 * Gives answers the memory's state as their validator (ETag), and says 304 where the client has that of now, before anything is
 * asked. It is weak: the same state is said in the same words, but compressed or not. Who has nothing yet does not wait for the state
 * by itself: it comes with the answers. One that was put together of several states, or of none, has no validator.
 *
 * @param version of the program: another one may answer otherwise
 */
export function validators(version: string, source: MemorySource): MiddlewareHandler<Environment> {
  return async (c, next) => {
    if (!/^(?:GET|HEAD)$/.test(c.req.method) || OTHERS.test(c.req.path)) return next();
    const tagOf = (state: string): string => `W/"${version}-${state}-${seenBy(c.get("identity"))}"`;
    const common = { "Cache-Control": "private, no-cache", Vary: "Authorization, Cookie" };
    const known = c.req.header("If-None-Match")?.split(/\s*,\s*/);
    const states = new Set<string>();
    if (known) {
      const state = await c.get("memory").state();
      const tag = tagOf(state);
      if (known.includes(tag)) return c.body(null, 304, { ETag: tag, ...common });
      states.add(state);
    } else
      c.set(
        "memory",
        memoryFor(c, source, (state) => states.add(state)),
      );
    await next();
    if (c.res.status !== 200) return undefined;
    const [state, another] = states;
    const said = { ...(state !== undefined && another === undefined && { ETag: tagOf(state) }), ...common };
    // Any state will do, as long as there is an answer.
    if (known?.includes("*")) {
      c.res = undefined;
      c.res = c.body(null, 304, said);
      return undefined;
    }
    for (const [name, value] of Object.entries(said)) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    return undefined;
  };
}
