import type { Abbreviations } from "./languages/index.ts";

/** Characters before a full stop that may decide whether it ends a sentence. */
const LOOK = 60;

/** A full stop that white space follows, or what closes. */
interface FullStop {
  readonly text: string;
  /** Where the sentence begins that would end here. */
  readonly start: number;
  /** Offsets of the full stop, and of what stands behind it. */
  readonly mark: number;
  readonly markEnd: number;
  /** What would begin the next sentence: no lower case, in a script that has it. */
  readonly rest: string;
}

/** Whether a full stop ends a sentence, or only what it stands behind: an abbreviation, an initial, a number. */
export function endsAtFullStop({ text, start, mark, markEnd, rest }: FullStop, known: Abbreviations): boolean {
  const before = text.slice(Math.max(start, mark - LOOK), mark);
  const isNearStart = mark - start <= LOOK;
  if (isNearStart && isHead(before, rest, known)) return false;
  const { word, previous } = lastWords(before, known);
  if (NUMBER.test(word)) return !endsNoNumber({ word, previous, before, rest }, known);
  const abbreviation = `${word}.`;
  if (has(known.numbered, abbreviation) && isNumber(text.slice(markEnd, markEnd + LOOK), word, known)) return false;
  const isBare = isNearStart && isAdverbial(before, known);
  if (known.measures.has(abbreviation) && (MEASURED.test(previous) || has(known.measures, previous)))
    return !isBare && !known.continuers?.test(rest);
  const isPrepositive = has(known.prepositive, abbreviation) || has(known.measures, abbreviation);
  if (has(known.final, abbreviation) && (!isPrepositive || CONJUNCTION.test(previous)))
    // Not in "Co. Ltd.", "Smith et al. (2018)".
    return !isBare && !has(known.final, /^\S*/.exec(rest)?.[0] ?? "") && !/^[([]\p{Nd}/u.test(rest);
  if (isPrepositive) return false;
  if (isAcronym(word) || has(known.either, abbreviation)) return !isBare && startsSentence(rest, known);
  if (isVowelless(word) && !known.vowelless && !MEASURED.test(previous)) return startsSentence(rest, known);
  if (/^[\p{Lu}\p{Lo}]$/u.test(word)) return known.labels.has(previous.toLowerCase()) || startsSentence(rest, known);
  return !isHalved(word, rest);
}

const NUMBER = /^\p{Nd}[\p{Nd}.,:–-]*$/u;
const MEASURED = /\p{Nd}(?:-?\p{L}{1,3})?$|^[IVXLCХ]+$/u;
const CONJUNCTION = /^(?:и|et|y|and)$/u;

/** A number before a full stop, and what stands around it. */
interface Numbered {
  readonly word: string;
  readonly previous: string;
  readonly before: string;
  readonly rest: string;
}

/** An ordinal; or, behind an abbreviation, a short number that may be the head of what follows: "No. 5. The rest". */
function endsNoNumber({ word, previous, before, rest }: Numbered, known: Abbreviations): boolean {
  if (!/^\p{Nd}{1,2}$/u.test(word)) return false;
  const isNamed = has(known.numbered, previous);
  if (isNamed && /^\S+(?:\s\S+){0,2}$/u.test(before)) return true;
  // Behind "Nr." a number is none, nor before an article: "Er las Nr. 5. Dann", "am 5. Die anderen".
  return (
    known.ordinals === true && !isNamed && !known.labels.has(previous.toLowerCase()) && !startsSentence(rest, known)
  );
}

/** Whether what follows a numbered word is its number: "art. 5", "vol. II", "sect. B,", "No. A/2", "Reg. (EC) No. 44", "Suppl. No. 4". */
function isNumber(behind: string, word: string, known: Abbreviations): boolean {
  const rest = behind.replace(/^\s*["«“„([]?/u, "");
  if (/^(?:\p{Nd}|№|\p{Lu}{1,2}(?:[./)\p{Nd}]|\s*$)|\p{Lu}{2,}\))/u.test(rest)) return true;
  // "She said no. I left.", "She said no. I, however, left."
  if (/^(?:[IVXLCХ]+(?:[^\p{L}]|$)|\p{Lu}[,;:])/u.test(rest)) return word.toLowerCase() !== "no";
  const next = /^(\S+\.|n[o°º])\s\p{Nd}/iu.exec(rest)?.[1];
  return next !== undefined && (!next.endsWith(".") || has(known.numbered, next));
}

/** "U.N", "Ph.D", "J.-C", "a.C", but not "www.un.org". */
function isAcronym(word: string): boolean {
  return /^(?:\p{L}{1,3}\.-?)+\p{L}{1,3}$/u.test(word) && /\p{Lu}|\p{Lo}|^\p{L}(?:\.\p{L})+$/u.test(word);
}

/** "vgl", "Hptm", "разд": no word of the language. Capitals alone are a name. */
function isVowelless(word: string): boolean {
  return VOWELLESS.test(word) && !VOWEL.test(word.normalize("NFD"));
}
const VOWELLESS = /^(?:[\p{Script=Latin}\p{M}]{2,5}|\p{Script=Cyrillic}{2,5})(?<=\p{Ll})$/u;
const VOWEL = /[aeiouyæøœаеёиоуыэюяіїєў]/iu;

/** The first half of an abbreviation that is set with a space: "EE. UU.", "d. C." */
function isHalved(word: string, rest: string): boolean {
  return /^(\p{Lu})\1$/u.test(word)
    ? /^(\p{Lu})\1(?!\p{L})/u.test(rest)
    : /^\p{Ll}$/u.test(word) && /^\p{L}\.(?!\p{L})/u.test(rest);
}

/** What a heading or an item begins with: "5.", "4.k.", "IV.", "• 2.", "A.", "Article 5.", "Subprogramme 2." */
function isHead(before: string, rest: string, { labels }: Abbreviations): boolean {
  const [, label, number] = HEAD.exec(before) ?? [];
  if (number === undefined || label === undefined) return number !== undefined;
  // Any word may name a heading by a number, but "Louis XIV. He" and "Plan B. They" are none.
  return (
    labels.has(label.toLowerCase()) || (/^\p{Lu}/u.test(label) && /^\p{Nd}/u.test(number) && /^\P{Nd}/u.test(rest))
  );
}
const HEAD =
  /^(?:[•⁃‣▪●◦]\s*)?(?:([\p{L}\p{M}]{2,})\s+)?["«“„([]?((?:\p{Nd}{1,3}|[IVXLC]+)(?:\.(?:\p{Nd}{1,3}|\p{L}))*|\p{L})$/u;

/**
 * A sentence is more than a preposition and its noun: "At 5 a.m. Mr. Osei left", "В 2012 г. Ассамблея", where full stops are
 * those of abbreviations.
 */
function isAdverbial(before: string, { prepositions }: Abbreviations): boolean {
  const [first, ...others] = before.trimStart().split(/\s+/u, 6);
  return others.length < 4 && prepositions.has((first as string).toLowerCase());
}

/** What may be written before a word without a space. */
const BETWEEN_WORDS = /[\s("«“„‘[]/u;
/** What is written with a word and is no part of it: "l’art.", "A/67/1/Add.", "وص." */
const BEFORE_WORD = /^(?:\p{L}[’']|\p{L}{0,5}qu[’']|.*\/|و(?=\p{L}+$))/iu;
/** Words with full stops and spaces between, such as "т. д", "EE. UU" and initials. */
const DOTTED = /^(?:\p{L}{1,3}\.[\s\u00a0])+\p{L}{1,3}$/u;
const INITIALS = /^(?:\p{Lu}{1,2}\.)+\p{Lu}{1,2}$/u;

/** The last word before a full stop, and the one before; where full stops with spaces make one word, it is that. */
function lastWords(before: string, known: Abbreviations): { word: string; previous: string } {
  let start = wordStart(before, before.length);
  let word = before.slice(start);
  // The longest part of what is dotted that is known: "и т. д", "S. E. M".
  for (let at = start, words = 1; words < 4 && at > 0; words++) {
    at = wordStart(before, at - 1);
    const dotted = before.slice(at);
    if (!DOTTED.test(dotted)) break;
    const joined = dotted.replace(/\s/gu, "");
    if (!isListed(`${joined}.`, known) && !INITIALS.test(joined)) continue;
    start = at;
    word = joined;
  }
  const end = before.slice(0, start).trimEnd().length;
  return { word: word.replace(BEFORE_WORD, ""), previous: before.slice(wordStart(before, end), end) };
}

/** Where the word begins that ends before `end`. */
function wordStart(text: string, end: number): number {
  let start = end;
  while (start > 0 && !BETWEEN_WORDS.test(text[start - 1] as string)) start--;
  return start;
}

const isListed = (entry: string, { prepositive, measures, final }: Abbreviations): boolean =>
  [prepositive, measures, final].some((entries) => has(entries, entry));

const FIRST_WORD = /^["«“„'‘([¿¡]*([\p{L}\p{M}]+)(?![\p{L}\p{M}.])/u;

/** Whether what follows begins with a word that begins sentences and is no name. */
function startsSentence(rest: string, { starters }: Abbreviations): boolean {
  const word = FIRST_WORD.exec(rest)?.[1];
  return word !== undefined && starters.has(word.toLowerCase());
}

/**
 * An entry in lower case counts in any case, "ART. 5"; one with a capital as it is written, and all in capitals, "MR. BAN". Where
 * full stops are inside, only the first letter may be another: "P. ej.", but "A. M. López" is no time.
 */
function has(entries: ReadonlySet<string>, word: string): boolean {
  if (entries.has(word)) return true;
  const [first, others] = [word.slice(0, 1), word.slice(1)];
  if (others.slice(0, -1).includes("."))
    return others === others.toLowerCase() && entries.has(first.toLowerCase() + others);
  if (entries.has(word.toLowerCase())) return true;
  return word.length > 2 && word === word.toUpperCase() && entries.has(first + others.toLowerCase());
}
