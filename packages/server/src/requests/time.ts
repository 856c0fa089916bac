import type { MiddlewareHandler } from "hono";
import type { Environment } from "../environment.ts";
import { WrongRequest } from "../wrong-request.ts";

/** Gives each request a signal that says when it is over, and no more than so long for its answer. */
export function timeLimit(ms: number): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const late = new AbortController();
    c.set("signal", AbortSignal.any([c.req.raw.signal, late.signal]));
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const error = new WrongRequest(
          503,
          `the answer took more than ${ms / 1000} seconds; ask again later, or for less`,
        );
        late.abort(error);
        reject(error);
      }, ms);
    });
    try {
      await Promise.race([next(), limit]);
    } finally {
      clearTimeout(timer);
    }
  };
}
