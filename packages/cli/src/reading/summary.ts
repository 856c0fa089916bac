import type { Document } from "@sextant/core/document";
import { colour, counted } from "../terminal.ts";
import { besides } from "./columns.ts";

/** Shows what a person needs in order to judge a reading, one line for each thing. */
export function summaryView(document: Document): string[] {
  const { blocks, warnings, reading } = document;
  const doubtful = blocks.filter(({ doubt }) => doubt !== undefined);
  const masthead = mastheadOf(document);
  const lines: [name: string, value: string, alarming?: boolean][] = [
    ...(masthead === "" ? [] : ([["masthead", masthead]] satisfies [string, string][])),
    ...(reading?.pages === undefined ? [] : ([["pages", String(reading.pages)]] satisfies [string, string][])),
    ...(reading?.languages
      ? ([["languages", `${reading.languages.join(", ")}; --part ${reading.languages[0]} reads one alone`]] satisfies [
          string,
          string,
        ][])
      : []),
    ["blocks", `${blocks.length}: ${tally(blocks.map(({ role }) => role))}`],
    ["tables", tablesOf(document)],
    ["notes", ...notesOf(document)],
    ["left out", leftOutOf(document)],
    ...(reading?.healed
      ? ([["healed", `${counted(reading.healed, "word")} torn at a hyphen`]] satisfies [string, string][])
      : []),
    ["in doubt", doubtsOf(doubtful), doubtful.length > 0],
    ...(warnings.length === 0
      ? ([["warnings", "none"]] satisfies [string, string][])
      : warnings.map((warning): [string, string, boolean] => ["warning", warning.message, true])),
  ];
  return lines.flatMap(([name, value, alarming]) =>
    besides([{ text: name, columns: 10, style: "cyan" }], value, {
      styled: (line) => (alarming ? colour("red", line) : line),
    }),
  );
}

function mastheadOf({ session, agendaItem, date, distribution, originalLanguage }: Document): string {
  return [session, agendaItem, date, distribution, originalLanguage && `original: ${originalLanguage}`]
    .filter((field) => field !== undefined && field !== "")
    .join(" · ");
}

/** Counts equal things, the most frequent first: `12 operative, 3 heading`. */
export function tally(things: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([thing, count]) => `${count} ${thing}`)
    .join(", ");
}

function tablesOf({ blocks }: Document): string {
  const cells = blocks.flatMap(({ cell }) => cell ?? []);
  const known = new Set(cells.map(({ table }) => table)).size;
  const loose = blocks.filter(({ role, cell }) => role === "table-cell" && !cell).length;
  const places = new Set(cells.map(({ table, row, column }) => `${table} ${row} ${column}`)).size;
  const all = [
    ...(known > 0 ? [`${counted(known, "table")}, ${counted(places, "cell")}`] : []),
    ...(loose > 0 ? [`${counted(loose, "cell")} of tables whose rows are not known`] : []),
  ];
  return all.length === 0 ? "none" : all.join("; ");
}

/** Compares notes with marks: each should have the other. */
function notesOf({ blocks, notes }: Document): [value: string, alarming: boolean] {
  const marks = blocks.flatMap(({ marks = [] }) => marks.map(({ mark }) => mark));
  const placed = new Set(marks);
  const explained = new Set(notes.map(({ mark }) => mark));
  const unmarked = notes.filter(({ mark }) => !placed.has(mark));
  const unexplained = [...placed].filter((mark) => !explained.has(mark));
  if (notes.length + marks.length === 0) return ["none", false];
  const faults = [
    ...(unmarked.length > 0 ? [`no mark in the text for ${unmarked.map(({ mark }) => mark).join(", ")}`] : []),
    ...(unexplained.length > 0 ? [`no note for mark ${unexplained.join(", ")}`] : []),
  ];
  return [
    [`${counted(notes.length, "note")}, ${counted(marks.length, "mark")}`, ...faults].join("; "),
    faults.length > 0,
  ];
}

function leftOutOf({ reading, furniture }: Document): string {
  if (furniture.length === 0) return "nothing";
  const reasons = tally((reading?.leftOut ?? []).map(({ reason }) => reason));
  return `${counted(furniture.length, "line")}${reasons && `: ${reasons}`}; --furniture shows them`;
}

function doubtsOf(doubtful: Document["blocks"]): string {
  if (doubtful.length === 0) return "none";
  const pages = [...new Set(doubtful.flatMap(({ page }) => page ?? []))];
  const where = pages.length === 0 ? "" : ` on ${pages.length === 1 ? "page" : "pages"} ${pages.join(", ")}`;
  const doubts = doubtful.map(({ doubt = "" }) => doubt);
  return `${counted(doubtful.length, "block")}${where}: ${new Set(doubts).size === 1 ? doubts[0] : tally(doubts)}`;
}
