import { asciiDigits } from "../language/script.ts";
import type { NoteMark } from "./document.ts";
import type { FootNote } from "./pages.ts";

/** A block's text on its way through the reader, with the pages that it stands on. */
export interface MarkedText {
  readonly text: string;
  readonly pages: readonly { readonly page: number; readonly offset: number }[];
}

/** A place in the text that could be a note mark. */
interface Candidate {
  readonly block: number;
  readonly start: number;
  readonly end: number;
  readonly mark: string;
  /** How well what stands around it fits a mark, see {@link markEvidence}. */
  readonly evidence: number;
  readonly page: number;
}

/** What the place of a mark adds: a note stands at the foot of the page on which its mark comes first. */
const SAME_PAGE = 3;
const OTHER_PAGE = -3;
/** What a note with a mark is worth by itself: as much as leaving it without one costs. */
const UNMARKED = 1;
/** A mark that repeats an earlier one has no order to speak for it, so what stands around it must be clear. */
const CLEAR = 3;

/**
 * Tells note marks from numbers, and takes them out of the texts.
 *
 * The marks' first places come in the order of their notes, each on its note's page: of all ways to give notes a place in
 * that order, the one with the most evidence is taken (a weighted longest chain). A mark that comes again must look like
 * one by itself. The result does not depend on the language; what a number looks like in a script is in {@link markEvidence}.
 *
 * @param texts in document order; @param notes in the order in which they are printed
 * @param repeatsOnly whether the first places are not in the text: then every mark must look like one by itself
 * @returns for each text, the text without its marks, and the marks with their offsets in it
 */
export function takeMarks(
  texts: readonly MarkedText[],
  notes: readonly FootNote[],
  repeatsOnly = false,
): { text: string; marks: NoteMark[] }[] {
  const labels = new Set(notes.map((note) => note.mark));
  const candidates = texts.flatMap((text, block) => candidatesIn(text, block, labels));
  const chosen = new Set<Candidate>(repeatsOnly ? [] : firstPlaces(candidates, notes));
  const byBlock = Map.groupBy(candidates, ({ block }) => block);

  const seen = new Set<string>(repeatsOnly ? labels : []);
  return texts.map(({ text }, block) => {
    const own = byBlock.get(block) ?? [];
    for (const candidate of own) {
      if (chosen.has(candidate)) seen.add(candidate.mark);
      else if (
        seen.has(candidate.mark) &&
        candidate.evidence >= CLEAR &&
        !own.some((other) => chosen.has(other) && overlap(other, candidate))
      )
        chosen.add(candidate);
    }
    return cut(
      text,
      own.filter((candidate) => chosen.has(candidate)),
    );
  });
}

const overlap = (a: Candidate, b: Candidate): boolean => a.start < b.end && b.start < a.end;

/**
 * The best chain of first places: increasing in the text and in the notes. A Pareto front, in order of place with rising
 * worth, keeps it at a binary search for each candidate.
 */
