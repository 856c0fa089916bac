import { readdirSync } from "node:fs";
import { getPriority, setPriority } from "node:os";

/** Steps of priority, each time. On Linux a thread then gets a tenth of the time that one gets which answers who waits; twice, a seventieth. */
const STEPS = 10;
const LOWEST = 19;

/**
 * Has this thread stand back behind those that answer who waits, as long as there are some; a share is left to it, so that its work
 * is done in the end. Elsewhere than on Linux it would be the whole process that does, and nothing is done.
 */
export function standBack(): void {
  if (process.platform === "linux") lower([0]);
}

/**
 * Has this whole process stand back, on every system. The engine's own threads, which compile and collect garbage, have the
 * priority of their process; on Linux each thread has one, and those begun from here on have that of who begins them.
 */
export function standBackWhole(): void {
  lower(process.platform === "linux" ? ownThreads() : [0]);
}

/** The ids of all threads of this process; of this one alone where the system does not say. */
function ownThreads(): number[] {
  try {
    return readdirSync("/proc/self/task").map(Number);
  } catch {
    return [0];
  }
}

function lower(threads: readonly number[]): void {
  const priority = Math.min(LOWEST, getPriority() + STEPS);
  for (const thread of threads)
    try {
      setPriority(thread, priority);
    } catch {
      // It has ended, or a sandbox forbids it: the work is done all the same.
    }
}
