import { type DefaultTreeAdapterTypes, defaultTreeAdapter as tree } from "parse5";

/** A node of a parsed page. */
export type Node = DefaultTreeAdapterTypes.ChildNode;
/** An element of a parsed page. */
export type Element = DefaultTreeAdapterTypes.Element;

/** Callbacks for the nodes of a tree, in document order. */
export interface Visitor {
  /** Returns whether to visit what is inside; if false, `leave` is not called. */
  enter(element: Element): boolean;
  leave?(element: Element): void;
  text?(text: string): void;
}

/** Visits everything below a node. It has its own stack, because a page may nest elements a million deep. */
export function visit(root: { readonly childNodes: readonly Node[] }, visitor: Visitor): void {
  const stack: { nodes: readonly Node[]; next: number; element?: Element }[] = [{ nodes: root.childNodes, next: 0 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const node = top.nodes[top.next++];
    if (!node) {
      stack.pop();
      if (top.element) visitor.leave?.(top.element);
    } else if (tree.isTextNode(node)) visitor.text?.(node.value);
    else if (tree.isElementNode(node) && visitor.enter(node))
      stack.push({ nodes: node.childNodes, next: 0, element: node });
  }
}

/** Returns all text below an element, except elements that are skipped. */
export function textOf(element: Element, skip: (element: Element) => boolean = () => false): string {
  const parts: string[] = [];
  visit(element, { enter: (inner) => !skip(inner), text: (text) => void parts.push(text) });
  return parts.join("");
}

/** Returns the value of an attribute. */
export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value;
}

/** Returns the parent element. */
export function parentOf(element: Element): Element | undefined {
  const parent = element.parentNode;
  return parent && "tagName" in parent ? parent : undefined;
}

/** Returns the nearest element, from the given one outward, that fits. */
export function closest(element: Element | undefined, fits: (element: Element) => boolean): Element | undefined {
  let at = element;
  while (at && !fits(at)) at = parentOf(at);
  return at;
}

/** Elements that close implicitly, or have no end tag: they do not nest. */
const NO_NESTING = new Set(
  "p li dt dd tr td th tbody thead tfoot option optgroup colgroup rt rp area base br col embed hr img input link meta source track wbr".split(
    " ",
  ),
);
/** Elements that hold only text, whatever it looks like. */
const RAW = /^(?:script|style|title|textarea|xmp|iframe|noembed|noframes|noscript)$/;

/**
 * Removes tags that nest deeper than `deepest`; the text between them stays. The time that HTML's nesting rules take
 * grows with the square of the depth.
 */
export function withoutDeepNesting(html: string, deepest: number): string {
  const kept: string[] = [];
  const dropped = new Map<string, number>();
  const tag = /<(\/?)([a-z][^\s/>]*)/giy;
  let depth = 0;
  let from = 0;
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at + 1)) {
    if (html.startsWith("<!--", at)) {
      at = html.indexOf("-->", at + 2);
      if (at < 0) break;
      continue;
    }
    tag.lastIndex = at;
    const [, slash, written = ""] = tag.exec(html) ?? [];
    const name = written.toLowerCase();
    if (name === "" || NO_NESTING.has(name)) continue;
    const end = html.indexOf(">", at);
    if (end < 0) break;
    const gone = dropped.get(name) ?? 0;
    const drop = slash ? gone > 0 : depth >= deepest;
    if (drop) {
      dropped.set(name, gone + (slash ? -1 : 1));
      kept.push(html.slice(from, at));
      from = end + 1;
    } else if (slash) depth = Math.max(0, depth - 1);
    else depth++;
    if (!slash && RAW.test(name)) {
      const close = new RegExp(`</${name}`, "gi");
      close.lastIndex = end;
      const found = close.exec(html);
      if (!found) break;
      at = found.index - 1;
    } else if (drop) at = end;
  }
  kept.push(html.slice(from));
  return kept.join("");
}
