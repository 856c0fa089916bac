import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "../database/schema.ts";

/** Where units are from: document sets by id, organs (`A/C.3`), memories by name. A unit that is of one of these is of them. */
export interface Origins {
  readonly documentSets?: readonly string[];
  readonly bodies?: readonly string[];
  readonly memories?: readonly string[];
}

const KINDS = { documentSet: "documentSets", body: "bodies", memory: "memories" } as const;

/**
 * Reads origins as they are named: `documentSet:UDHR`, `body:A/C.3`, `memory:Old`.
 *
 * @throws {RangeError} for one that is named otherwise
 */
export function originsIn(named: readonly string[]): Origins {
  const origins = { documentSets: [] as string[], bodies: [] as string[], memories: [] as string[] };
  for (const origin of named) {
    const [, kind, name] = /^(documentSet|body|memory):(.*\S.*)$/su.exec(origin) ?? [];
    if (kind === undefined || name === undefined)
      throw new RangeError(`${origin} is no origin; one is named as documentSet:UDHR, body:A/C.3 or memory:Old`);
    origins[KINDS[kind as keyof typeof KINDS]].push(name.trim());
  }
  return origins;
}

/** What units are from some origins, as a condition on `variant`; undefined where none is named. */
export function isFrom({ documentSets = [], bodies = [], memories = [] }: Origins): RawBuilder<boolean> | undefined {
  const named: readonly (readonly [RawBuilder<unknown>, readonly string[]])[] = [
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
