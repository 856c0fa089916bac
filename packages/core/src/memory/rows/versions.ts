/** A state of a row or a unit: no two states of a memory have the same id and version. */
export interface State {
  readonly id: number;
  /** The edition of the memory that made it what it is. */
  readonly version: number;
}

/** Writes a version: `r17-3` is row 17 as edition 3 made it, `u17-3` is unit 17. */
export const shownVersion = (kind: "r" | "u", { id, version }: State): string => `${kind}${id}-${version}`;

/** Reads a written version; undefined if it is invalid. */
export function versionIn(shown: string): (State & { readonly kind: "row" | "unit" }) | undefined {
  const [, kind, id, version] = /^([ru])(\d{1,15})-(\d{1,15})$/.exec(shown) ?? [];
  if (id === undefined) return undefined;
  return { kind: kind === "r" ? "row" : "unit", id: Number(id), version: Number(version) };
}

/** Returns what a row or a unit keeps when it is written again: its id, and its version if it has not changed. */
export function stateOf({ id, version }: { readonly id?: number; readonly version?: string }): Partial<State> {
  const known = version === undefined ? undefined : versionIn(version);
  return known ? { id: known.id, version: known.version } : { ...(id !== undefined && { id }) };
}
