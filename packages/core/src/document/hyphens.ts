import { joinLines } from "./lines.ts";

/** What the lines of a text show about its words, and about the hyphens at their ends. */
export interface Vocabulary {
  /** Words that no line end cuts, hyphenated ones whole, in lower case. */
  readonly words: ReadonlySet<string>;
  /** What stands before a hyphen within a line, in lower case: `non` of `non-résident`. */
  readonly prefixes: ReadonlySet<string>;
  /** Whether the text cuts words at the ends of its lines. */
  readonly hyphenates: boolean;
}

/** A text hyphenates if so many line ends cut a word that stands whole elsewhere, and more than a compound at its hyphen. */
const MIN_CUTS = 3;

/**
 * Collects the words of lines. A word that a line end cut, or a space tore, may be one of them.
 *
 * @param lines in document order
 */
export function vocabularyOf(lines: readonly string[]): Vocabulary {
  const words = new Set<string>();
  const prefixes = new Set<string>();
  const cuts: { head: string; tail: string }[] = [];
  let open: string | undefined; // what the line before cut
  for (const line of lines) {
    const found = (line.match(/\p{L}+(?:-\p{L}+)*/gu) ?? []).map((word) => word.toLowerCase());
    if (open !== undefined && /^\p{L}/u.test(line)) cuts.push({ head: open, tail: found.shift() ?? "" });
    open = /\p{L}-$/u.test(line) ? found.pop() : undefined;
    for (const word of found) {
      words.add(word);
      for (let at = word.indexOf("-"); at >= 0; at = word.indexOf("-", at + 1)) prefixes.add(word.slice(0, at));
    }
  }
  let [cut, kept] = [0, 0];
  for (const { head, tail } of cuts) {
    if (words.has(`${head}-${tail}`)) kept++;
    else if (words.has(head + tail)) cut++;
  }
  return { words, prefixes, hyphenates: cut >= MIN_CUTS && cut > kept };
}

/**
 * Joins two lines. A hyphen at the end of the first is removed if the whole word stands elsewhere without it ("coopé-"
 * + "ration"), and kept if it stands there with it. Of other words, a text that hyphenates cuts those whose parts are no
 * words by themselves ("construc-" + "tion"); a hyphen is kept between two words ("bien-" + "fondé"), behind what has
 * one elsewhere ("sous-" + "régional"), before a capital, and beside digits.
 */
export function joinWrapped(before: string, after: string, vocabulary: Vocabulary): string {
  const head = /([\p{L}\p{Nd}]+)-$/u.exec(before)?.[1];
  const tail = /^[\p{L}\p{Nd}]+/u.exec(after)?.[0];
  if (!head || !tail) return joinLines(before, after);
  return (isCut(head, tail, vocabulary) ? before.slice(0, -1) : before) + after;
}

/** Whether a line end cut a word into these two parts. */
function isCut(head: string, tail: string, { words, prefixes, hyphenates }: Vocabulary): boolean {
  const [first, second] = [head.toLowerCase(), tail.toLowerCase()];
  if (words.has(`${first}-${second}`)) return false;
  if (words.has(first + second)) return true;
  if (!hyphenates || prefixes.has(first) || /\p{Nd}/u.test(head + tail)) return false;
  if (/^\p{Lu}/u.test(tail) && !/^\p{Lu}{2,}$/u.test(head)) return false;
  return !(words.has(first) && words.has(second));
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
  add(line: string, vocabulary: Vocabulary): number {
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
