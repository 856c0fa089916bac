import { elementLines, type Setting, type SortedGlyphs, sortGlyphs } from "./entries.ts";
import { type Line, linesOf } from "./lines.ts";
import type { Glyph, Page } from "./page.ts";
import { type Element, nearest, type Structure } from "./structure.ts";
import { partsOf, type RuledTable, tableAreas } from "./tables/ruled-tables.ts";

/**
 * The lines of a page, before it is known what they are: by the file's structure, and by geometry for lines outside of
 * it.
 */
export interface PageParts {
  readonly page: Page;
  /** Elements with their lines, in the order of the structure. */
  readonly elements: readonly { readonly element: Element; readonly lines: readonly Line[] }[];
  /** Lines that the file itself marks as not part of the text. */
  readonly artifacts: readonly Line[];
  /** Lines in no element and no ruled table, cut at wide gaps. */
  readonly body: readonly Line[];
  readonly tables: readonly RuledTable[];
  /** The element of a line in a ruled table that the structure has as plain paragraphs. */
  readonly elementOf: (line: Line) => Element | undefined;
}

/** Takes a page apart. */
export function pageParts(page: Page, structure: Structure | undefined, setting: Setting): PageParts {
  const { sorted, moved } = untaggedTables(page, sortGlyphs(page, structure));
  return {
    elementOf: ({ glyphs: [first] }) => (first ? moved.get(first) : undefined),
    page,
    elements: elementLines(page, sorted, setting),
    artifacts: linesOf(sorted.artifacts, { page: page.number, ...setting, maxGap: 3 }),
    ...partsOf(page, sorted.others, setting, [...sorted.byElement.values()].flat()),
  };
}

/**
 * Moves glyphs to ruled tables. Some producers tag tables as plain paragraphs: what stands whole in a grid that the
 * page's rules draw, and in no element of a table, is read by that grid.
 *
 * @returns `moved`: the elements that these glyphs were in
 */
function untaggedTables(
  page: Page,
  sorted: SortedGlyphs,
): { sorted: SortedGlyphs; moved: ReadonlyMap<Glyph, Element> } {
  const moved = new Map<Glyph, Element>();
  if (sorted.byElement.size === 0 || page.rules.length < 4) return { sorted, moved };
  const loose = [...sorted.byElement].filter(([element]) => nearest(element, "Table", "Note") === undefined);
  const isInTable = tableAreas(page, [...[...sorted.byElement.values()].flat(), ...sorted.others]);
  const inTables = loose.filter(([, glyphs]) => glyphs.every(isInTable));
  const byElement = new Map(sorted.byElement);
  for (const [element, glyphs] of inTables) {
    byElement.delete(element);
    for (const glyph of glyphs) moved.set(glyph, element);
  }
  return { sorted: { ...sorted, byElement, others: [...sorted.others, ...moved.keys()] }, moved };
}
