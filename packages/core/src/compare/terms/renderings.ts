import { MIN_ROWS, type Phrases } from "./phrases.ts";

/** A term, how it is usually rendered, and the rows where it stands more often than its rendering. */
export interface Rendering {
  readonly term: readonly string[];
  readonly rendering: readonly string[];
  /** Rows that have both equally often … */
  readonly agreeing: number;
  /** … as a share of those that have either, but for one that lacks it. */
  readonly share: number;
  readonly lacking: readonly number[];
  /** Whether no other phrase goes as well with the term, nor another term with the rendering. */
  readonly isBest: boolean;
}

/** A rendering is usual from this share on. */
const MIN_SHARE = 0.8;
/** Chinese words of fewer characters have too many senses. */
const MIN_CHARACTERS = 3;
/** A term that is rendered otherwise in more of its rows has several renderings. */
const MAX_LACKING_SHARE = 0.17;
/** Phrases that go with a term are looked for in so many of its rows, evenly. */
const SAMPLE = 8;
/** … and stand in this share of them. */
const MIN_SAMPLE_SHARE = 0.7;
/** Phrases that stand in far more rows say other things, too. */
const MAX_ROWS_RATIO = 1.3;

/** The terms of `from` with their usual renderings in `to`, where some row lacks one. */
export function usualRenderings(from: Phrases, to: Phrases): Rendering[] {
  const found: Omit<Rendering, "isBest">[] = [];
  const [ofTerm, ofRendering] = [new Map<string, number>(), new Map<string, number>()];
  for (const [phrase, rows] of from.byPhrase) {
    const term = phrase.split(" ");
    // One word alone has too many senses.
    const isTerm = from.language === "zh" ? phrase.replaceAll(" ", "").length >= MIN_CHARACTERS : term.length > 1;
    if (rows.size <= MIN_ROWS || !isTerm) continue;
    for (const other of companions(rows, to)) {
      const own = renderingOf(rows, to.byPhrase.get(other)!);
      if (!own) continue;
      raise(ofTerm, phrase, own.share);
      raise(ofRendering, other, own.share);
      if (own.lacking.length > 0) found.push({ term, rendering: other.split(" "), ...own });
    }
  }
  return found
    .map((own) => ({ own, best: Math.max(ofTerm.get(own.term.join(" "))!, ofRendering.get(own.rendering.join(" "))!) }))
    .map(({ own, best }) => ({ ...own, isBest: own.share >= best }));
}

function raise(best: Map<string, number>, phrase: string, share: number): void {
  if (share > (best.get(phrase) ?? 0)) best.set(phrase, share);
}

/** Phrases of two words and more that stand in most of some rows, as often as the term does. */
function companions(rows: ReadonlyMap<number, number>, to: Phrases): string[] {
  const all = [...rows.keys()];
  const many = Math.min(SAMPLE, all.length);
  const sample = Array.from({ length: many }, (_, n) => all[Math.floor((n * all.length) / many)]!);
  const due = Math.ceil(MIN_SAMPLE_SHARE * many);
  const counts = new Map<string, number>();
  sample.forEach((row, n) => {
    const times = rows.get(row);
    const own = to.byRow[row]!;
    // What comes later for the first time stands in too few.
    if (n <= many - due) {
      for (const [phrase, theirs] of own) if (theirs === times) counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
    } else for (const [phrase, count] of counts) if (own.get(phrase) === times) counts.set(phrase, count + 1);
  });
  return [...counts].filter(([, count]) => count >= due).map(([phrase]) => phrase);
}

function renderingOf(
  rows: ReadonlyMap<number, number>,
  others: ReadonlyMap<number, number>,
): Pick<Rendering, "agreeing" | "share" | "lacking"> | undefined {
  if (others.size > MAX_ROWS_RATIO * rows.size) return undefined;
  let agreeing = 0;
  let shared = 0;
  const lacking: number[] = [];
  for (const [row, times] of rows) {
    const theirs = others.get(row) ?? 0;
    if (theirs > 0) shared++;
    if (theirs === times) agreeing++;
    else if (theirs < times) lacking.push(row);
  }
  const share = agreeing / (rows.size + others.size - shared - 1);
  if (lacking.length > MAX_LACKING_SHARE * rows.size) return undefined;
  return agreeing >= MIN_ROWS && share >= MIN_SHARE ? { agreeing, share, lacking } : undefined;
}
