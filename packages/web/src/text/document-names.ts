import type { DocumentSet } from "../api/client.ts";

/**
 * The version whose title is shown for a document set: in the first of the languages that it has, else its first. Undefined
 * where the title is the symbol, which is shown already.
 */
export function titledVersion(
  { symbol, versions }: DocumentSet,
  languages: readonly string[],
): DocumentSet["versions"][number] | undefined {
  const found = languages.map((own) => versions.find(({ language }) => language === own)).find(Boolean) ?? versions[0];
  return found?.title === symbol ? undefined : found;
}

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
