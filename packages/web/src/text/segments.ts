/** The longest segment that is looked up, in UTF-16 code units. */
const MAX_SEGMENT = 5_000;

/**
 * The sentences of a text, line by line, as they are looked up. A phrase without a sentence's end is one.
 *
 * @returns without blanks around them; none is empty
 */
export function segmentsOf(text: string, language: string): string[] {
  const sentences = new Intl.Segmenter(language, { granularity: "sentence" });
  return text
    .split(/\r?\n+/)
    .flatMap((line) => [...sentences.segment(line)].map(({ segment }) => segment.trim()))
    .filter((segment) => /[\p{L}\p{N}]/u.test(segment))
    .map((segment) => segment.slice(0, MAX_SEGMENT));
}
