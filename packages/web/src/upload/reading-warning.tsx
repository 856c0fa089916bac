import { useFormatter, useTranslations } from "use-intl";
import type { DocumentRead } from "../api/client.ts";
import { languageName } from "../text/languages.ts";

type Warning = DocumentRead["warnings"][number];

/** What a person should know about the reading of a file, made from the warning's code and values. */
export function ReadingWarning({ warning: { code, values } }: { readonly warning: Warning }) {
  const t = useTranslations("readingWarning");
  const format = useFormatter();
  const said = Object.entries(values).map(([name, value]) => [
    name,
    Array.isArray(value)
      ? format.list(value.map((own, at) => (name === "languages" ? placed(values, own, at) : String(own))))
      : LANGUAGES.has(name)
        ? languageName(String(value))
        : value,
  ]);
  return <bdi>{t(code, Object.fromEntries(said))}</bdi>;
}

/** Values that are codes of languages. */
const LANGUAGES = new Set(["said", "seems"]);

/** A language with where it is: `français (1–3)`. */
function placed({ places }: Warning["values"], language: string | number, at: number): string {
  const place = Array.isArray(places) ? places[at] : "";
  return `${languageName(String(language))} (${place})`;
}
