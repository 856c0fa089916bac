import { useFormatter, useLocale } from "use-intl";
import { languageNameIn } from "./languages.ts";

/** What a warning's sentence is made from, as the server has it. */
type Values = Readonly<Record<string, string | number | readonly (string | number)[]>>;

/** Values that are codes of languages. */
const LANGUAGES = new Set(["said", "seems", "language", "languages"]);

/** Puts a warning's values as its sentence in the reader's language has them: languages by their names, lists in words. */
export function useWarningValues(): (values: Values) => Record<string, string | number> {
  const format = useFormatter();
  const locale = useLocale();
  return (values) => warningValues(values, (items) => format.list(items), locale);
}

function warningValues(
  values: Values,
  list: (items: readonly string[]) => string,
  locale: string,
): Record<string, string | number> {
  const said = Object.entries(values).map(([name, value]): [string, string | number] => {
    if (typeof value === "number") return [name, value];
    if (typeof value === "string") return [name, isolated(LANGUAGES.has(name) ? languageNameIn(locale, value) : value)];
    return [
      name,
      list(value.map((own, at) => isolated(LANGUAGES.has(name) ? placed(values, own, at, locale) : String(own)))),
    ];
  });
  return Object.fromEntries(said);
}

/** A language, with where it is if the warning tells: `français (1–3)`. */
function placed({ places }: Values, language: string | number, at: number, locale: string): string {
  const name = languageNameIn(locale, String(language));
  return Array.isArray(places) ? `${name} (${places[at]})` : name;
}

/** What runs its own way in the sentence around it, as `UTF-8` in Arabic: between Unicode's isolates. */
const isolated = (value: string): string => `\u2068${value}\u2069`;
