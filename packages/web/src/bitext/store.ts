import { type QueryClient, type UseQueryResult, useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Row } from "../api/client.ts";
import { ROWS_ASKED, rows, rowsFrom } from "../api/questions.ts";

/** The rows of pages that are asked for, by position; a page that has not come yet leaves its rows out. */
export function useRows(
  id: string,
  { first, last }: PageRange,
): { readonly rows: ReadonlyMap<number, Row>; readonly error: Error | null } {
  const { pages, error } = useQueries({
    queries: Array.from({ length: last - first + 1 }, (_, at) => rows(id, first + at)),
    combine: combined,
  });
  const byPosition = useMemo(
    () => new Map(pages.flatMap((page) => page ?? []).map((row) => [row.position, row] as const)),
    [pages],
  );
  return { rows: byPosition, error };
}

/** Pages of rows, from the first to the last. */
export interface PageRange {
  readonly first: number;
  readonly last: number;
}

/** The page that a row is in. */
export const pageOf = (position: number): number => Math.floor(position / ROWS_ASKED);

// It stays the same, so that what it makes does, too, as long as no page changes.
const combined = (results: readonly Pick<UseQueryResult<Row[]>, "data" | "error">[]) => ({
  pages: results.map(({ data }) => data),
  // What is there stays in sight where it could not be asked for anew.
  error: results.find(({ data, error }) => error && data === undefined)?.error ?? null,
});

/** The row at a position, if its page is there. */
export function rowAt(questions: QueryClient, id: string, position: number): Row | undefined {
  const page = pageOf(position);
  return questions.getQueryData(rows(id, page).queryKey)?.[position - page * ROWS_ASKED];
}

/** The row at a position, asked for where its page is not there. */
export async function loadRow(questions: QueryClient, id: string, position: number): Promise<Row | undefined> {
  const page = pageOf(position);
  return (await questions.fetchQuery(rows(id, page)))[position - page * ROWS_ASKED];
}

/** Shows a row as it will be once the server has answered. */
export function patchRow(questions: QueryClient, id: string, position: number, patch: Partial<Row>): void {
  const page = pageOf(position);
  questions.setQueryData(rows(id, page).queryKey, (before) =>
    before?.map((row) => (row.position === position ? { ...row, ...patch } : row)),
  );
}

/** Loads what is in sight anew, and forgets the rest. */
export async function renewRows(questions: QueryClient, id: string): Promise<void> {
  questions.removeQueries({ queryKey: ["rows", id], type: "inactive" });
  await Promise.all([
    questions.invalidateQueries({ queryKey: ["rows", id] }),
    questions.invalidateQueries({ queryKey: ["document-sets"] }),
    questions.invalidateQueries({ queryKey: ["changes", id] }),
    questions.invalidateQueries({ queryKey: ["segments", id] }),
    questions.invalidateQueries({ queryKey: ["findings", id] }),
    questions.invalidateQueries({ queryKey: ["contents", id], refetchType: "none" }),
  ]);
}

/** Rows that are looked through at a time: the most that the server gives. */
const LOOKED_AT = 500;

/** Looks through the rows of a document set in order, from a position on, until it is told to stop. */
export async function lookThrough(
  id: string,
  from: number,
  see: (row: Row) => boolean | undefined,
  signal?: AbortSignal,
): Promise<Row | undefined> {
  for (let at = from; ; at += LOOKED_AT) {
    const found = await rowsFrom(id, at, LOOKED_AT, signal);
    for (const row of found) if (see(row)) return row;
    if (found.length < LOOKED_AT) return undefined;
  }
}

/** The position of the row of an id, looked for first where it was; undefined where it is no more. */
export async function positionOf(id: string, row: number, hint: number): Promise<number | undefined> {
  const isIt = (own: Row): boolean => own.id === row;
  const near = (await rowsFrom(id, Math.max(0, hint - LOOKED_AT / 2), LOOKED_AT)).find(isIt);
  return (near ?? (await lookThrough(id, 0, isIt)))?.position;
}
