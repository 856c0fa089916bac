/**
 * Room compare: what language versions do not say alike. In: rows of aligned texts. Out: findings, one for each fault, in the
 * order of rows. Imports language, document and align.
 *
 * @module
 */

import { shippedTranslations, type WordTranslations } from "../align/words/known-words.ts";
import type { NoteMark } from "../document/document.ts";
import { plainText } from "../language/plain.ts";
import { valueFindings } from "./bags/value-findings.ts";
import { bracketFindings, quotationFindings, quotedAcrossRows } from "./checks/enclosures.ts";
import { endingFindings } from "./checks/endings.ts";
import { listedTermFindings, type Term, type TermList, termList } from "./checks/listed-terms.ts";
import { listFindings } from "./checks/lists.ts";
import { nameFindings } from "./checks/names.ts";
import { negationFindings } from "./checks/negations.ts";
import { missingRow } from "./checks/presence.ts";
import { repeatedRows, repeatedSentences } from "./checks/repetitions.ts";
import { type Sides, type SideText, sideText } from "./checks/sides.ts";
import { untranslatedFindings } from "./checks/untranslated.ts";
import { coverageFindings } from "./coverage-findings.ts";
import { type Draft, type Finding, type FindingType, findingId, type RowTexts } from "./finding.ts";
import { asInfo, freelyTranslated } from "./free-translation.ts";
import { withGapsPlaced } from "./gap-places.ts";
import { valuesOf, withMarks } from "./values/extract.ts";
import { type NumberHabit, numberHabit } from "./values/habit.ts";

/** A row of texts that translate one another. */
export interface ComparedRow {
  readonly row: number;
  /** By language, BCP 47; empty where a language has nothing. */
  readonly texts: RowTexts;
  /** Note marks that were taken out of the texts. */
  readonly marks?: Readonly<Record<string, readonly NoteMark[]>>;
  /** Whether a text may have been read wrongly: then no fault of the row is certain. */
  readonly readInDoubt?: true;
}

/** How rows are compared. */
export interface CompareOptions {
  /** How words are translated, beside what the rows teach: the lexicons that come with the product, if left out. */
  readonly known?: readonly WordTranslations[];
  /** Terms with their renderings; a row that has one in one language has to have it in the others. */
  readonly terms?: readonly Term[];
}

/**
 * Compares the texts of each row.
 *
 * @param languages codes of two or more languages; where more than two are given, most tell who is at fault
 * @returns findings in the order of rows
 */
export function compareRows(
  rows: readonly ComparedRow[],
  languages: readonly string[],
  { known = shippedTranslations(), terms = [] }: CompareOptions = {},
): Finding[] {
  const texts = rows.map((row) => row.texts);
  const habits = habitsOf(texts, languages);
  const list = termList(terms);
  const quoted = quotedAcrossRows(texts, languages);
  const sides = rows.map((row) => sidesOf(row, languages, habits));
  const repeated = repeatedRows(sides, languages);
  const foreign = sides.map((own) => (own.length > 1 ? untranslatedFindings(own) : []));
  const twice = sides.map((own) => (own.length > 1 ? repeatedSentences(own) : []));
  const isSound = sides.map((_, row) => foreign[row]?.length === 0 && twice[row]?.length === 0 && !repeated.has(row));
  const covered = coverageFindings(texts, languages, isSound, known);
  const drafts = texts.map((own, at) =>
    rowDrafts(own, languages, {
      sides: sides[at] as Sides,
      foreign: foreign[at] as Draft[],
      repeated: repeated.get(at),
      twice: twice[at] as Draft[],
      covered: covered.get(at) ?? [],
      quoted: quoted[at] ?? new Set(),
      terms: list,
    }),
  );
  const free = freelyTranslated(drafts, sides);
  return rows.flatMap(({ row, texts: own, readInDoubt = false }, at) =>
    drafts[at]!.map((draft): Finding => {
      const placed = asInfo(withGapsPlaced(draft, sides[at]!), free);
      return { row, ...(readInDoubt ? withoutError(placed) : placed), id: findingId(draft, own) };
    }),
  );
}

/** What a row that was read in doubt seems to lack may only have been read wrongly. */
const withoutError = (draft: Draft): Draft => (draft.severity === "error" ? { ...draft, severity: "warning" } : draft);

interface RowFaults {
  readonly sides: Sides;
  readonly foreign: readonly Draft[];
  readonly repeated: Draft | undefined;
  readonly twice: readonly Draft[];
  readonly covered: readonly Draft[];
  readonly quoted: ReadonlySet<string>;
  readonly terms: TermList;
}

/** What explains a whole row: nothing else is told of it. */
const WHOLE: ReadonlySet<FindingType> = new Set(["order"]);

/** The findings of a row, one for each fault. */
function rowDrafts(
  texts: RowTexts,
  languages: readonly string[],
  { sides, foreign, repeated, twice, covered, quoted, terms }: RowFaults,
): Draft[] {
  if (repeated) return [repeated];
  const missing = missingRow(texts, languages);
  const first = missing ? [missing] : [];
  if (sides.length < 2) return first;
  // What is not translated is compared with nothing.
  const left = sides.filter(({ language }) => !foreign.some((own) => own.languages.includes(language)));
  const found = [...first, ...foreign];
  if (left.length < 2) return found;
  if (covered.some(({ type }) => WHOLE.has(type))) return [...found, ...covered];
  const told = [...twice, ...covered.filter(({ type }) => type !== "length")];
  const values = valueFindings(texts, new Map(left.map(({ language, values }) => [language, values]))).filter(
    (own) => !told.some((other) => isInside(own, other)),
  );
  const lists = told.length > 0 ? [] : listFindings(left);
  const others = [
    ...bracketFindings(left),
    ...quotationFindings(left, quoted),
    ...nameFindings(left),
    ...listedTermFindings(left, terms),
  ].filter((own) => !told.some((other) => isInside(own, other)));
  const denied = told.length > 0 ? [] : negationFindings(left);
  const ends = told.length > 0 ? [] : endingFindings(left);
  const before = [...found, ...told, ...lists, ...(lists.length > 0 ? [] : values), ...others, ...denied];
  const lengths = before.length > 0 ? [] : covered.filter(({ type }) => type === "length");
  return [...before, ...lengths, ...ends];
}

/** Whether what a finding is about stands in a stretch that another is about. */
function isInside(own: Draft, other: Draft): boolean {
  return own.places.some(
    ({ language, start, end }) =>
      end > start &&
      other.places.some((place) => place.language === language && place.start <= start && end <= place.end),
  );
}

function habitsOf(texts: readonly RowTexts[], languages: readonly string[]): Map<string, NumberHabit> {
  return new Map(
    languages.map((language) => [
      language,
      numberHabit(texts.values().map((own) => plainText(own[language] ?? "").text)),
    ]),
  );
}

function sidesOf(
  { texts, marks = {} }: ComparedRow,
  languages: readonly string[],
  habits: ReadonlyMap<string, NumberHabit>,
): SideText[] {
  return languages.flatMap((language) => {
    const text = texts[language] ?? "";
    if (text.trim() === "") return [];
    const values = withMarks(valuesOf(text, language, habits.get(language)), marks[language] ?? []);
    return [sideText(text, language, values)];
  });
}
