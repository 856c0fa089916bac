import { compareLanguages } from "../../language/profile.ts";
import type { Row } from "../rows/rows.ts";
import { lookalikes } from "../text/cognates.ts";
import { Vocabulary } from "../text/tokens.ts";
import { knownPartners, learnTranslations, type TranslatedText, type WordTranslations } from "../words/known-words.ts";

/** A row with a shorter text says too little to be recognised elsewhere. */
const MIN_CHARACTERS = 25;
/** With more rows that lack a language, the texts differ in more than the order of paragraphs. */
const MAX_OPEN_ROWS = 200;
/**
 * The smallest share of a text's significant words that the other text must explain, in the direction that explains
 * less.
 */
const MIN_EXPLAINED = 0.15;
/** A pair must be explained this many times as well as either text with any other. */
const MIN_RIVAL_RATIO = 1.3;
/** Rows of at least this confidence teach how words are translated. */
const MIN_SURE_CONFIDENCE = 0.8;
/** A pair is compared with at most this many other texts, an even sample. */
const MAX_OTHER_TEXTS = 200;
/** A word explains another if it is translated by it with at least this probability. */
const MIN_PROBABILITY = 0.1;

/**
 * Links paragraphs that changed places: a row that lacks languages with a row that has only these, if their words
 * explain each other clearly better than those of any other text. Translations are learnt from the rows that have all
 * languages. A linked row stands where its first language stands. Its confidence is one less the share that the next
 * best text explains.
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
  const textOf = ({ units }: Row, language: string): string =>
    (units[language] ?? []).map((unit) => textsOf(language)[unit]).join(" ");
  const has = (row: Row, language: string): boolean => (row.units[language]?.length ?? 0) > 0;
  const open = rows.filter(
    (row) =>
      row.origin === "automatic" &&
      languages.some((language) => !has(row, language)) &&
      languages.every((language) => !has(row, language) || textOf(row, language).length >= MIN_CHARACTERS),
  );
  if (open.length < 2 || open.length > MAX_OPEN_ROWS) return [...rows];

  const judges = new Map<string, Judge>();
  const judgeOf = (a: string, b: string): Judge => {
    const key = `${a} ${b}`;
    let judge = judges.get(key);
    if (!judge) {
      const whole = rows.filter((row) => has(row, a) && has(row, b) && row.confidence >= MIN_SURE_CONFIDENCE);
      const texts = whole.map((row) => ({ source: textOf(row, a), target: textOf(row, b), weight: row.confidence }));
      const own = (language: string): string[] =>
        open.flatMap((row) => (has(row, language) ? [textOf(row, language)] : []));
      judge = new Judge(a, b, { texts, source: own(a), target: own(b) }, known);
      judges.set(key, judge);
    }
    return judge;
  };
  /** Returns the mean share that two rows explain of each other, and the mean for the best of all other texts. */
  const explained = (one: Row, other: Row): { share: number; rival: number } => {
    let [share, rival, count] = [0, 0, 0];
    for (const a of languages)
      for (const b of languages) {
        if (a === b || !has(one, a) || !has(other, b)) continue;
        const own =
          compareLanguages(a, b) < 0
            ? judgeOf(a, b).explained(textOf(one, a), textOf(other, b))
            : judgeOf(b, a).explained(textOf(other, b), textOf(one, a));
        share += own.share;
        rival += own.rival;
        count++;
      }
    return { share: share / count, rival: rival / count };
  };
  const pairs: { one: Row; other: Row; share: number; rival: number }[] = [];
  for (const [at, one] of open.entries())
    for (const other of open.slice(at + 1))
      if (languages.every((language) => !has(one, language) || !has(other, language)))
        pairs.push({ one, other, ...explained(one, other) });
  pairs.sort((a, b) => b.share - a.share);
  // Pairs are sorted from best to worst, so the first two of a row show its best and its rival.
  const bestOf = new Map<Row, (typeof pairs)[number][]>();
  for (const pair of pairs)
    for (const row of [pair.one, pair.other]) {
      const best = bestOf.get(row) ?? [];
      if (best.length < 2) bestOf.set(row, [...best, pair]);
    }
  const nextOf = (row: Row, pair: (typeof pairs)[number]): number =>
    bestOf.get(row)?.find((other) => other !== pair)?.share ?? 0;
  const linked = new Map<Row, Row | undefined>();
  for (const pair of pairs) {
    const { one, other, share } = pair;
    if (share < MIN_EXPLAINED) break;
    if (linked.has(one) || linked.has(other)) continue;
    const rival = Math.max(pair.rival, nextOf(one, pair), nextOf(other, pair));
    if (share < MIN_RIVAL_RATIO * rival) continue;
    const lead = languages.find((language) => has(one, language) || has(other, language)) as string;
    const [first, second] = has(one, lead) ? [one, other] : [other, one];
    const units = { ...first.units, ...second.units };
    linked.set(first, { units, confidence: 1 - rival / share, origin: "automatic" });
    linked.set(second, undefined);
  }
  return rows.flatMap((row) => (linked.has(row) ? (linked.get(row) ?? []) : [row]));
}

