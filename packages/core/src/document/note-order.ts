import type { Block } from "./document.ts";
import type { FootNote } from "./footnotes.ts";

/**
 * Puts notes into the order of their first marks in the text, so that all formats give them in one order: some list the
 * notes of tables behind all others, some list notes page by page. Each table has its own note `a`. A note whose mark is not
 * known stays behind the one before it.
 *
 * @param notes those with the same mark in the order of the text
 * @param blocks with their marks
 */
export function notesInOrder(notes: readonly FootNote[], blocks: readonly Block[]): FootNote[] {
  const places = firstPlaces(blocks);
  const alike = Map.groupBy(notes, ({ mark }) => mark);
  const own = new Map<FootNote, number>();
  for (const [mark, some] of alike) {
    const firsts = places.get(mark) ?? [];
    // Notes that begin at 1 again, in each chapter or on each page, already have the order of the text.
    if (firsts.length === some.length || some.length === 1)
      for (const [at, note] of some.entries()) if (firsts[at] !== undefined) own.set(note, firsts[at]);
  }
  let last = -1;
  return notes
    .map((note) => {
      last = own.get(note) ?? last;
      return { note, place: last };
    })
    .sort((a, b) => a.place - b.place)
    .map(({ note }) => note);
}

/** For each mark, the places where it comes first: outside of tables, and in each table. Marks are counted from 0. */
function firstPlaces(blocks: readonly Block[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  const seen = new Set<string>();
  let place = 0;
  for (const { marks = [], cell } of blocks)
    for (const { mark } of marks) {
      const key = `${cell?.table ?? ""} ${mark}`;
      const own = places.get(mark) ?? [];
      places.set(mark, own);
      if (!seen.has(key)) own.push(place);
      seen.add(key);
      place++;
    }
  return places;
}
