import { SaxesParser, type SaxesTagPlain } from "saxes";
import { languageCode } from "../language/profile.ts";
import type { ImportedUnit } from "../memory/stored.ts";
import type { ImportProblem } from "./problem.ts";
import { decoded } from "./unpack.ts";

/** A TMX file that is not one, or that cannot be read on. */
export class UnreadableTmx extends Error {
  override name = "UnreadableTmx";
}

/** A text, a tag or a comment of more characters than this ends the reading: memory stays bounded. */
const MOST_PENDING = 4 * 1024 * 1024;
/** A segment of more characters than this is no segment. */
const MOST_SEGMENT = 100_000;
/** Elements whose content is a tool's code and not text. */
const CODE = new Set(["bpt", "ept", "ph", "it", "ut"]);

/**
 * Reads the translation units of a TMX file, 1.1 to 1.4b, as they come; memory does not grow with the file. Tolerated:
 * UTF-16 and UTF-8 with or without a byte order mark, gzip, the first `.tmx` of a ZIP archive, `lang` for `xml:lang`, any case and `_` in language tags,
 * missing attributes, `srclang="*all*"`, notes and props after variants. Inline codes are left out of segments, their
 * text (`hi`) is kept. No DTD is fetched and no entity is expanded but XML's own five.
 *
 * A unit with something wrong in it is reported and passed over, and the rest goes on.
 *
 * @param report told of each problem, in order of place
 * @throws {UnreadableTmx} for a file that is no TMX, ends too early, or holds a text too large for memory
 */
export async function* readTmx(
  bytes: AsyncIterable<Uint8Array>,
  report: (problem: ImportProblem) => void,
): AsyncGenerator<ImportedUnit> {
  const reader = new UnitReader(report);
  for await (const text of decoded(bytes, ".tmx", UnreadableTmx)) {
    reader.write(text);
    yield* reader.take();
  }
  reader.close();
  yield* reader.take();
}

class UnitReader {
  readonly #parser = new SaxesParser({ xmlns: false, position: true });
  readonly #report: (problem: ImportProblem) => void;
  #ready: ImportedUnit[] = [];
  #path: string[] = [];
  #unit: Draft | undefined;
  /** Where the last piece of the file that could be handed on ended, in characters. */
  #handled = 0;
  #written = 0;
  #sawBody = false;
  #closed = false;

  constructor(report: (problem: ImportProblem) => void) {
    this.#report = report;
    const parser = this.#parser;
    parser.on("opentag", (tag) => this.#open(tag));
    parser.on("closetag", (tag) => this.#close(tag.name));
    parser.on("text", (text) => this.#text(text));
    parser.on("cdata", (text) => this.#text(text));
    parser.on("error", (error) => this.#wrong(error.message.replace(/^\d+:\d+: /, "")));
  }

  take(): ImportedUnit[] {
    return this.#ready.splice(0);
  }

  write(text: string): void {
    this.#parser.write(text);
    this.#written += text.length;
    if (this.#written - this.#handled > MOST_PENDING)
      throw new UnreadableTmx(`line ${this.#parser.line}: a text of more than ${MOST_PENDING} characters`);
  }

  close(): void {
    this.#closed = true;
    const open = this.#path.at(-1);
    try {
      this.#parser.close();
    } catch (error) {
      throw new UnreadableTmx((error as Error).message, { cause: error });
    }
    if (open) throw new UnreadableTmx(`line ${this.#parser.line}: the file ends inside <${open}>`);
    if (!this.#sawBody) throw new UnreadableTmx("this is no TMX file: it has no <body>");
  }

  #open({ name, attributes }: SaxesTagPlain): void {
    this.#handled = this.#written;
    if (this.#path.length === 0 && name !== "tmx")
      throw new UnreadableTmx(`this is no TMX file: it begins with <${name}>`);
    this.#path.push(name);
    if (name === "body") this.#sawBody = true;
    else if (name === "tu")
      this.#unit = {
        line: this.#parser.line,
        tuid: attributes.tuid,
        props: new Map(),
        variants: new Map(),
        language: undefined,
        text: "",
        prop: undefined,
        wrong: false,
      };
    const unit = this.#unit;
    if (!unit) return;
    if (name === "tuv") {
      const tag = attributes["xml:lang"] ?? attributes.lang;
      try {
        unit.language = languageCode((tag ?? "").replaceAll("_", "-"));
      } catch {
        this.#wrong(tag ? `${JSON.stringify(tag)} is no language tag` : "a variant names no language");
      }
    } else if (name === "seg") unit.text = "";
    else if (name === "prop") unit.prop = { type: attributes.type ?? "", value: "" };
  }

  #close(name: string): void {
    this.#handled = this.#written;
    this.#path.pop();
    const unit = this.#unit;
    if (!unit) return;
    if (name === "prop" && unit.prop) {
      const owner = unit.language ? `${unit.language} ${unit.prop.type}` : unit.prop.type;
      unit.props.set(owner, unit.prop.value.trim());
      unit.prop = undefined;
    } else if (name === "seg" && unit.language) {
      const text = unit.text.replace(/[^\S\u00a0\u202f\u3000]*[\r\n]+\s*/gu, " ").trim();
      if (text.length > MOST_SEGMENT) this.#wrong(`a segment of ${text.length} characters`);
      // Of two variants in one language the first is kept: the second is another translation, not another language.
      else if (text && !unit.variants.has(unit.language)) unit.variants.set(unit.language, text.normalize("NFC"));
    } else if (name === "tuv") unit.language = undefined;
    else if (name === "tu") {
      this.#unit = undefined;
      if (unit.wrong) return;
      if (unit.variants.size === 0) this.#report({ ...place(unit), message: "a unit without any text" });
      else this.#ready.push(imported(unit));
    }
  }

  #text(text: string): void {
    this.#handled = this.#written;
    const unit = this.#unit;
    if (!unit) return;
    if (unit.prop) unit.prop.value += text.slice(0, MOST_SEGMENT);
    else if (
      this.#path.includes("seg") &&
      !this.#path.some((name) => CODE.has(name)) &&
      unit.text.length <= MOST_SEGMENT
    )
      unit.text += text;
  }

  #wrong(message: string): void {
    // What the parser says at the end of the file, `close` says better.
    if (this.#closed) return;
    const line = this.#parser.line;
    if (!this.#unit) this.#report({ line, message });
    else if (!this.#unit.wrong) this.#report({ ...place(this.#unit), line, message });
    if (this.#unit) this.#unit.wrong = true;
  }
}

/** A unit being read. */
interface Draft {
  readonly line: number;
  readonly tuid: string | undefined;
  /** By type; those of a variant as `language type`. */
  readonly props: Map<string, string>;
  readonly variants: Map<string, string>;
  language: string | undefined;
  text: string;
  prop: { type: string; value: string } | undefined;
  /** Whether it is passed over. */
  wrong: boolean;
}

function place({ line, tuid }: Draft): { line: number; tuid?: string } {
  return { line, ...(tuid !== undefined && { tuid }) };
}

function imported({ tuid, props, variants }: Draft): ImportedUnit {
  const confidence = Number(props.get("x-confidence") ?? 1);
  const number = props.get("x-number");
  return {
    ...(tuid !== undefined && { tuid }),
    ...(number !== undefined && { number }),
    role: props.get("x-role") ?? "text",
    confidence: confidence >= 0 && confidence <= 1 ? confidence : 1,
    origin: props.get("x-origin") ?? "imported",
    variants: Object.fromEntries(variants),
    unofficial: [...variants.keys()].filter((language) => props.get(`${language} x-official`) === "no"),
  };
}
