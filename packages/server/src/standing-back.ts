import { constants, setPriority } from "node:os";

/** Has this thread stand back behind those that answer who waits. Elsewhere than on Linux it would be the whole process that does. */
export function standBack(): void {
  if (process.platform === "linux") setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}
