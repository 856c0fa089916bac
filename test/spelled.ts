const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/**
 * A whole number from 0 on as a word of its own. Texts that differ in a word are told apart by a filter; those that differ in
 * figures only are all like each other, and each search measures all of them.
 */
export function spelled(n: number): string {
  return (n < 26 ? "" : spelled(Math.floor(n / 26) - 1)) + LETTERS.charAt(n % 26);
}
