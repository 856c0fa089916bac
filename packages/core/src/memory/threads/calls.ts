import type { KeptCorrections } from "../corrections/kept-corrections.ts";
import type { Memory } from "../memory.ts";
import type { Removals } from "../removals/removals.ts";
import type { Serving } from "../serving/serving.ts";
import type { KeptVerdicts } from "../verdicts/kept-verdicts.ts";
import type { Call, Method, Part } from "./memory-thread.ts";

/** Methods of a memory, as threads are asked them: those that read, and those that write. */

/** What is asked. */
export const READS = [
  "check",
  "concordance",
  "documentSet",
  "documentSets",
  "fingerprint",
  "languages",
  "lookup",
  "memories",
  "rows",
  "rowUnits",
  "state",
  "subsegments",
  "unit",
  "unitsAfter",
  "wordTranslations",
] as const satisfies readonly Method[];
/** What changes something. */
export const WRITES = [
  "add",
  "assign",
  "guard",
  "rank",
  "rename",
  "saveDocumentSet",
  "sweep",
] as const satisfies readonly Method[];

/** The same of the parts of a memory; a correction is planned and carried out, see {@link KeptCorrections.make}. */
export const PART_READS = {
  corrections: ["changes", "settled"],
  verdicts: ["keys", "list"],
  removals: ["list"],
  serving: ["accounts", "auditAfter", "job", "jobFiles", "jobs", "passwordOf", "sessionOf", "tokenOf", "tokens"],
} as const satisfies MethodsOfParts;
export const PART_WRITES = {
  corrections: ["undo"],
  verdicts: ["forget", "keep"],
  removals: ["forget", "remove", "removeMemory", "restore"],
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

type MethodsOfParts = { readonly [Name in Part]: readonly Method<Memory[Name]>[] };
type Reads<Name extends Part> = (typeof PART_READS)[Name][number];
type Writes<Name extends Part> = (typeof PART_WRITES)[Name][number];

/** What a server keeps beside a memory, as it is asked and changed. */
export type ServingCalls = Pick<Serving, Reads<"serving"> | Writes<"serving">>;
/** What is asked of a memory without changing it. */
export type MemoryReads = Pick<Memory, (typeof READS)[number]> & {
  readonly corrections: Pick<KeptCorrections, Reads<"corrections">>;
  readonly verdicts: Pick<KeptVerdicts, Reads<"verdicts">>;
  readonly removals: Pick<Removals, Reads<"removals">>;
};
/** What changes a memory. */
export type MemoryWrites = Pick<Memory, (typeof WRITES)[number]> & {
  readonly corrections: Pick<KeptCorrections, Writes<"corrections"> | "make">;
  readonly verdicts: Pick<KeptVerdicts, Writes<"verdicts">>;
  readonly removals: Pick<Removals, Writes<"removals">>;
};

/** Asks something of a memory by the name of its method. */
export type Ask = (method: Call, args: readonly unknown[]) => Promise<unknown>;

/** A memory whose reading methods ask. */
export const readsBy = (ask: Ask): MemoryReads =>
  ({
    ...asking(READS, ask),
    corrections: askingPart("corrections", PART_READS, ask),
    verdicts: askingPart("verdicts", PART_READS, ask),
    removals: askingPart("removals", PART_READS, ask),
  }) as MemoryReads;

/** A memory whose changing methods ask. */
export const writesBy = (ask: Ask, make: KeptCorrections["make"]): MemoryWrites =>
  ({
    ...asking(WRITES, ask),
    corrections: { ...askingPart("corrections", PART_WRITES, ask), make },
    verdicts: askingPart("verdicts", PART_WRITES, ask),
    removals: askingPart("removals", PART_WRITES, ask),
  }) as MemoryWrites;

/** What a server keeps beside a memory, whose methods ask. */
export const servingBy = (read: Ask, write: Ask): ServingCalls =>
  ({ ...askingPart("serving", PART_READS, read), ...askingPart("serving", PART_WRITES, write) }) as ServingCalls;

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

function askingPart(part: Part, methods: MethodsOfParts, ask: Ask): Calls {
  const own: readonly string[] = methods[part];
  return Object.fromEntries(own.map((name) => [name, (...args: unknown[]) => ask(`${part}.${name}` as Call, args)]));
}
