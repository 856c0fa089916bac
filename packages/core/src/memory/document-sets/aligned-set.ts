import type { Kysely } from "kysely";
import type { Alignment } from "../../align/documents/document-set.ts";
import type { DocumentSet } from "../../document/document-set.ts";
import { SextantError } from "../../error.ts";
import { alignedKey, Decisions } from "../corrections/decisions.ts";
import type { Engine } from "../database/engine.ts";
import { issuerOf } from "../database/issuer.ts";
import type { Tables } from "../database/schema.ts";
import { memoryNamed } from "../memories/named-memories.ts";
import { officialOf } from "../rows/document-sets.ts";
import { blocksOf, statusOf, variantsOf } from "../rows/rows.ts";
import { emptyDocumentSet } from "../rows/taking-out.ts";
import { detailsOf } from "../rows/units.ts";
import { stateOf } from "../rows/versions.ts";
import { unitKey, type WholeUnit } from "../rows/whole-rows.ts";
import { saveWordTranslations } from "../rows/word-translations.ts";
import { Writer } from "../rows/writer.ts";
import { MAIN_MEMORY } from "../stored.ts";
import { IdTaken } from "./imported-set.ts";
import { expectWithin, type Place } from "./place.ts";

/** See {@link KeptDocumentSets.save}; `db` is a transaction. */
export async function saveAlignedSet(
  db: Kysely<Tables>,
  engine: Engine,
  set: DocumentSet & Place,
  alignment: Alignment,
): Promise<void> {
  const documents = new Map(set.versions.map((version) => [version.document.language, version.document]));
  const there = await db
    .selectFrom("document_set")
    .select(["memory", "file", "source", "content", "fingerprint"])
    .where("id", "=", set.id)
    .executeTakeFirst();
  expectWithin(set.id, set.within, there);
  if (set.over && set.over.fingerprint === undefined && there && there.fingerprint !== set.fingerprint)
    throw new SextantError(
      "id-taken",
      `the id ${set.id} was taken by other texts while these were aligned; another id keeps these beside them`,
    );
  if (set.over && set.over.fingerprint !== there?.fingerprint)
    throw new SextantError("memory-busy", `${set.id} was changed while it was aligned; align it again`);
  if (there && there.file !== null) throw new IdTaken(set.id, there);
  const decisions = await Decisions.read(db, set.id);
  await emptyDocumentSet(db, engine, set.id);
  const own = {
    id: set.id,
    symbol: set.symbol,
    date: set.date ?? null,
    ...issuerOf(set.symbol),
    source: set.source,
    fingerprint: set.fingerprint,
    memory: set.memory === undefined ? (there?.memory ?? MAIN_MEMORY) : await memoryNamed(db, set.memory),
    details: null,
    file: null,
    content: there?.content ?? set.id,
  };
  await db
    .insertInto("document_set")
    .values(own)
    .onConflict((conflict) => conflict.column("id").doUpdateSet(own))
    .execute();
  for (const { document, official, title } of set.versions)
    await db
      .insertInto("version")
      .values({ document_set: set.id, language: document.language, title, official: officialOf(official) })
      .execute();
  await using writer = await Writer.begin(db, engine, own.content);
  const rows = [...alignment.rows, ...alignment.notes].map((row) => ({ row, blocks: blocksOf(row, documents) }));
  const decided = decisions.matched(
    rows.map(({ blocks }) => ({ blocks: Object.fromEntries(Map.groupBy(blocks, ({ language }) => language)) })),
  );
  for (const [at, { row, blocks }] of rows.entries()) {
    const { role, number, confidence, origin } = row;
    const before = decided[at];
    const isSettled = before !== undefined && before.status !== "automatic";
    const status = isSettled ? before.status : statusOf(origin);
    const cut = row.rows.map((inner) => ({ inner, variants: variantsOf(row, inner, documents) }));
    // A row that is cut as before is the same in the same state, and so are its units: what was decided of them can be undone.
    const isSame =
      isSettled ||
      (before?.units.length === cut.length &&
        cut.every(({ variants }, n) => unitKey(variants) === alignedKey(before.units[n] as WholeUnit)));
    const again = stateOf(before ?? {});
    await writer.paragraph(
      { role, number: number ?? null, confidence, origin, status },
      blocks,
      isSame || again.id === undefined ? again : { id: again.id },
    );
    // What a person has settled keeps its units, too: they may have been cut by that person.
    const units = isSettled
      ? before.units
      : cut.map(({ inner: { confidence, origin }, variants }, n): WholeUnit => {
          const own = decisions.unit(variants, before);
          if (own) return { ...own, confidence, origin: own.original ? own.origin : origin };
          const { id, version } = (isSame && before?.units[n]) || {};
          const state = id === undefined || version === undefined ? {} : { id, version };
          return { ...state, confidence, origin, status, variants: Object.fromEntries(variants) };
        });
    for (const unit of units)
      await writer.unit({ ...unit, details: detailsOf(unit) }, Object.entries(unit.variants), stateOf(unit));
  }
  await saveWordTranslations(db, engine, set.id, alignment.wordTranslations);
  await writer.end();
}
