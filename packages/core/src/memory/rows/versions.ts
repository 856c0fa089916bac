/** A row or a unit in one of its states: no two states of a memory have the same id and version. */
export interface State {
  readonly id: number;
  /** The edition of the memory that made it what it is. */
  readonly version: number;
}

/** A version as it is shown: `r17-3` is row 17 as edition 3 made it, `u17-3` is unit 17. */
export const shownVersion = (kind: "r" | "u", { id, version }: State): string => `${kind}${id}-${version}`;

/** What a shown version names; undefined where it is none. */
export function versionIn(shown: string): (State & { readonly kind: "row" | "unit" }) | undefined {
  const [, kind, id, version] = /^([ru])(\d{1,15})-(\d{1,15})$/.exec(shown) ?? [];
  if (id === undefined) return undefined;
  return { kind: kind === "r" ? "row" : "unit", id: Number(id), version: Number(version) };
}

/** What a row or a unit is written as again: its id, and its version where it is as it was. */
export function stateOf({ id, version }: { readonly id?: number; readonly version?: string }): Partial<State> {
  const known = version === undefined ? undefined : versionIn(version);
  return known ? { id: known.id, version: known.version } : { ...(id !== undefined && { id }) };
}
