import { writtenSpan } from "../../language/plain.ts";
import type { Place, RowTexts } from "../finding.ts";
import type { TextValues } from "../values/extract.ts";
import type { Value } from "../values/value.ts";

/** Where a value stands in the text of its language as written. */
export function writtenPlace(
  language: string,
  value: Value,
  texts: RowTexts,
  values: ReadonlyMap<string, TextValues>,
): Place {
  const { start, end } = writtenSpan((values.get(language) as TextValues).plain, value.start, value.end);
  return { language, start, end, text: (texts[language] ?? "").slice(start, end) };
}
