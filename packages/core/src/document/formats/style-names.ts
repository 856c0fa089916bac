/** Style names of titles: those of word processors, and of the Word templates of the United Nations. */
const TITLE = /^(?:(?:S_|Rep_)?Title(?:_H_?CH|_[LMS])?)$/i;
/** Lines above the title in the templates of the United Nations. */
const IN_MASTHEAD = /^(?:Session|Agenda[ _].*|Publication)$/i;
/**
 * Style names of headings that include their level: those of word processors, and `_ H _Ch`, `_ H_2/3`, `_ H_4_G` of
 * the templates.
 */
const HEADING = /^(?:heading (\d)|_ ?H[ _]+(?:M|Ch|(\d))(?:[/_].*)?)$/i;

/** A longer paragraph is not a heading, whatever its style says; UTF-16 code units. */
export const MAX_HEADING_LENGTH = 300;

/** Whether paragraphs in a style of this name are the title. */
export const isTitleStyle = (name: string): boolean => TITLE.test(name);

/** Whether paragraphs in a style of this name are lines of the masthead. */
export const isMastheadStyle = (name: string): boolean => IN_MASTHEAD.test(name);

/** Outline level, 1 for the outermost, of a style by its name; undefined if the name holds none. */
export function headingLevel(name: string): number | undefined {
  const heading = HEADING.exec(name);
  return heading ? Number(heading[1] ?? heading[2] ?? 1) || 1 : undefined;
}
