import type { FindingType } from "@sextant/core/compare";
import { sentences } from "@sextant/core/language";
import { valuesOf } from "../../packages/core/src/compare/values/extract.ts";
import type { ValueType } from "../../packages/core/src/compare/values/value.ts";
import { writtenSpan } from "../../packages/core/src/language/plain.ts";

/** A text that a fault is planted into, and what else the fault may ask for. */
export interface Faultless {
  readonly text: string;
  readonly language: string;
  /** The text that it is compared with, and its language. */
  readonly other: string;
  readonly otherLanguage: string;
  /** The same text in a language that is not compared. */
  readonly third: string;
  readonly random: () => number;
  /** How many rows of the document have a pattern in the text's language. */
  readonly rowsWith: (pattern: RegExp) => number;
}

/** What is planted: how a row's text becomes a faulty one, undefined where it cannot. */
type Fault = (faultless: Faultless) => string | undefined;

const FIGURES: Readonly<Record<string, readonly ValueType[]>> = {
  figure: ["number"],
  date: ["date"],
  symbol: ["symbol"],
  reference: ["reference"],
};

/** Changes the last digit of a value of some types. */
const changed =
  (types: readonly ValueType[]): Fault =>
  ({ text, language, random }) => {
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

const dropSentence: Fault = ({ text, language, random }) => {
  const spans = sentences(text, language);
  const long = spans.flatMap(({ start, end }, at) => (end - start > (language === "zh" ? 10 : 30) ? [at] : []));
  const left = long[Math.floor(random() * long.length)];
  if (spans.length < 2 || left === undefined) return undefined;
  return spans
    .flatMap(({ start, end }, at) => (at === left ? [] : [text.slice(start, end)]))
    .join(language === "zh" ? "" : " ");
};

const repeatSentence: Fault = ({ text, language, random }) => {
  const spans = sentences(text, language);
  const long = spans.flatMap(({ start, end }, at) => (isLong(text.slice(start, end), language) ? [at] : []));
  const twice = long[Math.floor(random() * long.length)];
  if (twice === undefined) return undefined;
  return spans
    .flatMap(({ start, end }, at) => Array<string>(at === twice ? 2 : 1).fill(text.slice(start, end)))
    .join(language === "zh" ? "" : " ");
};

/** Between two commas, a third to six tenths of the text. */
const dropClause: Fault = ({ text, random }) => {
  const cuts = [...text.matchAll(/[,،，;；؛]/gu)].map(({ index }) => index);
  const spans = cuts.flatMap((from, at) => cuts.slice(at + 1).map((to) => [from, to] as const));
  const fit = spans.filter(([from, to]) => to - from >= 0.33 * text.length && to - from <= 0.6 * text.length);
  const span = fit[Math.floor(random() * fit.length)];
  return span && text.slice(0, span[0]) + text.slice(span[1]);
};

const cutEnd: Fault = ({ text, language }) => {
  if (text.length < (language === "zh" ? 60 : 200)) return undefined;
  const half = Math.floor(0.55 * text.length);
  const at = language === "zh" ? half : text.lastIndexOf(" ", half);
  return text.slice(0, at).replace(/[\s,،，;；؛]+$/u, "");
};

/** A sentence of the other text in the place of its counterpart. */
const leaveSentence: Fault = ({ text, language, other, otherLanguage, random }) => {
  const [own, theirs] = [sentences(text, language), sentences(other, otherLanguage)];
  const at = Math.floor(random() * own.length);
  const left = theirs[at];
  if (own.length < 2 || own.length !== theirs.length || !left) return undefined;
  const sentence = other.slice(left.start, left.end);
  if (sentence.length < (otherLanguage === "zh" ? 10 : 30)) return undefined;
  return own.map(({ start, end }, place) => (place === at ? sentence : text.slice(start, end))).join(" ");
};

/** What denies, by language, and what is left without it. */
const DENIALS: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  en: [[/\b(shall|may|does|is|are|has|have) not\b/, "$1"]],
  fr: [[/\bne (\S+) pas\b/, "$1"]],
  es: [[/\bno (?=se|pod|ser|est|hay)/, ""]],
  ru: [[/(?<=\s)не (?=\p{Ll})/u, ""]],
  zh: [
    [/不得/, "得"],
    [/不应/, "应"],
  ],
  ar: [[/(?<=\s)لا (?=[يت])/, ""]],
};
const withoutDenial = (text: string, language: string): string =>
  (DENIALS[language] ?? []).reduce((left, [denial, stated]) => left.replace(denial, stated), text);

