import type { ComparedRow, FindingType } from "@sextant/core/compare";
import { sentences } from "@sextant/core/language";
import { valuesOf } from "../../packages/core/src/compare/values/extract.ts";
import type { ValueType } from "../../packages/core/src/compare/values/value.ts";
import { writtenSpan } from "../../packages/core/src/language/plain.ts";
import { random as randomFrom } from "../random.ts";

/** A fault that was planted into rows. */
export interface Plant {
  readonly kind: string;
  readonly rows: readonly number[];
  /** Types of findings that tell it. */
  readonly accept: readonly FindingType[];
}

/** What is planted: how a row's text becomes a faulty one, undefined where it cannot. */
type Fault = (text: string, language: string, random: () => number, other: string) => string | undefined;

const FIGURES: Readonly<Record<string, readonly ValueType[]>> = {
  figure: ["number"],
  date: ["date"],
  symbol: ["symbol"],
  reference: ["reference"],
};

/** Changes the last digit of a value of some types. */
const changed =
  (types: readonly ValueType[]): Fault =>
  (text, language, random) => {
    const { plain, values } = valuesOf(text, language);
    const own = values.filter(
      ({ type, start, end }) => types.includes(type) && /\d/.test(plain.text.slice(start, end)),
    );
    const value = own[Math.floor(random() * own.length)];
    if (!value) return undefined;
    const { start, end } = writtenSpan(plain, value.start, value.end);
    const digits = [...text.slice(start, end).matchAll(/\p{Nd}/gu)];
    const at = start + (digits.at(-1)?.index ?? 0);
    const digit = text.codePointAt(at) as number;
    const zero = digit - Number(valuesOf(String.fromCodePoint(digit), "en").plain.text);
    const next = (digit - zero + 1 + Math.floor(random() * 8)) % 10;
    const out =
      text.slice(0, at) + String.fromCodePoint(zero + next) + text.slice(at + String.fromCodePoint(digit).length);
    return next === 0 && digits.length === 1 ? undefined : out;
  };

const dropSentence: Fault = (text, language, random) => {
  const spans = sentences(text, language);
  const long = spans.flatMap(({ start, end }, at) => (end - start > (language === "zh" ? 10 : 30) ? [at] : []));
  const left = long[Math.floor(random() * long.length)];
  if (spans.length < 2 || left === undefined) return undefined;
  return spans
    .flatMap(({ start, end }, at) => (at === left ? [] : [text.slice(start, end)]))
    .join(language === "zh" ? "" : " ");
};

const repeatSentence: Fault = (text, language, random) => {
  const spans = sentences(text, language);
  const long = spans.flatMap(({ start, end }, at) => (isLong(text.slice(start, end), language) ? [at] : []));
  const twice = long[Math.floor(random() * long.length)];
  if (twice === undefined) return undefined;
  return spans
    .flatMap(({ start, end }, at) => Array<string>(at === twice ? 2 : 1).fill(text.slice(start, end)))
    .join(language === "zh" ? "" : " ");
};

/** Between two commas, a third to six tenths of the text. */
const dropClause: Fault = (text, _language, random) => {
  const cuts = [...text.matchAll(/[,،，;；؛]/gu)].map(({ index }) => index);
  const spans = cuts.flatMap((from, at) => cuts.slice(at + 1).map((to) => [from, to] as const));
  const fit = spans.filter(([from, to]) => to - from >= 0.33 * text.length && to - from <= 0.6 * text.length);
  const span = fit[Math.floor(random() * fit.length)];
  return span && text.slice(0, span[0]) + text.slice(span[1]);
};

const cutEnd: Fault = (text, language) => {
  if (text.length < (language === "zh" ? 60 : 200)) return undefined;
  const half = Math.floor(0.55 * text.length);
  const at = language === "zh" ? half : text.lastIndexOf(" ", half);
  return text.slice(0, at).replace(/[\s,،，;；؛]+$/u, "");
};

const isLong = (text: string, language: string): boolean => text.length > (language === "zh" ? 20 : 70);

/** Faults by kind, with the types that tell them. */
export const FAULTS: Readonly<Record<string, { readonly fault: Fault; readonly accept: readonly FindingType[] }>> = {
  ...Object.fromEntries(
    Object.entries(FIGURES).map(([kind, types]) => [
      `${kind} changed`,
      { fault: changed(types), accept: ["number", "date", "symbol", "reference", "amount", "percentage"] },
    ]),
  ),
  "sentence dropped": { fault: dropSentence, accept: ["missing", "extra"] },
  "sentence repeated": { fault: repeatSentence, accept: ["repeated"] },
  "clause dropped": { fault: dropClause, accept: ["missing", "extra", "length"] },
  "end cut off": { fault: cutEnd, accept: ["missing", "extra", "length"] },
  "paragraph dropped": {
    fault: (text, language) => (isLong(text, language) ? "" : undefined),
    accept: ["missing", "extra"],
  },
  "paragraph not translated": {
    fault: (text, language, _, other) => (isLong(text, language) && other !== text ? other : undefined),
    accept: ["untranslated"],
  },
};

/** Plants so many faults of each kind into copies of rows of two languages, each into rows of its own; the seed says where. */
export function planted(
  rows: readonly ComparedRow[],
  languages: readonly [string, string],
  each: number,
  seed: number,
): { rows: ComparedRow[]; plants: Plant[] } {
  const random = randomFrom(seed);
  const made = rows.map((row) => ({ ...row }));
  const free = new Set(
    rows.keys().filter((row) => languages.every((language) => (rows[row]?.texts[language] ?? "").trim() !== "")),
  );
  const plants: Plant[] = [];
  for (const [kind, { fault, accept }] of Object.entries(FAULTS)) {
    let done = 0;
    const order = [...free].map((row) => [random(), row] as const).sort((a, b) => a[0] - b[0]);
    for (const [, at] of order) {
      if (done === each) break;
      const side = random() < 0.5 ? 0 : 1;
      const [language, other] = [languages[side], languages[1 - side]] as [string, string];
      const { texts } = made[at] as ComparedRow;
      const text = fault(texts[language] ?? "", language, random, texts[other] ?? "");
      if (text === undefined || text === texts[language]) continue;
      made[at] = { row: made[at]?.row ?? at, texts: { ...texts, [language]: text } };
      plants.push({ kind, rows: [made[at].row], accept });
      free.delete(at);
      done++;
    }
  }
  return { rows: made, plants };
}
