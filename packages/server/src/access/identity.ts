/** What a token lets do; each role may do what those before it may. */
export const ROLES = ["reader", "translator", "reviser", "admin"] as const;

/**
 * - reader: reads, looks up, searches, exports
 * - translator: adds units, corrects rows and texts, has documents aligned
 * - reviser: confirms and rejects, takes back, imports, takes document sets out
 * - admin: all, with the audit log and the figures of the server
 */
export type Role = (typeof ROLES)[number];

/** Who asks. */
export interface Identity {
  /** Of the token; `local` for who is trusted on loopback, `anyone` for who has no token. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** The named memories that there are for them; all if left out. */
  readonly memories?: readonly string[];
}

/** Whoever comes to a server on loopback that asks for no tokens. */
export const LOCAL: Identity = { id: "local", name: "local", role: "admin" };
/** Whoever has no token, where reading is open. */
export const ANYONE: Identity = { id: "anyone", name: "anyone", role: "reader" };

/** Whether a role may do what another is needed for. */
export function isAtLeast(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
