import { otherLanguage } from "./detect.ts";
import { type Block, type Decision, type Document, type NoteMark, UnreadableDocument } from "./document.ts";
import { encodingLabel } from "./encoding/encodings.ts";
import type { Flow, FlowParagraph } from "./flow.ts";
import type { FootNote } from "./footnotes.ts";
import { isBackwards, misreadingOf } from "./garbled.ts";
import { takeMarks } from "./marks.ts";
import { languageRuns, mixtureWarning, partOf } from "./mixture.ts";
import { notesInOrder } from "./note-order.ts";
import { type RoledText, rolesOf } from "./roles.ts";
import { symbolAlone } from "./symbols.ts";
import { type ReadingWarning, warning } from "./warning.ts";
import { withWholeWords } from "./whole-words.ts";

/** What the caller said about a document, see {@link ReadOptions}. */
export interface Given {
  readonly name: string;
  readonly language: string;
  /** Whether the caller stated the language, rather than its being detected. */
  readonly isStated: boolean;
  readonly symbol?: string;
  readonly part?: string;
  readonly explain?: boolean;
}

/**
 * Makes a document from a flow: roles and numbers, then note marks, then blocks.
 *
 * @throws {UnreadableDocument} if the flow has no text, or not the part that is asked for
 */
export function documentOf(whole: Flow, given: Given): Document {
  const { name, language, part } = given;
  const { flow, healed } = withWholeWords(part === undefined ? whole : partOf(whole, language, name));
  const texts = flow.paragraphs.map(({ text }) => text);
  const runs = part === undefined ? languageRuns(texts) : [];
  if (texts.length === 0) throw new UnreadableDocument(`${name} holds no running text`, { why: { reason: "empty" } });
  const { roles, symbol } = rolesOf(
    flow.paragraphs.map(({ text, role, label }) => ({
      text: label ? `${label} ${text}` : text,
      ...(role && { role }),
    })),
    language,
  );
  const decisions: Decision[] = [...(flow.decisions ?? [])];
  const marked = markedTexts(flow, roles, given.explain ? decisions : undefined);
  const hasPages = flow.pageCount !== undefined;
  const blocks = marked.map((own, at) =>
    blockOf(flow.paragraphs[at] as FlowParagraph, own, roles[at] as RoledText, hasPages),
  );
  const ownSymbol = given.symbol ?? flow.masthead?.symbol ?? symbol ?? symbolAlone(texts);
  return {
    ...flow.masthead,
    ...(ownSymbol && { symbol: ownSymbol }),
    language,
    blocks,
    notes: notesInOrder(flow.notes, blocks).map(({ mark, text, page }) => ({
      mark,
      text,
      ...(hasPages && { page: page + 1 }),
    })),
    furniture: flow.leftOut.map(({ text }) => text),
    warnings: [
      ...(flow.warnings ?? []),
      ...mixtureWarning(runs, flow),
      ...garbledWarning(blocks),
      ...(given.isStated || part !== undefined ? languageDoubt(blocks, language) : []),
      ...unplacedWarning(flow, blocks),
    ],
    reading: {
      ...(flow.pageCount !== undefined && { pages: flow.pageCount }),
      leftOut: flow.leftOut,
      ...(healed > 0 && { healed }),
      ...(runs.length > 1 && { languages: [...new Set(runs.map(({ language: one }) => one))] }),
      ...(given.explain && { decisions }),
    },
  };
}

interface MarkedText {
  readonly text: string;
  readonly marks: readonly NoteMark[];
}

/** The texts of a flow without their printed numbers and note marks. */
function markedTexts(flow: Flow, roles: readonly RoledText[], decisions?: Decision[]): MarkedText[] {
  const texts = flow.paragraphs.map(({ text, pages, marks = [], label }, at) => {
    const cut = Math.max(0, (roles[at]?.cut ?? 0) - (label ? label.length + 1 : 0));
    return {
      text: text.slice(cut),
      pages: pages.map(({ page, offset }) => ({ page, offset: Math.max(0, offset - cut) })),
      marks: marks.map(({ mark, offset }) => ({ mark, offset: Math.max(0, offset - cut) })),
    };
  });
  if (flow.marks === "known") return texts;
  const open = flow.notes.filter(({ placed }) => !placed);
  return takeMarks(texts, open, {
    repeatsOnly: flow.marks === "repeated in the text",
    ...(decisions && { decisions }),
  });
}

function blockOf(paragraph: FlowParagraph, { text, marks }: MarkedText, roled: RoledText, hasPages: boolean): Block {
  const { label, level: outline, pages, cell, box, doubt, role: given } = paragraph;
  // A cell of the format stays a cell, whatever its words; and a number that the format prints is never lost.
  const role = given === "table-cell" ? given : roled.role;
  const number = roled.number ?? label?.replace(/[.．、]$/u, "");
  const level = role === "heading" ? (outline ?? roled.level) : roled.level;
  return {
    role,
    ...(number !== undefined && { number }),
    ...(level !== undefined && { level }),
    text: text.trimEnd(),
    ...(marks.length > 0 && { marks }),
    ...(hasPages && { page: (pages[0]?.page ?? 0) + 1 }),
    ...(box && { box }),
    ...(cell && { cell }),
    ...(doubt && { doubt }),
  };
}

/** Warns if the text seems to be in another language than was said. */
function languageDoubt(blocks: readonly Block[], language: string): ReadingWarning[] {
  const seems = otherLanguage(blocks.map(({ text }) => text).join(" "), language);
  return seems === undefined ? [] : [warning("other-language", { said: language, seems })];
}

/** Warns if the text was garbled before it came here. */
function garbledWarning(blocks: readonly Block[]): ReadingWarning[] {
  const text = blocks.map((block) => block.text).join("\n");
  const misreading = misreadingOf(text);
  return [
    ...(misreading ? [warning("garbled", { ...misreading, encoding: encodingLabel(misreading.encoding) })] : []),
    ...(isBackwards(text) ? [warning("backwards")] : []),
  ];
}

/** So many characters, numbers and marks, are taken out before a place of a paragraph. */
const MAX_TAKEN_OUT = 20;

/** Warns if numbered notes have no mark in the text. */
function unplacedWarning({ paragraphs, notes, pageCount }: Flow, blocks: readonly Block[]): ReadingWarning[] {
  const placesOf = Map.groupBy(
    blocks.flatMap(({ marks = [] }, at) =>
      marks.map(({ mark, offset }) => {
        const pageOf = (place: number) => paragraphs[at]?.pages.findLast((page) => page.offset <= place)?.page;
        return { mark, pages: [pageOf(offset), pageOf(offset + MAX_TAKEN_OUT)] };
      }),
    ),
    ({ mark }) => mark,
  );
  const alike = Map.groupBy(notes, ({ mark }) => mark);
  const isPlaced = ({ mark, page }: FootNote): boolean => {
    const places = placesOf.get(mark) ?? [];
    // Where numbers begin again, the mark stands on the note's page.
    const isOne = pageCount === undefined || alike.get(mark)?.length === 1;
    return isOne ? places.length > 0 : places.some(({ pages }) => pages.includes(page));
  };
  const unplaced = notes.filter((note) => /^\d/.test(note.mark) && !isPlaced(note));
  if (unplaced.length === 0) return [];
  const marks = unplaced.map(({ mark }) => mark);
  if (pageCount === undefined) return [warning("notes-without-mark", { notes: marks })];
  const pages = [...new Set(unplaced.map(({ page }) => page + 1))];
  return [warning("notes-without-mark-on-pages", { notes: marks, pages })];
}
