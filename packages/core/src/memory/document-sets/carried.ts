import type { Kysely } from "kysely";
import type { Tables } from "../database/schema.ts";
import { isDecided, unitKey, type WholeRow, wholeRows } from "../rows/whole-rows.ts";
import type { ImportedUnit, StoredRow } from "../stored.ts";
import { groupsOf, isBalanced, sourcesOf, touchedRows } from "./row-groups.ts";
import { isSame, languagesOfBoth, pairsOf, type Texts } from "./same-texts.ts";

/** A decision, as a person may be told of it. */
export interface DecidedText {
  /** The position of its row before. */
  readonly position: number;
  readonly tuid?: string;
  /** The first text of its row, as the file said it. */
  readonly text: string;
}

/** What became of the decisions on a file's units when it was imported again, in rows. */
export interface CarriedDecisions {
  /** Rows whose decisions were carried over. */
  readonly kept: number;
  /** Those of them of which the file says something else now, found by tuid: they say what the person settled. */
  readonly differing: readonly DecidedText[];
  /** Those that the file has no more. */
  readonly lost: readonly DecidedText[];
}

/** Rows that hold units of a file as people cut and joined them: one row and one unit as a rule. */
interface Group {
  readonly rows: readonly WholeRow[];
  readonly about: DecidedText;
  readonly isDecided: boolean;
  isWritten: boolean;
}

/** A unit of the file, and the group that holds it. */
interface Member {
  readonly group: Group;
  readonly tuid?: string | undefined;
  readonly texts: Texts;
}

/** A unit of the file that may be another state of one that is decided. */
interface Late {
  readonly unit: ImportedUnit;
  readonly position: number;
}

/**
 * The decisions on an imported set, to be found again in the same file when that has changed: first by texts, of which those
 * with the same tuid come first; then, for what is left, by tuid and one text, and then by two texts at least where the file
 * has taken languages in or out. A tuid alone says nothing: some tools number units anew at each export.
 */
export class Carried {
  readonly #members = new Map<string, Member[]>();
  readonly #groups: Group[] = [];
  readonly #tuids = new Map<string, Member>();
  readonly #pairs = new Map<string, Member[]>();
  readonly #late: Late[] = [];
  readonly #differing: DecidedText[] = [];

  private constructor() {}

  /** Reads the decisions on a document set; none where there is no such set. */
  static async read(db: Kysely<Tables>, documentSet: string): Promise<Carried> {
    const carried = new Carried();
    const touched = await touchedRows(db, documentSet);
    if (touched.size === 0) return carried;
    for await (const rows of groupsOf(db, documentSet, touched)) await carried.#take(db, rows, touched);
    carried.#forgetUndecided();
    return carried;
  }

  async #take(db: Kysely<Tables>, rows: readonly StoredRow[], touched: ReadonlySet<number>): Promise<void> {
    const first = rows[0] as StoredRow;
    const whole = touched.has(first.id) ? await wholeRows(db, rows) : [];
    const tuid = whole[0]?.units[0]?.tuid;
    const text = Object.values(first.blocks)[0]?.[0]?.text ?? "";
    const group: Group = {
      rows: whole,
      about: { position: first.position, ...(tuid !== undefined && { tuid }), text },
      isDecided: whole.some(({ row, units }) => isDecided(row) || units.some(isDecided)),
      isWritten: false,
    };
    if (group.isDecided) this.#groups.push(group);
    if (rows.length > 1 && !isBalanced(rows)) return;
    for (const texts of sourcesOf(rows)) {
      const member = { group, texts, tuid: rows.length === 1 ? tuid : undefined };
      push(this.#members, unitKey(Object.entries(texts)), member);
    }
  }

