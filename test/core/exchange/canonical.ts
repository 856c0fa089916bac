import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DtdValidator, XmlDocument, XmlDtd } from "libxml2-wasm";
import { SaxesParser } from "saxes";

/** The elements of TMX that hold no text. */
const WITHOUT_TEXT = ["tmx", "header", "body", "tu", "tuv", "ude"];
const CODES = ["bpt", "ept", "ph", "it", "ut"];

/**
 * What a TMX file says, as canonical XML has it: attributes in order, nothing between the elements that hold no text.
 *
 * @param level 1 to leave codes out, and the tags of what is highlighted
 */
export function canonical(xml: string, level: 1 | 2 = 2): string {
  const parser = new SaxesParser({ xmlns: false });
  const path: string[] = [];
  let codes = 0;
  let out = "";
  const escaped = (text: string): string => JSON.stringify(text).slice(1, -1).replaceAll("<", "&lt;");
  const isShown = (name: string): boolean => level === 2 || (codes === 0 && name !== "hi");
  parser.on("opentag", ({ name, attributes }) => {
    path.push(name);
    if (CODES.includes(name)) codes++;
    if (!isShown(name)) return;
    const own = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
    out += `<${name}${own.map(([key, value]) => ` ${key}="${escaped(value)}"`).join("")}>`;
  });
  parser.on("closetag", ({ name }) => {
    path.pop();
    if (isShown(name)) out += `</${name}>`;
    if (CODES.includes(name)) codes--;
  });
  parser.on("text", (text) => {
    if ((level === 2 || codes === 0) && !WITHOUT_TEXT.includes(path.at(-1) ?? "tmx")) out += escaped(text);
  });
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(xml).close();
  return out;
}

export const readDtd = (): Promise<string> => readFile(join(import.meta.dirname, "tmx14.dtd"), "utf8");

/** @throws if a file is not valid against the DTD of TMX 1.4 */
export async function isValid(text: string): Promise<void> {
  const document = XmlDocument.fromString(text);
  const validator = new DtdValidator(XmlDtd.fromString(await readDtd()));
  validator.validate(document);
  validator.dispose();
  document.dispose();
}
