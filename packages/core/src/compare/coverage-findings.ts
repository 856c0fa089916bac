import type { WordTranslations } from "../align/words/known-words.ts";
import { draft, placeAtEnd, placeIn, shown } from "./checks/sides.ts";
import type { Omitted } from "./coverage/omission.ts";
import { type PairFaults, pairFaults } from "./coverage/row-faults.ts";
import type { Draft, RowTexts } from "./finding.ts";
import type { OtherRendering } from "./terms/other-renderings.ts";

/** Nats from which on an omission is as good as certain. What one of many languages has more is often only said more fully. */
const CERTAIN_NATS = 9;

/**
 * What words and lengths say of rows: omissions, paragraphs that changed places, lengths that do not fit. The first language is
 * compared with each of the others; where most of them have what it has not, the first is at fault.
 *
 * @param isSound rows that may teach and be judged
 * @returns findings by the index of their row
 */
export function coverageFindings(
  rows: readonly RowTexts[],
  languages: readonly string[],
  isSound: readonly boolean[],
  known: readonly WordTranslations[],
): Map<number, Draft[]> {
  const [first = "", ...others] = languages;
  const faults = others.map((other): PairFaults => {
    const texts = rows.map((own) => [own[first] ?? "", own[other] ?? ""] as const);
    const teaches = texts.map((both, row) => isSound[row] === true && both.every((text) => text.trim() !== ""));
    return pairFaults({ languages: [first, other], rows: texts, teaches }, known);
  });
  const found = new Map<number, Draft[]>();
  const add = (row: number, own: Draft): void => {
    found.set(row, [...(found.get(row) ?? []), own]);
  };
  rows.forEach((texts, row) => {
    for (const own of omissions(texts, row, first, others, faults)) add(row, own);
    for (const own of termDrafts(rows, row, first, others, faults)) add(row, own);
    const odd = others.filter((_, at) => faults[at]?.lengths.has(row));
    if (odd.length > 0) add(row, lengthDraft(texts, first, odd, others.length));
  });
  swaps(rows, first, others, faults, add);
  return found;
}

/** What was found against the other languages, with each that something was found against. */
function against<Own>(
  others: readonly string[],
  faults: readonly PairFaults[],
  of: (faults: PairFaults) => Own | undefined,
): { readonly other: string; readonly own: Own }[] {
  return others.flatMap((other, at) => {
    const pair = faults[at];
    const own = pair && of(pair);
    return own === undefined ? [] : [{ other, own }];
  });
}

function omissions(
  texts: RowTexts,
  row: number,
  first: string,
  others: readonly string[],
  faults: readonly PairFaults[],
): Draft[] {
  const told = against(others, faults, ({ omitted }) => omitted.get(row));
  const lacking = told.filter(({ own }) => own.side === 0);
  const having = told.filter(({ own }) => own.side === 1);
  const drafts: Draft[] = [];
  const [lack] = lacking;
  if (lack)
    drafts.push(
      omittedDraft(
        texts,
        first,
        lacking.map(({ other }) => other),
        lack.own,
      ),
    );
  const [have] = having;
  if (have) {
    // Most languages have it, and the first has not; or one of several has more than all others.
    const isFirstAtFault = others.length === 1 || having.length * 2 > others.length;
    for (const { other, own } of isFirstAtFault ? [have] : having)
      drafts.push(omittedDraft(texts, other, [first], own, !isFirstAtFault));
  }
  return drafts;
}

function omittedDraft(texts: RowTexts, has: string, lacks: readonly string[], own: Omitted, isExtra = false): Draft {
  const place = placeIn({ language: has, text: texts[has] ?? "" }, own.start, own.end);
  const gaps = lacks.map((language) => placeAtEnd({ language, text: texts[language] ?? "" }));
  const message = isExtra
    ? `only in ${has}: “${shown(place.text)}”`
    : `“${shown(place.text)}” (${has}) has no counterpart in ${lacks.join(", ")}`;
  return {
    ...draft(
      isExtra ? "extra" : "missing",
      own.nats >= CERTAIN_NATS ? "error" : isExtra ? "info" : "warning",
      isExtra ? [has] : lacks,
      message,
      [place, ...(isExtra ? [] : gaps)],
      { [has]: [place.text], ...Object.fromEntries(lacks.map((language) => [language, []])) },
    ),
    confidence: Math.round(100 / (1 + Math.exp(-(own.nats - 4) / 2))) / 100,
  };
}

