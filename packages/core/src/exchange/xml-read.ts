import { SaxesParser } from "saxes";
import type { ImportedUnit } from "../memory/stored.ts";
import type { Unreadable } from "./files/encoding.ts";
import { NOT_ESCAPED, notEscaped, notWellFormed, unknownEntity } from "./problem.ts";
import { declaredEntities, entitiesOf } from "./tmx/entities.ts";
import { Lenient } from "./tmx/lenient.ts";

/** A longer text, tag or comment ends the reading, so that memory stays bounded. */
const MAX_PENDING_CHARACTERS = 4 * 1024 * 1024;

/** Receives the elements of an XML file; names are without their prefixes. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  close(name: string): void;
  text(text: string): void;
  /** Called where something is not well-formed; the open unit is left out. */
  wrong(reason: string, message: string, line: number): void;
  /** Called where something that is not well-formed was read as text. */
  repaired(reason: string, message: string, line: number): void;
  /** Returns the units that were read since the last call. */
  take(): ImportedUnit[];
}

/**
 * Reads the units of an XML file in portions; memory does not grow with it. Nothing is fetched; short entities that the
 * file itself declares are expanded.
 *
 * @param root the names that the first element may have
 * @throws {Unreadable} if the first element has another name, the file ends too early, or a text is too large for
 *   memory
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
  let hasIllFormed = false;
  parser.ENTITIES = declaredEntities((name) => handler.repaired("entity", unknownEntity(name), parser.line));
  parser.on("doctype", (text) => Object.assign(parser.ENTITIES, Object.fromEntries(entitiesOf(text))));
  parser.on("opentag", ({ name, attributes }) => {
    handled = written;
    if (depth++ === 0 && !root.includes(bare(name)))
      throw new unreadable(`it begins with <${name}>, not with <${root.join("> or <")}>`, {
        why: { reason: "no-units" },
      });
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
    if (isDone) return;
    const { reason, message, isRepaired } = notWellFormed(error.message.replace(/^\d+:\d+: /, ""), hasIllFormed);
    if (isRepaired) handler.repaired(reason, message, parser.line);
    else handler.wrong(reason, message, parser.line);
  });
  const lenient = new Lenient(
    (text) => parser.write(text),
    (character) => handler.repaired(NOT_ESCAPED, notEscaped(character), parser.line),
  );
  for await (const text of portions) {
    hasIllFormed = !text.isWellFormed();
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
    throw new unreadable((cause as Error).message, { cause, why: { reason: "damaged" } });
  }
  if (!isWhole)
    throw new unreadable(`line ${line}: the file ends too early`, { why: { reason: "ends-early", values: { line } } });
  yield* handler.take();
}
