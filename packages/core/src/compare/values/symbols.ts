import type { PlainText } from "../../language/plain.ts";
import type { Value } from "./value.ts";

/** Cyrillic capitals that are typed for Latin ones: А/67/404. */
const LOOKALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  [..."АВЕКМНОРСТХ"].map((letter, at) => [letter, "ABEKMHOPCTX".charAt(at)]),
);

const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>"«»“”，。；、（）()]+|(?<![\w.])[\w.+-]+@[\w-]+\.[\w.-]+/giu;
/** A/67/404, FCCC/CP/2012/8/Add.1, S/RES/1373 (2001). */
const SYMBOL =
  /(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{N}/])[A-ZА-Я][A-ZА-Яa-z.]{0,11}(?:\/[A-ZА-Яa-z\d][A-ZА-Яa-z\d.]*(?:-[A-Za-z\d][A-Za-z\d.]*)*)+(?: ?\((?:\d{4}|[IVXLC]+)\))?/gu;
/** 66/137, 2012/17, 4/CP.18, 65/276 and dates' look-alikes. */
const NUMBERED = /(?<![\w/.,-])\d{1,4}\/(?:\d{1,4}|[A-Z]{1,5}(?:\.\d+)?)(?:\/[A-Z][\w.]*\d)?(?![\w/]|-\d)/gu;
/** 1373 (2001), 2625 (XXV), 217 A (III). */
const WITH_SESSION = /(?<![\w/.,])\d{1,4} ?(?:[A-Z]{1,2} ?)?\((?:(?:19|20)\d\d|[IVXLC]{2,}|[SI]-[IVX]+|[IVX])\)/gu;
/** Add.1, Corr.2, where the document is named before. */
const PART =
  /(?<![\p{Script=Latin}\d/.])(?:Add|Rev|Corr|Amend|Supp?l|CONF|CRP|INF|NGO|PV|SR|WP|L)\.\d+(?![\p{Script=Latin}\d])/gu;
/** COVID-19, G20, CO2, ISO 9001 is none: a number follows its letters at once. */
const CODE =
  /(?<![\p{Script=Latin}\p{Script=Cyrillic}\d])[A-Z][A-Za-z]*[-.]?\d+(?:[-.]\d+)*[A-Za-z]{0,2}(?![\p{Script=Latin}\d])/gu;
/** 16.4.1, 3.2.1. */
const DOTTED = /(?<![\w.,/])\d{1,3}(?:\.\d{1,3}){2,}(?![\w]|[.,]\d)/gu;

/** The addresses, symbols, numbers of resolutions, and names with a number of a text. Places may overlap; the first counts. */
export function symbolsIn({ text }: PlainText, language: string): Value[] {
  const found: Value[] = [];
  const add = (pattern: RegExp, type: "symbol" | "code", normal: (written: string) => string | undefined): void => {
    for (const { 0: written, index } of text.matchAll(pattern)) {
      const own = written.replace(/[.,;:!?'-]+$/u, "");
      const reading = normal(own);
      if (reading === undefined) continue;
      const certainty = type === "code" ? "possible" : "certain";
      // Arabic texts write 42/2014 from the right, too.
      const turned = language === "ar" ? /^(\d+)\/(\d+)$/.exec(reading) : null;
      const readings = turned ? [reading, `${turned[2]}/${turned[1]}`] : [reading];
      found.push({ type, start: index, end: index + own.length, readings, certainty });
    }
  };
  add(ADDRESS, "symbol", addressReading);
  add(SYMBOL, "symbol", (written) => (/\d/.test(written) ? latin(written).replace(/\s/g, "") : undefined));
  add(NUMBERED, "symbol", (written) => (isFraction(written) ? undefined : written));
  add(WITH_SESSION, "symbol", (written) => written.replace(/\s/g, ""));
  add(PART, "symbol", (written) => written);
  add(DOTTED, "symbol", (written) => (/^\d{1,3}(?:\.\d{3})+$/.test(written) ? undefined : written));
  add(CODE, "code", (written) => latin(written).toUpperCase().replace(/[-.]/g, ""));
  return found;
}

const latin = (written: string): string => written.replace(/[А-Я]/gu, (letter) => LOOKALIKES[letter] ?? letter);

/** 2/3 and no resolution: a share of a whole of at most sixteen parts. */
export function isFraction(written: string): boolean {
  const [, above, below] = /^(\d{1,2})\/(\d{1,2})$/.exec(written) ?? [];
  return above !== undefined && Number(above) < Number(below) && Number(below) <= 16;
}

/** An address without what differs between languages: its protocol, and a folder that is a language's code. */
function addressReading(written: string): string {
  return written
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/^www\./, "")
    .replace(/(?<=[/?=&.])(?:fr|en|es|ru|zh|ar|f|e|s|r|c|a|lang)(?=[/&.]|$)/g, "")
    .replace(/\/+/g, "/")
    .replace(/\/$/, "");
}
