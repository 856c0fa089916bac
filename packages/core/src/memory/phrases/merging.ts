import type { Kysely } from "kysely";
import type { Tables } from "../database/schema.ts";
import { abandonContent, beginContent, removeContentRow, renewContent } from "../database/staged-content.ts";
import type { Access, Write } from "../database/transactions.ts";
import type { Posting } from "./gram-lists.ts";
import { joinedRuns, type Run, runsBetween, textsWithin } from "./run-lists.ts";
import { dropRuns, stageLists, stageRun } from "./staged-phrases.ts";

/** Lists that are read before some are written. */
const LISTS_PER_WRITE = 4000;
/** This many runs of about one size become one run of the next size, which has this many times as many texts. */
const RUNS_PER_MERGE = 8;
/** A larger run is not merged any more, because lists are read run by run, as far as they are needed. */
const MAX_MERGED_TEXTS = 1 << 14;
/** Runs that are merged within the change that adds one have fewer texts: whoever writes next waits for it. */
export const MAX_TEXTS_WITHIN = MAX_MERGED_TEXTS / RUNS_PER_MERGE ** 3;

/**
 * Yields runs of a language that are to be merged, each time as many as become one.
 *
 * @param mostTexts of the largest runs that are looked at
 */
export async function* runsToMerge(
  read: Write,
  language: string,
  mostTexts = MAX_MERGED_TEXTS,
): AsyncGenerator<readonly Run[]> {
  for (let size = MAX_MERGED_TEXTS / RUNS_PER_MERGE ** 4; size <= mostTexts; size *= RUNS_PER_MERGE) {
    const runs = await read((db) =>
      db
        .selectFrom("phrase_run")
        .selectAll()
        .where("language", "=", language)
        .where("texts", ">=", Math.floor(size / RUNS_PER_MERGE))
        .where("texts", "<", size)
        .orderBy("first")
        .execute(),
    );
    for (let at = 0; at + RUNS_PER_MERGE <= runs.length; at += RUNS_PER_MERGE)
      yield runs.slice(at, at + RUNS_PER_MERGE);
  }
}

/**
 * Merges the runs of some languages that are of about one size, by short changes: what is merged is written where nobody sees it, and
 * takes its place by one.
 */
export async function mergeRuns(access: Access, languages: Iterable<string>): Promise<void> {
  for (const language of languages)
    for await (const runs of runsToMerge(access.read, language)) await replaceRuns(access, runs);
}

/** Call this after units were taken out: those between two, of any languages; others between them may be left. */
export async function forgetUnits(access: Access, first: number, last: number): Promise<void> {
  for (const run of await access.read((db) => runsBetween(db, first, last))) {
    const most = await access.read((db) => textsWithin(db, run));
    if (most < run.texts / 2) await replaceRuns(access, [run]);
  }
}

/** Replaces some runs by one, without units that are gone; where others have replaced one of them meanwhile, nothing is done. */
async function replaceRuns(access: Access, runs: readonly Run[]): Promise<void> {
  const { write, stage } = access;
  const content = await write(beginContent);
  try {
    const { postings, ...about } = await joinedRuns(access, runs);
    const id = about.texts > 0 ? await stageRun(access, content, about) : undefined;
    if (id !== undefined) for await (const lists of together(postings)) await stageLists(access, id, lists);
    await write((db) => exchangeRuns(db, content, runs, id === undefined ? undefined : { id, ...about }));
  } finally {
    await write((db) => abandonContent(db, content));
  }
  await stage((db, isLate) => dropRuns(db, content, isLate));
  await write((db) => removeContentRow(db, content));
}

/** Has a run that was written for some content take the place of others, whose lists are to be taken out with the content. */
async function exchangeRuns(
  db: Kysely<Tables>,
  content: string,
  runs: readonly Run[],
  made: Run | undefined,
): Promise<void> {
  await renewContent(db, content);
  const ids = runs.map(({ id }) => id);
  const there = await db.selectFrom("phrase_run").select("id").where("id", "in", ids).execute();
  if (there.length < ids.length) return;
  if (made) {
    await db.deleteFrom("staged_run").where("id", "=", made.id).execute();
    await db.insertInto("phrase_run").values(made).execute();
  }
  await db.deleteFrom("phrase_run").where("id", "in", ids).execute();
  for (const run of runs)
    await db
      .insertInto("staged_run")
      .values({ ...run, document_set: content })
      .execute();
}

/** The same lists, many at a time: they are read before a change that writes them begins. */
async function* together(postings: AsyncIterable<Posting>): AsyncGenerator<readonly Posting[]> {
  let lists: Posting[] = [];
  for await (const posting of postings) {
    lists.push(posting);
    if (lists.length < LISTS_PER_WRITE) continue;
    yield lists;
    lists = [];
  }
  yield lists;
}
