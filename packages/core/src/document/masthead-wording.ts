/** The wording of mastheads in one language. Arabic, Chinese and Russian mastheads may use English words too. */
export interface MastheadWording {
  readonly organization: string;
  /** Principal organs, and the Human Rights Council, which has its own masthead. */
  readonly organs: readonly string[];
  /** A main committee, in its own line. */
  readonly committee: RegExp;
  /** Group 1 is the distribution. */
  readonly distribution: RegExp;
  /** Group 1 is the original language, or several. */
  readonly original: RegExp;
  /** Names of the official languages as documents print them, in the order `en fr es ru zh ar`. */
  readonly languages: string;
  /** Follows languages: the only ones in which a document exists. */
  readonly only: RegExp;
  readonly session: RegExp;
  readonly agenda: RegExp;
  /**
   * Names of the months from January on; names of the same month are separated by a bar. Empty if months are numbers.
   */
  readonly months: string;
}

/** By language. */
export const MASTHEAD_WORDINGS: Readonly<Record<string, MastheadWording>> = {
  en: {
    organization: "United Nations",
    organs: [
      "General Assembly",
      "Security Council",
      "Economic and Social Council",
      "Trusteeship Council",
      "Human Rights Council",
    ],
    committee: /^(?:first|second|third|fourth|fifth|sixth) committee$/iu,
    distribution: /^distr(?:\.\s*:?|:)\s*(general|limited|restricted|regular)$/iu,
    original: /^original\s*:\s*(.+)$/iu,
    languages: "english french spanish russian chinese arabic",
    only: /\s+only$/iu,
    session:
      /^(?:(?:resumed |special )*(?:[\p{L} -]*(?:first|second|third|\p{L}th)|\d+(?:st|nd|rd|th))(?: (?:annual|regular|substantive|special|emergency|resumed|organizational))* (?:session|year)|(?:resumed |substantive |organizational |special |annual |regular )*session (?:of|for) \d{4}|(?:first |second |annual )*(?:regular |resumed )?session,? \d{4}|\d{4} (?:substantive |organizational )?session)(?:\s*[,(].{0,40})?$/iu,
    agenda:
      /^(?:(?:provisional )?agenda items?\s+\d.{0,80}|items?\s+\d.{0,60}\bof the (?:[\p{L}]+ ){0,2}(?:agenda|list).{0,20})$/iu,
    months: "january february march april may june july august september october november december",
  },
  fr: {
    organization: "Nations Unies",
    organs: [
      "Assemblée générale",
      "Conseil de sécurité",
      "Conseil économique et social",
      "Conseil de tutelle",
      "Conseil des droits de l’homme",
    ],
    committee: /^(?:première|deuxième|troisième|quatrième|cinquième|sixième) commission$/iu,
    distribution: /^distr\.?\s*:?\s*(générale|limitée|restreinte|spéciale|réservée)$/iu,
    original: /^original\s*:\s*(.+)$/iu,
    languages: "anglais français espagnol russe chinois arabe",
    only: /\s+(?:seulement|uniquement)$/iu,
    session:
      /^(?:(?:reprise de la )?(?:[\p{L} -]*(?:premi[eè]re|seconde|ième)|\d+\s?(?:e|re|ème))(?: (?:session|année))(?: (?:extraordinaire|ordinaire|annuelle|de fond|d’urgence|d’organisation))*|(?:reprise de la )?session (?:de fond |d’organisation |ordinaire |annuelle |extraordinaire )*(?:de|pour) \d{4})(?:\s*[,(].{0,40})?$/iu,
    agenda: /^points?\s+\d.{0,80}(?:de l’ordre du jour|de la liste).{0,40}$/iu,
    months:
      "janvier février|fevrier mars avril mai juin juillet août|aout septembre octobre novembre décembre|decembre",
  },
  es: {
    organization: "Naciones Unidas",
    organs: [
      "Asamblea General",
      "Consejo de Seguridad",
      "Consejo Económico y Social",
      "Consejo de Administración Fiduciaria",
      "Consejo de Derechos Humanos",
    ],
    committee: /^(?:primera|segunda|tercera|cuarta|quinta|sexta) comisión$/iu,
    distribution: /^distr\.?\s*:?\s*(general|limitada|restringida|reservada)$/iu,
    original: /^original\s*:\s*(.+)$/iu,
    languages: "inglés francés español ruso chino árabe",
    only: /\s+(?:solamente|únicamente)$/iu,
    session:
      /^(?:(?:continuación del )?(?:[\p{L} ]*(?:ésimo|prim[eé]ro?|segundo|tercero?|cuarto|quinto|sexto|séptimo|s[eé]ptimo|octavo|noveno|décimo)|\d+\s?\.?\s?[ºo°]) (?:período(?: \p{L}+)* de sesiones(?: de emergencia)?|año)|(?:continuación del )?período (?:\p{L}+ )?de sesiones(?: (?:sustantivo|de organización))? (?:de|para) \d{4})(?:\s*[,(].{0,40})?$/iu,
    agenda: /^temas?\s+\d.{0,60}(?:del programa|de la lista).{0,40}$/iu,
    months: "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
  },
  ru: {
    organization: "Организация Объединенных Наций",
    organs: [
      "Генеральная Ассамблея",
      "Совет Безопасности",
      "Экономический и Социальный Совет",
      "Совет по Опеке",
      "Совет по правам человека",
    ],
    committee: /^(?:первый|второй|третий|четвертый|пятый|шестой) комитет$/iu,
    distribution: /^distr\.?\s*:?\s*(общая|ограниченная|для ограниченного распространения)$/iu,
    original: /^(?:original|язык оригинала|оригинал|подлинный (?:язык|текст))\s*:?\s*(?:на\s+)?(.+?)(?:\s+языке)?$/iu,
    languages: "английск французск испанск русск китайск арабск",
    only: /^только на\s+/iu,
    session:
      /^(?:(?:возобновленная )?\p{L}[\p{L} -]{0,60}(?:ая|ья) (?:(?:очередная|основная|специальная|чрезвычайная|возобновленная|организационная) )*сессия|\p{L}[\p{L} -]{0,40}(?:ый|ой|ий) год|(?:возобновленная |основная |организационная )*сессия \d{4} года)(?:\s*[,(].{0,40})?$/iu,
    agenda: /^пункты?\s+\d.{0,60}(?:повестки дня|перечня).{0,20}$/iu,
    months: "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
  },
  zh: {
    organization: "联合国",
    organs: ["大会", "安全理事会", "经济及社会理事会", "托管理事会", "人权理事会"],
    committee: /^第[一二三四五六]委员会$/u,
    distribution: /^(?:distr\.?|分发)\s*[:：]?\s*(普遍|普通|一般|有限|限制)$/iu,
    original: /^(?:original|原文|原件)\s*[:：]\s*(.+)$/iu,
    languages: "英 法 西班牙 俄 中 阿拉伯",
    only: /^(?:仅有|只有)/u,
    session:
      /^(?:第[〇零一二三四五六七八九十百\d]+(?:届|屆)?(?:常会|(?:紧急|特别|实质性|常规|年度|组织)*(?:会议|届会))(?:续会)?|第[〇零一二三四五六七八九十百\d]+年|\d{4}\s*年(?:实质性|组织|常规)?(?:会议|届会)(?:续会)?)(?:\s*[,，(（].{0,40})?$/u,
    agenda:
      /^(?:(?:临时|暂定)?议程(?:草案)?\*{0,3}\s*项目\s*\d.{0,40}|(?:暂定项目表|初步清单|初步项目表|暂定项目清单)\*{0,3}\s*项目\s*\d.{0,40})$/u,
    months: "",
  },
  ar: {
    organization: "الأمم المتحدة",
    organs: ["الجمعية العامة", "مجلس الأمن", "المجلس الاقتصادي والاجتماعي", "مجلس الوصاية", "مجلس حقوق الإنسان"],
    committee: /^اللجنة (?:الأولى|الثانية|الثالثة|الرابعة|الخامسة|السادسة)$/u,
    distribution: /^(?:distr\.?|التوزيع)\s*:?\s*(عام|محدود|مقيد)$/iu,
    original: /^(?:original|الأصل|اللغة الأصلية)\s*:\s*(.+)$/iu,
    languages: "إنكليزية فرنسية إسبانية روسية صينية عربية",
    only: /\s+فقط$/u,
    session:
      /^(?:(?:الدورة|السنة)(?: (?:ال)\p{L}+| و?ال\p{L}+| بعد| المائة){1,6}|(?:دورة عام|الدورة(?: ال\p{L}+)* لعام) \d{4})(?:\s*[,،(].{0,40})?$/u,
    agenda: /^(?:البند|البندان|البنود)\s+\d.{0,60}من (?:جدول الأعمال|القائمة|مشروع جدول).{0,40}$/u,
    months:
      "كانون\u00a0الثاني|يناير شباط|فبراير آذار|مارس نيسان|أبريل أيار|مايو حزيران|يونيه|يونيو تموز|يوليه|يوليو آب|أغسطس أيلول|سبتمبر تشرين\u00a0الأول|أكتوبر تشرين\u00a0الثاني|نوفمبر كانون\u00a0الأول|ديسمبر",
  },
};

/** The order of {@link MastheadWording.languages}. */
export const MASTHEAD_TAGS = ["en", "fr", "es", "ru", "zh", "ar"] as const;

/** The plea at the foot of a first page, in six languages. */
export const RECYCLING =
  /^(?:please recycle|merci de recycler|se ruega reciclar|просьба отправить на вторичную переработку|请回收|الرجاء إعادة استعمال الورق)/iu;
