import { compareLanguages, languageCode } from "../../language/profile.ts";
import {
  type FileHeader,
  type Property,
  type StoredDocumentSet,
  type TranslationUnit,
  tmxDate,
} from "../../memory/stored.ts";
import { chosenKeys, keysOf, tagOf } from "../chosen.ts";
import { attribute, content } from "../xml.ts";
import { FIELDS, HEADER_ATTRIBUTES, OWN, OWN_AMONG_OTHERS, TOOL } from "./elements.ts";
import { joinedHeaders, writtenHeader, writtenProperty } from "./header.ts";
import { segmentContent, withoutCodes } from "./inline-codes.ts";

/** Options for writing TMX. */
export interface TmxOptions {
  /**
   * Languages to write, the source first; at least one, as {@link chosenKeys} takes them. If left out, all languages of
   * the units, in the order of the file that they come from.
   */
  readonly languages?: readonly string[];
  /** Name of a language in the header, if it is more than what was asked for: `{ en: "en-US" }`. */
  readonly names?: Readonly<Record<string, string>>;
  /** Versions that are working translations, as `documentSet language`; their variants say so. */
  readonly unofficial?: ReadonlySet<string>;
  /** Header of the file that the units come from, see {@link headerOf}. */
  readonly header?: FileHeader;
  /** Document sets that came from files of other tools: their units are written as in those files. */
  readonly imported?: ReadonlySet<string>;
  /** TMX's level: 2 with inline codes, 1 without; 2 if left out. */
  readonly level?: 1 | 2;
  /** Creation date in the header, if the original file has none; now if left out. */
  readonly created?: Date;
  /** Called once at the end. */
  readonly report?: (counts: TmxCounts) => void;
}

/** What was written, and what the choice of languages left out. */
export interface TmxCounts {
  readonly units: number;
  /** Number of units that were left out because they have none of the languages. */
  readonly left: number;
  /** Number of inline codes that the format has no place for. */
  readonly codes?: number;
}

/** Number of characters that are passed on at once: passing on single units takes longer than writing them. */
const PORTION_CHARACTERS = 1 << 18;

/**
 * Writes translation units as TMX 1.4b (LISA OSCAR, 2005-04-26; the DTD's version is "1.4"): one multilingual file,
 * valid against tmx14.dtd. Units stream: memory does not grow with their number.
 *
 * The memory's own units have the source's variant first, a unique and stable `tuid`, and symbol, position, role,
 * number, confidence, origin and status as `prop`s of type `x-…`. Units from files of other tools are written as they
 * were, and what was added since as `x-sextant-…`.
 *
 * Characters that XML 1.0 forbids (controls, lone surrogates) are left out of segments.
 *
 * @returns the file in portions
 * @throws {RangeError} if `languages` is empty
 *
 * @example
 * ```ts
 * import { Memory } from "@sextant/core/memory";
 * import { writeTmx } from "@sextant/core/exchange";
 *
 * await using memory = await Memory.open("memory.sqlite");
 * let file = "";
 * for await (const portion of writeTmx(memory.units(), { languages: ["fr", "en"] })) file += portion;
 * file.includes('<tmx version="1.4">'); // => true
 * ```
 */
