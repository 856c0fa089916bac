/**
 * Room versions: what changed between two texts in one language: a draft and what was adopted, last year's resolution and this
 * year's. In: two documents, and a memory that knows how the old one was translated. Out: entries, each a text with what
 * became of it (entries.ts). matching.ts says which texts are one, word-diff.ts how they differ, translations.ts how the old
 * one was translated. Imports language, document, memory and compare/values.
 *
 * @module
 */

import type { Block, Document, Note } from "../../document/document.ts";
import { languageProfile } from "../../language/profile.ts";
import type { Span } from "../../language/span.ts";
import { wordCount } from "../../language/words.ts";
import {
  VERSION_STATES,
  type VersionComparison,
  type VersionDifference,
  type VersionEntry,
  type VersionName,
  type VersionState,
  type VersionText,
} from "./entries.ts";
import { type Matchable, type MatchedGroup, matchTexts, printKey } from "./matching.ts";
import { ownWords } from "./own-words.ts";
import { type Edit, wordEdits } from "./word-diff.ts";

/** Stands between paragraphs that were one, as word processors show it. */
const PARAGRAPH_MARK = "¶";
/** Fewer words than so many are found elsewhere by chance. */
const MIN_MOVED_WORDS = 5;

/**
 * Compares two versions of a text. Printed numbers are not looked at when texts are matched; kinds of spaces, dashes, quotation
 * marks and apostrophes are no difference. Time grows about as the documents' length.
 *
 * @throws {RangeError} for documents in two languages
 * @example
 * ```ts
 * import { readDocument } from "@sextant/core/document";
 * import { compareVersions } from "@sextant/core/compare";
 *
 * const draft = await readDocument("en.txt");
 * const adopted = await readDocument("en.txt");
 * compareVersions(draft, adopted).counts.changed; // => 0
 * ```
 */
export function compareVersions(old: Document, current: Document): VersionComparison {
  const { language } = current;
  if (old.language !== language)
    throw new RangeError(`two versions are in one language, not in ${old.language} and ${language}`);
  const olds = textsOf(old);
  const news = textsOf(current);
  const entries = [...entriesOf(olds.blocks, news.blocks, language), ...entriesOf(olds.notes, news.notes, language)];
  return {
    language,
    old: nameOf(old),
    new: nameOf(current),
    entries: withMoves(entries, language),
    counts: countsOf(entries),
    words: wordsOf(entries, language),
    warnings: [],
  };
}

type Matched = VersionText & Matchable;

function textsOf({ blocks, notes }: Document): { blocks: Matched[]; notes: Matched[] } {
  const page = (one: Block | Note): { page?: number } => (one.page === undefined ? {} : { page: one.page });
  return {
    blocks: blocks.map((block, at) => ({
      at,
      role: block.role,
      ...ownWords(block),
      ...page(block),
      ...(block.cell && { column: block.cell.column }),
    })),
    notes: notes.map((note, at) => ({ at, role: "note", number: note.mark, text: note.text, ...page(note) })),
  };
}

function nameOf({ symbol, date, blocks }: Document): VersionName {
  const title = blocks.find(({ role }) => role === "title")?.text;
  return { ...(symbol && { symbol }), ...(date && { date }), ...(title && { title }) };
}

function entriesOf(olds: readonly Matched[], news: readonly Matched[], language: string): VersionEntry[] {
  return matchTexts(olds, news, language).map((group) => entryOf(group, [olds, news], language));
}

