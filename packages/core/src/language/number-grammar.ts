/**
 * What changes in the words around a number in digits if another stands in its place: "5 членов" but "2 члена", "1 member", "21:a".
 * CLDR says which numbers of a language have the same forms; words here say where a number has none that depend on it.
 */
import { monthNames } from "./month-names.ts";

/** A number in digits in its text. */
export interface NumberPlace {
  /** Letters that are written with it and are known to fit: `st`, `e`. */
  readonly ending?: string;
  /** The text before and behind it, as far as a few words. */
  readonly before: string;
  readonly behind: string;
}

/** What may not fit another number: the form of the words behind it, its ending, or a word or letter before it: "an 8", "l’8". */
export type NumberDoubt = "plural" | "ordinal" | "article";

/**
 * What in the words around a number depends on it, and would be another for another number; undefined if nothing would.
 *
 * @param from what the number is, `.` before the digits of a fraction @param to what shall stand there
 * @param language of the text, BCP 47
 */
export function numberDoubt(place: NumberPlace, from: string, to: string, language: string): NumberDoubt | undefined {
  if (from === to) return undefined;
  if (changesWordBefore(place, from, to, language)) return "article";
  if (place.ending) return undefined;
  const suffix = ATTACHED.exec(place.behind)?.[0];
  if (suffix !== undefined) return keepsEnding(suffix, from, to, language) ? undefined : "ordinal";
  if (!governs(place, from, to, language) || category(from, language) === category(to, language)) return undefined;
  return "plural";
}

