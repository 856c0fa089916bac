import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Tables } from "./schema.ts";

/** Whether a variant's unit is not of a document set that was removed: phrase lists still name it. */
export const notRemoved: RawBuilder<boolean> = sql<boolean>`not exists (select 1 from unit
  join removed on removed.content = unit.document_set where unit.id = variant.unit)`;

/** The ids that removed document sets are kept under, as a query. */
export const removedSets = (db: Kysely<Tables>) => db.selectFrom("removed").select("document_set");
