import { compareLanguages, languageCode } from "../language/profile.ts";
import { type TranslationUnit, tmxDate } from "../memory/stored.ts";
import { segmentContent } from "./inline-codes.ts";
import { KEPT_ATTRIBUTES } from "./tmx-read.ts";
import { attribute, content } from "./xml.ts";

/** What goes into a TMX file, and how. */
export interface TmxOptions {
  /** Languages to write, the source first; at least one. */
  readonly languages: readonly string[];
  /** Versions that are working translations: `documentSet language`; their variants say so. */
  readonly unofficial?: ReadonlySet<string>;
  /** TMX's level: 2 with the inline codes that the units have, 1 without; 2 if left out. */
  readonly level?: 1 | 2;
  /** Of the header; now, unless given. */
  readonly created?: Date;
  /** Called once at the end. */
  readonly report?: (counts: TmxCounts) => void;
}

/** What was written, and what the choice of languages left out. */
export interface TmxCounts {
  readonly units: number;
  /** Units with no variant in any of the languages. */
  readonly left: number;
}

/** Characters that are handed on at once: a unit at a time takes longer to hand on than to write. */
const PORTION = 1 << 18;
const TOOL = "Sextant";
const VERSION = "0.1.0";

/**
 * Writes translation units as TMX 1.4b (LISA OSCAR, 2005-04-26; the DTD's version is "1.4"): one multilingual file, the
 * source's variant first in each unit, `tuid` unique and stable, symbol, position, role, number, confidence, origin and
 * status as `prop`s of type `x-…`, and what other tools said of the units as they said it. Valid against tmx14.dtd. Units stream: memory does not grow with their number.
 *
 * Characters that XML 1.0 forbids (controls, lone surrogates) are left out of segments.
 */
export async function* writeTmx(units: AsyncIterable<TranslationUnit>, options: TmxOptions): AsyncGenerator<string> {
  const languages = [...new Set(options.languages.map(languageCode))];
  const source = languages[0];
  if (source === undefined) throw new RangeError("a TMX file needs at least one language");
  const counts = { units: 0, left: 0 };
  let portion = "";
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n`;
  yield `<header creationtool="${TOOL}" creationtoolversion="${VERSION}" segtype="sentence" o-tmf="${TOOL}" adminlang="en" srclang="${source}" datatype="plaintext" creationdate="${tmxDate(options.created ?? new Date())}"/>\n<body>\n`;
  for await (const unit of units) {
    const variants = languages.filter((language) => unit.variants[language]);
    if (variants.length === 0) {
      counts.left++;
      continue;
    }
    counts.units++;
    portion += tu(unit, variants, options);
    if (portion.length < PORTION) continue;
    yield portion;
    portion = "";
  }
  yield `${portion}</body>\n</tmx>\n`;
  options.report?.(counts);
}

function tu(unit: TranslationUnit, languages: readonly string[], { unofficial, level = 2 }: TmxOptions): string {
  const { tags = {}, codes = {} } = unit;
  const own = propertiesOf(unit);
  const source = languages[0] as string;
  const srclang = tags[source] === undefined ? "" : ` srclang="${attribute(tags[source])}"`;
  const lines = [
    `<tu tuid="${attribute(`${unit.documentSet}#${unit.position}`)}"${srclang}${keptAttributes(own)}>`,
    ...keptElements(own),
    `<prop type="x-symbol">${content(unit.symbol)}</prop>`,
    `<prop type="x-position">${unit.position}</prop>`,
    `<prop type="x-role">${unit.role}</prop>`,
  ];
  if (unit.number !== undefined) lines.push(`<prop type="x-number">${content(unit.number)}</prop>`);
  lines.push(
    `<prop type="x-confidence">${unit.confidence.toFixed(4)}</prop>`,
    `<prop type="x-origin">${unit.origin}</prop>`,
    `<prop type="x-status">${unit.status}</prop>`,
  );
  for (const language of languages) {
    const working = unofficial?.has(`${unit.documentSet} ${language}`) ? `<prop type="x-official">no</prop>` : "";
    const own = propertiesOf(unit, language);
    const tag = tags[language];
    lines.push(
      `<tuv xml:lang="${tag === undefined ? language : attribute(tag)}"${keptAttributes(own)}>${keptElements(own).join("")}${working}<seg>${segmentContent(unit.variants[language] as string, level === 2 ? codes[language] : [])}</seg></tuv>`,
    );
  }
  lines.push("</tu>\n");
  return lines.join("\n");
}

type Properties = readonly (readonly [name: string, value: string])[];

/** The properties of a unit itself, or of its variant in a language. */
function propertiesOf({ properties, variants }: TranslationUnit, language?: string): Properties {
  if (!properties) return [];
  return Object.entries(properties).flatMap(([key, value]) => {
    const of = Object.keys(variants).find((own) => key.startsWith(`${own} `));
    return of === language ? [[of === undefined ? key : key.slice(of.length + 1), value] as const] : [];
  });
}

const isAttribute = (name: string): boolean => (KEPT_ATTRIBUTES as readonly string[]).includes(name);

/** Those that are attributes in TMX. */
const keptAttributes = (properties: Properties): string =>
  properties.map(([name, value]) => (isAttribute(name) ? ` ${name}="${attribute(value)}"` : "")).join("");

/** The others, as notes and props. */
function keptElements(properties: Properties): string[] {
  return properties
    .filter(([name]) => !isAttribute(name))
    .map(([name, value]) =>
      name === "note" ? `<note>${content(value)}</note>` : `<prop type="${attribute(name)}">${content(value)}</prop>`,
    );
}

/** Languages in the order of a TMX file: the source first, then the house's order. */
export function sourceFirst(languages: readonly string[], source: string): string[] {
  const code = languageCode(source);
  return [
    code,
    ...languages
      .map(languageCode)
      .filter((language) => language !== code)
      .sort(compareLanguages),
  ];
}
