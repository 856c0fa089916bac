import type { Abbreviations } from "./abbreviations.ts";
import { COMMON_NUMBERED, COMMON_PREPOSITIVE, words } from "./common.ts";

export const arabic: Abbreviations = {
  prepositive: words(`${COMMON_PREPOSITIVE} د. أ. أ.د. م. م.م. ج. ص.ب. السيد.`),
  numbered: words(
    `${COMMON_NUMBERED} ص. ص.ص. ج. ط. مج. ع. ف. ق. رقم. sect. art. para. p. pp. فق. تل. هاتف. فاكس. بند.`,
  ),
  measures: words("م. ه. هـ. ق.م. كم. كلم. سم. كغ. كجم. د.أ. دج."),
  final: words("إلخ. الخ."),
  either: words(""),
  starters: words(""),
  labels: words("المادة الفصل الباب القسم الجزء المرفق القاعدة البند المبدأ التذييل"),
  prepositions: words(""),
  continuers: /^(?:في|من|على|إلى|عن|بين|حتى|مع)\s/u,
  saying: /^(?:قال|قالت|سأل|سألت|أجاب|أجابت|أضاف|أضافت|صاح|صاحت|رد|ردت)\s/u,
};
