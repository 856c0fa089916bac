import type { Memory } from "../memory/memory.ts";

/** What is asked of a memory where documents are compared with it. */
export type ComparedMemory = Pick<Memory, "documentSet" | "rows" | "lookup" | "lookupAll" | "units">;
