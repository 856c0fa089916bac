import { SaxesParser } from "saxes";

/** Callbacks for the elements of XML. Names are `prefix:local`, with the prefixes of the given namespaces. */
export interface XmlReader {
  /** `attributes` by local name, without their prefix. */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Documents nest elements a few dozen deep. Anything deeper was made to do harm. */
const MAX_DEPTH = 5000;

/**
 * Reads XML, and gives elements the prefixes of their namespaces, whatever the file calls them; elements of other
 * namespaces get the prefix `other`. Nothing is fetched, and entities cannot be declared.
 *
 * @throws {Error} if the XML is not well-formed, declares a document type or is nested too deep
 */
export function readXml(bytes: Uint8Array, namespaces: ReadonlyMap<string, string>, reader: XmlReader): void {
  const parser = new SaxesParser({ xmlns: true });
  let depth = 0;
  const nameOf = (tag: { local: string; uri: string }): string => `${namespaces.get(tag.uri) ?? "other"}:${tag.local}`;
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("doctype", () => {
    throw new Error("it declares a document type");
  });
  parser.on("opentag", (tag) => {
    if (++depth > MAX_DEPTH) throw new Error(`its elements are nested more than ${MAX_DEPTH} deep`);
    const attributes: Record<string, string> = {};
    for (const { local, value } of Object.values(tag.attributes)) attributes[local] = value;
    reader.open(nameOf(tag), attributes);
  });
  parser.on("text", (text) => reader.text?.(text));
  parser.on("cdata", (text) => reader.text?.(text));
  parser.on("closetag", (tag) => {
    depth--;
    reader.close?.(nameOf(tag));
  });
  parser.write(decoded(bytes)).close();
}

function decoded(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}
