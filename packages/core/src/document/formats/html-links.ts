import { posix } from "node:path";
import { attribute, type Element, type Node, visit } from "./html-tree.ts";

/** A parsed page. */
export interface HtmlPage {
  /** Its path among the others, `text/notes.xhtml`; empty for a page alone. */
  readonly path: string;
  readonly root: { readonly childNodes: readonly Node[] };
}

/** Elements that stand in a line of text. */
export const INLINE = /^(?:a|b|cite|em|i|small|span|strong|sub|sup|u)$/;

/** The place that a link names: a page, as its place among them, and an id in it. */
interface Place {
  readonly page: number;
  readonly id: string;
}

/** The links of pages to places in them, in the order of reading, and their targets. */
export class HtmlLinks {
  readonly #byId: readonly Map<string, Element>[];
  readonly #places = new Map<Element, Place>();
  readonly #pages = new Map<Element, number>();
  readonly #leading = new Map<Element, Element[]>(); // the links to each target
  readonly #inText = new Set<Element>();

  constructor(pages: readonly HtmlPage[]) {
    this.#byId = pages.map(() => new Map());
    const byPath = new Map(pages.map(({ path }, at) => [path, at]));
    for (const [page, { path, root }] of pages.entries()) {
      let isBehindText = false;
      visit(root, {
        enter: (element) => {
          if (!INLINE.test(element.tagName)) isBehindText = false;
          const ids = this.#byId[page] as Map<string, Element>;
          const id = attribute(element, "id") ?? (element.tagName === "a" ? attribute(element, "name") : undefined);
          if (id && !ids.has(id)) ids.set(id, element);
          const [to, fragment] = element.tagName === "a" ? addressOf(element, path) : [];
          const target = to === undefined ? undefined : byPath.get(to);
          if (target !== undefined && fragment !== undefined) {
            this.#places.set(element, { page: target, id: fragment });
            this.#pages.set(element, page);
            if (isBehindText) this.#inText.add(element);
          }
          return true;
        },
        leave: ({ tagName }) => {
          if (!INLINE.test(tagName)) isBehindText = false;
        },
        text: (text) => {
          isBehindText ||= /\S/.test(text);
        },
      });
    }
    for (const link of this.#places.keys()) {
      const target = this.target(link);
      if (!target) continue;
      const leading = this.#leading.get(target);
      if (leading) leading.push(link);
      else this.#leading.set(target, [link]);
    }
  }

  get all(): Iterable<Element> {
    return this.#places.keys();
  }

  /** Whether an element is a link to a place in one of the pages, be there such a place or not. */
  isLink(element: Element): boolean {
    return this.#places.has(element);
  }

  /** The links that lead to an element. */
  leadingTo(target: Element): readonly Element[] {
    return this.#leading.get(target) ?? [];
  }

  /** Whether text stands before a link in its block. */
  isBehindText(link: Element): boolean {
    return this.#inText.has(link);
  }

  /** What a link leads to; undefined if it is not there. */
  target(link: Element): Element | undefined {
    const place = this.#places.get(link);
    return place && this.#byId[place.page]?.get(place.id);
  }

  /** The page on which a link stands, as its place among them. */
  pageOf(link: Element): number {
    return this.#pages.get(link) ?? 0;
  }

  isWithinPage(link: Element): boolean {
    return this.#places.get(link)?.page === this.#pages.get(link);
  }
}

/** The path of a page and the fragment that a link on another names; none for what has no fragment or stands elsewhere. */
function addressOf(link: Element, from: string): [path: string, fragment: string] | [] {
  const [, to, fragment] = /^\s*([^#]*)#(.+?)\s*$/su.exec(attribute(link, "href") ?? "") ?? [];
  if (to === undefined || fragment === undefined || /^(?:[a-z][a-z\d+.-]*:|\/)/i.test(to)) return [];
  return [to === "" ? from : posix.join(posix.dirname(from), decoded(to)), decoded(fragment)];
}

/** What was encoded for an address; as it is written if it is not well encoded. */
function decoded(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
