import { UnreadableDocument } from "./document.ts";
import type { Flow, FlowParagraph } from "./flow.ts";

/** A shorter run in another language is a quotation or a list of names. */
const LEAST_RUN = 5;
/** Fewer Latin letters than this do not tell English, French and Spanish apart. */
const LEAST_LATIN = 60;
/** How much of a paragraph is looked at, UTF-16 code units. */
const SAMPLE = 400;

/** The words that tell the languages in Latin script apart: the most frequent that only one of them has. */
const TELLING: readonly (readonly [language: string, words: ReadonlySet<string>])[] = [
  ["en", new Set("the of and to that by for with which is are shall its this as from have has be not".split(" "))],
  ["fr", new Set("le les des du et dans pour par sur qui au aux une est sont ces leur avec dont à".split(" "))],
  ["es", new Set("el los las del y en por con para una que su sus al como se sobre entre más".split(" "))],
];

/** A stretch of paragraphs in one language: from `from`, up to `to` and without it. */
export interface LanguageRun {
  readonly language: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Tells the stretches of a document that are written in different languages, by script and, in Latin script, by their
 * words. Paragraphs that say too little go with those before them; a stretch of fewer than five that say enough is none.
 */
export function languageRuns(texts: readonly string[]): LanguageRun[] {
  const runs: { language: string; from: number; to: number; told: number }[] = [];
  const told = texts.map(languageOfParagraph);
  told.forEach((language, at) => {
    if (language === undefined || language === "latin") return;
    const last = runs.at(-1);
    if (last?.language === language) {
      last.to = at + 1;
      last.told++;
    } else runs.push({ language, from: at, to: at + 1, told: 1 });
  });
  const long: { language: string; from: number; to: number }[] = [];
  for (const run of mended(runs)) {
    const last = long.at(-1);
    if (last?.language === run.language) last.to = run.to;
    else long.push({ language: run.language, from: run.from, to: run.to });
  }
  // A short heading in Latin letters goes with what follows it, behind another script.
  for (const [at, run] of long.entries())
    if (at > 0 && isLatin(run.language) && !isLatin(long[at - 1]?.language))
      while (told[run.from - 1] === "latin") run.from--;
  return long.map(({ language, from }, at) => ({
    language,
    from: at === 0 ? 0 : from,
    to: long[at + 1]?.from ?? texts.length,
  }));
}

const isLatin = (language: string | undefined): boolean => TELLING.some(([one]) => one === language);

/** Runs that are long enough; those between two of one language do not part them. */
function mended<Run extends { language: string; told: number }>(runs: readonly Run[]): Run[] {
  const long: Run[] = [];
  let waiting: Run[] = [];
  for (const run of runs) {
    const before = waiting.findLast(({ language }) => language === run.language);
    const joined = before ? { ...run, told: run.told + before.told } : run;
    if (joined.told >= LEAST_RUN) {
      long.push(joined);
      waiting = [];
    } else waiting.push(joined);
  }
  return long;
}

/** `latin` where the script says no more; undefined for what says nothing. */
function languageOfParagraph(text: string): string | undefined {
  const sample = text.slice(0, SAMPLE);
  const count = (pattern: RegExp): number => sample.match(pattern)?.length ?? 0;
  const letters = {
    zh: 2 * count(/\p{Script=Han}/gu),
    ru: count(/\p{Script=Cyrillic}/gu),
    ar: count(/\p{Script=Arabic}/gu),
    latin: count(/\p{Script=Latin}/gu),
  };
  const [script, most] = Object.entries(letters).reduce((best, one) => (one[1] > best[1] ? one : best));
  const total = Object.values(letters).reduce((sum, one) => sum + one, 0);
  if (most < 6 || most < 0.6 * total) return undefined;
  if (script !== "latin") return script;
  return (most < LEAST_LATIN ? undefined : latinLanguage(sample)) ?? "latin";
}

/** The language of a text in Latin script by its short words, if they are twice as many as any other's. */
function latinLanguage(text: string): string | undefined {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const counts = TELLING.map(([language, telling]) => ({
    language,
    count: words.filter((word) => telling.has(word)).length,
  }));
  const [first, second] = counts.sort((a, b) => b.count - a.count);
  return first && second && first.count >= 3 && first.count >= 2 * second.count ? first.language : undefined;
}

/** What a person should know of a document in several languages: where each stands. */
export function mixtureWarning(runs: readonly LanguageRun[], { paragraphs, pageCount }: Flow): string[] {
  if (runs.length < 2) return [];
  const places = runs.map(({ language, from, to }) => {
    const page = (paragraph: FlowParagraph | undefined): number => (paragraph?.pages[0]?.page ?? 0) + 1;
    const [first, last] = pageCount === undefined ? [from + 1, to] : [page(paragraphs[from]), page(paragraphs[to - 1])];
    const unit = pageCount === undefined ? "block" : "page";
    return `${language} on ${first === last ? `${unit} ${first}` : `${unit}s ${first}–${last}`}`;
  });
  return [`it holds more than one language: ${places.join(", ")}; each can be read by itself`];
}

/**
 * The part of a flow that is in one language, with its notes: those whose page it touches, where there are pages. The rest
 * is left out, and said to be. A flow in one language is its own part.
 *
 * @throws {UnreadableDocument} for a language that has no stretch of its own
 */
export function partOf(flow: Flow, language: string, name: string): Flow {
  const runs = languageRuns(flow.paragraphs.map(({ text }) => text));
  const own = runs.filter((run) => run.language === language);
  if (runs.length > 0 && own.length === 0) {
    const languages = [...new Set(runs.map((run) => run.language))].join(", ");
    throw new UnreadableDocument(`${name} has no part in ${language}; it is in ${languages}`);
  }
  if (runs.length < 2) return flow;
  const kept = new Set(own.flatMap(({ from, to }) => flow.paragraphs.slice(from, to)));
  const pages = new Set([...kept].flatMap(({ pages }) => pages.map(({ page }) => page)));
  const other = (text: string, page: number | undefined) => ({
    text,
    ...(flow.pageCount !== undefined && page !== undefined && { page: page + 1 }),
    reason: "in another language",
  });
  return {
    ...flow,
    paragraphs: flow.paragraphs.filter((paragraph) => kept.has(paragraph)),
    notes: flow.notes.filter(({ page }) => pages.has(page)),
    leftOut: [
      ...flow.leftOut,
      ...flow.paragraphs.filter((one) => !kept.has(one)).map(({ text, pages: [at] }) => other(text, at?.page)),
      ...flow.notes.filter(({ page }) => !pages.has(page)).map(({ text, page }) => other(text, page)),
    ],
  };
}
