import type { NoteMark } from "../document/document.ts";
import type { Memory } from "../memory/memory.ts";
import type { StoredBlock, StoredRow } from "../memory/stored.ts";
import { isJudged } from "../memory/verdicts/judged.ts";
import { type ComparedRow, compareRows } from "./compare.ts";
import type { Finding } from "./finding.ts";

/** A row of a memory, to be compared. */
export interface ComparedStoredRow extends ComparedRow {
  /** The number printed before it. */
  readonly number?: string;
}

/** Between the blocks of a row. */
const JOINT = " ";

/** Rows of a document set of the memory, with what people wrote in them, to be compared: `row` is the position. Rejected rows are left out. */
export function rowsOfStored(rows: readonly StoredRow[], languages: readonly string[]): ComparedStoredRow[] {
  return rows
    .filter(({ status }) => status !== "rejected")
    .map(({ position, blocks, number, edited = {} }) => {
      const sides = languages.map(
        (language) => [language, storedText(blocks[language] ?? [], edited[language])] as const,
      );
      return {
        row: position,
        ...(number !== undefined && { number }),
        texts: Object.fromEntries(sides.map(([language, { text }]) => [language, text])),
        marks: Object.fromEntries(sides.map(([language, { marks }]) => [language, marks])),
      };
    });
}

/** The blocks of a row as one text, or what a person wrote in their place, with the note marks. */
function storedText(blocks: readonly StoredBlock[], edited?: string): { text: string; marks: NoteMark[] } {
  const published = blocks.map(({ text }) => text).join(JOINT);
  let from = 0;
  const marks = blocks.flatMap(({ text, marks }) => {
    const start = from;
    from += text.length + JOINT.length;
    return marks.map(({ mark, offset }) => ({ mark, offset: start + offset }));
  });
  if (edited === undefined) return { text: published, marks };
  const moved = movedTo(published, edited);
  return { text: edited, marks: marks.map(({ mark, offset }) => ({ mark, offset: moved(offset) })) };
}

/** Where a place of a text is once a person has written in it: what they left stays, and the rest is at its end. */
function movedTo(published: string, edited: string): (offset: number) => number {
  const shorter = Math.min(published.length, edited.length);
  let same = 0;
  while (same < shorter && published[same] === edited[same]) same++;
  let end = 0;
  while (end < shorter - same && published.at(-1 - end) === edited.at(-1 - end)) end++;
  return (offset) => (offset <= same ? offset : Math.max(offset - published.length, -end) + edited.length);
}

/** What was found in a document set. */
export interface ComparedSet {
  readonly rows: readonly ComparedStoredRow[];
  /** Without those that people said are no errors. */
  readonly findings: readonly Finding[];
  /** How many were said to be none. */
  readonly judged: number;
}

/**
 * Compares versions of a document set of the memory, as people left it.
 *
 * @param documentSet its id
 * @param languages two or more of its versions
 * @param compare how rows are compared: {@link compareRows}, which takes up to a second for each hundred rows and pair of
 *   languages without a pause; a server gives one that does so elsewhere
 */
export async function compareStored(
  memory: Pick<Memory, "rows"> & { readonly verdicts: Pick<Memory["verdicts"], "keys"> },
  documentSet: string,
  languages: readonly string[],
  compare: (rows: readonly ComparedRow[], languages: readonly string[]) => Finding[] | Promise<Finding[]> = compareRows,
): Promise<ComparedSet> {
  const stored: StoredRow[] = [];
  for (;;) {
    const page = await memory.rows(documentSet, { from: (stored.at(-1)?.position ?? -1) + 1 });
    if (page.length === 0) break;
    stored.push(...page);
  }
  const rows = rowsOfStored(stored, languages);
  const all = await compare(rows, languages);
  const keys = new Set(await memory.verdicts.keys(documentSet));
  const findings = all.filter((finding) => !isJudged(keys, finding));
  return { rows, findings, judged: all.length - findings.length };
}
