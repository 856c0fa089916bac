import { languageCode } from "../language/profile.ts";
import type { TranslationUnit } from "../memory/stored.ts";
import type { TmxCounts } from "./tmx.ts";

/** What goes into a file of one unit a line. */
export interface LinesOptions {
  /** Languages to write, the source first; at least one. */
  readonly languages: readonly string[];
  /** Called once at the end. */
  readonly report?: (counts: TmxCounts) => void;
}

/**
 * Writes translation units as tab-separated values (text/tab-separated-values, IANA): a line of names, then a unit a line,
 * `tuid`, `symbol`, then a column for each language. Tabs and line ends in a text become spaces. Units stream.
 */
export async function* writeTsv(units: AsyncIterable<TranslationUnit>, options: LinesOptions): AsyncGenerator<string> {
  const languages = codes(options);
  yield `${["tuid", "symbol", ...languages].join("\t")}\n`;
  yield* lines(units, languages, options, (unit) =>
    [`${unit.documentSet}#${unit.position}`, unit.symbol, ...languages.map((language) => unit.variants[language] ?? "")]
      .map((field) => field.replace(/[\t\r\n]+/g, " "))
      .join("\t"),
  );
}

/** Writes translation units as JSON Lines: an object a line, as the API gives it, with `tuid` and the languages asked for. */
export async function* writeJsonLines(
  units: AsyncIterable<TranslationUnit>,
  options: LinesOptions,
): AsyncGenerator<string> {
  const languages = codes(options);
  yield* lines(units, languages, options, ({ id: _, variants, ...unit }) =>
    JSON.stringify({
      tuid: `${unit.documentSet}#${unit.position}`,
      ...unit,
      variants: Object.fromEntries(
        languages.filter((language) => variants[language]).map((language) => [language, variants[language]]),
      ),
    }),
  );
}

function codes({ languages }: LinesOptions): string[] {
  if (languages.length === 0) throw new RangeError("a file of units needs at least one language");
  return [...new Set(languages.map(languageCode))];
}

async function* lines(
  units: AsyncIterable<TranslationUnit>,
  languages: readonly string[],
  { report }: LinesOptions,
  line: (unit: TranslationUnit) => string,
): AsyncGenerator<string> {
  const counts = { units: 0, left: 0 };
  for await (const unit of units) {
    if (!languages.some((language) => unit.variants[language])) {
      counts.left++;
      continue;
    }
    counts.units++;
    yield `${line(unit)}\n`;
  }
  report?.(counts);
}
