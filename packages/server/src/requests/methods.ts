import { TrieRouter } from "hono/router/trie-router";

/** A route as an application lists it. */
interface ListedRoute {
  readonly method: string;
  readonly path: string;
}

/** Tells the methods that an address answers, sorted; none where there is nothing. */
export function methodsOf(routes: readonly ListedRoute[]): (path: string) => string[] {
  const router = new TrieRouter<string>();
  // What answers any method is in everybody's way, and no answer of its own.
  for (const { method, path } of routes) if (method !== "ALL") router.add("ANY", path, method);
  return (path) => {
    const methods = new Set(router.match("ANY", path)[0].map(([method]) => method));
    if (methods.has("GET")) methods.add("HEAD");
    return [...methods].sort();
  };
}
