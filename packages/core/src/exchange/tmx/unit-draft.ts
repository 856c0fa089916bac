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

/** A unit has no more properties and variants than this, and its properties no more characters; what is over is reported. */
const MAX_PROPERTIES = 1000;
const MAX_PROPERTY_CHARACTERS = 1_000_000;
const MAX_VARIANTS = 1000;

/** A translation unit being read. */
export class Draft {
  readonly tuid: string | undefined;
  readonly #line: number;
  readonly #report: Report;
  readonly #isOurs: boolean;
  /** What was reported of it so far: it is not said twice. */
  readonly #said = new Set<string>();
  readonly #properties: Property[] = [];
  #characters = 0;
  /** Properties that were left out. */
  #left = 0;
  readonly #keys = new VariantKeys();
  readonly #variants = new Map<string, string>();
  readonly #tags = new Map<string, string>();
  readonly #codes = new Map<string, readonly InlineCode[]>();
  readonly #segments = new Map<string, string>();
  /** Key of the variant that is open; its language has a name that is none where it is undefined. */
  #variant: string | undefined;
  #isInVariant = false;
  #segment: SegmentReader | undefined;
  #property: Property | undefined;
  /** Whether it is left out. */
  #isWrong = false;

  constructor(line: number, attributes: Readonly<Record<string, string>>, report: Report, isOurs: boolean) {
    this.#line = line;
    this.tuid = attributes.tuid;
    this.#report = report;
    this.#isOurs = isOurs;
    this.#attributes(attributes, UNIT_ATTRIBUTES, ["tuid"]);
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

  /** Something is wrong with the unit: it is left out. */
  wrong(reason: string, message: string, line: number): void {
    if (!this.#isWrong) this.#say("unit", reason, message, line);
    this.#isWrong = true;
  }

  /** The unit, unless it is left out. */
  end(): ImportedUnit | undefined {
    if (this.#isWrong) return undefined;
    if (this.#variants.size === 0) {
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
      this.wrong("no language", message, line);
      return;
    }
    if (this.#segments.size + this.#variants.size > MAX_VARIANTS) {
      this.wrong("too many variants", `more than ${MAX_VARIANTS} variants`, line);
      return;
    }
    this.#variant = this.#keys.next(named);
    if (named.tag !== named.language) this.#tags.set(this.#variant, named.tag);
    const isOther = name !== named.tag && isLanguageTag(name as string);
    const { lang: _, "xml:lang": __, ...others } = attributes;
    this.#attributes({ ...others, ...(isOther && { "xml:lang": name as string }) }, VARIANT_ATTRIBUTES, []);
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

  #attributes(attributes: Readonly<Record<string, string>>, known: readonly string[], fields: readonly string[]): void {
    for (const name of known) {
      const value = attributes[name];
      if (value !== undefined && (name !== "segtype" || SEGTYPES.includes(value)))
        this.#keep({ kind: "attribute", name, value });
    }
    const others = Object.keys(attributes).filter(
      (name) =>
        !fields.includes(name) &&
        (!known.includes(name) || (name === "segtype" && !SEGTYPES.includes(attributes[name] ?? ""))),
    );
    if (others.length > 0)
      this.#say("part", "attribute", `TMX has no attribute ${others.join(", ")} there: left out`, this.#line);
  }

  /** Keeps a property of the unit, or of the variant that is open. */
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

  /** A unit's own fields, as Sextant writes them in props, and the other properties. */
  #fields(): { fields: Map<Field | "official", Property[]>; others: Property[] } {
    // A file of ours may hold units of other tools, whose props of these names are theirs.
    const isAmongOthers = this.#properties.some(({ name }) => name === `${OWN_AMONG_OTHERS}symbol`);
    const prefix = this.#isOurs && !isAmongOthers ? OWN : OWN_AMONG_OTHERS;
    const fields = Map.groupBy(
      this.#properties,
      ({ kind, name = "", variant }) =>
        kind === "prop" &&
        (variant === undefined
          ? FIELDS.find((field) => name === prefix + field)
          : name === `${prefix}official`
            ? ("official" as const)
            : undefined),
    );
    const others = [...(fields.get(undefined) ?? []), ...(fields.get(false) ?? [])];
    // Their order is that of the file.
    const isOther = new Set(others);
    return {
      fields: fields as Map<Field | "official", Property[]>,
      others: this.#properties.filter((own) => isOther.has(own)),
    };
  }

  #imported(): ImportedUnit {
    const { fields, others } = this.#fields();
    const field = (name: Field): string | undefined => fields.get(name)?.[0]?.value;
    const confidence = Number(field("confidence") ?? 1);
    const number = field("number");
    const status = field("status");
    const { tuid } = this;
    return {
      ...(tuid !== undefined && { tuid }),
      ...(number !== undefined && { number }),
      role: field("role") ?? "text",
      confidence: confidence >= 0 && confidence <= 1 ? confidence : 1,
      origin: field("origin") ?? "imported",
      ...(status !== undefined && { status }),
      variants: Object.fromEntries(this.#variants),
      ...(this.#tags.size > 0 && { tags: Object.fromEntries(this.#tags) }),
      ...(this.#codes.size > 0 && { codes: Object.fromEntries(this.#codes) }),
      ...(this.#segments.size > 0 && { segments: Object.fromEntries(this.#segments) }),
      ...this.#keys.order(),
      ...(others.length > 0 && { properties: others }),
      unofficial: (fields.get("official") ?? []).flatMap(({ variant, value }) =>
        variant !== undefined && value === "no" ? [variant] : [],
      ),
    };
  }
}
