import type { Block } from "../../document/document.ts";
import { languageProfile } from "../../language/profile.ts";
import { asciiDigits } from "../../language/script.ts";
import type { UnitRow } from "../rows/rows.ts";
import { isNumeric } from "../tables/columns.ts";
import { MAX_LENGTH_RATIO, MIN_COMPARED_CHARACTERS } from "../tables/length-fit.ts";

/**
 * The highest confidence of a row one side of which may have been read wrongly. Measured on published documents
 * (docs/alignment.md): about this share of such rows was right, whatever the aligner said.
 */
export const MAX_DOUBTFUL_CONFIDENCE = 0.5;

/** At least this many rows show how much longer one language is. */
const MIN_COMPARED_ROWS = 5;

/**
 * Caps the confidence of rows, and of their segments, if a side was read in doubt or looks as if it was read badly.
 * Rows that a person settled are left as they are.
 */
export function withDoubt<R extends UnitRow>(
  rows: readonly R[],
  languages: readonly string[],
  blocksOf: (language: string) => readonly Block[],
): (R & { readonly readInDoubt?: true })[] {
  const sidesOf = (row: R): Side[] =>
    languages.flatMap((language) => {
      const blocks = (row.units[language] ?? []).map((unit) => blocksOf(language)[unit]!);
      return blocks.length > 0 ? [{ language, blocks, text: blocks.map(({ text }) => text).join(" ") }] : [];
    });
  const sides = rows.map(sidesOf);
  const ratios = lengthRatios(sides);
  const misread = sides.map((own) => own.filter(isMisread).map(({ language }) => language));
  return rows.map((row, at) => {
    // A row without counterpart may belong to a neighbour that was misread.
    const neighbours = [...(misread[at - 1] ?? []), ...(misread[at + 1] ?? [])];
    const isLeft = neighbours.some((language) => (row.units[language]?.length ?? 0) === 0);
    const isSure = misread[at]!.length === 0 && !isLeft && !isDoubtful(sides[at]!, ratios);
    if (row.origin === "corrected" || isSure) return row;
    const capped = <T extends { readonly confidence: number }>(own: T): T => ({
      ...own,
      confidence: Math.min(own.confidence, MAX_DOUBTFUL_CONFIDENCE),
    });
    return { ...capped(row), rows: row.rows.map(capped), readInDoubt: true };
  });
}

/** The blocks of a row in one language, and their text. */
export interface Side {
  readonly language: string;
  readonly blocks: readonly Block[];
  readonly text: string;
}

