import type { Memory } from "../memory/memory.ts";

/** What is asked of a memory where documents are compared with it. */
export type ComparedMemory = Pick<Memory, "rows" | "lookup" | "lookupAll" | "units"> & {
  readonly documentSets: Pick<Memory["documentSets"], "find">;
};
