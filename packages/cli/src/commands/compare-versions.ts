import { existsSync } from "node:fs";
import { basename } from "node:path";
import { compareVersions, storedVersion, type VersionComparison, withTranslations } from "@sextant/core/compare";
import type { Document } from "@sextant/core/document";
import type { Memory } from "@sextant/core/memory";
import { versionsPage } from "../comparing/versions-page.ts";
import { versionsView } from "../comparing/versions-view.ts";
import { readFileDocument } from "../documents.ts";
import { UsageError } from "../exit.ts";
import { withExistingMemory, writeOutput } from "../files.ts";

/** What `sextant compare --old … --new …` is asked. */
export interface VersionsAsked {
  /** Files, or document sets of the memory by id or symbol. */
  readonly old: string;
  readonly current: string;
  readonly language?: string | undefined;
  readonly to?: readonly string[] | undefined;
  readonly set?: string | undefined;
  readonly unchanged?: true | undefined;
  readonly html?: string | undefined;
  readonly json?: true | undefined;
  readonly data: string;
}

/** Compares two versions of a text, and prints or writes what changed. */
export async function compareTheVersions(asked: VersionsAsked): Promise<void> {
  const { old, current, to, set, html, json, unchanged, data } = asked;
  if (set !== undefined && to === undefined)
    throw new UsageError("--set says where translations are; name their languages with --to");
  if (html !== undefined && json) throw new UsageError("--html writes a page, --json prints data; name one");
  const isStored = (name: string): boolean => name !== "-" && !existsSync(name);
  // The memory is opened only where it is needed, so that two files are compared where there is none.
  const comparison =
    to === undefined && !isStored(old) && !isStored(current)
      ? await comparisonOf(asked, undefined)
      : await withExistingMemory(data, (memory) => comparisonOf(asked, memory));
  for (const { message } of comparison.warnings) console.error(`sextant: ${message}`);
  if (json) return writeOutput(undefined, [`${JSON.stringify(comparison, null, 2)}\n`]);
  const given = [givenName(old), givenName(current)] as const;
  if (html !== undefined) return writeOutput(html, [versionsPage(comparison, given)]);
  return writeOutput(undefined, [`${versionsView(comparison, given, unchanged ?? false).join("\n")}\n`]);
}

const givenName = (asked: string): string => (asked === "-" ? "standard input" : basename(asked));

async function comparisonOf(
  { old, current, language, to, set }: VersionsAsked,
  memory: Memory | undefined,
): Promise<VersionComparison> {
  const documents: Document[] = [];
  for (const name of [old, current])
    documents.push(
      name === "-" || existsSync(name)
        ? await readVersion(name, language)
        : await storedIn(memory as Memory, name, language ?? documents[0]?.language),
    );
  const [earlier, later] = documents as [Document, Document];
  if (earlier.language !== later.language)
    throw new UsageError(
      `${old} is in ${earlier.language}, ${current} in ${later.language}; two versions in one language are compared (--language says which)`,
    );
  const comparison = compareVersions(earlier, later);
  if (!memory || !to) return comparison;
  return withTranslations(comparison, memory, { to, ...(set !== undefined && { documentSet: set }) });
}

async function readVersion(file: string, language: string | undefined): Promise<Document> {
  const document = await readFileDocument(file, { ...(language && { language }) });
  for (const { message } of document.warnings) console.error(`sextant: ${file}: ${message}`);
  return document;
}

async function storedIn(memory: Memory, name: string, language: string | undefined): Promise<Document> {
  if (language === undefined)
    throw new UsageError(`${name} is no file; for a document set of the memory name the language with --language`);
  const document = await storedVersion(memory, name, language);
  if (!document)
    throw new Error(`${name} is neither a file nor a document set of the memory; sextant memory lists these`);
  return document;
}
