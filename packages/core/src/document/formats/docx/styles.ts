import { headingLevel, isMastheadStyle, isTitleStyle } from "../style-names.ts";
import { readXml } from "../xml.ts";
import { WORD } from "./namespaces.ts";

/** Properties of a style, inherited ones included. */
export interface Style {
  readonly name: string;
  /** Outline level, 1 for the outermost. */
  readonly level?: number;
  readonly isTitle: boolean;
  /** Whether it is a style for lines of the masthead. */
  readonly inMasthead: boolean;
  /** The list in which its paragraphs are numbered, and how deep. */
  readonly list?: { readonly id: string; readonly depth: number };
  readonly raised: boolean;
  readonly hidden: boolean;
  /** The name of its font; "" if it names none. */
  readonly font: string;
}

interface Declared {
  name: string;
  parent?: string;
  level?: number;
  list?: string;
  depth?: number;
  raised?: boolean;
  hidden?: boolean;
  font?: string;
}

/** Reads the styles of a Word file, by their id; `""` is the style of paragraphs that name none. */
export function readStyles(xml: Uint8Array | undefined): (id: string | undefined) => Style {
  const declared = new Map<string, Declared>();
  let style: Declared | undefined;
  const path: string[] = [];
  if (xml)
    readXml(xml, WORD, {
      open(name, attributes) {
        path.push(name);
        if (name === "w:style") {
          style = { name: "" };
          declared.set(attributes.styleId ?? "", style);
          if (attributes.type === "paragraph" && isOn(attributes.default)) declared.set("", style);
        }
        if (style) declare(style, name, path.at(-2), attributes);
      },
      close(name) {
        path.pop();
        if (name === "w:style") style = undefined;
      },
    });
  const known = new Map<string, Style>();
  return (id = "") => {
    const style = known.get(id) ?? resolved(declared, id);
    known.set(id, style);
    return style;
  };
}

/** Whether a property of Word is on: it is, unless its value says that it is not. */
export const isOn = (value: string | undefined): boolean =>
  value !== undefined && !/^(?:0|false|off|none)$/.test(value);

function declare(
  style: Declared,
  name: string,
  parent: string | undefined,
  { val, hAnsi, ascii = hAnsi }: Readonly<Record<string, string>>,
): void {
  if (name === "w:name" && parent === "w:style") style.name = val ?? "";
  else if (name === "w:basedOn" && val) style.parent = val;
  else if (name === "w:outlineLvl") style.level = Number(val) + 1;
  else if (name === "w:numId" && val) style.list = val;
  else if (name === "w:ilvl") style.depth = Number(val) || 0;
  else if (name === "w:vertAlign") style.raised = val === "superscript";
  else if (name === "w:vanish") style.hidden = isOn(val ?? "on");
  else if (name === "w:rFonts" && ascii) style.font = ascii;
}

function resolved(declared: ReadonlyMap<string, Declared>, id: string): Style {
  const chain: Declared[] = [];
  for (let at: string | undefined = id; at !== undefined; ) {
    const one: Declared | undefined = declared.get(at);
    if (!one || chain.includes(one)) break;
    chain.push(one);
    at = one.parent;
  }
  const first = <Key extends keyof Declared>(key: Key): Declared[Key] | undefined =>
    chain.find((one) => one[key] !== undefined)?.[key];
  const named = chain.map(({ name }) => headingLevel(name)).find((level) => level !== undefined);
  const level = first("level") ?? named;
  const list = first("list");
  return {
    name: chain[0]?.name ?? "",
    ...(level !== undefined && level >= 1 && level <= 9 && { level }),
    isTitle: isTitleStyle(chain[0]?.name ?? ""),
    inMasthead: isMastheadStyle(chain[0]?.name ?? ""),
    ...(list && list !== "0" && { list: { id: list, depth: first("depth") ?? 0 } }),
    raised: first("raised") ?? false,
    hidden: first("hidden") ?? false,
    font: first("font") ?? "",
  };
}
