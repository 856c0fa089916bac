import { bracketSense, isRightToLeft } from "./bidi.ts";
import { type Line, type LineSetting, linesOf } from "./lines.ts";
import { ARTIFACT, type Glyph, type Page, UNMARKED } from "./page.ts";
import { SPACE_ALONE } from "./spaces.ts";
import type { Element, Structure } from "./structure.ts";

/** Types that stand inside the item that they label. */
const WITHIN = new Set(["Lbl", "LBody"]);
/** A page is read by the file's structure if at least this share of its letters is in it. */
const MIN_MARKED = 0.5;

/** How a document is set, as far as it is the same on all pages. */
export interface Setting {
  readonly rtl: boolean;
  readonly mirror: boolean;
  readonly space: number;
}

/** The smallest gap that counts as a space beside painted ones, in font sizes. */
const SPACE_BESIDE_PAINTED = 0.2;
/** A file paints its spaces if at least this share of its glyphs are spaces. */
const MIN_SPACES = 0.08;

/** Measures how a document is set, from the glyphs of its pages. */
export function settingOf(pages: readonly Page[]): Setting {
  const rtl = isRightToLeft(pages);
  const [spaces, all] = pages.reduce(
    ([spaces, all], { glyphs }) => [spaces + glyphs.filter(({ text }) => text === " ").length, all + glyphs.length],
    [0, 0],
  );
  const space = spaces > MIN_SPACES * all ? SPACE_BESIDE_PAINTED : SPACE_ALONE;
  if (!rtl) return { rtl, space, mirror: false };
  let sense = 0;
  for (const page of pages)
    for (const { text } of linesOf(page.glyphs, { page: page.number, rtl, space, mirror: false, maxGap: 3 }))
      if (/\p{Script=Arabic}/u.test(text)) sense += bracketSense(text);
  return { rtl, space, mirror: sense < 0 };
}

/** The glyphs of a page, sorted: in an element, in none, or in what is not part of the text. */
export interface SortedGlyphs {
  readonly byElement: ReadonlyMap<Element, readonly Glyph[]>;
  readonly artifacts: readonly Glyph[];
  readonly others: readonly Glyph[];
}

/** Sorts a page's glyphs by the elements of the file's structure. */
export function sortGlyphs(page: Page, structure: Structure | undefined): SortedGlyphs {
  const byElement = new Map<Element, Glyph[]>();
  const artifacts: Glyph[] = [];
  const others: Glyph[] = [];
  const all = page.glyphs;
  if (!structure) return { byElement, artifacts, others: all };
  let content = UNMARKED;
  let element: Element | undefined;
  for (const glyph of all) {
    if (glyph.content === ARTIFACT) {
      artifacts.push(glyph);
      continue;
    }
    if (glyph.content !== content) {
      content = glyph.content;
      element = content === UNMARKED ? undefined : structure.elementAt(page.number, content);
      while (element && WITHIN.has(element.type) && element.parent) element = element.parent;
    }
    if (!element) {
      others.push(glyph);
      continue;
    }
    const own = byElement.get(element);
    if (own) own.push(glyph);
    else byElement.set(element, [glyph]);
  }
  const marked = [...byElement.values()].reduce((sum, glyphs) => sum + glyphs.length, 0);
  return marked < MIN_MARKED * (marked + others.length)
    ? { byElement: new Map(), artifacts, others: [...[...byElement.values()].flat(), ...others] }
    : { byElement, artifacts, others };
}

/** Makes the lines of the elements of a page, each element by itself. */
export function elementLines(
  page: Page,
  { byElement }: SortedGlyphs,
  setting: Setting,
): { element: Element; lines: Line[] }[] {
  const lineSetting: LineSetting = { page: page.number, ...setting, maxGap: Number.POSITIVE_INFINITY };
  return [...byElement]
    .map(([element, glyphs]) => ({ element, lines: columnsOf(glyphs).flatMap((own) => linesOf(own, lineSetting)) }))
    .filter(({ lines }) => lines.length > 0)
    .sort((a, b) => a.element.id - b.element.id);
}

/** Groups glyphs by column: an element that runs into the next column is painted higher up again. */
function columnsOf(glyphs: readonly Glyph[]): Glyph[][] {
  const columns: { glyphs: Glyph[]; left: number; right: number }[] = [];
  let last: Glyph | undefined;
  for (const glyph of glyphs) {
    const column = columns.at(-1);
    const beside = column && (glyph.x >= column.right || glyph.x + glyph.width <= column.left);
    if (column && !(beside && last && glyph.y > last.y + 1.5 * glyph.size)) {
      column.glyphs.push(glyph);
      column.left = Math.min(column.left, glyph.x);
      column.right = Math.max(column.right, glyph.x + glyph.width);
    } else columns.push({ glyphs: [glyph], left: glyph.x, right: glyph.x + glyph.width });
    last = glyph;
  }
  return columns.map(({ glyphs }) => glyphs);
}
