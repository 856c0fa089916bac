/** What the command's exit code says. */
export const EXIT = { ok: 0, failure: 1, usage: 2 } as const;

/** The command was called wrongly; the message says how it is called. */
export class UsageError extends Error {
  override name = "UsageError";
}
