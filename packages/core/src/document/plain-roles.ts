import type { Role } from "./document.ts";
import { articleOf, type Drafting, isHeading, organPrefix } from "./drafting.ts";
import { dottedNumber, Numbering, type PrintedNumber, paragraphNumber } from "./numbers.ts";
import { opensPreambular } from "./preambular.ts";
import { sectionsOf } from "./sections.ts";

/** A paragraph with its role, without its printed number. */
export interface RoledText {
  readonly role: Role;
  readonly number?: string;
  readonly level?: number;
  /** Length of its printed number in the paragraph, in UTF-16 code units. */
  readonly cut: number;
}

/** Reads the numbers printed before paragraphs; those of several parts (`26.34`) only in sequence. */
function numbersOf(paragraphs: readonly string[]): (PrintedNumber | undefined)[] {
  const numbering = new Numbering();
  let open: string | undefined;
  return paragraphs.map((text, at) => {
    const plain = paragraphNumber(text);
    const inOrder = numbering.next(text, true);
    const dotted = plain ? undefined : dottedNumber(text);
    if (plain || !dotted) return plain;
    // The first number of a sequence that does not begin at 1 is confirmed by the next.
    if (
      inOrder ||
      followsDotted(open, dotted.number) ||
      paragraphs.slice(at + 1, at + 4).some((other) => followsDotted(dotted.number, dottedNumber(other)?.number))
    ) {
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
  return (
    depth < before.length &&
    after.slice(0, depth).every((part, at) => part === before[at]) &&
    after[depth] === (before[depth] as number) + 1
  );
}

/**
 * Gives roles to a text in which no organ speaks, or to an annex.
 *
 * @param known the roles that the format gives, one for each paragraph
 */
export function plainRoles(
  paragraphs: readonly string[],
  drafting: Drafting | undefined,
  language: string,
  known: readonly (Role | undefined)[] = [],
): RoledText[] {
  const firstArticle = drafting ? paragraphs.findIndex((text) => articleOf(text, drafting) !== undefined) : -1;
  // An entry of a list of contents is the heading of no section.
  const sections = sectionsOf(paragraphs.map((text, at) => (known[at] === "text" ? "" : text)));
  const numbers = numbersOf(paragraphs);
  return paragraphs.map((text, at): RoledText => {
    const role = known[at];
    if (role === "text") return numbered(numbers[at]);
    const article = drafting && articleOf(text, drafting);
    if (article) return { role: "heading", number: articleNumber(article), cut: 0 };
    if (drafting && isHeading(text, drafting)) return { role: "heading", cut: 0 };
    if (role === "title" || role === "table-cell") return { role, cut: 0 };
    if (drafting?.meeting.opened.test(text)) return { role: "opening", cut: 0 };
    if (drafting?.meeting.closed.test(text)) return { role: "closing", cut: 0 };
    // In a treaty or a declaration, what precedes the first article may be a preamble.
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
  });
}

const numbered = (found: PrintedNumber | undefined): RoledText =>
  found ? { role: "text", number: found.number, cut: found.length } : { role: "text", cut: 0 };

const CHINESE = "零一二三四五六七八九";

/** Returns an article's number in ASCII digits: `premier` is 1, `二十一` is 21. */
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
