import type { MiddlewareHandler } from "hono";
import type { Environment } from "../environment.ts";
import { WrongRequest } from "../wrong-request.ts";

/** Refuses requests that call the server by a name that is not its own: a page elsewhere may have had a name point here. */
export function ownNames(hosts: readonly string[]): MiddlewareHandler<Environment> {
  const own = new Set(hosts.map((host) => host.toLowerCase()));
  return async (c, next) => {
    const host = new URL(c.req.url).hostname.replace(/^\[|\]$/g, "").toLowerCase();
    if (!own.has(host)) throw new WrongRequest(403, `this server answers to ${hosts.join(", ")}, not to ${host}`);
    return next();
  };
}

/**
 * Refuses what pages of other origins ask for, as browsers tell by `Origin` and `Sec-Fetch-Site`, unless theirs may. To follow
 * a link to a page is no question of another page. Programs that are no browsers send neither.
 *
 * @param origins of pages that may ask
 */
export function ownPages(origins: readonly string[]): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const origin = c.req.header("Origin");
    const site = c.req.header("Sec-Fetch-Site");
    const isFollowed = c.req.method === "GET" && c.req.header("Sec-Fetch-Mode") === "navigate";
    const own = new URL(c.req.url);
    const isOwn = origin === undefined ? site !== "cross-site" : hostOf(origin) === own.host;
    if (!isOwn && !isFollowed && !(origin !== undefined && origins.includes(origin)))
      throw new WrongRequest(
        403,
        `pages of ${origin ?? "other sites"} may not ask this server; SEXTANT_ORIGINS names those that may`,
      );
    return next();
  };
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
