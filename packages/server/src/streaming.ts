import { type Memory, type MemoryReads, PAGE_LIMIT } from "@sextant/core/memory";
import { lookupAll } from "./answers/looking-up.ts";

/** A memory of which many answers are asked at once: each is a question of its own, and others are answered in between. */
export function streaming(memory: MemoryReads): MemoryReads & Pick<Memory, "lookupAll" | "units"> {
  return {
    ...memory,
    lookupAll: (texts, query) =>
      lookupAll(texts, (text, neighbours) => memory.lookup(text, { ...query, ...neighbours })),
    async *units(documentSets) {
      const ids = documentSets ?? (await memory.documentSets.list()).map(({ id }) => id);
      for (const id of [...ids].sort())
        for (let behind = -1, isLast = false; !isLast; ) {
          const page = await memory.unitsAfter(id, behind);
          yield* page;
          behind = page.at(-1)?.position ?? behind;
          isLast = page.length < PAGE_LIMIT;
        }
    },
  };
}
