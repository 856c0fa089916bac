import { piecesOf } from "../tmx/inline-codes.ts";
import { attribute, content } from "../xml.ts";

/** A piece of a text that is written as XLIFF. */
type Token =
  | { readonly kind: "text"; readonly text: string }
  /** A code of a tool: the first or last of a pair, a lone one, or one whose partner is in another segment. */
  | { readonly kind: "first" | "last" | "alone" | "begin" | "end"; readonly key: string; readonly data: string }
  | { readonly kind: "mark"; readonly type: string }
  | { readonly kind: "unmark" };

const OUTER: Readonly<Record<string, "first" | "last" | "alone" | "begin">> = {
  bpt: "first",
  ept: "last",
  ph: "alone",
  ut: "alone",
  it: "begin",
};

/**
 * Cuts the content of a TMX segment into pieces; everything inside a code is its data, the text of its `sub` included.
 */
function tokensOf(segment: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  let alone = 0;
  let data = "";
  let code: { kind: "first" | "last" | "alone" | "begin" | "end"; key: string } | undefined;
  /** `x` of the first code of each pair, which matches it with the other language. */
  const pairs = new Map<string, string>();
  for (const piece of piecesOf(segment) ?? []) {
    if ("text" in piece) {
      if (depth > 0) data += piece.text;
      else tokens.push({ kind: "text", text: piece.text });
    } else if ("open" in piece) {
      const { i = "", x, pos, type = "" } = piece.attributes;
      if (depth === 0 && piece.open === "hi") {
        tokens.push({ kind: "mark", type });
        continue;
      }
      if (depth++ > 0) continue;
      data = "";
      let kind: "first" | "last" | "alone" | "begin" | "end" = OUTER[piece.open] ?? "alone";
      if (kind === "begin" && pos === "end") kind = "end";
      if (kind === "first") pairs.set(i, x === undefined ? `i${i}` : `x${x}`);
      const isPair = kind === "first" || kind === "last";
      code = { kind, key: isPair ? (pairs.get(i) ?? `i${i}`) : x === undefined ? `n${++alone}` : `x${x}` };
    } else if (depth === 0) tokens.push({ kind: "unmark" });
    else if (--depth === 0 && code) tokens.push({ ...code, data });
  }
  return tokens;
}

/** Numbers the codes of a unit: the same code in source and target has one number. */
export class CodeNumbers {
  readonly #numbers = new Map<string, number>();
  /** Numbers that were given on this side. */
  #given = new Set<number>();
  #next = 1;

  /** Begins the other side. */
  turn(): void {
    this.#given = new Set();
  }

  of(key: string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined && !this.#given.has(known)) {
      this.#given.add(known);
      return known;
    }
    const number = this.#next++;
    if (known === undefined) this.#numbers.set(key, number);
    this.#given.add(number);
    return number;
  }
}

/** Writes a segment as the content of XLIFF 1.2's `source` and `target`. */
export function inline12(segment: string, numbers: CodeNumbers): string {
  if (!segment.includes("<")) return segment;
  numbers.turn();
  const tokens = tokensOf(segment);
  const pairs = pairsOf(tokens);
  const ids = new Map<number, number>();
  let out = "";
  for (const [at, token] of tokens.entries()) {
    if (token.kind === "text") out += content(token.text);
    else if (token.kind === "mark") out += `<mrk mtype="x-${attribute(token.type || "hi")}">`;
    else if (token.kind === "unmark") out += "</mrk>";
    else {
      const pair = pairs.get(at);
      const id = (pair && ids.get(pair.first)) ?? numbers.of(token.key);
      ids.set(at, id);
      const isFirst = token.kind === "first" || token.kind === "begin";
      const single = token.kind === "alone" ? "ph" : "it";
      const name = pair ? (isFirst ? "bpt" : "ept") : single;
      const pos = name === "it" ? ` pos="${isFirst ? "open" : "close"}"` : "";
      out += `<${name} id="${id}"${pos}>${content(token.data)}</${name}>`;
    }
  }
  return out;
}

/** Collects the codes of a unit, which XLIFF 2.1 keeps beside the text as `originalData`. */
export class OriginalData {
  readonly #ids = new Map<string, string>();

