import { ATTACHED, type NumberPlace, numberDoubt } from "../../language/number-grammar.ts";
import { inDigitsOf, readNumber, writeNumber } from "../../language/numbers.ts";
import { hanNumeral, isDigitByDigit } from "../../language/numerals/han.ts";
import { asciiDigits } from "../../language/script.ts";
import type { Span } from "../../language/span.ts";
import { matchTokens } from "../text/match-tokens.ts";

/** A number or symbol in its text. */
interface Placeable extends Span, NumberPlace {
  /** As it is written, without an ordinal's ending. */
  readonly written: string;
  /** The ending: `st`, `e`. */
  readonly ending: string;
  /** What it says, whatever language it is written in. */
  readonly value: string;
}

/**
 * Why a number was not put right: what may not fit it, that it cannot be written there, or is not there as often as in the source; or,
 * where a number of the source becomes two different ones, that it is not known which of them stands there.
 */
export const NUMBER_CHECK_REASONS = ["plural", "ordinal", "article", "writing", "missing", "order"] as const;

/** A number or symbol that a person has to put right in a translation. */
export interface NumberCheck {
  /** As it stands in the match, in its source where the translation does not have it; and as the text that was asked has it. */
  readonly written: string;
  readonly asked: string;
  readonly reason: (typeof NUMBER_CHECK_REASONS)[number];
}

/** A text, the match for it, and the match's translation, each with its BCP 47 tag, as far as it is known. */
export interface RepairedTexts {
  readonly asked: readonly [text: string, tag: string];
  readonly source: readonly [text: string, tag: string];
  readonly target: readonly [text: string, tag: string];
}

/**
 * Puts the numbers and symbols of a text in the place of those of a match, in its translation, as the translation's language writes
 * them: `1,234.5` becomes `1 234,5`, `45th` becomes `41st`. All of them, or none where one would not fit the words around it.
 *
 * @returns the translation, or what is to be checked in it
 */
export function repair({ asked, source, target }: RepairedTexts): string | readonly NumberCheck[] {
  const [now, before, models] = [asked, source, target].map(([text, tag]) => placeablesOf(text, tag)) as [
    Placeable[],
    Placeable[],
    Placeable[],
  ];
  const changes = changesOf(before, now, models);
  const into = target[0];
  const checks: NumberCheck[] = [...changes.checks];
  let out = "";
  let at = 0;
  for (const model of models) {
    const [old, own] = changes.byValue.get(model.value)?.shift() ?? [];
    if (old === undefined || own === undefined || own.value === model.value) continue;
    const written = writtenAs(model, old, own, [asked[1], target[1]]);
    if (typeof written === "string") {
      out += into.slice(at, model.start) + written;
      at = model.end;
    } else checks.push({ written: model.written + model.ending, asked: own.written + own.ending, ...written });
  }
  return checks.length > 0 ? checks : out + into.slice(at);
}

/** What a number of a match is to become: both by its value, in order; and what is to be checked, since it is not known where that stands. */
function changesOf(before: readonly Placeable[], now: readonly Placeable[], models: readonly Placeable[]) {
  const byValue = new Map<string, [Placeable, Placeable][]>();
  const checks: NumberCheck[] = [];
  before.forEach((old, at) => {
    const own = now[at];
    if (own) byValue.set(old.value, [...(byValue.get(old.value) ?? []), [old, own]]);
    else checks.push({ written: old.written, asked: "", reason: "missing" });
  });
  for (const [value, list] of byValue) {
    const changed = list.find(([, own]) => own.value !== value);
    if (!changed) continue;
    const isThere = models.filter((model) => model.value === value).length === list.length;
    // The translation may have them in another order: "2 of 2 States", « Sur 2 États, 2 ».
    const isOne = list.every(([, own]) => own.value === changed[1].value);
    if (isThere && isOne) continue;
    checks.push({ written: changed[0].written, asked: changed[1].written, reason: isThere ? "order" : "missing" });
    byValue.delete(value);
  }
  return { byValue, checks };
}

