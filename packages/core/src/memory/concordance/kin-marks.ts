import { latinised } from "../../language/script.ts";
import type { Span } from "../../language/span.ts";
import { folded } from "../text/normal.ts";
import { BETWEEN, type CutPair, type CutText } from "./translation-marks.ts";
import { commonWords, type IsCommon, type Word } from "./word-sequences.ts";

/** Two words are kin from this share of common letters on: `organisation` and `organizations`, not `crime` and `criminel`. */
const MIN_KINSHIP = 0.75;
/** Shorter words are alike by chance; but not those in capitals. */
const MIN_LETTERS = 4;
/** Fewer texts do not tell which words only join others. */
const MIN_TELLING_TEXTS = 20;

const ELIDED = /^\p{L}{1,2}['’](?=\p{L}{3})/u;
const CAPITALS = /^\p{Lu}[\p{Lu}\p{N}]+$/u;
const LETTER = /\p{L}/u;
const LATIN = /^\p{Script=Latin}/u;
const OTHER_SCRIPT = /[\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Han}]/u;

/**
 * Where words stand that are the same in the other language, or nearly: `terrorism` and `terrorisme`, names, acronyms. Each word of
 * the phrase that says something is kin to a word of the translation, either the nearest to the other; these stand together, and no
 * more often than the phrase.
 *
 * @param asked the pairs in which marks are looked for
 * @param pairs those with the phrase, and others: they tell which words are common
 */
export function kinMarks(asked: readonly CutPair[], pairs: readonly CutPair[]): ReadonlyMap<CutPair, readonly Span[]> {
  if (asked.length === 0) return new Map();
  const isToldBy = (texts: readonly (readonly Word[])[]): IsCommon =>
    texts.length < MIN_TELLING_TEXTS ? () => false : commonWords(texts);
  const isCommonSource = isToldBy(pairs.map(({ source }) => source.words));
  const isCommonTarget = isToldBy(pairs.map(({ target }) => target.words));
  const marks = new Map<CutPair, readonly Span[]>();
  for (const pair of asked) {
    const found = kinPlaces(pair, isCommonSource, isCommonTarget);
    if (found.length > 0) marks.set(pair, found);
  }
  return marks;
}

function kinPlaces(
  { source, target, places }: CutPair,
  isCommonSource: IsCommon,
  isCommonTarget: IsCommon,
): readonly Span[] {
  const asked = source.words.filter(
    (word) =>
      places.some(({ start, end }) => word.start < end && start < word.end) &&
      LETTER.test(word.key) &&
      (isAcronym(source, word) || !isCommonSource(word.key)),
  );
  const [own, other] = [formsOf(source), formsOf(target)];
  const kin = new Set<string>();
  for (const form of new Set(asked.map((word) => formOf(source, word)))) {
    const nearest = nearestTo(form, other);
    if (nearest === undefined || nearestTo(nearest, own) !== form) return [];
    kin.add(nearest);
  }
  const stretches = stretchesOf(target, kin, isCommonTarget);
  return kin.size > 0 && stretches.length <= places.length ? stretches : [];
}

/**
 * The forms of a text's words that are compared, each once. What stands in Latin letters in a text of another script is quoted, as the
 * name of a publication is; its translation is elsewhere. Acronyms are not translated.
 */
function formsOf(text: CutText): ReadonlySet<string> {
  const forms = text.words.map((word) => formOf(text, word));
  const isQuoted = OTHER_SCRIPT.test(text.text)
    ? (at: number) => LATIN.test(writtenOf(text, text.words[at]!)) && !isAcronym(text, text.words[at]!)
    : () => false;
  return new Set(forms.filter((_, at) => !isQuoted(at)));
}

/** A word as it is compared: in capitals as it is, for only the same is meant; else without case, accents and elision. */
function formOf(text: CutText, word: Word): string {
  const written = writtenOf(text, word);
  return CAPITALS.test(written) ? written : latinised(folded(written));
}

const writtenOf = ({ text }: CutText, { start, end }: Word): string => text.slice(start, end).replace(ELIDED, "");
const isAcronym = (text: CutText, word: Word): boolean => CAPITALS.test(writtenOf(text, word));

/** The only form that is nearest to one, and kin to it. */
function nearestTo(form: string, forms: ReadonlySet<string>): string | undefined {
  let [best, nearest]: [number, string | undefined] = [MIN_KINSHIP, undefined];
  for (const other of forms) {
    const kinship = kinshipOf(form, other);
    if (kinship < best) continue;
    nearest = kinship === best && nearest !== undefined ? undefined : other;
    best = kinship;
  }
  return nearest;
}

/**
 * How near two words are, 0..1: the letters that both have in this order, as a share of the longer one (Melamed, Automatic
 * evaluation and uniform filter cascades for inducing n-best translation lexicons, 1995). 0 where they begin otherwise.
 */
export function kinshipOf(a: string, b: string): number {
  if (a === b) return a.length >= MIN_LETTERS || CAPITALS.test(a) ? 1 : 0;
  const longest = Math.max(a.length, b.length);
  const shortest = Math.min(a.length, b.length);
  if (a[0] !== b[0] || shortest < MIN_LETTERS || shortest < MIN_KINSHIP * longest) return 0;
  if (![a, b].every((word) => LETTER.test(word) && !CAPITALS.test(word))) return 0;
  let row = new Uint16Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    const next = new Uint16Array(b.length + 1);
    for (let j = 0; j < b.length; j++) next[j + 1] = a[i] === b[j] ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!);
    row = next;
  }
  return row[b.length]! / longest;
}

/** A place without the article or preposition that is elided before it: `l’assistance` renders as `assistance` does. */
export function unelided({ text }: CutText, { start, end }: Span): Span {
  const [elided = ""] = ELIDED.exec(text.slice(start, end)) ?? [];
  return { start: start + elided.length, end };
}

/** Where all of some forms stand, each once, with nothing between but words that join others. */
function stretchesOf(text: CutText, forms: ReadonlySet<string>, isCommon: IsCommon): Span[] {
  const { words } = text;
  const stretches: Span[] = [];
  let open: { start: number; end: number; met: Set<string> } | undefined;
  for (const [at, { key, start, end }] of words.entries()) {
    const before = words[at - 1];
    if (before && !BETWEEN.test(text.text.slice(before.end, start))) open = undefined;
    const form = formOf(text, words[at] as Word);
    if (!forms.has(form)) {
      if (!isCommon(key)) open = undefined;
      continue;
    }
    open =
      open && !open.met.has(form) ? { ...open, end, met: open.met.add(form) } : { start, end, met: new Set([form]) };
    if (open.met.size < forms.size) continue;
    stretches.push({ start: open.start, end: open.end });
    open = undefined;
  }
  return stretches;
}
