import type { Draft, RowTexts } from "../finding.ts";
import { draft, placeIn, shown } from "./sides.ts";

/** A row that has nothing in some languages. */
export function missingRow(texts: RowTexts, languages: readonly string[]): Draft | undefined {
  const has = languages.filter((language) => (texts[language] ?? "").trim() !== "");
  const lacks = languages.filter((language) => !has.includes(language));
  if (has.length === 0 || lacks.length === 0) return undefined;
  const [first = ""] = has;
  const own = has.map((language) =>
    placeIn({ language, text: texts[language] ?? "" }, 0, (texts[language] ?? "").length),
  );
  const gaps = lacks.map((language) => placeIn({ language, text: texts[language] ?? "" }, 0, 0));
  // One language alone has something that most do not.
  const isExtra = has.length * 2 < lacks.length;
  const message = isExtra
    ? `only in ${has.join(", ")}: “${shown(texts[first] ?? "")}”`
    : `“${shown(texts[first] ?? "")}” (${has.join(", ")}) has no counterpart in ${lacks.join(", ")}`;
  // A number or a sign alone may be left to the page.
  const severity = /\p{L}{2}|\p{Script=Han}/u.test(texts[first] ?? "") ? "error" : "info";
  const values = Object.fromEntries([
    ...has.map((language) => [language, [texts[language] ?? ""]]),
    ...lacks.map((language) => [language, []]),
  ]);
  return draft(isExtra ? "extra" : "missing", severity, isExtra ? has : lacks, message, [...own, ...gaps], values);
}
