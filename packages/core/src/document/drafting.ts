import { languageProfile } from "../language/profile.ts";

/**
 * How United Nations documents are drafted, language by language: data that the reader of roles goes by.
 * A language without an entry is read as plain text.
 */
export interface Drafting {
  /** The organ that speaks, alone in its block, with the symbol prefix of its resolutions. */
  readonly organs: readonly (readonly [opening: string, symbolPrefix: string])[];
  /** First words of preambular paragraphs, lower case; a block at the top of a page is known by them. */
  readonly preambular: readonly string[];
  /** The heading of an article, wherever it stands: group 1 holds the number. */
  readonly article: RegExp;
  /** Other headings. */
  readonly headings: RegExp;
  /** How a meeting record begins and ends. */
  readonly meeting: { readonly opened: RegExp; readonly closed: RegExp };
}

const words = (list: string): string[] => list.split(" ");

export const DRAFTING: Readonly<Record<string, Drafting>> = {
  fr: {
    organs: [
      ["L’Assemblée générale", "A/RES/"],
      ["Le Conseil de sécurité", "S/RES/"],
      ["Le Conseil économique et social", "E/RES/"],
      ["Le Conseil des droits de l’homme", "A/HRC/RES/"],
    ],
    preambular: words(
      "accueillant affirmant alarmée alarmé appréciant approuvant ayant condamnant confirmant conscient consciente " +
        "considérant constatant convaincu convaincue déplorant désireux désireuse déterminé déterminée encouragée " +
        "encourageant estimant exprimant gardant guidé guidée insistant inquiet inquiète louant notant observant " +
        "partageant préoccupé préoccupée prenant profondément rappelant réaffirmant reconnaissant réitérant remerciant " +
        "résolu résolue saluant se soulignant tenant troublé troublée vivement",
    ),
    article: /article\s+(premier|\d+)(?:er)?/iu,
    headings: /préambule|annexe(?:\s+[\dIVX]+)?|introduction/iu,
    meeting: { opened: /^La séance est (?:ouverte|reprise)/i, closed: /^La séance est (?:levée|suspendue)/i },
  },
  en: {
    organs: [
      ["The General Assembly", "A/RES/"],
      ["The Security Council", "S/RES/"],
      ["The Economic and Social Council", "E/RES/"],
      ["The Human Rights Council", "A/HRC/RES/"],
    ],
    preambular: words(
      "acknowledging acting affirming alarmed appreciating approving aware bearing being believing calling commending " +
        "concerned condemning confirming conscious considering convinced cognizant deeply deploring desiring desirous " +
        "determined disturbed emphasizing encouraged encouraging expressing firmly gravely guided having highlighting " +
        "keeping mindful noting observing reaffirming realizing recalling recognizing regretting reiterating resolved " +
        "reviewing seriously sharing stressing strongly supporting taking underlining underscoring welcoming whereas",
    ),
    article: /article\s+(\d+)/iu,
    headings: /preamble|annex(?:\s+[\dIVX]+)?|introduction/iu,
    meeting: {
      opened: /^The meeting (?:was called to order|was resumed|resumed)/i,
      closed: /^The meeting (?:rose|was suspended|was adjourned)/i,
    },
  },
  es: {
    organs: [
      ["La Asamblea General", "A/RES/"],
      ["El Consejo de Seguridad", "S/RES/"],
      ["El Consejo Económico y Social", "E/RES/"],
      ["El Consejo de Derechos Humanos", "A/HRC/RES/"],
    ],
    preambular: words(
      "acogiendo afirmando alentada alentado alarmada alarmado apreciando aprobando celebrando confirmando consciente " +
        "considerando convencida convencido condenando decidida decidido deplorando deseosa deseoso destacando " +
        "encomiando expresando gravemente guiada guiado haciendo habiendo inquieta lamentando observando preocupada " +
        "preocupado poniendo profundamente reafirmando recordando reconociendo reiterando resuelta subrayando teniendo " +
        "tomando valorando",
    ),
    article: /artículo\s+(\d+)/iu,
    headings: /preámbulo|anexo(?:\s+[\dIVX]+)?|introducción/iu,
    meeting: {
      opened: /^(?:Se (?:declara abierta|abre|reanuda) la sesión|Comienza la sesión)/i,
      closed: /^Se (?:levanta|suspende) la sesión/i,
    },
  },
  ru: {
    organs: [
      ["Генеральная Ассамблея", "A/RES/"],
      ["Совет Безопасности", "S/RES/"],
      ["Экономический и Социальный Совет", "E/RES/"],
      ["Совет по правам человека", "A/HRC/RES/"],
    ],
    preambular: words(
      "будучи вновь выражая высоко глубоко действуя желая заявляя изучив имея испытывая констатируя напоминая осознавая " +
        "отмечая осуждая памятуя подтверждая подчеркивая поддерживая полагая поощряя признавая приветствуя принимая " +
        "приняв рассмотрев руководствуясь с сожалея сознавая ссылаясь считая убежденная убежденный учитывая",
    ),
    article: /статья\s+(\d+)/iu,
    headings: /преамбула|приложение(?:\s+[\dIVX]+)?|введение/iu,
    meeting: {
      opened: /^Заседание (?:открывается|возобновляется)/i,
      closed: /^Заседание (?:закрывается|прерывается)/i,
    },
  },
  zh: {
    organs: [
      ["大会", "A/RES/"],
      ["安全理事会", "S/RES/"],
      ["经济及社会理事会", "E/RES/"],
      ["人权理事会", "A/HRC/RES/"],
    ],
    preambular: words(
      "重申 又重申 还重申 强调 又强调 还强调 回顾 又回顾 还回顾 注意到 又注意到 还注意到 赞赏地注意到 关切地注意到 深为关切 " +
        "表示关切 严重关切 关切 意识到 深信 确信 认识到 确认 又确认 还确认 考虑到 铭记 欢迎 又欢迎 还欢迎 鼓励 赞扬 赞赏 感到震惊 " +
        "震惊 遗憾地注意到 谴责 遵循 决心 希望 审议了 审议 认为 承认 念及 鉴于",
    ),
    article: /第([一二三四五六七八九十百]+|\d+)条/u,
    headings: /序言|附件(?:[一二三四五六七八九十]+)?|导言/u,
    meeting: {
      opened: /^(?:上午|下午)?\S{0,12}(?:开会|会议开始|宣布开会|复会)/,
      closed: /^(?:上午|下午)?\S{0,12}(?:散会|休会|会议结束)/,
    },
  },
  ar: {
    organs: [
      ["إن الجمعية العامة", "A/RES/"],
      ["إن مجلس الأمن", "S/RES/"],
      ["إن المجلس الاقتصادي والاجتماعي", "E/RES/"],
      ["إن مجلس حقوق الإنسان", "A/HRC/RES/"],
    ],
    preambular: words("إذ وإذ وقد لما ولما لمّا ولمّا"),
    article: /المادة\s+(\d+)/u,
    headings: /الديباجة|ديباجة|المرفق(?:\s+\S+)?|مقدمة/u,
    meeting: { opened: /^(?:افتتحت|استؤنفت) الجلسة/, closed: /^(?:رفعت|علقت) الجلسة/ },
  },
};

