import { type Kysely, sql } from "kysely";
import { languageCode } from "../../language/profile.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import type { CutText } from "./translation-marks.ts";
import { charactersOf, wordsIn } from "./word-sequences.ts";

/** The memory that is asked. */
export interface Asked {
  readonly db: Kysely<Tables>;
  readonly engine: Engine;
}

/** A text of a unit, with the key of its variant. */
export interface UnitText {
  readonly language: string;
  readonly text: string;
  readonly cut: () => CutText;
  /** See {@link folded}; undefined where that is not kept. */
  readonly folded: () => string | undefined;
}

/** The texts of a unit. */
export interface UnitTexts {
  readonly unit: number;
  readonly texts: readonly UnitText[];
}

/** The texts of units in some variants; in the order of the units, of one unit in that of the languages. */
export async function textsOf(
  asked: Asked,
  languages: readonly string[],
  units: readonly number[],
): Promise<UnitTexts[]> {
  return textsBy(asked, languages, units, (language, text) => ({
    language,
    text,
    cut: () => cutText(text, language),
    folded: () => undefined,
  }));
}

/** The same, each made by a function. */
export async function textsBy(
  { db, engine }: Asked,
  languages: readonly string[],
  units: readonly number[],
  textOf: (language: string, text: string) => UnitText,
): Promise<UnitTexts[]> {
  const ids = Int32Array.from(units);
  const found = await Promise.all(
    languages.map((language) =>
      sql<Row>`select variant.unit, variant.language, variant.text from ${engine.variantsOf(language, ids)}`.execute(
        db,
      ),
    ),
  );
  const rows = found.flatMap((own) => own.rows).sort((a, b) => a.unit - b.unit || (a.language < b.language ? -1 : 1));
  return [...Map.groupBy(rows, ({ unit }) => unit)].map(([unit, own]) => ({
    unit,
    texts: own.map(({ language, text }) => textOf(language, text)),
  }));
}

interface Row {
  readonly unit: number;
  readonly language: string;
  readonly text: string;
}

/** Texts that were cut: a phrase is asked for again, and others stand in the same texts. */
const cutTexts = new Map<string, CutText>();
const MAX_CUT_TEXTS = 2000;

function cutText(text: string, language: string): CutText {
  const known = `${language} ${text}`;
  let cut = cutTexts.get(known);
  if (!cut) {
    cut = cutOf(text, language);
    if (cutTexts.size >= MAX_CUT_TEXTS) cutTexts.clear();
    cutTexts.set(known, cut);
  }
  return cut;
}

/** A text cut anew. */
export function cutOf(text: string, language: string): CutText {
  const words = wordsIn(text, languageCode(language));
  return { text, words, pieces: charactersOf(words) };
}
