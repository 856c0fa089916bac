import { type Character, characterOf } from "./characters.ts";

/** A piece of a line as the page shows it: a glyph, or a space between two. */
export interface Seen {
  readonly text: string;
  /** Its place in the painting order of the page; an added space has that of the piece before it. */
  readonly painted: number;
}

type Kind = Character["kind"];

const kindOf = (text: string): Kind => characterOf(text).kind;

/** Whether most letters of a text are of right-to-left scripts; `glyphs` hold its letters. */
export function isRightToLeft(pages: readonly { readonly glyphs: readonly { readonly text: string }[] }[]): boolean {
  let rtl = 0;
  let ltr = 0;
  for (const { glyphs } of pages)
    for (const { text } of glyphs) {
      const kind = kindOf(text);
      if (kind === "rtl") rtl++;
      else if (kind === "ltr") ltr++;
    }
  return rtl > 0.7 * ltr && rtl > 0;
}

const MIRRORED: ReadonlyMap<string, string> = new Map(
  ["()", "[]", "{}", "«»", "‹›", "<>", "≤≥"].flatMap(([open, close]) => [
    [open as string, close as string],
    [close as string, open as string],
  ]),
);

/**
 * Turns the visual order of a line, left to right, into reading order: the bidirectional algorithm of Unicode (UAX #9),
 * backwards. If two orders look the same (a number beside a Latin word), the painting order decides.
 *
 * @param seen pieces from left to right
 * @param rtl whether the paragraph reads from right to left
 * @param mirror whether brackets between right-to-left words are given as the page shows them, and must be mirrored
 */
export function logicalOrder<Piece extends Seen>(
  seen: readonly Piece[],
  rtl: boolean,
  mirror: boolean,
): readonly Piece[] {
  if (!rtl) return leftToRight(seen);
  return isSetLeftToRight(seen) ? seen : rightToLeft(seen, mirror);
}

/**
 * Whether a line of a right-to-left text holds only another script and is set in its direction, like some running
 * heads. A full stop at its left end, or a separate number at its right (a note's mark), shows that it is not.
 */
function isSetLeftToRight(seen: readonly Seen[]): boolean {
  const kinds = new Set(seen.map(({ text }) => kindOf(text)));
  if (kinds.has("rtl") || !kinds.has("ltr")) return false;
  const text = seen.map((piece) => piece.text).join("");
  return !/^\s*[.,;:]|[\s\ue000]\p{Nd}{1,3}\s*$/u.test(text);
}

/** Reverses the runs of right-to-left words in a left-to-right line. */
function leftToRight<Piece extends Seen>(seen: readonly Piece[]): readonly Piece[] {
  if (!seen.some(({ text }) => kindOf(text) === "rtl")) return seen;
  const read = [...seen];
  for (let from = 0; from < read.length; from++) {
    if (kindOf((read[from] as Seen).text) !== "rtl") continue;
    let to = from;
    for (let at = from + 1; at < read.length; at++) {
      const kind = kindOf((read[at] as Seen).text);
      if (kind === "rtl") to = at;
      else if (kind !== "neutral") break;
    }
    reverse(read, from, to);
    from = to;
  }
  return read;
}

function rightToLeft<Piece extends Seen>(seen: readonly Piece[], mirror: boolean): Piece[] {
  const read = [...seen].reverse();
  const kinds = read.map(({ text }) => kindOf(text));
  const ordered = paintsAsRead(read, kinds);
  for (let from = 0; from < read.length; from++) {
    const kind = kinds[from] as Kind;
    if (kind === "neutral" && mirror) {
      const piece = read[from] as Piece;
      const turned = MIRRORED.get(piece.text);
      if (turned) read[from] = { ...piece, text: turned };
    }
    if (kind !== "ltr" && kind !== "digit") continue;
    const to = endOfRun(read, kinds, from, ordered);
    reverse(read, from, to);
    from = to;
  }
  return read;
}

/** Returns the last piece of the left-to-right run that begins at `from`, in a line given from right to left. */
function endOfRun(read: readonly Seen[], kinds: readonly Kind[], from: number, ordered: boolean): number {
  let to = from;
  let between = "";
  for (let at = from + 1; at < read.length; at++) {
    const kind = kinds[at] as Kind;
    if (kind === "rtl") break;
    if (kind === "neutral") {
      between += (read[at] as Seen).text;
      continue;
    }
    if (!joined(read[to] as Seen, read[at] as Seen, between, ordered)) break;
    to = at;
    between = "";
  }
  return to;
}

/** Whether two pieces, the first right of the second, stand in one left-to-right run (rules W2 to W7 and N1). */
function joined(right: Seen, left: Seen, between: string, ordered: boolean): boolean {
  if (between === "") return true;
  const [a, b] = [kindOf(right.text), kindOf(left.text)];
  if (a === "ltr" && b === "ltr") return true;
  // Two numbers are joined by one separator only, or by spaces in a run that a Latin word opens; after Arabic
  // letters a hyphen separates them.
  if (a === "digit" && b === "digit") {
    if (/^[./:,٫٬\u00a0]$/.test(between)) return true;
    if (!ordered || !/^[\s\ue000]+$/.test(between)) return false;
  }
  if (/[\u0660-\u0669\u06f0-\u06f9]/.test(right.text + left.text)) return false;
  return ordered ? left.painted < right.painted : b === "ltr";
}

/** Whether the file paints the right-to-left words of a line in reading order. */
function paintsAsRead(read: readonly Seen[], kinds: readonly Kind[]): boolean {
  let forwards = 0;
  let last: number | undefined;
  let gap = false;
  for (const [at, kind] of kinds.entries()) {
    if (kind === "neutral") gap = true;
    if (kind !== "rtl") continue;
    const { painted } = read[at] as Seen;
    if (gap && last !== undefined) forwards += Math.sign(painted - last);
    last = painted;
    gap = false;
  }
  return forwards > 0;
}

function reverse<Piece>(pieces: Piece[], from: number, to: number): void {
  for (let [a, b] = [from, to]; a < b; a++, b--) {
    const kept = pieces[a] as Piece;
    pieces[a] = pieces[b] as Piece;
    pieces[b] = kept;
  }
}

/**
 * How the brackets of right-to-left lines are given: above 0 as they are read, below 0 as the page shows them. A
 * closing bracket that comes first is mirrored.
 */
export function bracketSense(logical: string): number {
  let sense = 0;
  let open = 0;
  for (const [character] of logical.matchAll(/[()[\]«»]/g)) {
    if (/[([«]/.test(character)) open++;
    else if (open > 0) {
      open--;
      sense++;
    } else sense--;
  }
  return sense - open;
}
