import { type QueryClient, useQueries } from "@tanstack/react-query";
import type { Row } from "../api/client.ts";
import { ROWS_ASKED, rows } from "../api/questions.ts";

/** The rows of pages around those that are in sight, by position; a page that has not come yet leaves its rows out. */
export function useRows(
  id: string,
  first: number,
  last: number,
): { readonly rows: ReadonlyMap<number, Row>; readonly error: Error | null } {
  const from = Math.max(0, Math.floor(first / ROWS_ASKED));
  const to = Math.max(from, Math.floor(last / ROWS_ASKED));
  const pages = useQueries({
    queries: Array.from({ length: to - from + 1 }, (_, at) => rows(id, from + at)),
    combine: (results) => ({
      rows: new Map(results.flatMap(({ data }) => data ?? []).map((row) => [row.position, row] as const)),
      error: results.find(({ error }) => error)?.error ?? null,
    }),
  });
  return pages;
}

/** The row at a position, if its page is there. */
export function rowAt(questions: QueryClient, id: string, position: number): Row | undefined {
  const page = Math.floor(position / ROWS_ASKED);
  return questions.getQueryData(rows(id, page).queryKey)?.[position - page * ROWS_ASKED];
}

/** The row at a position, asked for where its page is not there. */
export async function loadRow(questions: QueryClient, id: string, position: number): Promise<Row | undefined> {
  const page = Math.floor(position / ROWS_ASKED);
  return (await questions.fetchQuery(rows(id, page)))[position - page * ROWS_ASKED];
}

/** Shows a row as it will be once the server has answered. */
export function patchRow(questions: QueryClient, id: string, position: number, patch: Partial<Row>): void {
  const page = Math.floor(position / ROWS_ASKED);
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
  ]);
}
