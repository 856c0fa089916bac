/** What the command's exit code says. */
export const EXIT = { ok: 0, failure: 1, usage: 2 } as const;

/** The command was called wrongly; the message says how it is called. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** Reads an option's whole number. @throws {UsageError} naming the option and its range */
export function wholeNumber(option: string, least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (value.trim() === "" || !Number.isInteger(number) || number < least || number > most)
      throw new UsageError(`${option} takes a number from ${least} to ${most}`);
    return number;
  };
}