/** Letters that belong to the number before them: Swedish `21:a`, Spanish `1.er`, Russian `1-я`, Catalan `1r`. */
export const ATTACHED =
  /^(?:[.:’'-]?(?:º|ª|[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}]{1,3}))(?!\p{L})/u;
/** Of these all ordinals have the same: Spanish and Portuguese `2.ª`, Russian `22-й`. */
const SAME_FOR_ORDINALS = /^(?:[.-]?(?:º|ª|o|a)|-(?:й|е|я|го|му|ю))$/u;
/** Of these ordinals of one kind, or numbers of one plural form: `21:a` and `22:a`, `23:e`; "2-х", "3-х", but "5-ти". */
const SAME_FOR_KIND = /^(?::[ae]|-[хм])$/u;

function keepsEnding(suffix: string, from: string, to: string, language: string): boolean {
  if (SAME_FOR_ORDINALS.test(suffix)) return true;
  if (/^[’']?s$/.test(suffix) && isYear(from) && isYear(to)) return true;
  if (!SAME_FOR_KIND.test(suffix)) return false;
  const type = suffix.startsWith(":") ? "ordinal" : "cardinal";
  return category(from, language, type) === category(to, language, type);
}

/** Where a number names one of several things it has no plural: behind these, whatever their endings. */
const NAMED_BY_NUMBERS = new RegExp(
  `(?<!\\p{L})(?:${[
    "n[o°º]s?\\.?|№+|núm\\.|nr\\.?|#|art|sect?|chap|par|para|pp?|vol|fig|tabl?|ann|cap|núm|pág|secc|párr|гл|ст|п|пп|разд|стр|т|табл|ziff|abs|kap|bd",
    "articles?|annex(?:es|e)?|appendi(?:x|ces?)|sections?|chapters?|chapitres?|paragraphs?|paragraphes?|parts?|partie|tables?|tableaux?|figures?|rules?|règles?|resolutions?|résolutions?|decisions?|décisions?|documents?|items?|points?|goals?|objectifs?|targets?|cibles?|pages?|volumes?|phases?|categor(?:y|ies)|catégories?|groups?|groupes?|options?|principles?|principes?|numbers?|numéros?|sessions?|rooms?|salles?",
    "artículos?|anexos?|apéndices?|secci(?:ón|ones)|capítulos?|párrafos?|partes?|cuadros?|tablas?|figuras?|reglas?|resoluci(?:ón|ones)|decisi(?:ón|ones)|documentos?|temas?|objetivos?|metas?|páginas?|principios?|salas?",
    "artigos?|capítulos?|parágrafos?|quadros?|resoluç(?:ão|ões)|decis(?:ão|ões)|objetivos?|página|artikels?|artikeln|absatz|kapitel|anhang|anlage|tabelle|abbildung|seite|regel|resolution|punkt|ziel|grundsatz|saal",
    "artikel|kapitel|bilaga|punkt|stycke|tabell|sida|mål|regel|artykuł\\p{L}*|rozdzia\\p{L}*|załącznik\\p{L}*|punk\\p{L}*|ust|pkt|rezolucj\\p{L}*|stron\\p{L}*|tabel\\p{L}*|cel[ue]?",
    "стать\\p{L}*|пункт\\p{L}*|подпункт\\p{L}*|раздел\\p{L}*|част\\p{L}*|глав\\p{L}*|приложени\\p{L}*|таблиц\\p{L}*|рисун\\p{L}*|правил\\p{L}*|принцип\\p{L}*|резолюци\\p{L}*|решени\\p{L}*|документ\\p{L}*|цел[ьи]\\p{L}*|задач\\p{L}*|страниц\\p{L}*|том\\p{L}{0,2}|категори\\p{L}*|групп\\p{L}*|этап\\p{L}*|номер\\p{L}*",
    "(?:ال)?(?:مادة|فقرة|فصل|باب|قسم|جزء|مرفق|قاعدة|بند|مبدأ|تذييل|جدول|شكل|قرار|مقرر|وثيقة|هدف|غاية|صفحة|مجلد|فئة|مجموعة|مرحلة|رقم|جلسة|دورة)|ماده|بند|فصل|بخش|پیوست|جدول|قطعنامه|اصل|شماره|صفحه",
  ].join("|")})\\.?\\s*$|[\\p{L}#/][-‐‑–]?$`,
  "iu",
);

/** What stands behind a number and is the same for all: "per cent", "млн", abbreviations of units. */
const SAME_FOR_ALL_NUMBERS =
  /^\s?(?:per cent|percent|pour cent|por ciento|por cento|prozent|procent|في المائة|بالمائة|درصد|млн|млрд|трлн|тыс|руб|долл|mln|mld|mrd|mio|[kcm]?m²?|[kmg]?g|km²?|ha|[гкм]г|[ксм]?м|га)(?![\p{L}\p{M}])/iu;
const YEAR_BEHIND = /^\s?(?:год|гг?\.|рок|рр?\.|rok|r\.|års?(?!\p{L}))/iu;
const YEAR_BEFORE =
  /(?<!\p{L})(?:[وبلف]?(?:ال)?(?:عامي?|سنة|لعام|بعام)|سال|years?|années?|años?|anos?|jahre?s?|år|roku?)\s*$/iu;

const isYear = (value: string): boolean => /^(?:1[5-9]|20|21)\d\d$/.test(value);

/** Whether the words behind a number may have a form that depends on it: not behind a name, in a date, before a sign or the end. */
function governs({ before, behind }: NumberPlace, from: string, to: string, language: string): boolean {
  if (!/^\s*\p{L}/u.test(behind) || SAME_FOR_ALL_NUMBERS.test(behind) || NAMED_BY_NUMBERS.test(before)) return false;
  const months = monthsOf(language);
  if (months.behind.test(behind)) return false;
  if (!isYear(from) || !isYear(to)) return !months.before.test(before);
  return !months.before.test(before) && !YEAR_BEHIND.test(behind) && !YEAR_BEFORE.test(before);
}

/** Numbers that begin with a vowel: English "eight", "eleven" and "eighteen", Spanish "ocho" and "once", Italian "otto" and "undici". */
const VOWELS: Readonly<Record<string, { readonly words: RegExp; readonly numbers: RegExp }>> = {
  en: { words: /(?<!\p{L})an?\s$/iu, numbers: /^8|^1[18](?:\d{3})*(?:\.|$)/ },
  it: { words: /(?<!\p{L})(?:il?|un|[dnasc][eau]?[il])\s$/iu, numbers: /^8|^11(?:\d{3})*(?:\.|$)/ },
  es: { words: /(?<!\p{L})[ou]\s$/iu, numbers: /^8|^11(?:\d{3})*(?:\.|$)/ },
};
/** Prepositions that have another form before some numbers: "во 2-м", "со 100", "we 2". */
const SOUNDING = /(?<!\p{L})(?:во|ко|со|об|we|ze)\s$/iu;

function changesWordBefore({ before }: NumberPlace, from: string, to: string, language: string): boolean {
  if (/\p{L}[’'ʼ]$/u.test(before) || SOUNDING.test(before)) return true;
  const vowels = VOWELS[languageOf(language)];
  return vowels?.words.test(before) === true && vowels.numbers.test(from) !== vowels.numbers.test(to);
}

const languageOf = (tag: string): string => new Intl.Locale(tag).language;

/** The plural category of a number; undefined for what is none. */
function category(
  value: string,
  language: string,
  type: Intl.PluralRulesOptions["type"] = "cardinal",
): string | undefined {
  if (!/^\d+(?:\.\d+)?$/.test(value)) return undefined;
  const digits = value.split(".")[1]?.length ?? 0;
  return rulesOf(language, type, digits).select(Number(value));
}

const knownRules = new Map<string, Intl.PluralRules>();
/** Digits of a fraction that are told apart. */
const MAX_DIGITS = 10;

function rulesOf(language: string, type: Intl.PluralRulesOptions["type"], digits: number): Intl.PluralRules {
  const shown = Math.min(digits, MAX_DIGITS);
  const key = `${language} ${type} ${shown}`;
  let rules = knownRules.get(key);
  if (!rules) {
    rules = new Intl.PluralRules(language, { type, minimumFractionDigits: shown, maximumFractionDigits: shown });
    knownRules.set(key, rules);
  }
  return rules;
}

/** Patterns for the name of a month behind a day, and before a day or year. */
interface Months {
  readonly behind: RegExp;
  readonly before: RegExp;
}

const knownMonths = new Map<string, Months>();
/** Names of months that a language has beside CLDR's first choice for it. */
const ALSO: Readonly<Record<string, string>> = { ar: "ar-SY" };

function monthsOf(tag: string): Months {
  const language = languageOf(tag);
  let months = knownMonths.get(language);
  if (!months) {
    const names = [language, ALSO[language] ?? language]
      .flatMap((own) => monthNames(own).flat())
      .map((name) => RegExp.escape(name.replace(/\.$/, "")));
    const any = `(?:${[...new Set(names)].sort((a, b) => b.length - a.length).join("|")})`;
    months = {
      behind: new RegExp(`^(?:er|\\.?º|ª)?\\.?\\s*(?:d[eo]\\s+)?${any}(?![\\p{L}\\p{M}])`, "iu"),
      before: new RegExp(`(?<![\\p{L}\\p{M}])${any}\\.?,?\\s*(?:d[eo]l?\\s+)?$`, "iu"),
    };
    knownMonths.set(language, months);
  }
  return months;
}
