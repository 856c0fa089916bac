import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "zod";
import { languageCode } from "../language/profile.ts";
import { type Document, UnreadableDocument } from "./document.ts";
import { readDocument } from "./read.ts";

/** One language version of a document set. */
export interface Version {
  readonly document: Document;
  readonly title: string;
  /** Whether the text is an official one, or a working translation; absent where nobody said. */
  readonly official?: boolean;
}

/** The language versions of one text, read. */
export interface DocumentSet {
  readonly id: string;
  readonly symbol: string;
  readonly date?: string;
  /** Where the texts are from, for a person. */
  readonly source: string;
  readonly versions: readonly Version[];
  /** SHA-256 of manifest and files, and of the readers' and aligner's edition. */
  readonly fingerprint: string;
}

/** Goes up when documents would be read or aligned differently, so that a memory aligns its document sets anew. */
const EDITION = 11;
const LARGEST_FILE = 64 * 1024 * 1024;

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
 * Reads a document set from its folder: `manifest.json` (symbol, titles, date, source, and for each language its file and
 * whether that is official) and the files it names.
 *
 * @throws {UnreadableDocument} naming the file and what is wrong with it
 */
export async function readDocumentSet(folder: string): Promise<DocumentSet> {
  const path = join(folder, "manifest.json");
  const bytes = await contents(path);
  const manifest = parseManifest(bytes, path);
  const hash = createHash("sha256").update(String(EDITION)).update(bytes);
  const versions: Version[] = [];
  for (const [tag, { file, official }] of Object.entries(manifest.versions)) {
    const text = await contents(join(folder, file));
    hash.update(text);
    const language = languageCode(tag);
    const document = await readDocument(text, { language, symbol: manifest.symbol, name: join(folder, file) });
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

async function contents(path: string): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new UnreadableDocument(`${path} cannot be read: ${(cause as NodeJS.ErrnoException).code ?? cause}`, {
      cause,
    });
  }
  if (bytes.length > LARGEST_FILE)
    throw new UnreadableDocument(`${path} has ${bytes.length} bytes; the largest that is read is ${LARGEST_FILE}`);
  return bytes;
}
