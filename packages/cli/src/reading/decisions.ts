import type { Decision, LeftOut } from "@sextant/core/document";
import { colour } from "../terminal.ts";
import { besides } from "./columns.ts";

/** Values of `--explain`, and the decisions that each shows. */
export const EXPLAINED = {
  marks: "mark",
  paragraphs: "paragraph",
  furniture: "furniture",
  notes: "note",
  tables: "table",
  columns: "column",
} as const satisfies Record<string, Decision["about"]>;

/** A kind of decision that `--explain` can show. */
export type Explained = keyof typeof EXPLAINED;

/** Words for a decision that was taken, or not. */
const VERDICTS: Readonly<Record<Decision["about"], readonly [taken: string, not: string]>> = {
  mark: ["a mark", "no mark"],
  paragraph: ["begins", "goes on"],
  furniture: ["left out", "text"],
  note: ["a note", "no note"],
  table: ["a table", "no table"],
  column: ["a column", "no column"],
};

const signed = (weight: number): string => {
  const rounded = Math.round(10 * weight) / 10;
  return `${rounded > 0 ? "+" : rounded < 0 ? "−" : "±"}${Math.abs(rounded)}`;
};

/** Shows each decision with the sum of its evidence, and the evidence below it. */
export function decisionsView(decisions: readonly Decision[]): string[] {
  return decisions.flatMap(({ about, text, page, taken, evidence }) => {
    const sum = evidence.reduce((total, { weight }) => total + weight, 0);
    const fields = [
      { text: page === undefined ? "" : `p.${page}`, columns: 5, style: "dim" as const },
      { text: about, columns: 9, style: "cyan" as const },
      { text: VERDICTS[about][taken ? 0 : 1], columns: 9, style: taken ? ("green" as const) : ("yellow" as const) },
      { text: signed(sum), columns: 5, style: "bold" as const, right: true as const },
    ];
    const below = fields.map(({ columns }) => ({ text: "", columns, style: "dim" as const }));
    const reasons = evidence.map(({ says, weight }) => `${signed(weight)} ${says}`).join(" · ");
    return [...besides(fields, text), ...besides(below, reasons, { styled: (line) => colour("dim", line) })];
  });
}

/** Shows what was left out, with its page and the reason. */
export function leftOutView(leftOut: readonly LeftOut[]): string[] {
  const widest = Math.max(0, ...leftOut.map(({ reason }) => reason.length));
  return leftOut.flatMap(({ text, page, reason }) =>
    besides(
      [
        { text: page === undefined ? "" : `p.${page}`, columns: 5, style: "dim" },
        { text: reason, columns: Math.min(24, widest), style: "cyan" },
      ],
      text,
    ),
  );
}
