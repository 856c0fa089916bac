import { foldedText } from "../../memory/text/foldings.ts";
import { exactKey } from "../../memory/text/normal.ts";
import { Bags } from "./bags.ts";
import { Candidates } from "./candidates.ts";
import { type DividedGroup, divided } from "./divided.ts";
import { equalInOrder, heaviestInOrder, type Pair, type WeightedPair } from "./order.ts";
import { Skeletons } from "./skeletons.ts";

/** A paragraph or note to be matched. */
export interface Matchable {
  readonly text: string;
  /** Its column in a table, for a cell. */
  readonly column?: number;
}

/** Old and new texts that are one: places in either version. One side may be empty: the text is new, or was dropped. */
export interface MatchedGroup {
  /** In rising order, as are the new ones. */
  readonly old: readonly number[];
  readonly new: readonly number[];
  /** Whether it changed places with others. */
  readonly moved: boolean;
}

/** Texts elsewhere in the document are one from this similarity on, texts in their place already from the second. */
const MIN_MOVED = 0.4;
const MIN_IN_PLACE = 0.3;
/** A text stays in its place unless another place is clearly better. */
const MIN_OF_BEST = 0.8;
/** As good as equal, given that weights are fractions. */
const MIN_EQUAL = 0.999;
/** A text that stands several times, and is shorter, has not moved: it is a formula. In characters. */
const MIN_MOVED_REPEATED = 25;

/** Behind a dash or a stroke that stands close to a word a line may end: a space there comes from the page. */
const BREAKING = /(?<=\S[/\p{Pd}])\s+/gu;

