import { type DefaultTreeAdapterTypes, parse, defaultTreeAdapter as tree } from "parse5";
import type { NoteMark } from "../document.ts";
import type { Flow, FlowParagraph } from "../flow.ts";
import type { FootNote } from "../pages.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** What is no part of a page's text. */
const SKIPPED = new Set([
  "head",
  "script",
  "style",
  "noscript",
  "template",
  "nav",
  "aside",
  "header",
  "footer",
  "form",
  "button",
  "svg",
  "math",
  "iframe",
  "object",
  "select",
  "textarea",
]);
const BLOCKS = new Set(
  "address article blockquote body center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 hr html li main ol p pre section summary table tbody td tfoot th thead tr ul caption".split(
    " ",
  ),
);
/** Deeper than this, elements are read as if their parents were not there. */
const DEEPEST = 400;

/**
 * The flow of an HTML page: its blocks as paragraphs, headings and table cells, its notes with the marks that link to
 * them. Nothing is fetched and nothing is run. A header that holds a heading is text (a declaration's preamble may stand
 * in one); other headers and footers are furniture.
 *
 * A note mark is a link inside or around `sup`, or a link whose text is a number or star in brackets or alone, to an
 * element of the same page; that element is the note.
 */
export function htmlFlow(html: string): Flow {
  const root = parse(html);
  const byId = new Map<string, Element>();
  walk(root, (element) => {
    const id = attribute(element, "id") ?? (element.tagName === "a" ? attribute(element, "name") : undefined);
    if (id && !byId.has(id)) byId.set(id, element);
  });

  const notes = new Map<Element, string>();
  const marks = new Map<Element, string>();
  walk(root, (element) => {
    const mark = markOf(element);
    const target = mark && byId.get(decodeURIComponent(attribute(element, "href")?.slice(1) ?? ""));
    if (!mark || !target) return;
    const note = noteElement(target);
    // A note's link back to its mark looks like a mark too, but what it leads to stands before it.
    if (note && !contains(note, element) && !isBackLink(element, notes)) {
      marks.set(element, mark);
      if (!notes.has(note)) notes.set(note, mark);
    }
  });

  // Other notes of the same list, which nothing links to; and marks that repeat one without a link.
  for (const note of [...notes.keys()])
    for (const item of note.parentNode?.childNodes ?? []) {
      if (note.tagName !== "li" || !tree.isElementNode(item) || item.tagName !== "li" || notes.has(item)) continue;
      const mark = /^\s*[[(]?(\d{1,3}|\*{1,3}|†|‡)[\])]?[.\s]/u.exec(textOf(item))?.[1];
      if (mark) notes.set(item, mark);
    }
  const labels = new Set(notes.values());
  walk(root, (element) => {
    const mark = /^\s*[[(]?\s*(\S{1,3}?)\s*[\])]?\s*$/u.exec(element.tagName === "sup" ? textOf(element) : "")?.[1];
    if (mark && labels.has(mark) && ![...notes.keys()].some((note) => contains(note, element))) {
      let linked = false;
      walk(element, (inner) => {
        linked ||= marks.has(inner);
      });
      if (!linked) marks.set(element, mark);
    }
  });

  const paragraphs: FlowParagraph[] = [];
  const furniture: string[] = [];
  let open: { text: string; marks: NoteMark[]; role?: FlowParagraph["role"]; label?: string } | undefined;
  const close = (): void => {
    const text = open?.text.replace(/[\s\u200b]+$/u, "");
    if (open && text)
      paragraphs.push({
        text,
        pages: [{ page: 0, offset: 0 }],
        marks: open.marks.map(({ mark, offset }) => ({ mark, offset: Math.min(offset, text.length) })),
        ...(open.role && { role: open.role }),
        ...(open.label && { label: open.label }),
      });
    open = undefined;
  };
  const visit = (node: Node, role: FlowParagraph["role"], label: string | undefined, depth: number): void => {
    if (tree.isTextNode(node)) {
      const text = node.value
        .normalize("NFC")
        .replace(/[[\p{Cc}--[\t\n\f\r]]\u00ad\u200b]/gv, "")
        .replace(/[\t\n\f\r ]+/g, " ");
      open ??= { text: "", marks: [], ...(role && { role }), ...(label && { label }) };
      open.text += open.text === "" || open.text.endsWith(" ") ? text.trimStart() : text;
      return;
    }
    if (!tree.isElementNode(node) || notes.has(node)) return;
    const tag = node.tagName;
    const mark = marks.get(node);
    if (mark) {
      open?.marks.push({ mark, offset: open.text.length });
      return;
    }
    if (SKIPPED.has(tag) && !(tag === "header" && has(node, /^h[1-6]$/))) {
      const text = textOf(node).trim();
      if (text && !["head", "script", "style", "template"].includes(tag))
        furniture.push(text.replace(/\s+/g, " ").slice(0, 200));
      return;
    }
    if (tag === "br") {
      if (open) open.text += " ";
      return;
    }
    const block = BLOCKS.has(tag);
    if (block) close();
    const own =
      tag === "h1" ? "title" : /^h[2-6]$/.test(tag) ? "heading" : tag === "td" || tag === "th" ? "table-cell" : role;
    if (depth < DEEPEST) {
      let item = Number(attribute(node, "start") ?? 1);
      let first = label;
      for (const child of node.childNodes) {
        const numbered = tag === "ol" && tree.isElementNode(child) && child.tagName === "li";
        visit(child, own, numbered ? listLabel(item++, attribute(node, "type")) : first, depth + 1);
        // Only the first paragraph of an item has its number.
        if (tag === "li" && tree.isElementNode(child) && BLOCKS.has(child.tagName)) first = undefined;
      }
    } else {
      open ??= { text: "", marks: [] };
      open.text += textOf(node);
    }
    if (block) close();
  };
  for (const child of root.childNodes) visit(child, undefined, undefined, 0);
  close();

  return {
    paragraphs,
    // Stars first, then by number: the order of the page, whatever the order of the links.
    notes: [...notes]
      .sort(([, a], [, b]) => Number(/^\d/.test(a)) - Number(/^\d/.test(b)) || Number(a) - Number(b) || 0)
      .map(([note, mark]): FootNote => ({ mark, text: noteText(note, mark), page: 0 })),
    leftOut: furniture.map((text) => ({ text, reason: "navigation, header or footer of the page" })),
    marks: "known",
  };
}

