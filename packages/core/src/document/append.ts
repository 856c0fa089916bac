/**
 * Adds values to the end of a list. `push(...values)` puts all of them on the stack, which ends at some hundred thousand: no
 * list is spread that grows with a document.
 */
export function append<T>(list: T[], values: Iterable<T>): void {
  for (const value of values) list.push(value);
}
