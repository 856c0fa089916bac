import { type ClientRequestOptions, hc } from "hono/client";
import type { Api } from "./app.ts";

/** How a client is known, and how it asks. */
export interface ClientOptions {
  /** `sxt_…`, where the server asks for one. */
  readonly token?: string;
  /** In place of the global `fetch`. */
  readonly fetch?: typeof fetch;
}

/**
 * A client of a server's API, typed by its definition: a method for each route.
 *
 * @example
 * ```ts
 * import { sextantClient } from "@sextant/server/client";
 * const client = sextantClient("http://127.0.0.1:8100");
 * const query = { text: "Toute personne a droit à la vie.", source: "fr", target: "en" };
 * const matches = await (await client.api.lookup.$get({ query })).json();
 * ```
 *
 * @param address of the server: `https://memory.example.org`
 */
export function sextantClient(address: string, { token, fetch }: ClientOptions = {}) {
  const options: ClientRequestOptions = {
    ...(fetch && { fetch }),
    ...(token !== undefined && { headers: { Authorization: `Bearer ${token}` } }),
  };
  return hc<Api>(address, options);
}
