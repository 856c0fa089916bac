/**
 * Room encoding: which encoding a text is in. In: bytes, and the languages that they may be in. Out: the name of an
 * encoding, or those that remain possible. Imports nothing.
 *
 * @module
 */

import type { WhyUnreadable } from "../../error.ts";
import { ENCODINGS, type Encoding, encodingLabel } from "./encodings.ts";
import { LETTERED, type Letters, lettersOf } from "./letters.ts";

/** A stretch of a file in one language. */
export interface Stretch {
  readonly bytes: Uint8Array;
  /** Languages that it may be in, BCP 47; any if left out. */
  readonly languages?: readonly string[];
  /** Its line in the file, from 1. */
  readonly line: number;
}

/** What an encoding makes of a place. */
export interface Reading {
  readonly encoding: string;
  readonly text: string;
}

/** What remains possible: readings of the first place where they differ, the likeliest first. */
export interface Doubt {
  readonly line: number;
  readonly readings: readonly Reading[];
  /** Whether any reading is a text in the languages. */
  readonly isLikely: boolean;
}

/** A reading is taken if the next one, with another text, is worse by so much: about `e` to this power times less likely. */
const MIN_LEAD = 3;
/** A text that is as unexpected as this, on average over its bytes beyond ASCII, is in no encoding that is known. */
const MAX_MEAN_COST = 5;
const MAX_DECLARED_MEAN_COST = 3;
/** An encoding that was made for none of the languages of a file. */
const FOREIGN = 4;
/** Number of bytes beyond ASCII that decide. */
const MAX_EVIDENCE_BYTES = 20_000;
const MAX_READINGS = 4;
const PLACE_CHARACTERS = 40;

/**
 * Detects the encoding of a file that is not in UTF-8 or UTF-16, by how well each encoding's letters fit the languages.
 *
 * @param stretches of the file, in order
 * @returns the name of the encoding, or what is in doubt
 */
export function detectEncoding(stretches: readonly Stretch[]): string | Doubt {
  const words = wordsOf(stretches);
  const groups = [...Map.groupBy(words, ({ languages }) => languages?.join(" ") ?? "").values()].map(groupOf);
  const found = ENCODINGS.map((encoding) => ({ encoding: encoding.name, ...scoreOf(encoding, groups) })).sort(
    (a, b) => a.cost - b.cost,
  );
  const [best] = found as [(typeof found)[0]];
  const bytes = groups.reduce((sum, group) => sum + group.high, 0);
  const isLikely = best.cost <= MAX_MEAN_COST * bytes + FOREIGN;
  const rivals = found.filter(
    ({ cost, text }, at) => at > 0 && text !== best.text && (!isLikely || cost - best.cost < MIN_LEAD),
  );
  if (isLikely && rivals.length === 0) return best.encoding;
  return { ...firstPlace(words, [best, ...rivals]), isLikely };
}

/**
 * Whether a file can be in an encoding that it declares: its text is likely in some language, or no other encoding reads
 * it better.
 */
export function canBeIn(name: string, stretches: readonly Stretch[]): boolean {
  const words = wordsOf(stretches);
  const encoding = { name, languages: ["Latn"], rarity: 0 };
  const open = [...Map.groupBy(words, ({ languages }) => languages?.join(" ") ?? "").values()].map((own) =>
    groupOf(own.map(({ bytes, line }) => ({ bytes, line }))),
  );
  const bytes = open.reduce((sum, group) => sum + group.high, 0);
  if (scoreOf(encoding, open).cost <= MAX_DECLARED_MEAN_COST * bytes + FOREIGN) return true;
  const found = detectEncoding(stretches);
  return typeof found !== "string" || found === name;
}

/** The same as a reason, with what the file may say and in which encodings. */
export const whyDoubtful = ({ line, readings }: Doubt): WhyUnreadable => ({
  reason: "encoding",
  values: {
    line,
    readings: readings.map(
      ({ encoding, text }) => `${text.replace(/[\p{Cc}\ufffd]/gu, "�")} (${encodingLabel(encoding)})`,
    ),
  },
});

/** Says in a sentence that an encoding is in doubt, and what to do. */
export function doubtful({ readings, isLikely }: Doubt): string {
  const said = readings.map(
    ({ encoding, text }) => `“${text.replace(/[\p{Cc}\ufffd]/gu, "�")}” in ${encodingLabel(encoding)}`,
  );
  const why = isLikely
    ? "the encoding is in doubt: this is"
    : "no encoding makes this a text in the languages of the file:";
  return `${why} ${said.join(", ")}; name it with --encoding NAME, or save the file as UTF-8`;
}

/** Returns the words that hold bytes beyond ASCII. No encoding has white space or mark-up inside a character. */
function wordsOf(stretches: readonly Stretch[]): Stretch[] {
  const words: Stretch[] = [];
  let left = MAX_EVIDENCE_BYTES;
  for (const { bytes, languages, line } of stretches) {
    if (left <= 0) break;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
    for (const { 0: word } of text.matchAll(/[^\t-\r \x80-\xff]*[\x80-\xff][^\t-\r ]*/g)) {
      words.push({ bytes: Buffer.from(word, "latin1"), line, ...(languages && { languages }) });
      left -= word.length;
    }
  }
  return words;
}

/** All words of the same languages. */
interface Group {
  readonly bytes: Uint8Array;
  readonly languages: readonly string[];
  readonly isStated: boolean;
  /** Number of bytes beyond ASCII. */
  readonly high: number;
}

