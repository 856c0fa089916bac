import type { Alignment, ParagraphRow } from "../align/documents/document-set.ts";
import { isMisread } from "../align/documents/doubt.ts";
import type { Block, Document, NoteMark } from "../document/document.ts";
import type { ComparedRow } from "./compare.ts";
import type { RowTexts } from "./finding.ts";

/** A row of documents, with what it is made of. */
export interface DocumentRow extends ComparedRow {
  /** For each language the blocks of the row, 0-based; of a row of notes absent. */
  readonly units?: Readonly<Record<string, readonly number[]>>;
}

/** Between the blocks of a row. */
const JOINT = " ";

/**
 * The rows of aligned documents, to be compared: first those of blocks, numbered as the alignment has them, then those of notes, the
 * first with the next number.
 */
export function rowsOfDocuments(documents: readonly Document[], { languages, rows, notes }: Alignment): DocumentRow[] {
  const byLanguage = new Map(documents.map((document) => [document.language, document]));
  const documentOf = (language: string): Document => byLanguage.get(language) as Document;
  const blockRows = rows.map(({ units, readInDoubt: isDoubted }, row): DocumentRow => {
    const blocks = Object.fromEntries(
      languages.map((language) => [
        language,
        (units[language] ?? []).map((unit) => documentOf(language).blocks[unit] as Block),
      ]),
    );
    const texts: RowTexts = Object.fromEntries(
      languages.map((language) => [language, (blocks[language] ?? []).map(({ text }) => text).join(JOINT)]),
    );
    // What has no counterpart may be explained by a neighbour that was misread.
    const isLeft = isDoubted && languages.some((language) => blocks[language]?.length === 0);
    const inDoubt =
      isLeft ||
      languages.some((language) =>
        isMisread({ language, blocks: blocks[language] ?? [], text: texts[language] ?? "" }),
      );
    return {
      row,
      texts,
      ...(inDoubt && { readInDoubt: true as const }),
      marks: Object.fromEntries(languages.map((language) => [language, marksOf(blocks[language] ?? [])])),
      units: Object.fromEntries(languages.map((language) => [language, units[language] ?? []])),
    };
  });
  const noteRows = notes.map(
    ({ units }: ParagraphRow, at): DocumentRow => ({
      row: rows.length + at,
      texts: noteTexts(units, languages, documentOf),
    }),
  );
  return [...blockRows, ...noteRows];
}

/** Note marks in the joined text of blocks. */
function marksOf(blocks: readonly Block[]): NoteMark[] {
  let from = 0;
  return blocks.flatMap(({ text, marks = [] }) => {
    const start = from;
    from += text.length + JOINT.length;
    return marks.map(({ mark, offset }) => ({ mark, offset: start + offset }));
  });
}

function noteTexts(
  units: ParagraphRow["units"],
  languages: readonly string[],
  documentOf: (language: string) => Document,
): RowTexts {
  return Object.fromEntries(
    languages.map((language) => [
      language,
      (units[language] ?? []).map((unit) => documentOf(language).notes[unit]?.text ?? "").join(JOINT),
    ]),
  );
}
