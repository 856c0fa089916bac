import { type Kysely, sql } from "kysely";
import { languageCode } from "../../language/profile.ts";
import { editionOf } from "../database/edition.ts";
import type { Engine } from "../database/engine.ts";
import type { Tables } from "../database/schema.ts";
import { folded } from "../text/normal.ts";
import type { CutText } from "./translation-marks.ts";
import { charactersOf, wordsIn } from "./word-sequences.ts";

/** The memory that is asked. */
interface Asked {
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

/** Units of a sample. */
const MAX_SAMPLED = 300;
/** Samples that are kept: one for each pair of languages, while the memory does not change. */
const MAX_SAMPLES = 16;

/** The texts of units in some variants; in the order of the units, of one unit in that of the languages. */
export async function textsOf(
  asked: Asked,
  languages: readonly string[],
  units: readonly number[],
): Promise<UnitTexts[]> {
  const rows = await rowsOf(asked, languages, units);
  return grouped(rows, (language, text) => ({
    language,
    text,
    cut: () => cutText(text, language),
    folded: () => undefined,
  }));
}

/** By the memory that they are of. */
const samples = new WeakMap<Engine, Map<string, Promise<UnitTexts[]>>>();

/**
 * The same of an even sample of the units in a language: ids are given in order, and few are missing. Every phrase is held against
 * it, so that it is kept, cut and folded, for as long as the memory does not change.
 *
 * @param sampled variants of the language
 */
export async function sampleOf(
  asked: Asked,
  languages: readonly string[],
  sampled: readonly string[],
): Promise<readonly UnitTexts[]> {
  const { memory, number, token } = await editionOf(asked.db);
  const known = samples.get(asked.engine) ?? new Map<string, Promise<UnitTexts[]>>();
  samples.set(asked.engine, known);
  const key = [memory, number, token, ...languages, "of", ...sampled].join(" ");
  let sample = known.get(key);
  if (!sample) {
    sample = drawn(asked, languages, sampled);
    if (known.size >= MAX_SAMPLES) known.clear();
    known.set(key, sample);
    sample.catch(() => known.delete(key));
  }
  return sample;
}

async function drawn(asked: Asked, languages: readonly string[], sampled: readonly string[]): Promise<UnitTexts[]> {
  const { most } = await asked.db
    .selectFrom("variant")
    .select(sql<number>`coalesce(max(unit), 0)`.as("most"))
    .where("language", "in", [...sampled])
    .executeTakeFirstOrThrow();
  const step = Math.max(1, Math.floor(Number(most) / MAX_SAMPLED));
  const units = Array.from({ length: Math.min(Number(most), MAX_SAMPLED) }, (_, at) => 1 + at * step);
  return grouped(await rowsOf(asked, languages, units), (language, text) => {
    let [cut, fold]: [CutText | undefined, string | undefined] = [undefined, undefined];
    return {
      language,
      text,
      cut: () => (cut ??= cutOf(text, language)),
      folded: () => (fold ??= folded(text)),
    };
  });
}

interface Row {
  readonly unit: number;
  readonly language: string;
  readonly text: string;
}

async function rowsOf({ db, engine }: Asked, languages: readonly string[], units: readonly number[]): Promise<Row[]> {
  const ids = Int32Array.from(units);
  const found = await Promise.all(
    languages.map((language) =>
      sql<Row>`select variant.unit, variant.language, variant.text from ${engine.variantsOf(language, ids)}`.execute(
        db,
      ),
    ),
  );
  return found.flatMap(({ rows }) => rows).sort((a, b) => a.unit - b.unit || (a.language < b.language ? -1 : 1));
}

function grouped(rows: readonly Row[], textOf: (language: string, text: string) => UnitText): UnitTexts[] {
  return [...Map.groupBy(rows, ({ unit }) => unit)].map(([unit, own]) => ({
    unit,
    texts: own.map(({ language, text }) => textOf(language, text)),
  }));
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

function cutOf(text: string, language: string): CutText {
  const words = wordsIn(text, languageCode(language));
  return { text, words, pieces: charactersOf(words) };
}
