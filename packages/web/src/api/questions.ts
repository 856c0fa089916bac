import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import {
  type Account,
  answerOf,
  type Change,
  type Concordance,
  client,
  type DocumentSet,
  type Match,
  type Memory,
  type Removed,
  type Row,
  type SearchQuery,
  type Session,
  type Subsegment,
  type Unit,
} from "./client.ts";

/** What the pages ask of the API. Each question has a key: what is asked twice is answered once. */

/** All document sets of the memory, the newest first. */
export const documentSets = () =>
  queryOptions({
    queryKey: ["document-sets"],
    queryFn: ({ signal }) => answerOf<DocumentSet[]>(client.api["document-sets"].$get(undefined, { init: { signal } })),
    staleTime: 60_000,
  });

/** The named memories, the best ranks first. */
export const memories = () =>
  queryOptions({
    queryKey: ["memories"],
    queryFn: ({ signal }) => answerOf<Memory[]>(client.api.memories.$get(undefined, { init: { signal } })),
    staleTime: 60_000,
  });

/** What was removed and can be restored, the last first. */
export const removed = () =>
  queryOptions({
    queryKey: ["removed"],
    queryFn: ({ signal }) => answerOf<Removed[]>(client.api.removed.$get(undefined, { init: { signal } })),
  });

/** Who asks, what they may do, and how people sign in. */
export const session = () =>
  queryOptions({
    queryKey: ["session"],
    queryFn: ({ signal }) => answerOf<Session>(client.api.session.$get(undefined, { init: { signal } })),
    staleTime: 60_000,
  });

/** All accounts, the oldest first; for admins. */
export const accounts = () =>
  queryOptions({
    queryKey: ["accounts"],
    queryFn: ({ signal }) => answerOf<Account[]>(client.api.accounts.$get(undefined, { init: { signal } })),
  });

/** Rows of a document set that are asked for at a time. */
export const ROWS_ASKED = 100;

/** @param page rows from `page * ROWS_ASKED` on */
export const rows = (id: string, page: number) =>
  queryOptions({
    queryKey: ["rows", id, page],
    queryFn: ({ signal }) => rowsFrom(id, page * ROWS_ASKED, ROWS_ASKED, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Rows of a document set from a position on, in all its languages. */
export const rowsFrom = (id: string, from: number, limit: number, signal?: AbortSignal): Promise<Row[]> =>
  answerOf<Row[]>(
    client.api["document-sets"][":id"].rows.$get(
      { param: { id }, query: { from: String(from), limit: String(limit) } },
      signal && { init: { signal } },
    ),
  );

/** The translation units that a row is cut into, in order. */
export const segments = (id: string, position: number, version: string) =>
  queryOptions({
    queryKey: ["segments", id, position, version],
    queryFn: ({ signal }) =>
      answerOf<Unit[]>(
        client.api["document-sets"][":id"].rows[":position"].segments.$get(
          { param: { id, position: String(position) } },
          { init: { signal } },
        ),
      ),
    placeholderData: keepPreviousData,
  });

/** The corrections of a document set, the last first. */
export const changes = (id: string) =>
  queryOptions({
    queryKey: ["changes", id],
    queryFn: () => answerOf<Change[]>(client.api["document-sets"][":id"].changes.$get({ param: { id } })),
  });

export const unitOf = (id: number): Promise<Unit> =>
  answerOf<Unit>(client.api.segments[":id"].$get({ param: { id: String(id) } }));

/** Hits that are asked for at a time. */
export const HITS_ASKED = 50;

/** A page of the hits of a phrase. */
export const concordance = (query: SearchQuery) =>
  queryOptions({
    queryKey: ["search", query],
    queryFn: ({ signal }) => answerOf<Concordance>(client.api.search.$get({ query }, { init: { signal } })),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

/** Matches of several segments in order, the best first. @param limit how many for each */
export const lookups = (texts: readonly string[], source: string, target: string, limit: number) =>
  queryOptions({
    queryKey: ["lookup", source, target, texts, limit],
    queryFn: ({ signal }) =>
      answerOf<Match[][]>(
        client.api.lookup.$post(
          { json: { texts: [...texts], source, target, limit, threshold: 60 } as never },
          { init: { signal } },
        ),
      ),
    staleTime: 30_000,
  });

/** The longest parts of a segment that the memory knows. @param limit units for each part */
export const subsegments = (text: string, source: string, target: string, limit: number) =>
  queryOptions({
    queryKey: ["subsegments", source, target, text, limit],
    queryFn: ({ signal }) =>
      answerOf<Subsegment[]>(
        client.api.subsegments.$get({ query: { text, source, target, limit: String(limit) } }, { init: { signal } }),
      ),
    staleTime: 30_000,
  });
