/**
 * Short words that need a continuation, in languages with spaces between words: no title or line of a title ends with
 * one, and a number after one counts or names something. Lower case.
 */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  (
    "a an the and or of in on at to for from by with between among under its their this that these those than about over " +
    "into as is are was were be been not no " +
    "le la les l’ un une des du de d’ et ou à au aux en dans sur sous pour par avec entre chez vers son sa ses leur leurs ce " +
    "cette ces que qui dont est sont " +
    "el los las lo unos unas del al y e o u en con por para sin sobre entre hasta desde su sus este esta estos estas que es " +
    "и или в во на по к ко с со о об от до для из за при под над между не что как"
  ).split(" "),
);

const NAMING =
  /(?:^|[\s(])(?:articles?|art\.|chapters?|chap\.|paragraphs?|paras?\.|sections?|sect\.|parts?|annex(?:es)?|items?|goals?|targets?|pages?|pp?\.|tables?|figures?|fig\.|resolutions?|decisions?|nos?\.?|numbers?|vols?\.?|volumes?|rules?|principles?|steps?|phases?|lines?|lignes?|líneas?|строк\p{L}*|schedules?|categor(?:y|ies)|type|group|option|scenario|chapitres?|paragraphes?|alinéas?|parties?|annexes?|points?|objectifs?|cibles?|tableaux?|résolutions?|décisions?|n[o°]s?|numéros?|règles?|principes?|artículos?|capítulos?|párrafos?|secci(?:ón|ones)|partes?|anexos?|temas?|objetivos?|metas?|cuadros?|gráficos?|resoluci(?:ón|ones)|decisi(?:ón|ones)|núms?\.?|стат\p{L}+|глав\p{L}+|пункт\p{L}*|подпункт\p{L}*|раздел\p{L}*|част\p{L}+|приложени\p{L}+|цел\p{L}+|задач\p{L}*|таблиц\p{L}*|рисун\p{L}+|резолюци\p{L}+|решени\p{L}+|№|(?:و|ب|ل)?(?:ال)?(?:مادة|فقرة|فقرات|قسم|فصل|مرفق|هدف|بند|جدول|قرار|رقم))\s?$/iu;

/** Whether a text ends with a word that a number names: `article `, `chapter `, `пункт `. */
export function endsNaming(text: string): boolean {
  return NAMING.test(text);
}

const MONTH =
  /^\s?(?:january|february|march|april|may|june|july|august|september|october|november|december|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|de\s(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)|январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр|كانون|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين|[年月日])/iu;

/** Whether a text begins with the name of a month; a number before it is a day. */
export function startsWithMonth(text: string): boolean {
  return MONTH.test(text);
}
