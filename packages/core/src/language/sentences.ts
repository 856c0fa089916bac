import { split } from "sentence-splitter";
import { English, type Language } from "sentence-splitter/lang";
import { type LanguageProfile, languageProfile } from "./profile.ts";
import type { Span } from "./span.ts";

/** The splitter's time grows faster than its input, so it is asked about one window at a time. */
const WINDOW = 1500;

/**
 * Cuts a block's text into its sentences. Every character but white space between sentences is in exactly one span;
 * the spans are in order and none is empty. A text without a sentence end inside is one span, and costs one regular
 * expression: only a text that may hold a border is given to sentence-splitter.
 *
 * What the splitter does not know is mended around it: it takes a number before a full stop for the head of a list
 * ("in 2006. The"), closes no bracket or quotation mark that follows the full stop, and has no Arabic question mark.
 */
export function sentences(text: string, language: string): Span[] {
  const profile = languageProfile(language);
  const whole = trimmed(text, 0, text.length);
  if (whole.start >= whole.end) return [];
  if (!innerTerminator(profile).test(text.slice(whole.start, whole.end))) return [whole];

  const borders: number[] = [];
  let from = whole.start;
  while (from < whole.end) {
    const to = windowEnd(text, from, whole.end);
    const inWindow = bordersIn(text.slice(from, to), profile).map((border) => border + from);
    if (to >= whole.end) {
      borders.push(...inWindow);
      break;
    }
    // The last sentence of a window may go on in the next one: it is looked at again from its own start.
    borders.push(...inWindow);
    from = inWindow.at(-1) ?? to;
  }

  const spans: Span[] = [];
  let start = whole.start;
  for (const border of [...borders, whole.end]) {
    if (border <= start) continue;
    const span = trimmed(text, start, border);
    if (span.start < span.end) spans.push(span);
    start = border;
  }
  return spans;
}

/** Offsets at which a new sentence begins, `text.length` and 0 left out. */
function bordersIn(text: string, profile: LanguageProfile): number[] {
  const options = {
    SeparatorParser: { separatorCharacters: [...profile.terminators] },
    AbbrMarker: { language: splitterLanguage(profile) },
  };
  const found = new Set<number>();
  for (const node of split(text, options)) if (node.type === "Sentence") found.add(node.range[1]);
  for (const border of furtherBorders(text)) found.add(border);

  const borders: number[] = [];
  for (const raw of [...found].sort((a, b) => a - b)) {
    const border = afterClosing(text, raw);
    if (border < text.length && !continues(text, border, profile) && border !== borders.at(-1)) borders.push(border);
  }
  return borders;
}

/** Closing brackets and quotation marks behind a full stop belong to the sentence that it ends. */
function afterClosing(text: string, border: number): number {
  while (border < text.length && /[)\]}»”’』」》）】"']/.test(text[border] as string)) border++;
  return border;
}

/** A lower-case word or a further mark of punctuation cannot begin a sentence in a script that has capitals. */
function continues(text: string, border: number, profile: LanguageProfile): boolean {
  const rest = text.slice(border, border + 24);
  if (/^\s*[,;:.…،؛，；：)\]»]/.test(rest)) return true;
  const before = text.slice(Math.max(0, border - 12), border);
  // "sect. I.A. of", "60 p. 100 des": what follows in lower case was not ended.
  if (profile.script === "Latn" || profile.script === "Cyrl") {
    if (/^\s*[«“"(]?\s*\p{Ll}/u.test(rest)) return true;
    // Elsewhere nothing tells whether speech that breaks off begins anew: 我…… 我不知道
  } else if (/…\s*$/.test(before)) return true;
  return /(?:^|[\s(])\p{Lu}\.$/u.test(before) && profile.script === "Latn"; // an initial: "Ban K. Moon"
}

/**
 * Borders that the splitter does not see: behind a number ("le 8 septembre 2006. Elle"), unless an abbreviation or a
 * heading's word stands before a short one ("no. 5. The", "Article 5. General"), and behind a closing quotation mark.
 */
function furtherBorders(text: string): number[] {
  const patterns = [
    /(?<=[\p{L}.][\s\u00a0]+\p{Nd}{3,}\.)\s+(?=[«“"(¿¡]?\s*[\p{Lu}\p{Lo}])/gu,
    /(?<=(?:^|\s)[\p{Ll}\p{Lo}]+[\s\u00a0]+\p{Nd}{1,2}\.)\s+(?=[«“"(¿¡]?\s*[\p{Lu}\p{Lo}])/gu,
    /(?<=[.?!…؟。？！][\s\u00a0\u202f]?[»”’」』])(?:\s+(?=[«“"(¿¡]?\s*[\p{Lu}\p{Script=Arabic}])|(?=\p{Script=Han}))/gu,
  ];
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match.index));
}

function windowEnd(text: string, from: number, end: number): number {
  if (end - from <= WINDOW) return end;
  const space = text.lastIndexOf(" ", from + WINDOW);
  if (space > from + WINDOW / 2) return space;
  const unit = text.charCodeAt(from + WINDOW);
  return unit >= 0xdc00 && unit <= 0xdfff ? from + WINDOW - 1 : from + WINDOW;
}

/** A span without the white space around its text. */
export function trimmed(text: string, start: number, end: number): Span {
  while (start < end && /\s/.test(text[start] as string)) start++;
  while (end > start && /\s/.test(text[end - 1] as string)) end--;
  return { start, end };
}

const innerTerminators = new Map<string, RegExp>();
function innerTerminator(profile: LanguageProfile): RegExp {
  let pattern = innerTerminators.get(profile.code);
  if (!pattern) {
    const wide = [...profile.terminators].filter((mark) => mark.charCodeAt(0) > 0x2fff).join("");
    const narrow = [...profile.terminators].filter((mark) => mark.charCodeAt(0) <= 0x2fff).join("");
    const close = `[)\\]»”’"'》」』]*`;
    // A wide mark ends a sentence by itself; a narrow one only before white space. Either with something behind it.
    pattern = new RegExp(`[${escaped(narrow)}]${close}\\s+\\S${wide ? `|[${wide}]${close}\\s*\\S` : ""}`, "u");
    innerTerminators.set(profile.code, pattern);
  }
  return pattern;
}

function escaped(characters: string): string {
  return characters.replace(/[\\\]^-]/g, "\\$&");
}

const splitterLanguages = new Map<string, Language>();
function splitterLanguage(profile: LanguageProfile): Language {
  let language = splitterLanguages.get(profile.code);
  if (!language) {
    const abbreviations = profile.abbreviations.length ? profile.abbreviations : English.ABBREVIATIONS;
    language = {
      ABBREVIATIONS: [...profile.finalAbbreviations],
      // The splitter lets a capital after an abbreviation begin a sentence, but not after these: "sect. I", "M. Ban".
      PREPOSITIVE_ABBREVIATIONS: [...abbreviations],
      EXCLAMATION_WORDS: English.EXCLAMATION_WORDS,
    };
    splitterLanguages.set(profile.code, language);
  }
  return language;
}
