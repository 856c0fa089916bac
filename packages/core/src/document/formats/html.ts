import { parse } from "parse5";
import type { LeftOut } from "../document.ts";
import type { Flow } from "../flow.ts";
import { furnitureReason } from "./html-furniture.ts";
import { isWrappedProse } from "./html-listing.ts";
import { HtmlLists } from "./html-lists.ts";
import { notesOf } from "./html-notes.ts";
import { attribute, type Element, textOf, visit, withoutDeepNesting } from "./html-tree.ts";
import { type RichParagraph, RichText } from "./rich-text.ts";
import { settledFlow } from "./settle.ts";
import { Grid, spanOf } from "./tables.ts";

/** Elements that are neither text nor worth reporting. */
const MACHINERY = new Set(["head", "script", "style", "template", "rp", "annotation", "annotation-xml", "noscript"]);
const BLOCKS = new Set(
  "address article blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul caption".split(
    " ",
  ),
);
/** Tags that are nested deeper than this are ignored. */
const MAX_DEPTH = 400;
const PIECE_OF_TABLE = /^\ufeff?\s*<(?:caption|col|colgroup|tbody|td|tfoot|th|thead|tr)[\s>]/i;

/**
 * Reads an HTML page: its blocks as paragraphs, headings, list items and table cells, its notes with the marks that
 * link to them. Nothing is fetched or run. A header that holds a heading is text, because a declaration's preamble may
 * stand in one; other headers, footers and navigation are left out.
 *
 * A note mark is a link to a note of the same page; other raised numbers stay text.
 */
export function htmlFlow(html: string): Flow {
  return htmlFlows([{ path: "", html }])[0] as Flow;
}

/**
 * Reads HTML pages that link to each other: notes may stand on other pages than their marks, and come with the page that refers to
 * them first.
 *
 * @param pages in the order of reading, with their paths, as links name them
 * @returns a flow for each page
 */
export function htmlFlows(pages: readonly { readonly path: string; readonly html: string }[]): Flow[] {
  const parsed = pages.map(({ path, html }) => {
    const flat = withoutDeepNesting(html, MAX_DEPTH);
    // A parser drops rows and cells that stand in no table.
    return { path, root: parse(PIECE_OF_TABLE.test(flat) ? `<table>${flat}` : flat) };
  });
  const { elements, marks, notes } = notesOf(parsed);
  return parsed.map(({ root }, at) => {
    const page = new Page(elements, marks);
    visit(root, page);
    page.end();
    return settledFlow({ paragraphs: page.paragraphs, notes: notes[at] ?? [], leftOut: page.leftOut });
  });
}

class Page {
  readonly paragraphs: RichParagraph[] = [];
  readonly leftOut: LeftOut[] = [];
  readonly #notes: ReadonlyMap<Element, string>;
  readonly #marks: ReadonlyMap<Element, string>;
  readonly #lists = new HtmlLists();
  readonly #headings: string[] = [];
  readonly #tables: { grid: Grid; head: number }[] = [];
  #met = 0;
  /** How the lines of the open preformatted text end: as they are, or where they were full. */
  #listing: "lines" | "wrapped" | undefined;
  #raised = 0;
  #text = new RichText();

  constructor(notes: ReadonlyMap<Element, string>, marks: ReadonlyMap<Element, string>) {
    this.#notes = notes;
    this.#marks = marks;
  }

  enter(element: Element): boolean {
    const { tagName } = element;
    const mark = this.#marks.get(element);
    if (mark) this.#text.mark(mark);
    if (mark || this.#notes.has(element) || MACHINERY.has(tagName) || this.#leavesOut(element)) return false;
    if (BLOCKS.has(tagName)) this.end();
    if (tagName === "br") this.#text.add(" ");
    else if (/^h[1-6]$/.test(tagName)) this.#headings.push(tagName);
    else if (isRaised(element)) this.#raised++;
    else if (tagName === "q") this.#text.add("“");
    if (tagName === "pre") this.#listing = isWrappedProse(textOf(element)) ? "wrapped" : "lines";
    this.#lists.enter(element);
    this.#enterTable(element);
    return true;
  }

  leave(element: Element): void {
    const { tagName } = element;
    if (BLOCKS.has(tagName)) this.end();
    if (tagName === "pre") this.#listing = undefined;
    if (/^h[1-6]$/.test(tagName)) this.#headings.pop();
    else if (isRaised(element)) this.#raised--;
    else if (tagName === "q") this.#text.add("”");
    this.#lists.leave(element);
    if (tagName === "table") this.#tables.pop();
    else if (tagName === "thead") this.#inHead(-1);
    else if (tagName === "td" || tagName === "th") this.#tables.at(-1)?.grid.close();
  }

  text(text: string): void {
    if (this.#listing === undefined) {
      this.#text.add(text, this.#raised > 0);
      return;
    }
    const lines = text.split("\n");
    for (const [at, line] of lines.entries()) {
      const isBlank = at + 1 < lines.length && line.trim() === "";
      if (at > 0 && (isBlank || this.#listing === "lines")) this.end();
      else if (at > 0) this.#text.add(" ");
      this.#text.add(line, this.#raised > 0);
    }
  }

  /** Ends the open paragraph. */
  end(): void {
    if (this.#text.isEmpty) {
      this.#text = new RichText();
      return;
    }
    const heading = this.#headings.at(-1);
    const cell = this.#tables.at(-1)?.grid.cell;
    const label = this.#lists.label();
    this.paragraphs.push({
      ...this.#text.finish(),
      ...(heading === "h1" && { role: "title" as const }),
      ...(heading && heading !== "h1" && { role: "heading" as const, level: Number(heading[1]) - 1 }),
      ...(label && { label }),
      ...(cell && { cell }),
    });
    this.#text = new RichText();
  }

  #leavesOut(element: Element): boolean {
    const reason = furnitureReason(element, (inner) => this.#notes.has(inner));
    if (!reason) return false;
    const text = textOf(element, ({ tagName }) => MACHINERY.has(tagName))
      .replace(/\s+/g, " ")
      .trim();
    if (text) this.leftOut.push({ text, reason });
    return true;
  }

  #enterTable(element: Element): void {
    const { tagName } = element;
    if (tagName === "table") this.#tables.push({ grid: new Grid(this.#met++), head: 0 });
    else if (tagName === "thead") this.#inHead(1);
    else if (tagName === "tr") this.#tables.at(-1)?.grid.row((this.#tables.at(-1)?.head ?? 0) > 0);
    else if (tagName === "td" || tagName === "th") {
      const isHead = tagName === "th" && attribute(element, "scope") === "col";
      const span = (name: string): number => spanOf(attribute(element, name));
      this.#tables.at(-1)?.grid.open(span("colspan"), span("rowspan"), isHead);
    }
  }

  #inHead(change: number): void {
    const table = this.#tables.at(-1);
    if (table) table.head += change;
  }
}

const isRaised = (element: Element): boolean =>
  element.tagName === "sup" || /vertical-align\s*:\s*super/i.test(attribute(element, "style") ?? "");