  /** Units of which nothing was decided count only among others that say the same: the second then is the second now. */
  #forgetUndecided(): void {
    for (const [key, list] of this.#members) {
      if (!list.some(({ group }) => group.isDecided)) this.#members.delete(key);
      for (const member of list) if (member.group.isDecided) this.#remember(member);
    }
  }

  /** For the units of the file that say otherwise now. */
  #remember(member: Member): void {
    if (member.group.rows.length > 1) return;
    if (member.tuid !== undefined) this.#tuids.set(member.tuid, member);
    for (const key of pairsOf(member.texts)) push(this.#pairs, key, member);
  }

  /**
   * The rows that take the place of a unit of the file, which is to be written as it is where there are none; an empty list
   * where it is in a row that was written already. To be called for each unit, in order.
   *
   * @param position of the row that is written next
   */
  next(unit: ImportedUnit, position: number): readonly WholeRow[] | undefined {
    if (this.#groups.length === 0) return undefined;
    const list = this.#members.get(unitKey(Object.entries(unit.variants)));
    if (!list || list.length === 0) {
      const isNamed = unit.tuid !== undefined && this.#tuids.has(unit.tuid);
      if (isNamed || pairsOf(unit.variants).some((key) => this.#pairs.has(key))) this.#late.push({ unit, position });
      return undefined;
    }
    const own = unit.tuid === undefined ? -1 : list.findIndex(({ tuid }) => tuid === unit.tuid);
    const [{ group }] = list.splice(Math.max(0, own), 1) as [Member];
    if (!group.isDecided) return undefined;
    if (group.isWritten) return [];
    group.isWritten = true;
    return group.rows.map((whole) => (group.rows.length === 1 ? withDetails(whole, unit) : whole));
  }

  /** Rows that the file says otherwise now, with what a person settled of them; asked for when all units are written. */
  late(): readonly { readonly position: number; readonly row: WholeRow }[] {
    const named = this.#late.map((late) => ({ ...late, member: this.#named(late.unit) }));
    return named.flatMap(({ unit, position, member = this.#paired(unit) }) => {
      if (!member) return [];
      this.#differing.push(member.group.about);
      return [{ position, row: settledAgainst(member.group.rows[0] as WholeRow, unit) }];
    });
  }

  /** Takes the decided unit that has a unit's tuid and one of its texts. */
  #named({ tuid, variants }: ImportedUnit): Member | undefined {
    const member = tuid === undefined ? undefined : this.#tuids.get(tuid);
    return member && languagesOfBoth(member.texts, variants).some((key) => member.texts[key] === variants[key])
      ? taken(member)
      : undefined;
  }

  /** Takes the first decided unit that says the same in all languages that both have, two at least. */
  #paired({ variants }: ImportedUnit): Member | undefined {
    for (const key of pairsOf(variants)) {
      const list = this.#pairs.get(key) ?? [];
      while (list[0]?.group.isWritten) list.shift();
      const like = list.find(({ group, texts }) => !group.isWritten && isSame(texts, variants));
      if (like) return taken(like);
    }
    return undefined;
  }

  /** What became of them; asked for last. */
  get report(): CarriedDecisions {
    return {
      kept: this.#groups.filter(({ isWritten }) => isWritten).length,
      differing: this.#differing,
      lost: this.#groups.filter(({ isWritten }) => !isWritten).map(({ about }) => about),
    };
  }
}

function push(members: Map<string, Member[]>, key: string, member: Member): void {
  const list = members.get(key);
  if (list) list.push(member);
  else members.set(key, [member]);
}

/** A member for one unit of the file; undefined where its rows are another's. */
function taken(member: Member): Member | undefined {
  if (member.group.isWritten) return undefined;
  member.group.isWritten = true;
  return member;
}

/** A row as it was, with what the file says of its unit beside the texts. */
function withDetails({ row, units }: WholeRow, file: ImportedUnit): WholeRow {
  const [unit, ...more] = units;
  if (!unit || more.length > 0) return { row, units };
  const { tags, codes, properties, segments, order, tuid } = file;
  const own = { ...unit, ...(tags && { tags }), ...(order && { order }), ...(tuid !== undefined && { tuid }) };
  if (unit.original) return { row, units: [own] };
  return {
    row,
    units: [{ ...own, ...(codes && { codes }), ...(properties && { properties }), ...(segments && { segments }) }],
  };
}

/** A row as a person settled it, of a unit that the file says otherwise now. */
function settledAgainst({ row: { version: _, ...row }, units }: WholeRow, file: ImportedUnit): WholeRow {
  const blocks = Object.fromEntries(
    Object.entries(file.variants).map(([language, text]) => [language, [{ text, marks: [] }]]),
  );
  const [unit, ...more] = units;
  if (!unit || more.length > 0) return { row: { ...row, blocks }, units };
  const variants = { ...file.variants, ...unit.variants };
  return { row: { ...row, blocks }, units: [{ ...unit, variants, original: file.variants }] };
}
