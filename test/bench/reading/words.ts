/**
 * Compares two readings of a document by their words, wherever these stand.
 *
 * A word is a run of letters, marks and digits after NFKC (ligatures, presentation forms and raised digits become plain
 * ones). A Chinese character is a word. An Arabic word ends before a digit, because no tool knows the spaces there; its
 * letters are compared in no order, because some tools reverse ligatures.
 */
export interface Word {
  /** As it is compared. */
  readonly key: string;
  /** As it is written, after NFKC. */
  readonly text: string;
  /** The text between it and the next word. */
  readonly behind: string;
  /** 1 for the first. */
  readonly page: number;
}

/** Kinds of differences, see {@link Difference.kind}. */
export const KINDS = ["lost", "invented", "glued", "split", "torn"] as const;

/** Where two readings differ. */
export interface Difference {
  /**
   * `lost`: not in ours; `invented`: only in ours; `glued`: several words that are one in ours; `split`: a word that is
   * several in ours; `torn`: several words that are rightly one in ours, because theirs has the word whole elsewhere
   * and one of the pieces nowhere else, or its letters are set apart.
   */
  readonly kind: (typeof KINDS)[number];
  readonly text: string;
  readonly page: number;
}

/** The result of comparing the words of two readings. */
export interface Comparison {
  readonly words: number;
  readonly differences: readonly Difference[];
  /** Borders of words that differ at hyphens, note marks and raised digits only. */
  readonly tolerated: number;
}

type Place = Pick<Difference, "text" | "page">;

/** A sign in our text at the place of a note mark, where another reading need not have a word border. */
export const MARK = "\u0001";

const WORD =
  /\p{Script=Han}|\p{Script=Arabic}[\p{Script=Arabic}\p{M}]*|(?:(?![\p{Script=Han}\p{Script=Arabic}])[\p{L}\p{M}\p{N}])+/gu;
/** The most pieces of one word. */
const MAX_PIECES = 24;

/** The words of a page's text. */
export function wordsOf(text: string, page: number): Word[] {
  const plain = text.normalize("NFKC").replace(/[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, "");
  const matches = [...plain.matchAll(WORD)];
  return matches.map((match, at) => {
    const [word] = match;
    const next = matches[at + 1]?.index ?? plain.length;
    return { key: keyOf(word), text: word, behind: plain.slice(match.index + word.length, next), page };
  });
}

const keyOf = (word: string): string =>
  /\p{Script=Arabic}/u.test(word) ? [...word.normalize("NFD")].sort().join("") : word;

/**
 * @param theirs in order; what is missing from ours is lost
 * @param ours in order of page; a word may stand on an earlier page than in theirs, where its paragraph began
 */
export function compareWords(theirs: readonly Word[], ours: readonly Word[]): Comparison {
  const lost = excess(theirs, ours);
  const invented = excess(ours, theirs);
  const glued = joined(theirs, lost, invented);
  const split = joined(ours, invented, lost);
  const counts = Map.groupBy(theirs, ({ key }) => key);
  const isTorn = ({ text }: Place): boolean => {
    const pieces = text.split("|");
    const spaced = pieces.length > 2 && pieces.every((piece) => [...piece].length < 3);
    return (
      counts.has(keyOf(pieces.join(""))) && (spaced || pieces.some((piece) => counts.get(keyOf(piece))?.length === 1))
    );
  };
  const named = (kind: Difference["kind"]) => (at: Place) => ({ kind, ...at });
  return {
    words: theirs.length,
    tolerated: glued.tolerated + split.tolerated,
    differences: [
      ...placed(lost, theirs, ours).map(named("lost")),
      ...placed(invented, ours, theirs).map(named("invented")),
      ...glued.differences.map((at) => ({ kind: isTorn(at) ? ("torn" as const) : ("glued" as const), ...at })),
      ...split.differences.map(named("split")),
    ].sort((a, b) => a.page - b.page),
  };
}

/** Counts how many more times each word stands in one reading than in the other; words that do not are left out. */
function excess(some: readonly Word[], others: readonly Word[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { key } of some) counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const { key } of others) if (counts.has(key)) counts.set(key, (counts.get(key) as number) - 1);
  for (const [key, count] of counts) if (count <= 0) counts.delete(key);
  return counts;
}

/** Removes from both what is one word in one reading and several in the other. */
function joined(words: readonly Word[], pieces: Map<string, number>, wholes: Map<string, number>) {
  const differences: Place[] = [];
  let tolerated = 0;
  for (let at = 0; at < words.length; at++) {
    let text = "";
    const used: Word[] = [];
    for (let next = at; next < words.length && used.length < MAX_PIECES; next++) {
      const word = words[next] as Word;
      if (!pieces.has(word.key)) break;
      text += word.text;
      used.push(word);
      if (used.length < 2 || !wholes.has(keyOf(text)) || !enough(used, pieces)) continue;
      take(wholes, keyOf(text));
      for (const { key } of used) take(pieces, key);
      if (isTolerable(used)) tolerated++;
      else differences.push({ text: used.map(({ text }) => text).join("|"), page: (used[0] as Word).page });
      at = next;
      break;
    }
  }
  return { differences, tolerated };
}

function enough(used: readonly Word[], counts: ReadonlyMap<string, number>): boolean {
  const needed = new Map<string, number>();
  for (const { key } of used) needed.set(key, (needed.get(key) ?? 0) + 1);
  return [...needed].every(([key, count]) => (counts.get(key) ?? 0) >= count);
}

function take(counts: Map<string, number>, key: string): void {
  const left = (counts.get(key) ?? 0) - 1;
  if (left > 0) counts.set(key, left);
  else counts.delete(key);
}

/**
 * Whether words differ only at hyphens, line ends after them, note marks, vowel signs, or digits that may be raised or
 * lowered.
 */
function isTolerable(words: readonly Word[]): boolean {
  return words.slice(0, -1).every(({ text, behind }, at) => {
    const next = (words[at + 1] as Word).text;
    return (
      behind === MARK ||
      /^\p{M}+$/u.test(text) ||
      /^\p{M}+$/u.test(next) ||
      /^\s*[-\u2010\u2011‐‑–]\s*$/u.test(behind) ||
      (/^\p{N}{1,3}$/u.test(text) !== /^\p{N}{1,3}$/u.test(next) && /^\s*$/u.test(behind))
    );
  });
}

/**
 * Finds the pages of surplus words. Ours may stand earlier, never later, so a word is surplus from the page on after
 * which the surplus never falls again.
 */
function placed(counts: ReadonlyMap<string, number>, words: readonly Word[], others: readonly Word[]) {
  const at: Place[] = [];
  const theirs = pagesByKey(others, counts);
  const own = pagesByKey(words, counts);
  for (const [key, count] of counts) {
    const steps = [
      ...(own.get(key) ?? []).map(({ page, text }) => ({ page, text, by: 1 })),
      ...(theirs.get(key) ?? []).map(({ page, text }) => ({ page, text, by: -1 })),
    ].sort((a, b) => a.page - b.page || a.by - b.by);
    let more = 0;
    const open: Place[] = [];
    for (const { page, text, by } of steps) {
      more += by;
      if (by > 0 && more > open.length) open.push({ page, text });
      while (open.length > Math.max(0, more)) open.pop();
    }
    at.push(...open.slice(-count));
  }
  return at;
}

function pagesByKey(words: readonly Word[], wanted: ReadonlyMap<string, number>) {
  return Map.groupBy(
    words.filter(({ key }) => wanted.has(key)),
    ({ key }) => key,
  );
}
