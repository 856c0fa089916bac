import { attribute, type Element } from "./html-tree.ts";
import { formatNumber } from "./number-format.ts";

interface OpenList {
  readonly element: Element;
  readonly type: string;
  next: number;
  /** The number of the open item, until a paragraph takes it. */
  label?: string;
}

/** The numbers that the numbered lists of a page print before their items. */
export class HtmlLists {
  readonly #open: OpenList[] = [];

  enter(element: Element): void {
    const { tagName } = element;
    if (tagName === "ol" || tagName === "ul") {
      const type = tagName === "ul" ? "" : (attribute(element, "type") ?? "1");
      this.#open.push({ element, type, next: numberOf(attribute(element, "start")) ?? 1 });
    } else if (tagName === "li") {
      const list = this.#open.at(-1);
      if (!list?.type) return;
      list.next = numberOf(attribute(element, "value")) ?? list.next;
      list.label = printed(list.next++, list.type);
    }
  }

  leave(element: Element): void {
    if (this.#open.at(-1)?.element === element) this.#open.pop();
    else if (element.tagName === "li") delete this.#open.at(-1)?.label;
  }

  /** Returns the number of the open item once: only its first paragraph has it. */
  label(): string | undefined {
    const list = this.#open.at(-1);
    const label = list?.label;
    delete list?.label;
    return label;
  }
}

const numberOf = (text: string | undefined): number | undefined => {
  const number = Number.parseInt(text ?? "", 10);
  return Number.isNaN(number) ? undefined : number;
};

function printed(value: number, type: string): string {
  if (type === "a" || type === "i") return `(${formatNumber(value, type === "a" ? "lowerLetter" : "lowerRoman")})`;
  if (type === "A" || type === "I") return `${formatNumber(value, type === "A" ? "upperLetter" : "upperRoman")}.`;
  return `${value}.`;
}
