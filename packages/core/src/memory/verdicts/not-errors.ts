/**
 * Room verdicts: what people said of findings. In: a finding that is no error, and how far that goes. Out: the verdicts of a document
 * set. They die with the document set; one of a row, with the row's texts, which its finding's id is made of.
 *
 * @module
 */

import { createHash } from "node:crypto";
import type { Kysely, Selectable } from "kysely";
import { namesOf } from "../database/names.ts";
import type { Tables } from "../database/schema.ts";

/** How far a verdict goes: for the row's texts; for the values wherever they stand in the document set; in every document set. */
export const VERDICT_SCOPES = ["row", "document", "pair"] as const;
export type VerdictScope = (typeof VERDICT_SCOPES)[number];

/** What of a finding a verdict is about. */
export interface JudgedFinding {
  /** The same for the same fault in the same texts. */
  readonly id: string;
  readonly type: string;
  /** Normal values by language. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

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

/** What a verdict is found by: the finding's id for a row, else its type and values. */
function keyOf({ id, type, values }: JudgedFinding, scope: VerdictScope): string {
  if (scope === "row") return id;
  const sorted = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([type, sorted]))
    .digest("base64url")
    .slice(0, 22);
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

/** What the verdicts that hold in a document set are found by, see {@link isJudged}. */
export async function verdictKeysOf(db: Kysely<Tables>, documentSet: string): Promise<string[]> {
  const kept = await db
    .selectFrom("not_error")
    .select(["scope", "key"])
    .where(({ eb, or }) => or([eb("document_set", "=", documentSet), eb("scope", "=", "pair")]))
    .execute();
  return kept.map(({ scope, key }) => `${scope} ${key}`);
}

/** Whether a person said that a finding is no error. */
export const isJudged = (keys: ReadonlySet<string>, finding: JudgedFinding): boolean =>
  VERDICT_SCOPES.some((scope) => keys.has(`${scope} ${keyOf(finding, scope)}`));

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
