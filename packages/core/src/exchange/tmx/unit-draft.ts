import type { ImportedUnit, InlineCode, Property } from "../../memory/stored.ts";
import { isLanguageTag, type LanguageName, languageNamed, VariantKeys } from "../language-name.ts";
import { type ImportProblem, MAX_SEGMENT_CHARACTERS, type Report } from "../problem.ts";
import {
  FIELDS,
  type Field,
  OWN,
  OWN_AMONG_OTHERS,
  SEGTYPES,
  UNIT_ATTRIBUTES,
  VARIANT_ATTRIBUTES,
} from "./elements.ts";
import { propertyOf, withText } from "./header.ts";
import { SegmentReader } from "./segment-reader.ts";

/** Bounds of a unit: the most properties, their characters, and variants; what exceeds them is reported. */
const MAX_PROPERTIES = 1000;
const MAX_PROPERTY_CHARACTERS = 1_000_000;
const MAX_VARIANTS = 1000;

const UNIT: ReadonlySet<string> = new Set(UNIT_ATTRIBUTES);
const VARIANT: ReadonlySet<string> = new Set(VARIANT_ATTRIBUTES);

/** A translation unit that is being read. */
export class Draft {
  readonly tuid: string | undefined;
  readonly #line: number;
  readonly #report: Report;
  readonly #isOurs: boolean;
  /** What was reported about it: nothing is reported twice. */
  readonly #said = new Set<string>();
  readonly #properties: Property[] = [];
  #characters = 0;
  /** Number of properties that were left out. */
  #left = 0;
  readonly #keys = new VariantKeys();
  readonly #variants = new Map<string, string>();
  readonly #tags = new Map<string, string>();
  readonly #codes = new Map<string, readonly InlineCode[]>();
  readonly #segments = new Map<string, string>();
  /** Key of the open variant; undefined if its language is invalid. */
  #variant: string | undefined;
  #isInVariant = false;
  /** Variants whose language is not known: what is said of them, and where. */
  readonly #nameless: { readonly message: string; readonly line: number }[] = [];
  #segment: SegmentReader | undefined;
  #property: Property | undefined;
  /** Whether the unit is left out. */
  #isWrong = false;

