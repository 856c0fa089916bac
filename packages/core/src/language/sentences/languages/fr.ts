import type { Abbreviations } from "./abbreviations.ts";
import { NUMBERED_EVERYWHERE, PREPOSITIVE_EVERYWHERE, words } from "./every-language.ts";

export const french: Abbreviations = {
  prepositive: words(
    `${PREPOSITIVE_EVERYWHERE} M. MM. Mme. Mmes. Mlle. Mlles. Drs. Pr. Pre. Prof. Me. Mes. Mgr. Sr. St. Ste. S.E. S.E.M. S.Exc. S.M. LL.EE. ` +
      "Gal. Gén. Col. Cdt. Cne. Ch. Ph. Th. P.-S. " +
      "Lt. Amb. Sén. cf. env. ibid. id. loc. max. min. op. cit. v. p.ex. ex. c.-à-d. éd. coll. boul. bd. av. tél. " +
      "apr.J.-C. av.J.-C. dir. Dép.",
  ),
  numbered: words(
    `${NUMBERED_EVERYWHERE} art. arts. ann. annexe. chap. ch. col. ex. fasc. fig. n. p. pp. par. paragr. sect. sér. t. rés. résol. ` +
      "doc. docs. rév. règl. pt. tabl. liv. l. al. alin. éd. cl. déc. dir. janv. févr. avr. juil. sept. oct. nov. app. c. f. " +
      "s. part. lib. direct. off. cap. rep. av. h.",
  ),
  measures: words(""),
  final: words("etc. suiv. al. ss. sqq. Inc. Ltd. Co. Corp. Cie."),
  either: words(
    "adj. adm. anc. apr. bibliogr. coord. dép. dépt. inéd. introd. intro. lat. ms. mss. préf. prof. profs. réf. resp. sq. " +
      "trad. vx. hon. cdt. capt. gén. sgt. aff. décl. conf. plén. comm. crim. civ. req. rapp. prés. vice-prés. secr. gouv. " +
      "rép. féd. univ. inst. assoc. sté. éts. impr. bull. rec. gaz. arr. obs. Cass. concl. consid. délib. dos. feuil. fol. " +
      "graph. ill. inc. lég. lett. num. ord. ordonn. pl. pos. pts. préc. princ. quest. réc. rég. rubr. sess. sous-sect. st. " +
      "subdiv. tab. tit. trim. circ. conv. annot. append. ref. rem. vs. hab.",
  ),
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
