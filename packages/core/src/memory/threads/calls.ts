import type { KeptCorrections } from "../corrections/kept-corrections.ts";
import type { Memory } from "../memory.ts";
import type { Call, Method, Part } from "./memory-thread.ts";

/** Methods of a memory, as threads are asked them: those that read, and those that write. */

/** What is asked of the memory itself. */
export const READS = [
  "concordance",
  "languages",
  "lookup",
  "rows",
  "rowUnits",
  "state",
  "subsegments",
  "unit",
  "unitsAfter",
  "wordTranslations",
] as const satisfies readonly Method[];
/** What is asked of its parts, and what changes them; a correction is planned and carried out, see {@link KeptCorrections.make}. */
export const PART_READS = {
  corrections: ["changes", "settled"],
  documentSets: ["find", "fingerprint", "list"],
  memories: ["list"],
  removals: ["list"],
  verdicts: ["keys", "list"],
} as const satisfies MethodsOfParts;
export const PART_WRITES = {
  corrections: ["undo"],
  documentSets: ["add", "save"],
  maintenance: ["guard", "sweep"],
  memories: ["assign", "rank", "rename"],
  removals: ["forget", "remove", "removeMemory", "restore"],
  verdicts: ["forget", "keep"],
} as const satisfies MethodsOfParts;

/** The same of what a server keeps beside it. */
export const SERVING_READS = {
  serving: ["accounts", "auditAfter", "job", "jobFiles", "jobs", "passwordOf", "sessionOf", "tokenOf", "tokens"],
} as const satisfies MethodsOfParts;
export const SERVING_WRITES = {
  serving: [
    "addAccount",
    "addJob",
    "addToken",
    "arrive",
    "beginSession",
    "countGuess",
    "depart",
    "dropFiles",
    "endJob",
    "endSession",
    "endSessions",
    "eraseAccount",
    "erasePerson",
    "forgiveGuess",
    "giveBack",
    "goOn",
    "grant",
    "keepSession",
    "noteAudit",
    "retryJob",
    "revokeToken",
    "setPassword",
    "takeJob",
  ],
} as const satisfies MethodsOfParts;

type MethodsOfParts = { readonly [Name in Part]?: readonly Method<Memory[Name]>[] };
/** Parts with those of their methods that are listed. */
type Listed<Methods extends MethodsOfParts> = {
  readonly [Name in keyof Methods & Part]: Pick<Memory[Name], NonNullable<Methods[Name]>[number] & keyof Memory[Name]>;
};

/** What a server keeps beside a memory, as it is asked and changed. */
export type ServingCalls = Listed<typeof SERVING_READS>["serving"] & Listed<typeof SERVING_WRITES>["serving"];
/** What is asked of a memory without changing it. */
export type MemoryReads = Pick<Memory, (typeof READS)[number]> & Listed<typeof PART_READS>;
/** What changes a memory. */
export type MemoryWrites = Listed<typeof PART_WRITES> & { readonly corrections: Pick<KeptCorrections, "make"> };

/** Asks something of a memory by the name of its method. */
export type Ask = (method: Call, args: readonly unknown[]) => Promise<unknown>;

/** A memory whose reading methods ask. */
export const readsBy = (ask: Ask): MemoryReads =>
  ({ ...asking(READS, ask), ...askingParts(PART_READS, ask) }) as unknown as MemoryReads;

/** A memory whose changing methods ask. */
export function writesBy(ask: Ask, make: KeptCorrections["make"]): MemoryWrites {
  const { corrections, ...parts } = askingParts(PART_WRITES, ask);
  return { ...parts, corrections: { ...corrections, make } } as unknown as MemoryWrites;
}

/** What a server keeps beside a memory, whose methods ask. */
export const servingBy = (read: Ask, write: Ask): ServingCalls =>
  ({
    ...askingParts(SERVING_READS, read).serving,
    ...askingParts(SERVING_WRITES, write).serving,
  }) as unknown as ServingCalls;

/** The names by which methods of parts are asked: `verdicts.keep`. */
export const callsOf = (methods: MethodsOfParts): Call[] =>
  Object.entries(methods).flatMap(([part, own]) => own.map((method) => `${part}.${method}` as Call));

/**
 * A memory that is open in this thread, as it is asked.
 *
 * @param onState told, before each answer, the state that the memory is in
 */
export function readsOf(memory: Memory, onState?: (state: string) => void): MemoryReads {
  const ask = askOf(memory);
  return readsBy(async (method, args) => {
    onState?.(await memory.state());
    return ask(method, args);
  });
}

/** Asks a memory that is open in this thread. */
export function askOf(memory: Memory): Ask {
  return async (method, args) => {
    const [name, part] = method.split(".").reverse() as [string, Part?];
    const asked = (part === undefined ? memory : memory[part]) as unknown as Record<
      string,
      (...args: unknown[]) => unknown
    >;
    return asked[name]?.(...args);
  };
}

type Calls = Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>>;

function asking(methods: readonly Method[], ask: Ask): Calls {
  return Object.fromEntries(methods.map((method) => [method, (...args: unknown[]) => ask(method, args)]));
}

function askingParts<Methods extends MethodsOfParts>(
  methods: Methods,
  ask: Ask,
): Readonly<Record<keyof Methods, Calls>> {
  const parts = Object.entries(methods).map(([part, own]) => [
    part,
    Object.fromEntries(own.map((method) => [method, (...args: unknown[]) => ask(`${part}.${method}` as Call, args)])),
  ]);
  return Object.fromEntries(parts) as Readonly<Record<keyof Methods, Calls>>;
}
