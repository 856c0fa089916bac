import type { Draft, Place, RowTexts, Severity, ValueFindingType } from "../finding.ts";
import type { TextValues } from "../values/extract.ts";
import type { Value, ValueType } from "../values/value.ts";
import { type Difference, differences, first, type Shared } from "./differences.ts";
import { manyDifferences } from "./many-differences.ts";
import { writtenPlace } from "./value-places.ts";

const TYPES: Readonly<Record<ValueType, ValueFindingType>> = {
  symbol: "symbol",
  code: "symbol",
  date: "date",
  time: "number",
  amount: "amount",
  percentage: "percentage",
  reference: "reference",
  letter: "reference",
  "note-mark": "note-mark",
  fraction: "number",
  number: "number",
  period: "number",
  degree: "number",
};

/** The findings that the values of a row give: figures, dates, amounts, symbols, references, note marks. */
export function valueFindings(texts: RowTexts, values: ReadonlyMap<string, TextValues>): Draft[] {
  const bags = new Map([...values].map(([language, own]) => [language, own.values]));
  const found = differences(bags);
  const whole = manyDifferences(found, bags, texts, values);
  return whole ? [whole] : found.map((difference) => draftOf(difference, texts, values));
}

function draftOf({ one, other }: Difference, texts: RowTexts, values: ReadonlyMap<string, TextValues>): Draft {
  const sides = [...one.holders, ...(other?.holders ?? [])];
  const places = sides.map(([language, value]) => writtenPlace(language, value, texts, values));
  const missing = other ? [] : one.absent;
  const ends = missing.map((language): Place => {
    const end = (texts[language] ?? "").trimEnd().length;
    return { language, start: end, end, text: "" };
  });
  return {
    type: typeOf(one, other),
    languages: culprits(one, other),
    severity: severityOf(one, other),
    message: messageOf(one, other, places),
    places: [...places, ...ends],
    values: {
      ...Object.fromEntries(sides.map(([language, value]) => [language, [value.readings[0] as string]])),
      ...Object.fromEntries(missing.map((language) => [language, []])),
    },
  };
}

function typeOf(one: Shared, other: Shared | undefined): ValueFindingType {
  const types = [one, ...(other ? [other] : [])].map(({ type }) => TYPES[type]);
  // What more than a number is meant on one side names the finding.
  return (
    types.find((type) => type !== "number" && type !== "reference") ??
    types.find((type) => type !== "number") ??
    "number"
  );
}

/** Who is at fault where more languages say one thing than the other; else all that differ. */
function culprits(one: Shared, other: Shared | undefined): string[] {
  const [have, differ] = [[...one.holders.keys()], other ? [...other.holders.keys()] : [...one.absent]];
  if (have.length > differ.length) return differ;
  if (have.length < differ.length) return have;
  return [...have, ...differ];
}

/** What a translation may say in words that are not read. */
const MAY_BE_IN_OTHER_WORDS: ReadonlySet<ValueType> = new Set(["number", "reference", "time"]);

function severityOf(one: Shared, other: Shared | undefined): Severity {
  const sure = (shared: Shared): boolean =>
    [...shared.holders.values()].some(({ certainty }) => certainty === "certain");
  // A word that is not read may say the currency: nobody is sure to have left it out.
  if (other && !saysOtherNumber(one, other)) return "warning";
  if (other) return sure(one) || sure(other) ? "error" : "warning";
  const { type } = first(one);
  if (type === "note-mark") return "warning";
  return sure(one) && !MAY_BE_IN_OTHER_WORDS.has(type) ? "error" : "warning";
}

/** Whether two values differ in more than that one has a currency. */
function saysOtherNumber(one: Shared, other: Shared): boolean {
  const [a, b] = [first(one), first(other)];
  const isSum = (a.type === "amount") !== (b.type === "amount") && (a.type === "number" || b.type === "number");
  return !isSum || !a.readings.some((reading) => b.readings.includes(reading));
}

function messageOf(one: Shared, other: Shared | undefined, places: readonly Place[]): string {
  const said = (shared: Shared): string => {
    const [language, value] = [...shared.holders][0] as [string, Value];
    const text = places.find((place) => place.language === language)?.text ?? "";
    // A day without its year: --05-12 in ISO 8601 until 2000, which nobody reads.
    const reading = (value.readings[0] as string).replace(/^--/, "");
    // A note mark that was taken out of the text is a place in it.
    if (text === "") return `note mark ${reading} (${[...shared.holders.keys()].join(", ")})`;
    const read =
      text.replace(/\s/g, "") === reading ? "" : ` = ${reading}${value.currency ? ` ${value.currency}` : ""}`;
    return `“${text}”${read} (${[...shared.holders.keys()].join(", ")})`;
  };
  if (other) return `${said(one)} but ${said(other)}`;
  return `${said(one)} has no counterpart in ${one.absent.join(", ")}`;
}
