import { languageProfile } from "../../language/profile.ts";
import type { Span } from "../../language/span.ts";
import type { Draft, Place } from "../finding.ts";
import { draft, lettersOf, placeIn, type Sides, type SideText, shown } from "./sides.ts";

/** The most frequent words of languages that share the Latin script, without those that two of them have. */
const FREQUENT: Readonly<Record<string, ReadonlySet<string>>> = {
  en: wordsIn(
    "the of and to in that by for with which is are shall its this as from have has be not on at or an it their any other all was were " +
      "been will would should may such these those who whose they them than also under between during through into upon everyone his her",
  ),
  fr: wordsIn(
    "le les des du et dans pour par sur qui au aux une est sont ces leur leurs avec dont à ou ce cette cet il elle ils elles ne pas plus " +
      "être été sa son ses nous vous ont peut doit doivent afin ainsi tout toute tous toutes entre sous sans selon lors",
  ),
  es: wordsIn(
    "el los las del y en con por una que su sus al como se sobre más lo o ha han sido ser son está están este esta estos estas sin " +
      "según entre hasta desde también todo toda todos todas para cada otros otras no puede deben así nadie",
  ),
  pt: wordsIn(
    "o os as do da dos das e em com por uma que seu sua seus suas ao aos não são mais também pelo pela nos nas",
  ),
  de: wordsIn(
    "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei",
  ),
};

