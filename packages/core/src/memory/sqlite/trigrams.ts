import { type Kysely, sql } from "kysely";
import type { Tables } from "../schema.ts";
import { TextPieces, type TextSample } from "../text-sample.ts";

/** What is found by trigrams is compared with the phrase itself: in so many entries of their lists, what that costs. */
const LOOK = 100;
/** A short phrase that begins more trigrams than this is looked for in all texts. */
const MOST_BEGUN = 2000;

/** FTS5 itself would count by reading all places of each. */
const pieces = new TextPieces((folded) => trigramsOf([...folded]));

/**
 * A query for SQLite's FTS5, over trigrams, that finds every text which holds a folded phrase, and few others.
 *
 * @returns undefined where the index is of no use, `""` where no text can hold the phrase
 */
export async function trigramQuery(
  db: Kysely<Tables>,
  phrase: string,
  sample: TextSample,
): Promise<string | undefined> {
  const characters = [...phrase];
  if (characters.length < 3) {
    const { rows } = await sql<{ term: string }>`select term from trigram_count
      where term >= ${phrase} and term < ${`${phrase}\u{10ffff}`} limit ${MOST_BEGUN + 1}`.execute(db);
    if (rows.length > MOST_BEGUN) return undefined;
    return rows.map(({ term }) => quoted(term)).join(" OR ");
  }
  return pieces
    .cheapest(trigramsOf(characters), (await sample.take(db)).texts, LOOK)
    .map(quoted)
    .join(" AND ");
}

const trigramsOf = (characters: readonly string[]): Set<string> =>
  new Set(characters.slice(2).map((_, at) => characters.slice(at, at + 3).join("")));

const quoted = (term: string): string => `"${term.replaceAll('"', '""')}"`;
