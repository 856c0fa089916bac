import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { alignDocuments, type Memory, readDocumentSet } from "@sextant/core";
import { progressBar } from "./terminal.ts";

/** What became of the document sets of a folder. */
export interface CorpusReport {
  readonly aligned: number;
  readonly unchanged: number;
  readonly failed: readonly string[];
}

/**
 * Aligns each document set of a folder of folders into the memory, unless it is there as it is. One that fails is
 * reported and does not stop the others.
 */
export async function alignCorpus(folder: string, memory: Memory, say: (line: string) => void): Promise<CorpusReport> {
  let aligned = 0;
  let unchanged = 0;
  const failed: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new Error(
      `the corpus ${folder} cannot be read: ${cause.code === "ENOENT" ? "there is no such folder" : cause.message}`,
      { cause },
    );
  });
  for (const entry of entries
    .filter((candidate) => candidate.isDirectory())
    .sort((a, b) => (a.name < b.name ? -1 : 1))) {
    try {
      const set = await readDocumentSet(join(folder, entry.name));
      if ((await memory.fingerprint(set.id)) === set.fingerprint) {
        unchanged++;
        continue;
      }
      const bar = progressBar(`Aligning ${set.symbol}`);
      const started = performance.now();
      const documents = set.versions.map(({ document }) => document);
      const { fixed, lost } = await memory.settled(set.id, documents);
      const alignment = alignDocuments(documents, { progress: bar.update, fixed });
      bar.stop();
      await memory.saveDocumentSet(set, alignment);
      aligned++;
      say(
        `Aligned ${set.symbol}: ${alignment.rows.length} rows in ${set.versions.length} languages, ${((performance.now() - started) / 1000).toFixed(1)} s`,
      );
      if (fixed.length > 0) say(`  ${fixed.length} confirmed rows were kept`);
      if (lost > 0) say(`  ${lost} confirmed rows were given up: their texts are no longer in the documents`);
      for (const { document } of set.versions)
        for (const warning of document.warnings) say(`  ${document.language}: ${warning}`);
    } catch (error) {
      failed.push(entry.name);
      say(`${entry.name} was left out: ${(error as Error).message}`);
    }
  }
  return { aligned, unchanged, failed };
}
