/** What many PDFs say together: the lines of the table of published PDFs, from what was measured of each. */
import type { Cell, Column } from "../../docs/measurement.ts";
import type { Cost, Measured } from "./measure.ts";
import { CAUSES, PARTS } from "./twins.ts";
import { type Difference, KINDS } from "./words.ts";

/** How long it takes to read all files one after the other in a process, in seconds, the first and the second time. */
export interface InOneProcess {
  readonly first: number;
  readonly second: number;
}

/** Columns of the table of published PDFs. */
export const COLUMNS: readonly Column[] = [
  { label: "published PDFs" },
  { label: "result" },
  { label: "of" },
  { label: "of these on pages with a block in doubt" },
];

const WORDS: Readonly<Record<Difference["kind"], string>> = {
  lost: "words of pdftotext that are not read",
  invented: "words that are read and that pdftotext does not have",
  glued: "places where several words of pdftotext are one",
  split: "places where a word of pdftotext is several",
  torn: "places where pdftotext itself tears a word",
};
const PARAGRAPHS = {
  long: "paragraphs of more than 80 characters, to the letter, spaces included",
  outside: "all paragraphs outside tables, to the letter",
  cells: "paragraphs of cells, to the letter",
} as const;

/** How many differences of a kind a reading has, on some of its pages or on all. */
export function countOf({ words }: Measured, kind: Difference["kind"], pages?: readonly number[]): number {
  return words.differences.filter((one) => one.kind === kind && (pages?.includes(one.page) ?? true)).length;
}

/**
 * The lines of the table, each with a cell for each of `COLUMNS`.
 * @param files how many PDFs were tried, those that were refused among them
 */
export function summaryOf(measured: readonly Measured[], files: number, inOneProcess: InOneProcess): Cell[][] {
  const sum = (of: (one: Measured) => number): number => measured.reduce((total, one) => total + of(one), 0);
  const pages = sum((one) => one.pages);
  const named = measured.filter(({ symbol }) => symbol !== undefined);
  const twins = measured.flatMap(({ twin }) => twin ?? []);
  const words = KINDS.map((kind): Cell[] => [
    WORDS[kind],
    sum((one) => countOf(one, kind)),
    kind === "lost" ? sum((one) => one.words.words) : "",
    sum((one) => countOf(one, kind, one.pagesInDoubt)),
  ]);
  const paragraphs = (["long", "outside", "cells"] as const).map((part): Cell[] => [
    `${PARAGRAPHS[part]} (${twins.length} files whose DOCX is known)`,
    twins.reduce((total, twin) => total + twin[part].right, 0),
    twins.reduce((total, twin) => total + twin[part].all, 0),
    "",
  ]);
  return [
    ["files that were read; the others are refused", measured.length, files, ""],
    ["pages", pages, "", ""],
    ...words,
    ["notes below printed rules, by page and mark", sum((one) => one.notes.found), sum((one) => one.notes.below), ""],
    ["notes", sum((one) => one.notes.all), "", ""],
    ["barcodes, job numbers and pleas to recycle in the text", sum((one) => one.furnitureInText.length), "", ""],
    ["running heads in the text", sum((one) => one.headsInText.length), "", ""],
    ["symbols as the files are named", named.filter(({ symbol }) => symbol).length, named.length, ""],
    ["blocks in doubt", sum((one) => one.doubtful), "", ""],
    ...(twins.length > 0 ? paragraphs : []),
    ...costs(measured, pages, inOneProcess),
  ];
}

function costs(measured: readonly Measured[], pages: number, inOneProcess: InOneProcess): Cell[][] {
  const msAPage = (seconds: number, of: number): number => Math.round((10_000 * seconds) / of) / 10;
  const rows = (name: string, of: (one: Measured) => Cost | undefined): Cell[][] => {
    const known = measured.flatMap((one) => {
      const cost = of(one);
      return cost ? [{ ...cost, pages: one.pages }] : [];
    });
    if (known.length === 0) return [];
    const pages = known.reduce((total, one) => total + one.pages, 0);
    const seconds = known.reduce((total, one) => total + one.seconds, 0);
    return [
      [`ms a page, ${name}`, msAPage(seconds, pages), "", ""],
      [`MB at most, ${name}`, Math.round(Math.max(...known.map(({ megabytes }) => megabytes))), "", ""],
    ];
  };
  return [
    ...rows("each file in a process of its own", (one) => one),
    ["ms a page, all files in one process, the first time", msAPage(inOneProcess.first, pages), "", ""],
    ["ms a page, all files in one process, the second time", msAPage(inOneProcess.second, pages), "", ""],
    ...rows("pdftotext", (one) => one.poppler),
    ...rows("the commit before", (one) => one.before),
  ];
}

/** Sentences for the terminal: why the paragraphs of DOCX files are not among the blocks of their PDFs. */
export function causesOf(measured: readonly Measured[]): string[] {
  const differing = measured.flatMap(({ twin }) => twin?.differing ?? []);
  return PARTS.map((part) => {
    const causes = Map.groupBy(
      differing.filter(({ of }) => of === part),
      ({ cause }) => cause,
    );
    return `what differs of ${part}: ${CAUSES.map((cause) => `${cause} ${causes.get(cause)?.length ?? 0}`).join(", ")}`;
  });
}
