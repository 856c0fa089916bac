import { languageProfile } from "../language/profile.ts";

/**
 * The words that open a preambular paragraph, from the United Nations' own lists (the editorial manual's and the
 * translation services'), in lower case: participles and adjectives, and what may stand before them. Anything may
 * follow them ("Recalling also", "Noting with concern").
 */
interface Preambular {
  readonly words: readonly string[];
  /** Words that may stand before one of them: also, further, deeply. */
  readonly adverbs: readonly string[];
}

const list = (text: string): string[] => text.split(/\s+/u);

const PREAMBULAR: Readonly<Record<string, Preambular>> = {
  fr: {
    words: list(
      `accueillant acceptant affirmant agissant ajoutant alarmé alarmée animé animée appelant appréciant approuvant attaché
      attachée attirant avisé ayant cherchant citant condamnant confiant confiante confirmant conscient consciente considérant
      constatant convaincu convaincue convenant craignant croyant décidé décidée déclarant demandant déplorant désireux désireuse
      déterminé déterminée encouragé encouragée encourageant entendant espérant estimant étant exhortant exprimant faisant
      félicitant gardant guidé guidée honorant indigné indignée informé inquiet inquiète insistant inspirée invitant jugeant
      louant mettant notant observant partageant pensant persuadé persuadée préoccupé préoccupée prenant priant proclamant
      rappelant rassurée réaffirmant reconnaissant recommandant regrettant réitérant remerciant rendant réprouvant résolu
      résolue respectant réunie s’inspirant s’engageant s’inquiétant s’appuyant s’inquiétant saisissant salue saluant satisfaite
      se sachant souhaitant soucieux soucieuse soulignant soutenant tenant troublé troublée voulant vu`,
    ),
    adverbs: list(
      "également aussi en profondément vivement gravement fermement pleinement extrêmement particulièrement très",
    ),
  },
  en: {
    words: list(
      `acknowledging acting addressing adopting advocating affirming agreeing alarmed anticipating anxious appalled appealing
      appreciating approving aspiring attaching aware bearing being believing calling celebrating cherishing commemorating
      commending committed concerned concluding condemning confident confirming congratulating conscious considering
      contemplating continuing convinced cognizant declaring deeming deploring deprecating desiring desirous determined
      disappointed distressed disturbed drawing emphasizing emphasising encouraged encouraging endorsing enjoining establishing
      examining expecting expressing faithful finding fulfilling gravely grateful guided having heeding highlighting honouring
      hoping indignant inspired intending inviting keeping lamenting looking mindful motivated noting observing outraged
      paying persuaded pledging pointing praising proclaiming pursuant reaffirming realizing recalling recognizing recommending
      referring reflecting regretting reiterating rejecting remaining remembering reminding renewing reserving resolved
      resolving respecting reviewing saddened satisfied saluting seeking seized sharing shocked stressing supporting taking
      thanking trusting troubled underlining underscoring understanding upholding urging viewing welcoming whereas willing
      wishing worried`,
    ),
    adverbs: list(
      `also further again deeply gravely seriously strongly fully particularly firmly highly profoundly extremely especially
      equally increasingly solemnly still once sincerely warmly keenly greatly utterly unanimously likewise strengthening`,
    ),
  },
  es: {
    words: list(
      `aceptando acogiendo actuando adhiriéndose admitiendo advirtiendo afirmando agradeciendo alarmada alarmado alentada
      alentado animada apoyando apreciando aprobando celebrando condenando confiada confiando confirmando congratulándose
      consciente conscientes considerando consternada convencida convencido convencidos creyendo decidida decidido declarando
      deplorando desalentada deseando deseosa deseoso destacando determinada elogiando encomiando esforzándose esperando
      estimando estimulada examinando exhortando expresando felicitando guiada guiado guiándose haciendo habiendo haciéndose
      honrando horrorizada indignada inquieta insistiendo inspirada instando invitando lamentando manifestando notando
      observando persuadida poniendo preocupada preocupado preocupados proclamando reafirmando rechazando recalcando recibiendo
      recomendando reconociendo recordando refiriéndose reiterando resaltando resuelta resueltos respaldando saludando
      señalando siendo solidarizándose subrayando teniendo tomando tranquilizada valorando viendo visto vista`,
    ),
    adverbs: list(
      "también además profundamente gravemente seriamente sumamente muy firmemente plenamente hondamente asimismo",
    ),
  },
  ru: {
    words: list(
      `будучи вдохновленная вновь воодушевленная воздавая возмущенная выражая высоко глубоко действуя допуская желая заверяя
      заслушав заявляя изучив имея испытывая исходя констатируя надеясь намереваясь напоминая настаивая обеспокоенная
      обращая одобряя озабоченная опасаясь опираясь осознавая отвергая отдавая отмечая осуждая ожидая памятуя побуждая
      подтверждая подчеркивая поддерживая полагая положительно получив поощряя потрясенная преисполненная признавая
      призывая приветствуя принимая принимая приняв проведя провозглашая разделяя рассмотрев решительно руководствуясь
      сожалея сознавая ссылаясь стремясь считая уверенная убежденная убежденный учитывая учредив хорошо ценя чтя`,
    ),
    adverbs: list("также далее снова вновь глубоко серьезно крайне особо решительно полностью весьма твердо"),
  },
  zh: {
    words: list(
      `重申 强调 着重指出 着重 回顾 注意到 赞赏地注意到 关切地注意到 满意地注意到 欣见 关切 意识到 深信 确信 坚信 认识到 确认 考虑到
      铭记 谨记 牢记 欢迎 鼓励 赞扬 赞赏 感到震惊 感到 震惊 遗憾地注意到 谴责 遵循 遵照 决心 希望 审议了 审议 认为 承认 念及 鉴于 表示
      感谢 忆及 肯定 申明 支持 相信 呼吁 憾 痛惜 震惊 关注 同意 根据 按照 听取 收到`,
    ),
    adverbs: list("又 还 再次 也 深为 深表 严重 极为 特别 强烈 高度 深切 十分 深感 非常 完全 充分 进一步"),
  },
  ar: { words: list("إذ وإذ وقد لما ولما لمّا ولمّا"), adverbs: [] },
};

