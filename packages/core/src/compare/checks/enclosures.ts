import { writtenSpan } from "../../language/plain.ts";
import type { Draft, RowTexts } from "../finding.ts";
import { draft, placeIn, type Sides, type SideText } from "./sides.ts";

const OPENING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "【": "】", "〔": "〕" };
const BRACKET = /[()[\]{}【】〔〕]/gu;

/** Whether a text has brackets. */
export const hasBrackets = ({ values: { plain } }: SideText): boolean => plain.text.search(BRACKET) >= 0;

/** Brackets that do not close, where some other language closes all of its own. */
export function bracketFindings(sides: Sides): Draft[] {
  const open = sides.map(unclosed);
  return sides.flatMap((side, at) => {
    const own = open[at]!;
    if (own.length === 0 || open.every((others) => others.length > 0)) return [];
    const places = own.slice(0, 3).map((place) => {
      const { start, end } = writtenSpan(side.values.plain, place, place + 1);
      return placeIn(side, start, end);
    });
    const message = `“${places[0]?.text}” has no counterpart in the text (${side.language})`;
    return [
      draft("bracket", "warning", [side.language], message, places, {
        [side.language]: places.map(({ text }) => text),
      }),
    ];
  });
}

/** Where brackets stand that nothing opens or closes, in the plain text; the markers of lists are none. */
function unclosed({ values: { plain, markers } }: SideText): number[] {
  const stack: number[] = [];
  const lone: number[] = [];
  for (const { 0: sign, index: at } of plain.text.matchAll(BRACKET)) {
    if (markers.some(({ start, end }) => start <= at && at < end)) continue;
    if (sign in OPENING) stack.push(at);
    else {
      const last = stack.at(-1);
      if (last !== undefined && OPENING[plain.text.charAt(last)] === sign) stack.pop();
      else lone.push(at);
    }
  }
  return [...lone, ...stack].sort((a, b) => a - b);
}

/** Quotation marks by their kind: how often each opens and closes. Curly marks may open either way (”…“ in Arabic). */
const PAIRS: readonly (readonly [string, string])[] = [
  ["«", "»"],
  ["《", "》"],
  ["「", "」"],
  ["『", "』"],
  ["〈", "〉"],
];

const QUOTATION_MARK = /["«»《》「」『』〈〉“”„]/u;

/** Whether a text has quotation marks. */
export const hasQuotation = ({ text }: SideText): boolean => QUOTATION_MARK.test(text);

/** A quotation that runs over more rows than this is taken for two that do not close. */
const MAX_QUOTED_ROWS = 20;

/** The languages of each row in which a quotation begins that ends in a later row, or ends one that began in an earlier row. */
export function quotedAcrossRows(rows: readonly RowTexts[], languages: readonly string[]): ReadonlySet<string>[] {
  const across = rows.map(() => new Set<string>());
  for (const language of languages) {
    // Rows whose quotation is open. Each paragraph of a quotation may begin with a mark, and only the last ends with one.
    let open: number[] = [];
    let opening = "";
    rows.forEach((texts, row) => {
      const text = texts[language] ?? "";
      const place = loneQuote(text);
      if (place === undefined) return;
      const mark = text.charAt(place);
      if (open.length > 0 && row - (open.at(-1) as number) > MAX_QUOTED_ROWS) open = [];
      if (open.length > 0 && (mark !== opening || mark === '"')) {
        for (const own of [...open, row]) across[own]?.add(language);
        open = [];
      } else {
        open.push(row);
        opening = mark;
      }
    });
  }
  return across;
}

/**
 * Quotation marks that do not close, where some other language closes all of its own.
 *
 * @param across languages whose quotation goes on in another row
 */
export function quotationFindings(sides: Sides, across: ReadonlySet<string>): Draft[] {
  const open = sides.map(({ text, language }) => (across.has(language) ? undefined : loneQuote(text)));
  return sides.flatMap((side, at) => {
    const place = open[at];
    if (place === undefined || open.every((other) => other !== undefined)) return [];
    const own = placeIn(side, place, place + 1);
    const message = `quotation marks do not close in ${side.language}: “${own.text}” has no counterpart`;
    return [draft("quotation", "warning", [side.language], message, [own], { [side.language]: [own.text] })];
  });
}

/** Where a quotation mark stands alone; undefined where all close, be it by a mark of another kind: “…". */
function loneQuote(text: string): number | undefined {
  const lone: number[] = [];
  for (const [open, close] of PAIRS) {
    const marks = [...text.matchAll(new RegExp(`[${open}${close}]`, "gu"))];
    const opens = marks.filter(([mark]) => mark === open).length;
    if (opens * 2 !== marks.length) lone.push(marks.at(opens * 2 > marks.length ? 0 : -1)!.index);
  }
  for (const kind of [/[“”„]/gu, /"/g]) {
    const marks = [...text.matchAll(kind)];
    if (marks.length % 2 === 1) lone.push(marks.at(-1)!.index);
  }
  return lone.length % 2 === 1 ? lone[0] : undefined;
}