/** The significant types of a text, and the types of the other language that they may explain. */
interface TextWords {
  readonly types: Int32Array;
  readonly explains: ReadonlySet<number>;
}

/** Judges how far two texts explain each other, by how words of the two languages are translated. */
class Judge {
  readonly #source: ReadonlyMap<string, TextWords>;
  readonly #target: ReadonlyMap<string, TextWords>;
  readonly #others: readonly { readonly source: TextWords; readonly target: TextWords }[];
  readonly #rivals = new Map<TextWords, number>();
  readonly #weights: { readonly source: Float64Array; readonly target: Float64Array };

  constructor(
    source: string,
    target: string,
    { texts, ...open }: { texts: readonly TranslatedText[]; source: readonly string[]; target: readonly string[] },
    known: readonly WordTranslations[],
  ) {
    const [from, to] = [new Vocabulary(source), new Vocabulary(target)];
    const translations = [...known, learnTranslations(texts, source, target)];
    const step = Math.max(1, Math.ceil(texts.length / MAX_OTHER_TEXTS));
    const others = texts.filter((_, at) => at % step === 0);
    const sides = [
      from.side([...open.source, ...others.map((text) => text.source)]),
      to.side([...open.target, ...others.map((text) => text.target)]),
    ] as const;
    const looks = [
      lookalikes(from, to, knownPartners(translations, from, to)),
      lookalikes(to, from, knownPartners(translations, to, from)),
    ] as const;
    const entries = (at: 0 | 1, own: readonly string[]): TextWords[] =>
      own.map((_, unit) => {
        const side = sides[at];
        const types = side.types.slice(side.starts[unit], side.starts[unit + 1]);
        const explains = new Set<number>();
        for (const type of types)
          for (const table of looks[at]) {
            const partners = table[type];
            partners?.ids.forEach((id, p) => {
              if (partners.weights[p]! >= MIN_PROBABILITY) explains.add(id);
            });
          }
        return { types, explains };
      });
    const all = [
      entries(0, [...open.source, ...others.map((text) => text.source)]),
      entries(1, [...open.target, ...others.map((text) => text.target)]),
    ] as const;
    this.#source = new Map(open.source.map((text, at) => [text, all[0][at]!]));
    this.#target = new Map(open.target.map((text, at) => [text, all[1][at]!]));
    this.#others = others.map((_, at) => ({
      source: all[0][open.source.length + at]!,
      target: all[1][open.target.length + at]!,
    }));
    const count = others.length + 2;
    const weights = (words: Vocabulary): Float64Array =>
      Float64Array.from(words.counts, (times) => Math.max(0, Math.log(count / (times + 1))));
    this.#weights = { source: weights(from), target: weights(to) };
  }

  /**
   * Returns the share of two texts that is explained, and the largest share that any other text reaches with one of
   * them.
   */
  explained(source: string, target: string): { share: number; rival: number } {
    const [a, b] = [this.#source.get(source) as TextWords, this.#target.get(target) as TextWords];
    return { share: this.#share(a, b), rival: Math.max(this.#rival(a, "target"), this.#rival(b, "source")) };
  }

  /**
   * Returns the largest share that a text reaches with any of the other texts of one side; computed once for each text.
   */
  #rival(text: TextWords, side: "source" | "target"): number {
    let most = this.#rivals.get(text);
    if (most === undefined) {
      most = Math.max(
        0,
        ...this.#others.map((other) =>
          side === "target" ? this.#share(text, other.target) : this.#share(other.source, text),
        ),
      );
      this.#rivals.set(text, most);
    }
    return most;
  }

  #share(a: TextWords, b: TextWords): number {
    const one = (types: Int32Array, explains: ReadonlySet<number>, weights: Float64Array): number => {
      let [sum, all] = [0, 0];
      for (const type of types) {
        all += weights[type]!;
        if (explains.has(type)) sum += weights[type]!;
      }
      return all > 0 ? sum / all : 0;
    };
    return Math.min(one(b.types, a.explains, this.#weights.target), one(a.types, b.explains, this.#weights.source));
  }
}
