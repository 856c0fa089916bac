import { type Insertable, type Kysely, sql } from "kysely";
import type { FixedRow } from "../align/sections.ts";
import type { Block, Document } from "../document/document.ts";
import { languageCode } from "../language/profile.ts";
import { type Change, type Correction, ImpossibleCorrection, realigned } from "./corrections.ts";
import type { Engine } from "./engine.ts";
import { rowsOf, variantsOf } from "./rows.ts";
import type { Tables } from "./schema.ts";
import type { RowStatus, StoredRow, TranslationUnit, UnitDetails } from "./stored.ts";
import { detailsOf, unitsById } from "./units.ts";
import { Writer } from "./writer.ts";

/** An automatic row that every language has, and that is at least so sure, is not aligned again for what stands beside it. */
const SURE = 0.99;
/** Rows to either side of a correction that are aligned again at most. */
const REACH = 20;

/** A row with its units, as much as puts it back where it was. */
interface WholeRow {
  readonly row: Omit<StoredRow, "units" | "position">;
  readonly units: readonly WholeUnit[];
}
type WholeUnit = Pick<TranslationUnit, "confidence" | "origin" | "status" | "variants"> &
  UnitDetails & { readonly id?: number };

/** See {@link Memory.correct}; `db` is a transaction. */
export async function correctRows(
  db: Kysely<Tables>,
  engine: Engine,
  documentSet: string,
  correction: Correction,
): Promise<StoredRow[]> {
  const { position } = correction;
  const others = [
    ...("count" in correction ? [position + correction.count - 1] : []),
    ...("other" in correction ? [correction.other] : []),
    ...(correction.action === "move" ? [position + (correction.to === "before" ? -1 : 1)] : []),
  ];
  const [low, high] = [Math.min(position, ...others), Math.max(position, ...others)];
  if (!(low >= 0) || high - low > 10 * REACH)
    throw new ImpossibleCorrection(
      `a correction spans at most ${10 * REACH} rows from row 0 on, not rows ${low} to ${high}`,
    );
  const from = Math.max(0, low - REACH);
  const around = await rowsOf(db, documentSet, { from, limit: high + REACH + 1 - from });
  if (correction.action === "confirm" || correction.action === "reject" || correction.action === "edit") {
    const row = around[position - from];
    if (!row) throw new ImpossibleCorrection(`there is no row ${position}`);
    const [whole] = (await wholeRows(db, [row])) as [WholeRow];
    return replaceRows(db, engine, documentSet, [row], [judgedRow(whole, correction)], correction);
  }

  if (!around[high - from]) throw new ImpossibleCorrection(`there is no row ${high}`);
  const languages = new Set(around.flatMap(({ blocks }) => Object.keys(blocks)));
  const isNote = around[position - from]?.role === "note";
  const isAnchor = (row: StoredRow): boolean =>
    (row.role === "note") !== isNote ||
    row.status !== "automatic" ||
    (row.confidence >= SURE && Object.keys(row.blocks).length === languages.size);
  const first = from + around.slice(0, low - from).findLastIndex(isAnchor) + 1;
  const next = around.findIndex((row, at) => from + at > high && isAnchor(row));
  const stretch = around.slice(first - from, next < 0 ? undefined : next);
  if (stretch.some(({ role }) => (role === "note") !== isNote))
    throw new ImpossibleCorrection("a note and a paragraph of the text cannot be one row");

  const { rows, documents } = realigned(stretch, correction, first);
  const before = new Map((await wholeRows(db, stretch)).map((whole) => [textsKey(whole.row), whole]));
  const made = rows.map((row): WholeRow => {
    const blocks = Object.fromEntries(
      Object.entries(row.units).map(([language, units]) => [
        language,
        units.map((unit) => {
          const { number, text, marks = [] } = (documents.get(language) as Document).blocks[unit] as Block;
          return { ...(number !== undefined && { number }), text, marks };
        }),
      ]),
    );
    const old = before.get(textsKey({ blocks }));
    if (old) return old;
    const { confidence, origin } = row;
    const status: RowStatus = origin === "corrected" ? "confirmed" : "automatic";
    const number = Object.values(blocks)[0]?.[0]?.number;
    return {
      row: {
        role: isNote ? "note" : row.role,
        ...(number !== undefined && { number }),
        confidence,
        origin,
        status,
        blocks,
      },
      units: row.rows.map((inner) => ({
        confidence: inner.confidence,
        origin,
        status,
        variants: Object.fromEntries(variantsOf(row, inner, documents)),
      })),
    };
  });
  return replaceRows(db, engine, documentSet, stretch, made, correction);
}

