import { findSymbols } from "@sextant/core/document";
import { versionKey } from "@sextant/core/exchange";
import type {
  ConcordanceHit,
  Match,
  MemoryReads,
  StoredDocumentSet,
  StoredRow,
  StoredVersion,
} from "@sextant/core/memory";
import { WrongRequest } from "../wrong-request.ts";

/** What the memory gives, as answers show it: lists that may be changed, and what the pages mark. */

/** The document set of an id or a symbol. @throws {WrongRequest} 404 */
export async function findSet(memory: MemoryReads, id: string): Promise<StoredDocumentSet> {
  const set = await memory.documentSets.find(id);
  if (!set) throw new WrongRequest(404, `there is no document set ${id}; /api/document-sets lists them`);
  return set;
}

/** Keys of the versions of a document set in languages, however they are spelled. @throws {WrongRequest} 400 for one that it has not */
export function knownLanguages(set: StoredDocumentSet, languages: readonly string[]): string[] {
  const keys = languages.map((language) => versionKeyIn(set, language));
  const unknown = languages.filter((_, at) => keys[at] === undefined);
  const known = set.versions.map(({ language }) => language).join(", ");
  if (unknown.length > 0)
    throw new WrongRequest(400, `${set.symbol} has no version in ${unknown.join(", ")}; it has ${known}`);
  return [...new Set(keys.filter((key) => key !== undefined))];
}

/** The same for one language; undefined where there is none, or no such language. */
export function versionKeyIn(set: StoredDocumentSet, language: string): string | undefined {
  try {
    return versionKey(set, language);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A row as it is shown, with the document symbols that its blocks name. */
export function shownRow({ edited, ...row }: StoredRow, languages?: readonly string[]) {
  const shown = Object.entries(edited ?? {}).filter(([language]) => !languages || languages.includes(language));
  return {
    ...row,
    ...(shown.length > 0 && { edited: Object.fromEntries(shown) }),
    units: [...row.units],
    blocks: Object.fromEntries(
      Object.entries(row.blocks)
        .filter(([language]) => !languages || languages.includes(language))
        .map(([language, blocks]) => [
          language,
          blocks.map((block) => ({
            ...block,
            marks: [...block.marks],
            symbols: findSymbols(block.text, language),
          })),
        ]),
    ),
  };
}

export function shownHit({ unit, variant, places, speltOtherwise, translations }: ConcordanceHit) {
  const marked = Object.entries(translations ?? {}).map(
    ([language, own]): [string, { start: number; end: number }[]] => [language, [...own]],
  );
  return {
    unit,
    ...(variant !== undefined && { variant }),
    places: [...places],
    ...(speltOtherwise && { speltOtherwise }),
    ...(translations && { translations: Object.fromEntries(marked) }),
  };
}

export function shownMatch({ checks, ...match }: Match) {
  const { tags, penalties, differences } = match;
  const own = { tags: [...tags], penalties: [...penalties], differences: [...differences] };
  return { ...match, ...own, ...(checks && { checks: [...checks] }) };
}

export function shownSet(set: StoredDocumentSet): Omit<StoredDocumentSet, "versions"> & { versions: StoredVersion[] } {
  return { ...set, versions: [...set.versions] };
}
