import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alignDocuments, type DocumentSet, type Memory, readText } from "@sextant/core";
import { afterEach, inject } from "vitest";
import { emptyDatabase } from "../../setup.ts";

/** A document set of two texts. */
export function textSet(id: string, fr: string, en: string): DocumentSet {
  const versions = [readText(fr, { language: "fr" }), readText(en, { language: "en" })].map((document) => ({
    document,
    title: id,
    official: true,
  }));
  return { id, symbol: id, source: "test", versions, fingerprint: fr + en };
}
/** Its alignment. */
export const align = ({ versions }: DocumentSet) => alignDocuments(versions.map(({ document }) => document));
/** What a memory holds, unit by unit. */
export async function texts(memory: Memory): Promise<string[]> {
  return (await Array.fromAsync(memory.units())).map(({ variants }) => `${variants.fr}|${variants.en}`);
}

/** Where a memory can be made, in folders and databases that nobody else uses. */
export function freshPlaces() {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  });
  const file = async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), "sextant-memory-"));
    folders.push(folder);
    return join(folder, "deeper", "memory.sqlite");
  };
  const place = (engine: string): Promise<string> => (engine === "SQLite" ? file() : emptyDatabase(inject("postgres")));
  return { file, place };
}
