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
