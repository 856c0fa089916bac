import { createRoute, type z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Cookies } from "../access/cookies.ts";
import type { Identity } from "../access/identity.ts";
import type { Access, SigningIn } from "../access/known.ts";
import { badRequest, json, problem } from "../answer-shapes.ts";
import { type Environment, part } from "../environment.ts";
import { addressOf } from "../requests/rate.ts";
import { SessionSchema, SignInSchema } from "../schemas/accounts.ts";
import type { MemorySource } from "../source.ts";
import { WrongRequest } from "../wrong-request.ts";

/** Signing in and out: routes, and their answers. */

const session = createRoute({
  method: "get",
  path: "/api/session",
  summary: "Who asks, what they may do, and how people sign in",
  responses: { 200: json(SessionSchema, "Also for who is not known") },
});

const signIn = createRoute({
  method: "post",
  path: "/api/session",
  summary: "Sign in: by a name and a password, or by a token",
  description: "The session is kept in a cookie that no script reads. Guessing is slowed, by name and by address.",
  request: { body: { required: true, content: { "application/json": { schema: SignInSchema } } } },
  responses: {
    200: json(SessionSchema, "Who they are from now on"),
    400: badRequest,
    401: problem("The name, the password or the token is wrong"),
    403: problem("The password is right, and another has to be chosen: `new-password`"),
    404: problem("Nobody signs in here"),
    429: problem("Too many wrong passwords"),
    503: problem("Too many sign in just now"),
  },
});

const signOut = createRoute({
  method: "delete",
  path: "/api/session",
  summary: "Sign out here",
  responses: { 204: { description: "The session has ended" } },
});

const signOutEverywhere = createRoute({
  method: "delete",
  path: "/api/sessions",
  summary: "Sign out everywhere: end all sessions of who asks",
  responses: { 204: { description: "They have ended" } },
});

export interface SessionParts {
  readonly access: Access;
  readonly source: MemorySource;
  readonly cookies: Cookies;
  readonly trustProxy: boolean;
}

/** Signing in and out. */
export function sessionAnswers(parts: SessionParts) {
  const { access, source, cookies, trustProxy } = parts;
  return part()
    .openapi(session, async (c) => {
      const identity = c.get("identity");
      // Who is not known by it any more may read again, where anybody may.
      if (identity.kind === "anyone" && cookies.session(c) !== undefined) cookies.dropSession(c);
      return c.json(shown(identity, access), 200);
    })
    .openapi(signIn, async (c) => {
      const signing = signingIn(access);
      const asked = c.req.valid("json");
      const address = addressOf(c, trustProxy);
      const of = "token" in asked ? await ofToken(asked.token) : await ofPassword(signing, asked, address);
      const known = await begun(c, parts, of);
      return c.json(shown(known, access), 200);
    })
    .openapi(signOut, async (c) => {
      const secret = cookies.session(c);
      if (secret !== undefined) await access.signingIn?.end(secret);
      return signedOut(c);
    })
    .openapi(signOutEverywhere, async (c) => {
      const { kind, id } = c.get("identity");
      if (kind === "account" || kind === "token") await access.signingIn?.endAll(id);
      return signedOut(c);
    });

  async function ofToken(secret: string): Promise<{ readonly token: string }> {
    const token = await source.serving.tokenOf(secret);
    if (!token) throw new WrongRequest(401, "that is no token, or no longer one", "wrong-sign-in");
    return { token: token.id };
  }

  function signedOut(c: Context<Environment>) {
    cookies.dropSession(c);
    c.header("Clear-Site-Data", '"cache"');
    return c.body(null, 204);
  }
}

/** Begins a session: what the browser had before is none from then on. */
export async function begun(
  c: Context<Environment>,
  { access, cookies }: Pick<SessionParts, "access" | "cookies">,
  of: Parameters<SigningIn["begin"]>[0],
): Promise<Identity> {
  const signing = signingIn(access);
  const before = cookies.session(c);
  if (before !== undefined) await signing.end(before);
  const secret = await signing.begin(of);
  cookies.keepSession(c, secret, signing.maxSeconds);
  const known = await access.identityOf(secret);
  if (!known) throw new WrongRequest(401, "the account is no longer one", "wrong-sign-in");
  c.set("identity", known);
  return known;
}

async function ofPassword(
  { passwords, forget }: SigningIn,
  asked: { readonly name: string; readonly password: string; readonly next?: string | undefined },
  address: string,
): Promise<{ readonly account: string }> {
  const account = await passwords.accountOf(asked, address);
  if (account === undefined) throw new WrongRequest(401, "the name or the password is wrong", "wrong-sign-in");
  if (asked.next !== undefined) forget();
  return { account };
}

/** @throws {WrongRequest} 404 where nobody signs in */
export function signingIn({ signingIn }: Access): SigningIn {
  if (!signingIn) throw new WrongRequest(404, "nobody signs in here");
  return signingIn;
}

function shown(
  { kind, name, hasPassword = false, role, memories }: Identity,
  { signingIn }: Access,
): z.infer<typeof SessionSchema> {
  const provider = signingIn?.provider?.name;
  return {
    ...{ kind, name, hasPassword },
    ...(role && { role }),
    ...(memories.size > 0 && { memories: Object.fromEntries(memories) }),
    ways: { here: signingIn !== undefined, ...(provider !== undefined && { provider }) },
  };
}
