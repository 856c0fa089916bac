import { SextantError, type UnreadableOptions } from "../../error.ts";

/** A record of a table, and the line in which it begins, from 1. */
export interface Record {
  readonly line: number;
  readonly fields: readonly string[];
  /** What separates the fields of the table. */
  readonly separator: string;
}

/** A longer line ends the reading, so that memory stays bounded. */
const MAX_LINE_CHARACTERS = 4 * 1024 * 1024;
/** A quoted field spans at most this many lines … */
const MAX_QUOTED_LINES = 50;
const MAX_QUOTED_CHARACTERS = 100_000;

/** A file that is not a table of units, or cannot be read further. */
export class UnreadableLines extends SextantError {
  override name = "UnreadableLines";

  constructor(message: string, options?: UnreadableOptions) {
    super("unreadable-file", message, options);
  }
}

/**
 * Cuts a text that comes in portions into lines, without their ends.
 *
 * @throws {UnreadableLines}
 */
export async function* linesOf(
  portions: AsyncIterable<string>,
): AsyncGenerator<{ readonly line: number; readonly text: string }> {
  let rest = "";
  let line = 0;
  let end: string | undefined;
  for await (const part of portions) {
    // Old Macs end lines with a carriage return alone.
    end ??= part.includes("\r") && !part.includes("\n") ? "\r" : part.includes("\n") ? "\n" : undefined;
    const lines = (rest + part).split(end ?? "\n");
    rest = lines.pop() ?? "";
    if (rest.length > MAX_LINE_CHARACTERS)
      throw new UnreadableLines(
        `line ${line + lines.length + 1}: a line of more than ${MAX_LINE_CHARACTERS} characters`,
      );
    for (const text of lines) yield { line: ++line, text: text.replace(/\r$/, "") };
  }
  if (rest) yield { line: ++line, text: rest };
}

/**
 * Reads records of a table: separated by tabs, or by commas or semicolons where the first line has no tab. A quoted field is read as
 * spreadsheets write it (RFC 4180): it may hold separators, line ends and doubled quotation marks. It spans lines only if the record
 * then has as many fields as the first. Empty lines are left out, and before the first record comments (`# …`) and the line in which
 * Excel says what separates fields (`sep=;`).
 *
 * @param onComment called with the line of each comment
 * @throws {UnreadableLines} if a line is too long for memory
 */
export async function* recordsOf(
  portions: AsyncIterable<string>,
  onComment: (line: number) => void = () => {},
): AsyncGenerator<Record> {
  const iterator = linesOf(portions);
  const ahead: Line[] = [];
  let columns: number | undefined;
  let separator: string | undefined;
  for (;;) {
    const first = ahead.shift() ?? (await nextOf(iterator));
    if (!first) return;
    if (separator === undefined && /^#[^\t]*$/.test(first.text)) {
      onComment(first.line);
      continue;
    }
    const said = columns === undefined ? SAID_SEPARATOR.exec(first.text)?.[1] : undefined;
    if (said !== undefined) {
      separator = said;
      continue;
    }
    if (separator === undefined && first.text.trim() !== "") separator = separatorOf(first.text);
    const by = separator ?? "\t";
    let fields = fieldsOf(first.text, by);
    if (fields === undefined || (columns !== undefined && fields.length !== columns)) {
      const more =
        columns === undefined ? undefined : await continued({ first: first.text, columns, by, ahead, iterator });
      if (more) {
        fields = more.fields;
        ahead.splice(0, more.lines);
      }
      fields ??= literally(first.text, by);
    }
    if (fields.every((field) => field.trim() === "")) continue;
    columns ??= fields.length;
    yield { line: first.line, fields, separator: by };
  }
}

interface Line {
  readonly line: number;
  readonly text: string;
}

/** The line in which Excel says what separates fields: `sep=;`. It is no record. */
const SAID_SEPARATOR = /^"?sep=([^"])"?$/i;

/** What separates the fields of a table, by its first line. */
function separatorOf(line: string): string {
  const plain = line.replace(/"(?:[^"]|"")*"/g, "");
  if (plain.includes("\t")) return "\t";
  const [commas, semicolons] = [",", ";"].map((own) => plain.split(own).length) as [number, number];
  return semicolons > commas ? ";" : commas > 1 ? "," : "\t";
}

async function nextOf<T>(iterator: AsyncIterator<T>): Promise<T | undefined> {
  const next = await iterator.next();
  return next.done ? undefined : next.value;
}

/** A record whose quoted field may continue in the next lines. */
interface Continuing {
  readonly first: string;
  readonly columns: number;
  /** What separates fields. */
  readonly by: string;
  readonly ahead: Line[];
  readonly iterator: AsyncIterator<Line>;
}

/** Returns a record that continues in the next lines, and their number; undefined if it does not continue. */
async function continued({
  first,
  columns,
  by,
  ahead,
  iterator,
}: Continuing): Promise<{ readonly fields: string[]; readonly lines: number } | undefined> {
  if (!first.startsWith('"') && !first.includes(`${by}"`)) return undefined;
  let text = first;
  for (let lines = 1; lines < MAX_QUOTED_LINES && text.length < MAX_QUOTED_CHARACTERS; lines++) {
    if (ahead.length < lines) {
      const next = await nextOf(iterator);
      if (!next) return undefined;
      ahead.push(next);
    }
    const own = (ahead[lines - 1] as { text: string }).text;
    text += `\n${own}`;
    // A line without a quotation mark ends nothing.
    if (!own.includes('"')) continue;
    const fields = fieldsOf(text, by);
    if (!fields) continue;
    // If each line is a record by itself, quotation marks are text.
    const areRecords = text.split("\n").every((line) => literally(line, by).length === columns);
    return fields.length === columns && !areRecords ? { fields, lines } : undefined;
  }
  return undefined;
}

const literally = (line: string, by: string): string[] => line.split(by);

/** Returns the fields of a record; undefined if a quoted field does not end in it. */
function fieldsOf(text: string, by: string): string[] | undefined {
  if (!text.includes('"')) return literally(text, by);
  const fields: string[] = [];
  for (let at = 0; at <= text.length; ) {
    const quoted = text[at] === '"' ? quotedField(text, at, by) : undefined;
    if (quoted === "open") return undefined;
    const next = text.indexOf(by, at);
    const end = quoted?.end ?? (next < 0 ? text.length : next);
    fields.push(quoted?.value ?? text.slice(at, end));
    at = end + 1;
  }
  return fields;
}

/** Reads a quoted field; `open` if it does not end; undefined if something follows its closing mark. */
function quotedField(
  text: string,
  start: number,
  by: string,
): { readonly value: string; readonly end: number } | "open" | undefined {
  for (let mark = text.indexOf('"', start + 1); mark >= 0; mark = text.indexOf('"', mark + 2)) {
    if (text[mark + 1] === '"') continue;
    if (mark + 1 < text.length && text[mark + 1] !== by) return undefined;
    return { value: text.slice(start + 1, mark).replaceAll('""', '"'), end: mark + 1 };
  }
  return "open";
}
