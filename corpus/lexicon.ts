/**
 * Makes the lexicon that is shipped (`packages/core/lexicon.json`): how words are translated between the six official
 * languages, learnt from the corpus, which may be shipped, and from the names of States, months and days in CLDR. Run
 * it with `pnpm corpus:lexicon`.
 *
 *   node corpus/lexicon.ts [folder of a document set …] > lexicon.json
 *
 * With folders, it learns from these sets only and writes to standard output, so that the other sets can be used for
 * measuring.
 */
import { readdirSync, writeFileSync } from "node:fs";
import {
  alignDocuments,
  type Document,
  formatTranslations,
  learnTranslations,
  readDocumentSet,
  type SegmentRow,
  type TranslatedText,
  type WordTranslations,
} from "@sextant/core";

const LANGUAGES = ["fr", "en", "es", "ru", "zh", "ar"];
const here = new URL(".", import.meta.url).pathname;
const named = process.argv.slice(2);
const folders = named.length
  ? named
  : readdirSync(here, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => here + name)
      .sort();

const names = namesOf(LANGUAGES);
const sets: { documents: Map<string, Document>; segments: SegmentRow[] }[] = [];
for (const folder of folders) {
  const documents = new Map(
    (await readDocumentSet(folder)).versions.map(({ document }) => [document.language, document]),
  );
  // Without the old lexicon, because the new one must not depend on it.
  const { rows } = alignDocuments([...documents.values()], { known: [] });
  sets.push({ documents, segments: rows.flatMap((row) => row.rows) });
}

const lexicon = LANGUAGES.flatMap((source, at) =>
  LANGUAGES.slice(at + 1).map((target): WordTranslations => {
    const texts = sets.flatMap(({ documents, segments }) =>
      segments.map(
        (row): TranslatedText => ({
          source: textOf(row, documents.get(source)),
          target: textOf(row, documents.get(target)),
          weight: row.confidence,
        }),
      ),
    );
    const named = names.map((name) => ({ source: name[source] ?? "", target: name[target] ?? "", weight: 1 }));
    return learnTranslations([...texts, ...named], source, target);
  }),
);
const json = formatTranslations(lexicon);
if (named.length) process.stdout.write(json);
else writeFileSync(new URL("../packages/core/lexicon.json", import.meta.url), json);
console.error(`${lexicon.reduce((sum, { entries }) => sum + entries.length, 0)} entries, ${json.length >> 10} KB`);

function textOf({ segments }: SegmentRow, document: Document | undefined): string {
  return (segments[document?.language ?? ""] ?? [])
    .map(({ block, start, end }) => document?.blocks[block]?.text.slice(start, end))
    .join(" ");
}

/** Names of States, months and days, in each language. */
function namesOf(languages: readonly string[]): Record<string, string>[] {
  const regions = letters().flatMap((a) => letters().map((b) => a + b));
  const states = regions.map((code) =>
    Object.fromEntries(
      languages.map((language) => [
        language,
        new Intl.DisplayNames(language, { type: "region", fallback: "none" }).of(code) ?? "",
      ]),
    ),
  );
  const parts = (options: Intl.DateTimeFormatOptions, dates: readonly Date[]): Record<string, string>[] =>
    dates.map((date) =>
      Object.fromEntries(
        languages.map((language) => [
          language,
          new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }).format(date),
        ]),
      ),
    );
  const months = parts(
    { month: "long" },
    Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2012, month, 15))),
  );
  const days = parts(
    { weekday: "long" },
    Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2012, 0, 1 + day))),
  );
  return [...states.filter((name) => name.en), ...months, ...days];
}

function letters(): string[] {
  return [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
}
