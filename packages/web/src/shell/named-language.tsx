import { useLocale } from "use-intl";
import { languageNameIn } from "../text/languages.ts";

/** A language's name within a sentence of the interface, and in its language. */
export function NamedLanguage({ code }: { readonly code: string }) {
  return <bdi>{languageNameIn(useLocale(), code)}</bdi>;
}