const SETS = new Map(
  Object.entries(PREAMBULAR).map(([language, { words, adverbs }]) => [
    language,
    { words: new Set(words), adverbs: new Set(adverbs) },
  ]),
);

/** Whether a text begins with one of the words that open a preambular paragraph. */
export function opensPreambular(text: string, language: string): boolean {
  const known = SETS.get(language);
  if (!known) return false;
  if (!languageProfile(language).spaced) return opensUnspaced(text, PREAMBULAR[language] as Preambular);
  const start = text.slice(0, 80).toLowerCase().replaceAll("'", "’");
  const [first, ...others] = start.match(/[\p{L}\p{M}’-]+/gu)?.slice(0, MAX_WORDS) ?? [];
  if (first === undefined || !start.startsWith(first)) return false;
  if (known.words.has(first)) return true;
  // "с глубокой озабоченностью отмечая": the adverbial comes first.
  if (WITH.has(first)) return others.some((word) => known.words.has(word));
  const opening = others.find((word) => !known.adverbs.has(word));
  return known.adverbs.has(first) && opening !== undefined && known.words.has(opening);
}

/** The opening word is among this many first words. */
const MAX_WORDS = 5;
const WITH: ReadonlySet<string> = new Set(["с", "со"]);

function opensUnspaced(text: string, { words, adverbs }: Preambular): boolean {
  const adverb = adverbs.find((one) => text.startsWith(one)) ?? "";
  return [text, text.slice(adverb.length)].some((rest) => words.some((word) => rest.startsWith(word)));
}

/**
 * Whether a language writes preambular openings with a capital: then a line that begins with one begins a paragraph;
 * otherwise it may continue a sentence.
 */
export function opensWithCapital(text: string): boolean {
  return /^\p{Lu}/u.test(text);
}