/** Spaces before a mark that stands close to the word before it, and behind one that stands close to the next. */
const BESIDE_MARK = /\s+(?=[,;:!?.)\]}](?:\s|$))|(?<=(?:^|\s)[([{])\s+/gu;

/**
 * A text without what is only print: kinds of spaces, dashes and quotation marks, signs that show nothing, ends of lines, spaces
 * inside of brackets and before marks.
 */
export function printKey(text: string): string {
  const folded = foldedText(text.normalize("NFC"), "shape").replace(BREAKING, "").replace(BESIDE_MARK, "");
  return folded.replace(/\s+/g, " ").trim();
}

/**
 * Which texts of two versions are one: first what is equal, in order, then what is equal and has moved, then what is alike in
 * its place, short texts by their skeletons, too, then what is alike elsewhere, at last what was split and merged. Printed
 * numbers are not looked at.
 *
 * @param language of both, BCP 47
 * @returns every text of both versions in exactly one group; groups in the new order, what was dropped where it stood
 */
export function matchTexts(olds: readonly Matchable[], news: readonly Matchable[], language: string): MatchedGroup[] {
  const matcher = new Matcher(olds, news, language);
  matcher.takeEqual();
  matcher.takeAlike();
  matcher.takeCells();
  return matcher.groups();
}

/** For each place, how many of the texts that `stayed` stand before it. */
interface Gaps {
  readonly stayed: number;
  readonly old: Int32Array;
  readonly new: Int32Array;
}

class Matcher {
  readonly #olds: readonly Matchable[];
  readonly #news: readonly Matchable[];
  readonly #language: string;
  /** Old places in order by new ones, and those that moved. */
  readonly #placed = new Map<number, number>();
  readonly #moved = new Map<number, number>();
  readonly #taken = new Set<number>();
  /** Groups of texts that were split or merged, by each of their new places. */
  readonly #divided = new Map<number, DividedGroup>();
  readonly #skeletons: Skeletons;
  #known: Gaps | undefined;

  constructor(olds: readonly Matchable[], news: readonly Matchable[], language: string) {
    this.#olds = olds;
    this.#news = news;
    this.#language = language;
    // Cells are matched by their columns.
    const short = (texts: readonly Matchable[]) =>
      texts.map(({ text, column }) => (column === undefined ? text : undefined));
    this.#skeletons = new Skeletons({ old: short(olds), new: short(news) }, language);
  }

  #take(pairs: readonly Pair[], into: Map<number, number>): void {
    for (const pair of pairs) {
      into.set(pair.new, pair.old);
      this.#taken.add(pair.old);
    }
  }

  #isFree = (at: number): boolean => !this.#placed.has(at) && !this.#moved.has(at) && !this.#divided.has(at);
  #freeOlds = (): number[] => [...this.#olds.keys()].filter((at) => !this.#taken.has(at));
  #freeNews = (): number[] => [...this.#news.keys()].filter(this.#isFree);

  takeEqual(): void {
    const ids = new Map<string, number>();
    const idsOf = (texts: readonly Matchable[]): number[] =>
      texts.map(({ text }) => {
        const key = exactKey(text);
        const id = ids.get(key) ?? ids.size;
        ids.set(key, id);
        return id;
      });
    const [olds, news] = [idsOf(this.#olds), idsOf(this.#news)];
    this.#take(equalInOrder(olds, news), this.#placed);
    const free = Map.groupBy(this.#freeOlds(), (at) => olds[at]!);
    for (const at of this.#freeNews()) {
      const { text } = this.#news[at]!;
      const left = free.get(news[at]!) ?? [];
      const isLong = text.length >= MIN_MOVED_REPEATED;
      if (left.length === 0 || !/\p{L}/u.test(text) || this.#skeletons.isValueOnly("new", at)) continue;
      if (isLong || left.length === 1) this.#take([{ old: left.shift()!, new: at }], this.#moved);
    }
  }

  takeAlike(): void {
    const [olds, news] = [this.#freeOlds(), this.#freeNews()];
    if (olds.length === 0 || news.length === 0) return;
    const bags = new Bags(
      { old: this.#olds.map(({ text }) => text), new: this.#news.map(({ text }) => text) },
      this.#language,
    );
    const candidates = new Candidates(bags, olds);
    const pairs = news.flatMap((at) => candidates.of(at, MIN_IN_PLACE));
    const inPlace = [...pairs, ...this.#ofOneSkeleton()];
    const best = { old: bestOf(inPlace, "old"), new: bestOf(inPlace, "new") };
    const isGood = ({ old, new: at, weight }: WeightedPair): boolean =>
      weight >= MIN_OF_BEST * Math.max(best.old.get(old)!, best.new.get(at)!);
    this.#takeInPlace(inPlace.filter(isGood));
    this.#divide(bags);
    for (const pair of pairs.sort((a, b) => b.weight - a.weight)) {
      if (pair.weight < MIN_MOVED) break;
      // Two dates of one month are not one date that moved, nor is a sentence that cites it.
      const isValue = this.#skeletons.isValueOnly("old", pair.old) || this.#skeletons.isValueOnly("new", pair.new);
      if (pair.weight < MIN_EQUAL && isValue) continue;
      if (!this.#taken.has(pair.old) && this.#isFree(pair.new) && !this.#inPlace(pair)) this.#take([pair], this.#moved);
    }
    const left = pairs.filter(({ old, new: at }) => !this.#taken.has(old) && this.#isFree(at));
    this.#takeInPlace([...left, ...this.#ofOneSkeleton()]);
    this.#divide(bags);
  }

  #ofOneSkeleton(): WeightedPair[] {
    return this.#skeletons.pairs({ old: this.#freeOlds(), new: this.#freeNews() }, this.#gaps());
  }

  /** Finds what was split and merged among what has no partner yet, and its neighbours. */
  #divide(bags: Bags): void {
    const found = divided(bags, {
      placed: this.#placed,
      olds: this.#freeOlds(),
      news: this.#freeNews(),
      isWhole: ({ old, new: at }) =>
        this.#divided.has(at) || exactKey(this.#olds[old]!.text) === exactKey(this.#news[at]!.text),
    });
    for (const group of found) {
      for (const old of group.old) this.#taken.add(old);
      for (const at of group.new) this.#divided.set(at, group);
    }
  }

  /** Whether two texts stand between the same texts that stayed in their place. */
  #inPlace({ old, new: at }: Pair): boolean {
    const gaps = this.#gaps();
    return gaps.old[old] === gaps.new[at];
  }

  /** For each place, how many texts that stayed stand before it. */
  #gaps(): Gaps {
    if (this.#known?.stayed === this.#placed.size) return this.#known;
    const stayed = new Set(this.#placed.values());
    const before = (count: number, stays: (at: number) => boolean): Int32Array => {
      const counts = new Int32Array(count);
      for (let at = 1; at < count; at++) counts[at] = counts[at - 1]! + (stays(at - 1) ? 1 : 0);
      return counts;
    };
    this.#known = {
      stayed: this.#placed.size,
      old: before(this.#olds.length, (at) => stayed.has(at)),
      new: before(this.#news.length, (at) => this.#placed.has(at)),
    };
    return this.#known;
  }

  #takeInPlace(pairs: readonly WeightedPair[]): void {
    const here = pairs.filter((pair) => this.#inPlace(pair));
    this.#take(heaviestInOrder(here, this.#olds.length), this.#placed);
  }

  /** Cells of a table in as many columns as before, between cells that stayed: figures change, and share no word. */
  takeCells(): void {
    const gaps = this.#gaps();
    const olds = Map.groupBy(this.#freeOlds(), (at) => gaps.old[at]!);
    for (const [gap, news] of Map.groupBy(this.#freeNews(), (at) => gaps.new[at]!)) {
      const own = olds.get(gap) ?? [];
      const isSame = (old: number, at: number): boolean => {
        const { column } = this.#olds[old]!;
        return column !== undefined && column === this.#news[news[at]!]!.column;
      };
      if (own.length === news.length && own.every(isSame))
        this.#take(
          own.map((old, at) => ({ old, new: news[at]! })),
          this.#placed,
        );
    }
  }

  groups(): MatchedGroup[] {
    const groups: MatchedGroup[] = [];
    const dropped = this.#freeOlds();
    let next = 0;
    const listDropped = (before: number): void => {
      for (; next < dropped.length && dropped[next]! < before; next++)
        groups.push({ old: [dropped[next]!], new: [], moved: false });
    };
    const following = this.#followingOlds();
    for (const at of this.#news.keys()) {
      listDropped(following[at]!);
      const group = this.#divided.get(at);
      const old = this.#placed.get(at) ?? this.#moved.get(at);
      if (group) groups.push(...(group.new[0] === at ? [{ ...group, moved: false }] : []));
      else groups.push({ old: old === undefined ? [] : [old], new: [at], moved: this.#moved.has(at) });
    }
    listDropped(Number.POSITIVE_INFINITY);
    return groups;
  }

  /** For each new place the old place of the next text that stayed, its own included. */
  #followingOlds(): Float64Array {
    const following = new Float64Array(this.#news.length);
    let old = Number.POSITIVE_INFINITY;
    for (let at = this.#news.length - 1; at >= 0; at--) {
      old = this.#divided.get(at)?.old[0] ?? this.#placed.get(at) ?? old;
      following[at] = old;
    }
    return following;
  }
}

function bestOf(pairs: readonly WeightedPair[], side: "old" | "new"): Map<number, number> {
  const best = new Map<number, number>();
  for (const pair of pairs) best.set(pair[side], Math.max(best.get(pair[side]) ?? 0, pair.weight));
  return best;
}
