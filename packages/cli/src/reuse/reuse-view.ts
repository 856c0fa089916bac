import {
  REUSE_CLASSES,
  type ReuseClass,
  type ReuseCount,
  type ReuseCounts,
  type ReuseReport,
} from "@sextant/core/compare";
import { colour, counted } from "../terminal.ts";

/** What a class is called in tables. */
const NAMES: Readonly<Record<ReuseClass, string>> = {
  "101": "101 in context",
  "100": "100 exact",
  repeated: "repeated",
  "repeated-across": "repeated across",
  "95-99": "95–99",
  "85-94": "85–94",
  "75-84": "75–84",
  "50-74": "50–74",
  new: "new",
};
const MEASURES = ["segments", "words", "characters"] as const;
/** Columns of a name, and of a number. */
const [NAME, NUMBER] = [18, 11];

/** The counts of all documents as a table; of several, before it a line for each with its words by class. */
export function reuseView(report: ReuseReport): string[] {
  const { documents, total } = report;
  return [...(documents.length > 1 ? [...documentLines(report), ""] : []), ...totalLines(total, documents.length)];
}

function totalLines({ classes, all }: ReuseCounts, documents: number): string[] {
  const line = (name: string, cells: readonly string[]): string =>
    name.padEnd(NAME) + cells.map((cell) => cell.padStart(NUMBER)).join("");
  const counts = (count: ReuseCount): string[] => [
    ...MEASURES.map((measure) => count[measure].toLocaleString("en")),
    `${all.words === 0 ? 0 : Math.round((100 * count.words) / all.words)} %`,
  ];
  return [
    colour("bold", line("match", [...MEASURES, "words"])),
    ...REUSE_CLASSES.map((name) => line(NAMES[name], counts(classes[name]))),
    colour("bold", line("all", counts(all))),
    counted(documents, "document"),
  ];
}

/** Words by class, a line for each document; the name last, as it may be long. */
function documentLines({ documents, total }: ReuseReport): string[] {
  const line = (cells: readonly string[], name: string): string =>
    `${cells.map((cell) => cell.padStart(9)).join("")}  ${name}`;
  const cells = ({ classes, all }: ReuseCounts): string[] =>
    [...REUSE_CLASSES.map((name) => classes[name]), all].map(({ words }) => words.toLocaleString("en"));
  const heads = REUSE_CLASSES.map((name) => (name === "repeated-across" ? "across" : name));
  return [
    colour("bold", line([...heads, "all"], "words of")),
    ...documents.map((own) => line(cells(own), `${own.name} (${own.language})`)),
    colour("bold", line(cells(total), "all")),
  ];
}

/** A line for each document and one for all, with segments, words and characters of each class (RFC 4180). */
export function reuseCsv({ documents, total }: ReuseReport): string {
  const columns = [...REUSE_CLASSES, "all"].flatMap((name) => MEASURES.map((measure) => `${name} ${measure}`));
  const cells = ({ classes, all }: ReuseCounts): number[] =>
    [...REUSE_CLASSES.map((name) => classes[name]), all].flatMap((count) => MEASURES.map((measure) => count[measure]));
  const lines = [
    ["document", "language", ...columns],
    ...documents.map((own) => [own.name, own.language, ...cells(own)]),
    ["all", "", ...cells(total)],
  ];
  return lines.map((line) => `${line.map(quoted).join(",")}\r\n`).join("");
}

function quoted(cell: string | number): string {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
