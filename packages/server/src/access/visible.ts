import type { MemoryReads } from "@sextant/core/memory";
import type { Context } from "hono";
import type { Environment } from "../environment.ts";
import type { MemorySource } from "../source.ts";
import { memoriesOf } from "./identity.ts";

/** The memory as who asks may see it, as long as they wait; `onState` as {@link MemorySource.reading} takes it. */
export function memoryFor(
  c: Context<Environment>,
  source: MemorySource,
  onState?: (state: string) => void,
): MemoryReads {
  return visible(source.reading(c.get("signal"), onState), memoriesOf(c.get("identity")));
}

/**
 * A memory as one sees it who may see some named memories only: there is nothing else in it, whatever is asked. Each method is
 * listed: one that is new is closed until it is.
 *
 * @param memories names; all if undefined
 */
export function visible(reads: MemoryReads, memories: readonly string[] | undefined): MemoryReads {
  if (memories === undefined) return reads;
  const own = new Set(memories);
  const within = (asked: readonly string[] | undefined): string[] =>
    asked ? asked.filter((name) => own.has(name)) : [...own];
  const isOwn = ({ memory }: { readonly memory: string }): boolean => own.has(memory);
  const find = async (named: string) => {
    const set = await reads.documentSets.find(named);
    return set && isOwn(set) ? set : undefined;
  };
  /** What is asked of a document set, where that may be seen; nothing otherwise. */
  const ofSet =
    <Rest extends readonly unknown[], Answer>(ask: (id: string, ...rest: Rest) => Promise<Answer>, nothing: Answer) =>
    async (id: string, ...rest: Rest): Promise<Answer> =>
      (await find(id)) ? ask(id, ...rest) : nothing;
  return {
    lookup: (text, query) => reads.lookup(text, { ...query, memories: within(query.memories) }),
    subsegments: (text, query) => reads.subsegments(text, { ...query, memories: within(query.memories) }),
    concordance: (phrase, language, options) =>
      reads.concordance(phrase, language, { ...options, memories: within(options?.memories) }),
    documentSets: {
      find,
      fingerprint: ofSet(reads.documentSets.fingerprint, undefined),
      list: async () => (await reads.documentSets.list()).filter(isOwn),
    },
    memories: { list: async () => (await reads.memories.list()).filter(({ name }) => own.has(name)) },
    removals: { list: async () => (await reads.removals.list()).filter((own) => isOwn(own) && !own.isOfFormer) },
    languages: (asked) => reads.languages(within(asked)),
    async unit(id) {
      const unit = await reads.unit(id);
      return unit && isOwn(unit) ? unit : undefined;
    },
    rows: ofSet(reads.rows, []),
    rowUnits: ofSet(reads.rowUnits, undefined),
    unitsAfter: ofSet(reads.unitsAfter, []),
    corrections: {
      changes: ofSet(reads.corrections.changes, []),
      settled: ofSet(reads.corrections.settled, { fixed: [], lost: 0 }),
    },
    verdicts: { list: ofSet(reads.verdicts.list, []), keys: ofSet(reads.verdicts.keys, []) },
    state: () => reads.state(),
    // What is said of all memories names what may not be seen.
    wordTranslations: async () => [],
  };
}
