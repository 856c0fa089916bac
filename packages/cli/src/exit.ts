/** Exit codes of the command. */
export const EXIT = { ok: 0, failure: 1, usage: 2 } as const;

/** The command was called wrongly; the message says how to call it. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** Reads a list of names, separated by commas. */
export const names = (value: string): string[] =>
  value
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

/**
 * Parses `name=value` of an option.
 *
 * @throws {UsageError} naming the option
 */
export function pairOf(option: string, value: string): readonly [name: string, value: string] {
  const at = value.lastIndexOf("=");
  if (at < 1 || at === value.length - 1)
    throw new UsageError(`${option} takes a name and a value, as ${option} name=value`);
  return [value.slice(0, at).trim(), value.slice(at + 1).trim()];
}

/**
 * Parses an option's whole number.
 *
 * @throws {UsageError} naming the option and its range
 */
export function wholeNumber(option: string, least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (value.trim() === "" || !Number.isInteger(number) || number < least || number > most)
      throw new UsageError(`${option} takes a number from ${least} to ${most}`);
    return number;
  };
}
