import type { Kysely } from "kysely";
import { contentOf } from "../database/content.ts";
import type { Tables } from "../database/schema.ts";
import { rowsOf } from "../rows/rows.ts";
import type { StoredRow } from "../stored.ts";
import type { Texts } from "./same-texts.ts";

/** The ids of rows of an imported set that people touched: only these have blocks of their own, see rows/writer.ts. */
export async function touchedRows(db: Kysely<Tables>, documentSet: string): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom("block")
    .innerJoin("paragraph", "paragraph.id", "block.paragraph")
    .select("paragraph.id")
    .distinct()
    .where("document_set", "=", contentOf(documentSet))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/**
 * All rows of an imported set, in order, in groups that each hold units of the file as people cut and joined them: one row as a rule; of
 * rows that were cut anew as many as it takes until each language has as many blocks.
 *
 * @param touched the ids of rows that people touched
 */
export async function* groupsOf(
  db: Kysely<Tables>,
  documentSet: string,
  touched: ReadonlySet<number>,
): AsyncGenerator<readonly StoredRow[]> {
  let open: StoredRow[] = [];
  for (let from = 0; ; ) {
    const page = await rowsOf(db, documentSet, { from });
    for (const row of page) {
      const isRecut = touched.has(row.id) && row.origin !== "imported" && !isOneOfEach(row);
      if (open.length > 0 && !touched.has(row.id)) {
        yield open;
        open = [];
      }
      if (isRecut || open.length > 0) open.push(row);
      else yield [row];
      if (open.length > 0 && isBalanced(open)) {
        yield open;
        open = [];
      }
    }
    if (page.length === 0) break;
    from = (page.at(-1) as StoredRow).position + 1;
  }
  if (open.length > 0) yield open;
}

const isOneOfEach = ({ blocks }: StoredRow): boolean =>
  Object.keys(blocks).length > 1 && Object.values(blocks).every(({ length }) => length === 1);

/** Whether each language has as many blocks: they are then units of the file, side by side. */
export function isBalanced(rows: readonly StoredRow[]): boolean {
  const counts = new Map<string, number>();
  for (const { blocks } of rows)
    for (const [language, { length }] of Object.entries(blocks))
      counts.set(language, (counts.get(language) ?? 0) + length);
  return counts.size > 1 && new Set(counts.values()).size === 1;
}

/** The units of the file that rows hold, by their texts. */
export function sourcesOf(rows: readonly StoredRow[]): Texts[] {
  const sources: Record<string, string>[] = [];
  const counts = new Map<string, number>();
  for (const { blocks } of rows)
    for (const [language, list] of Object.entries(blocks))
      for (const { text } of list) {
        const at = counts.get(language) ?? 0;
        counts.set(language, at + 1);
        sources[at] = { ...sources[at], [language]: text };
      }
  return sources;
}
