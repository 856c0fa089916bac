import { type Kysely, sql } from "kysely";
import type { DocumentSet } from "../../document/document-set.ts";
import { SextantError } from "../../error.ts";
import { replaceRows, writeRow } from "../corrections/replacing.ts";
import type { Engine } from "../database/engine.ts";
import { issuerOf } from "../database/issuer.ts";
import type { Tables } from "../database/schema.ts";
import { type Access, within } from "../database/transactions.ts";
import { memoryName, memoryNamed } from "../memories/named-memories.ts";
import { rowsOf } from "../rows/rows.ts";
import { removeRemains, Staging, settle } from "../rows/staging.ts";
import { forgetUndoing } from "../rows/taking-out.ts";
import type { WholeRow } from "../rows/whole-rows.ts";
import { Writer } from "../rows/writer.ts";
import { type FileHeader, type ImportedUnit, MAIN_MEMORY } from "../stored.ts";
import { Carried, type CarriedDecisions, type DecidedText } from "./carried.ts";
import { type Destination, expectWithin, IdTaken } from "./destination.ts";
import { ImportedFile } from "./imported-file.ts";
import { ahead, from, portionsOf } from "./portions.ts";

/** A file of another tool that is taken in as a document set. */
export type ImportedSet = Pick<DocumentSet, "id" | "symbol" | "source" | "fingerprint"> &
  Pick<Destination, "memory" | "within"> & {
    /** Asked for what the file said of itself, once its units are read. */
    readonly header?: () => FileHeader | undefined;
    /** The file's path: what comes again from there is the same file, which may have changed. Not known, if left out. */
    readonly file?: string;
    /** Whether it may take the place of another file, and decisions be lost. */
    readonly replace?: boolean;
    /** Whether a file without a unit is refused: it would take its id from others, and the units from the file before it. */
    readonly needsUnits?: boolean;
    /** Whether all is undone in the end. */
    readonly dryRun?: boolean;
    /** Told what becomes of the decisions on the file's units, before any error. */
    readonly onDecisions?: (decisions: CarriedDecisions) => void;
  };

/** What else is done by the change that publishes a set; it is given the number of units. */
export type Also = (db: Kysely<Tables>, count: number) => Promise<void>;

