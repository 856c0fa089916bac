import { type Narrowed, type Origin, originsIn, writtenOrigins } from "../addresses.ts";
import type { DocumentSet, Hit, Match, Unit } from "../api/client.ts";

/** What may be said of an origin: no hit of it is shown, or they are shown first. */
export const SAYINGS = ["leaveOut", "prefer"] as const;
export type Saying = (typeof SAYINGS)[number];

/** Whether two are the same origin. */
const isSame = (a: Origin, b: Origin): boolean => a.kind === b.kind && a.name === b.name;

/** A search that says this of an origin, and nothing else of it; or nothing at all. */
export function saying(narrowed: Narrowed, origin: Origin, said: Saying | undefined): Narrowed {
  const others = SAYINGS.map((own) => {
    const named = originsIn(narrowed[own]).filter((other) => !isSame(other, origin));
    return [own, writtenOrigins([...named, ...(own === said ? [origin] : [])])];
  });
  return { ...narrowed, ...Object.fromEntries(others) };
}

/** What a person reads of an origin. @param nameOf what one reads of a document set */
export function shownOrigin(
  { kind, name }: Origin,
  sets: readonly DocumentSet[],
  nameOf: (set: DocumentSet) => string,
): string {
  const set = kind === "documentSet" ? sets.find(({ id }) => id === name) : undefined;
  return set ? nameOf(set) : name;
}

/** What of a lookup's answers is wanted, and what of it first. */
export interface Wishes {
  readonly isShown: (unit: Unit) => boolean;
  readonly isFirst: (unit: Unit) => boolean;
  /** Whether all is wanted alike. */
  readonly areNone: boolean;
}

/** What an address says of the origins of matches. */
export function wishesOf({ leaveOut, prefer }: Narrowed, sets: readonly DocumentSet[]): Wishes {
  const [leftOut, preferred] = [originsIn(leaveOut), originsIn(prefer)];
  return {
    isShown: (unit) => !isFromAny(unit, leftOut, sets),
    isFirst: (unit) => isFromAny(unit, preferred, sets),
    areNone: leftOut.length + preferred.length === 0,
  };
}

/** Matches that are shown of one text. */
const MATCHES_SHOWN = 5;

/** How many answers are asked for, so that enough are left: matches of a text, and units for each known part of it. */
export const answersAsked = ({ areNone }: Wishes): { readonly matches: number; readonly units: number } =>
  areNone ? { matches: MATCHES_SHOWN, units: 1 } : { matches: 4 * MATCHES_SHOWN, units: 20 };

/** The matches to show: the best first, of those of one score what is preferred. */
export const wanted = (matches: readonly Match[], { isShown, isFirst }: Wishes): Match[] =>
  matches
    .filter(({ unit }) => isShown(unit))
    .sort((a, b) => b.score - a.score || Number(isFirst(b.unit)) - Number(isFirst(a.unit)))
    .slice(0, MATCHES_SHOWN);

/** Whether a unit is from one of some origins. */
function isFromAny(unit: Unit, origins: readonly Origin[], sets: readonly DocumentSet[]): boolean {
  return origins.some(({ kind, name }) => {
    if (kind === "body") return sets.find(({ id }) => id === unit.documentSet)?.body === name;
    return unit[kind] === name;
  });
}

/** Origins of one kind, each with how many hits are of it, the most frequent first. */
export interface CountedOrigins {
  readonly kind: Origin["kind"];
  readonly counts: readonly (readonly [Origin, number])[];
}

/** The origins of hits by kind. */
export function originsOf(hits: readonly Hit[], sets: readonly DocumentSet[]): CountedOrigins[] {
  const bodies = new Map(sets.map(({ id, body }) => [id, body]));
  const of = {
    documentSet: ({ unit }: Hit) => unit.documentSet,
    body: ({ unit }: Hit) => bodies.get(unit.documentSet),
    memory: ({ unit }: Hit) => unit.memory,
  } satisfies Record<Origin["kind"], (hit: Hit) => string | undefined>;
  return Object.entries(of).map(([key, nameOf]) => {
    const kind = key as Origin["kind"];
    const counts = new Map<string, number>();
    for (const hit of hits) {
      const name = nameOf(hit);
      if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const sorted = [...counts].sort((a, b) => b[1] - a[1]);
    return { kind, counts: sorted.map(([name, count]) => [{ kind, name }, count] as const) };
  });
}
