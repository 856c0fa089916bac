import { composed } from "../../language/script.ts";
import type { FootNote } from "../pages.ts";
import { attribute, closest, type Element, type Node, parentOf, textOf, visit } from "./html-tree.ts";

/** The notes of a page, and the links that refer to them. */
export interface HtmlNotes {
  /** Elements that are notes. */
  readonly elements: ReadonlyMap<Element, string>;
  /** Links that are marks. */
  readonly marks: ReadonlyMap<Element, string>;
  readonly notes: readonly FootNote[];
}

const NOTE_ELEMENTS = /^(?:li|p|div|dd|td|aside)$/;

/**
 * Finds the notes of a page: the elements that its marks link to. A mark is a link within the page whose text is a
 * number, a star or a letter, in brackets or alone.
 */
export function notesOf(root: { readonly childNodes: readonly Node[] }): HtmlNotes {
  const byId = new Map<string, Element>();
  const links: Element[] = [];
  visit(root, {
    enter(element) {
      const id = attribute(element, "id") ?? (element.tagName === "a" ? attribute(element, "name") : undefined);
      if (id && !byId.has(id)) byId.set(id, element);
      if (element.tagName === "a" && attribute(element, "href")?.startsWith("#")) links.push(element);
      return true;
    },
  });

  const elements = new Map<Element, string>();
  const marks = new Map<Element, string>();
  for (const link of links) {
    const mark = /^\s*[[(]?\s*(\d{1,3}|\*{1,3}|†|‡|[a-z])\s*[\])]?\s*$/u.exec(textOf(link))?.[1];
    const note = mark && noteElement(byId.get(fragmentOf(link)));
    // A note's link back looks like a mark too, but its target stands before it.
    if (!mark || !note || closest(link, (element) => element === note || elements.has(element))) continue;
    marks.set(link, mark);
    if (!elements.has(note)) elements.set(note, mark);
  }
  addUnlinked(elements);
  const sorted = inOrder(elements, root);
  const isBack = linksBack(byId, marks);
  return {
    elements,
    marks,
    notes: sorted.map(([note, mark]) => ({ mark, text: noteText(note, mark, isBack), page: 0 })),
  };
}

/**
 * Stars first, then by number, whatever the order of the links; where marks begin again, as in each chapter, as the notes
 * stand in the page.
 */
function inOrder(
  elements: ReadonlyMap<Element, string>,
  root: { readonly childNodes: readonly Node[] },
): (readonly [Element, string])[] {
  if (new Set(elements.values()).size === elements.size)
    return [...elements].sort(
      ([, a], [, b]) => Number(/^\d/.test(a)) - Number(/^\d/.test(b)) || Number(a) - Number(b) || 0,
    );
  const found: (readonly [Element, string])[] = [];
  visit(root, {
    enter(element) {
      const mark = elements.get(element);
      if (mark !== undefined) found.push([element, mark]);
      return true;
    },
  });
  return found;
}

/** The fragment that a link names; as it is written if it is not well encoded. */
function fragmentOf(link: Element): string {
  const fragment = attribute(link, "href")?.slice(1) ?? "";
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** Adds notes of the same list that no mark links to. */
function addUnlinked(elements: Map<Element, string>): void {
  const lists = new Set([...elements.keys()].filter(({ tagName }) => tagName === "li").map(parentOf));
  for (const list of lists)
    for (const item of list?.childNodes ?? []) {
      if (!("tagName" in item) || item.tagName !== "li" || elements.has(item)) continue;
      const mark = /^\s*[[(]?(\d{1,3}|\*{1,3}|†|‡)[\])]?[.\s]/u.exec(textOf(item))?.[1];
      if (mark) elements.set(item, mark);
    }
}

/** The block that a link points into: its target, or the block around an anchor. */
function noteElement(target: Element | undefined): Element | undefined {
  const element = closest(target, ({ tagName }) => NOTE_ELEMENTS.test(tagName));
  const parent = element && parentOf(element);
  // "<li><p id=…>": the note is the item.
  return element?.tagName === "p" && parent?.tagName === "li" ? parent : element;
}

const INLINE = /^(?:a|b|cite|em|i|small|span|strong|sub|sup|u)$/;

/**
 * Returns whether a link in a note with this mark leads back to where the mark stands: it has no words, or is the mark
 * itself, or its target is around or within a mark. Other links are words of the note.
 */
function linksBack(
  byId: ReadonlyMap<string, Element>,
  marks: ReadonlyMap<Element, string>,
): (link: Element, mark: string) => boolean {
  const holders = new Set<Element>();
  for (const link of marks.keys())
    for (let at: Element | undefined = link; at && !holders.has(at); at = parentOf(at)) holders.add(at);
  return (link, mark) => {
    if (link.tagName !== "a" || !attribute(link, "href")?.startsWith("#")) return false;
    const text = textOf(link);
    if (attribute(link, "role") === "doc-backlink" || !/[\p{L}\p{N}*]/u.test(text)) return true;
    const target = byId.get(fragmentOf(link));
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
