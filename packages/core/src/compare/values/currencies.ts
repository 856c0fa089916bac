import { plainPattern } from "../../language/plain.ts";
import { languageProfile } from "../../language/profile.ts";

/** A sum's currency, and where its name stands by the number. */
export interface CurrencyName {
  /** ISO 4217; undefined where a country is named that is not known. */
  readonly code?: string;
  /** Whether it is a name that several currencies have: $, dollars, pounds. */
  readonly isBare: boolean;
  /** Whether another language may call it by a name that is not known. */
  readonly isRare?: true;
  readonly length: number;
  readonly side: "before" | "behind";
}

const US = "united states(?: of america)?|u\\. ?s\\.(?: ?a\\.)?|usa?";
const AMERICA = "الولايات المتحدة(?: الأمريكية)?|أمريكي\\p{L}*";
/** What currencies are called besides their names in CLDR. */
const SURE: Readonly<Record<string, string>> = {
  USD:
    `(?:us|u\\.s\\.) ?\\$|\\$ ?us(?!\\p{L})|usd|(?:${US}|american) dollars?|dollars? (?:of the )?(?:${US})|` +
    "dollars? (?:(?:des )?(?:états-unis(?: d'amérique)?|é\\. ?-?u\\.)|américains?|us)|" +
    "dólar(?:es)? (?:de (?:los )?(?:estados unidos(?: de américa)?|ee\\.? ?uu\\.?)|(?:norte)?americanos?|estadounidenses?)|" +
    "долл(?:\\.|ар\\p{L}*) (?:сша|соединённ\\p{L}+ штат\\p{L}+(?: америки)?)|американск\\p{L}+ доллар\\p{L}*|" +
    `دولار\\p{L}* (?:من )?(?:دولارات )?(?:${AMERICA})|美元|美金`,
  CAD: "(?:c|can|ca) ?\\$|\\$ ?can|加元",
  AUD: "au?\\$|澳元",
  HKD: "hk\\$|港元|港币",
  NZD: "nz\\$|新西兰元",
  EUR: "€|eur(?:os?)?|евро|يورو|欧元",
  GBP: "gbp|(?:british )?pounds? sterling|livres? sterling|libras? esterlinas?|фунт\\p{L}* стерлингов|جنيه\\p{L}* إسترليني\\p{L}*|英镑",
  CHF: "chf|swiss francs?|francs? suisses?|francos? suizos?|швейцарск\\p{L}+ франк\\p{L}*|فرنك\\p{L}* سويسري\\p{L}*|瑞士法郎",
  JPY: "jpy|(?:japanese )?yens?|yenes|(?:японск\\p{L}+ )?иен\\p{L}?|ين(?: ياباني)?|日元",
  CNY: "cny|rmb|(?:chinese )?yuan(?: renminbi)?s?|yuan(?:es)?|renminbi|(?:китайск\\p{L}+ )?юан\\p{L}{1,2}|يوان\\p{L}*|元? ?人民币|元",
  RUB: "₽|rub|(?:russian )?rou?bles?|rublos?|(?:российск\\p{L}+ )?руб(?:\\.|л\\p{L}+)|روبل\\p{L}*|卢布",
  SDR: "sdrs?|dts|deg|сдр|وحدات? حقوق السحب الخاصة|特别提款权",
};
/** What has more names than are known here. */
const RARE: Readonly<Record<string, string>> = {
  XOF:
    "(?:west african )?cfa francs?|francs? (?:de la communauté financière africaine|cfa)|francos? cfa|франк\\p{L}* кфа|cfaf|f ?cfa|" +
    "(?:西非)?非洲(?:金融共同体)?法郎",
};
/** Names that say a currency only where no country is named: in the United States a dollar is theirs, in Canada another. */
const BARE: Readonly<Record<string, string>> = {
  USD: "\\$|dollars?|dólar(?:es)?|долл(?:\\.|ар\\p{L}*)|دولار\\p{L}*",
  GBP: "£|جنيه\\p{L}*",
  JPY: "¥",
};
/** Pounds may be a weight, which another language calls otherwise. */
const POUNDS: Readonly<Record<string, string>> = { GBP: "pounds?|livres?|libras?|фунт\\p{L}*" };
/** The other currencies that a bare name may mean. */
const NAMESAKES: Readonly<Record<string, ReadonlySet<string>>> = {
  USD: new Set(
    "AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD TWD XCD ZWD ZWL".split(" "),
  ),
  GBP: new Set("CYP EGP FKP GIP IEP LBP MTL SDG SHP SSP SYP".split(" ")),
  JPY: new Set(["CNY"]),
};
/** Before these names the country stands as an adjective: 500 Fijian dollars, 500 фиджийских долларов. */
const OF_A_COUNTRY = "(?!(?:of|the|in|and|or|to|for|from|a|an) )\\p{L}+ (?:dollars?|pounds?|доллар\\p{L}*|фунт\\p{L}*)";

