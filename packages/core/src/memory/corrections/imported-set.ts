import type { Kysely } from "kysely";
import type { DocumentSet } from "../../document/document-set.ts";
import { SextantError } from "../../error.ts";
import type { Engine } from "../database/engine.ts";
import { issuerOf } from "../database/issuer.ts";
import type { Tables } from "../database/schema.ts";
import { DetailsWriter, officialOf } from "../rows/document-sets.ts";
import { memoryNamed } from "../rows/named-memories.ts";
import { emptyDocumentSet } from "../rows/removal.ts";
import { rowsOf } from "../rows/rows.ts";
import { detailsOf } from "../rows/units.ts";
import { Writer } from "../rows/writer.ts";
import { type FileHeader, type ImportedUnit, isRole, MAIN_MEMORY, ORIGINS, ROW_STATUSES } from "../stored.ts";
import { Carried, type CarriedDecisions, type DecidedText } from "./carried.ts";
import { replaceRows, writeRow } from "./replacing.ts";

/** A file of another tool that is taken in as a document set. */
export type ImportedSet = Pick<DocumentSet, "id" | "symbol" | "source" | "fingerprint"> & {
  /** The name of the memory that it goes into, made where there is none; where it was, or the main one, if left out. */
  readonly memory?: string;
  /** Asked for what the file said of itself, once its units are read. */
  readonly header?: () => FileHeader | undefined;
  /** The file's path: what comes again from there is the same file, which may have changed. Not known, if left out. */
  readonly file?: string;
  /** Whether it may take the place of another file, and decisions be lost. */
  readonly replace?: boolean;
  /** Whether all is undone in the end. */
  readonly dryRun?: boolean;
  /** Told what becomes of the decisions on the file's units, before any error. */
  readonly onDecisions?: (decisions: CarriedDecisions) => void;
};

/** The id of a file's document set is that of another one; the message says which. */
export class IdTaken extends SextantError {
  override name = "IdTaken";
  /** Whether that is an imported one, which can be replaced. */
  readonly isImported: boolean;

  constructor(id: string, { file, source }: { readonly file: string | null; readonly source: string }) {
    const what = {
      aligned: `a document set that was aligned (${source}), and no import takes its place`,
      unknown: `a set that an earlier version ${source}, from a folder that it did not note`,
      imported: `another file, ${file}`,
    }[file === null ? "aligned" : file === "" ? "unknown" : "imported"];
    super("id-taken", `the id ${id} is that of ${what}`);
    this.isImported = file !== null;
  }
}

/** A file no longer has units that people decided on. */
export class DecisionsLost extends SextantError {
  override name = "DecisionsLost";
  readonly lost: readonly DecidedText[];

  constructor(lost: readonly DecidedText[]) {
    super(
      "decisions-lost",
      `it no longer has ${lost.length === 1 ? "a unit" : `${lost.length} units`} that people decided on, the first being “${lost[0]?.text}”`,
    );
    this.lost = lost;
  }
}

/** See {@link Memory.importUnits}; `db` is a transaction. */
export async function importSet(
  db: Kysely<Tables>,
  engine: Engine,
  set: ImportedSet,
  units: AsyncIterable<ImportedUnit>,
  progress?: (done: number) => void,
): Promise<number> {
  const { id, symbol, source, fingerprint, file = "" } = set;
  const before = await db
    .selectFrom("document_set")
    .select(["memory", "file", "source"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (before && (before.file === null || (before.file !== file && !set.replace))) throw new IdTaken(id, before);
  const carried = await Carried.read(db, id);
  await emptyDocumentSet(db, engine, id);
  const memory = await memoryNamed(db, set.memory ?? before?.memory ?? MAIN_MEMORY);
  const row = { id, symbol, date: null, ...issuerOf(symbol), source, fingerprint, memory, details: null, file };
  await db
    .insertInto("document_set")
    .values(row)
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
  const count = await writeUnits(db, engine, set, carried, units, progress);
  for (const { position, row } of carried.late()) {
    const now = await rowsOf(db, id, { from: position, limit: 1 });
    await replaceRows(db, engine, id, now, [row]);
  }
  const { report } = carried;
  set.onDecisions?.(report);
  if (report.lost.length > 0 && !set.replace) throw new DecisionsLost(report.lost);
  return count;
}

async function writeUnits(
  db: Kysely<Tables>,
  engine: Engine,
  set: ImportedSet,
  carried: Carried,
  units: AsyncIterable<ImportedUnit>,
  progress?: (done: number) => void,
): Promise<number> {
  await using writer = await Writer.begin(db, engine, set.id);
  const working = new Map<string, boolean>();
  const setDetails = new DetailsWriter();
  let [count, rows] = [0, 0];
  for await (const unit of units) {
    const decided = carried.next(unit, rows);
    for (const row of decided ?? []) await writeRow(writer, row);
    if (!decided) await writeUnit(writer, unit);
    rows += decided?.length ?? 1;
    const keys = Object.keys(unit.variants);
    setDetails.add(keys, unit.tags);
    for (const language of keys)
      working.set(language, working.get(language) === true || unit.unofficial.includes(language));
    if (++count % 1000 === 0) progress?.(count);
  }
  for (const [language, isWorking] of working)
    await db
      .insertInto("version")
      .values({
        document_set: set.id,
        language,
        title: set.symbol,
        official: officialOf(isWorking ? false : undefined),
      })
      .execute();
  const details = setDetails.end(set.header?.());
  if (details !== null) await db.updateTable("document_set").set({ details }).where("id", "=", set.id).execute();
  await writer.end();
  return count;
}

async function writeUnit(writer: Writer, unit: ImportedUnit): Promise<void> {
  const { role, number, confidence, origin, status, variants, unofficial: _, ...details } = unit;
  const judged = {
    confidence,
    origin: ORIGINS.find((known) => known === origin) ?? ("imported" as const),
    status: ROW_STATUSES.find((known) => known === status) ?? ("automatic" as const),
  };
  await writer.paragraph({ role: isRole(role) ? role : "text", number: number ?? null, ...judged }, []);
  await writer.unit({ ...judged, details: detailsOf(details) }, Object.entries(variants));
}
