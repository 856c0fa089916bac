import type { Api } from "@sextant/server";
import { hc, type InferRequestType, type InferResponseType } from "hono/client";
import type { Narrowed } from "./address.ts";

/** The server's API, with the server's types. The pages know nothing else about it. */
const client = hc<Api>(location.origin);

export type DocumentSet = InferResponseType<(typeof client.api)["document-sets"]["$get"]>[number];
export type Row = InferResponseType<(typeof client.api)["document-sets"][":id"]["rows"]["$get"], 200>[number];
export type Block = Row["blocks"][string][number];
export type Concordance = InferResponseType<typeof client.api.search.$get, 200>;
export type Match = InferResponseType<typeof client.api.lookup.$get, 200>[number];
export type Unit = InferResponseType<
  (typeof client.api)["document-sets"][":id"]["rows"][":position"]["segments"]["$get"],
  200
>[number];
export type Change = InferResponseType<(typeof client.api)["document-sets"][":id"]["changes"]["$get"], 200>[number];
export type Correction = Change["correction"];
export type Subsegment = InferResponseType<typeof client.api.subsegments.$get, 200>[number];
export type Hit = Concordance["hits"][number];

/** Addresses of answers; each is the key under which its answer is loaded once. */
export const documentSetsAddress = client.api["document-sets"].$url().pathname;

export function rowsAddress(id: string, languages: readonly string[]): string {
  return addressOf(
    client.api["document-sets"][":id"].rows.$url({ param: { id }, query: { languages: languages.join(",") } }),
  );
}

export function segmentsAddress(id: string, position: number): string {
  return addressOf(
    client.api["document-sets"][":id"].rows[":position"].segments.$url({ param: { id, position: String(position) } }),
  );
}

export function segmentAddress(id: number): string {
  return addressOf(client.api.segments[":id"].$url({ param: { id: String(id) } }));
}

/** @param after the last unit of the page before, 0 on the first */
export function searchAddress(
  q: string,
  language: string,
  narrowed: Narrowed,
  mark: readonly string[],
  after: number,
): string {
  // Filters come from the address, and the server checks them.
  const query = { ...narrowed, q, language, after: String(after), limit: String(HITS) } as SearchQuery;
  return addressOf(client.api.search.$url({ query: { ...query, ...(mark.length > 0 && { mark: mark.join(",") }) } }));
}
type SearchQuery = InferRequestType<typeof client.api.search.$get>["query"];

export function lookupAddress(text: string, source: string, target: string): string {
  return addressOf(client.api.lookup.$url({ query: { text, source, target, limit: "5" } }));
}

export function changesAddress(id: string): string {
  return addressOf(client.api["document-sets"][":id"].changes.$url({ param: { id } }));
}

/**
 * Makes a correction; it is refused if what is shown has changed since.
 *
 * @param seen versions of the corrected row or unit, and of the neighbouring rows that the correction involves
 */
export async function correct(id: string, correction: Correction, seen: readonly string[]): Promise<void> {
  const json = { ...correction, version: [...seen] };
  await answerOf(await client.api["document-sets"][":id"].corrections.$post({ param: { id }, json, header: {} }));
}

/** Takes a correction back. */
export async function undo(id: string, change: number): Promise<void> {
  const param = { id, change: String(change) };
  await answerOf(await client.api["document-sets"][":id"].changes[":change"].$delete({ param, header: {} }));
}

export function subsegmentsAddress(text: string, source: string, target: string): string {
  return addressOf(client.api.subsegments.$url({ query: { text, source, target, limit: "1" } }));
}

/** Hits on a page. */
export const HITS = 50;

export function tmxAddress(id: string, languages: readonly string[]): string {
  return `/api/document-sets/${encodeURIComponent(id)}/tmx?languages=${languages.join(",")}`;
}

/** Gets an answer; the message of a refusal is the server's own sentence. */
export async function get<T>(address: string): Promise<T> {
  return answerOf<T>(await fetch(address));
}

async function answerOf<T>(response: Pick<Response, "ok" | "status" | "json">): Promise<T> {
  const body = await response.json();
  if (!response.ok) throw new Error((body as { error?: string }).error ?? `the server answered ${response.status}`);
  return body as T;
}

/** Gets all rows, which come in pages. */
export async function getAllRows(address: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const page = await get<Row[]>(`${address}&from=${rows.length}`);
    rows.push(...page);
    if (page.length < PAGE) return rows;
  }
}

/** The server's largest page of rows. */
const PAGE = 500;

function addressOf({ pathname, search }: URL): string {
  return pathname + search;
}
