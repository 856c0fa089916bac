import diff from "fast-diff";
import { languageProfile } from "../../language/profile.ts";
import type { Span } from "../../language/span.ts";
import { equalInOrder } from "./order.ts";
import { type Word, wordsIn } from "./words.ts";

/** A place where two texts differ: what the old one has there, and the new one. Either may be empty. */
export interface Edit {
  /** UTF-16 code units into the old text. */
  readonly old: Span;
  /** UTF-16 code units into the new text. */
  readonly new: Span;
}

/** A stretch of words that differs: places of words, `to` behind the last. */
interface Change {
  readonly old: { readonly from: number; readonly to: number };
  readonly new: { readonly from: number; readonly to: number };
}

/** Stretches of more than so many pairs of words are first cut at what they share; Myers' search is quadratic. */
const MAX_CELLS = 250_000;
/** Equal words between two changes that are read with them: more than so many stand by themselves. */
const MAX_ABSORBED = 4;
/** A change slides along equal words at most so far. */
const MAX_SLIDE = 100;

/**
 * Where two texts differ, word by word, as a person would mark it: short equal stretches between changes are part of them,
 * and what was put in or taken out begins where a sentence does, if it can. Print is no difference, see {@link wordsIn}.
 *
 * @param language of both, BCP 47
 * @returns in order, not touching each other; words are whole
 */
export function wordEdits(oldText: string, newText: string, language: string): Edit[] {
  const [olds, news] = [wordsIn(oldText, language), wordsIn(newText, language)];
  const { terminators } = languageProfile(language);
  const changes = absorbed(changesOf(olds, news), olds).map((change) => slid(change, olds, news, terminators));
  return editsOf(changes, [oldText, newText], [olds, news]);
}

/** The shortest changes that make one list of words of the other. */
function changesOf(olds: readonly Word[], news: readonly Word[]): Change[] {
  const codes = new Map<string, number>();
  const coded = (words: readonly Word[]): number[] =>
    words.map(({ key }) => {
      const code = codes.get(key) ?? codes.size + 1;
      codes.set(key, code);
      return code;
    });
  const [own, other] = [coded(olds), coded(news)];
  if (own.length * other.length <= MAX_CELLS && codes.size < 0xd800) return shortest(own, other, 0, 0);
  const changes: Change[] = [];
  let [from, start] = [0, 0];
  for (const pair of [...equalInOrder(own, other), { old: own.length, new: other.length }]) {
    if (pair.old > from || pair.new > start) {
      const [a, b] = [own.slice(from, pair.old), other.slice(start, pair.new)];
      if (a.length * b.length <= MAX_CELLS && codes.size < 0xd800) changes.push(...shortest(a, b, from, start));
      else changes.push({ old: { from, to: pair.old }, new: { from: start, to: pair.new } });
    }
    [from, start] = [pair.old + 1, pair.new + 1];
  }
  return changes;
}

/** Myers' shortest changes, over words as characters. */
function shortest(olds: readonly number[], news: readonly number[], from: number, start: number): Change[] {
  const text = (codes: readonly number[]): string => codes.map((code) => String.fromCharCode(code)).join("");
  const changes: Change[] = [];
  let [old, next] = [from, start];
  let last: Change | undefined;
  for (const [operation, { length }] of diff(text(olds), text(news))) {
    if (operation === diff.EQUAL) {
      last = undefined;
      old += length;
      next += length;
      continue;
    }
    const [to, end] = operation === diff.DELETE ? [old + length, next] : [old, next + length];
    const change: Change = { old: { from: last?.old.from ?? old, to }, new: { from: last?.new.from ?? next, to: end } };
    if (last) changes.pop();
    changes.push(change);
    last = change;
    [old, next] = [to, end];
  }
  return changes;
}

const lengthOf = ({ from, to }: { from: number; to: number }): number => to - from;
const isReplacement = (change: Change): boolean => lengthOf(change.old) > 0 && lengthOf(change.new) > 0;

/** Changes with what stands between them, where that is too short to be read by itself (Fraser's semantic clean-up, over words). */
function absorbed(changes: readonly Change[], olds: readonly Word[]): Change[] {
  const wordsBefore = new Int32Array(olds.length + 1);
  for (const [at, { isWord }] of olds.entries()) wordsBefore[at + 1] = wordsBefore[at]! + (isWord ? 1 : 0);
  const size = ({ old, new: own }: Change): number => Math.max(lengthOf(old), lengthOf(own));
  const done: Change[] = [];
  for (let change of changes) {
    for (let last = done.at(-1); last; last = done.at(-1)) {
      const equal = wordsBefore[change.old.from]! - wordsBefore[last.old.to]!;
      const least = Math.min(size(last), size(change));
      const isOneWay = !isReplacement(last) && !isReplacement(change);
      if (equal > MAX_ABSORBED || equal > least || isOneWay) break;
      done.pop();
      change = {
        old: { from: last.old.from, to: change.old.to },
        new: { from: last.new.from, to: change.new.to },
      };
    }
    done.push(change);
  }
  return done;
}

