/** Names of scripts and regions in .NET and in memoQ that are none of CLDR's. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  "simplified han": "Hans",
  "traditional han": "Hant",
  prc: "CN",
  "hong kong": "HK",
  "hong kong s.a.r.": "HK",
  macau: "MO",
  macao: "MO",
  "macao s.a.r.": "MO",
  uk: "GB",
  usa: "US",
};
const SCRIPTS = ["Arab", "Cyrl", "Hans", "Hant", "Latn"];
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** How a dictionary would be ordered; it is not what a text is written in. */
const ORDER = /\bsort$/;

/** Script and region codes by their names in lower case, for each language that names them. */
const codes = new Map<string, ReadonlyMap<string, string>>();

function codesIn(language: string): ReadonlyMap<string, string> {
  const known = codes.get(language);
  if (known) return known;
  const own = new Map(Object.entries(OTHER_NAMES));
  const regions = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
  const scripts = new Intl.DisplayNames([language], { type: "script", fallback: "none" });
  const pairs = [...LETTERS].flatMap((first) => [...LETTERS].map((second) => first + second));
  for (const code of [...pairs, "419"]) own.set(regions.of(code)?.toLowerCase() ?? code, code);
  for (const code of SCRIPTS) own.set(scripts.of(code)?.toLowerCase() ?? code, code);
  codes.set(language, own);
  return own;
}

/**
 * Splits what a tool with menus calls a language of a region, `english (united states)`, `chinese (simplified, prc)` or
 * `english-united-states`, into the language's name and the rest.
 *
 * @param name in lower case
 */
export function nameAndRegion(name: string): readonly [language: string, rest: readonly string[]] | undefined {
  const bracketed = /^([^()]+?)[-\s]*\(([^()]+)\)$/.exec(name);
  if (bracketed) return [bracketed[1] as string, (bracketed[2] as string).split(",").map((part) => part.trim())];
  const joined = /^(\p{L}{4,})-(.+)$/u.exec(name);
  return joined ? [joined[1] as string, [(joined[2] as string).replaceAll("-", " ")]] : undefined;
}

/**
 * Returns the codes of scripts and regions, scripts first, by their names in English or in a language; or by themselves, as in
 * `English (US)`.
 *
 * @param language two letters
 * @param names in lower case
 * @returns undefined if one of them is neither a script nor a region
 */
export function subtagsNamed(language: string, names: readonly string[]): readonly string[] | undefined {
  const found = names
    .filter((name) => !ORDER.test(name))
    .map((name) => codesIn("en").get(name) ?? codesIn(language).get(name) ?? regionCode(name));
  if (found.includes(undefined)) return undefined;
  return (found as string[]).sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

const REGIONS = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

function regionCode(name: string): string | undefined {
  const code = name.toUpperCase();
  return /^[A-Z]{2}$/.test(code) && REGIONS.of(code) !== undefined ? code : undefined;
}
