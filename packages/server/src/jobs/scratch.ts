import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * The folder for files of a job while it is done, which nobody else can guess. Who does the job next finds what one that was killed
 * has left, and clears it away.
 */
export const scratchOf = (job: string): string => join(tmpdir(), `sextant-job-${job}`);
