import type { ServingCalls, Token } from "@sextant/core/memory";
import type { Access } from "./guard.ts";
import { type Identity, ROLES, type Role } from "./identity.ts";

/** How long a token is believed before it is looked at again: one that is revoked is good for so long yet. */
const BELIEVED_MS = 5000;
const MAX_KNOWN = 1000;
const FORM = /^sxt_[\w-]{43}$/;

/** Knows who asks by the tokens of a memory. */
export function tokenAccess(mode: Access["mode"], serving: Pick<ServingCalls, "tokenOf">): Access {
  const known = new Map<string, { readonly until: number; readonly identity: Promise<Identity | undefined> }>();
  return {
    mode,
    identityOf(secret) {
      if (!FORM.test(secret)) return Promise.resolve(undefined);
      const own = known.get(secret);
      if (own && own.until > Date.now()) return own.identity;
      if (known.size >= MAX_KNOWN) known.clear();
      const identity = serving.tokenOf(secret).then((token) => token && identityOf(token));
      known.set(secret, { until: Date.now() + BELIEVED_MS, identity });
      identity.catch(() => known.delete(secret));
      return identity;
    },
  };
}

function identityOf({ id, name, role, memories }: Token): Identity | undefined {
  if (!(ROLES as readonly string[]).includes(role)) return undefined;
  return { id, name, role: role as Role, ...(memories && { memories }) };
}
