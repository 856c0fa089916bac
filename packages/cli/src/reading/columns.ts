import { colour, type Style } from "../terminal.ts";
import { wrapped } from "../wrapping.ts";

/** If fewer columns are left for a text, it stands below its fields. */
const MIN_BESIDE = 42;
/** A text is never narrower, whatever width the terminal reports. */
const MIN_TEXT = 20;

/** A field before a text: its text, its width in columns, and its style. */
export interface Field {
  readonly text: string;
  readonly columns: number;
  readonly style: Style;
  readonly right?: true;
}

/** The width of the terminal; undefined if the output is piped, whose lines are not wrapped. */
export const terminalWidth = (): number | undefined => (process.stdout.isTTY ? process.stdout.columns : undefined);

/**
 * Makes lines of fields with a text beside them, or below them in a narrow terminal. `styled` is called for each line
 * of the wrapped text.
 */
export function besides(
  fields: readonly Field[],
  text: string,
  { width = terminalWidth(), styled = (line: string) => line } = {},
): string[] {
  const before = fields.reduce((sum, { columns }) => sum + columns + 1, 1);
  const narrow = width !== undefined && width - before < MIN_BESIDE;
  const head = fields
    .filter(({ text }) => !narrow || text !== "")
    .map(({ text, columns, style, right }) =>
      colour(style, narrow ? text : right ? text.padStart(columns) : text.padEnd(columns)),
    )
    .join(narrow ? "  " : " ");
  if (width === undefined) return [`${head}  ${wrapped(text, Number.POSITIVE_INFINITY).map(styled).join("")}`];
  if (narrow)
    return [
      ...(head === "" ? [] : [head]),
      ...wrapped(text, Math.max(MIN_TEXT, width - 2)).map((line) => `  ${styled(line)}`),
    ];
  const lines = wrapped(text, Math.max(MIN_TEXT, width - before));
  return lines.map((line, at) => (at === 0 ? `${head}  ${styled(line)}` : `${" ".repeat(before)}${styled(line)}`));
}
