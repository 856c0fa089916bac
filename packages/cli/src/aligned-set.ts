import { type Alignment, type Document, type DocumentSet, Memory, writeTmx } from "@sextant/core";
import { UsageError } from "./exit.ts";
import { counted } from "./terminal.ts";

/**
 * Makes a document set of documents that were aligned from files. It is unknown whether they are official.
 *
 * @param fingerprint of the files
 * @param id if left out, taken from the symbol or from the first file's name
 */
export function alignedSet(
  documents: readonly Document[],
  files: readonly string[],
  fingerprint: string,
  id?: string,
): DocumentSet {
  const name = files[0]?.replace(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*:/, "").replace(/\.[^.]+$/, "") ?? "";
  const symbol = documents.find((document) => document.symbol)?.symbol ?? id ?? name;
  return {
    id: (id ?? symbol).replaceAll(/[^\p{L}\p{N}.-]+/gu, "-"),
    symbol,
    source: `Aligned from ${files.join(", ")}.`,
    fingerprint,
    versions: documents.map((document) => ({
      document,
      title: document.blocks.find(({ role }) => role === "title")?.text ?? symbol,
    })),
  };
}

/** Keeps a set in a memory, and keeps all decisions if it was aligned from files of these names before. */
export async function keepSet(memory: Memory, set: DocumentSet, alignment: Alignment): Promise<void> {
  const before = await memory.documentSet(set.id);
  if (before && before.source !== set.source)
    throw new UsageError(`the memory has another document set ${set.id} (${before.source}); --save takes another id`);
  await memory.saveDocumentSet(set, alignment);
  const kept = await memory.documentSet(set.id);
  console.error(`${set.id}: ${counted(kept?.units ?? 0, "unit")} kept in ${alignment.languages.join(", ")}`);
}

/** Writes the units of a set as TMX, with the first document's language as source. */
export async function* tmxOf(set: DocumentSet, alignment: Alignment): AsyncGenerator<string> {
  const memory = await Memory.open(":memory:");
  try {
    await memory.saveDocumentSet(set, alignment);
    yield* writeTmx(memory.units([set.id]), { languages: set.versions.map(({ document }) => document.language) });
  } finally {
    await memory.close();
  }
}
