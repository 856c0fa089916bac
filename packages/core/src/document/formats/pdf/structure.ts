import type { PDFDict, PDFObject } from "@cantoo/pdf-lib";

/**
 * An element of a tagged PDF's structure tree (ISO 32000-1, 14.7 and 14.8.4) that holds text: a paragraph, a heading, a
 * cell, a list item, a note. Elements inside a line (Span, Link, Reference …) count as the element around them.
 */
export interface Element {
  /** Unique number, rising in the order of the text. */
  readonly id: number;
  /** Its standard structure type: `P`, `H1`, `TD`, `LI`, `Note`. */
  readonly type: string;
  /** The element around it. */
  readonly parent: Element | undefined;
  /** Place of a cell (`TD`, `TH`) in its table. */
  readonly cell?: CellPlace;
}

/** A cell's place in the grid of its table, which follows from the order and the spans of the cells before it. */
export interface CellPlace {
  readonly table: Element;
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly head: boolean;
}

/** Maps marked content to the element that it is in. */
export interface Structure {
  /**
   * @param page 1 for the first
   * @param content the number of the marked content on that page
   */
  elementAt(page: number, content: number): Element | undefined;
}

/** Types whose text is part of the line around it. */
const INLINE = new Set(
  "Span Link Reference Quote Em Strong Code BibEntry Annot Ruby RB RT RP Warichu WT WP Sub".split(" "),
);
/**
 * Types whose elements hold one stretch of text; an element without a meaning of its own (NonStruct) in them is part of
 * it.
 */
const STRETCH = /^(?:P|H[1-6]?|Title|Caption|Lbl)$/;
const isInline = (type: string, around: Element): boolean =>
  INLINE.has(type) || (type === "NonStruct" && STRETCH.test(around.type));
/** The most rows or columns that a cell spans. */
const MAX_SPAN = 200;
/** A tree is followed up to this many elements. */
const MAX_ELEMENTS = 1_000_000;

/**
 * Reads the structure of a tagged PDF. Producers such as Word write their own paragraphs, cells and notes there.
 *
 * @returns undefined if there is none, or it cannot be read
 */
export async function structureOf(bytes: Uint8Array): Promise<Structure | undefined> {
  const { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFRef } = await import("@cantoo/pdf-lib");
  try {
    const document = await PDFDocument.load(bytes, {
      ignoreEncryption: true,
      updateMetadata: false,
      throwOnInvalidObject: false,
      parseSpeed: Number.POSITIVE_INFINITY,
    });
    const { context, catalog } = document;
    const [K, S, PG, MCID, OBJ, A] = ["K", "S", "Pg", "MCID", "Obj", "A"].map((name) => PDFName.of(name));
    const span = (dict: PDFDict, name: string): number => {
      const attributes = dict.lookup(A as typeof A & object);
      const owners =
        attributes instanceof PDFArray
          ? Array.from({ length: attributes.size() }, (_, at) => attributes.lookup(at))
          : [attributes];
      for (const owner of owners) {
        const value = owner instanceof PDFDict ? owner.lookup(PDFName.of(name)) : undefined;
        if (value instanceof PDFNumber) return Math.max(1, Math.min(MAX_SPAN, value.asNumber()));
      }
      return 1;
    };
    const tables = new Tables();
    const root = catalog.lookup(PDFName.of("StructTreeRoot"));
    if (!(root instanceof PDFDict)) return undefined;
    const roles = root.lookup(PDFName.of("RoleMap"));
    const typeOf = (dict: PDFDict): string => {
      let type = dict.lookup(S as typeof S & object);
      for (let step = 0; step < 8 && type instanceof PDFName && roles instanceof PDFDict; step++) {
        const standard = roles.lookup(type);
        if (!(standard instanceof PDFName) || standard === type) break;
        type = standard;
      }
      return type instanceof PDFName ? type.decodeText() : "";
    };
    const pageNumbers = new Map(document.getPages().map((page, at) => [page.ref.toString(), at + 1]));
    const pageOf = (dict: PDFDict): number | undefined => {
      const ref = dict.get(PG as typeof PG & object);
      return ref instanceof PDFRef ? pageNumbers.get(ref.toString()) : undefined;
    };

    const places = new Map<string, Element>();
    const seen = new Set<string>();
    interface Visit {
      readonly object: PDFObject | undefined;
      readonly around: Element | undefined;
      readonly page: number | undefined;
    }
    const stack: Visit[] = [{ object: root.get(K as typeof K & object), around: undefined, page: undefined }];
    let count = 0;
    for (let visit = stack.pop(); visit && count < MAX_ELEMENTS; visit = stack.pop()) {
      const { object, around, page } = visit;
      if (object instanceof PDFRef) {
        const key = object.toString();
        if (seen.has(key)) continue;
        seen.add(key);
      }
      const value = object instanceof PDFRef ? context.lookup(object) : object;
      if (value instanceof PDFNumber) {
        if (page !== undefined && around) places.set(`${page} ${value.asNumber()}`, around);
      } else if (value instanceof PDFArray) {
        for (let at = value.size() - 1; at >= 0; at--) stack.push({ object: value.get(at), around, page });
      } else if (value instanceof PDFDict) {
        const own = pageOf(value) ?? page;
        const content = value.lookup(MCID as typeof MCID & object);
        if (content instanceof PDFNumber) {
          if (own !== undefined && around) places.set(`${own} ${content.asNumber()}`, around);
          continue;
        }
        if (value.has(OBJ as typeof OBJ & object)) continue;
        const type = typeOf(value);
        const cell =
          type === "TD" || type === "TH"
            ? tables.place(around, type === "TH", span(value, "RowSpan"), span(value, "ColSpan"))
            : undefined;
        const element: Element | undefined =
          around && isInline(type, around) ? around : { id: ++count, type, parent: around, ...(cell && { cell }) };
        stack.push({ object: value.get(K as typeof K & object), around: element, page: own });
      }
    }
    if (places.size === 0) return undefined;
    return { elementAt: (page, content) => places.get(`${page} ${content}`) };
  } catch {
    // A structure that cannot be read is ignored: the pages still show where the text stands.
    return undefined;
  }
}

/** Returns the nearest element of one of these types: this one or one around it. */
export function nearest(element: Element | undefined, ...types: readonly string[]): Element | undefined {
  let at = element;
  for (let depth = 0; at && depth < 200; depth++, at = at.parent) if (types.includes(at.type)) return at;
  return undefined;
}

/** Places cells by their order: row by row, each in the first column that no cell above covers. */
class Tables {
  private readonly tables = new Map<Element, OpenTable>();

  place(row: Element | undefined, head: boolean, rowSpan: number, columnSpan: number): CellPlace | undefined {
    const table = nearest(row, "Table");
    if (!row || !table) return undefined;
    const open = this.tables.get(table) ?? { rows: new Map(), coveredTo: [] };
    this.tables.set(table, open);
    const { rows, coveredTo } = open;
    const place = rows.get(row) ?? { row: rows.size, column: 0 };
    rows.set(row, place);
    while ((coveredTo[place.column] ?? 0) > place.row) place.column++;
    const { row: at, column } = place;
    for (let across = 0; across < columnSpan; across++) coveredTo[column + across] = at + rowSpan;
    place.column += columnSpan;
    return { table, row: at, column, rowSpan, columnSpan, head: head || nearest(row, "THead") !== undefined };
  }
}

/** A table while its cells are placed. */
interface OpenTable {
  /** The rows by their elements, each with the column up to which it is full. */
  readonly rows: Map<Element, { row: number; column: number }>;
  /** For each column, the first row that no cell above covers. */
  readonly coveredTo: number[];
}