function wordsIn(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ["Latn", /\p{Script=Latin}/gu],
  ["Cyrl", /\p{Script=Cyrillic}/gu],
  ["Arab", /\p{Script=Arabic}/gu],
  ["Hans", /\p{Script=Han}/gu],
];
/** Letters in another script that are no name and no term. */
const MIN_LETTERS = 25;
const MIN_CHARACTERS = 9;
/** Stretches of another script, with what stands between their words. */
const RUNS: Readonly<Record<string, RegExp>> = {
  Latn: /\p{Script=Latin}(?:[^\p{L}()（）“”"«»]|\p{Script=Latin})*\p{Script=Latin}/gu,
  Cyrl: /\p{Script=Cyrillic}(?:[^\p{L}()（）“”"«»]|\p{Script=Cyrillic})*\p{Script=Cyrillic}/gu,
  Arab: /\p{Script=Arabic}(?:[^\p{L}()（）“”"«»]|\p{Script=Arabic})*\p{Script=Arabic}/gu,
  Hans: /\p{Script=Han}(?:[^\p{L}()（）“”"«»]|\p{Script=Han})*\p{Script=Han}/gu,
};
/** Frequent words of another language in a text, at least. */
const MIN_FREQUENT = 3;
/** Words in a row with the other side alike, of which a name has fewer. */
const MIN_ALIKE_WORDS = 4;

const scriptOf = (language: string): string => languageProfile(language).script.replace("Hant", "Hans");

/** Texts and sentences that are in the language of another side, or in a third one. */
export function untranslatedFindings(sides: Sides): Draft[] {
  const foreign = foreignTexts(sides);
  return foreign.length > 0 ? foreign : alikeSentences(sides);
}

function foreignTexts(sides: Sides): Draft[] {
  return sides.flatMap((side) => {
    const place = otherScript(side) ?? otherLanguage(side, sides);
    if (!place) return [];
    // What all have alike is quoted, not left.
    const letters = lettersOf(side.text.slice(place.start, place.end));
    const others = sides.filter((other) => other !== side);
    if (others.every((other) => !isOwn(other, letters) && other.letters.includes(letters))) return [];
    const own = placeIn(side, place.start, place.end);
    const message = `not translated into ${side.language}: “${shown(own.text)}”`;
    return [draft("untranslated", "error", [side.language], message, [own], { [side.language]: [letters] })];
  });
}

/** Whether a text could be in the language of a side. */
function isOwn({ language }: SideText, letters: string): boolean {
  const script = SCRIPTS.find(([name]) => name === scriptOf(language))?.[1];
  return script === undefined || (letters.match(script)?.length ?? 0) * 2 > letters.length;
}

/** A long stretch in another script than the language's; the whole text where it has hardly a letter of its own. */
function otherScript({ text, language }: SideText): Span | undefined {
  const own = scriptOf(language);
  if (!SCRIPTS.some(([name]) => name === own)) return undefined;
  let best: Span | undefined;
  for (const [script] of SCRIPTS) {
    if (script === own) continue;
    for (const match of text.matchAll(RUNS[script] as RegExp)) {
      const run = match[0];
      const letters = run.match(/\p{L}/gu)?.length ?? 0;
      const words = run.split(/\s+/).filter((word) => /^\p{Ll}|\p{Lo}/u.test(word)).length;
      if (letters < (script === "Hans" ? MIN_CHARACTERS : MIN_LETTERS) || (script !== "Hans" && words < 3)) continue;
      if (best && best.end - best.start >= run.length) continue;
      best = { start: match.index, end: match.index + run.length };
    }
  }
  return best;
}

/** A sentence whose frequent words are those of another language in the same script, or that is the other side's. */
function otherLanguage(side: SideText, sides: Sides): Span | undefined {
  const { text, language, sentences } = side;
  if (scriptOf(language) !== "Latn") return identical(side, sides);
  const own = FREQUENT[language];
  if (!own) return undefined;
  let found: { start: number; end: number } | undefined;
  for (const { start, end } of sentences) {
    const words =
      text
        .slice(start, end)
        .toLowerCase()
        .match(/[\p{L}\p{M}]+/gu) ?? [];
    if (isForeign(words, language, own)) found = { start: found?.start ?? start, end };
  }
  return found ?? identical(side, sides);
}

function isForeign(words: readonly string[], language: string, own: ReadonlySet<string>): boolean {
  const others = words.filter((word) => !own.has(word));
  const mine = words.length - others.length;
  // Few words can be foreign.
  if (others.length < MIN_FREQUENT || others.length < 3 * mine) return false;
  return Object.entries(FREQUENT).some(([other, frequent]) => {
    if (other === language) return false;
    const theirs = others.filter((word) => frequent.has(word)).length;
    return theirs >= MIN_FREQUENT && theirs >= 3 * mine && theirs * 6 >= words.length;
  });
}

/** A sentence that stands word for word on two sides: it is in the language of which it has more frequent words. */
function alikeSentences(sides: Sides): Draft[] {
  for (const side of sides)
    for (const { start, end, letters } of side.sentences) {
      const place = placeIn(side, start, end);
      const words = place.text.match(/\p{L}+/gu) ?? [];
      if (!isProse(words)) continue;
      const holders = sides.filter((other) => other.letters.includes(letters));
      // What all of many have alike is quoted, not left.
      if (holders.length < 2 || (sides.length > 2 && holders.length === sides.length)) continue;
      return [alikeDraft(place, letters, words, holders)];
    }
  return [];
}

/** Whether a text that all sides have is in the language of one rather than of any other: its script is, and its frequent words. */
function isRatherIn(side: SideText, sides: Sides, words: readonly string[]): boolean {
  const own = sides.filter((other) => isOwn(other, side.letters));
  const count = ({ language }: SideText): number => frequentIn(words, language);
  return own.includes(side) && own.every((other) => other === side || count(other) < count(side));
}

const frequentIn = (words: readonly string[], language: string): number =>
  words.filter((word) => FREQUENT[language]?.has(word.toLowerCase())).length;

function alikeDraft(place: Place, letters: string, words: readonly string[], holders: Sides): Draft {
  const languages = holders.map(({ language }) => language);
  const frequent = languages.map((language) => frequentIn(words, language));
  const less = languages.filter((_, at) => (frequent[at] as number) < Math.max(...frequent));
  const message = `word for word the same in ${languages.join(" and ")}: “${shown(place.text)}”`;
  return draft("untranslated", "error", less.length > 0 ? less : languages, message, [place], {
    [place.language]: [letters],
  });
}

/** Whether words are more than a name. */
const isProse = (words: readonly string[]): boolean =>
  words.filter((word) => /^\p{Ll}|\p{Lo}/u.test(word)).length >= MIN_ALIKE_WORDS;

/** The whole text where it is the other side's, word for word, and not rather in the language of this one. */
function identical(side: SideText, sides: Sides): Span | undefined {
  const { text, letters } = side;
  const words = text.match(/\p{L}+/gu) ?? [];
  if (!isProse(words) || isRatherIn(side, sides, words)) return undefined;
  const isAlike =
    sides.some((other) => other.text !== text || sides.indexOf(other) > 0) &&
    sides.every((other) => other.letters === letters);
  return isAlike ? { start: 0, end: text.length } : undefined;
}
