import { queryOptions } from "@tanstack/react-query";
import type { Row } from "../api/client.ts";
import { lookThrough } from "./store.ts";

/** What leads to places in a document: its headings, its notes, and the marks that point to them. */
export interface Contents {
  readonly headings: readonly Row[];
  /** Rows of notes, and positions of rows whose texts have their marks, by the mark, in order. */
  readonly notes: ReadonlyMap<string, readonly Row[]>;
  readonly marked: ReadonlyMap<string, readonly number[]>;
}

/** The contents of a document set: all of its rows are looked through, so it is asked only when it is wanted. */
export const contentsOf = (id: string) =>
  queryOptions({
    queryKey: ["contents", id],
    queryFn: async ({ signal }): Promise<Contents> => {
      const headings: Row[] = [];
      const notes = new Map<string, Row[]>();
      const marked = new Map<string, number[]>();
      const see = (row: Row): boolean => {
        if (row.role === "title" || row.role === "heading") headings.push(row);
        if (row.role === "note" && row.number) notes.set(row.number, [...(notes.get(row.number) ?? []), row]);
        for (const mark of marksOf(row)) marked.set(mark, [...(marked.get(mark) ?? []), row.position]);
        return false;
      };
      await lookThrough(id, 0, see, signal);
      return { headings, notes, marked };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

const marksOf = ({ blocks }: Row): Set<string> =>
  new Set(
    Object.values(blocks)
      .flat()
      .flatMap(({ marks }) => marks.map(({ mark }) => mark)),
  );

/** The note that a mark points to: the first of that mark. */
export const noteOf = ({ notes }: Contents, mark: string): Row | undefined => notes.get(mark)?.[0];

/** The position of the first row that points to a note. */
export const markedBy = ({ marked }: Contents, mark: string): number | undefined => marked.get(mark)?.[0];
