import type { DocumentSet } from "../api/client.ts";

/** As symbols and titles are compared: case, accents, blanks and the kinds of dashes do not count. */
const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[\p{M}\s]+/gu, "")
    .replace(/\p{Pd}/gu, "-")
    .toLowerCase();

/** The document sets whose symbol, id or title holds what was typed; those whose symbol holds it first. */
export function documentsNamed(sets: readonly DocumentSet[], typed: string): DocumentSet[] {
  const asked = plain(typed);
  if (!asked) return [];
  const bySymbol: DocumentSet[] = [];
  const byTitle: DocumentSet[] = [];
  for (const set of sets) {
    if (plain(set.symbol).includes(asked) || plain(set.id).includes(asked)) bySymbol.push(set);
    else if (set.versions.some(({ title }) => plain(title).includes(asked))) byTitle.push(set);
  }
  return [...bySymbol, ...byTitle];
}

/** Whether a text looks like a document symbol or the number in one: `A/RES/67/189`, `67/189`, `S/2011/463`. */
export const looksLikeSymbol = (text: string): boolean =>
  /^\s*(?:[A-Z][\p{L}\d.]*\/)?[\p{L}\d.()]+(?:\/[\p{L}\d.()]+)+\s*$/u.test(text) && /\d/.test(text);
