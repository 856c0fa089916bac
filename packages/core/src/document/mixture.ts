import { UnreadableDocument } from "./document.ts";
import type { Flow, FlowParagraph } from "./flow.ts";
import { type ReadingWarning, warning } from "./warning.ts";

/** A run of fewer paragraphs in another language is a quotation or a list of names. */
const MIN_RUN_PARAGRAPHS = 5;
/** With fewer Latin letters, English, French and Spanish cannot be distinguished. */
const MIN_LATIN_LETTERS = 60;
/** Length of the sample of a paragraph, in UTF-16 code units. */
const SAMPLE_LENGTH = 400;

/** The most frequent words that only one of the languages in Latin script has. */
const DISTINCTIVE_WORDS: readonly (readonly [language: string, words: ReadonlySet<string>])[] = [
  ["en", new Set("the of and to that by for with which is are shall its this as from have has be not".split(" "))],
  ["fr", new Set("le les des du et dans pour par sur qui au aux une est sont ces leur avec dont à".split(" "))],
  ["es", new Set("el los las del y en por con para una que su sus al como se sobre entre más".split(" "))],
];

/** A run of paragraphs in one language: from `from` to before `to`. */
export interface LanguageRun {
  readonly language: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Finds the runs of a document in different languages, by script and, in Latin script, by words. Paragraphs that say
 * too little join those before them; fewer than {@link MIN_RUN_PARAGRAPHS} that say enough are not a run.
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
  // A short heading in Latin letters, after another script, joins what follows it.
  for (const [at, run] of long.entries())
    if (at > 0 && isLatin(run.language) && !isLatin(long[at - 1]?.language))
      while (told[run.from - 1] === "latin") run.from--;
  return long.map(({ language, from }, at) => ({
    language,
    from: at === 0 ? 0 : from,
    to: long[at + 1]?.from ?? texts.length,
  }));
}

const isLatin = (language: string | undefined): boolean => DISTINCTIVE_WORDS.some(([one]) => one === language);

/** Keeps runs that are long enough; a short run between two of one language does not separate them. */
function mended<Run extends { language: string; told: number }>(runs: readonly Run[]): Run[] {
  const long: Run[] = [];
  let waiting: Run[] = [];
  for (const run of runs) {
    const before = waiting.findLast(({ language }) => language === run.language);
    const joined = before ? { ...run, told: run.told + before.told } : run;
    if (joined.told >= MIN_RUN_PARAGRAPHS) {
      long.push(joined);
      waiting = [];
    } else waiting.push(joined);
  }
  return long;
}

/** `latin` if the script shows no more; undefined for a text that shows nothing. */
function languageOfParagraph(text: string): string | undefined {
  const sample = text.slice(0, SAMPLE_LENGTH);
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
  return (most < MIN_LATIN_LETTERS ? undefined : latinLanguage(sample)) ?? "latin";
}

/** The language of a text in Latin script by its short words, if it has twice as many as any other. */
function latinLanguage(text: string): string | undefined {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const counts = DISTINCTIVE_WORDS.map(([language, distinctive]) => ({
    language,
    count: words.filter((word) => distinctive.has(word)).length,
  }));
  const [first, second] = counts.sort((a, b) => b.count - a.count);
  return first && second && first.count >= 3 && first.count >= 2 * second.count ? first.language : undefined;
}

/** Warns about a document in several languages, and says where each is. */
export function mixtureWarning(runs: readonly LanguageRun[], { paragraphs, pageCount }: Flow): ReadingWarning[] {
  if (runs.length < 2) return [];
  const places = runs.map(({ from, to }) => {
    const page = (paragraph: FlowParagraph | undefined): number => (paragraph?.pages[0]?.page ?? 0) + 1;
    const [first, last] = pageCount === undefined ? [from + 1, to] : [page(paragraphs[from]), page(paragraphs[to - 1])];
    return first === last ? `${first}` : `${first}–${last}`;
  });
  const unit = pageCount === undefined ? "block" : "page";
  return [warning("several-languages", { unit, languages: runs.map(({ language }) => language), places })];
}

/**
 * Returns the part of a flow that is in one language, with its notes: those of the pages that it touches, if there are
 * pages. The rest is reported as left out. A flow in one language is returned whole.
 *
 * @throws {UnreadableDocument} if the language has no run
 */
export function partOf(flow: Flow, language: string, name: string): Flow {
  const runs = languageRuns(flow.paragraphs.map(({ text }) => text));
  const own = runs.filter((run) => run.language === language);
  if (runs.length > 0 && own.length === 0) {
    const languages = [...new Set(runs.map((run) => run.language))].join(", ");
    throw new UnreadableDocument(`${name} has no part in ${language}; it is in ${languages}`, {
      why: { reason: "no-part", values: { language, languages: [...new Set(runs.map((run) => run.language))] } },
    });
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
