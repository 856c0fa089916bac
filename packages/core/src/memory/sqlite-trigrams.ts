import { type Kysely, sql } from "kysely";
import type { Tables } from "./schema.ts";

/**
 * A phrase is looked for by so many of its trigrams, evenly taken; what they find is then compared with the phrase itself.
 * To find the rarest would cost more than it saves: FTS5 counts them by reading all their places.
 */
const MOST_TRIGRAMS = 12;
/** A short phrase that begins more trigrams than this is looked for in all texts. */
const MOST_BEGUN = 2000;

/**
 * A query for SQLite's FTS5, over trigrams, that finds every text which holds a folded phrase, and few others.
 *
 * @returns undefined where the index is of no use, `""` where no text can hold the phrase
 */
export async function trigramQuery(db: Kysely<Tables>, phrase: string): Promise<string | undefined> {
  const characters = [...phrase];
  if (characters.length < 3) {
    const { rows } = await sql<{ term: string }>`select term from trigram_count
      where term >= ${phrase} and term < ${`${phrase}\u{10ffff}`} limit ${MOST_BEGUN + 1}`.execute(db);
    if (rows.length > MOST_BEGUN) return undefined;
    return rows.map(({ term }) => quoted(term)).join(" OR ");
  }
  const trigrams = [...new Set(characters.slice(2).map((_, at) => characters.slice(at, at + 3).join("")))];
  const step = Math.max(1, trigrams.length / MOST_TRIGRAMS);
  const taken = new Set(Array.from({ length: MOST_TRIGRAMS }, (_, at) => trigrams[Math.floor(at * step)]));
  return [...taken].flatMap((trigram) => (trigram === undefined ? [] : [quoted(trigram)])).join(" AND ");
}

const quoted = (term: string): string => `"${term.replaceAll('"', '""')}"`;
