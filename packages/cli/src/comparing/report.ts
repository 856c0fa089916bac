import type { Finding, RowTexts, Severity } from "@sextant/core/compare";
import { colour, counted, isolate, type Style } from "../terminal.ts";

const STYLES: Readonly<Record<Severity, Style>> = { error: "red", warning: "yellow", info: "dim" };
/** Characters of a text that are shown to either side of a place. */
const AROUND = 60;

/** What a row is called in a report. */
export interface RowLabel {
  /** Its number: as its file has it, or counted from 1. */
  readonly row: number;
  /** The number printed before its text. */
  readonly printed?: string | undefined;
}

/** Findings as a report for a terminal: row and number, the message, and both texts with the places marked. */
export function reportOf(
  findings: readonly Finding[],
  textsOf: (row: number) => RowTexts,
  labelOf: (row: number) => RowLabel,
): string {
  const lines: string[] = [];
  for (const finding of findings) {
    const { row, printed } = labelOf(finding.row);
    lines.push(
      `${colour("bold", `row ${row}`)}${printed ? ` ${colour("cyan", printed)}` : ""}  ${colour(STYLES[finding.severity], `${finding.severity} ${finding.type}`)}  ${isolate(finding.message)}`,
    );
    const texts = textsOf(finding.row);
    for (const [language, text] of Object.entries(texts)) {
      const places = finding.places.filter((place) => place.language === language);
      if (places.length > 0 || finding.languages.includes(language))
        lines.push(`  ${colour("dim", language)}  ${isolate(marked(text, places))}`);
    }
    lines.push("");
  }
  const many = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  lines.push(
    colour(
      "bold",
      findings.length === 0
        ? "nothing found"
        : `${counted(findings.length, "finding")}: ${counted(many("error"), "error")}, ${counted(many("warning"), "warning")}, ${many("info")} info`,
    ),
  );
  return `${lines.join("\n")}\n`;
}

/** The part of a text around its places, these marked. */
function marked(text: string, places: readonly { readonly start: number; readonly end: number }[]): string {
  const sorted = [...places].sort((a, b) => a.start - b.start);
  const from = Math.max(0, (sorted[0]?.start ?? 0) - AROUND);
  const to = Math.min(text.length, (sorted.at(-1)?.end ?? 0) + AROUND);
  let out = from > 0 ? "…" : "";
  let at = from;
  for (const { start, end } of sorted) {
    if (start < at) continue;
    out += text.slice(at, start);
    out += start === end ? colour("red", "⟨…⟩") : colour("underline", text.slice(start, end));
    at = end;
  }
  return `${out}${text.slice(at, to)}${to < text.length ? "…" : ""}`;
}
