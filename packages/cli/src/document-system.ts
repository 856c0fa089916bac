import { rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { setting } from "@sextant/core/config";
import { type Document, readUntrusted } from "@sextant/core/document";
import { readingLimits } from "./documents.ts";

/** Address of the United Nations' document system; tests and mirrors have another. */
export const DOCUMENT_SYSTEM = setting("SEXTANT_DOCUMENT_SYSTEM");

/** Options for getting documents. */
export interface FetchOptions {
  /** Address of the document system; no other host is contacted, whatever it redirects to. */
  readonly base: string;
  /** Time between two requests, in milliseconds. */
  readonly pause: number;
  /** Number of tries of one request, the first included. */
  readonly tries: number;
}

/** The result for one language version. */
export interface Fetched {
  readonly language: string;
  readonly file: string;
  readonly state: "fetched" | "already there";
}

/** The document system's parameter `l`. */
const LANGUAGES: Readonly<Record<string, string>> = { ar: "ar", zh: "zh", en: "en", fr: "fr", ru: "ru", es: "es" };
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const FORMATS = ["pdf", "doc"] as const;
const TIMEOUT = 60_000;

/**
 * Gets one official language version of a document into a folder: as PDF, or as Word file if there is no PDF. A file
 * that is already there is not requested again. The file is read, and kept only if it is in the language asked for.
 *
 * @throws {Error} saying what the document system answered, or what is wrong with the file
 */
export async function fetchVersion(
  symbol: string,
  language: string,
  folder: string,
  options: FetchOptions,
): Promise<Fetched> {
  const code = LANGUAGES[language];
  if (!code) throw new Error(`the document system has no ${language}; it has ${Object.keys(LANGUAGES).join(", ")}`);
  for (const format of FORMATS) {
    const file = `${language}.${format}`;
    if (await exists(join(folder, file))) return { language, file, state: "already there" };
  }
  const problems: string[] = [];
  for (const format of FORMATS) {
    const address = new URL(options.base);
    address.search = new URLSearchParams({ s: symbol, l: code, t: format }).toString();
    const bytes = await request(address, options);
    if (!bytes) {
      problems.push(`no ${format.toUpperCase()}`);
      continue;
    }
    const problem = await wrongWith(bytes, language, `${symbol} in ${language}`);
    if (problem) {
      problems.push(`${format.toUpperCase()}: ${problem}`);
      continue;
    }
    const file = `${language}.${format}`;
    const beside = join(folder, `${file}.part`);
    try {
      await writeFile(beside, bytes);
      await rename(beside, join(folder, file));
    } catch (cause) {
      await rm(beside, { force: true });
      throw cause;
    }
    return { language, file, state: "fetched" };
  }
  throw new Error(`${symbol} in ${language} cannot be had: ${problems.join("; ")}`);
}

async function wrongWith(bytes: Uint8Array, language: string, name: string): Promise<string | undefined> {
  let document: Document;
  try {
    document = await readUntrusted(bytes, { name }, readingLimits());
  } catch (error) {
    return (error as Error).message;
  }
  return document.language === language ? undefined : `it is in ${document.language}, not in ${language}`;
}

/** Requests a file; undefined if there is no such document. Tries again if another try may help. */
async function request(address: URL, { tries, pause }: FetchOptions): Promise<Uint8Array | undefined> {
  for (let attempt = 1; ; attempt++) {
    await wait(pause);
    let why: string;
    let after = pause * 2 ** attempt;
    try {
      const response = await followOwnHost(address);
      if (response.status === 404) return undefined;
      if (response.ok) return await bounded(response);
      why = `answered ${response.status}`;
      after = Number(response.headers.get("retry-after") ?? 0) * 1000 || after;
      if (response.status < 500 && response.status !== 429) throw new Error(`${address.host} ${why}`);
    } catch (cause) {
      if (!isPassing(cause)) throw cause;
      why = `did not answer (${reasonOf(cause as Error)})`;
    }
    if (attempt >= tries) throw new Error(`${address.host} ${why}${tries > 1 ? `, ${tries} times` : ""}`);
    await wait(Math.min(after, 60_000));
  }
}

/** What the connection failed with: `fetch` itself says only that it did. */
const reasonOf = ({ message, cause }: Error): string => (cause instanceof Error && cause.message) || message;

/** Whether another try may help: the connection failed or took too long. */
function isPassing(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && error.name === "TimeoutError");
}

/** Follows redirects, but only within the host of the document system. */
async function followOwnHost(address: URL): Promise<Response> {
  let at = address;
  for (let hops = 0; hops < 5; hops++) {
    const response = await fetch(at, { redirect: "manual", signal: AbortSignal.timeout(TIMEOUT) });
    const location = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || !location) return response;
    const next = new URL(location, at);
    if (next.host !== address.host)
      throw new Error(`${address.host} leads to another host, ${next.host}, which is not asked`);
    at = next;
  }
  throw new Error(`${address.host} redirects without end`);
}

async function bounded(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > MAX_ANSWER_BYTES) throw new Error(`the answer has more than ${MAX_ANSWER_BYTES} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
