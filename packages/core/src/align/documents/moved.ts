import { compareLanguages } from "../../language/profile.ts";
import type { Row } from "../rows/rows.ts";
import type { WordTranslations } from "../words/known-words.ts";
import { Judge } from "./judge.ts";

/** A row with a shorter text says too little to be recognised elsewhere. */
const MIN_CHARACTERS = 25;
/** With more rows that lack a language, the texts differ in more than the order of paragraphs. */
const MAX_OPEN_ROWS = 200;
/**
 * The smallest share of a text's significant words that the other text must explain, in the direction that explains
 * less.
 */
const MIN_EXPLAINED = 0.15;
/** A pair must be explained this many times as well as either text with any other; beside each other, better is enough. */
const MIN_RIVAL_RATIO = 1.3;
/** Rows of at least this confidence teach how words are translated. */
const MIN_SURE_CONFIDENCE = 0.8;

/**
 * Links paragraphs that changed places: a row that lacks languages with a row that has only these, if their words
 * explain each other clearly better than those of any other text. Translations are learnt from the rows that have all
 * languages. A linked row stands where its first language stands. Its confidence is one less the share that the next
 * best text explains. Two that stand beside each other did not move: they translate each other freely, and only have to do so
 * better than any other two; the doubt is halved.
 *
 * @param textsOf the units of a language
 * @param known as for the aligner
 */
export function linkMoved<R extends Row>(
  rows: readonly R[],
  languages: readonly string[],
  textsOf: (language: string) => readonly string[],
  known: readonly WordTranslations[],
): (R | Row)[] {
  const textOf: TextOf = ({ units }, language) =>
    (units[language] ?? []).map((unit) => textsOf(language)[unit]).join(" ");
  const open = rows.filter((row) => isOpen(row, languages, textOf));
  if (open.length < 2 || open.length > MAX_OPEN_ROWS) return [...rows];
  const judges = new Judges(rows, open, textOf, known);
  const places = new Map<Row, number>(rows.map((row, at) => [row, at]));
  const pairs = open.flatMap((one, at) =>
    open
      .slice(at + 1)
      .filter((other) => languages.every((language) => !has(one, language) || !has(other, language)))
      .map((other): Pair => {
        const isBeside = Math.abs((places.get(one) as number) - (places.get(other) as number)) === 1;
        return { one, other, isBeside, ...judges.explained(one, other, languages) };
      }),
  );
  const linked = linkedRows(
    pairs.sort((a, b) => b.share - a.share),
    languages,
  );
  return rows.flatMap((row) => (linked.has(row) ? (linked.get(row) ?? []) : [row]));
}

/** The text of a row in a language, "" if it has none. */
type TextOf = (row: Row, language: string) => string;

/** Two rows without a common language, how far they explain each other, and how far the best other text does. */
interface Pair {
  readonly one: Row;
  readonly other: Row;
  readonly isBeside: boolean;
  readonly share: number;
  readonly rival: number;
}

const has = (row: Row, language: string): boolean => (row.units[language]?.length ?? 0) > 0;

/** Whether a row lacks a language, and its texts are long enough to be recognised elsewhere. */
function isOpen(row: Row, languages: readonly string[], textOf: TextOf): boolean {
  return (
    row.origin === "automatic" &&
    languages.some((language) => !has(row, language)) &&
    languages.every((language) => !has(row, language) || textOf(row, language).length >= MIN_CHARACTERS)
  );
}

/** Judges for all pairs of languages, each made when it is first needed. */
class Judges {
  readonly #rows: readonly Row[];
  readonly #open: readonly Row[];
  readonly #textOf: TextOf;
  readonly #known: readonly WordTranslations[];
  readonly #judges = new Map<string, Judge>();

  constructor(rows: readonly Row[], open: readonly Row[], textOf: TextOf, known: readonly WordTranslations[]) {
    this.#rows = rows;
    this.#open = open;
    this.#textOf = textOf;
    this.#known = known;
  }

  /** Returns the mean share that two rows explain of each other, and the mean for the best of all other texts. */
  explained(one: Row, other: Row, languages: readonly string[]): { share: number; rival: number } {
    let [share, rival, count] = [0, 0, 0];
    for (const a of languages)
      for (const b of languages) {
        if (a === b || !has(one, a) || !has(other, b)) continue;
        const [source, target] = [this.#textOf(one, a), this.#textOf(other, b)];
        const own =
          compareLanguages(a, b) < 0
            ? this.#of(a, b).explained(source, target)
            : this.#of(b, a).explained(target, source);
        share += own.share;
        rival += own.rival;
        count++;
      }
    return { share: share / count, rival: rival / count };
  }

  #of(a: string, b: string): Judge {
    const key = `${a} ${b}`;
    let judge = this.#judges.get(key);
    if (!judge) {
      const whole = this.#rows.filter((row) => has(row, a) && has(row, b) && row.confidence >= MIN_SURE_CONFIDENCE);
      const texts = whole.map((row) => ({
        source: this.#textOf(row, a),
        target: this.#textOf(row, b),
        weight: row.confidence,
      }));
      const own = (language: string): string[] =>
        this.#open.flatMap((row) => (has(row, language) ? [this.#textOf(row, language)] : []));
      judge = new Judge(a, b, { texts, source: own(a), target: own(b) }, this.#known);
      this.#judges.set(key, judge);
    }
    return judge;
  }
}

/**
 * Links the pairs that are clear, the best first.
 *
 * @param pairs sorted from best to worst
 * @returns for each linked row, the row that takes its place; undefined if its text moved to the other row
 */
function linkedRows(pairs: readonly Pair[], languages: readonly string[]): Map<Row, Row | undefined> {
  const bestOf = bestPairs(pairs);
  const nextOf = (row: Row, pair: Pair): number => bestOf.get(row)?.find((other) => other !== pair)?.share ?? 0;
  const linked = new Map<Row, Row | undefined>();
  for (const pair of pairs) {
    const { one, other, isBeside, share } = pair;
    if (share < MIN_EXPLAINED) break;
    if (linked.has(one) || linked.has(other)) continue;
    const rival = Math.max(pair.rival, nextOf(one, pair), nextOf(other, pair));
    if (share <= rival || (!isBeside && share < MIN_RIVAL_RATIO * rival)) continue;
    const lead = languages.find((language) => has(one, language) || has(other, language)) as string;
    const [first, second] = has(one, lead) ? [one, other] : [other, one];
    const units = { ...first.units, ...second.units };
    const doubt = (isBeside ? 0.5 : 1) * (rival / share);
    linked.set(first, { units, confidence: 1 - doubt, origin: "automatic" });
    linked.set(second, undefined);
  }
  return linked;
}

/** The two best pairs of each row: its best and its rival. */
function bestPairs(pairs: readonly Pair[]): ReadonlyMap<Row, readonly Pair[]> {
  const bestOf = new Map<Row, Pair[]>();
  for (const pair of pairs)
    for (const row of [pair.one, pair.other]) {
      const best = bestOf.get(row) ?? [];
      if (best.length < 2) bestOf.set(row, [...best, pair]);
    }
  return bestOf;
}
