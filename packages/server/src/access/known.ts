import { grantsOf, type ServingCalls } from "@sextant/core/memory";
import { type Identity, knownGrants } from "./identity.ts";
import { Passwords } from "./passwords.ts";
import type { Provider } from "./provider.ts";

/** How a server knows who asks. */
export interface Access {
  /** `local`: whoever comes is trusted; `tokens`: who is not known may do nothing; `read`: who is not known may read. */
  readonly mode: "local" | "tokens" | "read";
  /** Who sends a token, or what a session is known by; undefined where it is none, or no longer one. */
  readonly identityOf: (secret: string) => Promise<Identity | undefined>;
  /** The same of who asked before, and listens still: it is looked at anew, and no session goes on by it. */
  readonly identityNow: (secret: string) => Promise<Identity | undefined>;
  /** How people sign in; not at all, if left out. */
  readonly signingIn?: SigningIn;
}

/** How people sign in, and for how long. */
export interface SigningIn {
  readonly passwords: Passwords;
  /** Where people sign in who have an account elsewhere. */
  readonly provider?: Provider;
  /** Begins a session of an account or a token. @returns what the browser keeps */
  begin(of: { readonly account: string } | { readonly token: string }): Promise<string>;
  end(secret: string): Promise<void>;
  /** Ends all sessions of an account or a token, or everybody's; those at other servers of the same memory within five seconds. */
  endAll(owner?: string): Promise<void>;
  /** Has everybody looked at anew: somebody's rights have changed. */
  forget(): void;
  readonly maxSeconds: number;
}

export interface KnownOptions {
  /** Minutes after which a session ends unless something is asked; 120 if left out. */
  readonly idleMinutes?: number;
  /** Hours after which a session ends whatever is asked; 168 if left out. */
  readonly sessionHours?: number;
  readonly provider?: Provider;
}

export const TRUSTED: Access = { mode: "local", identityOf: async () => undefined, identityNow: async () => undefined };

/** How long somebody is believed before they are looked at again: who is revoked is known for so long yet. */
const BELIEVED_MS = 5000;
const MAX_KNOWN = 1000;
const TOKEN = /^sxt_[\w-]{43}$/;
const SESSION = /^sxs_[\w-]{43}$/;
const isSecret = (sent: string): boolean => TOKEN.test(sent) || SESSION.test(sent);
/** A session is noted to go on when so much of its time of idleness has gone. */
const NOTED_SHARE = 0.05;

/** Knows who asks by the accounts, sessions and tokens of a memory. */
export function knownAccess(mode: Access["mode"], serving: ServingCalls, options: KnownOptions = {}): Access {
  const { idleMinutes = 120, sessionHours = 168, provider } = options;
  const times = { idleSeconds: 60 * idleMinutes, maxSeconds: 3600 * sessionHours };
  const known = new Map<string, { readonly until: number; readonly identity: Promise<Identity | undefined> }>();

  async function looked(secret: string, isAsked: boolean): Promise<Identity | undefined> {
    if (TOKEN.test(secret)) {
      const token = await serving.tokenOf(secret);
      return token && { id: token.id, name: token.name, kind: "token", ...knownGrants(grantsOf(token)) };
    }
    const owner = await serving.sessionOf(secret);
    if (!owner) return undefined;
    const left = Date.parse(owner.idle) - Date.now();
    // Nobody waits for it: while the memory is busy it is tried again with the next question.
    if (isAsked && left < (1 - NOTED_SHARE) * 1000 * times.idleSeconds)
      serving.keepSession(secret, times.idleSeconds).catch(() => {});
    const { id, name, kind, hasPassword } = owner;
    return { id, name, kind, hasPassword, ...knownGrants(owner) };
  }

  return {
    mode,
    identityOf(secret) {
      if (!isSecret(secret)) return Promise.resolve(undefined);
      const own = known.get(secret);
      if (own && own.until > Date.now()) return own.identity;
      if (known.size >= MAX_KNOWN) known.clear();
      const identity = looked(secret, true);
      known.set(secret, { until: Date.now() + BELIEVED_MS, identity });
      identity.catch(() => known.delete(secret));
      return identity;
    },
    async identityNow(secret) {
      return isSecret(secret) ? looked(secret, false) : undefined;
    },
    signingIn: {
      passwords: new Passwords(serving),
      ...(provider && { provider }),
      maxSeconds: times.maxSeconds,
      begin: async (of) => (await serving.beginSession({ of, ...times })).secret,
      async end(secret) {
        await serving.endSession(secret);
        known.delete(secret);
      },
      async endAll(owner) {
        await serving.endSessions(owner);
        known.clear();
      },
      forget: () => known.clear(),
    },
  };
}