export async function* writeTmx(units: AsyncIterable<TranslationUnit>, options: TmxOptions): AsyncGenerator<string> {
  const { languages, names = {}, header } = options;
  languages?.forEach(languageCode);
  if (languages?.length === 0) throw new RangeError("a TMX file needs at least one language");
  const asked = languages?.[0];
  const source = asked === undefined ? undefined : (names[asked] ?? asked);
  const writer = new UnitWriter(options, source ?? header?.attributes.srclang);
  const counts = { units: 0, left: 0 };
  let portion = "";
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n`;
  const created = header?.attributes.creationtool === undefined && {
    creationdate: tmxDate(options.created ?? new Date()),
  };
  yield writtenHeader(header ?? { attributes: {}, properties: [] }, { ...(source && { srclang: source }), ...created });
  yield "<body>\n";
  for await (const unit of units) {
    const keys = languages ? chosenKeys(unit, languages) : keysOf(unit);
    if (keys.length === 0) {
      counts.left++;
      continue;
    }
    counts.units++;
    portion += writer.written(unit, keys);
    if (portion.length < PORTION_CHARACTERS) continue;
    yield portion;
    portion = "";
  }
  yield `${portion}</body>\n</tmx>\n`;
  options.report?.(counts);
}

/** Makes the header for a file of document sets: the header of the only set's file, or the notes and props of all. */
export function headerOf(sets: readonly Pick<StoredDocumentSet, "header">[]): FileHeader | undefined {
  const headers = sets.flatMap(({ header }) => header ?? []);
  if (sets.length === 1) return headers[0];
  return headers.length === 0 ? undefined : { ...headers.reduce(joinedHeaders), attributes: {} };
}

/** Returns the ids of the document sets that came from files of other tools. */
export function importedSets(sets: readonly Pick<StoredDocumentSet, "id" | "header">[]): Set<string> {
  return new Set(sets.flatMap(({ id, header }) => (header && header.attributes.creationtool !== TOOL ? [id] : [])));
}

class UnitWriter {
  readonly #options: TmxOptions;
  /** Source language of the header. */
  readonly #srclang: string | undefined;
  /** Whether the file is written under the name of another tool. */
  readonly #isOthers: boolean;

  constructor(options: TmxOptions, srclang: string | undefined) {
    this.#options = options;
    this.#srclang = srclang;
    const { header } = options;
    this.#isOthers = (header?.attributes.creationtool ?? HEADER_ATTRIBUTES.creationtool) !== TOOL;
  }

  written(unit: TranslationUnit, keys: readonly string[]): string {
    const isImported = this.#options.imported?.has(unit.documentSet) === true || saysOurNames(unit);
    const byVariant = Map.groupBy(unit.properties ?? [], ({ variant }) => variant);
    const own = byVariant.get(undefined) ?? [];
    const tuid = unit.tuid ?? (isImported ? undefined : `${unit.documentSet}#${unit.position}`);
    const lines = [
      `<tu${tuid === undefined ? "" : ` tuid="${attribute(tuid)}"`}${this.#srclangOf(unit, keys, own)}${attributes(own)}>`,
      ...elements(own),
      ...(isImported ? this.#saidSince(unit) : fields(unit, OWN, FIELDS)),
    ];
    for (const key of keys) lines.push(this.#variant(unit, key, byVariant.get(key) ?? [], isImported));
    lines.push("</tu>\n");
    return lines.join("\n");
  }

  #variant(unit: TranslationUnit, key: string, own: readonly Property[], isImported: boolean): string {
    const { unofficial, level = 2 } = this.#options;
    const isNamed = own.some(({ kind, name }) => kind === "attribute" && name === "xml:lang");
    const language = isNamed ? "" : ` xml:lang="${attribute(tagOf(unit, key))}"`;
    const official = `${isImported ? OWN_AMONG_OTHERS : OWN}official`;
    const working = unofficial?.has(`${unit.documentSet} ${key}`) ? `<prop type="${official}">no</prop>` : "";
    const whole =
      unit.segments?.[key] ?? segmentContent(unit.variants[key] ?? "", level === 2 ? unit.codes?.[key] : []);
    const segment = level === 2 || unit.segments?.[key] === undefined ? whole : withoutCodes(whole);
    return `<tuv${language}${attributes(own)}>${elements(own).join("")}${working}<seg>${segment}</seg></tuv>`;
  }

  /** Returns the source language of a unit, if it is not that of the header. */
  #srclangOf(unit: TranslationUnit, keys: readonly string[], own: readonly Property[]): string {
    const [first] = keys;
    if (!this.#options.languages || first === undefined) return "";
    const tag = tagOf(unit, first);
    const isSaid = own.some(({ kind, name }) => kind === "attribute" && name === "srclang");
    return isSaid || tag === this.#srclang || tag === languageCode(tag) ? "" : ` srclang="${attribute(tag)}"`;
  }

  /** Returns what was added to another tool's unit since it was imported. */
  #saidSince(unit: TranslationUnit): string[] {
    const { role, origin, status, confidence, number } = unit;
    const said = FIELDS.filter((field) => {
      switch (field) {
        case "role":
          return role !== "text";
        case "number":
          return number !== undefined;
        case "confidence":
          return confidence !== 1;
        case "origin":
          return origin !== "imported";
        case "status":
          return status !== "automatic";
        default:
          // In our own files it marks a unit of another tool.
          return field === "symbol" && !this.#isOthers;
      }
    });
    return fields(unit, OWN_AMONG_OTHERS, said);
  }
}

/** Whether a unit has props of another tool with the names of ours. */
const saysOurNames = ({ properties }: TranslationUnit): boolean =>
  properties?.some(({ kind, name }) => kind === "prop" && FIELDS.some((field) => name === OWN + field)) === true;

function fields(unit: TranslationUnit, prefix: string, names: readonly (typeof FIELDS)[number][]): string[] {
  return names.flatMap((name) => {
    const value = name === "confidence" ? unit.confidence.toFixed(4) : unit[name];
    return value === undefined ? [] : [`<prop type="${prefix}${name}">${content(`${value}`)}</prop>`];
  });
}

const attributes = (properties: readonly Property[]): string =>
  properties
    .flatMap(({ kind, name = "", value }) => (kind === "attribute" ? [` ${name}="${attribute(value)}"`] : []))
    .join("");

const elements = (properties: readonly Property[]): string[] =>
  properties.filter(({ kind }) => kind !== "attribute").map(writtenProperty);

/** Orders languages for a TMX file: the source first, then the usual order. */
export function sourceFirst(languages: readonly string[], source: string): string[] {
  return [source, ...languages.filter((language) => language !== source).sort(compareLanguages)];
}
