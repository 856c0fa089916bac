import { romanNumber } from "../language/numerals/roman.ts";
import { asciiDigits } from "../language/script.ts";

/** A United Nations document symbol, in parts (ST/CS/SER.F/1, and the guide of the Dag Hammarskjöld Library). */
export interface DocumentSymbol {
  /** The symbol in one spelling: `A/RES/67/189`, `S/RES/1373(2001)`, `A/C.3/67/L.14/Rev.1`. */
  readonly symbol: string;
  /** The organ, with which the symbol begins: `A`, `A/C.3`, `A/HRC`, `E/CN.15`, `CTOC/COP/WG.7`. */
  readonly body: string;
  readonly kind: SymbolKind;
  /** Session of the organ, if the symbol holds one. */
  readonly session?: number;
  /** Year, if the symbol holds one. */
  readonly year?: number;
  /** Its change to an earlier document: `Rev.1`, `Add.1`, `Corr.2`. */
  readonly modification?: string;
}

/** Kinds of documents, by the parts of their symbols. */
export type SymbolKind =
  | "resolution"
  | "decision"
  | "statement"
  | "draft"
  | "meeting record"
  | "working paper"
  | "information"
  | "document";

/** A symbol in a text: `text.slice(start, end)`, UTF-16 code units. */
export interface SymbolPlace {
  readonly symbol: string;
  readonly start: number;
  readonly end: number;
}

const KINDS: readonly (readonly [RegExp, SymbolKind])[] = [
  [/^RES$/, "resolution"],
  [/^DEC$/, "decision"],
  [/^PRST$/, "statement"],
  [/^L\.\d+/, "draft"],
  [/^(?:PV|SR)\.\d+/, "meeting record"],
  [/^(?:WP|CRP)\.\d+/, "working paper"],
  [/^(?:INF|NV)\b/, "information"],
];
const MODIFICATION = /^(?:Rev|Add|Corr|Amend|Summary)\.\d+$/;
const SYMBOL =
  /^(?:A|S|E|T|ST|TD|DP|CTOC|CAC|CRC|CCPR|CEDAW|CERD|CAT|CMW|CRPD|CED|FCCC|UNEP|HSP|CD|DC|NPT|HRI|LC|ISBA|SPLOS|CLCS|ICC|IT|ICTR|MICT|ICCD|CBD|JIU|ID|AT)(?:\/[A-Z0-9][A-Za-z0-9.]*(?:-[A-Z0-9]+)?)+(?:\s?\(\d{4}\)|\s?\([IVXL]+\)\s?[A-Z]?)?$/;

/**
 * Parses a document symbol. Spaces before a year, and the script of digits, do not matter.
 *
 * @returns undefined if the text is not a symbol
 *
 * @example
 * ```ts
 * import { parseSymbol } from "@sextant/core/document";
 * parseSymbol("A/RES/67/189")?.session; // => 67
 * parseSymbol("and/or"); // => undefined
 * ```
 */
export function parseSymbol(text: string): DocumentSymbol | undefined {
  const symbol = asciiDigits(text.trim()).replace(/\s+/g, " ");
  if (symbol.length > 80 || !/\d/.test(symbol) || !SYMBOL.test(symbol)) return undefined;
  const plain = symbol.replace(/\s?\(/, "(").replace(/\)\s/, ")");
  const yearInBrackets = /\((\d{4})\)$/.exec(plain)?.[1];
  const parts = plain.replace(/\([^)]*\)[A-Z]?$/, "").split("/");
  const modification = parts.filter((part) => MODIFICATION.test(part)).join("/");
  const body: string[] = [];
  let kind: SymbolKind = "document";
  // Until 1976 the session stands in brackets: A/RES/217(III)A.
  const roman = /\(([IVXL]+)\)[A-Z]?$/.exec(plain)?.[1];
  let session = roman ? romanNumber(roman) : undefined;
  let year = yearInBrackets ? Number(yearInBrackets) : undefined;
  let atBody = true;
  for (const [at, part] of parts.entries()) {
    const found = KINDS.find(([pattern]) => pattern.test(part));
    if (found) {
      kind = found[1];
      atBody = false;
    } else if (/^\d+$/.test(part)) {
      atBody = false;
      const number = Number(part);
      if (number >= 1946 && number < 2100) year ??= number;
      // A number before another number is a session: A/67/156, A/RES/67/189, A/C.3/67/L.14.
      else if (session === undefined && at + 1 < parts.length && number <= 200) session = number;
    } else if (atBody) body.push(part);
  }
  return {
    symbol: plain,
    body: body.join("/"),
    kind,
    ...(session !== undefined && { session }),
    ...(year !== undefined && { year }),
    ...(modification && { modification }),
  };
}

