import type { Kysely } from "kysely";
import type { Tables } from "../database/schema.ts";
import { KeyTaken } from "./corrections.ts";

/** Days for which a request is known again by its key. */
const MAX_AGE_DAYS = 7;

/**
 * Does what a request asks for, once: asked again under the same key it is answered as it was. `db` is a transaction.
 *
 * @param key that the client gave the request; without one it is done each time
 * @throws {KeyTaken} where the key was given to another request
 */
export async function once<T>(
  db: Kysely<Tables>,
  key: string | undefined,
  asked: unknown,
  work: () => Promise<T>,
): Promise<T> {
  if (key === undefined) return work();
  const known = await requestOf(db, key);
  const own = JSON.stringify(asked);
  if (known && known.asked !== own) throw new KeyTaken(key);
  if (known) return JSON.parse(known.answer) as T;
  const answer = await work();
  if (answer === undefined) return answer;
  const now = Date.now();
  await db
    .deleteFrom("request")
    .where("at", "<", new Date(now - MAX_AGE_DAYS * 86_400_000).toISOString())
    .execute();
  await db
    .insertInto("request")
    .values({ key, at: new Date(now).toISOString(), asked: own, answer: JSON.stringify(answer) })
    .execute();
  return answer;
}

/** What was asked under a key, and what it was answered; undefined where nothing was. */
export async function requestOf(
  db: Kysely<Tables>,
  key: string,
): Promise<{ readonly asked: string; readonly answer: string } | undefined> {
  return db.selectFrom("request").select(["asked", "answer"]).where("key", "=", key).executeTakeFirst();
}