/** A row of which a person has said something that leaves its blocks where they are. */
function judgedRow(
  { row, units }: WholeRow,
  correction: Extract<Correction, { action: "confirm" | "reject" | "edit" }>,
): WholeRow {
  const { action, position, unit } = correction;
  if (unit !== undefined && !units.some(({ id }) => id === unit))
    throw new ImpossibleCorrection(
      `row ${position} has no unit ${unit}; its units are ${units.map(({ id }) => id).join(", ")}`,
    );
  if (action !== "edit") {
    const status = action === "reject" ? "rejected" : "confirmed";
    return {
      row: unit === undefined ? { ...row, status } : row,
      units: units.map((own) => (unit === undefined || own.id === unit ? { ...own, status } : own)),
    };
  }
  const text = correction.text.normalize("NFC").trim();
  if (text === "") throw new ImpossibleCorrection("a text is not edited to nothing; reject the unit instead");
  const language = languageCode(correction.language);
  return {
    row,
    units: units.map((own): WholeUnit => {
      if (own.id !== unit) return own;
      if (own.variants[language] === undefined)
        throw new ImpossibleCorrection(`unit ${unit} has nothing in ${language}`);
      const { [language]: _, ...codes } = own.codes ?? {};
      return {
        ...own,
        codes,
        status: "confirmed",
        origin: "corrected",
        variants: { ...own.variants, [language]: text },
        original: own.original ?? own.variants,
      };
    }),
  };
}

/** See {@link Memory.undo}; `db` is a transaction. */
export async function undoLast(db: Kysely<Tables>, engine: Engine, documentSet: string): Promise<Change | undefined> {
  const last = await db
    .selectFrom("change")
    .selectAll()
    .where("document_set", "=", documentSet)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!last) return undefined;
  const now = await rowsOf(db, documentSet, { from: last.position, limit: last.rows });
  await replaceRows(db, engine, documentSet, now, JSON.parse(last.replaced));
  await db.deleteFrom("change").where("id", "=", last.id).execute();
  return { id: last.id, at: last.at, correction: JSON.parse(last.correction) };
}

/** See {@link Memory.changes}. */
export async function changesOf(db: Kysely<Tables>, documentSet: string): Promise<Change[]> {
  const changes = await db
    .selectFrom("change")
    .select(["id", "at", "correction"])
    .where("document_set", "=", documentSet)
    .orderBy("id", "desc")
    .limit(100)
    .execute();
  return changes.map(({ id, at, correction }) => ({ id, at, correction: JSON.parse(correction) }));
}

/** Rows that people have settled, in the documents as they are now. */
export interface SettledRows {
  readonly fixed: readonly FixedRow[];
  /** Rows whose texts the documents no longer have. */
  readonly lost: number;
}

/**
 * Finds the rows that people have settled in documents that may have been read anew: each row by the texts of its blocks.
 * Notes are left to their marks.
 */
export async function settledRows(
  db: Kysely<Tables>,
  documentSet: string,
  documents: readonly Document[],
): Promise<SettledRows> {
  const places = new Map(
    documents.map(({ language, blocks }) => [language, Map.groupBy(blocks.keys(), (at) => blocks[at]?.text ?? "")]),
  );
  const fixed: FixedRow[] = [];
  let lost = 0;
  for (let from = 0; ; ) {
    const page = await rowsOf(db, documentSet, { from });
    for (const { role, status, blocks } of page) {
      if (status !== "confirmed" || role === "note") continue;
      const units: Record<string, number[]> = {};
      let isHere = true;
      for (const [language, list] of Object.entries(blocks))
        for (const { text } of list) {
          // A text that stands several times is taken in order: rows are in order, too.
          const at = places.get(language)?.get(text)?.shift();
          if (at === undefined) isHere = false;
          else units[language] = [...(units[language] ?? []), at];
        }
      if (isHere) fixed.push({ units });
      else lost++;
    }
    if (page.length === 0) return { fixed, lost };
    from = (page.at(-1) as StoredRow).position + 1;
  }
}

/** What people have said of a document set's rows and units, by what these say. */
export interface Said {
  readonly rows: ReadonlyMap<string, RowStatus>;
  /** By the texts as they were aligned. */
  readonly units: ReadonlyMap<string, TranslationUnit>;
}

/** Finds what people have said of a document set, for it to be kept when the set is aligned again. */
export async function saidOf(db: Kysely<Tables>, documentSet: string): Promise<Said> {
  const ids = await db
    .selectFrom("unit")
    .select("id")
    .where("document_set", "=", documentSet)
    .where("status", "!=", "automatic")
    .execute();
  const units = await unitsById(
    db,
    ids.map(({ id }) => id),
  );
  const rows = new Map<string, RowStatus>();
  for (let from = 0; ; ) {
    const page = await rowsOf(db, documentSet, { from });
    for (const row of page) if (row.status !== "automatic") rows.set(textsKey(row), row.status);
    if (page.length === 0) break;
    from = (page.at(-1) as StoredRow).position + 1;
  }
  return {
    rows,
    units: new Map(units.map((unit) => [unitKey(Object.entries(unit.original ?? unit.variants)), unit])),
  };
}

