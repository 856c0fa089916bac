import { queryOptions } from "@tanstack/react-query";
import type { Row } from "../api/client.ts";
import { type Marked, markKey, type NotePlaces, notePlaces } from "./note-places.ts";
import { lookThrough } from "./store.ts";

/** What leads to places in a document: its headings, its notes, and the marks that point to them. */
export interface Contents {
  readonly headings: readonly Row[];
  /** Rows of notes by their positions. */
  readonly notes: ReadonlyMap<number, Row>;
  readonly places: NotePlaces;
}

/** The contents of a document set: all of its rows are looked through, so it is asked only when it is wanted. */
export const contentsOf = (id: string) =>
  queryOptions({
    queryKey: ["contents", id],
    queryFn: async ({ signal }): Promise<Contents> => {
      const headings: Row[] = [];
      const notes = new Map<number, Row>();
      const numbered: Marked[] = [];
      const marked: Marked[] = [];
      const see = (row: Row): boolean => {
        if (row.role === "title" || row.role === "heading") headings.push(row);
        if (row.role === "note" && row.number) {
          notes.set(row.position, row);
          numbered.push({ mark: row.number, position: row.position });
        }
        for (const mark of marksOf(row)) marked.push({ mark, position: row.position });
        return false;
      };
      await lookThrough(id, 0, see, signal);
      return { headings, notes, places: notePlaces(numbered, marked) };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

const marksOf = ({ blocks }: Row): Set<string> =>
  new Set(
    Object.values(blocks)
      .flat()
      .flatMap(({ marks }) => marks.map(({ mark }) => mark)),
  );

/** The note that a mark in a row points to. */
export const noteOf = ({ notes, places }: Contents, marked: Marked): Row | undefined =>
  notes.get(places.noteOf.get(markKey(marked)) ?? -1);

/** The position of the first row that points to a note. */
export const markedBy = ({ places }: Contents, note: number): number | undefined => places.markOf.get(note);
