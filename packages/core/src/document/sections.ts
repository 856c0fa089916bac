import { wholeRomanNumber } from "../language/numerals/roman.ts";

/** A heading of a report: a Roman number or a capital before a few words, in the form of each script. */
const SECTION =
  /^(?:([IVX]{1,6}|[A-ZА-Я])\.\s+(?=[\p{Lu}\p{Nd}"“«])|([一二三四五六七八九十]{1,3})[、.．]\s*|(أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا|ألف|باء|جيم|دال|هاء|واو|زاي|حاء|طاء|ياء)\s+-\s+)(?=\S)/u;
const MAX_HEADING_LENGTH = 120;
/** A text of at least this length is not a signature; UTF-16 code units. */
const MIN_TEXT_LENGTH = 60;

const LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const CYRILLIC = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ";

/** The number before the heading of a section, and its length in the text. */
export interface Section {
  readonly number: string;
  readonly length: number;
}

/**
 * Finds the headings of sections by their numbers. Sections come in order, A, B, C or I, II, III, and text follows
 * them; a letter out of order is an initial ("A. Quince") or a courtesy title ("M. Mirabelle").
 *
 * @returns for each text, its section's number if it is the heading of one
 */
export function sectionsOf(texts: readonly string[]): (Section | undefined)[] {
  const found = texts.map(candidate);
  const last = new Map<string, number>(); // of each series, the place of its last section
  return found.map((section, at) => {
    if (!section) return undefined;
    const series = seriesOf(section.number);
    if (series.length === 0) return section; // scripts whose numbers are no initials
    const next = series.find(([name, place]) => place > 0 && last.get(name) === place - 1);
    // A section of the same rank may have the first letter of a new series below it.
    const first = series.find(([, place]) => place === 0);
    const [name, place] = next ?? (first && isFollowed(texts, found, at) ? first : []);
    if (name === undefined || place === undefined) return undefined;
    last.set(name, place);
    if (name === "roman") for (const letters of ["latin", "cyrillic"]) last.delete(letters);
    return section;
  });
}

function candidate(text: string): Section | undefined {
  if (text.length >= MAX_HEADING_LENGTH || /[.;:,。；，،؛]$/u.test(text)) return undefined;
  const found = SECTION.exec(text);
  return found ? { number: found[1] ?? found[2] ?? (found[3] as string), length: found[0].length } : undefined;
}

/** Returns the series that a number may belong to, with its place in each, from 0. */
function seriesOf(number: string): [name: string, place: number][] {
  const series: [string, number][] = [
    ["roman", (wholeRomanNumber(number) ?? 0) - 1],
    ["latin", number.length === 1 ? LATIN.indexOf(number) : -1],
    ["cyrillic", number.length === 1 ? CYRILLIC.indexOf(number) : -1],
  ];
  return series.filter(([, place]) => place >= 0);
}

/** Whether text, or a lower section, follows the first of a series, and not the next line of a list of names. */
function isFollowed(texts: readonly string[], found: readonly (Section | undefined)[], at: number): boolean {
  const next = texts[at + 1];
  if (next === undefined) return false;
  return (
    next.length >= MIN_TEXT_LENGTH ||
    /[.;:。；：؛]$/u.test(next) ||
    /^[\d(（]/u.test(next) ||
    found[at + 1] !== undefined
  );
}
