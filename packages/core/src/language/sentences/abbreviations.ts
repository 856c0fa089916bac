/**
 * What a language's full stops that end no sentence stand behind, as data. Each entry has its full stop. One in lower case
 * counts in any case; one with a capital only as it is written, or all in capitals: "Gen. Smith", "GEN. SMITH", but not "gen.".
 * Where full stops inside are followed by spaces ("т. д.", "p. ej."), the entry is written without them.
 */
export interface Abbreviations {
  /** Titles and others that stand before something: they end no sentence, whatever follows. */
  readonly prepositive: ReadonlySet<string>;
  /** They end no sentence before a number, "No. 5", "art. IV": most are words, too, "She said no. The". */
  readonly numbered: ReadonlySet<string>;
  /** Behind a number they may end a sentence, "в 2012 г. Ассамблея"; elsewhere they are prepositive: "в г. Женеве". */
  readonly measures: ReadonlySet<string>;
  /** They may stand last, and then what looks like the beginning of a sentence is one: "etc. The". */
  readonly final: ReadonlySet<string>;
  /** They stand before something or last: they end a sentence before one of the `starters`, "on Elm St. It", "St. Lucia". */
  readonly either: ReadonlySet<string>;
  /**
   * Words that begin sentences and are no names: only before these does an initial or an acronym end one, "in the U.S. The",
   * but "the U.S. Government", "J. Smith". In lower case.
   */
  readonly starters: ReadonlySet<string>;
  /** Words before a number or letter that names one of them: "Article 5. Scope", "see annex A. Parties". In lower case. */
  readonly labels: ReadonlySet<string>;
  /** Words that begin a sentence which a time or a place does not end: "At 5 p.m. Mr. Osei". In lower case. */
  readonly prepositions: ReadonlySet<string>;
  /** Whether a full stop behind a short number makes it an ordinal, "am 5. Mai". */
  readonly ordinals?: boolean;
  /** What goes on behind a measure, though not in lower case: "عام 44 ق.م. في روما", "5 млн. долл. США". */
  readonly continuers?: RegExp;
  /** Who speaks, though not in lower case: “你去哪里？”司机问。 */
  readonly saying?: RegExp;
}

/** What documents of the United Nations write in any of their languages, before a number and before other text. */
const COMMON_NUMBERED = "no. nos. n°. nº. №. add. adds. corr. corrs. rev. vol. vols. suppl. supp. amend. prot.";
const COMMON_PREPOSITIVE = "Mr. Mrs. Ms. Dr. N.B. NB. P.S.";

