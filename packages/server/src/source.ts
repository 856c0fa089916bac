import {
  type Memory,
  type MemoryReads,
  type MemoryWrites,
  readsOf,
  type ServingCalls,
  ThreadedMemory,
} from "@sextant/core/memory";

/** A memory as the server asks it: in threads, or in this one. */
export interface MemorySource {
  /** Where it is, so that a thread can open it; undefined where none can. */
  readonly location: string | undefined;
  /** Where something long may be read, the best place first; undefined where no thread can open it. */
  readonly readingLocations: readonly string[] | undefined;
  /** Whether a read replica is asked; left out where there is none. */
  readonly replica?: ThreadedMemory["replica"];
  /**
   * @param signal takes back what has not begun
   * @param onState told, with each answer, the state that the memory was in just before
   */
  reading(signal?: AbortSignal, onState?: (state: string) => void): MemoryReads;
  writing(): MemoryWrites;
  /** What a server keeps beside it. */
  readonly serving: ServingCalls;
  /** Languages whose fuzzy index is built, which lookups wait for. */
  readonly preparing: readonly string[];
  /** Questions that wait, and that are being answered. */
  readonly load: { readonly waiting: number; readonly asked: number };
}

/** A memory that is open in this thread answers as one in threads does; everything waits while it does. */
export function sourceOf(memory: Memory | ThreadedMemory): MemorySource {
  if (memory instanceof ThreadedMemory) return memory;
  return {
    location: undefined,
    readingLocations: undefined,
    reading: (_, onState) => readsOf(memory, onState),
    writing: () => memory,
    serving: memory.serving,
    preparing: [],
    load: { waiting: 0, asked: 0 },
  };
}
