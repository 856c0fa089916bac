import { readdirSync, readFileSync } from "node:fs";
import type { Partners } from "../text/partners.ts";
import { Vocabulary } from "../text/tokens.ts";
import { Lexicon } from "./lexicon.ts";

/**
 * How often words of one language were translated by words of another, in aligned texts. Words are keys of a {@link
 * Vocabulary} (stems and full forms).
 */
export interface WordTranslations {
  /** Language codes. */
  readonly source: string;
  readonly target: string;
  /** Expected number of times; fractional. */
  readonly entries: readonly (readonly [source: string, target: string, count: number])[];
}

/**
 * The lexicons that are shipped. Each pair of the six official languages has one of United Nations texts, learnt by
 * `corpus/lexicon.ts`, and two of everyday
 * words, learnt by `corpus/keywords.ts` and `corpus/messages.ts`; in place of
 * these two, Chinese and English have a dictionary, made by `corpus/dictionary.ts`.
 */
export function shippedTranslations(): readonly WordTranslations[] {
  shipped ??= [
    ...readTranslations("lexicon.json"),
    ...readTranslations("keywords.json"),
    ...readdirSync(new URL("messages/", PACKAGE)).map((file) => {
      const [source = "", target = ""] = file.replace(".json", "").split("-");
      return readWhenNeeded(`messages/${file}`, source, target);
    }),
    readWhenNeeded("dictionary.json", "zh", "en"),
  ];
  return shipped;
}
let shipped: readonly WordTranslations[] | undefined;

const PACKAGE = new URL("../../../", import.meta.url);

/** These are large and serve one pair each, so each is read when its pair is aligned. */
const readWhenNeeded = (file: string, source: string, target: string): WordTranslations =>
  lazily(source, target, () => readTranslations(file).flatMap(({ entries }) => entries));

const readTranslations = (file: string): readonly WordTranslations[] =>
  parseTranslations(readFileSync(new URL(file, PACKAGE), "utf8"));

/**
 * Reads what {@link formatTranslations} wrote; the entries of a pair of languages are parsed when they are first
 * needed.
 */
export function parseTranslations(json: string): readonly WordTranslations[] {
  return (JSON.parse(json) as WrittenPair[]).map(({ source, target, words }) =>
    lazily(source, target, () =>
      words.split("\n").map((line) => {
        const [a = "", b = "", count] = line.split("\t");
        return [a, b, Number(count)] as const;
      }),
    ),
  );
}

function lazily(source: string, target: string, read: () => WordTranslations["entries"]): WordTranslations {
  let entries: WordTranslations["entries"] | undefined;
  return {
    source,
    target,
    get entries() {
      entries ??= read();
      return entries;
    },
  };
}

/** Writes lexicons as JSON, one line for each entry, counts rounded to a tenth. */
export function formatTranslations(lexicons: readonly WordTranslations[]): string {
  const written = lexicons.map(
    ({ source, target, entries }): WrittenPair => ({
      source,
      target,
      words: entries.map(([a, b, count]) => `${a}\t${b}\t${count.toFixed(1)}`).join("\n"),
    }),
  );
  return `${JSON.stringify(written, null, 2)}\n`;
}

interface WrittenPair {
  readonly source: string;
  readonly target: string;
  /** One line for each entry: source, target and count, separated by tabs. */
  readonly words: string;
}

/** Texts that translate each other. */
export interface TranslatedText {
  readonly source: string;
  readonly target: string;
  /** How sure it is that they do, 0..1. */
  readonly weight: number;
}

/** Links are fixed here, so training can go on until the translations are clear. */
const TRAININGS = 5;
/** Translations that are met less often than this, or that have too small a share of their word, are not kept … */
const MIN_COUNT = 1.5;
/** Share of a word's translations, 0..1, that a translation needs. */
const MIN_SHARE = 0.4;
/** … except that of a word met once whose translation is nearly certain, such as a name. */
const MIN_CERTAIN_SHARE = 0.9;
const MIN_CERTAIN_COUNT = 0.8;

/**
 * Learns how words are translated from aligned texts (IBM model 1 in both directions, the mean of what they expect).
 *
 * @param minShare smallest share of a word's translations, 0..1, that is kept
 * @returns entries in the order of the source's words; numbers and symbols, which need no lexicon, are left out
 */
export function learnTranslations(
  texts: readonly TranslatedText[],
  source: string,
  target: string,
  minShare = MIN_SHARE,
): WordTranslations {
  const [sourceWords, targetWords] = [new Vocabulary(source), new Vocabulary(target)];
  const text = {
    source: sourceWords.side(texts.map((pair) => pair.source)),
    target: targetWords.side(texts.map((pair) => pair.target)),
    links: {
      starts: Int32Array.from({ length: texts.length + 1 }, (_, at) => at),
      targets: Int32Array.from(texts, (_, at) => at),
      weights: Float64Array.from(texts, ({ weight }) => weight),
    },
  };
  const lexicon = new Lexicon(text.source, text.target, sourceWords.counts, targetWords.counts);
  for (let training = 0; training < TRAININGS; training++) lexicon.train(text.links);
  return keptTranslations(lexicon, sourceWords, targetWords, minShare);
}

/** Selects what is worth keeping of a trained lexicon for other texts. */
export function keptTranslations(
  lexicon: Lexicon,
  sourceWords: Vocabulary,
  targetWords: Vocabulary,
  minShare = MIN_SHARE,
): WordTranslations {
  const entries = lexicon
    .translations(Math.min(MIN_COUNT, MIN_CERTAIN_COUNT))
    .filter(
      ({ count, share }) =>
        (count >= MIN_COUNT && share >= minShare) || (count >= MIN_CERTAIN_COUNT && share >= MIN_CERTAIN_SHARE),
    )
    .map(({ source: from, target: to, count }) => [sourceWords.keys[from], targetWords.keys[to], count] as const)
    .filter(
      (entry): entry is readonly [string, string, number] =>
        IS_WORD.test(entry[0] ?? "") && IS_WORD.test(entry[1] ?? ""),
    );
  return { source: sourceWords.language, target: targetWords.language, entries };
}

const IS_WORD = /\p{L}/u;

/** Added to a word's count: the translation of a word seen once is not certain. */
const SMOOTHING = 1;

/** For each type of `from`, the types of `to` that are known to translate it, with the probability of each. */
export function knownPartners(
  known: readonly WordTranslations[],
  from: Vocabulary,
  to: Vocabulary,
): (Partners | undefined)[] {
  const partners = new Map<number, Map<number, number>>();
  const totals = new Map<number, number>();
  for (const lexicon of known) {
    const { source, target } = lexicon;
    const forward = source === from.language && target === to.language;
    if (!forward && !(target === from.language && source === to.language)) continue;
    // Entries of other pairs need not be parsed.
    for (const [a, b, count] of lexicon.entries) {
      const type = from.idOf(forward ? a : b);
      if (type === undefined) continue;
      totals.set(type, (totals.get(type) ?? 0) + count);
      const other = to.idOf(forward ? b : a);
      if (other === undefined) continue;
      const row = partners.get(type) ?? new Map<number, number>();
      row.set(other, (row.get(other) ?? 0) + count);
      partners.set(type, row);
    }
  }
  return from.counts.map((_, type) => {
    const row = partners.get(type);
    if (!row) return undefined;
    const total = (totals.get(type) as number) + SMOOTHING;
    return { ids: [...row.keys()], weights: Array.from(row.values(), (count) => count / total) };
  });
}
