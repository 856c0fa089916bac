/**
 * Room compare: what language versions do not say alike. In: rows of aligned texts. Out: findings, one for each fault, in the
 * order of rows. Imports language, document, align and memory.
 *
 * @module
 */

import { plainText } from "../language/plain.ts";
import { valueFindings } from "./bags/value-findings.ts";
import { type Draft, type Finding, findingId, type RowTexts } from "./finding.ts";
import { valuesOf } from "./values/extract.ts";
import { type NumberHabit, numberHabit } from "./values/habit.ts";

/** A row of texts that translate one another. */
export interface ComparedRow {
  readonly row: number;
  /** By language, BCP 47; empty where a language has nothing. */
  readonly texts: RowTexts;
}

/** Compares the texts of each row. @param languages codes of two or more languages */
export function compareRows(rows: readonly ComparedRow[], languages: readonly string[]): Finding[] {
  const habits = new Map<string, NumberHabit>();
  for (const language of languages)
    habits.set(language, numberHabit(rows.map(({ texts }) => plainText(texts[language] ?? "").text)));
  return rows.flatMap(({ row, texts }) => {
    const present = languages.filter((language) => (texts[language] ?? "").trim() !== "");
    if (present.length < 2) return [];
    const values = new Map(
      present.map((language) => [language, valuesOf(texts[language] as string, language, habits.get(language))]),
    );
    const drafts: Draft[] = valueFindings(texts, values);
    return drafts.map((draft) => ({ row, ...draft, id: findingId(draft, texts) }));
  });
}
