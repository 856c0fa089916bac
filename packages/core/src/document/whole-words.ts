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
 * ended with it ("SecretaryGeneral"), if the document has them right elsewhere, and at least as often: names are
 * written with a capital within (`HowTo`), and so are addresses. Offsets of marks and pages move with the text.
 *
 * @returns the flow, and the number of repaired words
 */
export function withWholeWords(flow: Flow): { flow: Flow; healed: number } {
  const texts = [...flow.paragraphs, ...flow.notes].map(({ text }) => text);
  if (!texts.some((text) => TORN.test(text) || GLUED.test(text))) return { flow, healed: 0 };
  const joints: Joints = { torn: jointsOf(vocabularyOf(texts).words), glued: gluedWords(texts) };
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

/** What a document shows of the words that a hyphen joins. */
interface Joints {
  /** What stands on both sides of each hyphen, in lower case: of `c’est-à-dire` it is `est-à` and `à-dire`. */
  readonly torn: ReadonlySet<string>;
  /** Words without a hyphen that have it at least as often: `SecretaryGeneral`. */
  readonly glued: ReadonlySet<string>;
}

function jointsOf(words: ReadonlySet<string>): Set<string> {
  const joints = new Set<string>();
  for (const word of words) {
    const parts = word.split("-");
    for (let at = 1; at < parts.length; at++) joints.add(`${parts[at - 1]}-${parts[at]}`);
  }
  return joints;
}

/** A word with a capital within, with or without a hyphen before it, that is no part of an address, a path or a name in code. */
const COMPOUND = /(?<![\p{L}\p{N}/\\_@.:#-])(\p{L}*\p{Ll})(-?)(\p{Lu}\p{Ll}+)(?![\p{L}\p{N}/\\_@-]|\.\p{L})/gu;

function gluedWords(texts: readonly string[]): Set<string> {
  const spare = new Map<string, number>(); // how much more often they have the hyphen
  for (const text of texts)
    for (const [, head = "", hyphen, tail = ""] of text.matchAll(COMPOUND))
      spare.set(head + tail, (spare.get(head + tail) ?? 0) + (hyphen ? 1 : -1));
  return new Set([...spare].filter(([, more]) => more >= 0).map(([word]) => word));
}

function editsOf(text: string, { torn, glued }: Joints): Edit[] {
  const edits: Edit[] = [];
  if (TORN.test(text))
    for (const match of text.matchAll(/(\p{L}+)( ?)-( ?)(?=(\p{L}+))/gu)) {
      const [, head = "", before = "", behind = "", tail = ""] = match;
      if (before + behind === "" || !torn.has(`${head}-${tail}`.toLowerCase())) continue;
      edits.push({ at: match.index + head.length, length: before.length + 1 + behind.length, put: "-" });
    }
  if (GLUED.test(text))
    for (const { index, 1: head = "", 2: hyphen, 3: tail = "" } of text.matchAll(COMPOUND))
      if (!hyphen && glued.has(head + tail)) edits.push({ at: index + head.length, length: 0, put: "-" });
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
