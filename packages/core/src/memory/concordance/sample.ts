import { type Kysely, sql } from "kysely";
import { editionOf } from "../database/edition.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { folded } from "../text/normal.ts";
import type { CutPair, CutText } from "./translation-marks.ts";
import { type Asked, cutOf, textsBy, type UnitText, type UnitTexts } from "./unit-texts.ts";
import { type LinkCounts, learntLinks, type PairLinks } from "./word-links.ts";
import { commonWords, type IsCommon } from "./word-sequences.ts";

/** Units of a sample; at least half as many where there are more. */
const MAX_SAMPLED = 400;
/** Samples that are kept: those of all pairs of six languages, both ways. */
const MAX_SAMPLES = 30;

/** What a memory holds of two languages, by an even sample of its units. Every phrase is held against it. */
export interface Sample {
  readonly units: readonly UnitTexts[];
  /** Which words of either language only join others. */
  readonly common: readonly [source: IsCommon, target: IsCommon];
  /** The links of words in a text and its translation; undefined where they are not of the sample, or too long. */
  readonly linksOf: (source: CutText, target: CutText) => PairLinks | undefined;
  /** How often words are linked in it. */
  readonly counts: LinkCounts;
}

/** A sample, of which edition it was drawn, and its texts. */
interface Drawn {
  readonly edition: string;
  readonly sample: Promise<{ readonly sample: Sample; readonly texts: string }>;
}

/** By the memory that they are of, and by languages. */
const samples = new WeakMap<Engine, Map<string, Drawn>>();

/**
 * The sample for two languages. It is kept, cut, folded and linked, while the memory does not change, and where a change left its
 * texts as they were.
 *
 * @param sources variants of the one language
 * @param targets variants of the other
 */
export async function sampleOf(asked: Asked, sources: readonly string[], targets: readonly string[]): Promise<Sample> {
  const { memory, number, token } = await editionOf(asked.db);
  const edition = [memory, number, token].join(" ");
  const own = samples.get(asked.engine) ?? new Map<string, Drawn>();
  samples.set(asked.engine, own);
  const key = [...sources, "in", ...targets].join(" ");
  const known = own.get(key);
  const kept = known?.edition === edition ? known : { edition, sample: drawn(asked, sources, targets, known) };
  if (kept !== known) kept.sample.catch(() => own.get(key) === kept && own.delete(key));
  // The one that was asked for last is the last one.
  own.delete(key);
  own.set(key, kept);
  if (own.size > MAX_SAMPLES) own.delete([...own.keys()][0] as string);
  return (await kept.sample).sample;
}

async function drawn(asked: Asked, sources: readonly string[], targets: readonly string[], before?: Drawn) {
  const ids = await sampledIds(asked.db, sources, targets);
  const units = await textsBy(asked, [...new Set([...sources, ...targets])], ids, keptText);
  const texts = JSON.stringify(
    units.map(({ unit, texts }) => [unit, ...texts.map(({ language, text }) => [language, text])]),
  );
  const known = await before?.sample.catch(() => undefined);
  return known?.texts === texts ? known : { sample: learntSample(units, sources, targets), texts };
}

function learntSample(units: readonly UnitTexts[], sources: readonly string[], targets: readonly string[]): Sample {
  const pairs = units.flatMap(({ texts }) =>
    texts
      .filter(({ language }) => sources.includes(language))
      .flatMap((own) =>
        texts
          .filter(({ language }) => targets.includes(language) && language !== own.language)
          .map((other): CutPair => ({ source: own.cut(), target: other.cut(), isHit: false, places: [] })),
      ),
  );
  const { links, counts } = learntLinks(pairs);
  const byText = new Map<CutText, Map<CutText, PairLinks>>();
  for (const [{ source, target }, { width, links: own }] of links) {
    const made = byText.get(source) ?? new Map<CutText, PairLinks>();
    // Half as long numbers will do: a sample is kept for long.
    byText.set(source, made.set(target, { width, links: Float32Array.from(own) }));
  }
  return {
    units,
    common: [
      commonWords(pairs.map(({ source }) => source.words)),
      commonWords(pairs.map(({ target }) => target.words)),
    ],
    linksOf: (source, target) => byText.get(source)?.get(target),
    counts,
  };
}

/**
 * Ids of units, evenly from where both languages are: they are given in order, and few are missing. Steps are powers of two, so that
 * what is imported later leaves the sample as it is, or halves it.
 */
async function sampledIds(
  db: Kysely<Tables>,
  sources: readonly string[],
  targets: readonly string[],
): Promise<number[]> {
  const rangeOf = async (languages: readonly string[]): Promise<readonly [first: number, last: number]> => {
    if (languages.length === 0) return [0, -1];
    const { first, last } = await db
      .selectFrom("variant")
      .select([sql<number>`coalesce(min(unit), 0)`.as("first"), sql<number>`coalesce(max(unit), -1)`.as("last")])
      .where("language", "in", [...languages])
      .executeTakeFirstOrThrow();
    return [Number(first), Number(last)];
  };
  const [source, target] = await Promise.all([rangeOf(sources), rangeOf(targets)]);
  const [first, last] = [Math.max(source[0], target[0]), Math.min(source[1], target[1])];
  let step = 1;
  while ((last - first) / step >= MAX_SAMPLED) step *= 2;
  const from = Math.ceil(first / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((last - from) / step) + 1) }, (_, at) => from + at * step);
}

function keptText(language: string, text: string): UnitText {
  let [cut, fold]: [CutText | undefined, string | undefined] = [undefined, undefined];
  return {
    language,
    text,
    cut: () => (cut ??= cutOf(text, language)),
    folded: () => (fold ??= folded(text)),
  };
}