function entryOf(
  { old, new: current, moved }: MatchedGroup,
  [olds, news]: readonly [readonly Matched[], readonly Matched[]],
  language: string,
): VersionEntry {
  const [own, now] = [old.map((at) => shown(olds[at]!)), current.map((at) => shown(news[at]!))];
  if (own.length === 0) return { states: ["new"], old: own, new: now, differences: [] };
  if (now.length === 0) return { states: ["dropped"], old: own, new: now, differences: [] };
  const joint = languageProfile(language).spaced ? " " : "";
  const keyOf = (texts: readonly VersionText[]): string => printKey(texts.map(({ text }) => text).join(joint));
  const states = new Set<VersionState>();
  if (keyOf(own) !== keyOf(now)) states.add("changed");
  if (now.length > 1) states.add("split");
  if (own.length > 1) states.add("merged");
  if (moved) states.add("moved");
  if (own[0]!.number !== now[0]!.number) states.add("renumbered");
  const differs = states.has("changed") || own.length > 1 || now.length > 1;
  return {
    states: states.size === 0 ? ["unchanged"] : VERSION_STATES.filter((state) => states.has(state)),
    old: own,
    new: now,
    differences: differs ? differencesOf(own, now, language) : [],
  };
}

function shown({ column: _, ...text }: Matched): VersionText {
  return text;
}

/** The texts of one side of an entry as one, as its differences have it, and where each text begins in it. */
export function joinedTexts(texts: readonly VersionText[], language: string): { text: string; starts: number[] } {
  const space = languageProfile(language).spaced ? " " : "";
  const starts: number[] = [];
  let text = "";
  for (const own of texts) {
    if (starts.length > 0) text += `${space}${PARAGRAPH_MARK}${space}`;
    starts.push(text.length);
    text += own.text;
  }
  return { text, starts };
}

/** Where both sides of an entry differ, as places in their {@link joinedTexts}. */
export function editsIn({ old, new: current }: VersionEntry, language: string): Edit[] {
  return wordEdits(joinedTexts(old, language).text, joinedTexts(current, language).text, language);
}

function differencesOf(
  old: readonly VersionText[],
  current: readonly VersionText[],
  language: string,
): VersionDifference[] {
  const [oldText, newText] = [joinedTexts(old, language).text, joinedTexts(current, language).text];
  const pieces: VersionDifference[] = [];
  const push = (kind: VersionDifference["kind"], text: string): void => {
    if (text !== "") pieces.push({ kind, text });
  };
  let from = 0;
  for (const edit of wordEdits(oldText, newText, language)) {
    push("same", newText.slice(from, edit.new.start));
    push("removed", slice(oldText, edit.old));
    push("added", slice(newText, edit.new));
    from = edit.new.end;
  }
  push("same", newText.slice(from));
  return pieces;
}

const slice = (text: string, { start, end }: Span): string => text.slice(start, end);

/** Marks words that were taken out in one place and put in at another: a sentence that changed places. */
function withMoves(entries: readonly VersionEntry[], language: string): VersionEntry[] {
  const keysOf = (kind: "added" | "removed"): Set<string> =>
    new Set(
      entries
        .flatMap(({ differences }) => differences)
        .filter((piece) => piece.kind === kind && wordCount(piece.text, language) >= MIN_MOVED_WORDS)
        .map(({ text }) => printKey(text)),
    );
  const removed = keysOf("removed");
  const moved = new Set([...keysOf("added")].filter((key) => removed.has(key)));
  if (moved.size === 0) return [...entries];
  return entries.map((entry) => ({
    ...entry,
    differences: entry.differences.map((piece) =>
      piece.kind !== "same" && moved.has(printKey(piece.text)) ? { ...piece, moved: true as const } : piece,
    ),
  }));
}

function countsOf(entries: readonly VersionEntry[]): Record<VersionState, number> {
  const counts = Object.fromEntries(VERSION_STATES.map((state) => [state, 0])) as Record<VersionState, number>;
  for (const { states } of entries) for (const state of states) counts[state]++;
  return counts;
}

function wordsOf(entries: readonly VersionEntry[], language: string): VersionComparison["words"] {
  const words = { same: 0, added: 0, removed: 0 };
  const count = (kind: keyof typeof words, text: string): void => {
    words[kind] += wordCount(text, language);
  };
  for (const { old, new: current, differences } of entries)
    if (differences.length > 0) for (const { kind, text } of differences) count(kind, text);
    else if (current.length === 0) for (const { text } of old) count("removed", text);
    else for (const { text } of current) count(old.length === 0 ? "added" : "same", text);
  return words;
}
