import { type ReuseClass, ReuseCounter, segmentsOf } from "@sextant/core/compare";
import type { Match, Memory } from "@sextant/core/memory";
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

/** How the classes of a reuse report are called here; of one document there are no others. */
const NAMES = {
  "101": "101 in context",
  "100": "100 exact",
  "95-99": "95–99",
  "85-94": "85–94",
  "75-84": "75–84",
  "50-74": "50–74",
  repeated: "repeated",
  new: "no match",
} as const satisfies Partial<Record<ReuseClass, string>>;

/** Returns the segments of a document, notes included, in order. */
export async function fileSegments(
  file: string,
  language: string | undefined,
): Promise<{ language: string; texts: string[] }> {
  const document = await readFileDocument(file, { ...(language !== undefined && { language }) });
  for (const { message } of document.warnings) console.error(`sextant: ${file}: ${message}`);
  return { language: document.language, texts: segmentsOf(document) };
}

/** Looks up all segments, and reports progress. */
export async function lookUpAll(
  memory: Memory,
  texts: readonly string[],
  query: Parameters<Memory["lookupAll"]>[1],
  progress: (done: number, total: number) => void,
): Promise<LookedUp[]> {
  const found: LookedUp[] = [];
  for await (const matches of memory.lookupAll(texts, query)) {
    found.push({ text: texts[found.length] as string, matches });
    progress(found.length, texts.length);
  }
  return found;
}

/** Counts the segments and words that have a match of each class, which CAT tools call an analysis. */
export function analysisOf(found: readonly LookedUp[], language: string): Share[] {
  const counter = new ReuseCounter();
  for (const { text, matches } of found) counter.count(text, matches[0]?.score, language);
  const { classes } = counter.counts();
  return (["101", "100", "95-99", "85-94", "75-84", "50-74", "repeated", "new"] as const).map((name) => {
    const { segments, words } = classes[name];
    return { name: NAMES[name], segments, words };
  });
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
