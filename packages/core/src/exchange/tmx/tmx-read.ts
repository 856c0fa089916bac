/**
 * Room tmx: TMX 1.4 and older. In: the text of a file, or units. Out: units with what the file says of them, and
 * problems with their lines; or the pieces of a file. Imports language, and of memory what is stored.
 *
 * @module
 */

import { SaxesParser, type SaxesTagPlain } from "saxes";
import { SextantError, type UnreadableOptions } from "../../error.ts";
import type { FileHeader, ImportedUnit } from "../../memory/stored.ts";
import { NOT_ESCAPED, notEscaped, notWellFormed, type Report, unknownEntity } from "../problem.ts";
import { TOOL } from "./elements.ts";
import { declaredEntities, entitiesOf } from "./entities.ts";
import { HeaderReader } from "./header.ts";
import { Lenient } from "./lenient.ts";
import { Draft } from "./unit-draft.ts";

/** A file that is not TMX, or cannot be read further. */
export class UnreadableTmx extends SextantError {
  override name = "UnreadableTmx";

  constructor(message: string, options?: UnreadableOptions) {
    super("unreadable-file", message, options);
  }
}

/** A longer text, tag or comment ends the reading, so that memory stays bounded. */
const MAX_PENDING_CHARACTERS = 4 * 1024 * 1024;

/**
 * Reads the translation units of a TMX file, 1.1 to 1.4b, as a stream; memory does not grow with the file. It tolerates
 * `lang` for `xml:lang`, any case and `_` in language tags, older names (`ZH-CHS`), a prefix before the names of elements, missing
 * attributes, notes and props after variants, and unescaped `&` and `<`. Short entities that the file declares are expanded; none
 * is fetched; one that is not declared stays as it is written.
 *
 * Everything in TMX 1.4b is kept: texts, inline codes, attributes, notes and props, see {@link UnitDetails}. A further
 * variant in a language (`en-GB` beside `en-US`, another translation) has a key of its own. A unit with an error is
 * reported and left out, and reading continues.
 *
 * @param portions of the file's text
 * @param report receives each problem, in order of place
 * @param onHeader receives what the file says about itself, once it is read
 * @throws {UnreadableTmx} if the file is not TMX, ends too early, or holds a text too large for memory
 */
export async function* tmxUnits(
  portions: AsyncIterable<string>,
  report: Report,
  onHeader?: (header: FileHeader) => void,
): AsyncGenerator<ImportedUnit> {
  const reader = new TmxReader(report);
  for await (const text of portions) {
    reader.write(text);
    yield* reader.take();
  }
  reader.close();
  yield* reader.take();
  if (reader.header) onHeader?.(reader.header);
}

class TmxReader {
  readonly #parser = new SaxesParser({ xmlns: false, position: true });
  readonly #lenient: Lenient;
  readonly #report: Report;
  #ready: ImportedUnit[] = [];
  #path: string[] = [];
  #unit: Draft | undefined;
  #header: HeaderReader | undefined;
  header: FileHeader | undefined;
  /** End of the last piece of the file that was handled, in characters. */
  #handled = 0;
  #written = 0;
  #sawBody = false;
  #closed = false;
  /** Whether the portion that is read holds bytes that are no text. */
  #hasIllFormed = false;

  constructor(report: Report) {
    this.#report = report;
    const parser = this.#parser;
    parser.ENTITIES = declaredEntities((name) => this.#repaired("entity", unknownEntity(name)));
    parser.on("doctype", (text) => Object.assign(parser.ENTITIES, Object.fromEntries(entitiesOf(text))));
    parser.on("opentag", (tag) => this.#open(tag));
    parser.on("closetag", (tag) => this.#close(withoutPrefix(tag.name)));
    parser.on("text", (text) => this.#text(text));
    parser.on("cdata", (text) => this.#text(text));
    parser.on("error", (error) => this.#wrong(error.message.replace(/^\d+:\d+: /, "")));
    this.#lenient = new Lenient(
      (text) => parser.write(text),
      (character) => this.#repaired(NOT_ESCAPED, notEscaped(character)),
    );
  }

  take(): ImportedUnit[] {
    return this.#ready.splice(0);
  }

  write(text: string): void {
    this.#hasIllFormed = !text.isWellFormed();
    this.#lenient.write(text);
    this.#written += text.length;
    if (this.#written - this.#handled > MAX_PENDING_CHARACTERS)
      throw new UnreadableTmx(`line ${this.#parser.line}: a text of more than ${MAX_PENDING_CHARACTERS} characters`);
  }

  close(): void {
    this.#lenient.close();
    this.#closed = true;
    const open = this.#path.at(-1);
    // The parser forgets its place as it closes.
    const { line } = this.#parser;
    try {
      this.#parser.close();
    } catch (error) {
      throw new UnreadableTmx((error as Error).message, { cause: error, why: { reason: "damaged" } });
    }
    if (open)
      throw new UnreadableTmx(`line ${line}: the file ends inside <${open}>`, {
        why: { reason: "ends-early", values: { line } },
      });
    if (!this.#sawBody)
      throw new UnreadableTmx("this is no TMX file: it has no <body>", { why: { reason: "no-units" } });
  }

  #open({ name: written, attributes }: SaxesTagPlain): void {
    this.#handled = this.#written;
    const name = withoutPrefix(written);
    if (this.#path.length === 0 && name !== "tmx")
      throw new UnreadableTmx(`this is no TMX file: it begins with <${name}>`, { why: { reason: "no-units" } });
    this.#path.push(name);
    if (name === "body") this.#sawBody = true;
    else if (name === "header" && !this.header && !this.#unit) this.#header = new HeaderReader(attributes);
    else if (name === "tu" && !this.#unit)
      this.#unit = new Draft(this.#parser.line, attributes, this.#report, this.#isOurs());
    else if (this.#unit) this.#unit.open(name, attributes, this.#parser.line);
    else this.#header?.open(name, attributes);
  }

  #close(name: string): void {
    this.#handled = this.#written;
    this.#path.pop();
    if (name === "header" && this.#header) {
      this.header = this.#header.end();
      this.#header = undefined;
    } else if (name === "tu" && this.#unit) {
      const unit = this.#unit.end();
      if (unit) this.#ready.push(unit);
      this.#unit = undefined;
    } else if (this.#unit) this.#unit.close(name);
    else this.#header?.close(name);
  }

  #text(text: string): void {
    this.#handled = this.#written;
    if (this.#unit) this.#unit.text(text);
    else this.#header?.text(text);
  }

  /** Whether the file was written by Sextant: then some props are fields of a unit. */
  #isOurs(): boolean {
    return this.header?.attributes.creationtool === TOOL;
  }

  #repaired(reason: string, message: string): void {
    const { line } = this.#parser;
    const tuid = this.#unit?.tuid;
    this.#report({ kind: "repaired", reason, line, ...(tuid !== undefined && { tuid }), message });
  }

  #wrong(message: string): void {
    // `close` explains problems at the end of the file better than the parser does.
    if (this.#closed) return;
    const { line } = this.#parser;
    const { reason, message: said, isRepaired } = notWellFormed(message, this.#hasIllFormed);
    if (isRepaired) this.#repaired(reason, said);
    else if (this.#unit) this.#unit.wrong(reason, said, line);
    else this.#report({ kind: "part", reason, line, message: said });
  }
}

const withoutPrefix = (name: string): string => name.slice(name.indexOf(":") + 1);
