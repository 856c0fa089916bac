import { append } from "./append.ts";
import { type Drafting, isHeading, organPrefix } from "./drafting.ts";
import { paragraphNumber, printedNumber } from "./numbers.ts";
import { plainRoles, type RoledText } from "./plain-roles.ts";
import { opensPreambular } from "./preambular.ts";
import { type Section, sectionsOf } from "./sections.ts";

const MAX_CLOSING_LENGTH = 80;
const MAX_HEADING_LENGTH = 160;

/** The role of each paragraph, and the symbol if the text names it. */
export interface Roles {
  readonly roles: readonly RoledText[];
  readonly symbol?: string;
}

/**
 * The part of a resolution in which an organ speaks: the indices of its opening, its first operative paragraph, and its
 * last one.
 */
export interface Part {
  readonly opening: number;
  readonly first: number;
  readonly last: number;
}

/**
 * Gives roles to a resolution or decision. A title and heading lines precede the opening; the preamble lies between the
 * opening and the first number; then come operative paragraphs with consecutive numbers, and what belongs to them; then
 * the lines of the meeting, and annexes. A resolution of several parts has several openings.
 */
export function resolutionRoles(
  paragraphs: readonly string[],
  parts: readonly Part[],
  drafting: Drafting,
  language: string,
): Roles {
  const sections = sectionsOf(paragraphs);
  const roles: RoledText[] = [];
  let symbol: string | undefined;
  let from = 0;
  parts.forEach(({ opening, first, last }, at) => {
    if (at === 0) {
      const title = titleRoles(paragraphs.slice(0, opening));
      append(roles, title);
      const number = title.find((roled) => roled.role === "title")?.number;
      const prefix = organPrefix(paragraphs[opening] as string, drafting);
      if (number && prefix) symbol = `${prefix}${number.replace(/\s/gu, "")}`;
    } else append(roles, behindRoles(paragraphs.slice(from, opening), drafting, language, true));
    roles.push({ role: "opening", cut: 0 });
    let next = 1;
    for (let place = opening + 1; place <= last; place++) {
      const roled = bodyRole(paragraphs, place, sections[place], next, place < first, language);
      if (roled.role === "operative") next++;
      roles.push(roled);
    }
    from = last + 1;
  });
  append(roles, behindRoles(paragraphs.slice(from), drafting, language, false));
  return symbol ? { roles, symbol } : { roles };
}

/** Gives roles before the opening: the title follows the resolution's number, or is the last line. */
function titleRoles(texts: readonly string[]): RoledText[] {
  const numbers = texts.map((text) => printedNumber(text));
  const numbered = numbers.findIndex((number) => number?.number.includes("/"));
  const title = numbered >= 0 ? numbered : texts.length - 1;
  return texts.map((_, at): RoledText => {
    if (at !== title) return { role: "heading", cut: 0 };
    const number = numbered >= 0 ? numbers[at] : undefined;
    return { role: "title", cut: number?.length ?? 0, ...(number && { number: number.number }) };
  });
}

function bodyRole(
  texts: readonly string[],
  at: number,
  section: Section | undefined,
  next: number,
  preamble: boolean,
  language: string,
): RoledText {
  const text = texts[at] as string;
  const number = printedNumber(text);
  if (number?.number.startsWith("(") && paragraphNumber(text))
    return { role: "subparagraph", number: number.number, cut: number.length };
  if (number?.value === next && !preamble) return { role: "operative", number: number.number, cut: number.length };
  if (section) return { role: "heading", number: section.number, cut: section.length };
  if (isBareHeading(texts, at, language)) return { role: "heading", cut: 0 };
  return { role: preamble ? "preamble" : "text", cut: 0 };
}

/** Whether a paragraph is a short line without punctuation at its end, between paragraphs that have some. */
function isBareHeading(texts: readonly string[], at: number, language: string): boolean {
  const text = texts[at] as string;
  if (text.length > MAX_HEADING_LENGTH || !/^[\p{Lu}\p{Lo}]/u.test(text) || /[.;:,!?。；：，؟؛،"”»*]$/u.test(text))
    return false;
  if (opensPreambular(text, language)) return false;
  const before = texts[at - 1] ?? "";
  if (sectionsOf([before, text, texts[at + 1] ?? ""])[0]) return true;
  // Headings may follow each other: I, Implementation of the Convention.
  return (
    /[.;:,。；：，؛،\d*⁰¹²³⁴-⁹]$/u.test(before) ||
    (before.length <= MAX_HEADING_LENGTH && /^[\p{Lu}\p{Lo}\p{N}.]+$/u.test(before))
  );
}

/**
 * Gives roles after the last operative paragraph: the lines of the meeting, then annexes; or, between two parts, the
 * letter of the second and its title.
 */
function behindRoles(texts: readonly string[], drafting: Drafting, language: string, between: boolean): RoledText[] {
  const annex = texts.findIndex((text) => isHeading(text, drafting));
  const end = annex < 0 ? texts.length : annex;
  const roles = texts.slice(0, end).map((text, at): RoledText => {
    if (between && isTitle(text) && !/\p{Nd}{4}$/u.test(text) && at >= end - 2) return { role: "heading", cut: 0 };
    return { role: text.length > MAX_CLOSING_LENGTH ? "text" : "closing", cut: 0 };
  });
  const own = texts.slice(end);
  plainRoles(own, drafting, language).forEach((roled, at) => {
    // The title of an annex stands below its heading.
    const titled = roled.role === "text" && roled.number === undefined && isTitle(own[at] as string);
    roles.push(
      titled && roles.at(-1)?.role === "heading" && roles.at(-1)?.number === undefined
        ? { role: "heading", cut: 0 }
        : roled,
    );
  });
  return roles;
}

const isTitle = (text: string): boolean => text.length <= MAX_HEADING_LENGTH && !/[.;:,。；：，؛،]$/u.test(text);