/** The numbers and symbols of a text. */
function placeablesOf(text: string, language: string): Placeable[] {
  const tokens = matchTokens(text).filter(({ placeable }) => placeable);
  return tokens.map(({ key, start, end }) => {
    const whole = text.slice(start, end);
    const ending = /^\p{Nd}/u.test(whole) ? (/\p{L}+$/u.exec(whole)?.[0] ?? "") : "";
    const written = whole.slice(0, whole.length - ending.length);
    const value = HAN.test(written) ? key : (readNumber(written, language)?.value ?? key);
    const around = { before: text.slice(Math.max(0, start - LOOK), start), behind: text.slice(end, end + LOOK) };
    return { start, end, written, ending, value, ...around };
  });
}

/** Characters around a number that tell what it is: a long word, and a short one. */
const LOOK = 24;
const HAN = /\p{Script=Han}/u;
/** What a Chinese numeral can say. */
const WHOLE = /^\d{1,12}$/;

/** A number or symbol as the translation writes it in the place of another, its model; or why it cannot be written there. */
function writtenAs(
  model: Placeable,
  before: Placeable,
  now: Placeable,
  [asked, target]: readonly [asked: string, target: string],
): string | Pick<NumberCheck, "reason"> {
  if (HAN.test(model.written))
    return WHOLE.test(now.value)
      ? hanNumeral(Number(now.value), isDigitByDigit(model.written))
      : { reason: "writing" as const };
  const ending = endingOf(model, now.value, target);
  if (ending === undefined) return { reason: "ordinal" };
  const number = HAN.test(now.written) ? { value: now.value, grouped: false } : readNumber(now.written, asked);
  const isUnit = /^\p{L}/u.test(model.behind) && before.behind.startsWith(ATTACHED.exec(model.behind)?.[0] ?? "\n");
  const doubt = number && !isUnit ? numberDoubt(model, model.value, number.value, target) : undefined;
  if (doubt) return { reason: doubt };
  const plain = number
    ? writeNumber(number, model.written, target)
    : inDigitsOf(model.written, asciiDigits(now.written));
  return plain + ending;
}

const ENGLISH_ENDING = /^(?:st|nd|rd|th)$/;
/** Of a month's days Spanish and Portuguese give the first an ordinal, of others masculine ones that end in 1 or 3 another form. */
const MASCULINE = /^\.?º/u;
const DAY_OF_MONTH = /^\.?º\s+de\s/u;
const SHORTENED = /(?<!1)[13]$/;
const FRENCH_MONTH = /^\s(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)/u;
/**
 * The ending of an ordinal in the place of another: English has it by the last digits, French `er` in dates and `e` from the second
 * on. What depends on more than the number is not known.
 */
function endingOf({ ending, behind, value: from }: Placeable, value: string, tag: string): string | undefined {
  const { language } = new Intl.Locale(tag);
  if (ENGLISH_ENDING.test(ending))
    return WHOLE.test(value) && (language === "en" || language === "und") ? englishEnding(value) : undefined;
  if (language === "fr" && FRENCH_MONTH.test(behind) && /^(?:er)?$/.test(ending)) return value === "1" ? "er" : "";
  if (ending !== "") return value === "1" || /^(?:ers?|ères?|res?)$/.test(ending) ? undefined : ending;
  if (MASCULINE.test(behind) && isOtherwise(behind, from, value, language)) return undefined;
  return "";
}

/** Whether another number than the model takes no `º` in its place: a day but the first, or one that is shortened to `.er`. */
function isOtherwise(behind: string, model: string, value: string, language: string): boolean {
  if (DAY_OF_MONTH.test(behind)) return value !== "1";
  return language === "es" && SHORTENED.test(value) && !SHORTENED.test(model);
}

function englishEnding(value: string): string {
  if (/1[123]$/.test(value)) return "th";
  return { 1: "st", 2: "nd", 3: "rd" }[Number(value.at(-1))] ?? "th";
}
