import type { LookupOptions, Match } from "@sextant/core/memory";

/** Segments that are looked up at one time: others ask, too. */
const TEXTS_AT_ONCE = 4;

/**
 * Looks segments up that follow each other, few at a time; who takes no more has no more begun.
 *
 * @param ask looks one up, between its neighbours
 * @returns the matches of each, in order
 */
export async function* lookupAll(
  texts: readonly string[],
  ask: (text: string, neighbours: Pick<LookupOptions, "before" | "after">) => Promise<Match[]>,
): AsyncGenerator<Match[]> {
  const begun: Promise<Match[]>[] = [];
  for (const [at, text] of texts.entries()) {
    const [before, after] = [texts[at - 1], texts[at + 1]];
    const asked = ask(text, { ...(before !== undefined && { before }), ...(after !== undefined && { after }) });
    // Said when its turn comes, or by one before it.
    asked.catch(() => {});
    begun.push(asked);
    if (begun.length === TEXTS_AT_ONCE) yield await (begun.shift() as Promise<Match[]>);
  }
  for (const asked of begun) yield await asked;
}
