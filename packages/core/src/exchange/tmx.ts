import { compareLanguages, languageCode } from "../language/profile.ts";
import type { TranslationUnit } from "../memory/stored.ts";
import { attribute, content } from "./xml.ts";

/** What goes into a TMX file, and how. */
export interface TmxOptions {
  /** Languages to write, the source first; at least one. */
  readonly languages: readonly string[];
  /** Versions that are working translations: `documentSet language`; their variants say so. */
  readonly unofficial?: ReadonlySet<string>;
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

const TOOL = "Sextant";
const VERSION = "0.1.0";

/**
 * Writes translation units as TMX 1.4b (LISA OSCAR, 2005-04-26; the DTD's version is "1.4"): one multilingual file, the
 * source's variant first in each unit, `tuid` unique and stable, symbol, position, role, number, confidence and origin as
 * `prop`s of type `x-…`. Valid against tmx14.dtd. Units stream: memory does not grow with their number.
 *
 * Characters that XML 1.0 forbids (controls, lone surrogates) are left out of segments.
 */
export async function* writeTmx(units: AsyncIterable<TranslationUnit>, options: TmxOptions): AsyncGenerator<string> {
  const languages = [...new Set(options.languages.map(languageCode))];
  const source = languages[0];
  if (source === undefined) throw new RangeError("a TMX file needs at least one language");
  const counts = { units: 0, left: 0 };
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n`;
  yield `<header creationtool="${TOOL}" creationtoolversion="${VERSION}" segtype="sentence" o-tmf="${TOOL}" adminlang="en" srclang="${source}" datatype="plaintext" creationdate="${tmxDate(options.created ?? new Date())}"/>\n<body>\n`;
  for await (const unit of units) {
    const variants = languages.filter((language) => unit.variants[language]);
    if (variants.length === 0) {
      counts.left++;
      continue;
    }
    counts.units++;
    yield tu(unit, variants, options.unofficial);
  }
  yield "</body>\n</tmx>\n";
  options.report?.(counts);
}

function tu(unit: TranslationUnit, languages: readonly string[], unofficial: ReadonlySet<string> | undefined): string {
  const props: [string, string | undefined][] = [
    ["x-symbol", unit.symbol],
    ["x-position", String(unit.position)],
    ["x-role", unit.role],
    ["x-number", unit.number],
    ["x-confidence", unit.confidence.toFixed(4)],
    ["x-origin", unit.origin],
  ];
  const lines = [`<tu tuid="${attribute(`${unit.documentSet}#${unit.position}`)}">`];
  for (const [type, value] of props)
    if (value !== undefined) lines.push(`<prop type="${type}">${content(value)}</prop>`);
  for (const language of languages) {
    const working = unofficial?.has(`${unit.documentSet} ${language}`) ? `<prop type="x-official">no</prop>` : "";
    lines.push(`<tuv xml:lang="${language}">${working}<seg>${content(unit.variants[language] as string)}</seg></tuv>`);
  }
  lines.push("</tu>\n");
  return lines.join("\n");
}

/** `20121220T000000Z`. */
function tmxDate(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, "");
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
