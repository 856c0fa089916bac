import type { PDFDict, PDFDocument, PDFName, PDFObject } from "@cantoo/pdf-lib";

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
  const library = await import("@cantoo/pdf-lib");
  try {
    const document = await library.PDFDocument.load(bytes, {
      ignoreEncryption: true,
      updateMetadata: false,
      throwOnInvalidObject: false,
      parseSpeed: Number.POSITIVE_INFINITY,
    });
    const root = document.catalog.lookup(library.PDFName.of("StructTreeRoot"));
    if (!(root instanceof library.PDFDict)) return undefined;
    const places = elementsIn(root, new TreeReader(library, document, root), library);
    if (places.size === 0) return undefined;
    return { elementAt: (page, content) => places.get(placeOf(page, content)) };
  } catch {
    // A structure that cannot be read is ignored: the pages still show where the text stands.
    return undefined;
  }
}

type Library = typeof import("@cantoo/pdf-lib");

const placeOf = (page: number, content: number): string => `${page} ${content}`;

/** An object of the tree, the element around it, and the page that the tree has named for it. */
interface Visit {
  readonly object: PDFObject | undefined;
  readonly around: Element | undefined;
  readonly page: number | undefined;
}

/**
 * Walks the tree in order, without recursion.
 *
 * @returns the element of each piece of marked content, by its place
 */
function elementsIn(
  root: PDFDict,
  reader: TreeReader,
  { PDFArray, PDFDict, PDFNumber }: Library,
): Map<string, Element> {
  const places = new Map<string, Element>();
  const tables = new Tables();
  const stack: Visit[] = [{ object: reader.kidsOf(root), around: undefined, page: undefined }];
  let count = 0;
  for (let visit = stack.pop(); visit && count < MAX_ELEMENTS; visit = stack.pop()) {
    const { object, around, page } = visit;
    const value = reader.firstVisitTo(object);
    if (value instanceof PDFNumber) {
      if (page !== undefined && around) places.set(placeOf(page, value.asNumber()), around);
    } else if (value instanceof PDFArray) {
      for (let at = value.size() - 1; at >= 0; at--) stack.push({ object: value.get(at), around, page });
    } else if (value instanceof PDFDict) {
      const own = reader.pageOf(value) ?? page;
      const content = reader.contentOf(value);
      if (content !== undefined) {
        if (own !== undefined && around) places.set(placeOf(own, content), around);
        continue;
      }
      if (reader.isObjectReference(value)) continue;
      const type = reader.typeOf(value);
      const cell =
        type === "TD" || type === "TH"
          ? tables.place(around, type === "TH", reader.spanOf(value, "RowSpan"), reader.spanOf(value, "ColSpan"))
          : undefined;
      const element: Element =
        around && isInline(type, around) ? around : { id: ++count, type, parent: around, ...(cell && { cell }) };
      stack.push({ object: reader.kidsOf(value), around: element, page: own });
    }
  }
  return places;
}

/** Reads the entries of a structure tree (ISO 32000-1, 14.7.2). */
class TreeReader {
  readonly #library: Library;
  readonly #document: PDFDocument;
  readonly #roles: PDFObject | undefined;
  readonly #pages: ReadonlyMap<string, number>;
  readonly #visited = new Set<string>();

  constructor(library: Library, document: PDFDocument, root: PDFDict) {
    this.#library = library;
    this.#document = document;
    this.#roles = root.lookup(this.#name("RoleMap"));
    this.#pages = new Map(document.getPages().map((page, at) => [page.ref.toString(), at + 1]));
  }

  #name(name: string): PDFName {
    return this.#library.PDFName.of(name);
  }

  /** Returns the object that a reference points to, the first time; undefined after that. */
  firstVisitTo(object: PDFObject | undefined): PDFObject | undefined {
    if (!(object instanceof this.#library.PDFRef)) return object;
    const key = object.toString();
    if (this.#visited.has(key)) return undefined;
    this.#visited.add(key);
    return this.#document.context.lookup(object);
  }

  /** What stands inside an element. */
  kidsOf(dict: PDFDict): PDFObject | undefined {
    return dict.get(this.#name("K"));
  }

  /** The page that an element names, from 1. */
  pageOf(dict: PDFDict): number | undefined {
    const page = dict.get(this.#name("Pg"));
    return page instanceof this.#library.PDFRef ? this.#pages.get(page.toString()) : undefined;
  }

  /** The number of the marked content that a dictionary refers to. */
  contentOf(dict: PDFDict): number | undefined {
    const content = dict.lookup(this.#name("MCID"));
    return content instanceof this.#library.PDFNumber ? content.asNumber() : undefined;
  }

  /** Whether a dictionary refers to an object of the page that is no text, such as a link's area. */
  isObjectReference(dict: PDFDict): boolean {
    return dict.has(this.#name("Obj"));
  }

  /** The standard type of an element: producers' own types are mapped to standard ones. */
  typeOf(dict: PDFDict): string {
    const { PDFDict, PDFName } = this.#library;
    let type = dict.lookup(this.#name("S"));
    for (let step = 0; step < 8 && type instanceof PDFName && this.#roles instanceof PDFDict; step++) {
      const standard = this.#roles.lookup(type);
      if (!(standard instanceof PDFName) || standard === type) break;
      type = standard;
    }
    return type instanceof PDFName ? type.decodeText() : "";
  }

  /** The number of rows (`RowSpan`) or columns (`ColSpan`) of a cell. */
  spanOf(dict: PDFDict, name: "RowSpan" | "ColSpan"): number {
    const { PDFArray, PDFDict, PDFNumber } = this.#library;
    const attributes = dict.lookup(this.#name("A"));
    const owners =
      attributes instanceof PDFArray
        ? Array.from({ length: attributes.size() }, (_, at) => attributes.lookup(at))
        : [attributes];
    for (const owner of owners) {
      const value = owner instanceof PDFDict ? owner.lookup(this.#name(name)) : undefined;
      if (value instanceof PDFNumber) return Math.max(1, Math.min(MAX_SPAN, value.asNumber()));
    }
    return 1;
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
