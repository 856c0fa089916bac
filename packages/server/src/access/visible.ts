import type { LanguagePair, MemoryReads, Subsegment, SubsegmentOptions } from "@sextant/core/memory";

/**
 * A memory as one sees it who may see some named memories only: there is nothing else in it, whatever is asked.
 *
 * @param memories names; all if undefined
 */
export function visible(reads: MemoryReads, memories: readonly string[] | undefined): MemoryReads {
  if (memories === undefined) return reads;
  const own = new Set(memories);
  const within = (asked: readonly string[] | undefined): string[] =>
    asked ? asked.filter((name) => own.has(name)) : [...own];
  const isOwn = ({ memory }: { readonly memory: string }): boolean => own.has(memory);
  const documentSet = async (named: string) => {
    const set = await reads.documentSet(named);
    return set && isOwn(set) ? set : undefined;
  };
  const lookup = (text: string, source: never, target?: never, options?: { memories?: readonly string[] }) =>
    typeof source === "string"
      ? reads.lookup(text, source, target as never, { ...options, memories: within(options?.memories) })
      : reads.lookup(text, { ...(source as object), memories: within((source as typeof options)?.memories) } as never);
  const parts = async (text: string, ...asked: readonly unknown[]): Promise<Subsegment[]> => {
    const found = await reads.subsegments(text, ...(asked as [LanguagePair & SubsegmentOptions]));
    return found
      .map((part) => ({
        ...part,
        units: part.units.filter(isOwn),
        targets: part.targets.filter((_, at) => isOwn(part.units[at] as { memory: string })),
      }))
      .filter(({ units }) => units.length > 0);
  };
  return {
    ...reads,
    lookup: lookup as MemoryReads["lookup"],
    concordance: (phrase, language, options) =>
      reads.concordance(phrase, language, { ...options, memories: within(options?.memories) }),
    subsegments: parts as MemoryReads["subsegments"],
    documentSet,
    documentSets: async () => (await reads.documentSets()).filter(isOwn),
    memories: async () => (await reads.memories()).filter(({ name }) => own.has(name)),
    languages: (asked) => reads.languages(within(asked)),
    async unit(id) {
      const unit = await reads.unit(id);
      return unit && isOwn(unit) ? unit : undefined;
    },
    rows: async (id, page) => ((await documentSet(id)) ? reads.rows(id, page) : []),
    rowUnits: async (id, position) => ((await documentSet(id)) ? reads.rowUnits(id, position) : undefined),
    unitsAfter: async (id, behind) => ((await documentSet(id)) ? reads.unitsAfter(id, behind) : []),
    changes: async (id) => ((await documentSet(id)) ? reads.changes(id) : []),
  };
}
