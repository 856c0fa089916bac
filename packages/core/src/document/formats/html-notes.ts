import { composed } from "../../language/script.ts";
import type { FootNote } from "../pages.ts";
import { HtmlLinks, type HtmlPage, INLINE } from "./html-links.ts";
import { attribute, closest, type Element, parentOf, textOf, visit } from "./html-tree.ts";

/** The notes of pages that link to each other, and the links that refer to them. */
export interface HtmlNotes {
  /** Elements that are notes. */
  readonly elements: ReadonlyMap<Element, string>;
  /** Links that are marks. */
  readonly marks: ReadonlyMap<Element, string>;
  /** For each page the notes that its text refers to first. */
  readonly notes: readonly (readonly FootNote[])[];
}

const NOTE_ELEMENTS = /^(?:li|p|div|dd|td|aside)$/;

/**
 * Finds the notes of pages: the elements that their marks link to. A mark is a link whose text is a number, a star or a letter, in
 * brackets or alone. One to another page is a mark only if either end says so, or the note links back to it: an index links to
 * pages by number, too.
 *
 * @param pages in the order of reading
 */
export function notesOf(pages: readonly HtmlPage[]): HtmlNotes {
  const links = new HtmlLinks(pages);
  const elements = new Map<Element, string>();
  const marks = new Map<Element, string>();
  const pageOf = new Map<Element, number>(); // by note: the page that refers to it first
  const areAround = new Map<Element, boolean>(); // many links may lead into one
  const isAcross = (link: Element, note: Element): boolean => {
    if (isTypedNote(note)) return true;
    if (!isTypedMark(link) && !isMutual(links, link, note)) return false;
    const isAround = areAround.get(note) ?? holdsHeading(note);
    areAround.set(note, isAround);
    return !isAround;
  };
  for (const link of links.all) {
    const mark = /^\s*[[(]?\s*(\d{1,3}|\*{1,3}|†|‡|[a-z])\s*[\])]?\s*$/u.exec(textOf(link))?.[1];
    const target = links.target(link);
    const note = mark && noteElement(target);
    // A note's link back looks like a mark too, but its target stands before it.
    if (!mark || !note || closest(link, (element) => element === note || elements.has(element))) continue;
    if (!links.isWithinPage(link) && !isAcross(link, note)) continue;
    marks.set(link, mark);
    if (elements.has(note)) continue;
    elements.set(note, mark);
    pageOf.set(note, links.pageOf(link));
  }
  addUnlinked(elements, pageOf);
  const isBack = linksBack(links, marks);
  const byPage = Map.groupBy(inPages(elements, pages), ([note]) => pageOf.get(note));
  const notes = pages.map((_, at) =>
    inOrder(byPage.get(at) ?? []).map(([note, mark]) => ({ mark, text: noteText(note, mark, isBack), page: 0 })),
  );
  return { elements, marks, notes };
}

/** A note and its mark. */
type Marked = readonly [note: Element, mark: string];

/** Notes as they stand in the pages. */
function inPages(elements: ReadonlyMap<Element, string>, pages: readonly HtmlPage[]): Marked[] {
  const found: Marked[] = [];
  for (const { root } of pages)
    visit(root, {
      enter(element) {
        const mark = elements.get(element);
        if (mark !== undefined) found.push([element, mark]);
        return true;
      },
    });
  return found;
}

/** Stars first, then by number; where marks begin again, as in each chapter, as the notes stand in the pages. */
function inOrder(notes: readonly Marked[]): readonly Marked[] {
  if (new Set(notes.map(([, mark]) => mark)).size < notes.length) return notes;
  return notes.toSorted(([, a], [, b]) => Number(/^\d/.test(a)) - Number(/^\d/.test(b)) || Number(a) - Number(b) || 0);
}

/** What an element is said to be, in the words of EPUB (Structural Semantics Vocabulary) and of DPUB-ARIA. */
const isSaidToBe = (element: Element, words: RegExp): boolean =>
  ["epub:type", "role"].some((name) =>
    attribute(element, name)
      ?.split(/\s+/)
      .some((word) => words.test(word)),
  );
const isTypedMark = (element: Element): boolean => isSaidToBe(element, /^(?:doc-)?noteref$/);
const isTypedNote = (element: Element): boolean =>
  isSaidToBe(element, /^(?:endnote|footnote|rearnote|doc-endnote|doc-footnote)$/);
