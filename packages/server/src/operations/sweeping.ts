import type { MemorySource } from "../source.ts";

const HOUR_MS = 3_600_000;

/** Takes out for good, every hour, what was removed longer ago than it is kept; to be ended. */
export function swept(source: MemorySource, onError: (error: Error) => void): { readonly end: () => void } {
  const timer = setInterval(() => void source.writing().maintenance.sweep().catch(onError), HOUR_MS);
  timer.unref();
  return { end: () => clearInterval(timer) };
}
