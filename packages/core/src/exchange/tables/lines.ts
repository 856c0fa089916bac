import { languageCode } from "../../language/profile.ts";
import type { TranslationUnit } from "../../memory/stored.ts";
import { chosenKey, chosenKeys } from "../chosen.ts";
import type { TmxCounts } from "../tmx/tmx-write.ts";

/** Options for writing one unit a line. */
export interface LinesOptions {
  /** Languages to write, the source first; at least one, as {@link chosenKeys} takes them. */
  readonly languages: readonly string[];
  /** Name of a language in the file, if it is more than what was asked for: `{ en: "en-US" }`. */
  readonly names?: Readonly<Record<string, string>>;
  /** Called once at the end. */
  readonly report?: (counts: TmxCounts) => void;
}

/**
 * Writes translation units as tab-separated values (text/tab-separated-values, IANA): a line of names, then one unit a
 * line with `tuid`, `symbol`, and a column for each language. Tabs and line ends in a text become spaces; a text that
 * begins with a quotation mark is quoted, as in spreadsheets. Units stream.
 */
export async function* writeTsv(units: AsyncIterable<TranslationUnit>, options: LinesOptions): AsyncGenerator<string> {
  const languages = asked(options);
  yield `${["tuid", "symbol", ...languages.map((language) => options.names?.[language] ?? language)].join("\t")}\n`;
  const texts = (unit: TranslationUnit): string[] =>
    languages.map((language) => unit.variants[chosenKey(unit, language) ?? ""] ?? "");
  let codes = 0;
  const report = (counts: TmxCounts): void => options.report?.({ ...counts, codes });
  yield* lines(units, { ...options, report }, (unit) => {
    const own = texts(unit);
    if (own.every((text) => text === "")) return undefined;
    if (unit.codes) for (const language of languages) codes += unit.codes[chosenKey(unit, language) ?? ""]?.length ?? 0;
    return [tuidOf(unit), unit.symbol, ...own].map(field).join("\t");
  });
}

function field(value: string): string {
  const text = value.replace(/[\t\r\n]+/g, " ");
  return text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Writes translation units as JSON Lines: one object a line, as in the API, with `tuid` and the languages asked for.
 */
export async function* writeJsonLines(
  units: AsyncIterable<TranslationUnit>,
  options: LinesOptions,
): AsyncGenerator<string> {
  const languages = asked(options);
  yield* lines(units, options, ({ id: _, ...unit }) => {
    const variants = chosenKeys(unit, languages).flatMap((key) =>
      unit.variants[key] ? [[key, unit.variants[key]] as const] : [],
    );
    return variants.length === 0
      ? undefined
      : JSON.stringify({ ...unit, tuid: tuidOf(unit), variants: Object.fromEntries(variants) });
  });
}

/** What a unit is called in a file where each is called something: as in its own file, or by its set and place. */
export const tuidOf = ({
  tuid,
  documentSet,
  position,
}: Pick<TranslationUnit, "tuid" | "documentSet" | "position">): string => tuid ?? `${documentSet}#${position}`;

function asked({ languages }: LinesOptions): string[] {
  if (languages.length === 0) throw new RangeError("a file of units needs at least one language");
  languages.forEach(languageCode);
  return [...new Set(languages)];
}

/** @param line returns the line of a unit, undefined if the unit has none of the languages */
async function* lines(
  units: AsyncIterable<TranslationUnit>,
  { report }: LinesOptions,
  line: (unit: TranslationUnit) => string | undefined,
): AsyncGenerator<string> {
  const counts = { units: 0, left: 0 };
  for await (const unit of units) {
    const written = line(unit);
    if (written === undefined) {
      counts.left++;
      continue;
    }
    counts.units++;
    yield `${written}\n`;
  }
  report?.(counts);
}
