import type { Role } from "./document.ts";
import { articleOf, DRAFTING, type Drafting, isHeading, organPrefix, speaks } from "./drafting.ts";
import { dottedNumber, Levels, Numbering, type PrintedNumber, printedNumber } from "./numbers.ts";
import { opensPreambular } from "./preambular.ts";
import { type Part, resolutionRoles } from "./resolution-roles.ts";
import { sectionsOf } from "./sections.ts";

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
 * Gives each paragraph its role, where the format has not given one. A text in which an organ speaks ("L'Assemblée
 * générale,"), preambular and numbered paragraphs follow, is a resolution; a treaty has articles, and a preamble before
 * them; a report sections; a meeting record is opened and closed; any other text has a title, headings and text.
 */
export function rolesOf(given: readonly { readonly text: string; readonly role?: Role }[], language: string): Roles {
  const paragraphs = given.map(({ text }) => text);
  const drafting = DRAFTING[language];
  // A declaration in articles may speak in an organ's name too; its numbers begin anew in each article.
  const articles = drafting !== undefined && paragraphs.some((text) => articleOf(text, drafting) !== undefined);
  const parts = drafting ? partsOf(paragraphs, drafting, language) : [];
  const known = given.map(({ role }) => role);
  const { roles, symbol } =
    drafting && parts.length > 0 && !(articles && !articlesFollow(paragraphs, parts, drafting))
      ? resolutionRoles(paragraphs, parts, drafting, language)
      : plain(paragraphs, drafting, language, known);
  const levelled = withLevels(roles.map((roled, at) => (known[at] === "table-cell" ? { ...roled, role: "table-cell" } : roled)));
  return { roles: levelled, ...(symbol && { symbol }) };
}

/** Whether the articles stand in an annex, behind the operative part. */
function articlesFollow(paragraphs: readonly string[], parts: readonly Part[], drafting: Drafting): boolean {
  const last = parts.at(-1)?.last ?? 0;
  const first = paragraphs.findIndex((text) => articleOf(text, drafting) !== undefined);
  return first > last && paragraphs.slice(last + 1, first).some((text) => isHeading(text, drafting));
}

/**
 * Where an organ speaks and paragraphs numbered from 1 follow: at once, or behind preambular ones. One whose name is
 * known needs no preambular paragraph to be believed.
 */
function partsOf(paragraphs: readonly string[], drafting: Drafting, language: string): Part[] {
  const openings = paragraphs.flatMap((text, at) => {
    if (!speaks(text, drafting) && organPrefix(text, drafting) === undefined) return [];
    const next = paragraphs[at + 1] ?? "";
    const borneOut =
      organPrefix(text, drafting) !== undefined || opensPreambular(next, language) || printedNumber(next)?.value === 1;
    return borneOut ? [at] : [];
  });
  return openings.flatMap((opening, at): Part[] => {
    const end = openings[at + 1] ?? paragraphs.length;
    let first = -1;
    let last = -1;
    let expected = 1;
    for (let place = opening + 1; place < end; place++) {
      const text = paragraphs[place] as string;
      // In an annex numbers begin anew, and may go on from where the resolution stopped.
      if (first >= 0 && isHeading(text, drafting)) break;
      if (printedNumber(text)?.value !== expected) continue;
      if (first < 0) first = place;
      last = place;
      expected++;
    }
    return first < 0 ? [] : [{ opening, first, last: withSubparagraphs(paragraphs, last, end) }];
  });
}

/** The last of the sub-paragraphs that follow a paragraph. */
function withSubparagraphs(paragraphs: readonly string[], last: number, end: number): number {
  let place = last;
  while (place + 1 < end && printedNumber(paragraphs[place + 1] as string)?.number.startsWith("(")) place++;
  return place;
}

function withLevels(roles: readonly RoledText[]): RoledText[] {
  const levels = new Levels();
  return roles.map((roled) => {
    if (roled.role === "subparagraph" && roled.number) return { ...roled, level: levels.next(roled.number) };
    levels.reset();
    return roled;
  });
}

/** The numbers printed before paragraphs; those of several parts (`26.34`) only where they come in sequence. */
function numbersOf(paragraphs: readonly string[]): (PrintedNumber | undefined)[] {
  const numbering = new Numbering();
  let open: string | undefined;
  return paragraphs.map((text, at) => {
    const plain = printedNumber(text);
    const inOrder = numbering.next(text, true);
    const dotted = plain ? undefined : dottedNumber(text);
    if (plain || !dotted) return plain;
    // The first of a sequence that begins elsewhere than at 1 is known by the one that follows it.
    if (inOrder || followsDotted(open, dotted.number) || paragraphs.slice(at + 1, at + 4).some((other) => followsDotted(dotted.number, dottedNumber(other)?.number))) {
      open = dotted.number;
      return dotted;
    }
    return undefined;
  });
}

function followsDotted(last: string | undefined, next: string | undefined): boolean {
  if (last === undefined || next === undefined) return false;
  const [before, after] = [last.split(".").map(Number), next.split(".").map(Number)];
  const depth = after.length - 1;
  return depth < before.length && after.slice(0, depth).every((part, at) => part === before[at]) && after[depth] === (before[depth] as number) + 1;
}

function plain(
  paragraphs: readonly string[],
  drafting: Drafting | undefined,
  language: string,
  known: readonly (Role | undefined)[],
): Roles {
  const firstArticle = drafting ? paragraphs.findIndex((text) => articleOf(text, drafting) !== undefined) : -1;
  const sections = sectionsOf(paragraphs);
  const numbers = numbersOf(paragraphs);
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
      if (drafting && at < firstArticle && organPrefix(text, drafting)) return { role: "opening", cut: 0 };
      if (at < firstArticle && opensPreambular(text, language)) return { role: "preamble", cut: 0 };
      const section = sections[at];
      if (section) return { role: "heading", number: section.number, cut: section.length };
      if (role) return { role, cut: 0 };
      const number = numbers[at];
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
