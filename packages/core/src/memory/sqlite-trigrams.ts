import { type Kysely, sql } from "kysely";
import type { Tables } from "./schema.ts";

/** A phrase is looked for by so many of its trigrams, the rarest; what they find is then compared with the phrase itself. */
const MOST_TRIGRAMS = 8;
/** How rare a trigram is, is told by so many texts: FTS5 itself would count by reading all places of each. */
const SAMPLED = 1000;
/** A short phrase that begins more trigrams than this is looked for in all texts. */
const MOST_BEGUN = 2000;

/** How often each trigram occurs in an even sample of a memory's texts; taken again when it holds twice as many. */
export class TrigramSample {
  #upTo = 0;
  #counts = new Map<string, number>();

  async counts(db: Kysely<Tables>): Promise<ReadonlyMap<string, number>> {
    const { rows: ends } = await sql<{ last: number }>`select coalesce(max(rowid), 0) as last from variant`.execute(db);
    const last = ends[0]?.last ?? 0;
    if (last < 2 * this.#upTo) return this.#counts;
    const ids = Array.from({ length: SAMPLED }, (_, at) => 1 + Math.floor((at * last) / SAMPLED));
    const { rows } = await sql<{
      folded: string;
    }>`select folded from variant where rowid in (${sql.join(ids)})`.execute(db);
    this.#upTo = Math.max(1, last);
    this.#counts = new Map();
    for (const { folded } of rows)
      for (const trigram of trigramsOf([...folded])) this.#counts.set(trigram, (this.#counts.get(trigram) ?? 0) + 1);
    return this.#counts;
  }
}

/**
 * A query for SQLite's FTS5, over trigrams, that finds every text which holds a folded phrase, and few others.
 *
 * @returns undefined where the index is of no use, `""` where no text can hold the phrase
 */
export async function trigramQuery(
  db: Kysely<Tables>,
  phrase: string,
  sample: TrigramSample,
): Promise<string | undefined> {
  const characters = [...phrase];
  if (characters.length < 3) {
    const { rows } = await sql<{ term: string }>`select term from trigram_count
      where term >= ${phrase} and term < ${`${phrase}\u{10ffff}`} limit ${MOST_BEGUN + 1}`.execute(db);
    if (rows.length > MOST_BEGUN) return undefined;
    return rows.map(({ term }) => quoted(term)).join(" OR ");
  }
  const counts = await sample.counts(db);
  const rarity = (trigram: string): number => counts.get(trigram) ?? 0;
  return [...trigramsOf(characters)]
    .sort((a, b) => rarity(a) - rarity(b))
    .slice(0, MOST_TRIGRAMS)
    .map(quoted)
    .join(" AND ");
}

const trigramsOf = (characters: readonly string[]): Set<string> =>
  new Set(characters.slice(2).map((_, at) => characters.slice(at, at + 3).join("")));

const quoted = (term: string): string => `"${term.replaceAll('"', '""')}"`;
