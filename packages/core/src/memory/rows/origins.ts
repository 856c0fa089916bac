import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "../database/schema.ts";
import type { TranslationUnit } from "../stored.ts";

/** Where units are from: document sets by id or symbol, organs (`A/C.3`), memories by name, or the units themselves. A unit that is of one of these is of them. */
export interface Origins {
  readonly documentSets?: readonly string[];
  readonly bodies?: readonly string[];
  readonly memories?: readonly string[];
  readonly units?: readonly number[];
}

const KINDS = { documentSet: "documentSets", body: "bodies", memory: "memories" } as const;

/**
 * Reads origins as they are named: `documentSet:UDHR`, `body:A/C.3`, `memory:Old`, `unit:15`.
 *
 * @throws {RangeError} for one that is named otherwise
 */
export function originsIn(named: readonly string[]): Origins {
  const origins = {
    documentSets: [] as string[],
    bodies: [] as string[],
    memories: [] as string[],
    units: [] as number[],
  };
  for (const origin of named) {
    const [, unit] = /^unit:\s*(\d{1,15})\s*$/.exec(origin) ?? [];
    if (unit !== undefined) {
      origins.units.push(Number(unit));
      continue;
    }
    const [, kind, name] = /^(documentSet|body|memory):(.*\S.*)$/su.exec(origin) ?? [];
    if (kind === undefined || name === undefined)
      throw new RangeError(
        `${origin} is no origin; one is named as documentSet:UDHR, body:A/C.3, memory:Old or unit:15`,
      );
    origins[KINDS[kind as keyof typeof KINDS]].push(name.trim());
  }
  return origins;
}

/**
 * The ids of the document sets of some names: a name is an id, or else a symbol, of all the sets that have it. A name of none is
 * none.
 *
 * @param memories names of the memories whose sets are meant; all if left out
 */
export async function setsNamed(
  db: Kysely<Tables>,
  names: readonly string[],
  memories?: readonly string[],
): Promise<string[]> {
  if (names.length === 0) return [];
  const found = await db
    .selectFrom("document_set")
    .select(["id", "symbol", "memory"])
    .where("content", "is not", null)
    .where((either) => either.or([either("id", "in", names), either("symbol", "in", names)]))
    .orderBy("date", (order) => order.desc().nullsLast())
    .execute();
  const sets = found.filter(({ memory }) => memories?.includes(memory) !== false);
  const ids = new Set(sets.map(({ id }) => id));
  const bySymbol = Map.groupBy(sets, ({ symbol }) => symbol);
  return names.flatMap((name) => (ids.has(name) ? [name] : (bySymbol.get(name) ?? []).map(({ id }) => id)));
}

/** Origins with the ids of their document sets, see {@link setsNamed}. */
export async function identified<Named extends Origins | undefined>(
  db: Kysely<Tables>,
  origins: Named,
  memories?: readonly string[],
): Promise<Named> {
  if (!origins?.documentSets) return origins;
  return { ...origins, documentSets: await setsNamed(db, origins.documentSets, memories) };
}

/** What units are from some origins, as a condition on `variant`; undefined where none is named. Document sets are named by id. */
export function isFrom({
  documentSets = [],
  bodies = [],
  memories = [],
  units = [],
}: Origins): RawBuilder<boolean> | undefined {
  const named: readonly (readonly [RawBuilder<unknown>, readonly (string | number)[]])[] = [
    [sql`unit.id`, units],
    [sql`document_set.id`, documentSets],
    [sql`document_set.body`, bodies],
    [sql`document_set.memory`, memories],
  ];
  const conditions = named
    .filter(([, names]) => names.length > 0)
    .map(([of, names]) => sql`${of} in (${sql.join(names)})`);
  if (conditions.length === 0) return undefined;
  return sql<boolean>`exists (select 1 from unit join document_set on document_set.content = unit.document_set
    where unit.id = variant.unit and (${sql.join(conditions, sql` or `)}))`;
}

/** Whether a unit meets a condition on `variant`. */
export async function meets(db: Kysely<Tables>, unit: number, condition: RawBuilder<boolean>): Promise<boolean> {
  const found = await db
    .selectFrom("variant")
    .select("unit")
    .where("unit", "=", unit)
    .where(condition)
    .limit(1)
    .execute();
  return found.length > 0;
}

/** Tells of units whether they are from some origins; undefined where none is named. Document sets are named by id. */
export async function originTest(
  db: Kysely<Tables>,
  { documentSets = [], bodies = [], memories = [], units = [] }: Origins,
): Promise<((unit: Pick<TranslationUnit, "id" | "documentSet" | "memory">) => boolean) | undefined> {
  if (documentSets.length + bodies.length + memories.length + units.length === 0) return undefined;
  const sets = new Set(documentSets);
  if (bodies.length > 0) {
    const found = await db.selectFrom("document_set").select("id").where("body", "in", bodies).execute();
    for (const { id } of found) sets.add(id);
  }
  return ({ id, documentSet, memory }) => sets.has(documentSet) || memories.includes(memory) || units.includes(id);
}
