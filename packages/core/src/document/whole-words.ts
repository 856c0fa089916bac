import type { Flow, FlowParagraph } from "./flow.ts";
import { vocabularyOf } from "./hyphens.ts";

/**
 * Makes the words of a flow whole that a text layer tore at their hyphen ("Secretary -General", "self - help"), where the
 * document itself has them whole elsewhere. Offsets of marks and pages go with the text.
 *
 * @returns the flow, and how many words were healed
 */
export function withWholeWords(flow: Flow): { flow: Flow; healed: number } {
  const texts = [...flow.paragraphs, ...flow.notes].map(({ text }) => text);
  if (!texts.some((text) => TORN.test(text))) return { flow, healed: 0 };
  const vocabulary = vocabularyOf(texts);
  let healed = 0;
  const heal = (text: string): { text: string; gone: number[] } => {
    const gone: number[] = [];
    for (const match of text.matchAll(/(\p{L}+)( ?)-( ?)(?=(\p{L}+))/gu)) {
      const [, head = "", before = "", behind = "", tail = ""] = match;
      if (before + behind === "" || !vocabulary.has(`${head}-${tail}`.toLowerCase())) continue;
      const hyphen = match.index + head.length + before.length;
      if (before) gone.push(hyphen - 1);
      if (behind) gone.push(hyphen + 1);
      healed++;
    }
    return { text: without(text, gone), gone };
  };
  const paragraphs = flow.paragraphs.map((paragraph): FlowParagraph => {
    const { text, gone } = heal(paragraph.text);
    if (gone.length === 0) return paragraph;
    const moved = <Place extends { readonly offset: number }>(place: Place): Place => ({
      ...place,
      offset: place.offset - gone.filter((at) => at < place.offset).length,
    });
    const { marks } = paragraph;
    return { ...paragraph, text, pages: paragraph.pages.map(moved), ...(marks && { marks: marks.map(moved) }) };
  });
  const notes = flow.notes.map((note) => ({ ...note, text: heal(note.text).text }));
  return { flow: { ...flow, paragraphs, notes }, healed };
}

const TORN = /\p{L}(?: -|- )/u;

function without(text: string, gone: readonly number[]): string {
  let out = "";
  let from = 0;
  for (const at of gone) {
    out += text.slice(from, at);
    from = at + 1;
  }
  return out + text.slice(from);
}
