/**
 * Room reuse: how much of some documents a memory knows, counted as translators' tools count it. In: documents, a memory, a
 * pair of languages. Out: segments, words and characters by class of match. Imports language, document and memory.
 *
 * @module
 */

import type { Document } from "../../document/document.ts";
import { sentences } from "../../language/sentences/sentences.ts";
import { wordCount } from "../../language/words.ts";
import type { LookupOptions } from "../../memory/lookup/match.ts";
import { exactKey } from "../../memory/text/normal.ts";
import type { ComparedMemory } from "../compared-memory.ts";

/**
 * What a segment is counted as, the first that holds:
 *
 * - `101`, `100`: by the score of its best match: in the same context, or exact
 * - `repeated`: it stands earlier in its document
 * - `repeated-across`: it stands in an earlier document
 * - `95-99` to `50-74`: by the score of its best match
 * - `new`: nothing is known of it
 */
export const REUSE_CLASSES = [
  "101",
  "100",
  "repeated",
  "repeated-across",
  "95-99",
  "85-94",
  "75-84",
  "50-74",
  "new",
] as const;
export type ReuseClass = (typeof REUSE_CLASSES)[number];

/** The classes of matches, the best first; a score is in the first that it reaches. */
const MATCH_CLASSES: readonly (readonly [least: number, name: ReuseClass])[] = [
  [101, "101"],
  [100, "100"],
  [95, "95-99"],
  [85, "85-94"],
  [75, "75-84"],
  [50, "50-74"],
];
/** The lowest score that is counted as a match. */
const MIN_SCORE = 50;

/** How much there is of something. */
export interface ReuseCount {
  readonly segments: number;
  /** Words without punctuation; each Chinese character is one. */
  readonly words: number;
  /** Characters without spaces: code points. */
  readonly characters: number;
}

/** How much of one text, or of several, is in which class. */
export interface ReuseCounts {
  readonly classes: Readonly<Record<ReuseClass, ReuseCount>>;
  readonly all: ReuseCount;
}

/** What a memory knows of one document. */
export interface DocumentReuse extends ReuseCounts {
  readonly name: string;
  /** BCP 47. */
  readonly language: string;
}

/** What a memory knows of some documents. */
export interface ReuseReport {
  /** In the order in which they were given. */
  readonly documents: readonly DocumentReuse[];
  /** All of them together. */
  readonly total: ReuseCounts;
}

/** A document, and how the report calls it. */
export interface NamedDocument {
  readonly name: string;
  readonly document: Document;
}

/** What a memory is asked. */
export interface ReuseOptions extends Pick<LookupOptions, "memories" | "penalties"> {
  /** Language of the translation, BCP 47. */
  readonly to: string;
  /** Told how many segments of a document are done. */
  readonly onProgress?: (name: string, done: number, all: number) => void;
}

/**
 * Counts what a memory knows of documents. Each segment is looked up between its neighbours; what stands in an earlier document
 * or earlier in its own needs no translation again, and is counted as repeated unless the memory has it as it is.
 *
 * @throws {RangeError} for a tag that is none
 * @example
 * ```ts
 * import { readDocument } from "@sextant/core/document";
 * import { reuseOf } from "@sextant/core/compare";
 * import { Memory } from "@sextant/core/memory";
 *
 * await using memory = await Memory.open("memory.sqlite");
 * const document = await readDocument("en.txt");
 * const { total } = await reuseOf(memory, [{ name: "draft", document }], { to: "fr" });
 * ```
 */
export async function reuseOf(
  memory: ComparedMemory,
  documents: Iterable<NamedDocument> | AsyncIterable<NamedDocument>,
  { to, onProgress, ...options }: ReuseOptions,
): Promise<ReuseReport> {
  const found: DocumentReuse[] = [];
  const total = new ReuseCounter();
  const across = new Set<string>();
  for await (const { name, document } of documents) {
    const { language } = document;
    const texts = segmentsOf(document);
    const own = new ReuseCounter(across);
    let at = 0;
    const query = { from: language, to, ...options, threshold: MIN_SCORE, limit: 1 };
    for await (const [best] of memory.lookupAll(texts, query)) {
      total.add(own.count(texts[at++] as string, best?.score, language));
      onProgress?.(name, at, texts.length);
    }
    for (const text of texts) across.add(exactKey(text));
    found.push({ name, language, ...own.counts() });
  }
  return { documents: found, total: total.counts() };
}

/** The segments of a document, its notes among them, in order. */
export function segmentsOf({ blocks, notes, language }: Document): string[] {
  return [...blocks, ...notes].flatMap(({ text }) =>
    sentences(text, language).map(({ start, end }) => text.slice(start, end)),
  );
}

type Counted = ReuseCount & { readonly class: ReuseClass };

/** Counts the segments of one document, in order. */
export class ReuseCounter {
  readonly #classes = new Map<ReuseClass, ReuseCount>();
  readonly #across: ReadonlySet<string>;
  readonly #before = new Set<string>();

  /** @param across exact keys of the segments of earlier documents */
  constructor(across: ReadonlySet<string> = new Set()) {
    this.#across = across;
  }

  /** Counts a segment, and says as what. @param score of its best match, 50..101, if it has one */
  count(text: string, score: number | undefined, language: string): Counted {
    const key = exactKey(text);
    const counted = {
      class: this.#classOf(key, score ?? 0),
      segments: 1,
      words: wordCount(text, language),
      characters: [...text.replace(/\s+/g, "")].length,
    };
    this.#before.add(key);
    this.add(counted);
    return counted;
  }

  #classOf(key: string, score: number): ReuseClass {
    if (score < 100 && this.#before.has(key)) return "repeated";
    if (score < 100 && this.#across.has(key)) return "repeated-across";
    return MATCH_CLASSES.find(([least]) => score >= least)?.[1] ?? "new";
  }

  /** Adds what was counted elsewhere. */
  add(counted: Counted): void {
    this.#classes.set(counted.class, sum([this.#classes.get(counted.class) ?? NOTHING, counted]));
  }

  /** What was counted so far. */
  counts(): ReuseCounts {
    const classes = REUSE_CLASSES.map((name) => [name, this.#classes.get(name) ?? NOTHING] as const);
    return {
      classes: Object.fromEntries(classes) as Record<ReuseClass, ReuseCount>,
      all: sum(classes.map(([, count]) => count)),
    };
  }
}

const NOTHING: ReuseCount = { segments: 0, words: 0, characters: 0 };

function sum(counts: readonly ReuseCount[]): ReuseCount {
  let [segments, words, characters] = [0, 0, 0];
  for (const count of counts) {
    segments += count.segments;
    words += count.words;
    characters += count.characters;
  }
  return { segments, words, characters };
}
