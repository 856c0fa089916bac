import { sentences, wordCount } from "@sextant/core/language";
import { exactKey, type Match, type Memory } from "@sextant/core/memory";
import { readFileDocument } from "../documents.ts";
import { colour, counted } from "../terminal.ts";

/** A segment of a document, and its matches in the memory. */
export interface LookedUp {
  readonly text: string;
  readonly matches: readonly Match[];
}

/** The share of a document that has matches of at least some score. */
interface Share {
  readonly name: string;
  readonly segments: number;
  readonly words: number;
}

/** Classes of scores: a segment counts in the first class that its best match reaches. */
const CLASSES = [
  { least: 101, name: "101 in context" },
  { least: 100, name: "100 exact" },
  { least: 95, name: "95–99" },
  { least: 85, name: "85–94" },
  { least: 75, name: "75–84" },
  { least: 50, name: "50–74" },
] as const;
const REPEATED = "repeated";
const NONE = "no match";

/** Returns the segments of a document, notes included, in order. */
export async function segmentsOf(
  file: string,
  language: string | undefined,
): Promise<{ language: string; texts: string[] }> {
  const document = await readFileDocument(file, { ...(language !== undefined && { language }) });
  for (const warning of document.warnings) console.error(`sextant: ${file}: ${warning}`);
  const texts = [...document.blocks, ...document.notes].flatMap(({ text }) =>
    sentences(text, document.language).map(({ start, end }) => text.slice(start, end)),
  );
  return { language: document.language, texts };
}

/** Looks up all segments, and reports progress. */
export async function lookUpAll(
  memory: Memory,
  texts: readonly string[],
  [source, target]: readonly [string, string],
  options: Parameters<Memory["lookupAll"]>[3],
  progress: (done: number, total: number) => void,
): Promise<LookedUp[]> {
  const found: LookedUp[] = [];
  for await (const matches of memory.lookupAll(texts, source, target, options)) {
    found.push({ text: texts[found.length] as string, matches });
    progress(found.length, texts.length);
  }
  return found;
}

/** Counts the segments and words that have a match of each class, which CAT tools call an analysis. */
export function analysisOf(found: readonly LookedUp[], language: string): Share[] {
  const counts = new Map(
    [...CLASSES.map(({ name }) => name), REPEATED, NONE].map((name) => [name, [0, 0] as [number, number]]),
  );
  const before = new Set<string>();
  for (const { text, matches } of found) {
    const score = matches[0]?.score ?? 0;
    const key = exactKey(text);
    const own = CLASSES.find(({ least }) => score >= least)?.name ?? NONE;
    const count = counts.get(score < 100 && before.has(key) ? REPEATED : own) as [number, number];
    count[0]++;
    count[1] += wordCount(text, language);
    before.add(key);
  }
  return [...counts].map(([name, [segments, words]]) => ({ name, segments, words }));
}

/** Shows an analysis as a table, one line for each class. */
export function analysisView(shares: readonly Share[]): string[] {
  const all = shares.reduce(
    (sum, { segments, words }) => ({ segments: sum.segments + segments, words: sum.words + words }),
    {
      segments: 0,
      words: 0,
    },
  );
  const line = (name: string, segments: string, words: string, share: string): string =>
    `${name.padEnd(16)}${segments.padStart(10)}${words.padStart(10)}${share.padStart(7)}`;
  return [
    colour("bold", line("match", "segments", "words", "words")),
    ...shares.map(({ name, segments, words }) =>
      line(name, segments.toLocaleString("en"), words.toLocaleString("en"), percent(words, all.words)),
    ),
    `${counted(all.segments, "segment")}, ${counted(all.words, "word")}`,
  ];
}

const percent = (part: number, whole: number): string => `${whole === 0 ? 0 : Math.round((100 * part) / whole)} %`;
