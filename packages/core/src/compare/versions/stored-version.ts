import type { Block, Document, Note } from "../../document/document.ts";
import { languageCode } from "../../language/profile.ts";
import type { ComparedMemory } from "../compared-memory.ts";

/**
 * A language version of a document set of the memory as a document, in the order of its rows.
 *
 * @param named the set's id or symbol
 * @returns undefined where the memory has no such set
 * @throws {RangeError} where the set has no version in the language, or the tag is none
 */
export async function storedVersion(
  memory: ComparedMemory,
  named: string,
  language: string,
): Promise<Document | undefined> {
  const set = await memory.documentSets.find(named);
  if (!set) return undefined;
  const code = languageCode(language);
  const languages = set.versions.map((version) => version.language);
  if (!languages.includes(code))
    throw new RangeError(`${set.symbol} has no version in ${language}; it has ${languages.join(", ")}`);
  const blocks: Block[] = [];
  const notes: Note[] = [];
  for (let rows = await memory.rows(set.id); rows.length > 0; ) {
    for (const row of rows)
      for (const { number, text, marks } of row.blocks[code] ?? [])
        if (row.role === "note") notes.push({ mark: number ?? row.number ?? "", text });
        else
          blocks.push({
            role: row.role,
            ...(number !== undefined && { number }),
            text,
            ...(marks.length > 0 && { marks }),
          });
    rows = await memory.rows(set.id, { from: (rows.at(-1)?.position ?? 0) + 1 });
  }
  return {
    symbol: set.symbol,
    ...(set.date && { date: set.date }),
    language: code,
    blocks,
    notes,
    furniture: [],
    warnings: [],
  };
}
