import type { Block } from "../../document/document.ts";
import { languageProfile } from "../../language/profile.ts";
import { asciiDigits } from "../../language/script.ts";
import type { UnitRow } from "../rows/rows.ts";
import { isNumeric } from "./columns.ts";

/**
 * The confidence of a row of which a side may have been read wrongly. Measured on four published documents in two
 * languages each (docs/alignment.md): of the rows that are told here so many were right, whatever the aligner said.
 */
export const MAX_DOUBTFUL_CONFIDENCE = 0.5;

/** Rows in which both sides have so many characters tell how much longer one language is. */
const MIN_TELLING_CHARACTERS = 30;
/** So many rows are needed for that. */
const MIN_TELLING_ROWS = 5;
/** A side that is so many times as long as its language's share suggests holds what the other does not. */
const MAX_LENGTH_RATIO = 3;

/**
 * Caps the confidence of rows, and of the segments in them, of which a side was read in doubt, or looks as if it had been read
 * badly. What a person settled is left as it is.
 */
export function withDoubt<R extends UnitRow>(
  rows: readonly R[],
  languages: readonly string[],
  blocksOf: (language: string) => readonly Block[],
): R[] {
  const sidesOf = (row: R): Side[] =>
    languages.flatMap((language) => {
      const blocks = (row.units[language] ?? []).map((unit) => blocksOf(language)[unit]!);
      return blocks.length > 0 ? [{ language, blocks, text: blocks.map(({ text }) => text).join(" ") }] : [];
    });
  const sides = rows.map(sidesOf);
  const ratios = lengthRatios(sides);
  const misread = sides.map((own) => own.filter(isMisread).map(({ language }) => language));
  return rows.map((row, at) => {
    // What stands alone may belong to a neighbour that could not be understood.
    const neighbours = [...(misread[at - 1] ?? []), ...(misread[at + 1] ?? [])];
    const isLeft = neighbours.some((language) => (row.units[language]?.length ?? 0) === 0);
    const isSure = misread[at]!.length === 0 && !isLeft && !isDoubtful(sides[at]!, ratios);
    if (row.origin === "corrected" || isSure) return row;
    const capped = <T extends { readonly confidence: number }>(own: T): T => ({
      ...own,
      confidence: Math.min(own.confidence, MAX_DOUBTFUL_CONFIDENCE),
    });
    return { ...capped(row), rows: row.rows.map(capped) };
  });
}

interface Side {
  readonly language: string;
  readonly blocks: readonly Block[];
  readonly text: string;
}

/** Whether the reader doubts one of its blocks, or its text says that it should. */
function isMisread({ language, blocks, text }: Side): boolean {
  return blocks.some((block) => block.doubt !== undefined || isDebris(block)) || readsBadly(text, language);
}

function isDoubtful(sides: readonly Side[], ratios: ReadonlyMap<string, number>): boolean {
  if (sides.length > 1 && sides.every(({ text }) => text === sides[0]!.text)) return false;
  return (
    sides.some(({ language, text }) => isOtherScript(text, language)) ||
    haveLoneMark(sides) ||
    haveOtherNumbers(sides) ||
    sides.some((one, at) => sides.slice(at + 1).some((other) => isTooLong(one, other, ratios)))
  );
}

/** Undecoded characters; marks that have lost their letter. */
const UNDECODED = /[\ufffd\p{Co}\p{Cn}]|(?:^|\s)\p{M}/u;
/** Fewer letters tell nothing of how a text was read. */
const MIN_LETTERS = 40;
/** Of a word: real ones are shorter, but for compounds in Latin letters. */
const GLUED = /[\p{Script=Arabic}\p{Script=Cyrillic}]{31}|\p{Script=Latin}{46}/u;
/** Thrice the same letter: a font that draws its lengthened lines by a letter. Roman numerals and addresses have some in Latin. */
const TRIPLE = /([[\p{Script=Arabic}\p{Script=Cyrillic}]&&\p{L}])\1\1/v;
/** Words of one letter, among all: letters were set apart, and taken for words. */
const MAX_LONE_LETTERS = 0.5;
/** Of Arabic, in so many words: a line or two of a paragraph may be lengthened and the others not. */
const WINDOW_WORDS = 30;
/** There, letters that repeat the one before, without lam; and how often one letter stands, without alif, lam, ya and waw. */
const MAX_DOUBLED_SHARE = 0.02;
const MAX_LETTER_SHARE = 0.12;
/** More than those shares by so many letters; in 167 clean paragraphs there are 2.2 more at the most, in bad ones up to 60. */
const MAX_EXCESS_LETTERS = 3;
/** Letters in the script of the language, among all; Latin letters stand in texts of any. */
const MIN_OWN_SCRIPT = 0.1;
/** A name or an abbreviation has fewer letters. */
const MIN_SCRIPT_LETTERS = 20;
const OWN_LETTERS: Readonly<Record<string, RegExp>> = {
  Arab: /\p{Script=Arabic}/gu,
  Cyrl: /\p{Script=Cyrillic}/gu,
  Hans: /\p{Script=Han}/gu,
};

