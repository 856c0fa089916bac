import type { Api } from "@sextant/server";
import { hc, type InferRequestType, type InferResponseType } from "hono/client";
import type { Narrowed } from "./address.ts";

/** The server's API, with the server's types. The pages know nothing else about it. */
const client = hc<Api>(location.origin);

/** A document set, as the API answers it. */
export type DocumentSet = InferResponseType<(typeof client.api)["document-sets"]["$get"]>[number];
/** A row of paragraphs. */
export type Row = InferResponseType<(typeof client.api)["document-sets"][":id"]["rows"]["$get"], 200>[number];
/** A block of a row. */
export type Block = Row["blocks"][string][number];
/** A page of search results. */
export type Concordance = InferResponseType<typeof client.api.search.$get, 200>;
/** A match of a lookup. */
export type Match = InferResponseType<typeof client.api.lookup.$get, 200>[number];
/** A translation unit. */
export type Unit = InferResponseType<
  (typeof client.api)["document-sets"][":id"]["rows"][":position"]["segments"]["$get"],
  200
>[number];
/** A correction that was made. */
export type Change = InferResponseType<(typeof client.api)["document-sets"][":id"]["changes"]["$get"], 200>[number];
/** What a correction does. */
export type Correction = Change["correction"];
/** A part of a text that the memory knows. */
export type Subsegment = InferResponseType<typeof client.api.subsegments.$get, 200>[number];
/** A place where a phrase occurs. */
export type Hit = Concordance["hits"][number];

/** Addresses of answers; each is the key under which its answer is loaded once. */
export const documentSetsAddress = client.api["document-sets"].$url().pathname;

/** Address of the rows of a document set, in some languages. */
export function rowsAddress(id: string, languages: readonly string[]): string {
  return addressOf(
    client.api["document-sets"][":id"].rows.$url({ param: { id }, query: { languages: languages.join(",") } }),
  );
}

/** Address of the units of a row. */
export function segmentsAddress(id: string, position: number): string {
  return addressOf(
    client.api["document-sets"][":id"].rows[":position"].segments.$url({ param: { id, position: String(position) } }),
  );
}

/** Address of a unit. */
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

/** Address of the matches of a text. */
export function lookupAddress(text: string, source: string, target: string): string {
  return addressOf(client.api.lookup.$url({ query: { text, source, target, limit: "5" } }));
}

/** Address of the corrections of a document set. */
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

/** Address of the parts of a text that the memory knows. */
export function subsegmentsAddress(text: string, source: string, target: string): string {
  return addressOf(client.api.subsegments.$url({ query: { text, source, target, limit: "1" } }));
}

/** Hits on a page. */
export const HITS = 50;

/** Address of a document set as TMX. */
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
