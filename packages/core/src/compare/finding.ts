import { createHash } from "node:crypto";

/** What a finding can be about that stands in all languages: where one side has none, it is lacking there; else they differ. */
export const VALUE_TYPES = ["number", "date", "amount", "percentage", "symbol", "reference", "note-mark"] as const;
export type ValueFindingType = (typeof VALUE_TYPES)[number];

/** What a finding can be about. */
export const FINDING_TYPES = [
  ...VALUE_TYPES,
  "name",
  "missing",
  "extra",
  "repeated",
  "untranslated",
  "length",
  "term",
  "negation",
  "order",
  "list",
  "bracket",
  "quotation",
  "punctuation",
] as const;
export type FindingType = (typeof FINDING_TYPES)[number];

/** `error`: a reader is misled; `warning`: a person should look; `info`: true, but house style may explain it. */
export const SEVERITIES = ["info", "warning", "error"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A stretch of a row's text: offsets in UTF-16 code units; empty where something is missing. */
export interface Place {
  readonly language: string;
  readonly start: number;
  readonly end: number;
  /** As it is written there. */
  readonly text: string;
}

/** One fault of a row. */
export interface Finding {
  /** The number of the row. */
  readonly row: number;
  readonly type: FindingType;
  /** The languages at fault where that is known, else all that differ. */
  readonly languages: readonly string[];
  readonly severity: Severity;
  /** One sentence for a person, in English; another language makes its own from `values`. */
  readonly message: string;
  readonly places: readonly Place[];
  /** What was compared, as normal values, by language. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** The same for the same fault in the same texts. */
  readonly id: string;
  /** 0..1 */
  readonly confidence?: number;
}

/** A finding before it is told which row it is of. */
export type Draft = Omit<Finding, "row" | "id">;

/** A text of a row, by language; empty where the language has nothing. */
export type RowTexts = Readonly<Record<string, string>>;

/** The id of a finding: a hash of its type, the values at fault and the row's texts. */
export function findingId({ type, values }: Pick<Finding, "type" | "values">, texts: RowTexts): string {
  const sorted = <T>(record: Readonly<Record<string, T>>): [string, T][] =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([type, sorted(values), sorted(texts)]))
    .digest("base64url")
    .slice(0, 22);
}

/** Whether a severity is at least another. */
export const isAtLeast = (severity: Severity, least: Severity): boolean =>
  SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);
