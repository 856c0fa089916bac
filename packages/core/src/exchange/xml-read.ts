import { SaxesParser } from "saxes";
import type { ImportedUnit } from "../memory/stored.ts";
import type { Unreadable } from "./encoding.ts";
import { entitiesOf } from "./tmx/entities.ts";
import { Lenient } from "./tmx/lenient.ts";

/** A text, a tag or a comment of more characters than this ends the reading: memory stays bounded. */
const MAX_PENDING_CHARACTERS = 4 * 1024 * 1024;

/** What takes an XML file as its elements come; names are without their prefixes. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  close(name: string): void;
  text(text: string): void;
  /** Something is not well-formed; what is open there is left out. */
  wrong(message: string, line: number): void;
  /** Something was read as text that should have been escaped. */
  escaped(character: string, line: number): void;
  /** The units that were read since it was asked last. */
  take(): ImportedUnit[];
}

/**
 * Reads the units of an XML file in portions; memory does not grow with it. Nothing is fetched; entities that the file
 * declares itself in a few words are expanded.
 *
 * @param root the names that the first element may have
 * @throws {Unreadable} for a file with another, one that ends too early, or a text too large for memory
 */
export async function* readXml(
  portions: AsyncIterable<string>,
  handler: XmlHandler,
  root: readonly string[],
  unreadable: Unreadable,
): AsyncGenerator<ImportedUnit> {
  const parser = new SaxesParser({ xmlns: false, position: true });
  let depth = 0;
  let [written, handled] = [0, 0];
  const bare = (name: string): string => name.slice(name.indexOf(":") + 1);
  let isDone = false;
  parser.on("doctype", (text) => Object.assign(parser.ENTITIES, Object.fromEntries(entitiesOf(text))));
  parser.on("opentag", ({ name, attributes }) => {
    handled = written;
    if (depth++ === 0 && !root.includes(bare(name)))
      throw new unreadable(`it begins with <${name}>, not with <${root.join("> or <")}>`);
    handler.open(bare(name), attributes, parser.line);
  });
  parser.on("closetag", ({ name }) => {
    handled = written;
    depth--;
    handler.close(bare(name));
  });
  const onText = (text: string): void => {
    handled = written;
    handler.text(text);
  };
  parser.on("text", onText);
  parser.on("cdata", onText);
  parser.on("error", (error) => {
    if (!isDone) handler.wrong(error.message.replace(/^\d+:\d+: /, ""), parser.line);
  });
  const lenient = new Lenient(
    (text) => parser.write(text),
    (character) => handler.escaped(character, parser.line),
  );
  for await (const text of portions) {
    lenient.write(text);
    written += text.length;
    if (written - handled > MAX_PENDING_CHARACTERS)
      throw new unreadable(`line ${parser.line}: a text of more than ${MAX_PENDING_CHARACTERS} characters`);
    yield* handler.take();
  }
  lenient.close();
  isDone = true;
  const { line } = parser;
  const isWhole = depth === 0;
  try {
    parser.close();
  } catch (cause) {
    throw new unreadable((cause as Error).message, { cause });
  }
  if (!isWhole) throw new unreadable(`line ${line}: the file ends too early`);
  yield* handler.take();
}