const JOINT = "(?:de |d'|des |of |في |من )?";
const behind = (names: string): RegExp =>
  new RegExp(`^[ -]?${JOINT}(?:${plainPattern(names)})(?!(?<!\\p{Script=Han})\\p{L})`, "u");
const ahead = (names: string): RegExp =>
  new RegExp(`(?<![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Arabic}])(?:${plainPattern(names)}) ?$`, "u");

const patternsOf = (names: Readonly<Record<string, string>>, kind: Pick<CurrencyName, "isBare" | "isRare">) =>
  Object.entries(names).map(([code, own]) => ({ code, kind, behind: behind(own), before: ahead(own) }));
const PATTERNS = [
  ...patternsOf(SURE, { isBare: false }),
  ...patternsOf(RARE, { isBare: false, isRare: true }),
  ...patternsOf(BARE, { isBare: true }),
  ...patternsOf(POUNDS, { isBare: true, isRare: true }),
];
const COUNTRY = behind(OF_A_COUNTRY);

/** As far as a currency's name reaches behind a number: "de dólares de los Estados Unidos de América". */
export const CURRENCY_LOOK = 56;

/** The currency that stands before or behind a number in plain text in lower case. */
export function currencyAround(before: string, following: string, language: string): CurrencyName | undefined {
  const named = namedByCldr(following, language);
  const found = PATTERNS.flatMap(({ code, kind, behind: pattern }): CurrencyName[] => {
    const length = pattern.exec(following)?.[0].length;
    return length === undefined ? [] : [{ code, ...kind, length, side: "behind" }];
  });
  const country = COUNTRY.exec(following)?.[0].length;
  if (country !== undefined) found.push({ isBare: false, length: country, side: "behind" });
  if (named) found.push(named);
  // The longest says most, and where two are as long what is known.
  const [longest] = found.sort(
    (a, b) => b.length - a.length || Number(b.code !== undefined) - Number(a.code !== undefined),
  );
  if (longest) return longest;
  for (const { code, kind, before: pattern } of PATTERNS) {
    const sign = pattern.exec(before);
    if (sign) return { code, ...kind, length: sign[0].length, side: "before" };
  }
  return undefined;
}

/** Whether two sums can be of one currency. */
export function mayBeOneCurrency(
  a: { readonly currency?: string; readonly isBareCurrency?: true },
  b: { readonly currency?: string; readonly isBareCurrency?: true },
): boolean {
  if (a.currency === undefined || b.currency === undefined || a.currency === b.currency) return true;
  return (
    (a.isBareCurrency === true && NAMESAKES[a.currency]?.has(b.currency) === true) ||
    (b.isBareCurrency === true && NAMESAKES[b.currency]?.has(a.currency) === true)
  );
}

const cldr = new Map<string, ReadonlyMap<string, string>>();

/** The names of all currencies in a language, in the forms behind numbers: "canadian dollars". One word alone may be another word. */
function namesOf(language: string): ReadonlyMap<string, string> {
  let names = cldr.get(language);
  if (!names) {
    const { spaced } = languageProfile(language);
    names = new Map(
      Intl.supportedValuesOf("currency").flatMap((currency) => {
        const format = new Intl.NumberFormat(language, {
          style: "currency",
          currency,
          currencyDisplay: "name",
          maximumFractionDigits: 0,
        });
        return [1, 2, 5, 11].flatMap((count) => {
          const part = format.formatToParts(count).find(({ type }) => type === "currency");
          const name = plainPattern(part?.value ?? "").toLowerCase();
          return (spaced ? name.includes(" ") : name.length > 1) ? [[name, currency] as const] : [];
        });
      }),
    );
    cldr.set(language, names);
  }
  return names;
}

const WORD_END = /[ -]?\p{L}+/gu;
const BEGINNING = new RegExp(`^[ -]?${plainPattern(JOINT)}`, "u");

/** The longest name of a currency in CLDR that text behind a number begins with. */
function namedByCldr(following: string, language: string): CurrencyName | undefined {
  if (!/^[ -]?\p{L}/u.test(following)) return undefined;
  const names = namesOf(language);
  const { spaced } = languageProfile(language);
  const begins = spaced ? (BEGINNING.exec(following)?.[0].length ?? 0) : 0;
  for (const start of new Set([begins, following.startsWith(" ") ? 1 : 0])) {
    const rest = following.slice(start);
    const ends = spaced
      ? [...rest.matchAll(WORD_END)].slice(0, 6).map(({ 0: word, index }) => index + word.length)
      : [2, 3, 4, 5, 6, 7, 8];
    for (const end of ends.toReversed()) {
      const code = names.get(rest.slice(0, end));
      if (code !== undefined) return { code, isBare: false, isRare: true, length: start + end, side: "behind" };
    }
  }
  return undefined;
}