const isTypedBack = (element: Element): boolean => isSaidToBe(element, /^(?:doc-)?backlink$/);

/**
 * Whether a mark and a note lead to each other, where nothing says that they are such: the note to the mark, or to what stands around or
 * in it within the line. The entries of a table of contents and their headings may do so, too: they do not stand behind text.
 */
function isMutual(links: HtmlLinks, mark: Element, note: Element): boolean {
  if (!links.isBehindText(mark)) return false;
  const places: Element[] = [];
  for (let at: Element | undefined = mark; at && INLINE.test(at.tagName); at = parentOf(at)) places.push(at);
  visit(mark, { enter: (inner) => places.push(inner) > 0 });
  return places.some((place) =>
    links.leadingTo(place).some((back) => closest(back, (one) => one === note) !== undefined),
  );
}

/** Whether an element holds headings, as what stands around notes does. */
function holdsHeading(element: Element): boolean {
  let found = false;
  visit(element, {
    enter({ tagName }) {
      found ||= /^h[1-6]$/.test(tagName);
      return !found;
    },
  });
  return found;
}

/** Adds notes of the same list that no mark links to; they are of the page that refers to the one before. */
function addUnlinked(elements: Map<Element, string>, pageOf: Map<Element, number>): void {
  const lists = new Map<Element | undefined, number>();
  for (const [element, page] of pageOf)
    if (element.tagName === "li" && !lists.has(parentOf(element))) lists.set(parentOf(element), page);
  for (const [list, first] of lists) {
    let page = first;
    for (const item of list?.childNodes ?? []) {
      if (!("tagName" in item) || item.tagName !== "li") continue;
      page = pageOf.get(item) ?? page;
      const mark = /^\s*[[(]?(\d{1,3}|\*{1,3}|†|‡)[\])]?[.\s]/u.exec(textOf(item))?.[1];
      if (elements.has(item) || !mark) continue;
      elements.set(item, mark);
      pageOf.set(item, page);
    }
  }
}

/** The block that a link points into: what is said to be a note, the target, or the block around an anchor. */
function noteElement(target: Element | undefined): Element | undefined {
  const typed = closest(target, isTypedNote);
  if (typed) return typed;
  const element = closest(target, ({ tagName }) => NOTE_ELEMENTS.test(tagName));
  const parent = element && parentOf(element);
  // "<li><p id=…>": the note is the item.
  return element?.tagName === "p" && parent?.tagName === "li" ? parent : element;
}

/**
 * Returns whether a link in a note with this mark leads back to where the mark stands: it has no words, or is the mark
 * itself, or its target is around or within a mark. Other links are words of the note.
 */
function linksBack(links: HtmlLinks, marks: ReadonlyMap<Element, string>): (link: Element, mark: string) => boolean {
  const holders = new Set<Element>();
  for (const link of marks.keys())
    for (let at: Element | undefined = link; at && !holders.has(at); at = parentOf(at)) holders.add(at);
  return (link, mark) => {
    if (!links.isLink(link)) return false;
    const text = textOf(link);
    if (isTypedBack(link) || !/[\p{L}\p{N}*]/u.test(text)) return true;
    const target = links.target(link);
    const isMark = text.replace(/[[\]()\s]/g, "") === mark;
    if (!target) return isMark;
    if (INLINE.test(target.tagName) && (holders.has(target) || closest(target, (one) => marks.has(one)))) return true;
    // Some pages link back to the block, or to an empty anchor before the mark.
    return isMark && (holders.has(target) || target.childNodes.length === 0);
  };
}

/** A note's text without its own mark and its link back. */
function noteText(note: Element, mark: string, isBack: (link: Element, mark: string) => boolean): string {
  const plain = composed(textOf(note, (element) => isBack(element, mark)))
    .replace(/\s+/g, " ")
    .replace(/(?:↑|↩\ufe0e?|\^)/g, "")
    .trim();
  // The link back may be its mark, in brackets or raised.
  const head = new RegExp(`^[\\[(]?${mark.replace(/[*]/g, "\\*")}[\\])]?[.\\s]+|^[\\[(]\\s*[\\])]\\s*`);
  return plain.replace(head, "");
}
