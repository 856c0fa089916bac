/**
 * Room checks: what a row shows without values: untranslated and repeated texts, lists, names, negations, marks that
 * do not close. In: the texts of a row. Out: drafts of findings. Imports language and compare/values.
 *
 * @module
 */

import { sentences } from "../../language/sentences/sentences.ts";
import type { Span } from "../../language/span.ts";
import type { Draft, FindingType, Place, Severity } from "../finding.ts";
import type { TextValues } from "../values/extract.ts";

/** A language's text of a row, and what is known of it. */
export interface SideText {
  readonly language: string;
  readonly text: string;
  readonly values: TextValues;
  /** Its letters as they are compared, and its sentences with theirs. */
  readonly letters: string;
  readonly sentences: readonly SideSentence[];
}

/** A sentence of a text: where it stands, and its letters as they are compared. */
export interface SideSentence extends Span {
  readonly letters: string;
}

/** What is known of a text that holds more than white space. */
export function sideText(text: string, language: string, values: TextValues): SideText {
  const letters = lettersOf(text);
  const spans = sentences(text, language);
  return {
    language,
    text,
    values,
    letters,
    sentences:
      spans.length === 1
        ? [{ ...spans[0]!, letters }]
        : spans.map(({ start, end }) => ({ start, end, letters: lettersOf(text.slice(start, end)) })),
  };
}

/** The letters of a text, as they are compared. */
export const lettersOf = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");

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

/** The end of a side that does not have something; where in it that would stand is told at last, see `gap-places.ts`. */
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