function firstPlaces(candidates: readonly Candidate[], notes: readonly FootNote[]): Candidate[] {
  interface Link {
    readonly candidate: Candidate;
    readonly at: number;
    /** Evidence of the chain up to here, and UNMARKED saved for each of its notes: notes left out save nothing. */
    readonly worth: number;
    readonly before: Link | undefined;
  }
  const paged = new Set(notes.map((note) => note.page)).size > 1;
  const byMark = Map.groupBy(
    candidates.map((candidate, at) => ({ candidate, at })),
    ({ candidate }) => candidate.mark,
  );
  const front: Link[] = [];
  for (const note of notes) {
    // All of a note's places go on from chains that end before this note: found first, entered then.
    const links = (byMark.get(note.mark) ?? []).flatMap(({ candidate, at }): Link[] => {
      const own = candidate.evidence + (paged ? (candidate.page === note.page ? SAME_PAGE : OTHER_PAGE) : 0);
      if (own <= 0) return [];
      const before = front[placeOf(at) - 1];
      return [{ candidate, at, worth: (before?.worth ?? 0) + own + UNMARKED, before }];
    });
    for (const link of links) enter(link);
  }
  const chain: Candidate[] = [];
  for (let link = front.at(-1); link; link = link.before) chain.push(link.candidate);
  return chain.reverse();

  /** Index of the first link of the front that stands at `at` or behind it. */
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
  const add = (start: number, end: number, mark: string): void => {
    const evidence = markEvidence(text, start, end);
    if (evidence === -Infinity) return;
    const page = pages.findLast(({ offset }) => offset <= start)?.page ?? 0;
    found.push({ block, start, end, mark, evidence, page });
  };
  for (const match of text.matchAll(/\p{Nd}+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\*+|[†‡]/gu)) {
    const run = match[0];
    const start = match.index;
    const end = start + run.length;
    if (SUPERSCRIPTS.includes(run[0] as string)) {
      const mark = [...run].map((digit) => SUPERSCRIPTS.indexOf(digit)).join("");
      if (labels.has(mark)) add(start, end, mark);
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

/** A mark in brackets, as Arabic prints it, takes its brackets with it. */
function bracketed(text: string, candidate: Candidate): Candidate {
  if (text[candidate.start - 1] !== "(" || text[candidate.end] !== ")") return candidate;
  return { ...candidate, start: candidate.start - 1, end: candidate.end + 1 };
}

/** Chinese characters that a number counts or names: before them, digits are a number and never a mark. */
const COUNTED =
  /^[年月日号卷条段款个次届项章节名份国人天小时分岁倍元美万亿千百%％点页种位件家所艘架吨公里级类批轮]|^[至和及、―—–-]\s?[第\p{Nd}]/u;
const ENUMERATING = /[第附表图录款章卷编号]$/u;

/**
 * THE LINE BETWEEN A NOTE MARK AND A NUMBER. How well the digits `text.slice(start, end)` fit a mark by what stands
 * around them: `-Infinity` for what cannot be one, 0 for what only its place in the order of notes could make one,
 * 3 and more for what is clear by itself.
 *
 * | stands as | example | evidence |
 * | --- | --- | --- |
 * | superscript | `terrorisme³,` | 6 |
 * | in brackets, glued to a word or number | `الفساد(2)`, `2012(10)،` | 5 |
 * | glued to a letter | `relatifs1 `, `ней8,` | 4 |
 * | glued to a closing mark | `thereto,1 the`, `》2` | 4 (2 behind a year: `1988,5 the`; 0 behind another number: `2,5`) |
 * | glued to a Chinese character that nothing counts | `审查4中` | 3 |
 * | alone before a mark of punctuation | `rapportant 8 ,` | 3 |
 * | glued to a year or a resolution's number | `20063,`, `66/1819 ;` | 2 |
 * | glued to another number | `1723` | 0 |
 */
function markEvidence(text: string, start: number, end: number): number {
  const before = text.slice(Math.max(0, start - 24), start);
  const after = text.slice(end, end + 3);
  const own = text[start] as string;
  if (SUPERSCRIPTS.includes(own)) return 6;
  if (/[*†‡]/.test(own)) return /\S$/.test(before) ? 4 : 0;
  if (/^\p{Nd}/u.test(after)) return -Infinity;

  if (before.endsWith("(") && after.startsWith(")")) return /[\p{L}\p{M}\p{Nd}»”“"،,]\($/u.test(before) ? 5 : -Infinity;
  // "1er", "2-е", "3/4", "10 %", "8:30": the number goes on.
  if (/^(?:[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}%/]|[-.:,]\p{Nd}|-\p{L}|\s%)/u.test(after))
    return -Infinity;
  if (COUNTED.test(after)) return -Infinity;

  const token = /\S*$/.exec(before)?.[0] ?? "";
  if (/\p{Nd}$/u.test(before)) {
    const rest = asciiDigits(/[\p{Nd}/]+$/u.exec(before)?.[0] ?? "");
    if (/^(?:19|20)\d\d$/.test(rest)) return 2;
    if (/^\d{1,4}\/[1-9]\d{0,2}$/.test(rest)) return 2;
    return /^\d+$/.test(rest) ? 0 : -Infinity;
  }
  // Within a symbol (CTOC/COP/WG.7/2012/6, E/CN.15) or behind a hyphen no digit is a mark.
  if (/[/.\u2019'’-]$/.test(token) && /[/-]|\p{Lu}\.$/u.test(token)) return -Infinity;
  if (/\p{Script=Han}$/u.test(before)) return ENUMERATING.test(before) ? -Infinity : 3;
  if (/[\p{L}\p{M}]$/u.test(before)) return /\//.test(token) ? -Infinity : 4;
  if (/[»”’"』」》）)\]]$/u.test(before)) return 4;
  if (/[,.;:،؛。，；：!?؟]$/u.test(before)) return /\p{Nd}.$/u.test(before) ? (/\p{Nd}{4}.$/u.test(before) ? 2 : 0) : 4;
  if (/\S\s$/u.test(before) && /^\s?[,.;:،؛](?:\s|$)/u.test(after)) return /^\s/.test(after) ? 3 : 1;
  return -Infinity;
}

function cut(text: string, candidates: readonly Candidate[]): { text: string; marks: NoteMark[] } {
  let out = "";
  let from = 0;
  const marks: NoteMark[] = [];
  for (const { start, end, mark } of candidates) {
    let head = text.slice(from, start);
    let next = end;
    // A mark that stood alone leaves two spaces, or one before a mark of punctuation that wants none.
    if (/\s$/.test(head) && /^\s/.test(text.slice(end))) {
      if (/^\s[;:!?»]/.test(text.slice(end))) head = head.trimEnd();
      else if (/^\s[,.)\]،]/.test(text.slice(end))) {
        head = head.trimEnd();
        next++;
      } else next++;
    }
    out += head;
    marks.push({ mark, offset: out.length });
    from = next;
  }
  return { text: out + text.slice(from), marks };
}