const LONE =
  /^[A-Z]{1,9}(?:\/[A-Z0-9][A-Za-z0-9.]*(?:[–-][A-Za-z0-9.]+)*)+(?:\s?\(\d{4}\)|\s?\([IVXL]+\)\s?[A-Z]?)?(?:\s?[–-]\s?[A-Z]\/[\w/.]+)?\*{0,3}$/u;

/**
 * Whether a line holds only a symbol, as in a masthead or a running head. An unknown organ is accepted here: in running
 * text words with slashes are not symbols, but alone on a line they are.
 */
export function isSymbol(line: string): boolean {
  return line.length <= 60 && LONE.test(line) && /\d/.test(line) && /\/[^/]*\d/.test(line);
}

/** A document's symbol is within this many paragraphs from its beginning. */
const TOP_PARAGRAPHS = 8;

/** Finds the symbol that stands alone in one of a document's first paragraphs: its own, not one that it cites. */
export function symbolAlone(paragraphs: readonly string[]): string | undefined {
  return paragraphs.slice(0, TOP_PARAGRAPHS).find(isSymbol)?.replace(/\*+$/u, "");
}

/** Words for a resolution, by language: near them, `66/181` is a resolution. */
const RESOLUTION_WORDS: Readonly<Record<string, RegExp>> = {
  fr: /\brésolutions?\b/iu,
  en: /\bresolutions?\b/iu,
  es: /\bresolución|\bresoluciones\b/iu,
  ru: /резолюци/iu,
  zh: /决议/u,
  ar: /قرار/u,
};

/**
 * Finds the symbols in a text of any script: whole ones, and numbers of resolutions where the text speaks of
 * resolutions: `66/181` is A/RES/66/181, `1373 (2001)` is S/RES/1373(2001), `2012/12` is E/RES/2012/12.
 *
 * @returns the symbols in order of place
 *
 * @example
 * ```ts
 * import { findSymbols } from "@sextant/core/document";
 * findSymbols("Recalling its resolution 66/181", "en").map(({ symbol }) => symbol); // => ["A/RES/66/181"]
 * ```
 */
export function findSymbols(text: string, language: string): SymbolPlace[] {
  const plain = asciiDigits(text);
  // Digits outside the first plane would shift offsets; no official language uses them.
  if (plain.length !== text.length) return [];
  const found: SymbolPlace[] = [];
  for (const match of plain.matchAll(
    /(?<![\w/])[A-Z]{1,6}(?:\/[A-Z0-9][A-Za-z0-9.]*(?:-[A-Z0-9]+)?)+(?:\s?\(\d{4}\))?/g,
  )) {
    const whole = match[0].replace(/\.+$/, "");
    const parsed = parseSymbol(whole);
    if (parsed) found.push({ symbol: parsed.symbol, start: match.index, end: match.index + whole.length });
  }
  if (RESOLUTION_WORDS[language]?.test(text)) {
    for (const match of plain.matchAll(/(?<![\w/.])(\d{1,4})\/(\d{1,3})(?:\s?([A-Z])(?![\p{L}]))?(?![\w/])/gu)) {
      const first = Number(match[1]);
      const organ = first >= 1950 && first < 2100 ? "E/RES" : first >= 30 && first <= 150 ? "A/RES" : undefined;
      if (organ && !found.some(({ start, end }) => match.index < end && match.index + match[0].length > start))
        found.push({
          symbol: `${organ}/${match[1]}/${match[2]}${match[3] ?? ""}`,
          start: match.index,
          end: match.index + match[0].length,
        });
    }
    for (const match of plain.matchAll(/(?<![\w/])(\d{1,4})\s?\(((?:19|20)\d\d)\)/g))
      found.push({ symbol: `S/RES/${match[1]}(${match[2]})`, start: match.index, end: match.index + match[0].length });
  }
  return found.sort((a, b) => a.start - b.start);
}
