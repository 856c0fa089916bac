/**
 * Room verdicts: what people said of findings. In: a finding that is no error, and how far that goes. Out: the verdicts of a document
 * set. They die with the document set; one of a row, with the row's texts, which its finding's id is made of.
 *
 * @module
 */

import type { Kysely, Selectable } from "kysely";
import { namesOf } from "../database/names.ts";
import { removedSets } from "../database/not-removed.ts";
import type { Tables } from "../database/schema.ts";
import { type JudgedFinding, keyOf, type VerdictScope } from "./judged.ts";

/** A finding that a person said is no error. */
export interface NotError {
  readonly id: number;
  readonly documentSet: string;
  readonly scope: VerdictScope;
  readonly finding: JudgedFinding;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Name of who said so: that of their account or token, or what they named themselves; empty where it was erased. */
  readonly by: string;
}

/** Keeps a verdict; the same again changes nothing. `db` is a transaction. */
export async function keepNotError(
  db: Kysely<Tables>,
  documentSet: string,
  finding: JudgedFinding,
  { scope, by }: { readonly scope: VerdictScope; readonly by: string },
): Promise<NotError> {
  const key = keyOf(finding, scope);
  const same = await db
    .selectFrom("not_error")
    .selectAll()
    .where("document_set", "=", documentSet)
    .where("scope", "=", scope)
    .where("key", "=", key)
    .executeTakeFirst();
  if (same) return (await named(db, [same]))[0] as NotError;
  const { id, type, values } = finding;
  const kept = await db
    .insertInto("not_error")
    .values({
      document_set: documentSet,
      scope,
      key,
      finding: JSON.stringify({ id, type, values }),
      at: new Date().toISOString(),
      by,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return (await named(db, [kept]))[0] as NotError;
}

/** Takes a verdict back; undefined where there is none. `db` is a transaction. */
export async function forgetNotError(
  db: Kysely<Tables>,
  documentSet: string,
  id: number,
): Promise<NotError | undefined> {
  const gone = await db
    .deleteFrom("not_error")
    .where("document_set", "=", documentSet)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
  return gone && (await named(db, [gone]))[0];
}

/** The verdicts of a document set, the last first. */
export async function notErrorsOf(db: Kysely<Tables>, documentSet: string): Promise<NotError[]> {
  const kept = await db
    .selectFrom("not_error")
    .selectAll()
    .where("document_set", "=", documentSet)
    .orderBy("id", "desc")
    .execute();
  return named(db, kept);
}

/** What the verdicts that hold in a document set are found by, see `isJudged`. */
export async function verdictKeysOf(db: Kysely<Tables>, documentSet: string): Promise<string[]> {
  const kept = await db
    .selectFrom("not_error")
    .select(["scope", "key"])
    .where(({ eb, or }) => or([eb("document_set", "=", documentSet), eb("scope", "=", "pair")]))
    .where("document_set", "not in", removedSets(db))
    .execute();
  return kept.map(({ scope, key }) => `${scope} ${key}`);
}

/** Verdicts with the names of who said so. */
async function named(db: Kysely<Tables>, kept: readonly Selectable<Tables["not_error"]>[]): Promise<NotError[]> {
  const names = await namesOf(
    db,
    kept.map(({ by }) => by),
  );
  return kept.map(({ id, document_set: documentSet, scope, finding, at, by }) => ({
    ...{ id, documentSet, scope, finding: JSON.parse(finding) as JudgedFinding, at },
    by: names.get(by) ?? by,
  }));
}
