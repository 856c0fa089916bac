import { plainPattern } from "../../language/plain.ts";

/** What stands around a number and says what it is. Patterns are of plain text in lower case. */

const behind = (pattern: string): RegExp => new RegExp(`^ ?(?:${plainPattern(pattern)})`, "u");
const before = (pattern: string): RegExp => new RegExp(`(?:${plainPattern(pattern)}) ?$`, "u");

/** Per cent and percentage points. */
export const PERCENT_BEHIND = behind(
  "%|per ?cent|p\\. ?100|pour cent|por ciento|por cien(?!t)|процент|проц\\.|ف?في المائة|في المئة|في المية|بالمائة|بالمئة|" +
    "percentage points?|points? de pourcentage|puntos? porcentual|نقط\\p{L}* مئوية|نقاط مئوية|个?百分点",
);
export const PERCENT_BEFORE = before("%");

/** A century. */
export const CENTURY_BEHIND = behind("-?centur(?:y|ies)|siècles?|век\\p{L}*|столети|世纪");
export const CENTURY_BEFORE = before("siglos?|القرن(?:ين)?|القرون");
/** A decade that no form tells, and what years are called by. */
export const PERIOD_BEHIND = behind("s(?!\\p{L})|-?(?:е|х|ые|ых) год|年代");
export const PERIOD_BEFORE = before("ann[ée]es|d[ée]cenni(?:e|o)s?(?: de)?|d[ée]cadas? de(?: los)?|años|عقد|century");
/** Behind an ordinal these say that it may be a part of a whole: a fifth of, la tercera parte, третья часть. */
export const PART_BEHIND = behind("(?:of|des?|du|del|partes?|част(?:ь|и|ью|ей))(?!\\p{L})|d'");
/** An English ordinal with an article is a part where no noun is behind: by a third, a third more. */
export const PART_BEFORE = before("(?<!\\p{L})(?:a|one)[ -]");
export const NO_NOUN_BEHIND =
  /^(?: (?:more|less|fewer|lower|higher|larger|smaller|in|from|by|since|between|over|compared)(?!\p{L})|[^ \p{L}-]|$)/u;
/** Hours, of which a number may count some or tell one. */
export const HOURS_BEHIND = behind(
  "hours?|h(?!\\p{L})|heures?|horas?|ч(?:\\.|ас\\p{L}*)|[时點点]|小时|ساعة|ساعات|o'clock",
);

/** Words that are followed by the number of what they name: Article 12, пункт 4, المادة ١٢. */
export const NAMING = before(
  "(?<!\\p{L})(?:" +
    "articles?|arts?\\.?|chapters?|chaps?\\.?|paragraphs?|paras?\\.?|sections?|sects?\\.?|parts?|annex(?:es)?|appendix|items?|" +
    "goals?|targets?|pages?|pp?\\.|tables?|figures?|figs?\\.?|rules?|regulations?|principles?|steps?|phases?|schedules?|volumes?|" +
    "vols?\\.?|nos?\\.?|numbers?|titles?|recommendations?|guidelines?|protocols?(?: no\\.?)?|tier|notes?|" +
    "resolutions?|decisions?|" +
    "chapitres?|paragraphes?|pars?\\.?|alinéas?|parties|partie|annexes?|points?|objectifs?|cibles?|tableaux?|règles?|principes?|" +
    "n[o°º]s?|numéros?|titres?|recommandations?|résolutions?|décisions?|tomes?|appendices?|" +
    "artículos?|capítulos?|caps?\\.?|párrafos?|párrs?\\.?|secci(?:ón|ones)|partes?|anexos?|temas?|objetivos?|metas?|cuadros?|" +
    "gráficos?|figuras?|reglas?|principios?|núms?\\.?|números?|títulos?|incisos?|apartados?|páginas?|págs?\\.?|" +
    "recomendaci(?:ón|ones)|resoluci(?:ón|ones)|decisi(?:ón|ones)|" +
    "стат(?:ья|ьи|ье|ью|ьей|ьями|ьях|ьям|ей)|ст\\.|глав\\p{L}{1,3}|гл\\.|пункт\\p{L}{0,3}|пп?\\.|подпункт\\p{L}{0,3}|раздел\\p{L}{0,3}|" +
    "част(?:ь|и|ью|ей|ям|ями|ях)|приложени\\p{L}{1,3}|цел(?:ь|и|ью|ей|ям|ями|ях)|задач\\p{L}{0,3}|таблиц\\p{L}{0,3}|рисун\\p{L}{2,4}|рис\\.|" +
    "правил\\p{L}{0,3}|принцип\\p{L}{0,3}|абзац\\p{L}{0,3}|№|no|стр\\.|том\\p{L}{0,3}|рекомендаци\\p{L}{1,3}|" +
    "резолюци\\p{L}{1,3}|решени\\p{L}{1,3}|" +
    "[وفبلك]{0,2}(?:ال|ل)?(?:مادة|مادتان|مادتين|مواد|فقرة|فقرتان|فقرتين|فقرات|قسم|قسمين|أقسام|فصل|فصلين|فصول|مرفق|مرفقات|هدف|أهداف|بند|بندان|بندين|بنود|" +
    "جدول|جداول|جزء|أجزاء|باب|أبواب|قاعدة|قواعد|مبدأ|مبادئ|رقم|أرقام|صفحة|غاية|غايات|شكل|توصية|تذييل|حاشية|قرار|مقرر)" +
    "(?: (?:رقم|من))?(?: \\()?|" +
    "附件|目标|具体目标|表|图|附录|第" +
    ")",
);
/** In Chinese what is named stands behind its number: 第十二条. */
export const NAMED_BEHIND = behind("条|款|段|项(?!目)|章|节|编|页|部分|卷|附件");
/** Between two numbers that share the word before the first, or the unit behind the second. */
export const BETWEEN =
  /^\)?(?:,? ?(?:and|or|to|et|ou|a|au|y|e|o|u|al|и|или|до|по|و|او|الى|-|和|及|与|或|至|到|以及|、|,|،) ?|, | - |, ?第?|至第|和第|、第|及第)\(?$/u;
