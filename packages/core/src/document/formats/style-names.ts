/** Titles: those of word processors, and of the Word templates of the United Nations. */
const TITLE = /^(?:(?:S_|Rep_)?Title(?:_H_?CH|_[LMS])?)$/i;
/** Lines above the title in the templates of the United Nations. */
const IN_MASTHEAD = /^(?:Session|Agenda[ _].*|Publication)$/i;
/** Headings that have a level by name alone: those of word processors, and `_ H _Ch`, `_ H_2/3`, `_ H_4_G` of the templates. */
const HEADING = /^(?:heading (\d)|_ ?H[ _]+(?:M|Ch|(\d))(?:[/_].*)?)$/i;

/** Whether paragraphs in a style of this name are the title. */
export const isTitleStyle = (name: string): boolean => TITLE.test(name);

/** Whether paragraphs in a style of this name are lines of the masthead. */
export const isMastheadStyle = (name: string): boolean => IN_MASTHEAD.test(name);

/** The outline level, 1 for the outermost, of headings in a style of this name; undefined if it names none. */
export function headingLevel(name: string): number | undefined {
  const heading = HEADING.exec(name);
  return heading ? Number(heading[1] ?? heading[2] ?? 1) || 1 : undefined;
}
