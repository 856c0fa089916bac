import { createRoute, z } from "@hono/zod-openapi";
import type { Account, Grants } from "@sextant/core/memory";
import { needAdmin } from "../access/guard.ts";
import { knownGrants } from "../access/identity.ts";
import type { Access } from "../access/known.ts";
import { madePassword } from "../access/passwords.ts";
import { badRequest, json, notFound, problem } from "../answer-shapes.ts";
import { part } from "../environment.ts";
import { AccountSchema, GrantsSchema, MadePasswordSchema, NewAccountSchema } from "../schemas/accounts.ts";
import type { MemorySource } from "../source.ts";
import { WrongRequest } from "../wrong-request.ts";

/** Who signs in, and what they may do, for admins: routes, and their answers. */

const params = z.object({ id: z.string().max(64).openapi({ description: "Id of the account" }) });
const notAllowed = {
  401: problem("Who asks is not known"),
  403: problem("That takes the role admin in every memory"),
};

const accounts = createRoute({
  method: "get",
  path: "/api/accounts",
  summary: "All accounts",
  responses: { 200: json(z.array(AccountSchema), "The oldest first"), ...notAllowed },
});

const addAccount = createRoute({
  method: "post",
  path: "/api/accounts",
  summary: "Make an account, with a password that its person replaces when they sign in",
  request: { body: { required: true, content: { "application/json": { schema: NewAccountSchema } } } },
  responses: {
    201: json(MadePasswordSchema, "The password, which is told once"),
    400: badRequest,
    404: problem("It names a memory that there is not"),
    409: problem("There is an account of that name"),
    ...notAllowed,
  },
});

const grantAccount = createRoute({
  method: "put",
  path: "/api/accounts/{id}",
  summary: "Say what a person may do from now on",
  description: "For who signs in by way of an OpenID provider it holds until they do so again.",
  request: { params, body: { required: true, content: { "application/json": { schema: GrantsSchema } } } },
  responses: { 200: json(AccountSchema, "The account"), 400: badRequest, 404: notFound, ...notAllowed },
});

const newPassword = createRoute({
  method: "post",
  path: "/api/accounts/{id}/password",
  summary: "Make another password for a person who has lost theirs; their sessions end",
  request: { params },
  responses: { 200: json(MadePasswordSchema, "The password, which is told once"), 404: notFound, ...notAllowed },
});

const endSessions = createRoute({
  method: "delete",
  path: "/api/accounts/{id}/sessions",
  summary: "Sign a person out everywhere",
  request: { params },
  responses: { 204: { description: "Their sessions have ended" }, 404: notFound, ...notAllowed },
});

const endAllSessions = createRoute({
  method: "delete",
  path: "/api/accounts/sessions",
  summary: "Sign everybody out, who asks, too",
  description: "All sessions end, of people and of tokens. Tokens themselves stay good.",
  responses: { 204: { description: "All sessions have ended" }, ...notAllowed },
});

const eraseAccount = createRoute({
  method: "delete",
  path: "/api/accounts/{id}",
  summary: "Erase a person's name; what they did stays",
  description: "They sign in no longer, tokens of their name are revoked, and what they changed is an id's.",
  request: { params },
  responses: { 204: { description: "The name is erased" }, 404: notFound, ...notAllowed },
});

/** Accounts, for admins. */
export function accountAnswers(source: MemorySource, { signingIn }: Access) {
  const { serving } = source;
  return (
    part()
      .openapi(accounts, async (c) => {
        needAdmin(c);
        return c.json((await serving.accounts()).map(shown), 200);
      })
      .openapi(addAccount, async (c) => {
        needAdmin(c);
        const { name, ...grants } = c.req.valid("json");
        await needMemories(grants);
        const { password, kept } = await madePassword(name);
        const id = await serving.addAccount({ name, password: kept, ...given(grants) }).catch((cause: unknown) => {
          throw isTaken(cause) ? new WrongRequest(409, cause.message, "name-taken") : cause;
        });
        return c.json({ id, password, until: kept.until }, 201);
      })
      .openapi(grantAccount, async (c) => {
        needAdmin(c);
        const grants = c.req.valid("json");
        const { id } = await find(c.req.valid("param").id);
        await needMemories(grants);
        await serving.grant(id, given(grants));
        signingIn?.forget();
        return c.json(shown(await find(id)), 200);
      })
      .openapi(newPassword, async (c) => {
        needAdmin(c);
        const { id, name } = await find(c.req.valid("param").id);
        const { password, kept } = await madePassword(name);
        if (!(await serving.setPassword(id, kept))) throw new WrongRequest(404, `${name} has no password here`);
        signingIn?.forget();
        return c.json({ id, password, until: kept.until }, 200);
      })
      .openapi(endSessions, async (c) => {
        needAdmin(c);
        const { id } = await find(c.req.valid("param").id);
        await (signingIn?.endAll(id) ?? serving.endSessions(id));
        return c.body(null, 204);
      })
      // Before the route of one account, which would take it for an id.
      .openapi(endAllSessions, async (c) => {
        needAdmin(c);
        await (signingIn?.endAll() ?? serving.endSessions());
        return c.body(null, 204);
      })
      .openapi(eraseAccount, async (c) => {
        needAdmin(c);
        const { id } = await find(c.req.valid("param").id);
        await serving.eraseAccount(id);
        signingIn?.forget();
        return c.body(null, 204);
      })
  );

  /** @throws {WrongRequest} 404 also for one whose name was erased */
  async function find(id: string): Promise<Account> {
    const found = (await serving.accounts()).find((own) => own.id === id && own.name !== "");
    if (!found) throw new WrongRequest(404, `there is no account ${id}; /api/accounts lists them`);
    return found;
  }

  async function needMemories({ memories = {} }: z.infer<typeof GrantsSchema>): Promise<void> {
    const known = new Set((await source.reading().memories.list()).map(({ name }) => name));
    const unknown = Object.keys(memories).find((name) => !known.has(name));
    if (unknown !== undefined) throw new WrongRequest(404, `there is no memory ${unknown}; /api/memories lists them`);
  }
}

const isTaken = (cause: unknown): cause is Error => (cause as { code?: string }).code === "id-taken";

const given = ({ role, memories }: z.infer<typeof GrantsSchema>): Grants => ({
  ...(role && { role }),
  ...(memories && { memories }),
});

function shown(account: Account): z.infer<typeof AccountSchema> {
  const { role, memories } = knownGrants(account);
  const { id, name, created, provider, sessions } = account;
  return {
    ...{ id, name, created, sessions },
    ...(role && { role }),
    ...(memories.size > 0 && { memories: Object.fromEntries(memories) }),
    ...(provider !== undefined && { provider }),
  };
}
