import type { Grants } from "@sextant/core/memory";

/** What one may do in a memory; each role may do what those before it may. */
export const ROLES = ["reader", "translator", "reviser", "admin"] as const;

/**
 * - reader: reads, looks up, searches, exports
 * - translator: adds units, corrects rows and texts, has documents aligned
 * - reviser: confirms and rejects, takes back, imports, takes document sets out
 * - admin: all; in every memory also accounts, the audit log, and the figures of the server
 */
export type Role = (typeof ROLES)[number];

/** Who asks. */
export interface Identity {
  /** Of the account or token; `local` for who is trusted on loopback, `anyone` for who is not known. */
  readonly id: string;
  readonly name: string;
  readonly kind: "local" | "anyone" | "token" | "account";
  /** Whether it is an account that has a password here. */
  readonly hasPassword?: boolean;
  /** What they may do in every memory; nothing, if left out. */
  readonly role?: Role;
  /** What they may do in named memories; where both say something, the more counts. */
  readonly memories: ReadonlyMap<string, Role>;
}

const NONE: ReadonlyMap<string, Role> = new Map();
/** Whoever comes to a server on loopback that asks for no tokens. */
export const LOCAL: Identity = { id: "local", name: "local", kind: "local", role: "admin", memories: NONE };
/** Whoever is not known, where reading is open. */
export const ANYONE: Identity = { id: "anyone", name: "anyone", kind: "anyone", role: "reader", memories: NONE };
/** Whoever is not known, where it is not. */
export const NOBODY: Identity = { id: "nobody", name: "nobody", kind: "anyone", memories: NONE };

/** Whether a role may do what another is needed for. */
export function isAtLeast(role: Role | undefined, needed: Role): boolean {
  return role !== undefined && ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** What somebody may do in a memory; undefined where there is no such memory for them. */
export function roleIn({ role, memories }: Identity, memory: string): Role | undefined {
  const named = memories.get(memory);
  return named !== undefined && !isAtLeast(role, named) ? named : role;
}

/** The most that somebody may do anywhere. */
export function highestRole({ role, memories }: Pick<Identity, "role" | "memories">): Role | undefined {
  return ROLES.findLast((own) => own === role || [...memories.values()].includes(own));
}

/** The named memories that there are for somebody; all if undefined. */
export function memoriesOf({ role, memories }: Identity): string[] | undefined {
  return role === undefined ? [...memories.keys()] : undefined;
}

/** The named memories in which somebody may do what a role is needed for; all if undefined. */
export function memoriesWith(identity: Identity, role: Role): string[] | undefined {
  if (isAtLeast(identity.role, role)) return undefined;
  return [...identity.memories.keys()].filter((name) => isAtLeast(roleIn(identity, name), role));
}

/** Grants as they are kept, without roles that a later version may have given. */
export function knownGrants({ role, memories = {} }: Grants): Pick<Identity, "role" | "memories"> {
  const isRole = (own: string | undefined): own is Role => (ROLES as readonly (string | undefined)[]).includes(own);
  const named = Object.entries(memories).filter((entry): entry is [string, Role] => isRole(entry[1]));
  return { ...(isRole(role) && { role }), memories: new Map(named) };
}
