import type { FileHeader, Property } from "../../memory/stored.ts";
import { MAX_SEGMENT_CHARACTERS } from "../problem.ts";
import { attribute, content } from "../xml.ts";
import { HEADER_ATTRIBUTES, MORE_HEADER_ATTRIBUTES, SEGTYPES } from "./elements.ts";

/** Most notes, props and encodings of a header; more are left out. */
const MAX_HEADER_ELEMENTS = 1000;
const MAP_ATTRIBUTES = ["unicode", "code", "ent", "subst"];

/** Collects the header of a TMX file. */
export class HeaderReader {
  readonly #attributes: Readonly<Record<string, string>>;
  readonly #properties: Property[] = [];
  readonly #encodings: string[] = [];
  #open: Property | undefined;

  constructor(attributes: Readonly<Record<string, string>>) {
    const known = [...Object.keys(HEADER_ATTRIBUTES), ...MORE_HEADER_ATTRIBUTES];
    this.#attributes = Object.fromEntries(
      known.flatMap((name) => (attributes[name] === undefined ? [] : [[name, attributes[name]]])),
    );
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#properties.length + this.#encodings.length >= MAX_HEADER_ELEMENTS) return;
    if (name === "note" || name === "prop") this.#open = propertyOf(name, attributes);
    else if (name === "ude") this.#encodings.push(`<ude${written(attributes, ["name", "base"])}>`);
    else if (name === "map" && this.#encodings.length > 0)
      this.#encodings[this.#encodings.length - 1] += `<map${written(attributes, MAP_ATTRIBUTES)}/>`;
  }

  close(name: string): void {
    if (name === "ude" && this.#encodings.length > 0) this.#encodings[this.#encodings.length - 1] += "</ude>";
    else if (this.#open && name === this.#open.kind) {
      this.#properties.push(this.#open);
      this.#open = undefined;
    }
  }

  text(text: string): void {
    if (this.#open) this.#open = withText(this.#open, text);
  }

  end(): FileHeader {
    return {
      attributes: this.#attributes,
      properties: this.#properties,
      // An encoding without a character is left out.
      encodings: this.#encodings.filter((own) => own.includes("<map") && own.endsWith("</ude>")),
    };
  }
}

/** Begins a note or prop. */
export function propertyOf(kind: "note" | "prop", attributes: Readonly<Record<string, string>>): Property {
  const language = attributes["xml:lang"] ?? attributes.lang;
  const encoding = attributes["o-encoding"];
  return {
    kind,
    ...(kind === "prop" && { name: attributes.type ?? "" }),
    value: "",
    ...(language !== undefined && { language }),
    ...(encoding !== undefined && { encoding }),
  };
}

/** Appends text to a note or prop; a text that is far too long is cut. */
export const withText = (property: Property, text: string): Property => ({
  ...property,
  value: (property.value + text).slice(0, MAX_SEGMENT_CHARACTERS),
});

/** Joins the headers of several files of one archive: the first header, with the notes and props of all. */
export function joinedHeaders(first: FileHeader, next: FileHeader): FileHeader {
  const known = new Set(first.properties.map((property) => JSON.stringify(property)));
  return {
    attributes: first.attributes,
    properties: [...first.properties, ...next.properties.filter((property) => !known.has(JSON.stringify(property)))],
    encodings: [...new Set([...(first.encodings ?? []), ...(next.encodings ?? [])])],
  };
}

/** Writes a header as TMX, with its required attributes; `attributes` precede those of the header. */
export function writtenHeader(header: FileHeader, attributes: Readonly<Record<string, string>>): string {
  const all: Record<string, string> = { ...HEADER_ATTRIBUTES, ...header.attributes, ...attributes };
  if (!SEGTYPES.includes(all.segtype as string)) all.segtype = HEADER_ATTRIBUTES.segtype as string;
  const own = written(all, [...Object.keys(HEADER_ATTRIBUTES), ...MORE_HEADER_ATTRIBUTES]);
  const inside = [...header.properties.map(writtenProperty), ...(header.encodings ?? [])];
  return inside.length === 0 ? `<header${own}/>\n` : `<header${own}>\n${inside.join("\n")}\n</header>\n`;
}

/** Writes a note or prop as TMX. */
export function writtenProperty({ kind, name = "", value, language, encoding }: Property): string {
  const attributes = {
    ...(kind === "prop" && { type: name }),
    ...(language !== undefined && { "xml:lang": language }),
    ...(encoding !== undefined && { "o-encoding": encoding }),
  };
  return `<${kind}${written(attributes, Object.keys(attributes))}>${content(value)}</${kind}>`;
}

const written = (attributes: Readonly<Record<string, string>>, names: readonly string[]): string =>
  names
    .flatMap((name) => (attributes[name] === undefined ? [] : [` ${name}="${attribute(attributes[name])}"`]))
    .join("");
