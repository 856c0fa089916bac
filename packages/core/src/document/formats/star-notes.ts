import type { FootNote } from "../pages.ts";
import type { RichParagraph } from "./rich-text.ts";

const NOTE = /^(\*{1,3}|†|‡)\s+(?=\S)/u;
const MARK = /(?<![*†‡])(\*{1,3}|†|‡)$/u;

/**
 * Takes out the notes of masthead and title, which no format marks: a paragraph that begins with stars is the note of
 * the line that ends with them, if exactly one line and one note have that mark. `above` are lines that are not
 * paragraphs.
 */
export function takeStarNotes(
  paragraphs: readonly RichParagraph[],
  above: readonly string[],
): { paragraphs: RichParagraph[]; notes: FootNote[] } {
  const marked = new Set(
    [...above, ...paragraphs.map(({ text }) => text)].flatMap((text) => MARK.exec(text)?.[1] ?? []),
  );
  const candidates = new Map<string, RichParagraph>();
  for (const paragraph of paragraphs) {
    const mark = NOTE.exec(paragraph.text)?.[1];
    // A list with stars as bullets has many of them.
    if (mark && candidates.has(mark)) marked.delete(mark);
    else if (mark) candidates.set(mark, paragraph);
  }
  const taken = new Map(
    [...candidates].filter(([mark]) => marked.has(mark)).map(([mark, paragraph]) => [paragraph, mark]),
  );
  const known = new Set(taken.values());
  const notes = [...taken].map(([paragraph, mark]) => ({
    mark,
    text: paragraph.text.replace(NOTE, ""),
    page: 0,
  }));
  const kept = paragraphs.filter((paragraph) => !taken.has(paragraph)).map((paragraph) => withMark(paragraph, known));
  return { paragraphs: kept, notes };
}

function withMark(paragraph: RichParagraph, known: ReadonlySet<string>): RichParagraph {
  const mark = MARK.exec(paragraph.text)?.[1];
  if (!mark || !known.has(mark) || mark === paragraph.text) return paragraph;
  const text = paragraph.text.slice(0, -mark.length).trimEnd();
  return {
    ...paragraph,
    text,
    marks: [...paragraph.marks, { mark, offset: text.length }],
    raised: paragraph.raised.filter(({ end }) => end <= text.length),
  };
}
