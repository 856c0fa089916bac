import { asciiDigits } from "../language/script.ts";
import type { Decision, NoteMark } from "./document.ts";
import type { FootNote } from "./footnotes.ts";
import { markEvidence } from "./mark-evidence.ts";
import { type Candidate, ofOneStyle, repeatsLike } from "./mark-styles.ts";

/** The text of a future block, with the pages that it is on. */
export interface MarkedText {
  readonly text: string;
  readonly pages: readonly { readonly page: number; readonly offset: number }[];
  /** Marks that are already known; the text does not hold them. */
  readonly marks?: readonly NoteMark[];
}

/** Options for taking marks. */
export interface MarkOptions {
  /** Whether the first places are not in these texts: then every mark must be clear by itself. */
  readonly repeatsOnly?: boolean;
  /** Receives the decision about each place, with its reasons. */
  readonly decisions?: Decision[];
}

/** Evidence of the page: a note stands at the foot of the page on which its mark comes first. */
const SAME_PAGE = 3;
const OTHER_PAGE = -3;
/** Value of giving a note its mark, which is the cost of a note without one. */
const UNMARKED = 1;

/**
 * Distinguishes note marks from numbers, and takes them out of the texts.
 *
 * The first places of marks come in the order of their notes, each on its note's page. Of all ways to give notes a
 * place in that order, the one with the most evidence is taken (a weighted longest chain). A mark that comes again must
 * be clear by itself, see {@link repeatsLike}. The result does not depend on the language; {@link markEvidence} knows
 * what a number looks like in each script.
 *
 * Digits below the line (U+2080…) are never marks, and become plain digits.
 *
 * @param texts in document order
 * @param notes in the order in which they are printed
 * @returns for each text, the text without its marks, and the marks with their offsets in it
 */
export function takeMarks(
  texts: readonly MarkedText[],
  notes: readonly FootNote[],
  { repeatsOnly = false, decisions }: MarkOptions = {},
): { text: string; marks: NoteMark[] }[] {
  const labels = new Set(notes.map((note) => note.mark));
  const candidates = ofOneStyle(
    texts.flatMap((text, block) => candidatesIn(text, block, labels)),
    notes,
  );
  const paged = new Set(notes.map(({ page }) => page)).size > 1;
  // Stars and letters have an order of their own.
  const isNumbered = ({ mark }: { readonly mark: string }): boolean => /^\d/u.test(mark);
  const chosen = new Set<Candidate>(
    repeatsOnly
      ? []
      : [
          ...firstPlaces(candidates, notes.filter(isNumbered), paged),
          ...firstPlaces(
            candidates,
            notes.filter((note) => !isNumbered(note)),
            paged,
          ),
        ],
  );
  const first = new Set(chosen);
  let bare: ReadonlySet<string> | undefined;
  const isRepeat = repeatsLike(
    first,
    candidates.filter((one) => !first.has(one)),
    notes.length,
    ({ block, start }) => wordBefore(texts[block]?.text ?? "", start),
    (word) => {
      bare ??= bareWords(texts);
      return bare.has(word);
    },
  );
  const byBlock = Map.groupBy(candidates, ({ block }) => block);
  // Where numbers begin again, a mark that comes again means the note of its page.
  const notesOf = Map.groupBy(notes, ({ mark }) => mark);
  const isOwn = ({ mark, page }: Candidate): boolean => {
    const own = notesOf.get(mark) ?? [];
    return !paged || own.length < 2 || own.some((note) => note.page === page);
  };

  const seen = new Set<string>(repeatsOnly ? labels : []);
  const taken = texts.map(({ text, marks: known = [] }, block) => {
    const own = byBlock.get(block) ?? [];
    for (const candidate of own) {
      if (chosen.has(candidate)) seen.add(candidate.mark);
      else if (
        seen.has(candidate.mark) &&
        isOwn(candidate) &&
        isRepeat(candidate) &&
        !own.some((other) => chosen.has(other) && overlap(other, candidate))
      )
        chosen.add(candidate);
    }
    return cut(
      text,
      own.filter((candidate) => chosen.has(candidate)),
      known,
    );
  });
  if (decisions)
    for (const candidate of candidates)
      decisions.push(
        decisionOn(candidate, texts[candidate.block]?.text ?? "", chosen.has(candidate), first.has(candidate)),
      );
  return taken.map(({ text, marks }) => ({ text: plainSubscripts(text), marks }));
}

/** Turns digits below the line into plain ones: they are part of their word. */
export function plainSubscripts(text: string): string {
  return text.replace(/[₀-₉]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x2080 + 0x30));
}

function decisionOn(candidate: Candidate, text: string, taken: boolean, first: boolean): Decision {
  const { start, end, mark, page, evidence } = candidate;
  const order = { says: first ? "in the order of the notes" : "not in the order of the notes", weight: 0 };
  return {
    about: "mark",
    text: `${text.slice(Math.max(0, start - 20), start)}[${mark}]${text.slice(end, end + 10)}`,
    page: page + 1,
    taken,
    evidence: [...evidence, order],
  };
}

/** The word that ends somewhere in a text, in lower case; a mark of punctuation may stand between. */
const wordBefore = (text: string, end: number): string =>
  /([\p{L}\p{M}]+)\P{L}{0,2}$/u.exec(text.slice(Math.max(0, end - 60), end))?.[1]?.toLowerCase() ?? "";

/** The words that stand somewhere without digits behind them, in lower case. */
const bareWords = (texts: readonly MarkedText[]): ReadonlySet<string> =>
  new Set(
    texts.flatMap(
      ({ text }) => text.toLowerCase().match(/(?<![\p{L}\p{M}])[\p{L}\p{M}]+(?![\p{L}\p{M}\p{N}])/gu) ?? [],
    ),
  );

