import { sentences } from "../../language/sentences/sentences.ts";
import { draft, placeAtEnd, placeIn } from "../checks/sides.ts";
import type { Draft, RowTexts } from "../finding.ts";
import type { TextValues } from "../values/extract.ts";
import { type Bags, type Difference, first } from "./differences.ts";
import { isSame } from "./same.ts";
import { writtenPlace } from "./value-places.ts";

/** So many values that differ in one row are one fault, where they say that texts are missing or do not belong together. */
const MANY = 4;

/**
 * The one finding that many differences of a row are: values of a passage that other languages do not have, or texts that do not
 * translate one another, which differ in more values than they share.
 *
 * @returns undefined where each difference is a fault by itself
 */
export function manyDifferences(
  found: readonly Difference[],
  bags: Bags,
  texts: RowTexts,
  values: ReadonlyMap<string, TextValues>,
): Draft | undefined {
  if (found.length < MANY) return undefined;
  const passage = passageDraft(found, texts, values);
  if (passage) return passage;
  const languages = [...bags.keys()];
  const [own = [], ...others] = [...bags.values()];
  const shared = own.filter((value) => others.every((other) => other.some((one) => isSame(value, one)))).length;
  if (shared >= found.length) return undefined;
  const places = languages.map((language) => {
    const text = texts[language] ?? "";
    return placeIn({ language, text }, 0, text.length);
  });
  const message = `the texts do not translate one another: ${found.length} values differ, ${shared} agree (${languages.join(", ")})`;
  return draft(
    "missing",
    "error",
    languages,
    message,
    places,
    Object.fromEntries(languages.map((language) => [language, [String(found.length)]])),
  );
}

/** A passage of one language with values of which others have none. */
function passageDraft(
  found: readonly Difference[],
  texts: RowTexts,
  values: ReadonlyMap<string, TextValues>,
): Draft | undefined {
  const [{ one } = {}] = found;
  const [language = "", ...more] = one ? [...one.holders.keys()] : [];
  const lacks = one?.absent ?? [];
  const isAlone = ({ one: own, other }: Difference): boolean =>
    !other && own.holders.size === 1 && own.holders.has(language) && own.absent.length === lacks.length;
  if (more.length > 0 || !found.every(isAlone)) return undefined;
  const text = texts[language] ?? "";
  const spans = found.map(({ one: own }) => writtenPlace(language, first(own), texts, values));
  const [from, to] = [Math.min(...spans.map(({ start }) => start)), Math.max(...spans.map(({ end }) => end))];
  const held = sentences(text, language).filter(({ start, end }) => start < to && end > from);
  const place = placeIn({ language, text }, held[0]?.start ?? from, held.at(-1)?.end ?? to);
  const written = spans.map((own) => `“${own.text}”`).join(", ");
  const message = `${written} (${language}) have no counterpart in ${lacks.join(", ")}: a passage may be missing`;
  const gaps = lacks.map((other) => placeAtEnd({ language: other, text: texts[other] ?? "" }));
  return draft("missing", "warning", lacks, message, [place, ...gaps], {
    [language]: [place.text],
    ...Object.fromEntries(lacks.map((other) => [other, []])),
  });
}