interface ImportOptions {
  readonly progress?: ((done: number) => void) | undefined;
  readonly also?: Also;
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

/** Units of a file that is taken in by one change, which others wait for. */
const MAX_UNITS_AT_ONCE = 250;
/** Rows in a statement. */
const ROWS_PER_STATEMENT = 500;

/**
 * See {@link KeptDocumentSets.import}. Units are staged by short changes, and published by one; a file that one change can take in is taken
 * in by one.
 */
export async function importSet(
  access: Access,
  set: ImportedSet,
  units: AsyncIterable<ImportedUnit>,
  { progress, also = async () => {} }: ImportOptions = {},
): Promise<number> {
  const { engine, read, write } = access;
  if (set.memory !== undefined) memoryName(set.memory);
  await read((db) => standing(db, set));
  const portions = portionsOf(units, progress);
  if (set.dryRun) return tried(access, set, portions);
  try {
    const first = await portions.next();
    const units = first.done ? [] : first.value;
    const all = from(units, portions);
    const { count, languages } =
      units.length > MAX_UNITS_AT_ONCE
        ? await staged(access, set, all, also)
        : await write((db) => staged(within(engine, db), set, all, also));
    await settle(access, languages);
    return count;
  } finally {
    await portions.return(undefined);
    await removeRemains(access);
  }
}

/** Says what would become of decisions. */
async function tried(
  { read }: Access,
  set: ImportedSet,
  portions: AsyncIterable<readonly ImportedUnit[]>,
): Promise<number> {
  const carried = await read((db) => Carried.read(db, set.id));
  const file = new ImportedFile(carried);
  for await (const portion of portions) file.look(portion);
  carried.late();
  tell(set, carried);
  expectUnits(set, file);
  return file.count;
}

async function staged(
  access: Access,
  set: ImportedSet,
  portions: AsyncIterable<readonly ImportedUnit[]>,
  also: Also,
): Promise<{ readonly count: number; readonly languages: ReadonlySet<string> }> {
  const { engine, read, write } = access;
  const [before, carried] = await read(
    async (db) => [await standing(db, set), await Carried.read(db, set.id)] as const,
  );
  const file = new ImportedFile(carried);
  await using staging = await Staging.begin(access);
  try {
    // Beside a database in this process it would be read while others wait for the change.
    for await (const portion of engine.isServer ? ahead(portions) : portions)
      await staging.add(portion, (writer, unit) => file.write(writer, unit));
    await staging.end();
    const late = carried.late();
    tell(set, carried);
    expectUnits(set, file);
    await write(async (db) => {
      const now = await standing(db, set);
      if (now.state !== before.state)
        throw new SextantError("memory-busy", `${set.id} was changed while it was imported anew; import it again`);
      await freeIds(db, [...file.kept.flatMap(({ rows }) => rows), ...late.map(({ row }) => row)]);
      await publish(db, engine, set, { memory: now.memory, staging, file });
      for (const { position, row } of late) {
        const there = await rowsOf(db, set.id, { from: position, limit: 1 });
        await replaceRows({ db, engine, documentSet: set.id }, there, [row]);
      }
      await also(db, file.count);
    });
  } catch (error) {
    await staging.abandon().catch(() => {});
    throw error;
  }
  return { count: file.count, languages: staging.languages };
}

/** What stands under the id of a file: in which memory, and in which state. @throws {IdTaken} */
async function standing(
  db: Kysely<Tables>,
  { id, file = "", replace, within }: ImportedSet,
): Promise<{ readonly memory: string | undefined; readonly state: string }> {
  const there = await db
    .selectFrom("document_set")
    .select(["memory", "file", "source", "content"])
    .where("id", "=", id)
    .executeTakeFirst();
  expectWithin(id, within, there);
  if (there && (there.file === null || (there.file !== file && !replace))) throw new IdTaken(id, there);
  // Each correction adds a change, and each that is taken back takes one away.
  const { count, last } = await db
    .selectFrom("change")
    .select([sql<number>`count(*)`.as("count"), sql<number>`coalesce(max(id), 0)`.as("last")])
    .where("document_set", "=", id)
    .executeTakeFirstOrThrow();
  return { memory: there?.memory, state: [there?.content, count, last].join(" ") };
}

/** @throws {SextantError} `unreadable-file` */
function expectUnits({ needsUnits }: ImportedSet, { count }: ImportedFile): void {
  if (needsUnits && count === 0)
    throw new SextantError("unreadable-file", "it holds no unit that could be taken in; nothing was changed", {
      why: { reason: "no-units" },
    });
}

/** @throws {DecisionsLost} */
function tell(set: ImportedSet, { report }: Carried): void {
  set.onDecisions?.(report);
  if (report.lost.length > 0 && !set.replace) throw new DecisionsLost(report.lost);
}

/** Lets a set have what was staged for its content, with the rows that people decided on; `db` is a transaction. */
async function publish(
  db: Kysely<Tables>,
  engine: Engine,
  set: ImportedSet,
  {
    memory,
    staging,
    file,
  }: { readonly memory: string | undefined; readonly staging: Staging; readonly file: ImportedFile },
): Promise<void> {
  const { id, symbol, source, fingerprint } = set;
  const { number } = await db.selectFrom("edition").select("number").executeTakeFirstOrThrow();
  const row = {
    ...{ id, symbol, date: null, ...issuerOf(symbol), source, fingerprint, file: set.file ?? "" },
    memory: await memoryNamed(db, set.memory ?? memory ?? MAIN_MEMORY),
    details: file.details(set.header?.()),
    content: staging.content,
    published: number + 1,
  };
  await forgetUndoing(db, id);
  await db
    .insertInto("document_set")
    .values(row)
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
  await file.writeVersions(db, id, symbol);
  await staging.publish(db);
  await using writer = await Writer.begin(db, engine, staging.content);
  for (const { place, rows } of file.kept) {
    writer.goTo(place);
    for (const row of rows) await writeRow(writer, row);
  }
  await writer.end();
}

/** Takes rows out of the earlier content, which are to be written again with the ids that they have; `db` is a transaction. */
async function freeIds(db: Kysely<Tables>, rows: readonly WholeRow[]): Promise<void> {
  const ids = rows.flatMap(({ row }) => row.id ?? []);
  for (let at = 0; at < ids.length; at += ROWS_PER_STATEMENT)
    await db
      .deleteFrom("paragraph")
      .where("id", "in", ids.slice(at, at + ROWS_PER_STATEMENT))
      .execute();
}
