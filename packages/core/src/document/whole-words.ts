import type { Flow, FlowParagraph } from "./flow.ts";
import { vocabularyOf } from "./hyphens.ts";

/** A change of a text: at an offset, a number of code units is replaced by a string. */
interface Edit {
  readonly at: number;
  readonly length: number;
  readonly put: string;
}

/**
 * Repairs words that a text layer tore at their hyphen ("Secretary -General", "self - help") or glued where a line
 * ended with it ("SecretaryGeneral"), if the document has them right elsewhere. Offsets of marks and pages move with
 * the text.
 *
 * @returns the flow, and the number of repaired words
 */
export function withWholeWords(flow: Flow): { flow: Flow; healed: number } {
  const texts = [...flow.paragraphs, ...flow.notes].map(({ text }) => text);
  if (!texts.some((text) => TORN.test(text) || GLUED.test(text))) return { flow, healed: 0 };
  const joints = jointsOf(vocabularyOf(texts).words);
  let healed = 0;
  const paragraphs = flow.paragraphs.map((paragraph): FlowParagraph => {
    const edits = editsOf(paragraph.text, joints);
    if (edits.length === 0) return paragraph;
    healed += edits.length;
    const moved = <Place extends { readonly offset: number }>(place: Place): Place => ({
      ...place,
      offset: edits.reduce(
        (offset, { at, length, put }) => (at < place.offset ? offset + put.length - length : offset),
        place.offset,
      ),
    });
    const { marks } = paragraph;
    return {
      ...paragraph,
      text: edited(paragraph.text, edits),
      pages: paragraph.pages.map(moved),
      ...(marks && { marks: marks.map(moved) }),
    };
  });
  const notes = flow.notes.map((note) => {
    const edits = editsOf(note.text, joints);
    healed += edits.length;
    return edits.length === 0 ? note : { ...note, text: edited(note.text, edits) };
  });
  return { flow: { ...flow, paragraphs, notes }, healed };
}

const TORN = /\p{L}(?: -|- )/u;
/** A capital letter after a small one within a word. */
const GLUED = /\p{Ll}\p{Lu}\p{Ll}/u;

/** What stands on both sides of each hyphen: of `c’est-à-dire` it is `est-à` and `à-dire`. */
function jointsOf(words: ReadonlySet<string>): Set<string> {
  const joints = new Set<string>();
  for (const word of words) {
    const parts = word.split("-");
    for (let at = 1; at < parts.length; at++) joints.add(`${parts[at - 1]}-${parts[at]}`);
  }
  return joints;
}

function editsOf(text: string, joints: ReadonlySet<string>): Edit[] {
  const edits: Edit[] = [];
  if (TORN.test(text))
    for (const match of text.matchAll(/(\p{L}+)( ?)-( ?)(?=(\p{L}+))/gu)) {
      const [, head = "", before = "", behind = "", tail = ""] = match;
      if (before + behind === "" || !joints.has(`${head}-${tail}`.toLowerCase())) continue;
      edits.push({ at: match.index + head.length, length: before.length + 1 + behind.length, put: "-" });
    }
  if (GLUED.test(text))
    for (const match of text.matchAll(/(?<!\p{L})(\p{L}*\p{Ll})(?=(\p{Lu}\p{Ll}+)(?!\p{L}))/gu)) {
      const [, head = "", tail = ""] = match;
      if (!joints.has(`${head}-${tail}`.toLowerCase())) continue;
      edits.push({ at: match.index + head.length, length: 0, put: "-" });
    }
  return edits.sort((a, b) => a.at - b.at);
}

function edited(text: string, edits: readonly Edit[]): string {
  let out = "";
  let from = 0;
  for (const { at, length, put } of edits) {
    out += text.slice(from, at) + put;
    from = at + length;
  }
  return out + text.slice(from);
}