/** Whether the reader doubts one of the blocks, or the text shows that it should have. */
export function isMisread({ language, blocks, text }: Side): boolean {
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

/** Undecoded characters; combining marks without a letter. */
const UNDECODED = /[\ufffd\p{Co}\p{Cn}]|(?:^|\s)\p{M}/u;
/** A text with fewer letters shows nothing of how it was read. */
const MIN_LETTERS = 40;
/** Words glued together: real words are shorter, except compounds in Latin letters. */
const GLUED = /[\p{Script=Arabic}\p{Script=Cyrillic}]{31}|\p{Script=Latin}{46}/u;
/**
 * The same letter three times: a font that lengthens lines by a letter. Latin has such runs in Roman numerals and
 * addresses.
 */
const TRIPLE = /([[\p{Script=Arabic}\p{Script=Cyrillic}]&&\p{L}])\1\1/v;
/** The largest share of words of one letter; with more, the reader took letters set apart for words. */
const MAX_LONE_LETTERS = 0.5;
/** Arabic is judged in windows of this many words, because only a line or two of a paragraph may be lengthened. */
const WINDOW_WORDS = 30;
/**
 * The largest share, in a window, of letters that repeat the one before, lam left out; and of the most frequent letter,
 * alif, lam, ya and waw left out.
 */
const MAX_DOUBLED_SHARE = 0.02;
const MAX_LETTER_SHARE = 0.12;
/**
 * A window may exceed those shares by this many letters. Measured: 167 clean paragraphs exceed them by 2.2 at most, bad
 * ones by up to 60.
 */
const MAX_EXCESS_LETTERS = 3;
/** The smallest share of letters in the language's script; Latin letters stand in texts of every language. */
const MIN_OWN_SCRIPT = 0.1;
/** Names and abbreviations have fewer letters than this. */
const MIN_SCRIPT_LETTERS = 20;
const OWN_LETTERS: Readonly<Record<string, RegExp>> = {
  Arab: /\p{Script=Arabic}/gu,
  Cyrl: /\p{Script=Cyrillic}/gu,
  Hans: /\p{Script=Han}/gu,
};

/** Whether the letters of a text seem to have been read wrongly. */
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

/** Whether an Arabic font lengthens lines by a letter: letters repeat the one before, or one is far too frequent. */
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

/** Whether a text is in the script of another language; a text that is the same on all sides is a name. */
function isOtherScript(text: string, language: string): boolean {
  const own = OWN_LETTERS[languageProfile(language).script];
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return (
    own !== undefined && letters >= MIN_SCRIPT_LETTERS && (text.match(own)?.length ?? 0) < MIN_OWN_SCRIPT * letters
  );
}

/** A text in which numbers and words alternate this often comes from a table that was read straight across. */
const MIN_DEBRIS_TURNS = 8;

function isDebris({ text, cell }: Block): boolean {
  // A text that ends with a mark is a sentence, a part of one, or an item of a list.
  if (cell || /(?![%)])\p{P}\s*$/u.test(text)) return false;
  const isNumber = (text.match(/[^\s]+/gu) ?? []).map((token) => /\p{N}/u.test(token) && !/\p{L}{2}/u.test(token));
  const turns = isNumber.filter((is, at) => at > 0 && is !== isNumber[at - 1]).length;
  return turns >= MIN_DEBRIS_TURNS && isNumber.filter(Boolean).length >= 0.4 * isNumber.length;
}

/**
 * Whether one side is a mark without a word. In a table the others may have one too; in running text it stands for
 * nothing.
 */
function haveLoneMark(sides: readonly Side[]): boolean {
  const isLone = (text: string): boolean => !/[\p{L}\p{N}]/u.test(text);
  if (sides.every(({ blocks }) => blocks.every(({ text, cell }) => cell && isLone(text)))) return false;
  return sides.some(({ blocks }) => blocks.some(({ text }) => isLone(text)));
}

/** Whether two tables have different numbers in the same place. */
function haveOtherNumbers(sides: readonly Side[]): boolean {
  const cells = sides.filter(({ blocks, text }) => blocks.every(({ cell }) => cell) && isNumeric(text));
  const digits = new Set(cells.map(({ text }) => asciiDigits(text).replace(/\D/g, "").replace(/0+$/, "")));
  return digits.size > 1;
}

/** For each two languages (`en fr`), the median logarithm of how much longer the second is. */
function lengthRatios(rows: readonly (readonly Side[])[]): ReadonlyMap<string, number> {
  const found = new Map<string, number[]>();
  for (const sides of rows)
    sides.forEach((one, at) => {
      for (const other of sides.slice(at + 1)) {
        if (Math.min(one.text.length, other.text.length) < MIN_COMPARED_CHARACTERS) continue;
        const key = `${one.language} ${other.language}`;
        const own = found.get(key) ?? [];
        own.push(Math.log(other.text.length / one.text.length));
        found.set(key, own);
      }
    });
  return new Map(
    [...found]
      .filter(([, logs]) => logs.length >= MIN_COMPARED_ROWS)
      .map(([key, logs]) => [key, logs.sort((a, b) => a - b)[logs.length >> 1]!]),
  );
}

function isTooLong(one: Side, other: Side, ratios: ReadonlyMap<string, number>): boolean {
  const ratio = ratios.get(`${one.language} ${other.language}`);
  if (ratio === undefined || Math.max(one.text.length, other.text.length) < 2 * MIN_COMPARED_CHARACTERS) return false;
  return Math.abs(Math.log(other.text.length / one.text.length) - ratio) > Math.log(MAX_LENGTH_RATIO);
}