/** A change that only adds or only takes away, at the place where a sentence or clause begins, if the words around allow it. */
function slid(change: Change, olds: readonly Word[], news: readonly Word[], terminators: string): Change {
  if (isReplacement(change)) return change;
  const isAdded = lengthOf(change.old) === 0;
  const words = isAdded ? news : olds;
  const { from, to } = isAdded ? change.new : change.old;
  const worth = (at: number): number => {
    const before = words[at - 1]?.key;
    if (before === undefined || terminators.includes(before)) return 2;
    return /^\p{P}$/u.test(before) && !/^[-'"(]$/.test(before) ? 1 : 0;
  };
  let [best, most] = [0, worth(from)];
  for (const step of [-1, 1])
    for (let by = step; Math.abs(by) <= MAX_SLIDE; by += step) {
      const [out, into] = step < 0 ? [to + by, from + by] : [from + by - 1, to + by - 1];
      if (into < 0 || into >= words.length || words[out]!.key !== words[into]!.key) break;
      if (worth(from + by) > most) [best, most] = [by, worth(from + by)];
    }
  const moved = ({ from, to }: { from: number; to: number }): { from: number; to: number } => ({
    from: from + best,
    to: to + best,
  });
  return best === 0 ? change : { old: moved(change.old), new: moved(change.new) };
}

/** Changes of words as places in the texts, with spaces that came or went. */
function editsOf(
  changes: readonly Change[],
  texts: readonly [old: string, new: string],
  [olds, news]: readonly [readonly Word[], readonly Word[]],
): Edit[] {
  const edits: Edit[] = [];
  const push = (old: Span, own: Span): void => {
    const edit = withoutSharedSpace({ old, new: own }, texts);
    if (edit) edits.push(edit);
  };
  let [i, j] = [0, 0];
  const whole = [texts[0].length, texts[1].length] as const;
  const startOf = (words: readonly Word[], at: number, length: number): number => words[at]?.start ?? length;
  const endOf = (words: readonly Word[], at: number): number => words[at - 1]?.end ?? 0;
  /** Between two equal words there may be a space in one text alone. */
  const space = (): void => {
    const [old, own] = [
      { start: endOf(olds, i), end: startOf(olds, i, whole[0]) },
      { start: endOf(news, j), end: startOf(news, j, whole[1]) },
    ];
    if (BREAKS.test(olds[i - 1]?.key ?? "") || OPENS.test(olds[i - 1]?.key ?? "") || CLOSES.test(olds[i]?.key ?? ""))
      return;
    const [before, after] = [isSpaced(texts[0], old), isSpaced(texts[1], own)];
    if (before !== after && i > 0 && j > 0 && i < olds.length && j < news.length) push(old, own);
  };
  for (const { old, new: own } of changes) {
    for (i++, j++; i < old.from; i++, j++) space();
    push(
      { start: endOf(olds, old.from), end: startOf(olds, old.to, whole[0]) },
      { start: endOf(news, own.from), end: startOf(news, own.to, whole[1]) },
    );
    [i, j] = [old.to, own.to];
  }
  for (i++, j++; i < olds.length; i++, j++) space();
  return edits;
}

/** A line may end behind a dash or a stroke: a space there comes from the page. */
const BREAKS = /[/-]$/;
/** Before and behind such marks a space is print. */
const CLOSES = /^[,;:!?.)\]}]$/;
const OPENS = /^[([{]$/;

const isSpaced = (text: string, { start, end }: Span): boolean => /\s/.test(text.slice(start, end));

/** An edit without the space that both texts have around it; undefined where nothing is left. */
function withoutSharedSpace({ old, new: own }: Edit, [oldText, newText]: readonly [string, string]): Edit | undefined {
  let [{ start, end }, { start: from, end: to }] = [old, own];
  const isSpace = (text: string, at: number): boolean => /\s/.test(text[at] ?? "");
  while (start < end && from < to && isSpace(oldText, start) && isSpace(newText, from))
    [start, from] = [start + 1, from + 1];
  while (start < end && from < to && isSpace(oldText, end - 1) && isSpace(newText, to - 1))
    [end, to] = [end - 1, to - 1];
  return start === end && from === to ? undefined : { old: { start, end }, new: { start: from, end: to } };
}
