import type { PairWords } from "../coverage/pair-words.ts";
import { accompanied, asWritten, type Lack, type StandIn, termPlaces, timesDue, timesOf } from "./lack.ts";
import { placesOf } from "./phrases.ts";
import { areAlike, isTermWord } from "./term-words.ts";

/** In place of a word of the rendering, another one: what is left of the rendering, and where the other word stands. */
interface Exchange {
  readonly kept: readonly string[];
  readonly gone: readonly string[];
  /** Index of the other word. */
  readonly at: number;
  /** Indices of what stands for the rendering, from and without. */
  readonly from: number;
  readonly to: number;
}

/** A rendering is as good as certain from so many rows on … */
const MIN_SURE_ROWS = 8;
/** … in such a share of those that have either … */
const MIN_SURE_SHARE = 0.82;
/** … where what stands for it is not explained by what else the row says. */
const MAX_SURE_NATS = 2.4;
/** A word that is explained better belongs there. */
const MAX_EXPLAINED_NATS = 3;

/** What stands for a rendering of which a part is left: that part, beside another word. */
export function partExchange(lack: Lack, pair: PairWords): StandIn | undefined {
  const { to, rendering, row, side } = lack;
  for (const exchange of exchanges(lack)) {
    if (!isOfTerm(exchange, lack) || !isUnusual(exchange, lack)) continue;
    const own = asWritten(to.words[row]![exchange.at]!);
    const [explained = 0] = pair.explained(row, side, [own], termPlaces(lack).flat().map(asWritten));
    if (explained >= MAX_EXPLAINED_NATS) continue;
    const isSure =
      rendering.agreeing >= MIN_SURE_ROWS && rendering.share >= MIN_SURE_SHARE && explained < MAX_SURE_NATS;
    return { from: exchange.from, to: exchange.to, isSure };
  }
  return undefined;
}

/** Where a beginning or an end of the rendering stands beside another word. */
function* exchanges(lack: Lack): Generator<Exchange> {
  const { to, row } = lack;
  const { rendering } = lack.rendering;
  const words = to.words[row]!;
  const due = timesDue(lack);
  const lacks = new Set(rendering.filter((key) => timesOf(key, words) < due));
  if (lacks.size === 0) return;
  for (let cut = 1; cut < rendering.length; cut++) {
    const [head, tail] = [rendering.slice(0, cut), rendering.slice(cut)];
    for (const [kept, gone, isHead] of [
      [head, tail, true],
      [tail, head, false],
    ] as const) {
      const lost = gone.filter((key) => lacks.has(key));
      if (lost.length === 0) continue;
      for (const place of placesOf(kept, words)) {
        const at = isHead ? place + kept.length : place - 1;
        const word = words[at];
        if (!word || !isTermWord(word, to.language) || (isHead ? word : words[place]!).isCut) continue;
        yield { kept, gone: lost, at, from: Math.min(at, place), to: Math.max(at + 1, place + kept.length) };
      }
    }
  }
}

/** A word of the term and one of the rendering go together from this Dice coefficient on. */
const MIN_DICE = 0.5;

/** Whether what is gone rendered a word of the term: in the other rows each is the other's best partner. */
function isOfTerm({ gone }: Exchange, { together, rendering: { term, rendering }, row }: Lack): boolean {
  return gone.some((lost) => {
    const worths = term.map((word) => together.dice(word, lost, row));
    const worth = Math.max(...worths);
    if (worth < MIN_DICE) return false;
    const best = term[worths.indexOf(worth)]!;
    return rendering.every((word) => word === lost || together.dice(best, word, row) <= worth);
  });
}

/** What is left of a rendering belongs to it in this share of its places. */
const MIN_SPECIFIC_SHARE = 0.4;
/** Another word that stands beside it in more rows belongs there … */
const MAX_ROWS_BESIDE = 2;
/** … as does one that stands in this share of the rows that have term and rendering. */
const MAX_ACCOMPANIED_SHARE = 0.5;

/** Whether the other word stands there in hardly any other row, and is no form of a word of the rendering. */
function isUnusual({ kept, gone, at, from: start, to: end }: Exchange, lack: Lack): boolean {
  const { to, rendering, row } = lack;
  const words = to.words[row]!;
  const { key } = words[at]!;
  if (rendering.rendering.some((own) => areAlike(own, key)) || gone.some((own) => areAlike(own, key))) return false;
  const [whole, rest] = [rendering.rendering, kept].map((keys) => to.times.get(keys.join(" ")) ?? 0) as [
    number,
    number,
  ];
  if (whole < MIN_SPECIFIC_SHARE * rest) return false;
  const beside = at === start ? words.slice(at, at + 2) : words.slice(end - 2, end);
  const pairRows = to.byPhrase.get(beside.map((word) => word.key).join(" "));
  if (pairRows && pairRows.size - 1 > MAX_ROWS_BESIDE) return false;
  return accompanied(lack, key) < MAX_ACCOMPANIED_SHARE * rendering.agreeing;
}
