import { queryOptions } from "@tanstack/react-query";
import type { Row } from "../api/client.ts";
import { lookThrough } from "./store.ts";

/** What leads to places in a document: its headings, its notes, and the marks that point to them. */
export interface Contents {
  readonly headings: readonly Row[];
  /** Rows of notes, and rows whose texts have their marks, by the mark, in order. */
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

/** The note that a mark in a row points to: the next one of that mark, for marks may begin anew in each part. */
export function noteOf({ notes }: Contents, mark: string, position: number): Row | undefined {
  const own = notes.get(mark);
  return own?.find((row) => row.position > position) ?? own?.at(-1);
}

/** The position of the row that points to a note: the last one before it. */
export function markedBy({ marked }: Contents, mark: string, position: number): number | undefined {
  const own = marked.get(mark);
  return own?.findLast((at) => at < position) ?? own?.[0];
}
