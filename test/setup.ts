import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alignDocuments, Memory, readDocumentSet } from "@sextant/core";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder with a memory that holds the bundled corpus, aligned anew in this run. Nobody writes to it. */
    data: string;
  }
}

export default async function setup(project: TestProject) {
  const data = await mkdtemp(join(tmpdir(), "sextant-test-"));
  const memory = await Memory.open(join(data, "memory.sqlite"));
  for (const id of ["A-RES-67-189", "UDHR"]) {
    const set = await readDocumentSet(corpus(id));
    await memory.saveDocumentSet(set, alignDocuments(set.versions.map(({ document }) => document)));
  }
  await memory.close();
  project.provide("data", data);
  return () => rm(data, { recursive: true, force: true });
}

/** A folder of the bundled corpus. */
export function corpus(id: string): string {
  return join(import.meta.dirname, "../corpus", id);
}
