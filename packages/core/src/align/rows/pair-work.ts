import type { Progress } from "../pair/options.ts";
import { alignTask, type PairResult, type PairTask } from "../pair/pair-task.ts";

/** Pairs of languages that have to be aligned before work can go on. None depends on another. */
export interface PairTasks {
  readonly tasks: readonly PairTask[];
  /** Called after each. */
  readonly progress?: Progress | undefined;
}

/**
 * Work that stops wherever pairs of languages have to be aligned, and goes on with what came of them, in the order of
 * the tasks. Whoever does the work decides where they are aligned: here ({@link doneHere}), or on threads.
 */
export type PairWork<T> = Generator<PairTasks, T, readonly PairResult[]>;

/** Does work on this thread alone. */
export function doneHere<T>(work: PairWork<T>): T {
  let step = work.next();
  while (!step.done) step = work.next(alignedHere(step.value));
  return step.value;
}

/** Aligns pairs one after the other. */
export function alignedHere({ tasks, progress }: PairTasks): PairResult[] {
  return tasks.map((task, at) => {
    const result = alignTask(task);
    progress?.(at + 1, tasks.length);
    return result;
  });
}
