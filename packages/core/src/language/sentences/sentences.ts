/**
 * Room sentences: where a text is cut. In: a text and its language. Out: the places of its sentences. Imports
 * language.
 *
 * @module
 */

import { type LanguageProfile, languageProfile } from "../profile.ts";
import type { Span } from "../span.ts";
import { type Enclosure, enclosuresOf } from "./enclosures.ts";
import { endsAtFullStop } from "./full-stop.ts";
import { type Abbreviations, abbreviationsOf } from "./languages/index.ts";
import { partsOf } from "./parts.ts";

/** Characters before and behind a mark that may decide whether it ends a sentence. */
const LOOK = 100;

/** Scripts in which a sentence begins with a capital. */
const CASED = new Set(["Latn", "Cyrl", "Grek", "Armn"]);

/** What a language's sentences are cut by. */
interface Rules {
  readonly profile: LanguageProfile;
  readonly known: Abbreviations;
  /** Finds marks that may end a sentence, the closing characters behind them, and white space: groups 1 to 3. */
  readonly marks: RegExp;
  readonly isCased: boolean;
}

/** A place where a sentence may end. */
interface Candidate {
  readonly text: string;
  /** Where the sentence begins that would end here. */
  readonly start: number;
  /** The mark: `text.slice(mark, markEnd)` is "." or "?!". */
  readonly mark: number;
  readonly markEnd: number;
  /** Where the next sentence would begin, and its text as far as {@link LOOK}. */
  readonly next: number;
  readonly rest: string;
  /** Whether white space stands before it. */
  readonly isSpaced: boolean;
  /** The brackets or quotation marks that close here. */
  readonly closed: Enclosure | undefined;
}

/**
 * Cuts a block's text into its sentences. Every character but white space between sentences is in exactly one span;
 * the spans are in order and none is empty. The time is linear in the text's length.
 *
 * Paragraphs and the items of a list are told first (parts.ts). In each, every mark that may end a sentence is asked for what
 * says that it does not: what follows, and, of a full stop, what it stands behind (full-stop.ts). What stands in brackets or
 * quotation marks is not cut (enclosures.ts). The rules are those on which other segmenters agree: Unicode's UAX 29, SRX
 * files, Pragmatic Segmenter. What they know of a language is data (languages/).
 */
export function sentences(text: string, language: string): Span[] {
  const rules = rulesOf(languageProfile(language));
  return partsOf(text, rules.known).flatMap((part) =>
    sentencesOfPart(text.slice(part.start, part.end), rules).map(({ start, end }) => ({
      start: start + part.start,
      end: end + part.start,
    })),
  );
}

function sentencesOfPart(text: string, rules: Rules): Span[] {
  const whole = trimmed(text, 0, text.length);
  if (whole.start >= whole.end) return [];
  const spans: Span[] = [];
  let start = whole.start;
  let enclosures: readonly Enclosure[] | undefined;
  let at = 0;
  for (const { 0: found, 1: marks = "", 3: space, index: mark } of text.matchAll(rules.marks)) {
    const next = mark + found.length;
    if (next >= whole.end) continue;
    enclosures ??= enclosuresOf(text, rules.profile.spaced);
    let around = enclosures[at];
    while (around && around.end <= mark) around = enclosures[++at];
    const closed = around && around.start < mark ? around : undefined;
    if (closed && next < closed.end) continue;
    const rest = text.slice(next, next + LOOK);
    const markEnd = mark + marks.length;
    if (!ends({ text, start, mark, markEnd, next, rest, isSpaced: space !== "", closed }, rules)) continue;
    spans.push(trimmed(text, start, next));
    start = next;
  }
  spans.push({ start, end: whole.end });
  return spans;
}

