import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import type { Term } from "@sextant/core/compare";
import { type Report, readUnits } from "@sextant/core/exchange";
import { languageCode } from "@sextant/core/language";
import { UsageError } from "../exit.ts";

/** What TBX calls a term that shall not be used, in its dialects: of its status, or of who may say so. */
const STATUS = /^(?:administrativeStatus|normativeAuthorization|termStatus)$/;
const AVOIDED = /^(?:deprecated|superseded|obsolete|notRecommended)/i;

/**
 * Reads a term list: TBX, or tab-separated values whose first line names the languages. Synonyms are forms of one term; those that a
 * list of TBX calls deprecated or superseded are not.
 *
 * @throws {UsageError} for a file that cannot be read
 */
export async function readTerms(path: string): Promise<Term[]> {
  const terms: Term[] = [];
  try {
    await access(path);
    const report: Report = ({ file, line, message }) => {
      // A whole file of an archive has no line.
      const place = [path, file, line === undefined ? "" : `line ${line}`].filter(Boolean).join(", ");
      console.error(`sextant: ${place}: ${message}`);
    };
    // What has no other name is tab-separated.
    const name = /\.(?:tbx|tsv|tmx|jsonl|xlf|xliff)(?:\.|$)/i.test(path) ? path : `${path}.tsv`;
    for await (const { variants, properties = [] } of readUnits(name, createReadStream(path), { report })) {
      const term: Record<string, string[]> = {};
      const avoided = new Set(
        properties.flatMap(({ variant, name = "", value }) =>
          variant !== undefined && STATUS.test(name) && AVOIDED.test(value.trim()) ? [variant] : [],
        ),
      );
      for (const [tag, text] of Object.entries(variants)) {
        if (avoided.has(tag)) continue;
        const language = languageCode(tag.split(" ")[0] ?? tag);
        term[language] = [...(term[language] ?? []), text];
      }
      if (Object.keys(term).length > 1) terms.push(term);
    }
  } catch (cause) {
    throw new UsageError(`${path} cannot be read as a term list: ${(cause as Error).message}`, { cause });
  }
  if (terms.length === 0) throw new UsageError(`${path} has no term in two languages`);
  return terms;
}

/** Says so where no term of a list is in two of the languages that were compared: nothing was asked of it. */
export function tellIdleTerms(path: string, terms: readonly Term[] = [], languages: readonly string[]): void {
  const compared = new Set(languages.map((tag) => languageCode(tag)));
  const isAsked = (term: Term): boolean => Object.keys(term).filter((language) => compared.has(language)).length > 1;
  if (terms.some(isAsked)) return;
  const known = [...new Set(terms.flatMap((term) => Object.keys(term)))].sort();
  console.error(
    `sextant: ${path} has no term in two of ${[...compared].join(", ")}; its terms are in ${known.join(", ")}`,
  );
}