/** The mark that a link prints, if it looks like one: `1`, `[1]`, `*`. */
function markOf(element: Element): string | undefined {
  if (element.tagName !== "a" || !attribute(element, "href")?.startsWith("#")) return undefined;
  return /^\s*[[(]?\s*(\d{1,3}|\*{1,3}|†|‡|[a-z])\s*[\])]?\s*$/u.exec(textOf(element))?.[1];
}

/** The block that a link leads into: the target, or the block around an anchor inside it. */
function noteElement(target: Element): Element | undefined {
  let element: Element | undefined = target;
  while (element && !["li", "p", "div", "dd", "td", "aside"].includes(element.tagName)) {
    const parent: unknown = element.parentNode;
    element = parent && tree.isElementNode(parent as Node) ? (parent as Element) : undefined;
  }
  const parent = element?.parentNode;
  // "<li><p id=…>": the note is the item.
  if (element?.tagName === "p" && parent && tree.isElementNode(parent as Node) && (parent as Element).tagName === "li")
    return parent as Element;
  return element && element.tagName !== "body" ? element : undefined;
}

function isBackLink(link: Element, notes: ReadonlyMap<Element, string>): boolean {
  for (const note of notes.keys()) if (contains(note, link)) return true;
  return false;
}

function contains(outer: Element, inner: Element): boolean {
  for (let node: unknown = inner; node; node = (node as Element).parentNode) if (node === outer) return true;
  return false;
}

/** A note's text without its own mark and its link back. */
function noteText(note: Element, mark: string): string {
  const text = textOf(
    note,
    (element) => element.tagName === "a" && attribute(element, "href")?.startsWith("#") === true,
  );
  const plain = text
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .replace(/(?:↑|↩\ufe0e?|\^)/g, "")
    .trim();
  const head = new RegExp(`^[\\[(]?${mark.replace(/[*]/g, "\\*")}[\\])]?[.\\s]+`);
  return plain.replace(head, "");
}

function listLabel(item: number, type: string | undefined): string {
  if (type === "a" && item <= 26) return `(${String.fromCharCode(96 + item)})`;
  return `${item}.`;
}

function textOf(node: Node, skip: (element: Element) => boolean = () => false): string {
  let text = "";
  const stack: Node[] = [node];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (tree.isTextNode(next)) text += next.value;
    else if (tree.isElementNode(next) && !skip(next)) stack.push(...[...next.childNodes].reverse());
  }
  return text;
}

function has(node: Element, tag: RegExp): boolean {
  let found = false;
  walk(node, (element) => {
    found ||= tag.test(element.tagName);
  });
  return found;
}

function walk(root: { childNodes: Node[] }, see: (element: Element) => void): void {
  const stack: Node[] = [...root.childNodes].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!tree.isElementNode(node)) continue;
    see(node);
    stack.push(...[...node.childNodes].reverse());
  }
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value;
}
