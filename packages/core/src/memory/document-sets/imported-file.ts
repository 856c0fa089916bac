import type { Kysely } from "kysely";
import type { Tables } from "../database/schema.ts";
import { DetailsWriter, officialOf } from "../rows/document-sets.ts";
import { detailsOf } from "../rows/units.ts";
import type { WholeRow } from "../rows/whole-rows.ts";
import type { Place, Writer } from "../rows/writer.ts";
import { type FileHeader, type ImportedUnit, isRole, ORIGINS, ROW_STATUSES } from "../stored.ts";
import type { Carried } from "./carried.ts";

/** Rows that people decided on, and the place that they have in the file now. */
interface KeptRows {
  readonly place: Place;
  readonly rows: readonly WholeRow[];
}

/** The units of a file on their way into a memory: what is written of them, and what is known of them all. */
export class ImportedFile {
  readonly #carried: Carried;
  /** Whether each language has a working translation. */
  readonly #working = new Map<string, boolean>();
  readonly #details = new DetailsWriter();
  readonly #kept: KeptRows[] = [];
  #count = 0;

  /** @param carried the decisions on its earlier units */
  constructor(carried: Carried) {
    this.#carried = carried;
  }

  /** How many units there were. */
  get count(): number {
    return this.#count;
  }

  /** Writes the next unit. Where people decided, room is left: their rows have their ids in the earlier content, see {@link kept}. */
  async write(writer: Writer, unit: ImportedUnit): Promise<void> {
    const { place } = writer;
    const rows = this.#decided(unit, place);
    if (!rows) return writeUnit(writer, unit);
    const added = rows.reduce((sum, { units }) => sum + units.length, 0);
    writer.goTo({ paragraph: place.paragraph + rows.length, unit: place.unit + added });
  }

  /** Only looks at the next units, of which none is to be written. */
  look(units: readonly ImportedUnit[]): void {
    for (const unit of units) this.#decided(unit, { paragraph: this.#count, unit: this.#count });
  }

  #decided(unit: ImportedUnit, place: Place): readonly WholeRow[] | undefined {
    const keys = Object.keys(unit.variants);
    this.#details.add(keys, unit.tags);
    for (const language of keys)
      this.#working.set(language, this.#working.get(language) === true || unit.unofficial.includes(language));
    this.#count++;
    const rows = this.#carried.next(unit, place.paragraph);
    if (rows && rows.length > 0) this.#kept.push({ place, rows });
    return rows;
  }

  /** Rows that are to be written where room was left for them. */
  get kept(): readonly KeptRows[] {
    return this.#kept;
  }

  /** See {@link DetailsWriter.end}. */
  details(header: FileHeader | undefined): string | null {
    return this.#details.end(header);
  }

  /** Writes the language versions of its document set, in place of earlier ones; `db` is a transaction. */
  async writeVersions(db: Kysely<Tables>, documentSet: string, title: string): Promise<void> {
    await db.deleteFrom("version").where("document_set", "=", documentSet).execute();
    for (const [language, isWorking] of this.#working)
      await db
        .insertInto("version")
        .values({ document_set: documentSet, language, title, official: officialOf(isWorking ? false : undefined) })
        .execute();
  }
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
