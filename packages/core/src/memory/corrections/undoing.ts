import type { Kysely, Selectable } from "kysely";
import { contentOf } from "../database/content.ts";
import type { Tables } from "../database/schema.ts";
import { rowsOf } from "../rows/rows.ts";
import { type State, shownVersion } from "../rows/versions.ts";
import { type WholeRow, wholeRows } from "../rows/whole-rows.ts";
import type { StoredRow } from "../stored.ts";
import { type Change, StaleVersion } from "./corrections.ts";
import { type ChangedSet, replaceRows } from "./replacing.ts";

/** Newer changes that are read at a time. */
const PAGE = 100;

type Kept = Selectable<Tables["change"]>;

/**
 * See {@link KeptCorrections.undo}. A change keeps all rows of its span. Those that it left as they were are
 * between the others; they stay as they are now.
 *
 * @param named the change; the last, if left out
 * @throws {StaleVersion} where the rows that it made are no longer as it left them, or a newer change cut rows of its span anew
 */
export async function undoChange(set: ChangedSet, named?: number): Promise<Change | undefined> {
  const { db, documentSet } = set;
  const all = db.selectFrom("change").selectAll().where("document_set", "=", documentSet);
  const change = await (named === undefined ? all : all.where("id", "=", named))
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!change) return undefined;
  const replaced = JSON.parse(change.replaced) as readonly WholeRow[];
  const made = change.made === null ? undefined : (JSON.parse(change.made) as readonly State[]);
  const now = made ? await rowsMade(db, change, replaced, made) : await rowsAtPlace(db, change);
  const untouched = made ? versionsOfBoth(replaced, made) : new Set();
  const asNow = new Map((await wholeRows(db, now)).map((whole) => [whole.row.id, whole]));
  const restored = replaced.map((old) => (untouched.has(old.row.version) ? (asNow.get(old.row.id) ?? old) : old));
  await replaceRows(set, now, restored, { isRestored: true });
  await db.deleteFrom("change").where("id", "=", change.id).execute();
  return { id: change.id, at: change.at, correction: JSON.parse(change.correction) };
}

/** Earlier versions of Sextant kept no more than the place: it is right as long as nothing has been done since. */
async function rowsAtPlace(db: Kysely<Tables>, change: Kept): Promise<StoredRow[]> {
  const { id, document_set, position, rows } = change;
  const now = await rowsOf(db, document_set, { from: position, limit: Math.max(1, rows) });
  for await (const newer of changesAfter(db, change)) throw new StaleVersion(sentence(id, position, newer.id), now);
  return now;
}

/** The rows of a change's span, where those that it made are still as it left them, and the others still between them. */
async function rowsMade(
  db: Kysely<Tables>,
  change: Kept,
  replaced: readonly WholeRow[],
  made: readonly State[],
): Promise<StoredRow[]> {
  const { id, document_set, position } = change;
  const place = await db
    .selectFrom("paragraph")
    .select("position")
    .where("document_set", "=", contentOf(document_set))
    .where("id", "=", made[0]?.id ?? -1)
    .executeTakeFirst();
  const from = place?.position ?? position;
  const now = await rowsOf(db, document_set, { from, limit: Math.max(1, made.length) });
  const untouched = versionsOfBoth(replaced, made);
  const isAsLeft = (state: State, at: number): boolean => {
    const version = shownVersion("r", state);
    return untouched.has(version) ? now[at]?.id === state.id : now[at]?.version === version;
  };
  if (made.length === 0 || !made.every(isAsLeft))
    throw new StaleVersion(sentence(id, position, await newestOf(db, change, made, () => true)), now);
  if (isCutAnew(replaced, made)) {
    // A newer change would not find its own span again if rows within were others.
    const newer = await newestOf(db, change, made, isCutAnew);
    if (newer !== undefined) throw new StaleVersion(sentence(id, position, newer), now);
  }
  return now;
}

/** The versions of rows that were in a change's span before it and after it. */
function versionsOfBoth(replaced: readonly WholeRow[], made: readonly State[]): Set<string | undefined> {
  const before = new Set(replaced.map(({ row }) => row.version));
  return new Set(made.map((state) => shownVersion("r", state)).filter((version) => before.has(version)));
}

/** Whether a change put other rows in the place of those that were there; if not, it changed what is said of them. */
const isCutAnew = (replaced: readonly WholeRow[], made: readonly State[]): boolean =>
  replaced.length !== made.length || replaced.some(({ row }, at) => row.id !== made[at]?.id);

/** The id of the newest change after another that had some of its rows in its span, of those that are asked for. */
async function newestOf(
  db: Kysely<Tables>,
  change: Kept,
  rows: readonly State[],
  isAsked: (replaced: readonly WholeRow[], made: readonly State[]) => boolean,
): Promise<number | undefined> {
  const ids = new Set<number | undefined>(rows.map(({ id }) => id));
  for await (const newer of changesAfter(db, change)) {
    const replaced = JSON.parse(newer.replaced) as readonly WholeRow[];
    if (!replaced.some(({ row }) => ids.has(row.id))) continue;
    if (isAsked(replaced, JSON.parse(newer.made ?? "[]"))) return newer.id;
  }
  return undefined;
}

/** The changes of the same document set after one, the last first. */
async function* changesAfter(db: Kysely<Tables>, { id, document_set }: Kept): AsyncGenerator<Kept> {
  const all = db.selectFrom("change").selectAll().where("document_set", "=", document_set).where("id", ">", id);
  let page: Kept[] = [];
  do {
    const last = page.at(-1)?.id;
    const next = last === undefined ? all : all.where("id", "<", last);
    page = await next.orderBy("id", "desc").limit(PAGE).execute();
    yield* page;
  } while (page.length === PAGE);
}

/** @param newer the change that is taken back first, where there is one */
const sentence = (change: number, position: number, newer: number | undefined): string =>
  `change ${change}, of row ${position}, cannot be taken back: rows that it made have been changed since${newer === undefined ? "" : `; change ${newer} is taken back first`}`;
