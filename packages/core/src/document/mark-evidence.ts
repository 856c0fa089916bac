import { asciiDigits } from "../language/script.ts";
import type { Evidence } from "./document.ts";
import { endsNaming, FUNCTION_WORDS, startsWithMonth } from "./function-words.ts";

/** Chinese characters that a number counts or names: digits before them are a number, never a mark. */
const COUNTED =
  /^\s?[年月日号卷条段款个次届项章节名份国人天小时分岁倍元美万亿千百%％点页种位件家所艘架吨公里级类批轮]|^[至和及、―—–-]\s?[第\p{Nd}]/u;
/** Whether a text goes on with what the number before it counts, in Chinese: `年`, `个`. */
export const isCounted = (text: string): boolean => COUNTED.test(text);
const ENUMERATING = /[第附表图录款章卷编号]\s?$/u;
/** A unit of length: its exponents are not notes. */
const LENGTH = /(?:^|[\s\d(/·×])(?:[kcdmhµμnкдсм]?[mм]|ft|in|mi|yd)$/u;
/** Chemical compounds in texts of the United Nations, up to the digit. */
const COMPOUND =
  /(?:^|[^\p{L}])(?:C|CO|CH|C2H|CaCO|N|NO|N2O|NH|NF|H|H2O|H2SO|HNO|O|S|SO|SF|PO|P2O|TiO|SiO|Al2O|Fe2O|UF|UO|U3O|CF|C2F|CHF|CCl|BaSO|MgO|NaNO|PM)$/u;
/** Elements of compounds: letters that could be one, but also an abbreviation. */
const ELEMENTS =
  /(?:^|[^\p{L}])(?:(?:H|C|N|O|F|S|P|K|U|Na|Mg|Al|Si|Cl|Ca|Ti|Cr|Mn|Fe|Ni|Cu|Zn|As|Br|Ag|Cd|Sn|Ba|Hg|Pb)\d?){1,5}$/u;
const SUPERSCRIPT = /^[⁰¹²³⁴-⁹]/u;

/** No session has adopted more resolutions. */
const MAX_RESOLUTIONS = 400;
const YEAR = /^(?:19|20)\d\d$/u;

/** What is said of a number in brackets that could be a mark. */
export const IN_BRACKETS = "in brackets behind a word";
const BEHIND_LETTER = "behind a letter";
const BEFORE_PUNCTUATION = "alone before a mark of punctuation";
/** What is said of digits on the line that only their place among the notes tells from the end or the number of a name. */
export const BEHIND_A_WORD: ReadonlySet<string> = new Set([BEHIND_LETTER, BEFORE_PUNCTUATION]);

const no = (says: string): Evidence[] => [{ says, weight: -Infinity }];
const yes = (says: string, weight: number): Evidence[] => [{ says, weight }];

/**
 * THE LINE BETWEEN A NOTE MARK AND A NUMBER. Weighs how well the digits `text.slice(start, end)` fit a mark, by the
 * text around them: `-Infinity` if they cannot be one, 0 if only their place in the order of notes could make them one,
 * 3 and more if they are clear by themselves.
 *
 * | stands as | example | evidence |
 * | --- | --- | --- |
 * | superscript | `terrorisme³,` | 6 (1 after `10`; no mark after a length: `km²`) |
 * | in brackets, glued to a word or number | `الفساد(2)`, `2012(10)،` | 5 |
 * | glued to a letter | `relatifs1 `, `ney8,` | 4 (2 after capitals: `MP3`, 1 after what could be elements, 0 after one letter: `G20`; no mark after a compound or a length: `CO2`, `m2`) |
 * | glued to a closing mark | `thereto,1 the`, `》2` | 4 (2 after a year: `1988,5 the`; 0 after another number: `2,5`) |
 * | glued to a Chinese character that nothing counts | `审查4中` | 3 |
 * | alone before a mark of punctuation | `rapportant 8 ,` | 3 |
 * | alone after a mark of punctuation | `(the Convention), 1 as` | 4 at the end, 3 before a word that nothing counts, 2 |
 * | glued to a year or a resolution's number | `20063,`, `66/1819 ;` | 2 (0 if it could be the number's end: `48/11`) |
 * | alone between words | `Amendment 2 to` | 1 (−2 if a word leads to it: `of 2 districts`; −2 if one names it: `article 2`; −3 if a month follows) |
 * | glued to another number | `1723` | 0 |
 */
export function markEvidence(text: string, start: number, end: number): Evidence[] {
  const before = text.slice(Math.max(0, start - 40), start);
  const after = text.slice(end, end + 16);
  const own = text.slice(start, end);
  if (SUPERSCRIPT.test(own)) return raised(own, before);
  if (/[*†‡]/u.test(own))
    return /\S\s?$/u.test(before) ? yes("a star behind a word", /\S$/u.test(before) ? 4 : 2) : yes("a star", 0);
  if (/^\p{Nd}/u.test(after)) return no("within a number");

  if (before.endsWith("(") && after.startsWith(")"))
    return /[\p{L}\p{M}\p{Nd}»”“"،,]\($/u.test(before) ? yes(IN_BRACKETS, 5) : no("a number in brackets");
  // "1er", "2-е", "2º", "3/4", "10 %", "8:30", "1 200", "gentoo.1.ex": the number continues.
  if (
    /^(?:\.\p{Ll}|[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}%‰/ºª°²³]|[-.:,]\p{Nd}|-\p{L}|\s?[%‰]|\s?°|[\s\u00a0\u202f]\p{Nd}{3}(?!\p{Nd}))/u.test(
      after,
    )
  )
    return no("what follows goes on with the number");
  if (COUNTED.test(after)) return no("what follows is counted");

  if (/\p{Nd}$/u.test(before)) return behindDigits(before, own);
  const token = /\S*$/u.exec(before)?.[0] ?? "";
  // Within a symbol (CTOC/COP/WG.7/2012/6, E/CN.15) or after a hyphen no digit is a mark.
  if (/[/.\u2019'’-]$/u.test(token) && /[/-]|\p{Lu}\.$/u.test(token)) return no("within a symbol");
  if (/[₀-₉]$/u.test(before)) return no("within a formula");
  if (/\p{Script=Han}$/u.test(before))
    return ENUMERATING.test(before) ? no("it is numbered") : yes("behind a character that nothing counts", 3);
  if (/[\p{L}\p{M}]$/u.test(before)) return gluedToLetter(own, before, token);
  if (/[»”’"』」》）)\]]$/u.test(before)) return yes("behind a closing mark", 4);
  if (/[,.;:،؛。，；：!?؟]$/u.test(before)) {
    if (!/\p{Nd}.$/u.test(before)) return yes("behind a mark of punctuation", 4);
    return /\p{Nd}{4}.$/u.test(before) ? yes("behind a year", 2) : yes("behind a number", 0);
  }
  return /\S\s$/u.test(before) ? alone(before, after) : no("it stands by itself");
}

function raised(own: string, before: string): Evidence[] {
  if (/^[²³]$/u.test(own) && LENGTH.test(before)) return no("the square or cube of a length");
  // 10⁻³, s⁻¹, also where the minus is not raised.
  if (/[⁻⁺]$/u.test(before) || /(?:10|[\p{L}\p{M}])[–−-]$/u.test(before) || /[×x·]\s?10$/u.test(before))
    return no("a power");
  if (/(?:^|[^\p{Nd}])10$/u.test(before)) return yes("raised behind a ten", 1);
  return yes("raised", 6);
}

function behindDigits(before: string, own: string): Evidence[] {
  const rest = asciiDigits(/[\p{Nd}/]+$/u.exec(before)?.[0] ?? "");
  if (YEAR.test(rest + asciiDigits(own))) return no("a year");
  if (YEAR.test(rest)) return yes("behind a year", 2);
  if (/^\d{1,4}\/[1-9]\d{0,2}$/u.test(rest)) {
    const whole = Number((rest + asciiDigits(own)).split("/")[1]);
    return whole > MAX_RESOLUTIONS
      ? yes("behind the number of a resolution", 2)
      : yes("perhaps the end of a resolution’s number", 0);
  }
  return /^\d+$/u.test(rest) ? yes("behind a number", 0) : no("within a symbol");
}

function gluedToLetter(own: string, before: string, token: string): Evidence[] {
  if (token.includes("/") && !LENGTH.test(before)) return no("within a symbol");
  if (/^[23]$/u.test(asciiDigits(own)) && LENGTH.test(before)) return no("the square or cube of a length");
  if (COMPOUND.test(before)) return no("within a formula");
  if (/(?:^|[^\p{L}\p{M}])\p{Lu}$/u.test(before)) return yes("behind one letter", 0);
  if (/(?:^|[^\p{L}\p{M}])\p{Lu}{2,}$/u.test(before))
    return yes("behind an abbreviation", ELEMENTS.test(before) ? 1 : 2);
  if (ELEMENTS.test(before)) return yes("behind what could be a formula", 1);
  return yes(BEHIND_LETTER, 4);
}

function behindPunctuation(before: string, after: string): Evidence[] {
  if (after === "") return yes("alone at the end, behind a mark of punctuation", 4);
  if (/\p{Nd}\p{P}\s$/u.test(before) && !/(?<!\p{Nd})\p{Nd}{4}\p{P}\s$/u.test(before))
    return yes("alone behind a number", 0);
  // "in the Convention, 1 as well as": what a number counts is no such word.
  const next = /^\s?([\p{L}\p{M}’]+)/u.exec(after)?.[1]?.toLowerCase();
  return yes("alone behind a mark of punctuation", next !== undefined && FUNCTION_WORDS.has(next) ? 3 : 2);
}

/** Digits after a space, as a bare text layer sets marks off. */
function alone(before: string, after: string): Evidence[] {
  if (/\p{Script=Han}\s$/u.test(before) && ENUMERATING.test(before)) return no("it is numbered");
  if (/^\s?[,.;:،؛](?:\s|$)/u.test(after)) {
    if (/^\s/u.test(after)) return yes(BEFORE_PUNCTUATION, 3);
    return endsNaming(before) ? yes("a word names it", -2) : yes("before a mark of punctuation", 1);
  }
  const number = /(?:^|[^\p{L}\p{Nd}])(\p{Nd}+)\s$/u.exec(before)?.[1];
  if (number !== undefined)
    return YEAR.test(asciiDigits(number)) ? yes("alone behind a year", 1) : yes("behind a number", -1);
  if (startsWithMonth(after)) return yes("a month follows", -3);
  if (endsNaming(before)) return yes("a word names it", -2);
  if (/[,.;:،؛。，；”»)\]]\s$/u.test(before)) return behindPunctuation(before, after);
  const word = /[\p{L}\p{M}’'-]+(?=\s$)/u.exec(before)?.[0].toLowerCase();
  if (word === undefined) return no("it stands by itself");
  if (FUNCTION_WORDS.has(word)) return yes("a word leads to it", -2);
  return yes("alone between words", 1);
}
