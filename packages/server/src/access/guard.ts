import type { Context, MiddlewareHandler } from "hono";
import { getCookie } from "hono/cookie";
import type { Environment } from "../environment.ts";
import type { MemorySource } from "../source.ts";
import { WrongRequest } from "../wrong-request.ts";
import { ANYONE, type Identity, isAtLeast, LOCAL, type Role } from "./identity.ts";
import { visible } from "./visible.ts";

/** How a server knows who asks. */
export interface Access {
  /** `local`: whoever comes is trusted; `tokens`: who has none may do nothing; `read`: who has none may read. */
  readonly mode: "local" | "tokens" | "read";
  /** Who has a token; undefined where it is none, or no longer one. */
  readonly identityOf: (token: string) => Promise<Identity | undefined>;
}

export const TRUSTED: Access = { mode: "local", identityOf: async () => undefined };

export const COOKIE = "sextant_token";
/** What anybody may ask for: whether the server lives, and where to say who one is. */
const OPEN = /^\/(?:health(?:\/|$)|sign-in$)/;
/** Questions that are asked by POST, and change nothing. */
const QUESTIONS = /^\/(?:api\/lookup|api\/memory\/lookup\/?|(?:api\/)?get|sign-in|sign-out)$/;
const SAFE = /^(?:GET|HEAD|OPTIONS)$/;

/** Whether a request may change something. */
export const changes = (c: Context): boolean => !SAFE.test(c.req.method) && !QUESTIONS.test(c.req.path);

/** Tells who asks, or refuses: the memory is from here on what they may see of it. */
export function guard(access: Access, source: MemorySource): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const token = tokenIn(c);
    const known = token === undefined ? undefined : await access.identityOf(token);
    const identity = known ?? { local: LOCAL, read: ANYONE, tokens: undefined }[access.mode];
    const isOpen = OPEN.test(c.req.path);
    // A token that is none is never taken for nobody's: who sends it believes to be known.
    const isWrong = token !== undefined && !known && access.mode !== "local";
    if ((!identity || isWrong) && !isOpen) {
      if (c.req.header("Accept")?.includes("text/html") && c.req.method === "GET") return c.redirect("/sign-in");
      c.header("WWW-Authenticate", 'Bearer realm="Sextant"');
      const what = token === undefined ? "this server asks for a token" : "the token is none, or no longer one";
      throw new WrongRequest(401, `${what}: Authorization: Bearer sxt_…; sextant token add makes one`);
    }
    c.set("identity", identity ?? ANYONE);
    c.set("memory", visible(source.reading(c.get("signal")), identity ? identity.memories : []));
    if (changes(c)) need(c, "translator");
    return next();
  };
}

/** @throws {WrongRequest} 403 where who asks may not do what a role is needed for */
export function need(c: Context<Environment>, role: Role): void {
  const identity = c.get("identity");
  if (!isAtLeast(identity.role, role))
    throw new WrongRequest(
      identity === ANYONE ? 401 : 403,
      `that takes a ${role}'s token; ${identity.name} has the role ${identity.role}`,
    );
}

/** The token that a request bears: as `Bearer`, as the password of `Basic`, as `X-Api-Key`, or in the cookie of the pages. */
function tokenIn(c: Context): string | undefined {
  const [scheme = "", value = ""] = (c.req.header("Authorization") ?? "").split(" ");
  if (/^(?:bearer|token)$/i.test(scheme)) return value;
  if (/^basic$/i.test(scheme))
    return Buffer.from(value, "base64")
      .toString("utf8")
      .replace(/^[^:]*:/, "");
  return c.req.header("X-Api-Key") ?? getCookie(c, COOKIE);
}
