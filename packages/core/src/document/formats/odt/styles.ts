import { formatNumber } from "../number-format.ts";
import { headingLevel, isMastheadStyle, isTitleStyle } from "../style-names.ts";

type Attributes = Readonly<Record<string, string>>;

interface Declared {
  readonly name: string;
  readonly parent?: string;
  readonly list?: string;
  raised?: boolean;
  hidden?: boolean;
  font?: string;
}

/** Properties of a style, inherited ones included. */
export interface OdtStyle {
  readonly isTitle: boolean;
  readonly inMasthead: boolean;
  readonly level?: number;
  /** The name of its list style. */
  readonly list?: string;
  readonly raised: boolean;
  readonly hidden: boolean;
  /** The name of its font; "" if it names none. */
  readonly font: string;
}

interface ListLevel {
  readonly format: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly start: number;
  /** The number of levels that are printed: this one and those above it. */
  readonly shown: number;
}

/** OpenDocument's names of number formats; other formats are given by an example. */
const FORMATS: Readonly<Record<string, string>> = {
  "1": "decimal",
  a: "lowerLetter",
  A: "upperLetter",
  i: "lowerRoman",
  I: "upperRoman",
};

/** Collects the styles and list styles of an OpenDocument text from its parts. */
export class OdtStyles {
  readonly #declared = new Map<string, Declared>();
  readonly #known = new Map<string, OdtStyle>();
  /** Families of fonts, by the names that styles call them by. */
  readonly #fonts = new Map<string, string>();
  readonly #lists = new Map<string, Map<number, ListLevel>>();
  readonly #reached = new Map<string, number[]>();
  #open: Declared | undefined;
  #list: Map<number, ListLevel> | undefined;

  /** Reads the start of an element that declares something. */
  open(name: string, attributes: Attributes): void {
    if (name === "style:style") {
      this.#open = {
        name: attributes["display-name"] ?? decodedName(attributes.name ?? ""),
        ...(attributes["parent-style-name"] && { parent: attributes["parent-style-name"] }),
        ...(attributes["list-style-name"] && { list: attributes["list-style-name"] }),
      };
      this.#declared.set(attributes.name ?? "", this.#open);
    } else if (name === "style:text-properties" && this.#open) {
      const position = attributes["text-position"];
      if (position !== undefined) this.#open.raised = /^super|^[1-9][\d.]*%/.test(position);
      if (attributes.display === "none") this.#open.hidden = true;
      const font = attributes["font-name"];
      if (font !== undefined) this.#open.font = this.#fonts.get(font) ?? font;
    } else if (name === "style:font-face")
      this.#fonts.set(attributes.name ?? "", (attributes["font-family"] ?? "").replace(/^'|'$/g, ""));
    else if (name === "text:list-style" || name === "text:outline-style") {
      this.#list = new Map();
      this.#lists.set(name === "text:outline-style" ? OUTLINE : (attributes.name ?? ""), this.#list);
    } else if (name === "text:list-level-style-number" || name === "text:outline-level-style")
      this.#list?.set(Number(attributes.level), {
        format: attributes["num-format"] ?? "",
        prefix: attributes["num-prefix"] ?? "",
        suffix: attributes["num-suffix"] ?? "",
        start: Number(attributes["start-value"] ?? 1) || 0,
        shown: Number(attributes["display-levels"] ?? 1) || 1,
      });
  }

  close(name: string): void {
    if (name === "style:style") this.#open = undefined;
  }

  style(name: string | undefined): OdtStyle {
    const style = this.#known.get(name ?? "") ?? this.#resolved(name);
    this.#known.set(name ?? "", style);
    return style;
  }

  /** Restarts a list. */
  restart(list: string): void {
    this.#reached.delete(list);
  }

  /**
   * Returns the next number of a list as printed, at a level from 1; `stated` is the number that an item states.
   * Undefined for bullets.
   */
  label(list: string, level: number, stated?: number): string | undefined {
    const levels = this.#lists.get(list);
    const own = levels?.get(level);
    if (!levels || !own) return undefined;
    const reached = this.#reached.get(list) ?? [];
    this.#reached.set(list, reached);
    reached[level] = stated ?? (reached[level] === undefined ? own.start : reached[level] + 1);
    reached.length = level + 1;
    if (own.format === "") return undefined;
    const numbers: string[] = [];
    for (let at = Math.max(1, level - own.shown + 1); at <= level; at++) {
      const one = levels.get(at);
      const number = reached[at] ?? one?.start ?? 1;
      reached[at] = number;
      if (one?.format) numbers.push(formatNumber(number, formatOf(one.format)));
    }
    return `${own.prefix}${numbers.join(".")}${own.suffix}`.trim() || undefined;
  }

  #resolved(name: string | undefined): OdtStyle {
    const chain: Declared[] = [];
    for (let at = name; at !== undefined; ) {
      const one: Declared | undefined = this.#declared.get(at);
      if (!one || chain.includes(one)) break;
      chain.push(one);
      at = one.parent;
    }
    // The parent of an automatic style, such as P1, is the named style that it changes.
    const named = chain.find(({ name: own }) => !/^[PT]\d+$/.test(own))?.name ?? "";
    const level = chain.map((one) => headingLevel(one.name)).find((one) => one !== undefined);
    const list = chain.find((one) => one.list)?.list;
    return {
      isTitle: isTitleStyle(named),
      inMasthead: isMastheadStyle(named),
      ...(level !== undefined && { level }),
      ...(list && { list }),
      raised: chain.find((one) => one.raised !== undefined)?.raised ?? false,
      hidden: chain.some((one) => one.hidden),
      font: chain.find((one) => one.font !== undefined)?.font ?? "",
    };
  }
}

/** The list in which headings are numbered. */
export const OUTLINE = "\u0000outline";

const formatOf = (format: string): string =>
  FORMATS[format] ??
  (/^[一壱壹]/u.test(format) ? "chineseCounting" : /^[aа]/u.test(format) ? "russianLower" : "decimal");

/** A style's name as people see it: `Heading_20_1` is `Heading 1`. */
const decodedName = (name: string): string =>
  name.replace(/_([0-9a-f]{2,4})_/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
