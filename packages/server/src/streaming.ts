import {
  type LanguagePair,
  type LookupOptions,
  type Match,
  type Memory,
  type MemoryReads,
  PAGE_LIMIT,
} from "@sextant/core/memory";

/** Texts that are looked up at one time. */
const TEXTS_AT_ONCE = 4;

/** A memory of which many answers are asked at once: each is a question of its own, and others are answered in between. */
export function streaming(memory: MemoryReads): MemoryReads & Pick<Memory, "lookupAll" | "units"> {
  async function* lookupAll(
    texts: readonly string[],
    asked: string | (LanguagePair & LookupOptions),
    target = "",
    others: LookupOptions = {},
  ): AsyncGenerator<Match[]> {
    const { from, to, ...options } = typeof asked === "string" ? { from: asked, to: target, ...others } : asked;
    for (let first = 0; first < texts.length; first += TEXTS_AT_ONCE) {
      const portion = texts.slice(first, first + TEXTS_AT_ONCE).map((text, place) => {
        const [before, after] = [texts[first + place - 1], texts[first + place + 1]];
        const neighbours = { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
        return memory.lookup(text, from, to, { ...options, ...neighbours });
      });
      yield* await Promise.all(portion);
    }
  }
  return {
    ...memory,
    lookupAll: lookupAll as Memory["lookupAll"],
    async *units(documentSets) {
      const ids = documentSets ?? (await memory.documentSets()).map(({ id }) => id);
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
