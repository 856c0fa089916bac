import { enableCompileCache } from "node:module";
import { getPriority, setPriority } from "node:os";

/** Steps of Linux' priority: a thread gets a third of the processor's time that each one gets which answers who waits. */
const STEPS = 5;

/**
 * Has this thread stand back behind those that answer who waits, as long as there are some; a share is left to it, so that its work
 * is done in the end. Elsewhere than on Linux it would be the whole process that does, and nothing is done.
 */
export function standBack(): void {
  if (process.platform === "linux") setPriority(Math.min(19, getPriority() + STEPS));
}

/** Begins a thread that stands back. What it loads from here on was compiled for others as a rule: it begins in three fifths of the time. */
export function beginBehind(): void {
  standBack();
  enableCompileCache();
}
