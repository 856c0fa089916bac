import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Access } from "../access/known.ts";
import { CALLBACK, type Leaving } from "../access/provider.ts";
import { type Environment, part } from "../environment.ts";
import { WrongRequest } from "../wrong-request.ts";
import { begun, type SessionParts, signingIn } from "./sessions.ts";

const LeavingSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), to: z.string() });

/** Signing in, and out, by way of an OpenID provider: addresses for a browser, which is sent on, and told in the page what was refused. */
export function providerAnswers(parts: SessionParts) {
  const { access, cookies } = parts;
  return part()
    .get("/sign-in/provider", (c) =>
      orTold(c, async () => {
        const { address, leaving } = await providerOf(access).leave(pageOf(c.req.query("to")));
        cookies.keepLeaving(c, leaving);
        return address.href;
      }),
    )
    .get("/sign-in/provider/leave", (c) =>
      orTold(c, async () => (await providerOf(access).signOut())?.href ?? "/sign-in"),
    )
    .get(CALLBACK, (c) =>
      orTold(c, async () => {
        const left = LeavingSchema.safeParse(cookies.takeLeaving(c));
        if (!left.success) throw new WrongRequest(401, "nobody has left from this browser", "not-let-in");
        await comeBack(c, parts, left.data);
        // The page asks who they are, and goes on: a browser that another site has sent here does not show its session yet.
        return `/sign-in?to=${encodeURIComponent(left.data.to)}`;
      }),
    );
}

/** Sends a browser on, or to the page that says what was refused. */
async function orTold(c: Context<Environment>, work: () => Promise<string>): Promise<Response> {
  try {
    return c.redirect(await work(), 303);
  } catch (error) {
    if (!(error instanceof WrongRequest)) throw error;
    return c.redirect(`/sign-in?problem=${encodeURIComponent(error.code)}`, 303);
  }
}

/** Begins the session of who is back, with what their groups may do now. */
async function comeBack(c: Context<Environment>, parts: SessionParts, leaving: Leaving): Promise<void> {
  const { access, source } = parts;
  const arrived = await providerOf(access).arrived(new URL(c.req.url).search, leaving);
  const isGivenNothing = arrived.role === undefined && Object.keys(arrived.memories ?? {}).length === 0;
  const account = isGivenNothing ? undefined : await source.serving.arrive(arrived);
  if (account === undefined) await source.serving.depart(arrived);
  signingIn(access).forget();
  if (account === undefined) throw new WrongRequest(403, "nothing here is open to your groups", "no-role");
  await begun(c, parts, { account });
}

function providerOf(access: Access) {
  const { provider } = signingIn(access);
  if (!provider) throw new WrongRequest(404, "no OpenID provider is set: SEXTANT_OIDC_ISSUER");
  return provider;
}

/** A page of this server; the first one in place of an address elsewhere. */
const pageOf = (to: string | undefined): string => (to && /^\/(?![/\\])[^\s\\]*$/u.test(to) ? to : "/");
