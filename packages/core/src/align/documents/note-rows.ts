import type { AlignOptions } from "../pair/options.ts";
import type { PairWork } from "../rows/pair-work.ts";
import { type Row, rowsWork } from "../rows/rows.ts";
import type { Versions } from "./versions.ts";

/**
 * Aligns notes: those with the same mark in every language are a row; where marks repeat or differ, their texts decide.
 */
export function* alignNotes(versions: Versions, options: AlignOptions): PairWork<Row[]> {
  const { languages, notesOf } = versions;
  const marks = languages.map((language) => notesOf(language).map(({ mark }) => mark));
  const first = marks.find((list) => list.length > 0) ?? [];
  const same = marks.every(
    (list) => list.length === 0 || (list.length === first.length && list.every((mark, at) => mark === first[at])),
  );
  if (same)
    return first.map((_, at) => ({
      units: Object.fromEntries(
        languages.filter((language) => notesOf(language).length > 0).map((language) => [language, [at]]),
      ),
      confidence: 1,
      origin: "automatic",
    }));
  const [rows = []] = yield* rowsWork(
    [versions.each((language) => notesOf(language).map(({ mark, text }) => `${mark} ${text}`))],
    languages,
    options,
  );
  // These segments were cut from texts that begin with the mark.
  return rows.map(({ units, confidence, origin }) => ({ units, confidence, origin }));
}
