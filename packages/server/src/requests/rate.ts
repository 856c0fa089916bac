import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context, MiddlewareHandler } from "hono";
import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import type { Environment } from "../environment.ts";
import type { Limits } from "../limits.ts";
import { WrongRequest } from "../wrong-request.ts";

const MINUTE = 60;

/**
 * The address of who asks; of IPv6 its network, for one customer has all of it.
 *
 * @param trustProxy whether the last proxy says it, in `X-Forwarded-For`
 */
export function addressOf(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header("X-Forwarded-For")?.split(",").at(-1)?.trim() : undefined;
  const address = forwarded ?? connection(c) ?? "unknown";
  return address.includes(":") ? address.split(":").slice(0, 4).join(":") : address;
}

/** Undefined where a request did not come over the network, as in a test. */
function connection(c: Context): string | undefined {
  return (c.env as { incoming?: unknown } | undefined)?.incoming ? getConnInfo(c).remote.address : undefined;
}

/** Refuses more requests of one address than it may make, in a minute and at one time; what is left is told in the head. */
export function rate(
  { requestsPerMinute, requestsAtOnce }: Pick<Limits, "requestsPerMinute" | "requestsAtOnce">,
  trustProxy: boolean,
): MiddlewareHandler<Environment> {
  const minute = new RateLimiterMemory({ points: requestsPerMinute, duration: MINUTE });
  const atOnce = new Map<string, number>();
  return async (c, next) => {
    const who = addressOf(c, trustProxy);
    const state = await minute.consume(who).catch((refused: RateLimiterRes) => refused);
    const seconds = Math.ceil(state.msBeforeNext / 1000);
    c.header("RateLimit-Policy", `"minute";q=${requestsPerMinute};w=${MINUTE}`);
    c.header("RateLimit", `"minute";r=${state.remainingPoints};t=${seconds}`);
    if (state.consumedPoints > requestsPerMinute)
      throw new WrongRequest(
        429,
        `more than ${requestsPerMinute} requests in a minute; ask again in ${seconds} seconds`,
        undefined,
        seconds,
      );
    const now = (atOnce.get(who) ?? 0) + 1;
    if (now > requestsAtOnce)
      throw new WrongRequest(429, `more than ${requestsAtOnce} requests at one time; ask again when some are answered`);
    atOnce.set(who, now);
    try {
      await next();
    } finally {
      const left = (atOnce.get(who) ?? 1) - 1;
      if (left > 0) atOnce.set(who, left);
      else atOnce.delete(who);
    }
  };
}