/** Whether a text looks as if its letters had been read wrongly. */
export function readsBadly(text: string, language: string): boolean {
  if (UNDECODED.test(text)) return true;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const { script } = languageProfile(language);
  if (script === "Hans") return false;
  if (GLUED.test(text) || TRIPLE.test(text)) return true;
  if (letters < MIN_LETTERS) return false;
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  const lone = words.filter((word) => /^\p{L}$/u.test(word)).length;
  if (lone > MAX_LONE_LETTERS * words.length) return true;
  return script === "Arab" && hasLengtheningLetters(text);
}

/** Whether an Arabic font draws its lengthened lines by a letter: letters repeat the one before, or one is far too frequent. */
function hasLengtheningLetters(text: string): boolean {
  const words = text.replaceAll("\u0640", "").split(" ");
  for (let from = 0; from === 0 || from < words.length - WINDOW_WORDS / 2; from += WINDOW_WORDS / 2) {
    const own = words.slice(from, from + WINDOW_WORDS).join(" ");
    const letters = own.match(/\p{L}/gu)?.length ?? 0;
    const doubled = own.match(/([\p{L}--ل])(?=\1)/gv)?.length ?? 0;
    const times = new Map<string, number>([["", 0]]);
    for (const [letter] of own.matchAll(/[\p{L}--[اليو]]/gv)) times.set(letter, (times.get(letter) ?? 0) + 1);
    if (doubled > MAX_DOUBLED_SHARE * letters + MAX_EXCESS_LETTERS) return true;
    if (Math.max(...times.values()) > MAX_LETTER_SHARE * letters + MAX_EXCESS_LETTERS) return true;
  }
  return false;
}

/** Whether a text is in the script of another language; a text that all sides have alike is a name. */
function isOtherScript(text: string, language: string): boolean {
  const own = OWN_LETTERS[languageProfile(language).script];
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return (
    own !== undefined && letters >= MIN_SCRIPT_LETTERS && (text.match(own)?.length ?? 0) < MIN_OWN_SCRIPT * letters
  );
}

/** Numbers and words in turn so often are cells of a table that was read straight across. */
const MIN_DEBRIS_TURNS = 8;

function isDebris({ text, cell }: Block): boolean {
  // What ends with a mark is a sentence, a part of one, or an item of a list.
  if (cell || /(?![%)])\p{P}\s*$/u.test(text)) return false;
  const isNumber = (text.match(/[^\s]+/gu) ?? []).map((token) => /\p{N}/u.test(token) && !/\p{L}{2}/u.test(token));
  const turns = isNumber.filter((is, at) => at > 0 && is !== isNumber[at - 1]).length;
  return turns >= MIN_DEBRIS_TURNS && isNumber.filter(Boolean).length >= 0.4 * isNumber.length;
}

/** A mark without a word, which stands in a table where another has one, but for nothing in the running text. */
function haveLoneMark(sides: readonly Side[]): boolean {
  const isLone = (text: string): boolean => !/[\p{L}\p{N}]/u.test(text);
  if (sides.every(({ blocks }) => blocks.every(({ text, cell }) => cell && isLone(text)))) return false;
  return sides.some(({ blocks }) => blocks.some(({ text }) => isLone(text)));
}

/** Numbers in the same place of two tables that are not the same. */
function haveOtherNumbers(sides: readonly Side[]): boolean {
  const cells = sides.filter(({ blocks, text }) => blocks.every(({ cell }) => cell) && isNumeric(text));
  const digits = new Set(cells.map(({ text }) => asciiDigits(text).replace(/\D/g, "").replace(/0+$/, "")));
  return digits.size > 1;
}

/** Median of the logarithms of how much longer the second language is, `en fr`. */
function lengthRatios(rows: readonly (readonly Side[])[]): ReadonlyMap<string, number> {
  const found = new Map<string, number[]>();
  for (const sides of rows)
    sides.forEach((one, at) => {
      for (const other of sides.slice(at + 1)) {
        if (Math.min(one.text.length, other.text.length) < MIN_TELLING_CHARACTERS) continue;
        const key = `${one.language} ${other.language}`;
        const own = found.get(key) ?? [];
        own.push(Math.log(other.text.length / one.text.length));
        found.set(key, own);
      }
    });
  return new Map(
    [...found]
      .filter(([, logs]) => logs.length >= MIN_TELLING_ROWS)
      .map(([key, logs]) => [key, logs.sort((a, b) => a - b)[logs.length >> 1]!]),
  );
}

function isTooLong(one: Side, other: Side, ratios: ReadonlyMap<string, number>): boolean {
  const ratio = ratios.get(`${one.language} ${other.language}`);
  if (ratio === undefined || Math.max(one.text.length, other.text.length) < 2 * MIN_TELLING_CHARACTERS) return false;
  return Math.abs(Math.log(other.text.length / one.text.length) - ratio) > Math.log(MAX_LENGTH_RATIO);
}
