import type { Span } from "../span.ts";
import type { Abbreviations } from "./languages/index.ts";

/** A line without text parts paragraphs. */
const BLANK_LINE = /\n[^\S\n]*\n\s*/g;
const BULLET = /^\s*([•⁃‣▪●◦])/u;
/** The first item's number, and what stands behind it: "." or ")" or ".)". */
const FIRST_ITEM = /^\s*(1|[aа])(\.?\)|\.)\s+[^\s\p{Ll}]/u;
/** A word before an item's number is looked for within this many characters. */
const LOOK = 40;

/**
 * What is cut by itself, whether a full stop parts it or not: paragraphs, and the items of a list that begins the text: "1) The
 * first item 2) The second item". In order, nothing left out.
 */
export function partsOf(text: string, known: Abbreviations): Span[] {
  const starts = [0];
  if (text.includes("\n"))
    for (const { 0: blank, index } of text.matchAll(BLANK_LINE)) starts.push(index + blank.length);
  const bullet = BULLET.exec(text)?.[1];
  if (bullet) for (const { index } of text.matchAll(new RegExp(`(?<=\\s)${bullet}`, "gu"))) starts.push(index);
  const [, first, style] = FIRST_ITEM.exec(text) ?? [];
  if (first && style) starts.push(...itemsOf(text, first, style, known));
  if (starts.length === 1) return [{ start: 0, end: text.length }];
  const ordered = [...new Set(starts)].sort((a, b) => a - b);
  return ordered.map((start, at) => ({ start, end: ordered[at + 1] ?? text.length }));
}

/**
 * Where the second and later items begin: each is numbered next to the one before, in the same style, and begins with no letter
 * in lower case.
 */
function itemsOf(text: string, first: string, style: string, { labels, numbered }: Abbreviations): number[] {
  const isLettered = first !== "1";
  const label = isLettered ? "\\p{Ll}" : "\\p{Nd}{1,3}";
  const item = new RegExp(`(?<=\\s)(${label})${style.replace(/[.)]/g, "\\$&")}\\s+(?=[^\\s\\p{Ll}])`, "gu");
  const starts: number[] = [];
  let next = isLettered ? first.charCodeAt(0) + 1 : 2;
  for (const { 1: number = "", index } of text.matchAll(item)) {
    if ((isLettered ? number.charCodeAt(0) : Number(number)) !== next) continue;
    // "in paragraph 2. The": what a word names by its number is no item.
    const before = /\S*$/u.exec(text.slice(Math.max(0, index - LOOK), index).trimEnd())?.[0].toLowerCase() ?? "";
    if (style === "." && (labels.has(before) || numbered.has(before))) continue;
    starts.push(index);
    next++;
  }
  return starts;
}
