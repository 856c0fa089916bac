import { readdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { shippedTranslations, ThreadedAligner, type WordTranslations } from "@sextant/core/align";
import { readDocumentSet } from "@sextant/core/document";
import type { Memory } from "@sextant/core/memory";
import { alignerOptions, readingLimits } from "./documents.ts";
import { counted, progressBar } from "./terminal.ts";

/** The result of aligning a folder of document sets. */
export interface CorpusReport {
  readonly aligned: number;
  readonly unchanged: number;
  readonly failed: readonly string[];
}

/**
 * Aligns each document set of a folder into the memory, unless it is already there unchanged. Several are aligned at
 * one time, their pairs of languages on threads, and each set is kept as soon as it is done, so that an interrupted run can continue. A
 * set that fails is reported and does not stop the others.
 */
export async function alignCorpus(folder: string, memory: Memory, say: (line: string) => void): Promise<CorpusReport> {
  const names = await foldersIn(folder);
  // Read once, before the first set is kept, so that results do not depend on which set is done first.
  let known: Promise<WordTranslations[]> | undefined;
  const lanes = Math.min(names.length, availableParallelism());
  await using aligner = new ThreadedAligner({ ...alignerOptions(), always: true });
  const bar = progressBar("Aligning");
  const steps = new Map<string, readonly [done: number, total: number]>();
  const failed: string[] = [];
  let aligned = 0;
  let unchanged = 0;

  async function alignOne(name: string): Promise<void> {
    const set = await readDocumentSet(join(folder, name), readingLimits());
    if ((await memory.documentSets.fingerprint(set.id)) === set.fingerprint) {
      unchanged++;
      return;
    }
    const started = performance.now();
    const documents = set.versions.map(({ document }) => document);
    const { fixed, lost } = await memory.corrections.settled(set.id, documents);
    known ??= memory.wordTranslations();
    const spoken = new Set(documents.map(({ language }) => language));
    const wordTranslations = (await known).filter(({ source, target }) => spoken.has(source) && spoken.has(target));
    const progress = (done: number, total: number): void => {
      steps.set(name, [done, total]);
      const all = [...steps.values()];
      bar.update(
        all.reduce((sum, [own]) => sum + own, 0),
        all.reduce((sum, [, own]) => sum + own, 0),
      );
    };
    const options = { fixed, known: [...shippedTranslations(), ...wordTranslations], progress };
    const alignment = await aligner.alignDocuments(documents, options);
    await memory.documentSets.save(set, alignment);
    aligned++;
    say(
      `Aligned ${set.symbol}: ${alignment.rows.length} rows in ${set.versions.length} languages, ${((performance.now() - started) / 1000).toFixed(1)} s`,
    );
    if (fixed.length > 0) say(`  kept: ${counted(fixed.length, "confirmed row")}`);
    if (lost > 0) say(`  given up: ${counted(lost, "confirmed row")}, whose texts are no longer in the documents`);
    for (const { document } of set.versions)
      for (const { message } of document.warnings) say(`  ${document.language}: ${message}`);
  }

  const waiting = [...names];
  const lane = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      try {
        await alignOne(name);
      } catch (error) {
        failed.push(name);
        say(`${name} was left out: ${(error as Error).message}`);
      }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    bar.stop();
  }
  return { aligned, unchanged, failed };
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new Error(
      `the corpus ${folder} cannot be read: ${cause.code === "ENOENT" ? "there is no such folder" : cause.message}`,
      { cause },
    );
  });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort((a, b) => (a < b ? -1 : 1));
}
