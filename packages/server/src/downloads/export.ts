import {
  headerOf,
  importedSets,
  languageNames,
  sourceFirst,
  type TmxCounts,
  writeJsonLines,
  writeMoses,
  writeTmx,
  writeTsv,
  writeXliff,
  writeXliff12,
} from "@sextant/core/exchange";
import { type Memory, type StoredDocumentSet, type TranslationUnit, unofficialVersions } from "@sextant/core/memory";

/** The formats of a download, with their media types and the endings of their files. */
export const FORMATS = {
  tmx: { type: "application/x-tmx+xml; charset=utf-8", ending: "tmx" },
  xliff: { type: "application/xliff+xml; charset=utf-8", ending: "xlf" },
  xliff12: { type: "application/xliff+xml; charset=utf-8", ending: "xlf" },
  tsv: { type: "text/tab-separated-values; charset=utf-8", ending: "tsv" },
  jsonl: { type: "application/jsonl; charset=utf-8", ending: "jsonl" },
  "moses-source": { type: "text/plain; charset=utf-8", ending: "txt" },
  "moses-target": { type: "text/plain; charset=utf-8", ending: "txt" },
} as const;
export type Format = keyof typeof FORMATS;
/** Formats of one source and one target. */
export const BILINGUAL: readonly Format[] = ["xliff", "xliff12", "moses-source", "moses-target"];

/** What is downloaded: data, which a thread can be handed. */
export interface Export {
  readonly sets: readonly StoredDocumentSet[];
  readonly format: Format;
  /** The source first; as the units have them, if left out. */
  readonly languages?: readonly string[] | undefined;
  /** Only units that are at least so sure, 0..1; only those of a status. */
  readonly minConfidence?: number | undefined;
  readonly status?: TranslationUnit["status"] | undefined;
}

/**
 * Writes units of one state of the memory.
 *
 * @param report told, at the end, how many there were
 */
export async function* exported(
  memory: Pick<Memory, "units">,
  { sets, format, languages: asked, minConfidence = 0, status }: Export,
  report: (counts: TmxCounts) => void,
): AsyncGenerator<string> {
  const ids = sets.map(({ id }) => id);
  const units = chosen(memory.units(ids, { oneState: true }), minConfidence, status);
  const all = [...new Set(sets.flatMap(({ versions }) => versions.map(({ language }) => language)))];
  const header = headerOf(sets);
  const languages = asked ?? (all.length > 0 ? sourceFirst(all, all[0] as string) : []);
  const about = {
    unofficial: unofficialVersions(sets),
    report,
    imported: importedSets(sets),
    ...(header && { header }),
  };
  const named = { ...about, languages, names: languageNames(languages, sets) };
  if (format === "moses-source") yield* writeMoses(units, { languages, report }, "source");
  else if (format === "moses-target") yield* writeMoses(units, { languages, report }, "target");
  // A file of another tool has an order of its own, and languages that a unit names without a text.
  else if (format === "tmx") yield* writeTmx(units, asked || !header ? named : about);
  else yield* WRITERS[format](units, named);
}

const WRITERS = { tsv: writeTsv, jsonl: writeJsonLines, xliff: writeXliff, xliff12: writeXliff12 } as const;

async function* chosen(
  units: AsyncGenerator<TranslationUnit>,
  minConfidence: number,
  status: TranslationUnit["status"] | undefined,
): AsyncGenerator<TranslationUnit> {
  for await (const unit of units)
    if (unit.confidence >= minConfidence && (status === undefined || unit.status === status)) yield unit;
}