  /** Returns the reference to a code's data, as an attribute. */
  reference(name: string, data: string): string {
    if (data === "") return "";
    let id = this.#ids.get(data);
    if (id === undefined) {
      id = `d${this.#ids.size + 1}`;
      this.#ids.set(data, id);
    }
    return ` ${name}="${id}"`;
  }

  written(): string {
    if (this.#ids.size === 0) return "";
    const all = [...this.#ids].map(([data, id]) => `<data id="${id}">${content(data)}</data>`);
    return `<originalData>${all.join("")}</originalData>`;
  }
}

/** Writes a segment as the content of XLIFF 2.1's `source` and `target`. */
export function inline21(segment: string, numbers: CodeNumbers, data: OriginalData): string {
  if (!segment.includes("<")) return segment;
  numbers.turn();
  const tokens = tokensOf(segment);
  const pairs = pairsOf(tokens);
  const ids = new Map<number, number>();
  let marks = 0;
  let out = "";
  for (const [at, token] of tokens.entries()) {
    if (token.kind === "text") out += content(token.text);
    else if (token.kind === "mark")
      out += `<mrk id="m${++marks}"${token.type === "" ? "" : ` value="${attribute(token.type)}"`}>`;
    else if (token.kind === "unmark") out += "</mrk>";
    else {
      const pair = pairs.get(at);
      const own = data.reference(
        pair?.isNested ? "dataRefStart" : "dataRef",
        pair?.isNested && at === pair.last ? "" : token.data,
      );
      if (pair && at === pair.last) {
        out += pair.isNested ? "</pc>" : `<ec startRef="${ids.get(pair.first)}"${own}/>`;
        continue;
      }
      const id = numbers.of(token.key);
      ids.set(at, id);
      const last = pair && tokens[pair.last];
      if (pair?.isNested && last && "data" in last)
        out += `<pc id="${id}"${own}${data.reference("dataRefEnd", last.data)}>`;
      else if (token.kind === "alone") out += `<ph id="${id}"${own}/>`;
      else {
        const name = token.kind === "first" || token.kind === "begin" ? "sc" : "ec";
        out += `<${name} id="${id}"${pair ? "" : ' isolated="yes"'}${own}/>`;
      }
    }
  }
  return out;
}

/** A pair of codes, by their places, and whether it nests in other pairs and marks as an element must. */
interface Pair {
  readonly first: number;
  readonly last: number;
  readonly isNested: boolean;
}

/** Finds the pairs of a segment, by either of their places. */
function pairsOf(tokens: readonly Token[]): Map<number, Pair> {
  const pairs = new Map<number, Pair>();
  const path: { readonly key: string | undefined; readonly at: number }[] = [];
  /** Pairs that are still open although their mark, or their outer pair, has ended. */
  const crossing = new Map<string, number>();
  for (const [at, token] of tokens.entries()) {
    if (token.kind === "first") path.push({ key: token.key, at });
    else if (token.kind === "mark") path.push({ key: undefined, at });
    else if (token.kind === "unmark")
      leave(
        path,
        path.findLastIndex(({ key }) => key === undefined),
        crossing,
      );
    else if (token.kind === "last") {
      const top = path.at(-1);
      const first = top?.key === token.key ? top.at : (crossing.get(token.key) ?? inside(path, token.key));
      if (first === undefined) continue;
      const isNested = top?.at === first;
      if (isNested) path.pop();
      crossing.delete(token.key);
      const pair = { first, last: at, isNested };
      pairs.set(first, pair).set(at, pair);
    }
  }
  return pairs;
}

/** Removes a pair that ends while others inside it are open. */
function inside(path: { readonly key: string | undefined; readonly at: number }[], key: string): number | undefined {
  const found = path.findLastIndex((open) => open.key === key);
  return found < 0 ? undefined : path.splice(found, 1)[0]?.at;
}

function leave(
  path: { readonly key: string | undefined; readonly at: number }[],
  from: number,
  crossing: Map<string, number>,
): void {
  for (const { key, at } of path.splice(Math.max(0, from))) if (key !== undefined) crossing.set(key, at);
}
