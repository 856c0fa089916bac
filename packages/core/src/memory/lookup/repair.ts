import { readNumber, writeNumber } from "../../language/numbers.ts";
import { hanNumeral, isDigitByDigit } from "../../language/numerals/han.ts";
import { asciiDigits } from "../../language/script.ts";
import type { Span } from "../../language/span.ts";
import { matchTokens } from "../text/match-tokens.ts";

/** A number or symbol in its text. */
interface Placeable extends Span {
  /** As it is written, without an ordinal's ending. */
  readonly written: string;
  /** The ending: `st`, `e`. */
  readonly ending: string;
  /** What stands behind it. */
  readonly behind: string;
  /** What it says, whatever language it is written in. */
  readonly value: string;
}

/**
 * Puts the numbers and symbols of a text in the place of those of a match, in its translation, as the translation's language writes
 * them: `1,234.5` becomes `1 234,5`, `45th` becomes `41st`.
 *
 * @param languages those of the text and of the translation, BCP 47; where they are not known, the form of a number decides
 * @returns undefined where one of them does not stand in the translation as often as in its source, or cannot be written there
 */
export function repair(
  text: string,
  from: string,
  into: string,
  [source, target]: readonly [source: string, target: string] = ["und", "und"],
): string | undefined {
  const [asked, own, theirs] = [placeablesOf(text, source), placeablesOf(from, source), placeablesOf(into, target)];
  if (asked.length !== own.length) return undefined;
  const changes = new Map<string, [Placeable, Placeable][]>();
  own.forEach((placeable, at) => {
    const list = changes.get(placeable.value) ?? [];
    list.push([placeable, asked[at]!]);
    changes.set(placeable.value, list);
  });
  for (const [value, list] of changes) {
    const changed = list.some(([, other]) => other.value !== value);
    if (changed && theirs.filter((other) => other.value === value).length !== list.length) return undefined;
  }
  let out = "";
  let at = 0;
  for (const model of theirs) {
    const [before, now] = changes.get(model.value)?.shift() ?? [];
    if (before === undefined || now === undefined || now.value === model.value) continue;
    const written = writtenAs(model, before, now, [source, target]);
    if (written === undefined) return undefined;
    out += into.slice(at, model.start) + written;
    at = model.end;
  }
  return out + into.slice(at);
}

/** The numbers and symbols of a text. */
function placeablesOf(text: string, language: string): Placeable[] {
  const tokens = matchTokens(text).filter(({ placeable }) => placeable);
  return tokens.map((token) => {
    const whole = text.slice(token.start, token.end);
    const ending = /^\p{Nd}/u.test(whole) ? (/\p{L}+$/u.exec(whole)?.[0] ?? "") : "";
    const written = whole.slice(0, whole.length - ending.length);
    const value = HAN.test(written) ? token.key : (readNumber(written, language)?.value ?? token.key);
    return { ...token, written, ending, behind: text.slice(token.end, token.end + LOOK), value };
  });
}

/** Characters behind a number that tell what it is: a space, and the longest name of a month. */
const LOOK = 12;
const HAN = /\p{Script=Han}/u;
/** What a Chinese numeral can say. */
const WHOLE = /^\d{1,12}$/;

/** A number or symbol as the translation writes it in the place of another, its model; undefined where that is not known. */
function writtenAs(
  model: Placeable,
  before: Placeable,
  now: Placeable,
  [source, target]: readonly [string, string],
): string | undefined {
  if (HAN.test(model.written))
    return WHOLE.test(now.value) ? hanNumeral(Number(now.value), isDigitByDigit(model.written)) : undefined;
  const ending = endingOf(model, before, now.value, target);
  if (ending === undefined) return undefined;
  const number = HAN.test(now.written) ? { value: now.value, grouped: false } : readNumber(now.written, source);
  const plain = number ? writeNumber(number, model.written, target) : asciiDigits(now.written);
  return inDigitsOf(model.written, plain) + ending;
}

/** The same with the kind of digits that another number has. */
function inDigitsOf(model: string, plain: string): string {
  const digit = /\p{Nd}/u.exec(model)?.[0] ?? "0";
  const zero = (digit.codePointAt(0) as number) - Number(asciiDigits(digit));
  return plain.replace(/[0-9]/g, (own) => String.fromCodePoint(zero + Number(own)));
}

const ENGLISH_ENDING = /^(?:st|nd|rd|th)$/;
/** Of a month's days Spanish and Portuguese give the first an ordinal, of others masculine ones that end in 1 or 3 another form. */
const MASCULINE = /^\.?º/u;
const DAY_OF_MONTH = /^\.?º\s+de\s/u;
const SHORTENED = /(?<!1)[13]$/;
const FRENCH_MONTH = /^\s(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)/u;
/** Letters that belong to the number before them: Spanish `1.er`, Russian `1-я`, Catalan `1r`. */
const ATTACHED = /^(?:[.-]?[\p{Script=Latin}\p{Script=Cyrillic}]{1,3})(?!\p{L})/u;
/** Of these all numbers have the same. */
const SAME_FOR_ALL = /^(?:[.-]?(?:º|ª|o|a)|-(?:й|е|я|го|м|му|х|ю))(?!\p{L})/u;

/**
 * The ending of an ordinal in the place of another: English has it by the last digits, French `er` in dates and `e` from the second
 * on. What depends on more than the number is not known.
 */
function endingOf(model: Placeable, before: Placeable, value: string, language: string): string | undefined {
  const { ending, behind } = model;
  if (ENGLISH_ENDING.test(ending))
    return WHOLE.test(value) && /^(?:en|und)\b/.test(language) ? englishEnding(value) : undefined;
  if (language === "fr" && FRENCH_MONTH.test(behind) && /^(?:er)?$/.test(ending)) return value === "1" ? "er" : "";
  if (ending !== "") return value === "1" || /^(?:ers?|ères?|res?)$/.test(ending) ? undefined : ending;
  if (MASCULINE.test(behind) && isOtherwise(behind, model.value, value)) return undefined;
  const attached = ATTACHED.exec(behind)?.[0] ?? "";
  if (attached === "" || before.behind.startsWith(attached) || SAME_FOR_ALL.test(attached)) return "";
  return undefined;
}

/** Whether another number than the model takes no `º` in its place: a day but the first, or one that is shortened to `.er`. */
function isOtherwise(behind: string, model: string, value: string): boolean {
  if (DAY_OF_MONTH.test(behind)) return value !== "1";
  return SHORTENED.test(value) && !SHORTENED.test(model);
}

function englishEnding(value: string): string {
  if (/1[123]$/.test(value)) return "th";
  return { 1: "st", 2: "nd", 3: "rd" }[Number(value.at(-1))] ?? "th";
}