const overlap = (a: Candidate, b: Candidate): boolean => a.start < b.end && b.start < a.end;

/**
 * Finds the best chain of first places, increasing in the text and in the notes. A Pareto front in order of place, with
 * rising worth, costs a binary search for each candidate.
 */
function firstPlaces(candidates: readonly Candidate[], notes: readonly FootNote[], paged: boolean): Candidate[] {
  interface Link {
    readonly candidate: Candidate;
    readonly at: number;
    /** Evidence of the chain so far, plus UNMARKED for each note in it; notes left out add nothing. */
    readonly worth: number;
    readonly before: Link | undefined;
  }
  const byMark = Map.groupBy(
    candidates.map((candidate, at) => ({ candidate, at })),
    ({ candidate }) => candidate.mark,
  );
  const front: Link[] = [];
  for (const note of notes) {
    // All places of a note extend chains that end before this note, so they are computed first and entered
    // afterwards.
    const links = (byMark.get(note.mark) ?? []).flatMap(({ candidate, at }): Link[] => {
      const own = candidate.weight + (paged ? (candidate.page === note.page ? SAME_PAGE : OTHER_PAGE) : 0);
      if (own <= 0) return [];
      const before = front[placeOf(at) - 1];
      return [{ candidate, at, worth: (before?.worth ?? 0) + own + UNMARKED, before }];
    });
    for (const link of links) enter(link);
  }
  const chain: Candidate[] = [];
  for (let link = front.at(-1); link; link = link.before) chain.push(link.candidate);
  return chain.reverse();

  /** Index of the first link of the front at or after `at`. */
  function placeOf(at: number): number {
    let low = 0;
    let high = front.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((front[middle] as Link).at < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function enter(link: Link): void {
    const place = placeOf(link.at);
    const same = front[place]?.at === link.at ? front[place] : undefined;
    if (Math.max(front[place - 1]?.worth ?? -Infinity, same?.worth ?? -Infinity) >= link.worth) return;
    let end = place;
    while (end < front.length && (front[end] as Link).worth <= link.worth) end++;
    front.splice(place, end - place, link);
  }
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function candidatesIn({ text, pages }: MarkedText, block: number, labels: ReadonlySet<string>): Candidate[] {
  const found: Candidate[] = [];
  const add = (start: number, end: number, mark: string, evidence = markEvidence(text, start, end)): void => {
    const weight = evidence.reduce((sum, one) => sum + one.weight, 0);
    if (weight === -Infinity) return;
    const page = pages.findLast(({ offset }) => offset <= start)?.page ?? 0;
    found.push({ block, start, end, mark, evidence, weight, page });
  };
  for (const match of text.matchAll(/\p{Nd}+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\*+|[†‡]/gu)) {
    const run = match[0];
    const start = match.index;
    const end = start + run.length;
    if (SUPERSCRIPTS.includes(run[0] as string)) {
      const mark = [...run].map((digit) => SUPERSCRIPTS.indexOf(digit)).join("");
      if (labels.has(mark)) add(start, end, mark);
      // Some fonts say of ¹, ² and ³ that they stand on the line: ¹⁵ is read as 1⁵.
      const digits = /(?<!\p{Nd})[123]{1,2}$/u.exec(text.slice(Math.max(0, start - 3), start))?.[0];
      if (digits !== undefined && labels.has(digits + mark))
        add(start - digits.length, end, digits + mark, [{ says: "raised behind its first digits", weight: 2 }]);
    } else if (/[*†‡]/.test(run)) {
      if (labels.has(run)) add(start, end, run);
    } else {
      const digits = asciiDigits(run);
      for (let length = Math.min(3, digits.length); length > 0; length--) {
        const mark = digits.slice(-length);
        if (labels.has(mark)) add(end - length, end, mark);
      }
    }
  }
  return found.map((candidate) => bracketed(text, candidate));
}

/** Extends a mark in brackets, as Arabic prints it, to its brackets. */
function bracketed(text: string, candidate: Candidate): Candidate {
  if (text[candidate.start - 1] !== "(" || text[candidate.end] !== ")") return candidate;
  return { ...candidate, start: candidate.start - 1, end: candidate.end + 1 };
}

function cut(
  text: string,
  candidates: readonly Candidate[],
  known: readonly NoteMark[],
): { text: string; marks: NoteMark[] } {
  let out = "";
  let from = 0;
  const marks: NoteMark[] = [];
  let next = 0; // of the known ones
  const placeKnown = (end: number): void => {
    for (; next < known.length && (known[next] as NoteMark).offset <= end; next++) {
      const { mark, offset } = known[next] as NoteMark;
      marks.push({ mark, offset: out.length + Math.max(0, offset - from) });
    }
  };
  for (const { start, end, mark } of candidates) {
    placeKnown(start);
    let head = text.slice(from, start);
    let behind = end;
    // A mark that stood alone leaves two spaces, or one before a mark of punctuation that takes none, or one at the
    // end.
    if (/\p{Script=Han}\s$/u.test(head) && /^\s\p{Script=Han}/u.test(text.slice(end))) {
      head = head.trimEnd();
      behind++;
    } else if (/\s$/.test(head) && /^(?:\s|$)/.test(text.slice(end))) {
      if (/^(?:\s[;:!?»]|$)/.test(text.slice(end))) head = head.trimEnd();
      else if (/^\s[,.)\]،]/.test(text.slice(end))) {
        head = head.trimEnd();
        behind++;
      } else head = head.slice(0, -1);
    } else if (/\s$/.test(head) && /^[,.;:)\]،؛]/.test(text.slice(end))) head = head.trimEnd();
    out += head;
    marks.push({ mark, offset: out.length });
    from = behind;
  }
  placeKnown(text.length);
  return { text: out + text.slice(from), marks };
}
