import type { MiddlewareHandler } from "hono";

/** Ends what HEAD has no use for: a body that nobody reads never ends, and a download would count as on its way for good. */
export const endBodyOfHead: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.req.method === "HEAD") await c.res.body?.cancel();
};
