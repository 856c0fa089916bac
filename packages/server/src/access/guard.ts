import type { Context, MiddlewareHandler } from "hono";
import type { Environment } from "../environment.ts";
import type { MemorySource } from "../source.ts";
import { WrongRequest } from "../wrong-request.ts";
import { type Cookies, mymemoryKey, secretIn } from "./cookies.ts";
import { ANYONE, highestRole, isAtLeast, LOCAL, NOBODY, type Role, roleIn } from "./identity.ts";
import type { Access } from "./known.ts";
import { memoryFor } from "./visible.ts";

/** What anybody may ask for: whether the server lives, where to say who one is, and the program of the pages, which is everybody's. */
const OPEN = /^\/(?:health(?:\/|$)|sign-in(?:\/|$)|api\/session$|assets\/|favicon\.|icon\.)/;
/** Questions that are asked by POST, and change nothing. */
const QUESTIONS = /^\/(?:api\/lookup|api\/memory\/lookup\/?|(?:api\/)?get)$/;
/** What those may do, too, who may only read: sign in and out. */
const SIGNING = /^\/api\/sessions?$/;
const SAFE = /^(?:GET|HEAD|OPTIONS)$/;

/** Whether a request may change something. */
export const changes = (c: Context): boolean => !SAFE.test(c.req.method) && !QUESTIONS.test(c.req.path);

/** Tells who asks, or refuses: the memory is from here on what they may see of it. */
export function guard(access: Access, source: MemorySource, cookies: Cookies): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const secret = (await mymemoryKey(c)) ?? secretIn(c, cookies);
    const known = secret === undefined ? undefined : await access.identityOf(secret);
    const unknown = { local: LOCAL, read: ANYONE, tokens: undefined }[access.mode];
    const identity = known ?? unknown;
    const isOpen = OPEN.test(c.req.path);
    // A token that is none is never taken for nobody's: who sends it believes to be known.
    const isWrong = secret !== undefined && !known && access.mode !== "local";
    if ((!identity || isWrong) && !isOpen) {
      if (c.req.header("Accept")?.includes("text/html") && c.req.method === "GET") return c.redirect(signInFor(c));
      c.header("WWW-Authenticate", 'Bearer realm="Sextant"');
      const what =
        secret === undefined ? "this server asks who you are" : "the token or session is none, or no longer one";
      throw new WrongRequest(401, `${what}: sign in, or send a token, Authorization: Bearer sxt_…`);
    }
    c.set("identity", identity ?? NOBODY);
    c.set("identityNow", async () => (secret === undefined ? undefined : await access.identityNow(secret)) ?? unknown);
    c.set("memory", memoryFor(c, source));
    if (changes(c) && !SIGNING.test(c.req.path)) need(c, "translator");
    return next();
  };
}

/** Where a person says who they are, who wanted another page. */
function signInFor(c: Context): string {
  const { pathname, search } = new URL(c.req.url);
  return pathname === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(pathname + search)}`;
}

/**
 * Refuses who may not do what a role is needed for.
 *
 * @param memory where; anywhere, if left out
 * @throws {WrongRequest} 403, or 401 for who is not known
 */
export function need(c: Context<Environment>, role: Role, memory?: string): void {
  const identity = c.get("identity");
  const own = memory === undefined ? highestRole(identity) : roleIn(identity, memory);
  if (!isAtLeast(own, role)) throw refusal(c, `that takes the role ${role}${memory ? ` in ${memory}` : ""}`, own);
}

/** The name of a memory, for who may see it. @throws {WrongRequest} 404 for one that they may not */
export function ownMemory(c: Context<Environment>, name: string): string {
  if (roleIn(c.get("identity"), name) === undefined) throw new WrongRequest(404, `there is no memory ${name}`);
  return name;
}

/** Refuses who may not do in every memory what a role is needed for. @throws {WrongRequest} as {@link need} does */
export function needEverywhere(c: Context<Environment>, role: Role): void {
  const own = c.get("identity").role;
  if (!isAtLeast(own, role)) throw refusal(c, `that takes the role ${role} in every memory`, own);
}

/** Refuses who is not an admin of every memory: what is asked is of all of them. @throws {WrongRequest} as {@link need} does */
export function needAdmin(c: Context<Environment>): void {
  needEverywhere(c, "admin");
}

/**
 * Refuses to make a memory under the name of one that was removed, for who has roles by that name: they would be none in it.
 *
 * @throws {WrongRequest} 409
 */
export async function expectNotRemoved(c: Context<Environment>, name: string): Promise<void> {
  if (c.get("identity").role !== undefined) return;
  const [memories, removed] = await Promise.all([c.get("memory").memories.list(), c.get("memory").removals.list()]);
  if (memories.some((own) => own.name === name) || !removed.some((own) => own.isMemory && own.memory === name)) return;
  throw new WrongRequest(409, `the memory ${name} was removed; restore it (/api/removed), or have it made anew`);
}

function refusal(c: Context<Environment>, what: string, own: Role | undefined): WrongRequest {
  const { kind, name } = c.get("identity");
  if (kind === "anyone") return new WrongRequest(401, `${what}: sign in, or send a token`);
  return new WrongRequest(403, `${what}; ${name} has ${own ? `the role ${own}` : "none there"}`);
}
