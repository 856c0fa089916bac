import type { Cell } from "../../document.ts";
import { elementLines, type Setting, type SortedGlyphs, sortGlyphs } from "./entries.ts";
import { type Line, linesOf } from "./lines.ts";
import type { Glyph, Page } from "./page.ts";
import { type Element, nearest, type Structure } from "./structure.ts";
import { partOf } from "./tables/paragraph-rows.ts";
import { type ParagraphTables, type PartsPage, paragraphTables } from "./tables/paragraph-tables.ts";
import { gridAreas, openAreas, partsOf, type RuledTable } from "./tables/ruled-tables.ts";

/** An element of the structure with its lines on a page. */
export interface ElementLines {
  readonly element: Element;
  readonly lines: readonly Line[];
  /** Its place in a table that is tagged as plain paragraphs. */
  readonly cell?: Cell;
  /** Whether a table's head stands here again, as at the top of each page. */
  readonly repeated: boolean;
}

/**
 * The lines of a page, before it is known what they are: by the file's structure, and by geometry for lines outside of
 * it.
 */
export interface PageParts {
  readonly page: Page;
  /** In the order of the structure. */
  readonly elements: readonly ElementLines[];
  /** Lines that the file itself marks as not part of the text. */
  readonly artifacts: readonly Line[];
  /** Lines in no element and no ruled table, cut at wide gaps. */
  readonly body: readonly Line[];
  readonly tables: readonly RuledTable[];
  /** The element of a line in a ruled table that the structure has as plain paragraphs. */
  readonly elementOf: (line: Line) => Element | undefined;
}

/** The glyphs of a page, sorted; and the elements of those that were moved to ruled tables. */
interface Sorted {
  readonly page: Page;
  readonly glyphs: SortedGlyphs;
  readonly moved: ReadonlyMap<Glyph, Element>;
}

/**
 * Takes the pages apart. Some producers tag tables as plain paragraphs: their cells are found by a grid that rules draw
 * on all sides, by paragraphs that stand beside each other, and by rules between rows, in this order.
 */
export function pageParts(pages: readonly Page[], structure: Structure | undefined, setting: Setting): PageParts[] {
  const sorted = pages.map((page) =>
    withMoved({ page, glyphs: sortGlyphs(page, structure), moved: new Map() }, gridAreas, isLoose),
  );
  const beside = paragraphTables(sorted.map((one) => looseParts(one, setting)));
  return sorted
    .map((one) => {
      const taken = [...one.glyphs.byElement].flatMap(([element, own]) => (beside.cells.has(element) ? own : []));
      return withMoved(one, (page, all) => openAreas(page, all, taken), isLoose);
    })
    .map((one) => partsOfPage(one, beside, setting));
}

/** What stands on a page in elements of which the structure only says that they are text. */
function looseParts({ page, glyphs }: Sorted, { rtl }: Setting): PartsPage {
  const elements = [...glyphs.byElement].filter(([element]) => isLoose(element)).sort(([a], [b]) => a.id - b.id);
  const rules = page.rules.filter(({ direction }) => direction === "horizontal");
  return {
    parts: elements.map(([element, own]) => partOf(element, page.number, own, rtl)),
    rules: rtl ? rules.map(({ at, from, to }) => ({ at, from: -to, to: -from })) : rules,
  };
}

function partsOfPage(
  { page, glyphs, moved }: Sorted,
  { cells, repeated }: ParagraphTables,
  setting: Setting,
): PageParts {
  return {
    page,
    elements: elementLines(page, glyphs, setting).map(({ element, lines }) => {
      const cell = cells.get(element);
      return { element, lines, ...(cell && { cell }), repeated: repeated(element, page.number) };
    }),
    artifacts: linesOf(glyphs.artifacts, { page: page.number, ...setting, maxGap: 3 }),
    elementOf: ({ glyphs: [first] }) => (first ? moved.get(first) : undefined),
    ...partsOf(page, glyphs.others, setting, [...glyphs.byElement.values()].flat()),
  };
}

/** Whether the structure only says of an element that it is text. */
const isLoose = (element: Element): boolean => nearest(element, "Table", "Note", "Figure") === undefined;

/** Moves elements that stand whole in ruled tables there. */
function withMoved(
  sorted: Sorted,
  areasOf: (page: Page, glyphs: readonly Glyph[]) => (glyph: Glyph) => boolean,
  mayMove: (element: Element) => boolean,
): Sorted {
  const { page, glyphs } = sorted;
  if (glyphs.byElement.size === 0 || page.rules.length < 4) return sorted;
  const isInTable = areasOf(page, [...[...glyphs.byElement.values()].flat(), ...glyphs.others]);
  const byElement = new Map(glyphs.byElement);
  const moved = new Map(sorted.moved);
  const others = [...glyphs.others];
  for (const [element, own] of glyphs.byElement) {
    if (!mayMove(element) || !own.every(isInTable)) continue;
    byElement.delete(element);
    for (const glyph of own) {
      moved.set(glyph, element);
      others.push(glyph);
    }
  }
  return { page, glyphs: { ...glyphs, byElement, others }, moved };
}
