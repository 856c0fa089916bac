import type { Abbreviations } from "./abbreviations.ts";
import { NUMBERED_EVERYWHERE, PREPOSITIVE_EVERYWHERE, words } from "./every-language.ts";

export const english: Abbreviations = {
  prepositive: words(
    `${PREPOSITIVE_EVERYWHERE} Mx. Messrs. Mmes. Drs. Prof. Profs. Assoc. Asst. Ste. Sts. Mt. Mts. Ft. H.E. H.M. H.R.H. Hon. Rev. ` +
      "Revd. Fr. Gen. Rep. Reps. Sen. Sens. Gov. Govs. Amb. Ambs. Pres. Sec.-Gen. Dir. Min. Capt. Cpt. Cmdr. Comdr. Col. Cols. " +
      "Lt. Maj. Sgt. Adm. Brig. Cpl. Pvt. Supt. Insp. Det. Atty. Ald. Wm. Chas. Thos. approx. cf. ca. e.g. i.e. ibid. loc. op. cit. viz. " +
      "v. vs. resp. eds. incl. esp. est. Univ. Dept. Div. Gov't. Int'l. Nat'l. Doc. Docs. U.N.Doc. Treas. tel.",
  ),
  numbered: words(
    `${NUMBERED_EVERYWHERE} art. arts. chap. chaps. ch. chs. col. cols. ed. fig. figs. p. pp. par. pars. para. paras. pt. pts. ` +
      "sec. secs. sect. sects. ser. doc. docs. res. dec. app. ann. ex. exh. cl. reg. regs. dir. subpara. subparas. tab. bk. " +
      "fn. n. nn. q. ext. Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec. cls. qq. l. ll. f. ff. pl. pls. c. " +
      "max. min. fl. sch. apt. cap. obj. pub. lit. def. gen. inst. spec. temp. apps. fax.",
  ),
  measures: words("ft. in. lb. lbs. oz. sq. cu. hrs. mins. secs. a.m. p.m. A.M. P.M."),
  final: words("etc. al. Inc. Ltd. Co. Cos. Corp. Jr. Esq."),
  either: words(
    "St. Sr. Ave. Blvd. Rd. Bros. excl. Br. Cdr. Sec. introd. repr. abbr. adj. adv. attn. avg. bibl. cert. coll. conf. " +
      "contd. corresp. diff. dist. equiv. fem. hist. illus. intl. lang. masc. misc. orig. prelim. prov. publ. pseud. quot. " +
      "ref. refs. seq. soc. subj. suppl. syn. transl. subsec. tbl. bks. obs. rec. recs. recomm. princ. eq. eqs. fol. fols. " +
      "sess. mtg. mtgs. stat. rept. ord. rm. bldg. ste. sched. tit. conv. comp. trans.",
  ),
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
