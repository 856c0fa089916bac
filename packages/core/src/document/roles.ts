import type { Role } from "./document.ts";
import { articleOf, DRAFTING, type Drafting, isHeading, opensPreambular } from "./drafting.ts";
import { Levels, printedNumber } from "./numbers.ts";

/** A paragraph with its role, its printed number taken off. */
export interface RoledText {
  readonly role: Role;
  readonly number?: string;
  readonly level?: number;
  /** How many UTF-16 code units of the paragraph were its printed number. */
  readonly cut: number;
}

/** What the paragraphs are, one entry for each, and the symbol if the text gives it. */
export interface Roles {
  readonly roles: readonly RoledText[];
  readonly symbol?: string;
}

/**
 * Gives each paragraph its role, where the format has not given one. A text in which an organ speaks ("L'Assemblée générale,") and numbered paragraphs follow
 * is a resolution; a treaty has articles, and a preamble before them; a report sections; a meeting record is opened and
 * closed; any other text has a title, headings and text.
 */
export function rolesOf(given: readonly { readonly text: string; readonly role?: Role }[], language: string): Roles {
  const paragraphs = given.map(({ text }) => text);
  const drafting = DRAFTING[language];
  const opening = drafting ? paragraphs.findIndex((text) => organOf(text, drafting) !== undefined) : -1;
  const first = opening < 0 ? -1 : paragraphs.findIndex((text, at) => at > opening && printedNumber(text)?.value === 1);
  // A declaration in articles may speak in an organ's name too; its numbers begin anew in each article.
  const articles = drafting !== undefined && paragraphs.some((text) => articleOf(text, drafting) !== undefined);
  const { roles, symbol } =
    drafting && first >= 0 && !articles
      ? resolution(paragraphs, drafting, opening, first)
      : plain(
          paragraphs,
          drafting,
          language,
          given.map(({ role }) => role),
        );
  return { roles: withLevels(roles), ...(symbol && { symbol }) };
}

function withLevels(roles: readonly RoledText[]): RoledText[] {
  const levels = new Levels();
  return roles.map((roled) => {
    if (roled.role === "subparagraph" && roled.number) return { ...roled, level: levels.next(roled.number) };
    levels.reset();
    return roled;
  });
}

function organOf(text: string, drafting: Drafting): string | undefined {
  const bare = text.replace(/[\s,،，*\d]+$/u, "").replaceAll("'", "’");
  return drafting.organs.find(([name]) => name === bare)?.[1];
}

function resolution(paragraphs: readonly string[], drafting: Drafting, opening: number, first: number): Roles {
  // Operative paragraphs are those whose numbers follow one another from 1.
  let expected = 1;
  let last = first;
  paragraphs.forEach((text, at) => {
    if (at >= first && printedNumber(text)?.value === expected) {
      expected++;
      last = at;
    }
  });

  let symbol: string | undefined;
  let next = 1;
  let titled = false;
  let annex = false;
  const roles = paragraphs.map((text, at): RoledText => {
    const number = printedNumber(text);
    if (at < opening) {
      if (number?.number.includes("/")) {
        titled = true;
        symbol = `${organOf(paragraphs[opening] as string, drafting)}${number.number.replace(/\s/g, "")}`;
        return { role: "title", number: number.number, cut: number.length };
      }
      const later = paragraphs.slice(at + 1, opening).some((other) => printedNumber(other)?.number.includes("/"));
      if (!titled && !later && at === opening - 1) return { role: "title", cut: 0 };
      return { role: "heading", cut: 0 };
    }
    if (at === opening) return { role: "opening", cut: 0 };
    if (number?.number.startsWith("(")) return { role: "subparagraph", number: number.number, cut: number.length };
    if (at < first) return { role: "preamble", cut: 0 };
    if (number?.value === next) {
      next++;
      return { role: "operative", number: number.number, cut: number.length };
    }
    if (at <= last) return { role: "text", cut: 0 };
    // Behind the last operative paragraph: the lines of the meeting and its date, then an annex if a heading begins one.
    if (isHeading(text, drafting)) {
      annex = true;
      return { role: "heading", cut: 0 };
    }
    return { role: annex || text.length > LONGEST_CLOSING ? "text" : "closing", cut: 0 };
  });
  return symbol ? { roles, symbol } : { roles };
}

/** A heading of a report: a Roman number or a capital before a few words, in each script's way. */
const SECTION =
  /^(?:([IVX]{1,6}|[A-ZА-Я])\.\s+(?=\p{Lu})|([一二三四五六七八九十]{1,3})、\s*|(أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا|ألف|باء|جيم|دال|هاء)\s+-\s+)(?=\S)/u;
const LONGEST_HEADING = 120;
const LONGEST_CLOSING = 80;

function plain(
  paragraphs: readonly string[],
  drafting: Drafting | undefined,
  language: string,
  known: readonly (Role | undefined)[],
): Roles {
  const firstArticle = drafting ? paragraphs.findIndex((text) => articleOf(text, drafting) !== undefined) : -1;
  return {
    roles: paragraphs.map((text, at): RoledText => {
      const role = known[at];
      const article = drafting && articleOf(text, drafting);
      if (article) return { role: "heading", number: articleNumber(article), cut: 0 };
      if (drafting && isHeading(text, drafting)) return { role: "heading", cut: 0 };
      if (role === "title" || role === "table-cell") return { role, cut: 0 };
      if (drafting?.meeting.opened.test(text)) return { role: "opening", cut: 0 };
      if (drafting?.meeting.closed.test(text)) return { role: "closing", cut: 0 };
      // A treaty or a declaration: what stands before its first article may be a preamble.
      if (drafting && at < firstArticle && organOf(text, drafting)) return { role: "opening", cut: 0 };
      if (at < firstArticle && opensPreambular(text, language)) return { role: "preamble", cut: 0 };
      const short = text.length < LONGEST_HEADING && !/[.;:,。；，،؛]$/.test(text);
      const section = short ? SECTION.exec(text) : null;
      if (section)
        return { role: "heading", number: section[1] ?? section[2] ?? (section[3] as string), cut: section[0].length };
      if (role) return { role, cut: 0 };
      const number = printedNumber(text);
      if (at === 0 && paragraphs.length > 1 && text.length < 200 && !/[.;:,。；，،؛]$/.test(text) && !number)
        return { role: "title", cut: 0 };
      if (number?.number.startsWith("(")) return { role: "subparagraph", number: number.number, cut: number.length };
      if (number && !number.number.includes("/")) return { role: "text", number: number.number, cut: number.length };
      return { role: "text", cut: 0 };
    }),
  };
}

const CHINESE = "零一二三四五六七八九";

/** An article's number in ASCII digits: `premier` is 1, `二十一` is 21. */
function articleNumber(printed: string): string {
  if (/^\d+$/.test(printed)) return printed;
  if (/^premier$/i.test(printed)) return "1";
  let value = 0;
  let digit = 0;
  for (const character of printed) {
    if (character === "十") {
      value += (digit || 1) * 10;
      digit = 0;
    } else if (character === "百") {
      value += (digit || 1) * 100;
      digit = 0;
    } else digit = CHINESE.indexOf(character);
  }
  return String(value + digit);
}
