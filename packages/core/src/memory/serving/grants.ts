/** What somebody may do where. */
export interface Grants {
  /** In every memory; nothing, if left out. */
  readonly role?: string;
  /** In named memories, by their names; where both say something, the more counts. */
  readonly memories?: Readonly<Record<string, string>>;
}

/** Grants as columns keep them. */
export interface GrantColumns {
  readonly role: string | null;
  readonly memories: string;
}

export function keptGrants({ role, memories = {} }: Grants): GrantColumns {
  return { role: role ?? null, memories: JSON.stringify(memories) };
}

export function shownGrants({ role, memories }: GrantColumns): Grants {
  const named = JSON.parse(memories) as Record<string, string>;
  return { ...(role !== null && { role }), ...(Object.keys(named).length > 0 && { memories: named }) };
}
