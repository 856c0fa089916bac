import type { ArrivedAccount, Grants } from "@sextant/core/memory";
import * as oidc from "openid-client";
import { WrongRequest } from "../wrong-request.ts";
import { isAtLeast, ROLES, type Role } from "./identity.ts";

/** An OpenID provider, and what its claims mean here. */
export interface ProviderOptions {
  readonly issuer: string;
  readonly client: string;
  readonly secret: string;
  /** Where people reach this server: `https://memory.example.org`. */
  readonly address: string;
  /** The claim that says which groups somebody is in. */
  readonly claim: string;
  /** What a group may do; see {@link groupRoles}. */
  readonly roles: readonly GroupRole[];
  /** Scopes that are asked for beside `openid`. */
  readonly scopes: readonly string[];
}

/** What a group may do: in every memory, or in a named one. */
export interface GroupRole {
  readonly group: string;
  readonly role: Role;
  readonly memory?: string;
}

/** What a browser keeps while its person is at the provider. */
export interface Leaving {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** The page that they wanted. */
  readonly to: string;
}

/** Where the provider sends people back to, to be registered there. */
export const CALLBACK = "/sign-in/provider/callback";
const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])$/;
const SECONDS = 10;

/**
 * Reads what groups may do: `translators=translator`, in every memory; `treaties=reviser:Treaties`, in that memory.
 *
 * @throws {RangeError} for one that says something else
 */
export function groupRoles(listed: readonly string[]): GroupRole[] {
  return listed.map((one) => {
    const [, group = "", role = "", memory] = /^(.+)=([a-z]+)(?::(.+))?$/.exec(one) ?? [];
    if (!(ROLES as readonly string[]).includes(role))
      throw new RangeError(`“${one}” is no group with a role: GROUP=ROLE, or GROUP=ROLE:MEMORY`);
    return { group, role: role as Role, ...(memory !== undefined && { memory }) };
  });
}

/** People who have an account at an OpenID provider: they are sent there, and come back with who they are. */
export class Provider {
  readonly #options: ProviderOptions;
  #found: Promise<oidc.Configuration> | undefined;

  /** @throws {RangeError} for an issuer beyond loopback that is not asked over HTTPS */
  constructor(options: ProviderOptions) {
    const { protocol, hostname } = new URL(options.issuer);
    if (protocol !== "https:" && !LOOPBACK.test(hostname))
      throw new RangeError("an OpenID provider is asked over HTTPS");
    this.#options = options;
  }

  /** What people know it by. */
  get name(): string {
    return new URL(this.#options.issuer).host;
  }

  /** Where a person is sent, and what their browser keeps until they are back. */
  async leave(to: string): Promise<{ readonly address: URL; readonly leaving: Leaving }> {
    const config = await this.#config();
    const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
    const address = oidc.buildAuthorizationUrl(config, {
      redirect_uri: new URL(CALLBACK, this.#options.address).href,
      scope: ["openid", ...this.#options.scopes].join(" "),
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      ...{ state, nonce },
    });
    return { address, leaving: { state, nonce, verifier, to } };
  }

  /**
   * Who has come back, and what they may do; nothing, where they are in no group that may do anything.
   *
   * @param query of the address that the provider sent them to
   * @throws {WrongRequest} 401 where the provider did not let them in, or the answer is not for this browser
   */
  async arrived(query: string, { state, nonce, verifier }: Leaving): Promise<ArrivedAccount> {
    const config = await this.#config();
    const here = new URL(CALLBACK + query, this.#options.address);
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
    const tokens = await oidc.authorizationCodeGrant(config, here, checks).catch((cause: unknown) => {
      throw refused(cause);
    });
    const claims: Record<string, unknown> = { ...tokens.claims() };
    const subject = String(claims.sub);
    // Providers may tell only here who is in which group.
    if (claims[this.#options.claim] === undefined && config.serverMetadata().userinfo_endpoint)
      Object.assign(claims, await oidc.fetchUserInfo(config, tokens.access_token, subject));
    const grants = grantsOfGroups(groupsIn(claims[this.#options.claim]), this.#options.roles);
    return { issuer: this.#options.issuer, subject, name: nameIn(claims), ...grants };
  }

  /**
   * Where a person goes who has signed out here: the provider asks whether to sign out there, too. Undefined where it has no such page.
   *
   * @throws {WrongRequest} 503 where it does not answer
   */
  async signOut(): Promise<URL | undefined> {
    const config = await this.#config();
    return config.serverMetadata().end_session_endpoint ? oidc.buildEndSessionUrl(config) : undefined;
  }

  /** What the provider says of itself; asked again where it did not answer. */
  #config(): Promise<oidc.Configuration> {
    const { issuer, client, secret } = this.#options;
    const insecure = issuer.startsWith("http:") ? { execute: [oidc.allowInsecureRequests] } : {};
    this.#found ??= oidc
      .discovery(new URL(issuer), client, secret, undefined, { timeout: SECONDS, ...insecure })
      .catch((cause: unknown) => {
        this.#found = undefined;
        throw new WrongRequest(503, `${this.name} does not answer: ${(cause as Error).message}`, "no-provider");
      });
    return this.#found;
  }
}

/** An answer of the provider that lets nobody in. */
function refused(cause: unknown): WrongRequest {
  const { error_description: said, error } = cause as { error_description?: string; error?: string };
  const why = said ?? error ?? "try again";
  return new WrongRequest(401, `the provider's answer does not let you in: ${why}`, "not-let-in");
}

/** The groups of a claim: a list, or one text of names with spaces or commas between them. */
function groupsIn(claim: unknown): ReadonlySet<string> {
  const listed = typeof claim === "string" ? [claim, ...claim.split(/[\s,]+/)] : Array.isArray(claim) ? claim : [];
  return new Set(listed.filter((group): group is string => typeof group === "string"));
}

/** What somebody may do who is in some groups: of several roles the one that may do most. */
function grantsOfGroups(groups: ReadonlySet<string>, roles: readonly GroupRole[]): Grants {
  let everywhere: Role | undefined;
  const memories = new Map<string, Role>();
  for (const { group, role, memory } of roles) {
    if (!groups.has(group)) continue;
    const before = memory === undefined ? everywhere : memories.get(memory);
    if (isAtLeast(before, role)) continue;
    if (memory === undefined) everywhere = role;
    else memories.set(memory, role);
  }
  return { ...(everywhere && { role: everywhere }), memories: Object.fromEntries(memories) };
}

/** What somebody is called, as far as the provider says it, without signs that are not seen. */
function nameIn({ preferred_username, name, email, sub }: Record<string, unknown>): string {
  const said = [preferred_username, name, email, sub].filter((own) => typeof own === "string");
  const seen = said.map((own) =>
    own
      .toWellFormed()
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
      .trim(),
  );
  return seen.find((own) => own !== "") ?? "?";
}
