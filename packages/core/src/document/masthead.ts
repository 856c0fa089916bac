import { asciiDigits } from "../language/script.ts";
import type { Document } from "./document.ts";
import { MASTHEAD_TAGS, MASTHEAD_WORDINGS } from "./masthead-wording.ts";
import { parseSymbol } from "./symbols.ts";

/** What a masthead says about its document. */
export type Masthead = Pick<
  Document,
  "symbol" | "session" | "agendaItem" | "date" | "distribution" | "originalLanguage"
>;

/** One line of a masthead. */
export interface MastheadLine {
  /** What the line is, a phrase for a person. */
  readonly is:
    | "organization"
    | "organ"
    | "symbol"
    | "distribution"
    | "date"
    | "language"
    | "original language"
    | "session"
    | "session dates"
    | "agenda item"
    | "job number"
    | "barcode";
  /** The field of the document that it fills, and its value in the form of {@link Document}. */
  readonly field?: keyof Masthead;
  readonly value?: string;
}

/** A symbol alone in its line, with unusual parts: `A/81/6 (Sect. 2)/Part A`. */
const SYMBOL_LINE =
  /^[A-Z]{1,6}(?:\/[A-Z0-9][A-Za-z0-9.-]*(?: [A-Z])?(?:\s?\([\p{L}\d. ]{1,12}\))?)+(?:[-–][AS]\/\d[\w/.]*)?$/u;
/** The spaces of a name that is set wide: `联 合 国`. */
const SET_APART = /(?<=^(?:\p{Script=Han} )*\p{Script=Han}) (?=\p{Script=Han}(?: \p{Script=Han})*$)/gu;
/** The number of the printing job, with the letter of the language and dates of printing. */
const JOB_NUMBER =
  /^(?:[A-Z]{1,3}[.\s]?)?\d{2}-?\d{4,6}X?\s?[([][A-Z][)\]](?:\s+\d{6}){0,4}(?:\s+\*\d{6,8}\*)?$|^(?:[A-Z]{1,3}\.)?\d{2}-\d{5}$/u;
const BARCODE = /^\*\s?[A-Z]?\d{6,8}\s?\*$/u;

/**
 * Reads ONE line of a masthead in any of the six languages; undefined for a line that no masthead holds. If the line
 * begins with the name of the organization or an organ, what follows the name is read: `General Assembly Distr.:
 * Limited`.
 *
 * Only the words are judged, not the place: `General Assembly` may also be a heading, and a date may stand anywhere.
 * The caller must know that the line is in a masthead: `Distr.: General` is a distribution, `1er mai 2026` the date
 * `2026-05-01`.
 */
