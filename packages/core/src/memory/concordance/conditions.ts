import { type RawBuilder, sql } from "kysely";
import { notRemoved } from "../database/not-removed.ts";
import { isFrom, type Origins } from "../rows/origins.ts";
import type { RowStatus } from "../stored.ts";

/** Whether a variant's unit was not rejected. */
export const notRejected: RawBuilder<boolean> = sql<boolean>`variant.unit not in (select id from unit where status = 'rejected')`;

/** Whether a variant's unit is in one of some named memories. */
export const inMemories = (names: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from unit join document_set on document_set.content = unit.document_set
    where unit.id = variant.unit and document_set.memory in (${sql.join(names.length > 0 ? names : [""])}))`;

/** Which units of those that hold a phrase are asked for. */
export interface Narrowing {
  /** Only the units of this document set, by id or symbol. */
  readonly documentSet?: string;
  /** Only those of document sets whose symbol begins so: `A/RES/` for the General Assembly's resolutions. */
  readonly symbol?: string;
  /** Only those of documents of this organ, `A/C.3`, and of this session of it. */
  readonly body?: string;
  readonly session?: number;
  /** Only those of document sets of this year. */
  readonly year?: number;
  /** Only those of the memories of these names. */
  readonly memories?: readonly string[];
  /** Only those of this status; what is rejected is shown only if asked for. */
  readonly status?: RowStatus;
  /** None from these. */
  readonly leaveOut?: Origins;
}

/** What a concordance narrows its units by; origins are named by ids of document sets. */
export function narrowing({
  documentSet,
  symbol,
  body,
  session,
  year,
  memories,
  status,
  leaveOut,
}: Narrowing): RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = [];
  const ofUnit = (condition: RawBuilder<boolean>): void => {
    conditions.push(sql<boolean>`exists (select 1 from unit join document_set on document_set.content = unit.document_set
      where unit.id = variant.unit and ${condition})`);
  };
  conditions.push(
    notRemoved,
    status === undefined ? notRejected : sql<boolean>`variant.unit in (select id from unit where status = ${status})`,
  );
  if (documentSet) ofUnit(sql`document_set.id = ${documentSet}`);
  if (symbol) ofUnit(sql`substr(document_set.symbol, 1, ${symbol.length}) = ${symbol}`);
  if (body) ofUnit(sql`document_set.body = ${body}`);
  if (session !== undefined) ofUnit(sql`document_set.session = ${session}`);
  if (year !== undefined) ofUnit(sql`substr(document_set.date, 1, 4) = ${String(year)}`);
  if (memories) conditions.push(inMemories(memories));
  const leftOut = leaveOut && isFrom(leaveOut);
  if (leftOut) conditions.push(sql<boolean>`not ${leftOut}`);
  return conditions;
}
