import { type TmxCounts, type UnitFormat, writeUnits } from "@sextant/core/exchange";
import type { Memory, StoredDocumentSet, TranslationUnit } from "@sextant/core/memory";

/** The media types of downloads, and the endings of their files. */
export const FORMATS: Readonly<Record<UnitFormat, { readonly type: string; readonly ending: string }>> = {
  tmx: { type: "application/x-tmx+xml; charset=utf-8", ending: "tmx" },
  xliff: { type: "application/xliff+xml; charset=utf-8", ending: "xlf" },
  xliff12: { type: "application/xliff+xml; charset=utf-8", ending: "xlf" },
  tsv: { type: "text/tab-separated-values; charset=utf-8", ending: "tsv" },
  jsonl: { type: "application/jsonl; charset=utf-8", ending: "jsonl" },
  "moses-source": { type: "text/plain; charset=utf-8", ending: "txt" },
  "moses-target": { type: "text/plain; charset=utf-8", ending: "txt" },
};

/** What is downloaded: data, which a thread can be handed. */
export interface Export {
  readonly sets: readonly StoredDocumentSet[];
  readonly format: UnitFormat;
  /** The source first; as the units have them, if left out. */
  readonly languages?: readonly string[] | undefined;
  /** Only units that are at least so sure, 0..1; only those of a status. */
  readonly minConfidence?: number | undefined;
  readonly status?: TranslationUnit["status"] | undefined;
  /** Ids of those that are wanted; all, if left out. */
  readonly units?: readonly number[] | undefined;
}

/**
 * Writes units of one state of the memory.
 *
 * @param report told, at the end, how many there were
 */
export function exported(
  memory: Pick<Memory, "units">,
  { sets, format, languages, ...wanted }: Export,
  report: (counts: TmxCounts) => void,
): AsyncGenerator<string> {
  const all = memory.units(
    sets.map(({ id }) => id),
    { oneState: true },
  );
  return writeUnits(chosen(all, wanted), sets, { format, languages, report });
}

async function* chosen(
  all: AsyncGenerator<TranslationUnit>,
  { minConfidence = 0, status, units }: Pick<Export, "minConfidence" | "status" | "units">,
): AsyncGenerator<TranslationUnit> {
  const ids = units && new Set(units);
  for await (const unit of all)
    if (unit.confidence >= minConfidence && (!status || unit.status === status) && (!ids || ids.has(unit.id)))
      yield unit;
}