/** Terms that a row renders otherwise: in the first language, if it is told against most of the others, once. */
function termDrafts(
  rows: readonly RowTexts[],
  row: number,
  first: string,
  others: readonly string[],
  faults: readonly PairFaults[],
): Draft[] {
  const told = against(others, faults, ({ terms }) => terms.get(row));
  const inFirst = told.find(({ own }) => own.side === 0);
  return told
    .filter((one) => one.own.side === 1 || one === inFirst)
    .map(({ other, own }) => {
      const [from, to] = own.side === 1 ? [first, other] : [other, first];
      return termDraft(rows, row, from, to, own);
    });
}

function termDraft(rows: readonly RowTexts[], row: number, from: string, to: string, own: OtherRendering): Draft {
  const textIn = (at: number, language: string): string => rows[at]?.[language] ?? "";
  const term = placeIn({ language: from, text: textIn(row, from) }, own.term.start, own.term.end);
  const place = placeIn({ language: to, text: textIn(row, to) }, own.place.start, own.place.end);
  const usual = textIn(own.usual.row, to).slice(own.usual.start, own.usual.end);
  const message = `“${term.text}” (${from}) is “${usual}” (${to}) in ${own.agreeing} other rows, and “${place.text}” here`;
  return {
    ...draft("term", own.isSure ? "warning" : "info", [to], message, [term, place], {
      [from]: [term.text],
      [to]: [place.text, usual],
    }),
    confidence: Math.round(100 * own.share) / 100,
  };
}

function lengthDraft(texts: RowTexts, first: string, odd: readonly string[], others: number): Draft {
  const languages = others > 1 && odd.length * 2 > others ? [first] : others > 1 ? odd : [first, ...odd];
  const sizes = [first, ...odd].map((language) => [language, [...(texts[language] ?? "")].length] as const);
  const message = `far from the length that the others suggest: ${sizes.map(([language, size]) => `${size} characters (${language})`).join(", ")}`;
  return draft(
    "length",
    "warning",
    languages,
    message,
    sizes.map(([language]) => placeIn({ language, text: texts[language] ?? "" }, 0, (texts[language] ?? "").length)),
    Object.fromEntries(sizes.map(([language, size]) => [language, [String(size)]])),
  );
}

function swaps(
  rows: readonly RowTexts[],
  first: string,
  others: readonly string[],
  faults: readonly PairFaults[],
  add: (row: number, own: Draft) => void,
): void {
  const bySpot = new Map<string, { one: number; other: number; languages: string[] }>();
  others.forEach((language, at) => {
    for (const { one, other } of faults[at]?.swapped ?? []) {
      const own = bySpot.get(`${one} ${other}`) ?? { one, other, languages: [] };
      own.languages.push(language);
      bySpot.set(`${one} ${other}`, own);
    }
  });
  for (const { one, other, languages } of bySpot.values()) {
    const culprits =
      others.length === 1 ? [first, ...languages] : languages.length * 2 > others.length ? [first] : languages;
    for (const [row, partner] of [
      [one, other],
      [other, one],
    ] as const) {
      const texts = rows[row] as RowTexts;
      const message = `paragraphs stand in another order: this one and the one ${Math.abs(partner - row)} ${partner > row ? "below" : "above"} changed places (${culprits.join(", ")})`;
      const places = [first, ...languages].map((language) =>
        placeIn({ language, text: texts[language] ?? "" }, 0, (texts[language] ?? "").length),
      );
      add(
        row,
        draft(
          "order",
          "error",
          culprits,
          message,
          places,
          Object.fromEntries([first, ...languages].map((language) => [language, [String(partner - row)]])),
        ),
      );
      // One fault, one finding: it is told where it begins.
      break;
    }
    add(other, draft("order", "info", culprits, `changed places with the paragraph ${other - one} above`, [], {}));
  }
}