export function mastheadLine(text: string): MastheadLine | undefined {
  const line = text
    .normalize("NFC")
    .replace(/[\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu, "")
    .replace(/\s+/gu, " ")
    .replace(SET_APART, "")
    .replace(/['´`]/gu, "’")
    .trim();
  if (line === "" || line.length > 160) return undefined;
  if (BARCODE.test(line)) return { is: "barcode" };
  if (JOB_NUMBER.test(line)) return { is: "job number" };
  const plain = line.replace(/\s*[*†‡]+$/u, "");
  const rest = behindName(plain);
  if (rest === "") return { is: isOrganization(plain) ? "organization" : "organ" };
  return (rest !== undefined && saysOneThing(rest)) || saysOneThing(plain);
}

/** Reads the lines of a masthead; each field comes from the first line that has it. */
export function mastheadOf(lines: readonly string[]): Masthead {
  const masthead: { -readonly [Field in keyof Masthead]: Masthead[Field] } = {};
  for (const line of lines) {
    const { field, value } = mastheadLine(line) ?? {};
    if (field && value !== undefined) masthead[field] ??= value;
  }
  return masthead;
}

/** Reads a date that stands alone, in any of the six languages, as `2026-04-07`. */
export function isoDate(text: string): string | undefined {
  const plain = asciiDigits(text.normalize("NFC").trim()).toLowerCase();
  const chinese = /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日$/u.exec(plain);
  if (chinese) return iso(chinese[1], Number(chinese[2]), chinese[3]);
  const found =
    /^(\d{1,2})(?:er|º)?\s+(?:de\s+)?([\p{L}\p{M}/ ]+?)\s+(?:de\s+|del\s+)?(\d{4})(?:\s*(?:г\.|года))?$/u.exec(plain);
  if (!found) return undefined;
  // Arabic documents print both names of a month: نيسان/أبريل.
  const names = (found[2] as string).split("/").map((name) => name.trim().replace(/ /g, "\u00a0"));
  for (const { months } of Object.values(MASTHEAD_WORDINGS)) {
    const month = months.split(" ").findIndex((one) => names.every((name) => one.split("|").includes(name)));
    if (month >= 0) return iso(found[3], month + 1, found[1]);
  }
  return undefined;
}

function iso(year: string | undefined, month: number, day: string | undefined): string | undefined {
  const date = `${year}-${String(month).padStart(2, "0")}-${day?.padStart(2, "0")}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date ? undefined : date;
}

function saysOneThing(line: string): MastheadLine | undefined {
  const symbol = parseSymbol(line)?.symbol ?? (SYMBOL_LINE.test(line) && /\d/u.test(line) ? line : undefined);
  if (symbol) return { is: "symbol", field: "symbol", value: symbol };
  const date = isoDate(line);
  if (date) return { is: "date", field: "date", value: date };
  const digits = asciiDigits(line);
  for (const wording of Object.values(MASTHEAD_WORDINGS)) {
    const distribution = wording.distribution.exec(line)?.[1];
    if (distribution) return { is: "distribution", field: "distribution", value: distribution };
    const original = wording.original.exec(line)?.[1];
    const languages = original === undefined ? [] : languagesOf(original);
    if (languages.length === 1)
      return { is: "original language", field: "originalLanguage", value: languages[0] as string };
    if (languages.length > 1) return { is: "original language" };
    if (wording.session.test(digits)) return { is: "session", field: "session", value: line };
    if (wording.agenda.test(digits)) return { is: "agenda item", field: "agendaItem", value: line };
    if (wording.committee.test(line)) return { is: "organ" };
    if (languagesOf(line.replace(wording.only, "")).length > 0) return { is: "language" };
  }
  return isDates(digits) ? { is: "session dates" } : undefined;
}

/** Whether a line is a range of days: `24 February–20 March 2020`, perhaps after a place: `Vienna, 8-17 April 2003`. */
function isDates(line: string): boolean {
  const range =
    /^(?:\p{L}[\p{L} .-]{1,40}[,，،] ?)?(?:from |du |del |с )?(\d{1,2}(?:er)?(?: [\p{L}/ ]+?)?) ?(?:[-–—]|to|au|al|по) ?(\d.+)$/iu.exec(
      line,
    );
  return range !== null && isoDate(range[2] as string) !== undefined;
}

/** Returns the BCP 47 tags of a text that is only a list of languages; empty for other texts. */
function languagesOf(text: string): string[] {
  const names = text
    .toLowerCase()
    .split(/\s*[,/،、;]\s*|\s+(?:and|et|y|e|и)\s+|\s+و\s*|和/u)
    .filter(Boolean);
  const tags = names.map((name) => LANGUAGES.get(name) ?? LANGUAGES.get(ending(name)));
  return names.length <= MASTHEAD_TAGS.length && tags.every((tag) => tag !== undefined) ? (tags as string[]) : [];
}

/** The name of a language without what Russian, Chinese and Arabic put around it. */
const ending = (name: string): string =>
  name
    .replace(/(?:ий|ом|ого|[文语語])$/u, "")
    .replace(/^(?:بال|ال|با)/u, "")
    .replace(/نجليز/u, "نكليز");

/** BCP 47 tags by the name in each of the languages, lower case. */
const LANGUAGES: ReadonlyMap<string, string> = new Map(
  Object.values(MASTHEAD_WORDINGS).flatMap(({ languages }) =>
    languages.split(" ").map((name, at) => [name, MASTHEAD_TAGS[at] as string] as const),
  ),
);

const isOrganization = (line: string): boolean =>
  Object.values(MASTHEAD_WORDINGS).some(({ organization }) => organization.toLowerCase() === line.toLowerCase());

const NAMES = Object.values(MASTHEAD_WORDINGS)
  .flatMap(({ organization, organs }) => [organization, ...organs])
  .map((name) => name.toLowerCase())
  .sort((a, b) => b.length - a.length);

/** What follows the name of the organization or an organ at the beginning of a line; "" for nothing. */
function behindName(line: string): string | undefined {
  const lower = line.toLowerCase();
  const name = NAMES.find((known) => lower === known || lower.startsWith(`${known} `));
  return name === undefined ? undefined : line.slice(name.length).trim();
}
