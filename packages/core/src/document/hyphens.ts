import { joinLines } from "./lines.ts";

/**
 * Collects the words of texts, hyphenated ones whole, in lower case. A word that a line end cut, or a space tore, may
 * be one of them.
 */
export function vocabularyOf(texts: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const text of texts) for (const [word] of text.matchAll(/\p{L}+(?:-\p{L}+)*/gu)) found.add(word.toLowerCase());
  return found;
}

/**
 * Joins two lines. A hyphen at the end of the first is removed if the whole word stands elsewhere without it ("coopé-"
 * + "ration"), and kept otherwise ("sous-" + "régional").
 */
export function joinWrapped(before: string, after: string, vocabulary: ReadonlySet<string>): string {
  const head = /([\p{L}\p{Nd}]+)-$/u.exec(before)?.[1];
  const tail = /^[\p{L}\p{Nd}]+/u.exec(after)?.[0];
  if (!head || !tail) return joinLines(before, after);
  const whole = vocabulary.has((head + tail).toLowerCase()) && !vocabulary.has(`${head}-${tail}`.toLowerCase());
  return (whole ? before.slice(0, -1) : before) + after;
}

/** Length of the end of a text that is needed to judge it and to join a line to it, in UTF-16 code units. */
const MIN_END = 300;

/** A text to which lines are added. Only its end is touched, so that a long text costs no more. */
export class WrappedText {
  /** At least its last 300 characters; all of a shorter text. */
  end: string;
  private readonly parts: string[] = [];
  /** Length of all kept parts. */
  private kept = 0;

  constructor(first: string) {
    this.end = first;
  }

  /** Length in UTF-16 code units. */
  get length(): number {
    return this.kept + this.end.length;
  }

  /**
   * Adds a line, as {@link joinWrapped} does.
   *
   * @returns the offset at which it begins
   */
  add(line: string, vocabulary: ReadonlySet<string>): number {
    this.end = joinWrapped(this.end, line, vocabulary);
    const start = this.length - line.length;
    if (this.end.length > 2 * MIN_END + line.length) {
      const part = this.end.slice(0, -MIN_END);
      this.parts.push(part);
      this.kept += part.length;
      this.end = this.end.slice(-MIN_END);
    }
    return start;
  }

  toString(): string {
    return this.parts.join("") + this.end;
  }
}
