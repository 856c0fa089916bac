import { type Kysely, sql } from "kysely";
import { askedContent } from "../database/content.ts";
import type { Engine } from "../database/engine.ts";
import { issuerOf } from "../database/issuer.ts";
import type { Tables } from "../database/schema.ts";
import { memoryNamed } from "../memories/named-memories.ts";
import { officialOf } from "../rows/document-sets.ts";
import { Writer } from "../rows/writer.ts";

/** A document set that grows by what people translate, unit by unit. */
export interface GrowingSet {
  readonly id: string;
  /** What it is called; its id as a rule. */
  readonly symbol: string;
  readonly source: string;
  /** The memory that it goes into when it is made. */
  readonly memory: string;
}

/** A unit that a person, or a tool for them, has translated. */
export interface AddedUnit {
  /** Texts by key of variant: `en`, `en-GB`. */
  readonly variants: Readonly<Record<string, string>>;
}

/** Adds units behind those of a document set, which is made where there is none; `db` is a transaction. */
export async function addUnits(
  db: Kysely<Tables>,
  engine: Engine,
  { id, symbol, source, memory }: GrowingSet,
  units: readonly AddedUnit[],
): Promise<void> {
  const row = {
    id,
    symbol,
    date: null,
    ...issuerOf(symbol),
    source,
    fingerprint: "",
    details: null,
    file: "",
    content: id,
  };
  await db
    .insertInto("document_set")
    .values({ ...row, memory: await memoryNamed(db, memory) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const content = await askedContent(db, id);
  const last = async (table: "paragraph" | "unit"): Promise<number> => {
    const { most } = await db
      .selectFrom(table)
      .select(sql<number>`coalesce(max(position), -1)`.as("most"))
      .where("document_set", "=", content)
      .executeTakeFirstOrThrow();
    return Number(most) + 1;
  };
  await using writer = await Writer.begin(db, engine, content, {
    place: { paragraph: await last("paragraph"), unit: await last("unit") },
  });
  for (const { variants } of units) {
    const judged = { confidence: 1, origin: "imported" as const, status: "automatic" as const };
    await writer.paragraph({ role: "text", number: null, ...judged }, []);
    await writer.unit(judged, Object.entries(variants));
  }
  const languages = new Set(units.flatMap(({ variants }) => Object.keys(variants)));
  for (const language of languages)
    await db
      .insertInto("version")
      .values({ document_set: id, language, title: symbol, official: officialOf(undefined) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  await writer.end();
}
