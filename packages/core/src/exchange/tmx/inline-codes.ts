import type { InlineCode } from "../../memory/stored.ts";
import { attribute, content } from "../xml.ts";

/** Inline elements of TMX 1.4 (level 2) with their attributes: those that they need, and those that they may have. */
const ATTRIBUTES: Readonly<Record<string, { readonly needs: readonly string[]; readonly may: readonly string[] }>> = {
  bpt: { needs: ["i"], may: ["x", "type"] },
  ept: { needs: ["i"], may: [] },
  ph: { needs: [], may: ["x", "assoc", "type"] },
  it: { needs: ["pos"], may: ["x", "type"] },
  ut: { needs: [], may: ["x"] },
  hi: { needs: [], may: ["x", "type"] },
  sub: { needs: [], may: ["datatype", "type"] },
};
/** Elements whose content is a tool's code, and `sub`, text inside of it. */
const CODE = new Set(["bpt", "ept", "ph", "it", "ut"]);

/** Whether TMX allows an inline element inside this parent, which is another inline element or the segment. */
export function isInline(name: string, parent: string | undefined): boolean {
  if (parent !== undefined && CODE.has(parent)) return name === "sub";
  return CODE.has(name) || name === "hi";
}

/** Returns the attributes of an inline element that TMX knows. */
export function inlineAttributes(
  name: string,
  attributes: Readonly<Record<string, string>>,
): (readonly [name: string, value: string])[] {
  const { needs, may } = ATTRIBUTES[name] ?? { needs: [], may: [] };
  return [...needs, ...may].flatMap((key) => (attributes[key] === undefined ? [] : [[key, attributes[key]] as const]));
}

/** The first tag of an inline element. */
export const openTag = (name: string, attributes: Readonly<Record<string, string>>): string =>
  `<${name}${inlineAttributes(name, attributes)
    .map(([key, value]) => ` ${key}="${attribute(value)}"`)
    .join("")}>`;

const TAG = /<(?<close>\/)?(?<name>[a-z]+)(?<attributes>(?: [a-z]+="[^"<>]*")*)>/gy;
const TEXT = /(?:[^<>&]|&(?:amp|lt|gt|quot|apos|#\d+);)*/gy;

/** A tag, or a text, of a code. */
export type Piece =
  | { readonly text: string }
  | { readonly open: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly close: string };

/** Cuts a code into pieces; undefined if it is not written as {@link InlineCode} requires. */
export function piecesOf(code: string): Piece[] | undefined {
  const pieces: Piece[] = [];
  for (let at = 0; at < code.length; ) {
    TEXT.lastIndex = at;
    const text = TEXT.exec(code)?.[0] ?? "";
    if (text !== "") pieces.push({ text: unescaped(text) });
    at += text.length;
    if (at === code.length) break;
    TAG.lastIndex = at;
    const { close, name = "", attributes = "" } = TAG.exec(code)?.groups ?? {};
    if (name === "") return undefined;
    at = TAG.lastIndex;
    const own = [...attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)];
    pieces.push(
      close
        ? { close: name }
        : { open: name, attributes: Object.fromEntries(own.map(([, key, value]) => [key, unescaped(value ?? "")])) },
    );
  }
  return pieces;
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const unescaped = (text: string): string =>
  text.includes("&")
    ? text.replace(/&(?:([a-z]+)|#(\d+));/g, (_, name, code) => NAMED[name] ?? String.fromCodePoint(Number(code)))
    : text;

/**
 * Counts the elements at the top of pieces, and those that are open at their end; undefined if TMX does not allow the
 * nesting.
 */
function nesting(pieces: readonly Piece[]): { readonly top: number; readonly open: number } | undefined {
  const path: string[] = [];
  let top = 0;
  for (const piece of pieces) {
    if ("open" in piece) {
      if (!isInline(piece.open, path.at(-1))) return undefined;
      if (!ATTRIBUTES[piece.open]?.needs.every((key) => key in piece.attributes)) return undefined;
      if (path.push(piece.open) === 1) top++;
    } else if ("close" in piece && path.pop() !== piece.close) return undefined;
  }
  return { top, open: path.length };
}

/** Whether a string is a code as {@link InlineCode} requires, and so may stand in a TMX file as it is. */
export function isInlineCode(code: string): boolean {
  if (code === "</hi>") return true;
  const pieces = piecesOf(code);
  const [first] = pieces ?? [];
  const found = pieces && nesting(pieces);
  if (!found || !first || !("open" in first) || found.top !== 1) return false;
  // A highlight's text belongs to the segment, so its two tags are two codes.
  if (first.open === "hi") return pieces.length === 1;
  const last = pieces.at(-1);
  return found.open === 0 && last !== undefined && "close" in last;
}

/** Whether a string is the content of a TMX segment. */
export function isSegmentContent(value: string): boolean {
  const pieces = piecesOf(value);
  return pieces !== undefined && nesting(pieces)?.open === 0;
}

/** Removes the codes from the content of a segment (TMX's level 1). */
export function withoutCodes(value: string): string {
  let out = "";
  let depth = 0;
  for (const piece of piecesOf(value) ?? []) {
    if ("open" in piece) depth += piece.open === "hi" ? 0 : 1;
    else if ("close" in piece) depth -= piece.close === "hi" ? 0 : 1;
    else if (depth === 0) out += content(piece.text);
  }
  return out;
}

/** Writes a text with its codes as the content of a TMX segment. Codes that would leave it unbalanced are left out. */
export function segmentContent(text: string, codes: readonly InlineCode[] = []): string {
  if (codes.length === 0) return content(text);
  const isBalanced = highlightsBalance(codes);
  let out = "";
  let from = 0;
  for (const { offset, code } of codes) {
    if (!isInlineCode(code) || (!isBalanced && /^<\/?hi\b/.test(code))) continue;
    let to = Math.max(from, Math.min(text.length, offset));
    // A code never stands inside a character.
    if (to > from && /^[\udc00-\udfff]/.test(text.slice(to, to + 1))) to--;
    out += content(text.slice(from, to)) + code;
    from = to;
  }
  return out + content(text.slice(from));
}

function highlightsBalance(codes: readonly InlineCode[]): boolean {
  let open = 0;
  for (const { code } of codes) {
    if (code.startsWith("<hi")) open++;
    else if (code === "</hi>" && --open < 0) return false;
  }
  return open === 0;
}