  constructor(line: number, attributes: Readonly<Record<string, string>>, report: Report, isOurs: boolean) {
    this.#line = line;
    this.tuid = attributes.tuid;
    this.#report = report;
    this.#isOurs = isOurs;
    this.#attributes(attributes, UNIT, "tuid");
  }

  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void {
    if (this.#segment) this.#segment.open(name, attributes);
    else if (name === "tuv") this.#openVariant(attributes, line);
    else if (name === "seg")
      this.#segment = new SegmentReader((kind, message) => this.#say(kind, "inline code", message, line));
    else if (name === "prop" || name === "note") this.#property = propertyOf(name, attributes);
  }

  close(name: string): void {
    if (this.#segment && name !== "seg") this.#segment.close(name);
    else if (this.#segment) this.#closeSegment(this.#segment);
    else if (this.#property && name === this.#property.kind) {
      this.#keep(this.#property);
      this.#property = undefined;
    } else if (name === "tuv") {
      this.#variant = undefined;
      this.#isInVariant = false;
    }
  }

  text(text: string): void {
    if (this.#property) this.#property = withText(this.#property, text);
    else this.#segment?.text(text);
  }

  /** Reports an error of the unit, which is then left out. */
  wrong(reason: string, message: string, line: number): void {
    if (!this.#isWrong) this.#say("unit", reason, message, line);
    this.#isWrong = true;
  }

  /** Returns the unit, unless it is left out. */
  end(): ImportedUnit | undefined {
    if (this.#isWrong) return undefined;
    // The others say enough where there are two.
    const isEnough = this.#variants.size > 1;
    for (const { message, line } of this.#nameless)
      if (isEnough) this.#say("part", "no language", `${message}: the variant was left out`, line);
      else this.wrong("no language", message, line);
    if (this.#isWrong) return undefined;
    // Codes alone are kept: they come back in the file, and no search finds them.
    if (this.#variants.size === 0 && ![...this.#segments.values()].some((content) => content.includes("<"))) {
      this.wrong("no text", "a unit without any text", this.#line);
      return undefined;
    }
    if (this.#left > 0) {
      const message = `${this.#left} properties are too many, or too long, and were left out`;
      this.#say("part", "too many properties", message, this.#line);
    }
    return this.#imported();
  }

  #openVariant(attributes: Readonly<Record<string, string>>, line: number): void {
    this.#isInVariant = true;
    const name = attributes["xml:lang"] ?? attributes.lang;
    let named: LanguageName;
    try {
      named = languageNamed(name ?? "");
    } catch {
      const message = name ? `${JSON.stringify(name)} is no language tag` : "a variant names no language";
      this.#nameless.push({ message, line });
      return;
    }
    if (this.#segments.size + this.#variants.size > MAX_VARIANTS) {
      this.wrong("too many variants", `more than ${MAX_VARIANTS} variants`, line);
      return;
    }
    this.#variant = this.#keys.next(named);
    if (named.tag !== named.language) this.#tags.set(this.#variant, named.tag);
    const isOther = name !== named.tag && isLanguageTag(name as string);
    if (isOther) this.#keep({ kind: "attribute", name: "xml:lang", value: name as string });
    this.#attributes(attributes, VARIANT, attributes["xml:lang"] === undefined ? "lang" : "xml:lang");
  }

  #closeSegment(segment: SegmentReader): void {
    this.#segment = undefined;
    if (segment.size > MAX_SEGMENT_CHARACTERS) {
      this.wrong("too long", `a segment of ${segment.size} characters`, this.#line);
      return;
    }
    const key = this.#variant;
    if (key === undefined) return;
    const { text, codes, content } = segment.end();
    if (text !== "") this.#variants.set(key, text);
    if (text !== "" && codes.length > 0) this.#codes.set(key, codes);
    if (content !== undefined || text === "") this.#segments.set(key, content ?? "");
  }

  /** Keeps the attributes of an element that TMX knows; `field` is kept elsewhere. */
  #attributes(attributes: Readonly<Record<string, string>>, known: ReadonlySet<string>, field: string): void {
    for (const name in attributes) {
      const value = attributes[name] as string;
      if (name === field) continue;
      if (known.has(name) && (name !== "segtype" || SEGTYPES.includes(value)))
        this.#keep({ kind: "attribute", name, value });
      else
        this.#say(
          "part",
          "attribute",
          `TMX has no attribute ${name}="${value.slice(0, 40)}" there: left out`,
          this.#line,
        );
    }
  }

  /** Keeps a property of the unit, or of the open variant. */
  #keep(property: Property): void {
    if (this.#isInVariant && this.#variant === undefined) return;
    this.#characters += property.value.length + (property.name?.length ?? 0);
    if (this.#properties.length >= MAX_PROPERTIES || this.#characters > MAX_PROPERTY_CHARACTERS) this.#left++;
    else this.#properties.push(this.#variant === undefined ? property : { variant: this.#variant, ...property });
  }

  #say(kind: ImportProblem["kind"], reason: string, message: string, line: number): void {
    if (this.#isWrong || this.#said.has(message)) return;
    this.#said.add(message);
    this.#report({ kind, reason, line, ...(this.tuid !== undefined && { tuid: this.tuid }), message });
  }

  /** Separates the fields of a unit, which Sextant writes as props, from other properties. */
  #fields(): { fields: Map<Field, string>; unofficial: string[]; others: Property[] } {
    // Our own files may hold units of other tools, whose props of these names are theirs.
    const isAmongOthers = this.#properties.some(({ name }) => name === `${OWN_AMONG_OTHERS}symbol`);
    const prefix = this.#isOurs && !isAmongOthers ? OWN : OWN_AMONG_OTHERS;
    const fields = new Map<Field, string>();
    const unofficial: string[] = [];
    const others = this.#properties.filter(({ kind, name, variant, value }) => {
      if (kind !== "prop" || !name?.startsWith(prefix)) return true;
      const own = name.slice(prefix.length);
      const field = variant === undefined ? FIELDS.find((known) => known === own) : undefined;
      if (field) fields.set(field, fields.get(field) ?? value);
      else if (variant !== undefined && own === "official") unofficial.push(...(value === "no" ? [variant] : []));
      else return true;
      return false;
    });
    return { fields, unofficial, others };
  }

  #imported(): ImportedUnit {
    const { fields, unofficial, others } = this.#fields();
    const confidence = Number(fields.get("confidence") ?? 1);
    const number = fields.get("number");
    const status = fields.get("status");
    const { tuid } = this;
    return {
      ...(tuid !== undefined && { tuid }),
      ...(number !== undefined && { number }),
      role: fields.get("role") ?? "text",
      confidence: confidence >= 0 && confidence <= 1 ? confidence : 1,
      origin: fields.get("origin") ?? "imported",
      ...(status !== undefined && { status }),
      variants: Object.fromEntries(this.#variants),
      ...(this.#tags.size > 0 && { tags: Object.fromEntries(this.#tags) }),
      ...(this.#codes.size > 0 && { codes: Object.fromEntries(this.#codes) }),
      ...(this.#segments.size > 0 && { segments: Object.fromEntries(this.#segments) }),
      ...this.#keys.order(),
      ...(others.length > 0 && { properties: others }),
      unofficial,
    };
  }
}
