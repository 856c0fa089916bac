import { EventEmitter } from "node:events";
import { numberSetting } from "@sextant/core/config";
import type { MemorySource } from "../source.ts";
import { JobRunner } from "./runner.ts";

/** What becomes of jobs, told to who listens; and what a runner of this process is told. */
export interface JobHub {
  /** Emits `changed` with the id of a job that has changed. */
  readonly changed: EventEmitter;
  /** Told that there is something to do, and what is no longer. */
  readonly look: () => void;
  readonly cancel: (id: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Runs jobs in this process.
 *
 * @param workers jobs at one time
 */
export function jobHub(source: MemorySource, workers: number, onError: (error: Error) => void): JobHub {
  if (source.location === undefined) throw new RangeError("jobs are run on a memory that threads can open");
  const changed = new EventEmitter().setMaxListeners(0);
  const memoryMB = 2 * (numberSetting("SEXTANT_READ_MEMORY_MB") as number);
  const onChange = (id: string): void => void changed.emit("changed", id);
  const runner = new JobRunner(source.location, source.serving, { workers, memoryMB, onError, onChange });
  return { changed, look: () => runner.look(), cancel: (id) => runner.cancel(id), close: () => runner.stop() };
}

/** Where no runner is in this process: others find in the queue what is to be done. */
export const ELSEWHERE: JobHub = {
  changed: new EventEmitter().setMaxListeners(0),
  look: () => {},
  cancel: async () => {},
  close: async () => {},
};
