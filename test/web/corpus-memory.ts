import { alignDocuments, Memory, readDocumentSet } from "@sextant/core";
import { corpus } from "../setup.ts";

/** A memory of its own that holds the corpus in French and Arabic: two scripts, two directions. */
export async function frenchArabicMemory(): Promise<Memory> {
  const memory = await Memory.open(":memory:");
  for (const id of ["UDHR", "A-RES-67-189"]) {
    const set = await readDocumentSet(corpus(id));
    const versions = set.versions.filter(({ document }) => ["fr", "ar"].includes(document.language));
    await memory.documentSets.save({ ...set, versions }, alignDocuments(versions.map(({ document }) => document)));
  }
  return memory;
}