const dropDenial: Fault = ({ text, language, other, otherLanguage }) =>
  withoutDenial(other, otherLanguage) === other ? undefined : withoutDenial(text, language);

/** Drops the last of some marks, where each has its counterpart. */
const dropMark =
  (opening: RegExp, closing: RegExp): Fault =>
  ({ text }) => {
    const closed = [...text.matchAll(closing)];
    const last = closed.at(-1);
    if (!last || text.match(opening)?.length !== closed.length) return undefined;
    return text.slice(0, last.index) + text.slice(last.index + 1);
  };

const changeEnd: Fault = ({ text, language }) =>
  /[.。]$/.test(text) ? text.slice(0, -1) + (language === "zh" ? "？" : language === "ar" ? "؟" : "?") : undefined;

/** A term of the texts, and what it is not called there: in part another word, and wholly. */
interface PlantedTerm {
  readonly term: RegExp;
  readonly inPart: string;
  readonly wholly: string;
}

/** The same terms in the same order in all languages. */
const TERMS: Readonly<Record<string, readonly PlantedTerm[]>> = {
  en: [
    { term: /technical assistance/, inPart: "technical aid", wholly: "expert support" },
    { term: /Member States/, inPart: "Member Countries", wholly: "participating nations" },
  ],
  fr: [
    { term: /assistance technique/, inPart: "aide technique", wholly: "appui spécialisé" },
    { term: /États Membres/, inPart: "pays Membres", wholly: "nations participantes" },
  ],
  es: [
    { term: /asistencia técnica/, inPart: "ayuda técnica", wholly: "apoyo especializado" },
    { term: /Estados Miembros/, inPart: "países Miembros", wholly: "naciones participantes" },
  ],
  ru: [
    { term: /технической помощи/, inPart: "технической поддержки", wholly: "экспертного содействия" },
    { term: /государства-члены/, inPart: "страны-члены", wholly: "участвующие страны" },
  ],
  zh: [
    { term: /技术援助/, inPart: "技术协助", wholly: "专家支持" },
    { term: /会员国/, inPart: "成员国", wholly: "参加国家" },
  ],
  ar: [
    { term: /المساعدة التقنية/, inPart: "المعونة التقنية", wholly: "دعم الخبراء" },
    { term: /الدول الأعضاء/, inPart: "البلدان الأعضاء", wholly: "البلدان المشاركة" },
  ],
};
/** A word that stands in fewer rows is no term of a document. */
const MIN_TERM_ROWS = 6;

/** Renders a term otherwise that both texts have and the document repeats. */
const changeTerm =
  (how: "inPart" | "wholly"): Fault =>
  ({ text, language, other, otherLanguage, rowsWith }) => {
    const own = TERMS[language]?.find(
      ({ term }, at) =>
        term.test(text) && TERMS[otherLanguage]?.[at]?.term.test(other) && rowsWith(term) >= MIN_TERM_ROWS,
    );
    return own && text.replace(own.term, own[how]);
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
    fault: ({ text, language }) => (isLong(text, language) ? "" : undefined),
    accept: ["missing", "extra"],
  },
  "paragraph not translated": {
    fault: ({ text, language, other }) => (isLong(text, language) && other !== text ? other : undefined),
    accept: ["untranslated"],
  },
  "sentence not translated": { fault: leaveSentence, accept: ["untranslated"] },
  "paragraph in a third language": {
    fault: ({ text, language, third }) => (isLong(text, language) && third !== text ? third : undefined),
    accept: ["untranslated"],
  },
  "denial dropped": { fault: dropDenial, accept: ["negation"] },
  "bracket dropped": { fault: dropMark(/[(（]/g, /[)）]/g), accept: ["bracket"] },
  "quotation mark dropped": { fault: dropMark(/[“«]/g, /[”»]/g), accept: ["quotation"] },
  "end mark changed": { fault: changeEnd, accept: ["punctuation"] },
  "term changed in part": { fault: changeTerm("inPart"), accept: ["term"] },
  "term changed wholly": { fault: changeTerm("wholly"), accept: ["term"] },
};
