import type { Memory } from "../memory.ts";
import type { Serving } from "../serving/serving.ts";
import type { Method, ServingMethod } from "./memory-thread.ts";

/** Methods of a memory, as threads are asked them: those that read, and those that write. */

/** What is asked. */
export const READS = [
  "changes",
  "check",
  "concordance",
  "documentSet",
  "documentSets",
  "fingerprint",
  "languages",
  "lookup",
  "memories",
  "notErrors",
  "removed",
  "rows",
  "rowUnits",
  "settled",
  "state",
  "subsegments",
  "unit",
  "unitsAfter",
  "verdictKeys",
  "wordTranslations",
] as const satisfies readonly Method[];
/** What changes something. */
export const WRITES = [
  "add",
  "assign",
  "carryOutCorrection",
  "forgetNotError",
  "forgetRemoved",
  "guard",
  "keepNotError",
  "rank",
  "remove",
  "removeMemory",
  "rename",
  "restore",
  "saveDocumentSet",
  "sweep",
  "undo",
] as const satisfies readonly Method[];

/** The same of what a server keeps beside it. */
export const SERVING_READS = [
  "accounts",
  "auditAfter",
  "job",
  "jobFiles",
  "jobs",
  "passwordOf",
  "sessionOf",
  "tokenOf",
  "tokens",
] as const satisfies readonly ServingMethod[];
export const SERVING_WRITES = [
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
] as const satisfies readonly ServingMethod[];

/** What a server keeps beside a memory, as it is asked and changed. */
export type ServingCalls = Pick<Serving, (typeof SERVING_READS)[number] | (typeof SERVING_WRITES)[number]>;
/** What is asked of a memory without changing it. */
export type MemoryReads = Pick<Memory, (typeof READS)[number]>;
/** What changes a memory. */
export type MemoryWrites = Pick<Memory, Exclude<(typeof WRITES)[number], "carryOutCorrection"> | "correct">;

/** A memory that is open in this thread, as it is asked. */
export function readsOf(memory: Memory): MemoryReads {
  const bound = READS.map((method) => [method, (memory[method] as (...args: unknown[]) => unknown).bind(memory)]);
  return Object.fromEntries(bound) as MemoryReads;
}