/** The number of an article that a text is the heading of, as printed. */
export function articleOf(text: string, { article }: Drafting): string | undefined {
  const found = article.exec(text);
  return found?.index === 0 && isMarks(text.slice(found[0].length)) ? found[1] : undefined;
}

/** Whether a text is the heading of an article, or another that is known. */
export function isHeading(text: string, drafting: Drafting): boolean {
  return [drafting.article, drafting.headings].some((heading) => {
    const found = heading.exec(text);
    return found?.index === 0 && isMarks(text.slice(found[0].length));
  });
}

/** Where the text begins behind a heading that was run into it (Article 3 Everyone has …); 0 if none was. */
export function textBehindHeading(text: string, drafting: Drafting): number {
  for (const heading of [drafting.article, drafting.headings]) {
    const found = heading.exec(text);
    if (found?.index !== 0) continue;
    const end = found[0].length;
    const from = end + (/^[.\s]*/u.exec(text.slice(end))?.[0].length ?? 0);
    const isApart = from > end || /\p{Script=Han}/u.test(found[0]);
    // A small letter goes on with a sentence: Article 3 provides that …
    if (isApart && /^[\p{Lu}\p{Lo}\p{N}\p{Pi}"]/u.test(text.slice(from))) return from;
  }
  return 0;
}

/** Where the heading of what follows begins that was run into the end of a text; 0 if none was. */
export function headingBehind(text: string, drafting: Drafting): number {
  for (const heading of [drafting.article, drafting.headings]) {
    const found = [...text.matchAll(new RegExp(heading, "giu"))].at(-1);
    if (!found || !isMarks(text.slice(found.index + found[0].length))) continue;
    if (/[.;:。；：؛]\s*$/u.test(text.slice(0, found.index))) return found.index;
  }
  return 0;
}

const isMarks = (text: string): boolean => /^[.\s]*$/u.test(text);

/** Whether a text begins with one of the words that open a preambular paragraph. */
export function opensPreambular(text: string, language: string): boolean {
  const drafting = DRAFTING[language];
  if (!drafting) return false;
  if (!languageProfile(language).spaced) return drafting.preambular.some((word) => text.startsWith(word));
  const first = /^[\p{L}\p{M}-]+/u.exec(text)?.[0].toLowerCase();
  return first !== undefined && drafting.preambular.includes(first);
}
