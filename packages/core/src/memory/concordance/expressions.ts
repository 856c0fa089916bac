import { BETWEEN, type CutPair, placesIn } from "./translation-marks.ts";
import { type IsCommon, likelihoodRatio, type Sequence, type Word } from "./word-sequences.ts";

/** A phrase is a part of a longer expression where so large a share of its texts holds that. */
const MIN_PART_SHARE = 0.85;
/** Words that are looked at on either side of a phrase. */
const MAX_BESIDE = 4;
/** Texts that hold an expression; fewer say nothing. */
const MIN_TEXTS = 3;

/**
 * The longer expressions in which a phrase stands: `transnational organized crime` of `organized crime`. They tell what a sequence
 * of the translations renders: the phrase, or more than it.
 */
export interface Expressions {
  /** Whether the phrase stands by itself, and not nearly always in one longer expression. */
  readonly isWhole: boolean;
  /** Whether a sequence of the translations goes with a longer expression more than with the phrase. */
  readonly rendersMore: (sequence: Sequence) => boolean;
}

/**
 * @param pairs those with the phrase, and others
 * @param isCommon which words of the source only join others: `la drogue` is no more than `drogue`
 */
export function expressionsOf(pairs: readonly CutPair[], isCommon: IsCommon): Expressions {
  const hits = pairs.filter(({ isHit }) => isHit);
  const phrase = new Set(hits);
  const held = new Map<string, Set<CutPair>>();
  for (const pair of hits)
    for (const key of longerIn(pair, isCommon)) held.set(key, (held.get(key) ?? new Set()).add(pair));
  const longer = [...held.values()].filter(({ size }) => size >= MIN_TEXTS);
  return {
    isWhole: longer.every(({ size }) => size < MIN_PART_SHARE * hits.length),
    rendersMore: ({ words }) => {
      const having = new Set(pairs.filter(({ target }) => placesIn(target, words).length > 0));
      const tells = (sources: ReadonlySet<CutPair>): number => {
        const both = sources.intersection(having).size;
        return likelihoodRatio([both, having.size], [sources.size - both, pairs.length - having.size]);
      };
      const ofPhrase = tells(phrase);
      return longer.some((sources) => {
        const alone = phrase.difference(sources);
        return tells(sources) > ofPhrase && 2 * alone.intersection(having).size < alone.size;
      });
    },
  };
}

/** The expressions around the places of a phrase, each by the words that it adds on either side. */
function longerIn({ source, places }: CutPair, isCommon: IsCommon): ReadonlySet<string> {
  const { text, words } = source;
  const isJoined = (before: Word, after: Word): boolean => BETWEEN.test(text.slice(before.end, after.start));
  const found = new Set<string>();
  for (const place of places) {
    const first = words.findIndex(({ end }) => end > place.start);
    const last = words.findLastIndex(({ start }) => start < place.end);
    if (first < 0 || last < first) continue;
    let begin = first;
    for (; begin >= 0 && first - begin <= MAX_BESIDE; begin--) {
      if (begin < first && !isJoined(words[begin]!, words[begin + 1]!)) break;
      for (let end = last; end < words.length && end - last <= MAX_BESIDE; end++) {
        if (end > last && !isJoined(words[end - 1]!, words[end]!)) break;
        const added = [words.slice(begin, first), words.slice(last + 1, end + 1)];
        // It begins and ends with words that say something: each expression once.
        const edges = [added[0]?.[0], added[1]?.at(-1)].filter((word) => word !== undefined);
        if (edges.length === 0 || edges.some(({ key }) => isCommon(key))) continue;
        found.add(added.map((side) => side.map(({ key }) => key).join(" ")).join(" | "));
      }
    }
  }
  return found;
}
