import type { Abbreviations } from "./abbreviations.ts";
import { NUMBERED_EVERYWHERE, PREPOSITIVE_EVERYWHERE, words } from "./every-language.ts";

export const spanish: Abbreviations = {
  prepositive: words(
    `${PREPOSITIVE_EVERYWHERE} Sr. Sra. Srta. Sres. Sras. Srtas. Dra. Dres. D. Dª. Dña. Excmo. Excma. Excmos. Ilmo. Ilma. Hble. Hon. Lic. Licda. Ing. Rvdo. P. ` +
      "Prof. Profa. Arq. Abg. Mtro. Mtra. Gral. Gob. Cnel. Cap. Cmdte. Sgto. Tte. Alm. Mons. Pbro. Fr. Sto. Sta. S.E. Ud. Uds. " +
      "Vd. Vds. Emb. Embdor. Embdora. Dip. Sen. Pdte. Pdta. Dir. Rep. Ma. Av. Avda. Apto. Cra. Ctra. Pza. Admón. Depto. Dpto. Univ. aprox. cf. " +
      "cfr. ej. p.ej. p.e. ibid. ibíd. id. íd. op. cit. loc. máx. mín. v. vid. tel. izq. der. S.M. Mt.",
  ),
  numbered: words(
    `${NUMBERED_EVERYWHERE} art. arts. anx. ap. apdo. apdos. apart. cap. caps. col. cols. ed. eds. fasc. fig. figs. inc. incs. ` +
      "lit. núm. núms. num. nro. nros. n. p. pág. págs. pp. párr. párrs. párrf. pár. par. res. secc. sec. sig. sigs. supl. t. " +
      "doc. docs. reg. ext. s. ss. ene. feb. mar. abr. may. jun. jul. ago. sept. sep. set. oct. nov. dic. lun. mié. jue. vie. " +
      "sáb. dom. f. c. cl. an. dec. per. of. int. ant. fax. esp. tom. rev. dir. apto. dpto. tel.",
  ),
  measures: words("a.C. d.C. h. hs. min. seg. km. kg. a.m. p.m."),
  final: words("etc. ss. sigs. al. Inc. Ltd. Co. Corp. Jr."),
  either: words(
    "Cía. Hnos. Cmte. Subdir. Pl. Inst. Fac. Adm. apróx. tfno. teléf. dcha. coord. comp. trad. pról. ref. resp. excl. incl. " +
      "gr. lat. atte. nac. intern. prov. rte. rda. anex. tabl. cuad. tít. resol. decr. regl. fol. fols. ff. lám. láms. disp. " +
      "obs. rec. recom. princ. ses. ord. const. conv. enm. adic. ofic. cláus. concl. exp. expte. tab.",
  ),
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
