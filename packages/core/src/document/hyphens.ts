import { joinLines } from "./lines.ts";

/** Words of a text, hyphenated ones whole, lower case: what a line end cut, or a space tore, may be one of them. */
export function vocabularyOf(texts: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const text of texts) for (const [word] of text.matchAll(/\p{L}+(?:-\p{L}+)*/gu)) found.add(word.toLowerCase());
  return found;
}

/**
 * A hyphen at the end of a line is undone when the whole word stands elsewhere without it ("coopé-" + "ration"), and
 * kept in every other case ("sous-" + "régional").
 */
export function joinWrapped(before: string, after: string, vocabulary: ReadonlySet<string>): string {
  const head = /([\p{L}\p{Nd}]+)-$/u.exec(before)?.[1];
  const tail = /^[\p{L}\p{Nd}]+/u.exec(after)?.[0];
  if (!head || !tail) return joinLines(before, after);
  const whole = vocabulary.has((head + tail).toLowerCase()) && !vocabulary.has(`${head}-${tail}`.toLowerCase());
  return (whole ? before.slice(0, -1) : before) + after;
}

/** A text with its torn words healed, and where spaces were taken out of it: offsets into the text as it was. */
export interface Healed {
  readonly text: string;
  readonly gone: readonly number[];
}

/**
 * Takes the spaces out of words that a text layer tore at their hyphen ("Secretary -General", "self - help"), where the
 * document itself has them whole elsewhere.
 */
export function healHyphens(text: string, vocabulary: ReadonlySet<string>): Healed {
  const gone: number[] = [];
  for (const match of text.matchAll(/(\p{L}+)( ?)-( ?)(?=(\p{L}+))/gu)) {
    const [, head = "", before = "", behind = "", tail = ""] = match;
    if (before + behind === "" || !vocabulary.has(`${head}-${tail}`.toLowerCase())) continue;
    const hyphen = match.index + head.length + before.length;
    if (before) gone.push(hyphen - 1);
    if (behind) gone.push(hyphen + 1);
  }
  const removed = new Set(gone);
  return {
    text:
      gone.length > 0
        ? text
            .split("")
            .filter((_, at) => !removed.has(at))
            .join("")
        : text,
    gone,
  };
}

/** Where an offset into a text lies once the characters at `gone` are out of it. */
export function healedOffset(offset: number, gone: readonly number[]): number {
  return offset - gone.filter((at) => at < offset).length;
}
