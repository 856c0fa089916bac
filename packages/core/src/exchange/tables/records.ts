import { SextantError } from "../../error.ts";

/** A record of a table, with the line that it begins in, from 1. */
export interface Record {
  readonly line: number;
  readonly fields: readonly string[];
}

/** A line of more characters than this ends the reading: memory stays bounded. */
const MAX_LINE_CHARACTERS = 4 * 1024 * 1024;
/** A quoted field goes on over no more lines, nor characters, than this. */
const MAX_QUOTED_LINES = 50;
const MAX_QUOTED_CHARACTERS = 100_000;

/** A line is too long. */
export class TooLongLine extends SextantError {
  override name = "TooLongLine";

  constructor(message: string, options?: ErrorOptions) {
    super("unreadable-file", message, options);
  }
}

/** The lines of a text that comes in portions, without their ends. @throws {TooLongLine} */
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
 * The records of tab-separated values. A field between quotation marks is one as spreadsheets write it (RFC 4180): it may
 * hold tabs, line ends and doubled quotation marks; one that goes on over lines is taken for that only where the record
 * then has as many fields as the first. Empty lines are left out.
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

/** A record that goes on in the next lines, with how many those are; undefined where it does not. */
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
    // Nothing ends where no quotation mark stands.
    if (!own.includes('"')) continue;
    const fields = fieldsOf(text);
    if (!fields) continue;
    // Where each line is a record by itself, the quotation marks are text.
    const areRecords = text.split("\n").every((line) => literally(line).length === columns);
    return fields.length === columns && !areRecords ? { fields, lines } : undefined;
  }
  return undefined;
}

const literally = (line: string): string[] => line.split("\t");

/** The fields of a record; undefined where one is quoted and does not end in it. */
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

/** A quoted field; `open` where it does not end; undefined where something follows the mark that would end it. */
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
