import { languageCode, languageTag } from "@sextant/core/language";
import { type Memory, type Origins, originsIn } from "@sextant/core/memory";
import { names, UsageError } from "./exit.ts";

/** Checks that memories that were named are there. @throws {UsageError} */
export async function expectMemories(memory: Memory, asked: readonly string[] | undefined): Promise<void> {
  if (!asked) return;
  const known = (await memory.memories.list()).map(({ name }) => name);
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new UsageError(`there is no memory ${unknown.join(", ")}; there is ${known.join(", ") || "none"}`);
}

/** Checks that a memory has texts in languages, or in variants of them: what was mistyped is not what is not known. @throws {UsageError} */
export async function expectLanguages(memory: Memory, asked: readonly string[]): Promise<void> {
  const known = [...new Set((await memory.languages()).map((key) => languageCode(key)))].sort();
  const unknown = asked.filter((tag) => !known.includes(languageCode(tag))).map((tag) => languageTag(tag));
  if (unknown.length > 0)
    throw new UsageError(
      `the memory has no text in ${unknown.join(", ")}; ${known.length > 0 ? `it has ${known.join(", ")}` : "it is empty"}`,
    );
}

/** Checks that document sets that were named are there. @throws {UsageError} */
export async function expectSets(memory: Memory, asked: readonly string[]): Promise<void> {
  for (const name of asked)
    if (!(await memory.documentSets.find(name)))
      throw new UsageError(`there is no document set ${name}; sextant memory lists them`);
}

/** Reads `documentSet:UDHR,body:A/C.3,memory:Old,unit:15`. @throws {UsageError} */
export function origins(value: string): Origins {
  try {
    return originsIn(names(value));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
