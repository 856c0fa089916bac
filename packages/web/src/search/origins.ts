import type { Narrowed } from "../addresses.ts";
import type { DocumentSet, Hit, Unit } from "../api/client.ts";

/** What hits are from: a document set by its id, an organ, a memory by its name. */
export interface Origin {
  readonly kind: "documentSet" | "body" | "memory";
  readonly name: string;
}

/** What may be said of an origin: no hit of it is shown, or they are shown first. */
export const SAYINGS = ["leaveOut", "prefer"] as const;
export type Saying = (typeof SAYINGS)[number];

/** Origins as an address and the API name them: `documentSet:UDHR,body:A/C.3`. What is none is passed over. */
export function originsIn(named: string | undefined): Origin[] {
  return (named ?? "").split(",").flatMap((own) => {
    const [, kind, name] = /^(documentSet|body|memory):(.*\S.*)$/su.exec(own) ?? [];
    return kind && name ? [{ kind: kind as Origin["kind"], name }] : [];
  });
}

const written = ({ kind, name }: Origin): string => `${kind}:${name}`;

/** Whether two are the same origin. */
const isSame = (a: Origin, b: Origin): boolean => a.kind === b.kind && a.name === b.name;

/** A search that says this of an origin, and nothing else of it; or nothing at all. */
export function saying(narrowed: Narrowed, origin: Origin, said: Saying | undefined): Narrowed {
  const others = SAYINGS.map((own) => {
    const named = originsIn(narrowed[own]).filter((other) => !isSame(other, origin));
    return [own, [...named, ...(own === said ? [origin] : [])].map(written).join(",")];
  });
  return { ...narrowed, ...Object.fromEntries(others) };
}

/** What a person reads of an origin: of a document set its symbol. */
export const shownOrigin = ({ kind, name }: Origin, sets: readonly DocumentSet[]): string =>
  (kind === "documentSet" && sets.find(({ id }) => id === name)?.symbol) || name;

/** Whether a unit is from one of some origins. */
export function isFromAny(unit: Unit, origins: readonly Origin[], sets: readonly DocumentSet[]): boolean {
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
