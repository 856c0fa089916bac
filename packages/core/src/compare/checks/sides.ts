/**
 * Room checks: what a row shows without values: untranslated and repeated texts, lists, names, negations, marks that
 * do not close. In: the texts of a row. Out: drafts of findings. Imports language and compare/values.
 *
 * @module
 */

import type { Draft, FindingType, Place, Severity } from "../finding.ts";
import type { TextValues } from "../values/extract.ts";

/** A language's text of a row, and what is known of it. */
export interface SideText {
  readonly language: string;
  readonly text: string;
  readonly values: TextValues;
}

/** A row's texts that are there, two or more. */
export type Sides = readonly SideText[];

/** A place in a side's text as written. */
export const placeIn = (
  { language, text }: Pick<SideText, "language" | "text">,
  start: number,
  end: number,
): Place => ({
  language,
  start,
  end,
  text: text.slice(start, end),
});

/** Where something would stand that a side does not have: its end. */
export function placeAtEnd(side: Pick<SideText, "language" | "text">): Place {
  const end = side.text.trimEnd().length;
  return placeIn(side, end, end);
}

/** A finding of a check. */
export function draft(
  type: FindingType,
  severity: Severity,
  languages: readonly string[],
  message: string,
  places: readonly Place[],
  values: Draft["values"] = {},
): Draft {
  return { type, severity, languages, message, places, values };
}

/** A text for a message, shortened. */
export function shown(text: string): string {
  const characters = [...text.replace(/\s+/g, " ").trim()];
  return characters.length <= 60 ? characters.join("") : `${characters.slice(0, 57).join("")}…`;
}
