import { createHash } from "node:crypto";
import { resolve } from "node:path";
import type { Alignment, FixedRow } from "@sextant/core/align";
import { type Document, type DocumentSet, isSetId, SET_ID_RULE } from "@sextant/core/document";
import type { TmxCounts } from "@sextant/core/exchange";
import type { Memory } from "@sextant/core/memory";
import { UsageError } from "./exit.ts";
import { counted } from "./terminal.ts";

/**
 * Makes a document set of documents that were aligned from files. It is unknown whether they are official.
 *
 * @param fingerprint of the files
 * @param id if left out, taken from the symbol or from the first file's name
 * @throws {UsageError} for one that is none
 */
export function alignedSet(
  documents: readonly Document[],
  files: readonly string[],
  fingerprint: string,
  id?: string,
): DocumentSet {
  const name = files[0]?.replace(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*:/, "").replace(/\.[^.]+$/, "") ?? "";
  const symbol = documents.find((document) => document.symbol)?.symbol ?? id ?? name;
  const own = (id ?? symbol).replaceAll(/[^\p{L}\p{N}.-]+/gu, "-");
  if (id !== undefined && !isSetId(own)) throw new UsageError(`“${id}” is no id: ${SET_ID_RULE}`);
  return {
    id: isSetId(own) ? own : "aligned",
    symbol,
    source: `Aligned from ${files.join(", ")}.`,
    fingerprint,
    versions: documents.map((document) => ({
      document,
      title: document.blocks.find(({ role }) => role === "title")?.text ?? symbol,
    })),
  };
}

/**
 * Aligns a set and keeps it in a memory. Aligned from the same files before, in whatever state, it keeps all decisions.
 *
 * @param align is given the rows that people have settled
 * @throws {UsageError} where the id is that of other files, or people have settled rows that the files no longer have, unless these
 *   are to be replaced
 */
export async function keepSet(
  memory: Memory,
  set: DocumentSet,
  {
    align,
    replace = false,
  }: { readonly align: (fixed: readonly FixedRow[]) => Promise<Alignment>; readonly replace?: boolean },
): Promise<Alignment> {
  const before = await memory.documentSets.find(set.id);
  const fingerprint = await memory.documentSets.fingerprint(set.id);
  const isSame = placeOf(fingerprint) === placeOf(set.fingerprint);
  if (before && !(isSame && before.source === set.source) && !replace)
    throw new UsageError(
      `the memory has another document set ${set.id} (${before.source}); --save takes another id, and --replace puts this one in its place`,
    );
  const { fixed, lost } = await memory.corrections.settled(
    set.id,
    set.versions.map(({ document }) => document),
  );
  if (lost > 0 && !replace)
    throw new UsageError(
      `${set.id} has ${counted(lost, "confirmed row")} whose texts are no longer in the files; --replace gives them up, --save takes another id`,
    );
  const alignment = await align(fixed);
  await memory.documentSets.save({ ...set, over: { fingerprint } }, alignment);
  const kept = await memory.documentSets.find(set.id);
  console.error(`${set.id}: ${counted(kept?.units ?? 0, "unit")} kept in ${alignment.languages.join(", ")}`);
  if (fixed.length > 0) console.error(`  with ${counted(fixed.length, "confirmed row")} as before`);
  if (lost > 0) console.error(`  given up: ${counted(lost, "confirmed row")}`);
  return alignment;
}

/** A fingerprint of files: where they are, and behind a colon what they hold. */
export function fingerprintOf(paths: readonly string[], contents: readonly Uint8Array[]): string {
  const content = createHash("sha256");
  for (const bytes of contents) content.update(bytes);
  const place = createHash("sha256").update(JSON.stringify(paths.map((path) => resolve(path))));
  return `${place.digest("hex").slice(0, PLACE_DIGITS)}:${content.digest("hex")}`;
}
const PLACE_DIGITS = 16;

/** Undefined for a set that was kept without the place of its files. */
const placeOf = (fingerprint: string | undefined): string | undefined => /^(\p{AHex}+):/u.exec(fingerprint ?? "")?.[1];

/**
 * Writes the units of a set as TMX, with the first document's language as source.
 *
 * @param report told what was written, when all is
 */
export async function* tmxOf(
  set: DocumentSet,
  alignment: Alignment,
  report: (counts: TmxCounts) => void,
): AsyncGenerator<string> {
  const [{ Memory }, { writeTmx }] = await Promise.all([
    import("@sextant/core/memory"),
    import("@sextant/core/exchange"),
  ]);
  const memory = await Memory.open(":memory:");
  try {
    await memory.documentSets.save(set, alignment);
    yield* writeTmx(memory.units([set.id]), {
      languages: set.versions.map(({ document }) => document.language),
      report,
    });
  } finally {
    await memory.close();
  }
}
