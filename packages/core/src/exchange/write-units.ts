import type { StoredDocumentSet, TranslationUnit } from "../memory/stored.ts";
import { unofficialVersions } from "../memory/stored.ts";
import { languageNames } from "./chosen.ts";
import { writeJsonLines, writeTsv } from "./tables/lines.ts";
import { headerOf, importedSets, sourceFirst, type TmxCounts, type TmxOptions, writeTmx } from "./tmx/tmx-write.ts";
import { writeMoses, writeXliff, writeXliff12 } from "./xliff/xliff-write.ts";

/** The formats that units are written in, a file each; Moses has one for either side. */
export const UNIT_FORMATS = ["tmx", "tsv", "jsonl", "xliff", "xliff12", "moses-source", "moses-target"] as const;
export type UnitFormat = (typeof UNIT_FORMATS)[number];

/** Formats with exactly one source and one target. */
export const BILINGUAL_FORMATS: ReadonlySet<UnitFormat> = new Set(["xliff", "xliff12", "moses-source", "moses-target"]);

/** How units are written. */
export interface WriteUnitsOptions extends Pick<TmxOptions, "level" | "report"> {
  readonly format: UnitFormat;
  /** The source first; two for a format of {@link BILINGUAL_FORMATS}. If left out, {@link languagesIn} the document sets. */
  readonly languages?: readonly string[] | undefined;
}

/**
 * The languages of document sets, the source first: the one that all files of other tools name which brought them; else the
 * first language of the first set.
 */
export function languagesIn(sets: readonly StoredDocumentSet[]): string[] {
  const known = [...new Set(sets.flatMap(({ versions }) => versions.map(({ language }) => language)))];
  if (known.length === 0) return [];
  const said = new Set(sets.flatMap(({ header }) => header?.attributes.srclang?.toLowerCase().split(/[-_]/)[0] ?? []));
  const source = said.size === 1 ? known.find((language) => said.has(language)) : undefined;
  return sourceFirst(known, source ?? (known[0] as string));
}

/**
 * Writes units as a file of a format. Units stream.
 *
 * @param units of these document sets
 * @param sets say what the file's head says: names of languages, the header that they came with, which versions are official
 * @throws {RangeError} where a format has a source and a target, and `languages` are not two
 */
export async function* writeUnits(
  units: AsyncIterable<TranslationUnit>,
  sets: readonly StoredDocumentSet[],
  { format, languages: asked, level, report }: WriteUnitsOptions,
): AsyncGenerator<string> {
  const header = headerOf(sets);
  const languages = asked ?? languagesIn(sets);
  const about = {
    unofficial: unofficialVersions(sets),
    imported: importedSets(sets),
    ...(header && { header }),
    ...(level && { level }),
    ...(report && { report }),
  } satisfies TmxOptions & { report?: (counts: TmxCounts) => void };
  const named = { ...about, languages, names: languageNames(languages, sets) };
  // A file of another tool has an order of its own, and languages that a unit names without a text.
  const isAsItWas = asked === undefined && sets.length === 1 && header !== undefined;
  if (format === "tmx") yield* writeTmx(units, isAsItWas || languages.length === 0 ? about : named);
  else if (format === "moses-source") yield* writeMoses(units, named, "source");
  else if (format === "moses-target") yield* writeMoses(units, named, "target");
  else yield* WRITERS[format](units, named);
}

const WRITERS = { tsv: writeTsv, jsonl: writeJsonLines, xliff: writeXliff, xliff12: writeXliff12 } as const;
