/**
 * How United Nations documents are drafted in each language: data for the reader of roles. A language without an entry
 * is read as plain text.
 */
export interface Drafting {
  /**
   * How an organ opens its resolution, alone in its block: an article and a name, or what a language has in their
   * place.
   */
  readonly speaks: RegExp;
  /** Organs whose resolutions have a symbol that follows from their number, with its prefix. */
  readonly organs: readonly (readonly [opening: string, symbolPrefix: string])[];
  /** The heading of an article, wherever it stands: group 1 holds the number. */
  readonly article: RegExp;
  /** The heading of a chapter or part: its number, and what may follow it. */
  readonly chapter: RegExp;
  /** Other headings. */
  readonly headings: RegExp;
  /** How a meeting record begins and ends. */
  readonly meeting: { readonly opened: RegExp; readonly closed: RegExp };
}

/** By language code. */
export const DRAFTING: Readonly<Record<string, Drafting>> = {
  fr: {
    speaks: /^(?:Le|La|L’|L'|Les)\s?\p{Lu}/u,
    organs: [
      ["L’Assemblée générale", "A/RES/"],
      ["Le Conseil de sécurité", "S/RES/"],
      ["Le Conseil économique et social", "E/RES/"],
      ["Le Conseil des droits de l’homme", "A/HRC/RES/"],
    ],
    article: /article\s+(premier|\d+)(?:er)?/iu,
    chapter: /^(?:Chapitre|Titre|Partie|Section)\s+(?:premier|première|[IVXLC]+|\d+)/u,
    headings: /préambule|annexe(?:\s+[\dIVX]+)?|introduction/iu,
    meeting: { opened: /^La séance est (?:ouverte|reprise)/i, closed: /^La séance est (?:levée|suspendue)/i },
  },
  en: {
    speaks: /^The\s(?:\d{4}\s)?\p{Lu}/u,
    organs: [
      ["The General Assembly", "A/RES/"],
      ["The Security Council", "S/RES/"],
      ["The Economic and Social Council", "E/RES/"],
      ["The Human Rights Council", "A/HRC/RES/"],
    ],
    article: /article\s+(\d+)/iu,
    chapter: /^(?:Chapter|Part|Section|Title)\s+(?:[IVXLC]+|\d+|One|Two|Three|Four|Five)/iu,
    headings: /preamble|annex(?:\s+[\dIVX]+)?|introduction/iu,
    meeting: {
      opened: /^The meeting (?:was called to order|was resumed|resumed)/i,
      closed: /^The meeting (?:rose|was suspended|was adjourned)/i,
    },
  },
  es: {
    speaks: /^(?:El|La|Los|Las)\s\p{Lu}/u,
    organs: [
      ["La Asamblea General", "A/RES/"],
      ["El Consejo de Seguridad", "S/RES/"],
      ["El Consejo Económico y Social", "E/RES/"],
      ["El Consejo de Derechos Humanos", "A/HRC/RES/"],
    ],
    article: /artículo\s+(\d+)/iu,
    chapter: /^(?:Capítulo|Título|Parte|Sección)\s+(?:[IVXLC]+|\d+)/iu,
    headings: /preámbulo|anexo(?:\s+[\dIVX]+)?|introducción/iu,
    meeting: {
      opened: /^(?:Se (?:declara abierta|abre|reanuda) la sesión|Comienza la sesión)/i,
      closed: /^Se (?:levanta|suspende) la sesión/i,
    },
  },
  ru: {
    speaks:
      /^(?:\p{L}+[\s-]){0,4}(?:Ассамблея|Совет|Конференция|Комитет|Комиссия|Совещание|Съезд|Форум|Правление|Конгресс|Бюро|Собрание|Сессия|Орган)(?:\s|,)/u,
    organs: [
      ["Генеральная Ассамблея", "A/RES/"],
      ["Совет Безопасности", "S/RES/"],
      ["Экономический и Социальный Совет", "E/RES/"],
      ["Совет по правам человека", "A/HRC/RES/"],
    ],
    article: /статья\s+(\d+)/iu,
    chapter: /^(?:Глава|Часть|Раздел)\s+(?:[IVXLC]+|\d+)/iu,
    headings: /преамбула|приложение(?:\s+[\dIVX]+)?|введение/iu,
    meeting: {
      opened: /^Заседание (?:открывается|возобновляется)/i,
      closed: /^Заседание (?:закрывается|прерывается)/i,
    },
  },
  zh: {
    speaks: /^[\p{Script=Han}《》“”（）]{0,40}(?:会|会议|会议缔约方|机构|机关|局|署|法院|论坛)[,，]$/u,
    organs: [
      ["大会", "A/RES/"],
      ["安全理事会", "S/RES/"],
      ["经济及社会理事会", "E/RES/"],
      ["人权理事会", "A/HRC/RES/"],
    ],
    article: /第([一二三四五六七八九十百]+|\d+)条/u,
    chapter: /^第(?:[一二三四五六七八九十百]+|\d+)(?:章|编|部分|节|篇)/u,
    headings: /序言|附件(?:[一二三四五六七八九十]+)?|导言/u,
    meeting: {
      opened: /^(?:上午|下午)?\S{0,12}(?:开会|会议开始|宣布开会|复会)/,
      closed: /^(?:上午|下午)?\S{0,12}(?:散会|休会|会议结束)/,
    },
  },
  ar: {
    speaks: /^إن\s/u,
    organs: [
      ["إن الجمعية العامة", "A/RES/"],
      ["إن مجلس الأمن", "S/RES/"],
      ["إن المجلس الاقتصادي والاجتماعي", "E/RES/"],
      ["إن مجلس حقوق الإنسان", "A/HRC/RES/"],
    ],
    article: /المادة\s+(\d+)/u,
    chapter: /^(?:الفصل|الباب|الجزء)\s+\S+/u,
    headings: /الديباجة|ديباجة|المرفق(?:\s+\S+)?|مقدمة/u,
    meeting: { opened: /^(?:افتتحت|استؤنفت) الجلسة/, closed: /^(?:رفعت|علقت) الجلسة/ },
  },
};

/** Returns the number, as printed, of the article that a text is the heading of. */
export function articleOf(text: string, { article }: Drafting): string | undefined {
  const found = article.exec(text);
  return found?.index === 0 && isMarks(text.slice(found[0].length)) ? found[1] : undefined;
}

/** Whether a text is the heading of an article, or another known heading. */
export function isHeading(text: string, drafting: Drafting): boolean {
  if (isChapter(text, drafting)) return true;
  return [drafting.article, drafting.headings].some((heading) => {
    const found = heading.exec(text);
    return found?.index === 0 && isMarks(text.slice(found[0].length));
  });
}

const MAX_CHAPTER_LENGTH = 120;

/** Whether a text is the heading of a chapter, with or without its title, and not a sentence that names one. */
function isChapter(text: string, { chapter }: Drafting): boolean {
  const found = chapter.exec(text);
  if (!found || text.length > MAX_CHAPTER_LENGTH || /[.;,。；，،؛]$/u.test(text)) return false;
  return /^(?:$|\s*[:：.–—-]|\s+\p{Lu}|\s*\p{Lo})/u.test(text.slice(found[0].length));
}

const MAX_OPENING_LENGTH = 200;

/**
 * Whether a text is an organ's opening: its name and a comma, nothing else. What follows must confirm it: a preambular
 * paragraph, or the first operative one.
 */
export function speaks(text: string, { speaks: pattern }: Drafting): boolean {
  const bare = text.replace(/[\s*\d⁰¹²³⁴-⁹]+$/u, "");
  return bare.length <= MAX_OPENING_LENGTH && pattern.test(bare) && /^[^,،，.;:؛。；：]+[,،，]$/u.test(bare);
}

/** The symbol prefix of an organ's resolutions, if their symbol follows from their number. */
export function organPrefix(opening: string, drafting: Drafting): string | undefined {
  const bare = opening.replace(/[\s,،，*\d⁰¹²³⁴-⁹]+$/u, "").replaceAll("'", "’");
  return drafting.organs.find(([name]) => name === bare)?.[1];
}

/**
 * Offset at which the text begins after a heading that was run into it (Article 3 Everyone has …); 0 if there is none.
 */
export function textBehindHeading(text: string, drafting: Drafting): number {
  for (const heading of [drafting.article, drafting.headings]) {
    const found = heading.exec(text);
    if (found?.index !== 0) continue;
    const end = found[0].length;
    const from = end + (/^[.\s]*/u.exec(text.slice(end))?.[0].length ?? 0);
    const isApart = from > end || /\p{Script=Han}/u.test(found[0]);
    // A small letter continues a sentence: Article 3 provides that …
    if (isApart && /^[\p{Lu}\p{Lo}\p{N}\p{Pi}"]/u.test(text.slice(from))) return from;
  }
  return 0;
}

/** Offset of a heading that was run into the end of the text before it; 0 if there is none. */
export function headingBehind(text: string, drafting: Drafting): number {
  for (const heading of [drafting.article, drafting.headings]) {
    const found = [...text.matchAll(new RegExp(heading, "giu"))].at(-1);
    if (!found || !isMarks(text.slice(found.index + found[0].length))) continue;
    if (/[.;:。；：؛]\s*$/u.test(text.slice(0, found.index))) return found.index;
  }
  return 0;
}

const isMarks = (text: string): boolean => /^[.\s]*$/u.test(text);
