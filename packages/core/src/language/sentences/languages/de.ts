import type { Abbreviations } from "./abbreviations.ts";
import { NUMBERED_EVERYWHERE, PREPOSITIVE_EVERYWHERE, words } from "./every-language.ts";

/** Nouns have capitals, so what may stand before one or last is `either`: "5 Mio. Dollar", "im 19. Jh. Die". */
export const german: Abbreviations = {
  prepositive: words(
    `${PREPOSITIVE_EVERYWHERE} Hr. Hrn. Fr. Frl. Dres. Prof. Profs. Dipl. Dipl.-Ing. Ing. Mag. St. Sr. Exz. Gen. Hptm. Lt. ` +
      "Botsch. Präs. Abg. vgl. z.B. d.h. i.d.R. i.V. i.A. o.g. v.a. z.T. u.U. bzw. sog. ca. evtl. ggf. inkl. einschl. exkl. " +
      "ausschl. insb. insbes. Hrsg. hrsg. Übers. übers. v. n. geb. gest. verh. ehem. gegr. Tel. allg. amtl. engl. franz. span. " +
      "russ. arab. chin. dt. lat. griech. internat. staatl. öff. öffentl. wiss. techn. jur. polit. kath. ev. max. min. mind. " +
      "durchschn. zzgl. abzgl. betr. bzgl. gem. rd. cf. ibid. op. cit. loc. s.",
  ),
  numbered: words(
    `${NUMBERED_EVERYWHERE} Nr. Nrn. Art. Abs. Ziff. Kap. Abschn. Bd. Bde. S. Sp. Abb. Tab. Anm. Anh. Anl. Aufl. Ausg. Bl. Buchst. ` +
      "Dok. Dekl. Entsch. Erl. Fn. Fußn. Fig. Fol. H. Hft. Jg. Jgg. Kl. Lfg. lit. Lit. Par. Pkt. Pos. Prot. Randnr. Rdn. Rdnr. " +
      "Rn. Res. Resol. Rev. Sekt. Ser. Sess. Sitz. Suppl. T. Taf. Teilbd. Tit. Tl. Unterabs. Urk. Vers. Vfg. VO. Zif. Zl. Z. Zt. " +
      "Kto. Whg. Stk. Geb. Fax. Jan. Febr. Feb. Mrz. Apr. Jun. Jul. Aug. Sept. Okt. Nov. Dez. nat. priv. med. soz.",
  ),
  measures: words(""),
  final: words("usw. usf. etc. ff. al. Inc. Ltd. Co. Jr."),
  either: words(
    "u.a. a.a.O. s.o. s.u. Mio. Mrd. Mill. Tsd. Std. Min. Sek. Jh. Jhs. v.Chr. n.Chr. Chr. ebd. Str. Pl. Verf. Verl. Red. Abt. " +
      "Ref. Reg. Univ. Inst. Ges. Verb. Bev. Wirtsch. wirtsch. bes. gr. intern. höchst. lt. Kap. Abb. Tab.",
  ),
  starters: words(
    "der die das dem den des ein eine einer eines einem einen er sie es wir ihr ich man dieser diese dieses diesem diesen jener " +
      "jene sein seine ihre unser unsere was wer wie wo wann warum weshalb in im an am auf aus bei beim mit nach von vom vor zu " +
      "zum zur über unter zwischen durch für gegen ohne um seit während wegen trotz wenn falls ob obwohl weil da dass als " +
      "nachdem bevor sobald solange und oder aber denn sondern doch jedoch allerdings außerdem ferner daher deshalb deswegen " +
      "somit zudem dennoch dabei dazu danach dann dort hier heute gestern nun jetzt so auch nur noch schon alle alles jeder " +
      "jede jedes viele einige manche mehrere beide kein keine nicht ist sind war waren hat haben hatte wird werden wurde " +
      "wurden kann können soll sollen muss müssen gemäß laut siehe",
  ),
  labels: words(
    "artikel absatz abschnitt kapitel anhang anlage teil tabelle abbildung gruppe regel ziffer nummer paragraph resolution " +
      "beschluss punkt phase grundsatz titel ziel",
  ),
  prepositions: words("am um vor nach seit bis ab im zu gegen"),
  ordinals: true,
};