/** Whether a mark ends a sentence. */
function ends(candidate: Candidate, rules: Rules): boolean {
  const { text, start, mark, markEnd, rest, isSpaced, closed } = candidate;
  const isWide = WIDE.test(text[markEnd - 1] as string);
  if (!isSpaced && !isWide && !endsUnspaced(candidate, rules)) return false;
  if (/^[,;:.?!…،؛؟、，；：。？！)\]»]/u.test(rest)) return false;
  // "(...) and", "[…] The": something was left out.
  if (/[[(（]/.test(text[mark - 1] ?? "")) return false;
  if (closed?.isQuotation && rules.known.saying?.test(rest)) return false;
  if (rules.isCased ? goesOnInLowerCase(candidate) : goesOnUncased(candidate, isWide, rules)) return false;
  const isWholeInBrackets = closed !== undefined && !closed.isQuotation && closed.start === start;
  return isWholeInBrackets || text.slice(mark, markEnd) !== "." || endsAtFullStop(candidate, rules.known);
}

const WIDE = /[。．？！｡]/;

/** A word in lower case goes on, but not the letter of a list: "(b) The", "b) El". */
function goesOnInLowerCase({ text, start, mark, rest }: Candidate): boolean {
  // «Куда? – спросил он. – Уже поздно»: who speaks goes on behind the words on who speaks.
  if (/^[–—]/.test(rest) && SPEAKER.test(text.slice(Math.max(start, mark - LOOK), mark))) return true;
  if (/^\(?\p{Ll}{1,4}\)\s+["«“„]?\p{Lu}/u.test(rest)) return false;
  return /^(?:[«“„"'‘([¿¡–—-]\s?){0,4}\p{Ll}/u.test(rest);
}
const SPEAKER = /[.,?!…»”"]\s?[–—]\s?\p{Ll}[^–—]*$/u;

/** Where no capital tells that a sentence begins. */
function goesOnUncased(
  { text, start, mark, markEnd, rest, closed }: Candidate,
  isWide: boolean,
  rules: Rules,
): boolean {
  // Nothing tells whether speech that breaks off begins anew: 我……我不知道
  if (/(?:…|\.\.)$/.test(text.slice(mark, markEnd))) return true;
  if (closed && !closed.isQuotation && closed.start !== start) return true;
  if (!isWide && /^\p{Ll}/u.test(rest)) return true;
  // "Smith et al. 的报告": a full stop behind Latin letters is theirs.
  return !rules.profile.spaced && text[mark] === "." && HAN.test(rest) && !HAN.test(text[mark - 1] ?? "");
}
const HAN = /^\p{Script=Han}/u;

/** Whether a mark without white space behind it may end a sentence: "met.Today it", but not in an address or a file's name. */
function endsUnspaced({ text, start, mark, markEnd, next, rest }: Candidate, { profile }: Rules): boolean {
  if (!profile.spaced && text[mark] !== ".") return /^[\p{Script=Han}“‘「『《（(]/u.test(rest);
  if (next !== markEnd || !BEHIND_UNSPACED.test(rest)) return false;
  const before = text.slice(Math.max(start, mark - LOOK), mark);
  return BEFORE_UNSPACED.test(before) && !/(?:[@/\\_]|^www|\swww)\S*$/u.test(before);
}
const BEFORE_UNSPACED = /(?:\p{Ll}{2}|\p{Script=Arabic}{2}|\p{Nd}{3})$/u;
const BEHIND_UNSPACED = /^(?:\p{Lu}[\p{Ll}’']|\p{Script=Arabic}{2})(?!\S*[@/\\_])(?![\p{L}\p{M}]*\.\p{Ll})/u;

/** A span without the white space around its text. */
export function trimmed(text: string, start: number, end: number): Span {
  while (start < end && /\s/.test(text[start] as string)) start++;
  while (end > start && /\s/.test(text[end - 1] as string)) end--;
  return { start, end };
}

const rulesByLanguage = new Map<string, Rules>();

function rulesOf(profile: LanguageProfile): Rules {
  let rules = rulesByLanguage.get(profile.code);
  if (!rules) {
    rules = {
      profile,
      known: abbreviationsOf(profile.code),
      marks: marksOf(profile),
      isCased: CASED.has(profile.script),
    };
    rulesByLanguage.set(profile.code, rules);
  }
  return rules;
}

/**
 * A run of marks is looked at from its first one only, and so once. Behind it may stand what belongs to the sentence that it
 * ends: closing quotation marks and brackets, French ones behind a space, and note marks: "adopted.[1]", "adopted.²",
 * "adopted.1". Where words are not spaced, “ begins what follows.
 */
function marksOf({ terminators, spaced, quotes }: LanguageProfile): RegExp {
  const marks = terminators.replace(/[\\\]^-]/g, "\\$&");
  const guillemet = quotes[0]?.[0] === "«" ? "[\\u00a0\\u202f ]?[»›]" : "[»›]";
  const closing = `[)\\]}”’"'」』》〉）】${spaced ? "“" : ""}]`;
  const note = "\\[[\\p{Nd}a-z](?:[,– ]{0,2}\\p{Nd}){0,9}\\]|\\(\\p{Nd}{1,3}\\)|[¹²³⁰⁴-⁹*†‡]";
  const digits = `(?<=\\p{L}{4}[${marks}]|[${marks}][\\u00a0\\u202f ]?[»”"'’])\\p{Nd}{1,2}(?=\\s)`;
  return new RegExp(`(?<![${marks}])([${marks}]+)((?:${guillemet}|${closing}|${note}|${digits})*)(\\s*)`, "gu");
}
