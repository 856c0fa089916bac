/** Files through a memory: what is read, kept and written again. */
import { createReadStream } from "node:fs";
import { basename, join } from "node:path";
import {
  type FileHeader,
  headerOf,
  type ImportProblem,
  importedSets,
  languageNames,
  Memory,
  readUnits,
  type StoredDocumentSet,
  sourceFirst,
  writeTmx,
} from "@sextant/core";

/** A small file that another tool wrote, or that shows a fault. */
export const caseFile = (name: string): string => join(import.meta.dirname, "cases", name);

export interface Taken {
  readonly memory: Memory;
  readonly set: StoredDocumentSet;
  readonly problems: readonly ImportProblem[];
}

/** Takes a file into an empty memory, which is to be closed. */
export async function taken(
  path: string,
  content?: string | Uint8Array,
  languages?: readonly string[],
): Promise<Taken> {
  const memory = await Memory.open(":memory:");
  const problems: ImportProblem[] = [];
  let header: FileHeader | undefined;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    if (content !== undefined) yield Buffer.from(content as string);
    else yield* createReadStream(path);
  }
  const units = readUnits(path, bytes(), {
    report: (problem) => problems.push(problem),
    onHeader: (own) => {
      header = own;
    },
    languages,
  });
  const name = basename(path);
  await memory.documentSets.import(
    { id: name, symbol: name, source: "test", fingerprint: name, header: () => header },
    units,
  );
  return { memory, set: (await memory.documentSets.find(name)) as StoredDocumentSet, problems };
}

/** A document set as TMX, as `sextant export` writes it. */
export async function tmxOf({ memory, set }: Taken, asked?: readonly string[], level?: 1 | 2): Promise<string> {
  const header = headerOf([set]);
  const keys = set.versions.map(({ language }) => language);
  const languages = asked ?? (header ? undefined : sourceFirst(keys, keys[0] as string));
  const written = writeTmx(memory.units([set.id]), {
    ...(languages && { languages, names: languageNames(languages, [set]) }),
    ...(header && { header }),
    ...(level && { level }),
    imported: importedSets([set]),
    created: new Date("2012-12-20T12:00:00Z"),
  });
  return (await Array.fromAsync(written)).join("");
}

/** A file through a memory: its TMX, and what was reported. */
export async function through(
  path: string,
  content?: string | Uint8Array,
): Promise<{ readonly text: string; readonly problems: readonly ImportProblem[] }> {
  const found = await taken(path, content);
  try {
    return { text: await tmxOf(found), problems: found.problems };
  } finally {
    await found.memory.close();
  }
}