const english: Abbreviations = {
  prepositive: words(
    `${COMMON_PREPOSITIVE} Mx. Messrs. Mmes. Drs. Prof. Profs. Assoc. Asst. Ste. Sts. Mt. Mts. Ft. H.E. H.M. H.R.H. Hon. Rev. ` +
      "Revd. Fr. Gen. Rep. Reps. Sen. Sens. Gov. Govs. Amb. Ambs. Pres. Sec.-Gen. Dir. Min. Capt. Cpt. Cmdr. Comdr. Col. Cols. " +
      "Lt. Maj. Sgt. Adm. Brig. Cpl. Pvt. Supt. Insp. Det. Atty. Ald. Wm. Chas. Thos. approx. cf. ca. e.g. i.e. ibid. loc. op. cit. viz. " +
      "v. vs. resp. eds. incl. esp. est. Univ. Dept. Div. Gov't. Int'l. Nat'l. Doc. Docs. U.N.Doc. Treas. tel.",
  ),
  numbered: words(
    `${COMMON_NUMBERED} art. arts. chap. chaps. ch. chs. col. cols. ed. fig. figs. p. pp. par. pars. para. paras. pt. pts. sec. secs. ` +
      "sect. sects. ser. doc. docs. res. dec. app. ann. ex. exh. cl. reg. regs. dir. subpara. subparas. tab. bk. fn. n. nn. q. " +
      "ext. Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec.",
  ),
  measures: words("ft. in. lb. lbs. oz. sq. cu. hrs. mins. secs. a.m. p.m. A.M. P.M."),
  final: words("etc. al. Inc. Ltd. Co. Cos. Corp. Jr. Esq."),
  either: words("St. Sr. Ave. Blvd. Rd. Bros."),
  starters: words(
    "a an the this that these those it its he she his her him they them their we us our you your i my me there here who whom " +
      "whose what which where when why how in on at as for from with without by after before during since until while if " +
      "unless although though because however moreover furthermore nevertheless therefore thus hence accordingly also " +
      "and but or nor so yet then now some many most all both each every any no not such other another one two did do " +
      "does is are was were has have had can could will would should shall may might must under upon between among " +
      "despite pursuant according following having being to of",
  ),
  labels: words(
    "annex annexes appendix article articles section sections part parts chapter chapters schedule table figure group category " +
      "option form list note rule rules regulation paragraph paragraphs resolution decision phase step title principle clause",
  ),
  prepositions: words("at by from before after until till since in on between about around"),
  saying:
    /^(?!(?:He|She|It|They|We|You|I|The|Then)\s)(?:\p{Lu}[\p{L}’'-]*\.?\s){1,3}(?:said|asked|replied|answered|cried|added|shouted|whispered|thought|told|explained|continued)(?!\p{L})/u,
};

const french: Abbreviations = {
  prepositive: words(
    `${COMMON_PREPOSITIVE} M. MM. Mme. Mmes. Mlle. Mlles. Drs. Pr. Pre. Prof. Me. Mes. Mgr. Sr. St. Ste. S.E. S.E.M. S.Exc. S.M. LL.EE. ` +
      "Gal. Gén. Col. Cdt. Cne. Ch. Ph. Th. P.-S. " +
      "Lt. Amb. Sén. cf. env. ibid. id. loc. max. min. op. cit. v. p.ex. ex. c.-à-d. éd. coll. boul. bd. av. tél. " +
      "apr.J.-C. av.J.-C. dir. Dép.",
  ),
  numbered: words(
    `${COMMON_NUMBERED} art. arts. ann. annexe. chap. ch. col. ex. fasc. fig. n. p. pp. par. paragr. sect. sér. t. rés. doc. docs. rév. ` +
      "règl. pt. tabl. liv. l. al. alin. éd. cl. déc. dir. janv. févr. avr. juil. sept. oct. nov.",
  ),
  measures: words(""),
  final: words("etc. suiv. al. ss. sqq. Inc. Ltd. Co. Corp. Cie."),
  either: words(""),
  starters: words(
    "le la les l un une des du de d ce cet cette ces il elle ils elles on nous vous je j tu son sa ses leur leurs notre nos " +
      "votre vos mon ma mes qui que qu quoi quel quelle quels quelles où quand comment pourquoi dans en au aux à par pour " +
      "sur sous avec sans après avant depuis pendant lors lorsque si comme mais et ou or donc car ni ainsi toutefois " +
      "cependant néanmoins aussi enfin ensuite puis alors tout toute tous toutes chaque aucun aucune plusieurs certains " +
      "certaines c n s conformément selon outre malgré est sont a ont était celui celle ceux celles",
  ),
  labels: words(
    "annexe annexes appendice article articles section partie chapitre tableau figure groupe catégorie option liste règle " +
      "paragraphe paragraphes résolution décision titre principe phase étape",
  ),
  prepositions: words("à dès vers avant après depuis jusqu’à en dans le au"),
};

const spanish: Abbreviations = {
  prepositive: words(
    `${COMMON_PREPOSITIVE} Sr. Sra. Srta. Sres. Sras. Srtas. Dra. Dres. D. Dª. Dña. Excmo. Excma. Excmos. Ilmo. Ilma. Hble. Hon. Lic. Licda. Ing. Rvdo. P. ` +
      "Prof. Profa. Arq. Abg. Mtro. Mtra. Gral. Gob. Cnel. Cap. Cmdte. Sgto. Tte. Alm. Mons. Pbro. Fr. Sto. Sta. S.E. Ud. Uds. " +
      "Vd. Vds. Emb. Dip. Sen. Pdte. Pdta. Dir. Rep. Ma. Av. Avda. Apto. Cra. Ctra. Pza. Admón. Depto. Dpto. Univ. aprox. cf. " +
      "cfr. ej. p.ej. p.e. ibid. ibíd. id. íd. op. cit. loc. máx. mín. v. vid. tel. izq. der. S.M. Mt.",
  ),
  numbered: words(
    `${COMMON_NUMBERED} art. arts. anx. ap. apdo. apdos. apart. cap. caps. col. cols. ed. eds. fasc. fig. figs. inc. incs. lit. núm. núms. ` +
      "num. nro. nros. n. p. pág. págs. pp. párr. párrs. párrf. pár. par. res. secc. sec. sig. sigs. supl. t. doc. docs. reg. " +
      "ext. s. ss. ene. feb. mar. abr. may. jun. jul. ago. sept. sep. set. oct. nov. dic. lun. mié. jue. vie. sáb. dom.",
  ),
  measures: words("a.C. d.C. h. hs. min. seg. km. kg. a.m. p.m."),
  final: words("etc. ss. sigs. al. Inc. Ltd. Co. Corp. Jr."),
  either: words("Cía. Hnos."),
  starters: words(
    "el la los las lo un una unos unas este esta estos estas ese esa esos esas esto eso él ella ellos ellas se su sus nuestro " +
      "nuestra mi tu yo nosotros usted ustedes que qué quien quién cual cuál cuando cuándo donde dónde como cómo por para " +
      "con sin en de del desde hasta entre sobre tras durante según ante bajo a al si pero y e o u ni sino aunque porque pues " +
      "así además asimismo también tampoco sin embargo no hay es son fue fueron ha han había todo toda todos todas cada " +
      "algunos algunas muchos muchas otro otra otros otras ningún ninguna después antes luego entonces ahora aquí allí",
  ),
  labels: words(
    "anexo anexos apéndice artículo artículos sección parte capítulo cuadro tabla figura grupo categoría opción lista regla " +
      "párrafo párrafos resolución decisión título principio fase etapa",
  ),
  prepositions: words("a hacia desde hasta antes después en el al"),
};

const russian: Abbreviations = {
  prepositive: words(
    `${COMMON_PREPOSITIVE} г-н. г-жа. гг. гр. тов. д-р. проф. акад. доц. канд. чл.-корр. ген. полк. подполк. кап. св. им. и.о. исп. т.е. т.к. т.н. т.о. ` +
      "с.-х. ср. напр. ул. пл. пер. пр. пр-т. просп. бул. наб. д. корп. респ. пос. пгт. дер. Дж. Дм. тел. факс. о. р. оз. зам. " +
      "пом. зав. изд. ред. сост. отв. букв. соотв. ок. прибл. п/п. долл. см.",
  ),
  numbered: words(
    `${COMMON_NUMBERED} в. вып. гл. док. добавл. доб. доп. исправл. испр. кв. кн. корп. л. лл. п. пп. п.п. подп. пол. прил. прим. пункт. разд. ` +
      "рез. рис. с. сс. сн. ст. стр. табл. т. тт. ч. чч. абз. янв. февр. фев. мар. апр. июн. июл. авг. сент. сен. окт. нояб. дек.",
  ),
  measures: words(
    "г. гг. в. вв. руб. коп. дол. долл. тыс. млн. млрд. трлн. кв. куб. кв.м. куб.м. км. м. см. мм. га. кг. т. л. чел. шт. экз. " +
      "мин. сек. ч. ст. с. стр. н.э. пп.",
  ),
  final: words("т.д. т.п. др. пр. н.э. проч."),
  either: words("обл. р-н."),
  starters: words(
    "он она оно они мы вы я это этот эта эти тот та те его её ее их наш наша наши ваш мой свой кто что какой какая какие где " +
      "когда почему как в во на о об по при для из из-за от до с со у к ко за над под между через после перед без если хотя " +
      "поскольку так также кроме однако но и а или либо затем потом тогда теперь все всё всех каждый каждая некоторые " +
      "многие другие согласно несмотря было были есть нет не",
  ),
  labels: words(
    "приложение приложении приложения приложению статья статьи статье раздел разделе раздела часть части глава главе главы " +
      "таблица таблице группа группе группы категория категории вариант пункт пункта пункте правило принцип этап резолюция",
  ),
  prepositions: words("в во на с со к ко до после около перед по от весной летом осенью зимой"),
  continuers: /^США(?!\p{L})/u,
};

const arabic: Abbreviations = {
  prepositive: words(`${COMMON_PREPOSITIVE} د. أ. أ.د. م. م.م. ج. ص.ب. السيد.`),
  numbered: words(`${COMMON_NUMBERED} ص. ص.ص. ج. ط. مج. ع. ف. ق. رقم. sect. art. para. p. pp.`),
  measures: words("م. ه. هـ. ق.م. كم. كلم. سم. كغ. كجم. د.أ. دج."),
  final: words("إلخ. الخ."),
  either: words(""),
  starters: words(""),
  labels: words("المادة الفصل الباب القسم الجزء المرفق القاعدة البند المبدأ التذييل"),
  prepositions: words(""),
  continuers: /^(?:في|من|على|إلى|عن|بين|حتى|مع)\s/u,
  saying: /^(?:قال|قالت|سأل|سألت|أجاب|أجابت|أضاف|أضافت|صاح|صاحت|رد|ردت)\s/u,
};

const chinese: Abbreviations = {
  ...english,
  // A clause of no more than six characters.
  saying: /^[\p{Script=Han}·]{1,6}?(?:说|說|问|問|道|答|喊|叫)[，。,：:]/u,
};

/** What is asked of a language that has no list: titles and numbered words of its neighbours. */
const other: Abbreviations = {
  ...english,
  prepositive: union(english.prepositive, words("Hr. Frl. Ing. Sig. Dott. Exmo. Eng. bzw. vgl. z.B. d.h. u.a. sog.")),
  numbered: union(
    english.numbered,
    words(
      "Nr. Nrn. Bd. Bde. Abs. Ziff. Kap. Abb. Anm. S. Kl. mars. abr. mai. juin. juil. août. sept. okt. oct. dez. déc.",
    ),
  ),
  starters: words(""),
};

/** Languages in which a full stop behind a number makes it an ordinal. */
const WITH_ORDINALS = words("bs cs da de et fi fo hr hu is lb lv nb nn no pl sk sl sr tr");

const byLanguage: Readonly<Record<string, Abbreviations>> = {
  fr: french,
  en: english,
  es: spanish,
  ru: russian,
  zh: chinese,
  ar: arabic,
};

/** @param code a bare language subtag in lower case */
export function abbreviationsOf(code: string): Abbreviations {
  return byLanguage[code] ?? { ...other, ordinals: WITH_ORDINALS.has(code) };
}

function union(...sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set(sets.flatMap((set) => [...set]));
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" ").filter(Boolean));
}
