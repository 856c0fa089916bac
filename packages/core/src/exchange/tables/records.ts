import { SextantError } from "../../error.ts";

/** A record of a table, and the line in which it begins, from 1. */
export interface Record {
  readonly line: number;
  readonly fields: readonly string[];
}

/** A longer line ends the reading, so that memory stays bounded. */
const MAX_LINE_CHARACTERS = 4 * 1024 * 1024;
/** A quoted field spans at most this many lines … */
const MAX_QUOTED_LINES = 50;
const MAX_QUOTED_CHARACTERS = 100_000;

/** A line is too long. */
export class TooLongLine extends SextantError {
  override name = "TooLongLine";

  constructor(message: string, options?: ErrorOptions) {
    super("unreadable-file", message, options);
  }
}

/**
 * Cuts a text that comes in portions into lines, without their ends.
 *
 * @throws {TooLongLine}
 */
export async function* linesOf(
  portions: AsyncIterable<string>,
): AsyncGenerator<{ readonly line: number; readonly text: string }> {
  let rest = "";
  let line = 0;
  for await (const part of portions) {
    const lines = (rest + part).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > MAX_LINE_CHARACTERS)
      throw new TooLongLine(`line ${line + lines.length + 1}: a line of more than ${MAX_LINE_CHARACTERS} characters`);
    for (const text of lines) yield { line: ++line, text: text.replace(/\r$/, "") };
  }
  if (rest) yield { line: ++line, text: rest };
}

/**
 * Reads records of tab-separated values. A quoted field is read as spreadsheets write it (RFC 4180): it may hold tabs,
 * line ends and doubled quotation marks. It spans lines only if the record then has as many fields as the first. Empty
 * lines are left out.
 *
 * @throws {TooLongLine}
 */
export async function* recordsOf(portions: AsyncIterable<string>): AsyncGenerator<Record> {
  const iterator = linesOf(portions);
  const ahead: { readonly line: number; readonly text: string }[] = [];
  let columns: number | undefined;
  for (;;) {
    const first = ahead.shift() ?? (await nextOf(iterator));
    if (!first) return;
    let fields = fieldsOf(first.text);
    if (fields === undefined || (columns !== undefined && fields.length !== columns)) {
      const more = columns === undefined ? undefined : await continued(first.text, columns, ahead, iterator);
      if (more) {
        fields = more.fields;
        ahead.splice(0, more.lines);
      }
      fields ??= literally(first.text);
    }
    if (fields.every((field) => field.trim() === "")) continue;
    columns ??= fields.length;
    yield { line: first.line, fields };
  }
}

async function nextOf<T>(iterator: AsyncIterator<T>): Promise<T | undefined> {
  const next = await iterator.next();
  return next.done ? undefined : next.value;
}

/** Returns a record that continues in the next lines, and their number; undefined if it does not continue. */
async function continued(
  first: string,
  columns: number,
  ahead: { readonly line: number; readonly text: string }[],
  iterator: AsyncIterator<{ readonly line: number; readonly text: string }>,
): Promise<{ readonly fields: string[]; readonly lines: number } | undefined> {
  if (!/(?:^|\t)"/.test(first)) return undefined;
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
    const fields = fieldsOf(text);
    if (!fields) continue;
    // If each line is a record by itself, quotation marks are text.
    const areRecords = text.split("\n").every((line) => literally(line).length === columns);
    return fields.length === columns && !areRecords ? { fields, lines } : undefined;
  }
  return undefined;
}

const literally = (line: string): string[] => line.split("\t");

/** Returns the fields of a record; undefined if a quoted field does not end in it. */
function fieldsOf(text: string): string[] | undefined {
  if (!text.includes('"')) return literally(text);
  const fields: string[] = [];
  for (let at = 0; at <= text.length; ) {
    const quoted = text[at] === '"' ? quotedField(text, at) : undefined;
    if (quoted === "open") return undefined;
    const tab = text.indexOf("\t", at);
    const end = quoted?.end ?? (tab < 0 ? text.length : tab);
    fields.push(quoted?.value ?? text.slice(at, end));
    at = end + 1;
  }
  return fields;
}

/** Reads a quoted field; `open` if it does not end; undefined if something follows its closing mark. */
function quotedField(
  text: string,
  start: number,
): { readonly value: string; readonly end: number } | "open" | undefined {
  for (let mark = text.indexOf('"', start + 1); mark >= 0; mark = text.indexOf('"', mark + 2)) {
    if (text[mark + 1] === '"') continue;
    if (mark + 1 < text.length && text[mark + 1] !== "\t") return undefined;
    return { value: text.slice(start + 1, mark).replaceAll('""', '"'), end: mark + 1 };
  }
  return "open";
}
