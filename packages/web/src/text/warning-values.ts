import { languageName } from "./languages.ts";

/** What a warning's sentence is made from, as the server has it. */
type Values = Readonly<Record<string, string | number | readonly (string | number)[]>>;

/** Values that are codes of languages. */
const LANGUAGES = new Set(["said", "seems", "language", "languages"]);

/**
 * A warning's values for its sentence in the reader's language: languages by their names, lists as sentences have them.
 *
 * @param list puts a list into words
 */
export function warningValues(
  values: Values,
  list: (items: readonly string[]) => string,
): Record<string, string | number> {
  const said = Object.entries(values).map(([name, value]): [string, string | number] => {
    if (typeof value === "number") return [name, value];
    if (typeof value === "string") return [name, isolated(LANGUAGES.has(name) ? languageName(value) : value)];
    return [name, list(value.map((own, at) => isolated(LANGUAGES.has(name) ? placed(values, own, at) : String(own))))];
  });
  return Object.fromEntries(said);
}

/** A language, with where it is if the warning tells: `français (1–3)`. */
function placed({ places }: Values, language: string | number, at: number): string {
  const name = languageName(String(language));
  return Array.isArray(places) ? `${name} (${places[at]})` : name;
}

/** What runs its own way in the sentence around it, as `UTF-8` in Arabic: between Unicode's isolates. */
const isolated = (value: string): string => `\u2068${value}\u2069`;
