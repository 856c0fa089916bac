import { languageNameIn } from "./languages.ts";

const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
/** Whether the browser has a name for a language. */
const isNamed = (code: string): boolean => names.of(code) !== undefined;

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];

let codes: readonly string[] | undefined;

/** The languages that have a code of two letters, as the browser knows them. */
function allCodes(): readonly string[] {
  codes ??= LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(
    (code) => isNamed(code) && Intl.getCanonicalLocales(code)[0] === code,
  );
  return codes;
}

/**
 * All languages: those that come first, then every other by its name in the reader's language.
 *
 * @param locale of the interface
 * @returns BCP 47
 */
export function allLanguagesAfter(first: readonly string[], locale: string): string[] {
  const { compare } = new Intl.Collator(locale);
  const rest = allCodes().filter((code) => !first.includes(code));
  const byName = new Map(rest.map((code) => [code, languageNameIn(locale, code)]));
  return [...first, ...rest.toSorted((one, other) => compare(byName.get(one) ?? one, byName.get(other) ?? other))];
}

/** A language's name in itself, if the browser knows it. */
export const ownName = (code: string): string | undefined =>
  Intl.DisplayNames.supportedLocalesOf(code).length > 0 ? languageNameIn(code, code) : undefined;

/**
 * The languages whose name or code has what a person typed: that whose code it is first. A code that is not listed, as `pt-BR` or
 * `fil`, is a language, too, if the browser has a name for it.
 */
export function languagesLike(typed: string, languages: readonly string[], locale: string): string[] {
  const wanted = folded(typed.trim());
  if (wanted === "") return [...languages];
  const isLike = (code: string): boolean =>
    [languageNameIn(locale, code), ownName(code) ?? ""].some((name) => folded(name).includes(wanted));
  const code = codeTyped(typed.trim());
  const found = languages.filter((own) => own !== code && isLike(own));
  return code === undefined ? found : [code, ...found];
}

/** What differs in case or accents only is alike. */
const folded = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();

function codeTyped(typed: string): string | undefined {
  if (!/^[a-z]{2,3}(?:[-_][a-z\d]{2,8})*$/i.test(typed)) return undefined;
  try {
    const [code = ""] = Intl.getCanonicalLocales(typed.replaceAll("_", "-"));
    return isNamed(code) ? code : undefined;
  } catch {
    return undefined;
  }
}
