import { elementLines, type Setting, sortGlyphs } from "./entries.ts";
import { partsOf, type RuledTable } from "./geometry.ts";
import { type Line, linesOf } from "./lines.ts";
import type { Page } from "./page.ts";
import type { Element, Structure } from "./structure.ts";

/** A page's lines before it is known what they are: by the file's structure, and by geometry for what is in none. */
export interface PageParts {
  readonly page: Page;
  /** In the order of the structure. */
  readonly elements: readonly { readonly element: Element; readonly lines: readonly Line[] }[];
  /** What the file itself says is no part of the text. */
  readonly artifacts: readonly Line[];
  /** Lines in no element and no ruled table, wide gaps parting them. */
  readonly body: readonly Line[];
  readonly tables: readonly RuledTable[];
}

/** Takes a page apart. */
export function pageParts(page: Page, structure: Structure | undefined, setting: Setting): PageParts {
  const sorted = sortGlyphs(page, structure);
  return {
    page,
    elements: elementLines(page, sorted, setting),
    artifacts: linesOf(sorted.artifacts, { page: page.number, ...setting, maxGap: 3 }),
    ...partsOf(page, sorted.others, setting),
  };
}
