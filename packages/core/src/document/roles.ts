import type { Role } from "./document.ts";
import { articleOf, DRAFTING, type Drafting, isHeading, organPrefix, speaks } from "./drafting.ts";
import { Levels, printedNumber } from "./numbers.ts";
import { plainRoles, type RoledText } from "./plain-roles.ts";
import { opensPreambular } from "./preambular.ts";
import { type Part, type Roles, resolutionRoles } from "./resolution-roles.ts";

export type { RoledText } from "./plain-roles.ts";
export type { Roles } from "./resolution-roles.ts";

/**
 * Gives each paragraph its role, unless the format has given one. A text in which an organ speaks ("L'Assemblée
 * générale,") and preambular and numbered paragraphs follow is a resolution. A treaty has articles, and a preamble
 * before them; a report has sections; a meeting record is opened and closed. Any other text has a title, headings and
 * text.
 */
export function rolesOf(given: readonly { readonly text: string; readonly role?: Role }[], language: string): Roles {
  const paragraphs = given.map(({ text }) => text);
  const drafting = DRAFTING[language];
  // A declaration in articles may also speak in an organ's name; its numbers restart in each article.
  const articles = drafting !== undefined && paragraphs.some((text) => articleOf(text, drafting) !== undefined);
  const spoken = drafting ? partsOf(paragraphs, drafting, language) : [];
  const annex = drafting && spoken[0] ? annexWithArticles(paragraphs, spoken[0], drafting) : undefined;
  // In an annex that is a treaty, the parties speak.
  const parts = annex === undefined ? spoken : spoken.filter(({ opening }) => opening < annex);
  const known = given.map(({ role }) => role);
  const { roles, symbol }: Roles =
    drafting && parts.length > 0 && (!articles || annex !== undefined)
      ? resolutionRoles(paragraphs, parts, drafting, language)
      : { roles: plainRoles(paragraphs, drafting, language, known) };
  const levelled = withLevels(
    roles.map((roled, at) => (known[at] === "table-cell" ? { ...roled, role: "table-cell" } : roled)),
  );
  return { roles: levelled, ...(symbol && { symbol }) };
}

/** Finds the annex that holds all the articles of a text, after the operative part of the resolution that adopts it. */
function annexWithArticles(paragraphs: readonly string[], { last }: Part, drafting: Drafting): number | undefined {
  const first = paragraphs.findIndex((text) => articleOf(text, drafting) !== undefined);
  const annex = paragraphs.findIndex((text, at) => at > last && at < first && isHeading(text, drafting));
  return annex < 0 ? undefined : annex;
}

/**
 * Finds the parts in which an organ speaks and paragraphs numbered from 1 follow, at once or after preambular ones. An
 * organ whose name is known needs no preambular paragraph as evidence.
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
      // In an annex numbers restart, and may also continue those of the resolution.
      if (first >= 0 && isHeading(text, drafting)) break;
      if (printedNumber(text)?.value !== expected) continue;
      if (first < 0) first = place;
      last = place;
      expected++;
    }
    return first < 0 ? [] : [{ opening, first, last: withSubparagraphs(paragraphs, last, end) }];
  });
}

/** Returns the index of the last sub-paragraph that follows a paragraph. */
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
