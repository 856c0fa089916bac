import type { Kysely, Selectable } from "kysely";
import type { Alignment, ParagraphRow } from "../../align/documents/document-set.ts";
import type { SegmentRow } from "../../align/rows/rows.ts";
import type { DocumentSet } from "../../document/document-set.ts";
import { SextantError } from "../../error.ts";
import { alignedKey, type DecidedRow, Decisions } from "../corrections/decisions.ts";
import type { Engine } from "../database/engine.ts";
import { issuerOf } from "../database/issuer.ts";
import type { Tables } from "../database/schema.ts";
import { memoryNamed } from "../memories/named-memories.ts";
import { officialOf } from "../rows/document-sets.ts";
import { blocksOf, statusOf, variantsOf } from "../rows/rows.ts";
import { emptyDocumentSet } from "../rows/taking-out.ts";
import { detailsOf } from "../rows/units.ts";
import { stateOf } from "../rows/versions.ts";
import { isDecided, unitKey, type WholeUnit } from "../rows/whole-rows.ts";
import { saveWordTranslations } from "../rows/word-translations.ts";
import { Writer } from "../rows/writer.ts";
import { MAIN_MEMORY } from "../stored.ts";
import { type Destination, expectWithin, IdTaken } from "./destination.ts";

/** See {@link KeptDocumentSets.save}; `db` is a transaction. */
export async function saveAlignedSet(
  db: Kysely<Tables>,
  engine: Engine,
  set: DocumentSet & Destination,
  alignment: Alignment,
): Promise<void> {
  const there = await db
    .selectFrom("document_set")
    .select(["memory", "file", "source", "content", "fingerprint"])
    .where("id", "=", set.id)
    .executeTakeFirst();
  expectReplaceable(set, there);
  const decisions = await Decisions.read(db, set.id);
  await emptyDocumentSet(db, engine, set.id);
  const content = there?.content ?? set.id;
  const memory = set.memory === undefined ? (there?.memory ?? MAIN_MEMORY) : await memoryNamed(db, set.memory);
  await writeSet(db, set, { content, memory });
  await using writer = await Writer.begin(db, engine, content);
  const documents = new Map(set.versions.map(({ document }) => [document.language, document]));
  const rows = [...alignment.rows, ...alignment.notes].map((row) => ({ row, blocks: blocksOf(row, documents) }));
  const decided = decisions.matched(
    rows.map(({ blocks }) => ({ blocks: Object.fromEntries(Map.groupBy(blocks, ({ language }) => language)) })),
  );
  for (const [at, { row, blocks }] of rows.entries()) {
    const cut = row.rows.map((inner) => ({ inner, variants: variantsOf(row, inner, documents) }));
    await writeRow(writer, { row, blocks, cut }, decided[at], decisions);
  }
  await saveWordTranslations(db, engine, set.id, alignment.wordTranslations);
  await writer.end();
}

/** @throws {SextantError} where a set may not take the place of what stands under its id, see {@link KeptDocumentSets.save} */
function expectReplaceable(
  { id, fingerprint, within, over }: DocumentSet & Destination,
  there: Pick<Selectable<Tables["document_set"]>, "memory" | "file" | "source" | "fingerprint"> | undefined,
): void {
  expectWithin(id, within, there);
  if (over && over.fingerprint === undefined && there && there.fingerprint !== fingerprint)
    throw new SextantError(
      "id-taken",
      `the id ${id} was taken by other texts while these were aligned; another id keeps these beside them`,
    );
  if (over && over.fingerprint !== there?.fingerprint)
    throw new SextantError("memory-busy", `${id} was changed while it was aligned; align it again`);
  if (there && there.file !== null) throw new IdTaken(id, there);
}

/** Writes a set itself, with its versions. */
async function writeSet(
  db: Kysely<Tables>,
  { id, symbol, date, source, fingerprint, versions }: DocumentSet,
  kept: { readonly content: string; readonly memory: string },
): Promise<void> {
  const own = {
    id,
    symbol,
    date: date ?? null,
    ...issuerOf(symbol),
    source,
    fingerprint,
    details: null,
    file: null,
    ...kept,
  };
  await db
    .insertInto("document_set")
    .values(own)
    .onConflict((conflict) => conflict.column("id").doUpdateSet(own))
    .execute();
  for (const { document, official, title } of versions)
    await db
      .insertInto("version")
      .values({ document_set: id, language: document.language, title, official: officialOf(official) })
      .execute();
}

/** A row as it was aligned: its blocks, and the texts that it was cut into. */
interface AlignedRow {
  readonly row: ParagraphRow;
  readonly blocks: ReturnType<typeof blocksOf>;
  readonly cut: readonly { readonly inner: SegmentRow; readonly variants: ReturnType<typeof variantsOf> }[];
}

/**
 * Writes a row and its units, with what people decided of them.
 *
 * @param before the row as it was in the earlier state of the set; undefined where it was not there
 */
async function writeRow(
  writer: Writer,
  { row, blocks, cut }: AlignedRow,
  before: DecidedRow | undefined,
  decisions: Decisions,
): Promise<void> {
  const { role, number, confidence, origin } = row;
  const settled = before && isDecided(before) ? before : undefined;
  const status = settled?.status ?? statusOf(origin);
  // A row that is cut as before is the same in the same state, and so are its units: what was decided of them can be undone.
  const isSame =
    settled !== undefined ||
    (before?.units.length === cut.length &&
      cut.every(({ variants }, at) => unitKey(variants) === alignedKey(before.units[at] as WholeUnit)));
  const again = stateOf(before ?? {});
  await writer.paragraph(
    { role, number: number ?? null, confidence, origin, status },
    blocks,
    isSame || again.id === undefined ? again : { id: again.id },
  );
  // What a person has settled keeps its units, too: they may have been cut by that person.
  const units =
    settled?.units ??
    cut.map(({ inner: { confidence, origin }, variants }, at): WholeUnit => {
      const own = decisions.unit(variants, before);
      if (own) return { ...own, confidence, origin: own.original ? own.origin : origin };
      const { id, version } = (isSame && before?.units[at]) || {};
      const state = id === undefined || version === undefined ? {} : { id, version };
      return { ...state, confidence, origin, status, variants: Object.fromEntries(variants) };
    });
  for (const unit of units)
    await writer.unit({ ...unit, details: detailsOf(unit) }, Object.entries(unit.variants), stateOf(unit));
}
