/**
 * Room numerals: numbers in words and Chinese characters, in six languages. In: the words of a text. Out: the
 * numerals among them, each with its value and how sure it is. Imports language.
 *
 * @module
 */

import { type PlainText, plainPattern } from "../plain.ts";
import { AR } from "./ar.ts";
import { EN } from "./en.ts";
import { ES } from "./es.ts";
import { FR } from "./fr.ts";
import { withHalves } from "./halves.ts";
import type { NumeralWords, WordNumeral } from "./numeral.ts";
import { RU } from "./ru.ts";

/** Languages whose numerals in words are read here; those of Chinese are read in han.ts. */
const LANGUAGES: Readonly<Record<string, NumeralWords>> = { en: EN, fr: FR, es: ES, ru: RU, ar: AR };

type Role = "cardinal" | "hundred" | "scale" | "ordinal";

/** What a word can mean in a number. */
interface Meaning {
  readonly role?: Role;
  readonly value: number;
  /** The denominator that it names. */
  readonly part?: number;
  /** The fraction that it is by itself. */
  readonly fraction?: readonly [number, number];
  /** Whether a particle that joins stood before it. */
  readonly joined: boolean;
  readonly isPossible: boolean;
}

/** The patterns of a language, and what its words were found to mean. */
interface Reader {
  readonly words: NumeralWords;
  readonly roles: readonly (readonly [RegExp, Role, number])[];
  readonly parts: readonly (readonly [RegExp, number])[];
  readonly fractions: readonly (readonly [RegExp, readonly [number, number]])[];
  readonly joins: RegExp;
  readonly possible: RegExp;
  readonly ordinalParts: RegExp | undefined;
  readonly lonePart: RegExp | undefined;
  readonly after: { readonly joint: RegExp; readonly article: RegExp } | undefined;
  readonly meanings: Map<string, Meaning | null>;
}

/** Words that are remembered for each language: all that a large text has. */
const MAX_WORDS = 200_000;

const readers = new Map<string, Reader>();
const whole = (pattern: string): RegExp => new RegExp(`^(?:${plainPattern(pattern)})$`, "u");

function readerOf(language: string): Reader | undefined {
  const words = LANGUAGES[language];
  if (!words) return undefined;
  let reader = readers.get(language);
  if (!reader) {
    const of = (worths: Readonly<Record<string, number>>, role: Role) =>
      Object.entries(worths).map(([pattern, value]) => [whole(pattern), role, value] as const);
    reader = {
      words,
      roles: [
        ...of(words.cardinals, "cardinal"),
        ...(words.hundred ? [[whole(words.hundred), "hundred", 100] as const] : []),
        ...of(words.scales, "scale"),
        ...of(words.ordinals, "ordinal"),
      ],
      parts: Object.entries(words.parts).map(([pattern, value]) => [whole(pattern), value] as const),
      fractions: Object.entries(words.fractions).map(([pattern, value]) => {
        const [above = 0, below = 1] = value.split("/").map(Number);
        return [whole(pattern), [above, below]] as const;
      }),
      joins: whole(words.joins),
      possible: whole(words.possible),
      ordinalParts: words.ordinalParts ? new RegExp(`^(?:${plainPattern(words.ordinalParts)})`, "u") : undefined,
      lonePart: words.lonePart ? new RegExp(`^(?:${plainPattern(words.lonePart)})`, "u") : undefined,
      after: words.hundredsAfter && {
        joint: whole(words.hundredsAfter.joint),
        article: new RegExp(`^(?:${plainPattern(words.hundredsAfter.article)})`, "u"),
      },
      meanings: new Map(),
    };
    readers.set(language, reader);
  }
  return reader;
}

function meaningOf(word: string, reader: Reader): Meaning | undefined {
  const known = reader.meanings.get(word);
  if (known !== undefined) return known ?? undefined;
  let meaning = bareMeaning(word, reader, false);
  const particle = reader.words.particles?.exec(word);
  if (!meaning && particle) meaning = bareMeaning(word.slice(particle[0].length), reader, particle[1] !== undefined);
  if (reader.meanings.size < MAX_WORDS) reader.meanings.set(word, meaning ?? null);
  return meaning;
}

