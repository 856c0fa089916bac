import { SaxesParser, type SaxesTagPlain } from "saxes";
import { languageCode, languageTag } from "../language/profile.ts";
import type { ImportedUnit, InlineCode } from "../memory/stored.ts";
import { SegmentReader } from "./inline-codes.ts";
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
/** A unit has no more properties than this, and none is longer; what is over is reported, and left out. */
const MOST_PROPERTIES = 100;
const MOST_PROPERTY = 4000;
/** Attributes of units and variants that are kept as properties. */
export const KEPT_ATTRIBUTES = [
  "usagecount",
  "lastusagedate",
  "creationtool",
  "creationtoolversion",
  "creationdate",
  "creationid",
  "changedate",
  "changeid",
] as const;
/** Props that Sextant itself writes: they are a unit's own fields. */
const OWN = new Set(["x-symbol", "x-position", "x-role", "x-number", "x-confidence", "x-origin", "x-status"]);

/**
 * Reads the translation units of a TMX file, 1.1 to 1.4b, as they come; memory does not grow with the file. Tolerated:
 * UTF-16 and UTF-8 with or without a byte order mark, gzip, the first `.tmx` of a ZIP archive, `lang` for `xml:lang`, any case and `_` in language tags,
 * missing attributes, `srclang="*all*"`, notes and props after variants. Inline codes are kept beside the segments, see
 * {@link InlineCode}; notes, props and who made a unit when as its properties, those of a variant with its language before
 * the name (`fr changeid`), several of one name in as many lines. No DTD is fetched and no entity is expanded but XML's own five.
 *
 * A second variant in a language (`en-US` beside `en-GB`, another translation) makes a unit of its own with the variants of
 * the other languages. A unit with something wrong in it is reported and passed over, and the rest goes on.
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
        tags: new Map(),
        codes: new Map(),
        others: [],
        language: undefined,
        segment: undefined,
        prop: undefined,
        left: 0,
        wrong: false,
      };
    const unit = this.#unit;
    if (!unit) return;
    if (unit.segment) {
      unit.segment.open(name, attributes);
      return;
    }
    if (name === "tuv") {
      const tag = attributes["xml:lang"] ?? attributes.lang;
      try {
        unit.language = languageCode(tag ?? "");
        unit.tag = languageTag(tag ?? "");
      } catch {
        this.#wrong(tag ? `${JSON.stringify(tag)} is no language tag` : "a variant names no language");
      }
    } else if (name === "seg") unit.segment = new SegmentReader();
    else if (name === "prop") unit.prop = { type: attributes.type ?? "", value: "" };
    else if (name === "note") unit.prop = { type: "note", value: "" };
    if (name === "tu" || name === "tuv")
      for (const key of KEPT_ATTRIBUTES) if (attributes[key]) this.#keep(unit, key, attributes[key]);
  }

  #close(name: string): void {
    this.#handled = this.#written;
    this.#path.pop();
    const unit = this.#unit;
    if (!unit) return;
    if (unit.segment && name !== "seg") unit.segment.close(name);
    else if ((name === "prop" || name === "note") && unit.prop) {
      this.#keep(unit, unit.prop.type, unit.prop.value.trim());
      unit.prop = undefined;
    } else if (name === "seg" && unit.segment) {
      const { text, codes } = unit.segment.end();
      if (unit.segment.size > MOST_SEGMENT) this.#wrong(`a segment of ${unit.segment.size} characters`);
      else if (text && unit.language) {
        const tag = unit.tag === unit.language ? undefined : unit.tag;
        const variant = { language: unit.language, text, tag, codes };
        if (!unit.variants.has(unit.language)) setVariant(unit, variant);
        else if (unit.variants.get(unit.language) !== text) unit.others.push(variant);
      }
      unit.segment = undefined;
    } else if (name === "tuv") unit.language = undefined;
    else if (name === "tu") {
      this.#unit = undefined;
      if (unit.left > 0 && !unit.wrong)
        this.#report({
          ...place(unit),
          message: `${unit.left} properties are too many, or too long, and were left out`,
        });
      if (unit.wrong) return;
      if (unit.variants.size === 0) this.#report({ ...place(unit), message: "a unit without any text" });
      else this.#ready.push(imported(unit), ...unit.others.map((variant) => imported(withVariant(unit, variant))));
    }
  }

  #text(text: string): void {
    this.#handled = this.#written;
    const unit = this.#unit;
    if (!unit) return;
    if (unit.prop) unit.prop.value += text.slice(0, MOST_SEGMENT);
    else if (unit.segment && unit.segment.size <= MOST_SEGMENT) unit.segment.text(text);
  }

  /** Keeps a property of the unit, or of the variant that is open. */
  #keep(unit: Draft, name: string, value: string): void {
    const key = unit.language ? `${unit.language} ${name}` : name;
    const before = unit.props.get(key);
    const all = before === undefined ? value : `${before}\n${value}`;
    if (all.length > MOST_PROPERTY || (before === undefined && unit.props.size >= MOST_PROPERTIES)) unit.left++;
    else if (value !== "") unit.props.set(key, all);
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
  readonly tags: Map<string, string>;
  readonly codes: Map<string, readonly InlineCode[]>;
  /** Further variants in a language that has one: each makes a unit of its own with those of the other languages. */
  readonly others: Variant[];
  language: string | undefined;
  tag?: string;
  segment: SegmentReader | undefined;
  prop: { type: string; value: string } | undefined;
  /** Properties that were left out. */
  left: number;
  /** Whether it is passed over. */
  wrong: boolean;
}

interface Variant {
  readonly language: string;
  readonly text: string;
  /** Where it is more than the language. */
  readonly tag: string | undefined;
  readonly codes: readonly InlineCode[];
}

function setVariant(unit: Pick<Draft, "variants" | "tags" | "codes">, { language, text, tag, codes }: Variant): void {
  unit.variants.set(language, text);
  if (tag) unit.tags.set(language, tag);
  else unit.tags.delete(language);
  if (codes.length > 0) unit.codes.set(language, codes);
  else unit.codes.delete(language);
}

function withVariant(unit: Draft, variant: Variant): Draft {
  const own = {
    ...unit,
    variants: new Map(unit.variants),
    tags: new Map(unit.tags),
    codes: new Map(unit.codes),
  };
  setVariant(own, variant);
  return own;
}

function place({ line, tuid }: Draft): { line: number; tuid?: string } {
  return { line, ...(tuid !== undefined && { tuid }) };
}

function imported({ tuid, props, variants, tags, codes }: Draft): ImportedUnit {
  const confidence = Number(props.get("x-confidence") ?? 1);
  const number = props.get("x-number");
  const status = props.get("x-status");
  const properties = [...props].filter(([key]) => !OWN.has(key) && !key.endsWith(" x-official"));
  return {
    ...(tuid !== undefined && { tuid }),
    ...(number !== undefined && { number }),
    role: props.get("x-role") ?? "text",
    confidence: confidence >= 0 && confidence <= 1 ? confidence : 1,
    origin: props.get("x-origin") ?? "imported",
    ...(status !== undefined && { status }),
    variants: Object.fromEntries(variants),
    ...(tags.size > 0 && { tags: Object.fromEntries(tags) }),
    ...(codes.size > 0 && { codes: Object.fromEntries(codes) }),
    ...(properties.length > 0 && { properties: Object.fromEntries(properties) }),
    unofficial: [...variants.keys()].filter((language) => props.get(`${language} x-official`) === "no"),
  };
}
