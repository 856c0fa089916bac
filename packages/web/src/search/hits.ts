import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Narrowed, SearchView } from "../addresses.ts";
import { answerOf, type Concordance, client, type SearchQuery } from "../api/client.ts";
import { HITS_ASKED } from "../api/questions.ts";

/** The longest phrase that is searched, in UTF-16 code units. */
export const MAX_PHRASE = 2_000;

interface Asked {
  readonly view: SearchView;
  readonly narrowed: Narrowed;
  readonly language: string;
  /** Languages in which probable translations are marked. */
  readonly targets: readonly string[];
}

/** The hits of a phrase, as many pages as were asked for; `pages` is undefined until the first has come. */
export function useHits({ view, narrowed, language, targets }: Asked) {
  const query = {
    ...narrowed,
    q: view.q.slice(0, MAX_PHRASE),
    language,
    limit: String(HITS_ASKED),
    ...(targets.length > 0 && { mark: targets.join(",") }),
  } as SearchQuery;
  const found = useInfiniteQuery({
    queryKey: ["concordance", query],
    queryFn: ({ pageParam, signal }) =>
      answerOf<Concordance>(
        client.api.search.$get({ query: { ...query, after: String(pageParam) } }, { init: { signal } }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next,
    staleTime: 30_000,
    // What is there stays in sight until the new answer has come.
    placeholderData: keepPreviousData,
  });
  const pages = found.data?.pages;
  const hits = useMemo(() => pages?.flatMap((page) => page.hits) ?? [], [pages]);
  return { query, found, pages, hits };
}