function bareMeaning(word: string, reader: Reader, joined: boolean): Meaning | undefined {
  const role = reader.roles.find(([pattern]) => pattern.test(word));
  const part = reader.parts.find(([pattern]) => pattern.test(word));
  const fraction = reader.fractions.find(([pattern]) => pattern.test(word));
  if (!role && !part && !fraction) return undefined;
  return {
    value: role?.[2] ?? 0,
    ...(role && { role: role[1] }),
    ...(part && { part: part[1] }),
    ...(fraction && { fraction: fraction[1] }),
    joined,
    isPossible: reader.possible.test(word),
  };
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The numbers in words of a text, ordinals and fractions too, in order of place; of languages whose numerals are not known, none.
 * Words that may be no number (`one`, `second`) are among them, as `possible`.
 *
 * @returns places in the plain text
 */
export function wordNumerals({ lower }: PlainText, language: string): WordNumeral[] {
  const reader = readerOf(language);
  if (!reader) return [];
  const words: Word[] = [...lower.matchAll(/\p{L}+/gu)].map(({ 0: text, index: start }) => ({
    text,
    start,
    end: start + text.length,
  }));
  const found: WordNumeral[] = [];
  for (let at = 0; at < words.length; ) {
    const numeral = numeralAt(words, at, lower, reader);
    if (numeral) found.push(numeral.numeral);
    at = numeral ? numeral.next : at + 1;
  }
  return withHalves(found, lower);
}

/** A number that is being read. */
interface Reading {
  total: number;
  /** What is below the next scale; undefined where nothing was read since the last. */
  section: number | undefined;
  lastScale: number;
  isOrdinal: boolean;
  isPossible: boolean;
  words: number;
}

function numeralAt(
  words: readonly Word[],
  first: number,
  text: string,
  reader: Reader,
): { numeral: WordNumeral; next: number } | undefined {
  const own = meaningOf(words[first]!.text, reader);
  if (!own) return undefined;
  if (!own.role) {
    if (!own.fraction) return undefined;
    return (
      partOfScale({ from: first, to: first }, own.fraction, { words, text }, reader) ?? loneFraction(words, first, own)
    );
  }
  const reading: Reading = {
    total: 0,
    section: undefined,
    lastScale: Number.POSITIVE_INFINITY,
    isOrdinal: false,
    isPossible: own.isPossible,
    words: 0,
  };
  if (!take(reading, own, reader, true)) return undefined;
  let next = first + 1;
  while (next < words.length) {
    const added = hundredsBehind(reading, words, next, text, reader);
    if (added > 0) {
      reading.section = (reading.section ?? 0) + added;
      reading.words++;
      next += 2;
      break;
    }
    const joinsAt = isNear(text, words, next) && reader.joins.test(words[next]!.text) ? next + 1 : next;
    const meaning = joinsAt < words.length ? meaningOf(words[joinsAt]!.text, reader) : undefined;
    if (!meaning || !isNear(text, words, joinsAt)) break;
    const isJoined = joinsAt > next || meaning.joined;
    const value = readSoFar(reading);
    const part = partOf(meaning, words, joinsAt, text, reader, value === 1);
    if (
      part !== undefined &&
      !isJoined &&
      !reading.isOrdinal &&
      value > 0 &&
      value < 100 &&
      !addsTo(reading, meaning, reader, false)
    )
      // Un demi-million.
      return (
        partOfScale({ from: first, to: joinsAt }, [value, part], { words, text }, reader) ?? {
          numeral: {
            start: words[first]!.start,
            end: words[joinsAt]!.end,
            value: value / part,
            kind: "fraction",
            certainty: part === 2 ? "possible" : "likely",
            fraction: [value, part],
          },
          next: joinsAt + 1,
        }
      );
    if (!take(reading, meaning, reader, isJoined)) break;
    next = joinsAt + 1;
  }
  if (own.fraction && reading.words === 1 && own.role === undefined) return loneFraction(words, first, own);
  return {
    numeral: {
      start: words[first]!.start,
      end: words[next - 1]!.end,
      value: readSoFar(reading),
      kind: reading.isOrdinal ? "ordinal" : "cardinal",
      // A scale that stands alone is vague: тысячи, ملايين.
      certainty: reading.words === 1 && (reading.isPossible || own.role === "scale") ? "possible" : "likely",
    },
    next,
  };
}

/** The hundreds that follow units and tens in Arabic: الثانية والستين بعد المائتين is 262. 0 where there are none. */
function hundredsBehind(
  { section = 0, total }: Reading,
  words: readonly Word[],
  at: number,
  text: string,
  reader: Reader,
): number {
  const { after } = reader;
  if (!after || section === 0 || section >= 100 || total > 0) return 0;
  if (!isNear(text, words, at) || !isNear(text, words, at + 1)) return 0;
  const [joint, hundreds] = [words[at]!.text, words[at + 1]!.text];
  if (!after.joint.test(joint) || !after.article.test(hundreds)) return 0;
  const { value = 0 } = meaningOf(hundreds, reader) ?? {};
  return value >= 100 && value % 100 === 0 && value <= 1000 ? value : 0;
}

/** Words between a fraction and the scale that it divides: half a million, a quarter of a million. */
const OF_A = /^ (?:(?:of )?an? |de )?$|^-$/u;
/** One and a half million is another number. */
const ADDED = /(?:and|et|y|и) (?:an? |une? |una )?$/u;

/** A fraction of a thousand or a million is a number: half a million, medio millón, نصف مليون. The fraction is the words `from` to `to`. */
function partOfScale(
  { from, to }: { readonly from: number; readonly to: number },
  [above, below]: readonly [number, number],
  { words, text }: { readonly words: readonly Word[]; readonly text: string },
  reader: Reader,
): { numeral: WordNumeral; next: number } | undefined {
  const { start } = words[from]!;
  if (ADDED.test(text.slice(Math.max(0, start - 8), start))) return undefined;
  for (let next = to + 1; next <= to + 3 && next < words.length; next++) {
    if (!OF_A.test(text.slice(words[to]!.end, words[next]!.start))) continue;
    const { role, value = 0 } = meaningOf(words[next]!.text, reader) ?? {};
    if (role !== "scale") continue;
    const { end } = words[next]!;
    const numeral = { start, end, value: (above * value) / below, kind: "cardinal", certainty: "likely" } as const;
    return { numeral, next: next + 1 };
  }
  return undefined;
}

function loneFraction(
  words: readonly Word[],
  at: number,
  { fraction }: Meaning,
): { numeral: WordNumeral; next: number } {
  const [above, below] = fraction as readonly [number, number];
  const { start, end } = words[at]!;
  const certainty = above === 1 ? "possible" : "likely";
  return {
    numeral: { start, end, value: above / below, kind: "fraction", certainty, fraction: [above, below] },
    next: at + 1,
  };
}

/** Whether only a space or a hyphen parts a word from the one before. */
function isNear(text: string, words: readonly Word[], at: number): boolean {
  if (at >= words.length) return false;
  const gap = text.slice(words[at - 1]!.end, words[at]!.start);
  return gap === " " || gap === "-" || gap === ". ";
}

/** The denominator that a word names behind a number. */
function partOf(
  { part, role, value }: Meaning,
  words: readonly Word[],
  at: number,
  text: string,
  { ordinalParts, lonePart }: Reader,
  isOne: boolean,
): number | undefined {
  if (part !== undefined) return part;
  if (role !== "ordinal" || value < 3 || !ordinalParts) return undefined;
  // Une troisième personne is the third, un cinquième des membres one in five.
  if (isOne && lonePart && !lonePart.test(text.slice(words[at]!.end))) return undefined;
  return ordinalParts.test(text.slice(words[at]!.start, words[at]!.end + 8)) ? value : undefined;
}

const readSoFar = ({ total, section }: Reading): number => total + (section ?? 0);

/** Whether a cardinal or ordinal below 1000 goes on with what was read. */
function addsTo(
  { section, isOrdinal }: Reading,
  { role, value }: Meaning,
  { words: { isVigesimal, unitsFirst } }: Reader,
  isJoined: boolean,
): boolean {
  if (role !== "cardinal" && role !== "ordinal") return false;
  // Behind an ordinal only another goes on: vigésimo segundo. In Arabic tens follow: الثانية والعشرون, الحادية عشرة.
  if (isOrdinal && role === "cardinal" && !unitsFirst) return false;
  if (section === undefined) return true;
  if (value === 0) return false;
  const [tens, units] = [section % 100, section % 10];
  if (unitsFirst) {
    if (value === 10 && tens >= 1 && tens <= 9 && !isJoined) return true;
    if (!isJoined) return false;
    if (value >= 20 && value < 100 && value % 10 === 0 && tens > 0) return tens <= 9;
    return tens === 0 && section > 0 && value < 100;
  }
  if (tens === 0) return section > 0 && value < 100;
  if (isVigesimal) {
    if (tens === 4 && value === 20) return true;
    if ((tens === 60 || tens === 80) && value < 20) return true;
    if ((tens === 10 || tens === 70 || tens === 90) && value >= 7 && value < 10) return true;
  }
  return units === 0 && tens >= 20 && value < 10;
}

/** Goes on with a word, if it can. */
function take(reading: Reading, meaning: Meaning, reader: Reader, isJoined: boolean): boolean {
  const { role, value } = meaning;
  const { section } = reading;
  if (
    role === "hundred" &&
    (section === undefined || (section >= 1 && section < 100 && !reading.isOrdinal && !isTeenJoin(isJoined, reading)))
  ) {
    reading.section = (section ?? 1) * 100;
  } else if (role === "scale") {
    const before = readSoFar(reading);
    if (reading.isOrdinal) return false;
    // mil millones, mille milliards: what was read so far is multiplied.
    if (value > reading.lastScale) {
      if (section !== undefined && section !== 0) return false;
      reading.total = before * value;
    } else {
      if (value === reading.lastScale) return false;
      reading.total += (section ?? 1) * value;
    }
    reading.section = undefined;
    reading.lastScale = value;
  } else if (role === "hundred" && section !== undefined && section % 100 === 0 && isJoined) {
    return false;
  } else if (value >= 1000 && role === "cardinal") {
    // A dual: ألفان.
    if (section !== undefined || value >= reading.lastScale || reading.isOrdinal) return false;
    reading.total += value;
    reading.lastScale = value / 2;
  } else {
    if (!addsTo(reading, meaning, reader, isJoined)) return false;
    const isFourTwenties = reader.words.isVigesimal === true && (section ?? 0) % 100 === 4 && value === 20;
    reading.section = isFourTwenties ? (section as number) - 4 + 80 : (section ?? 0) + value;
    reading.isOrdinal ||= role === "ordinal";
  }
  reading.words++;
  return true;
}

/** In Arabic a hundred behind a joining particle is added, not multiplied: ألف ومائة. */
const isTeenJoin = (isJoined: boolean, { words }: Reading): boolean => isJoined && words > 0;