function groupOf(words: readonly Stretch[]): Group {
  const bytes = Buffer.concat(words.flatMap(({ bytes }) => [bytes, Buffer.from("\n")]));
  const stated = words[0]?.languages;
  const high = bytes.reduce((sum, byte) => sum + (byte < 0x80 ? 0 : 1), 0);
  return { bytes, languages: stated ?? LETTERED, isStated: stated !== undefined, high };
}

function scoreOf({ name, languages, rarity }: Encoding, groups: readonly Group[]): { cost: number; text: string } {
  const decoder = new TextDecoder(name);
  let cost = rarity;
  let text = "";
  let isHome = false;
  for (const group of groups) {
    const own = decoder.decode(group.bytes).normalize("NFC");
    text += own;
    const costs = group.languages.map((language) => ({ language, cost: costOf(own, lettersOf(language)) }));
    const least = costs.reduce((a, b) => (b.cost < a.cost ? b : a));
    cost += least.cost;
    const possible = group.isStated ? group.languages : [least.language];
    isHome ||= possible.some((language) => isMadeFor(languages, language));
  }
  return { cost: cost + (isHome ? 0 : FOREIGN), text };
}

function isMadeFor(languages: readonly string[], tag: string): boolean {
  const { language, script } = new Intl.Locale(tag).maximize();
  return languages.includes(language) || languages.includes(script ?? "");
}

/** Punctuation and signs that texts of all languages have. */
const SIGNS = new Set("«»“”„‘’‚‹›–—…§°№€£©®™•½¼¾²³×±´†‡‰−·\u00a0\u00ad\u2011\u202f¡¿");
/** Letters that foreign names bring into texts in Latin letters. */
const LOANS = new Set("éèàçüöäñóáíúâêîôûëïßœæøåÉÖÜÄÅØÇÑ");
const WIDE = /[\u3000-\u303f\uff01-\uff5e\u2014\u2026\u00b7“”‘’]/u;
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  Latn: /\p{Script=Latin}/u,
  Cyrl: /\p{Script=Cyrillic}/u,
  Grek: /\p{Script=Greek}/u,
  Arab: /\p{Script=Arabic}/u,
  Hebr: /\p{Script=Hebrew}/u,
  Thai: /\p{Script=Thai}/u,
  Armn: /\p{Script=Armenian}/u,
  Geor: /\p{Script=Georgian}/u,
  Hans: /\p{Script=Han}/u,
  Hant: /\p{Script=Han}/u,
  Jpan: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  Kore: /[\p{Script=Hangul}\p{Script=Han}]/u,
};

/** How unexpected a text is in a language, in natural logarithms, roughly; characters of ASCII cost nothing. */
function costOf(text: string, letters: Letters): number {
  let cost = 0;
  let before = " ";
  const characters = [...text];
  for (const [at, character] of characters.entries()) {
    if (character >= "\u0080") {
      cost += letters.costs.get(character) ?? otherCost(character, letters.script);
      cost += placeCost(before, character, characters[at + 1] ?? " ");
    }
    before = character;
  }
  return cost;
}

function otherCost(character: string, script: string): number {
  const isWide = /^(?:Han[st]|Jpan|Kore)$/.test(script);
  if (isWide && WIDE.test(character)) return 3;
  if (SIGNS.has(character)) return 2.5;
  if (/[\ufffd\p{Cc}\p{Co}\p{Cn}]/u.test(character)) return 12;
  if (!/[\p{L}\p{M}]/u.test(character)) return /[\u2500-\u259f\u02c7-\u02dd]/.test(character) ? 9 : 6;
  if (SCRIPTS[script]?.test(character)) return isWide ? 11 : script === "Latn" && LOANS.has(character) ? 4 : 6;
  return LOANS.has(character) ? 7 : 10;
}

/** What a character costs at its place: a sign inside a word, a capital after a small letter, a letter of another script. */
function placeCost(before: string, character: string, after: string): number {
  const [isAfter, isBefore] = [/\p{L}/u.test(before), /\p{L}/u.test(after)];
  if (/\p{L}/u.test(character)) {
    const isCapital = isAfter && /\p{Lu}/u.test(character) && (/\p{Ll}/u.test(before) || /\p{Ll}/u.test(after));
    return (isCapital || /\d/.test(before) ? 3 : 0) + mixedCost(before, character, after);
  }
  if (/\p{M}/u.test(character)) return mixedCost(before, character, after);
  if (character === "’" && !isAfter && isBefore) return 3;
  if (/[’‘·\u00ad\u2010-\u2015\u00b4]/u.test(character)) return 0;
  return isAfter && isBefore ? 4 : 0;
}

/** What a letter costs beside letters of ASCII: one of an alphabet beside any, another between two. */
function mixedCost(before: string, character: string, after: string): number {
  const beside = [before, after].filter((other) => /[a-z]/i.test(other)).length;
  if (beside === 0 || /\p{Script=Latin}/u.test(character) || (character >= "\u0300" && character < "\u0370")) return 0;
  return beside === 2 || character < "\u2000" ? 5 : 0;
}

/** The first place that the encodings read differently. */
function firstPlace(
  words: readonly Stretch[],
  found: readonly { readonly encoding: string }[],
): { readonly line: number; readonly readings: readonly Reading[] } {
  for (const { bytes, line } of words) {
    const byText = new Map<string, string>();
    for (const { encoding } of found) {
      const text = new TextDecoder(encoding).decode(bytes).slice(0, PLACE_CHARACTERS);
      if (!byText.has(text)) byText.set(text, encoding);
    }
    if (byText.size < 2) continue;
    const readings = [...byText].slice(0, MAX_READINGS).map(([text, encoding]) => ({ encoding, text }));
    return { line, readings };
  }
  return { line: words[0]?.line ?? 1, readings: [] };
}
