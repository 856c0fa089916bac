import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Rooms in their order. A clone that was never tested knows no times, and goes by the size of files; those that start processes
 * and browsers are short and take long. The last files of a run are to be quick ones, or a processor waits for the other.
 */
const ROOMS = ["cli", "server", "web", "core/align", "core/memory"];

/** Which of the rooms a file is of: -1 for what is of all packages, and so in none; beyond the rooms for any other. */
function roomOf(file: string): number {
  const path = relative(import.meta.dirname, file);
  if (!path.includes("/")) return -1;
  const room = ROOMS.findIndex((own) => path.startsWith(`${own}/`));
  return room < 0 ? ROOMS.length : room;
}

/** Files by room; in each those that failed first, then the longest, as far as that is known. */
export class Sequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => roomOf(a.moduleId) - roomOf(b.moduleId));
  }
}
