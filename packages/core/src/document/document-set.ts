import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { z } from "zod";
import { languageCode } from "../language/profile.ts";
import { type Document, UnreadableDocument } from "./document.ts";
import { contentsOf } from "./read.ts";
import { type ReadingLimits, ReadingThreads } from "./reading-thread.ts";

/** One language version of a document set. */
export interface Version {
  readonly document: Document;
  readonly title: string;
  /** Whether the text is official (true) or a working translation (false); left out if unknown. */
  readonly official?: boolean;
}

/** The language versions of one text, with their documents. */
export interface DocumentSet {
  readonly id: string;
  readonly symbol: string;
  readonly date?: string;
  /** Where the texts come from, a phrase for a person. */
  readonly source: string;
  readonly versions: readonly Version[];
  /** SHA-256 of the manifest, the files, and the edition of reader and aligner. */
  readonly fingerprint: string;
}

/** Details of a document set that its documents do not hold. */
export interface SetDetails {
  /** The symbol; if left out, that of the documents, or else the set's id. */
  readonly symbol?: string;
  /** The date, as `2012-12-20`; if left out, that of the documents. */
  readonly date?: string;
  /** Where the texts come from, a phrase for a person. */
  readonly source?: string;
  /** Languages whose version is a working translation, not an official text. */
  readonly unofficial?: readonly string[];
}

/** Raised when documents are read or aligned differently, so that a memory aligns its document sets again. */
const EDITION = 15;

const Manifest = z.strictObject({
  symbol: z.string().min(1),
  title: z.record(z.string(), z.string()).default({}),
  date: z.iso.date().optional(),
  source: z.string().min(1),
  versions: z.record(
    z.string(),
    z.strictObject({ file: z.string().regex(/^[\w.-]+$/, "a file name in the same folder"), official: z.boolean() }),
  ),
});

/**
 * Reads a document set from its folder: `manifest.json` (symbol, titles, date, source, and for each language its file
 * and whether it is official) and the files that it names, each within the limits of an untrusted file.
 *
 * @throws {UnreadableDocument} naming the file and what is wrong with it
 */
export async function readDocumentSet(folder: string, limits: ReadingLimits = {}): Promise<DocumentSet> {
  const path = join(folder, "manifest.json");
  const bytes = await contentsOf(path);
  const manifest = parseManifest(bytes, path);
  const hash = createHash("sha256").update(String(EDITION)).update(bytes);
  const versions: Version[] = [];
  using threads = new ReadingThreads(limits, 1);
  for (const [tag, { file, official }] of Object.entries(manifest.versions)) {
    const text = await contentsOf(join(folder, file));
    hash.update(text);
    const language = languageCode(tag);
    const options = { language, symbol: manifest.symbol, name: join(folder, file) };
    const document = await threads.read(text, options);
    versions.push({ document, official, title: manifest.title[tag] ?? titleOf(document) ?? manifest.symbol });
  }
  if (versions.length === 0) throw new UnreadableDocument(`${path} names no language version`);
  const { symbol, date, source } = manifest;
  return { id: basename(folder), symbol, ...(date && { date }), source, versions, fingerprint: hash.digest("hex") };
}

function titleOf({ blocks }: Document): string | undefined {
  return blocks.find(({ role }) => role === "title")?.text;
}

function parseManifest(bytes: Uint8Array, path: string): z.infer<typeof Manifest> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new UnreadableDocument(`${path} is not JSON: ${(cause as Error).message}`, { cause });
  }
  const result = Manifest.safeParse(json);
  if (!result.success) throw new UnreadableDocument(`${path}: ${z.prettifyError(result.error)}`);
  return result.data;
}

/** Makes a document set from documents alone; its fingerprint is that of their content, and it is unknown whether they are official. */
export function documentSetOf(id: string, documents: readonly Document[], details: SetDetails = {}): DocumentSet {
  const symbol = details.symbol ?? documents.find((document) => document.symbol)?.symbol ?? id;
  const date = details.date ?? documents.find((document) => document.date)?.date;
  return {
    id,
    symbol,
    ...(date && { date }),
    source: details.source ?? "",
    versions: documents.map((document) => ({
      document,
      title: titleOf(document) ?? symbol,
      ...(details.unofficial?.includes(document.language) && { official: false }),
    })),
    fingerprint: createHash("sha256").update(JSON.stringify(documents)).digest("hex"),
  };
}