/** What a unit says, as a key. */
export const unitKey = (variants: readonly (readonly [language: string, text: string])[]): string =>
  JSON.stringify([...variants].sort(([a], [b]) => (a < b ? -1 : 1)));

interface Texts {
  readonly blocks: Readonly<Record<string, readonly { readonly text: string }[] | undefined>>;
}

/** What a row's blocks say, as a key. */
export const textsKey = ({ blocks }: Texts): string =>
  JSON.stringify(
    Object.entries(blocks)
      .map(([language, list]) => [language, ...(list ?? []).map(({ text }) => text)].join("\n"))
      .sort(),
  );

async function wholeRows(db: Kysely<Tables>, rows: readonly StoredRow[]): Promise<WholeRow[]> {
  const units = new Map(
    (
      await unitsById(
        db,
        rows.flatMap((row) => row.units),
      )
    ).map((unit) => [unit.id, unit]),
  );
  return rows.map(({ units: ids, position: _, ...row }) => ({
    row,
    units: ids.flatMap((id): WholeUnit[] => {
      const unit = units.get(id);
      if (!unit) return [];
      const { confidence, origin, status, variants, tags, codes, properties, original } = unit;
      const details = { tags, codes, properties, original };
      return [{ id, confidence, origin, status, variants, ...JSON.parse(detailsOf(details) ?? "{}") }];
    }),
  }));
}

/** Puts rows in the place of others that follow each other, and keeps the others where it is told by what correction. */
async function replaceRows(
  db: Kysely<Tables>,
  engine: Engine,
  documentSet: string,
  old: readonly StoredRow[],
  rows: readonly WholeRow[],
  correction?: Correction,
): Promise<StoredRow[]> {
  const position = old[0]?.position ?? 0;
  const replaced = await wholeRows(db, old);
  const ids = old.flatMap(({ units }) => units);
  const firstUnit =
    ids.length > 0
      ? (await db.selectFrom("unit").select("position").where("id", "in", ids).orderBy("position").executeTakeFirst())
          ?.position
      : undefined;
  const unitPlace = firstUnit ?? 0;
  // Begun before anything is deleted: new units take no id that others may take again.
  const writer = await Writer.begin(db, engine, documentSet, { paragraph: position, unit: unitPlace });
  const places = old.map((row) => row.position);
  await db.deleteFrom("paragraph").where("document_set", "=", documentSet).where("position", "in", places).execute();
  await shift(db, "paragraph", documentSet, position + old.length, rows.length - old.length);
  const added = rows.reduce((sum, { units }) => sum + units.length, 0);
  await shift(db, "unit", documentSet, unitPlace + ids.length, added - ids.length);

  const asked = rows.flatMap(({ units }) => units.flatMap(({ id }) => (id === undefined ? [] : [id])));
  const used = new Set(
    (
      await db
        .selectFrom("unit")
        .select("id")
        .where("id", "in", [...asked, -1])
        .execute()
    ).map(({ id }) => id),
  );
  const free = new Map(replaced.flatMap(({ units }) => units.map((unit) => [JSON.stringify(unit.variants), unit.id])));
  for (const { row, units } of rows) {
    const { role, number, confidence, origin, status, blocks } = row;
    await writer.paragraph(
      { role, number: number ?? null, confidence, origin, status },
      Object.entries(blocks).flatMap(([language, list]) =>
        list.map((block, at) => ({
          language,
          position: at,
          number: block.number ?? null,
          text: block.text,
          marks: JSON.stringify(block.marks),
        })),
      ),
    );
    for (const { id, variants, ...unit } of units) {
      // A unit that says what one said before keeps its address.
      const key = JSON.stringify(variants);
      const again = [id, free.get(key)].find((own) => own !== undefined && !used.has(own));
      if (again !== undefined) used.add(again);
      await writer.unit({ ...unit, details: detailsOf(unit) }, Object.entries(variants), again);
    }
  }
  await writer.end();
  if (correction) {
    const change: Insertable<Tables["change"]> = {
      document_set: documentSet,
      at: new Date().toISOString(),
      correction: JSON.stringify(correction),
      position,
      rows: rows.length,
      replaced: JSON.stringify(replaced),
    };
    await db.insertInto("change").values(change).execute();
  }
  return rowsOf(db, documentSet, { from: position, limit: Math.max(1, rows.length) });
}

/** Moves the rows from a place on by some places; through negative ones, for no two may share one on the way. */
async function shift(
  db: Kysely<Tables>,
  table: "paragraph" | "unit",
  documentSet: string,
  from: number,
  by: number,
): Promise<void> {
  if (by === 0) return;
  await db
    .updateTable(table)
    .set({ position: sql<number>`-(position + ${by}) - 1` })
    .where("document_set", "=", documentSet)
    .where("position", ">=", from)
    .execute();
  await db
    .updateTable(table)
    .set({ position: sql<number>`-position - 1` })
    .where("document_set", "=", documentSet)
    .where("position", "<", 0)
    .execute();
}
