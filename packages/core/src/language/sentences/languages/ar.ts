import type { Abbreviations } from "./abbreviations.ts";
import { NUMBERED_EVERYWHERE, PREPOSITIVE_EVERYWHERE, words } from "./every-language.ts";

export const arabic: Abbreviations = {
  prepositive: words(`${PREPOSITIVE_EVERYWHERE} د. أ. أ.د. م. م.م. ج. ص.ب. السيد.`),
  numbered: words(
    `${NUMBERED_EVERYWHERE} ص. ص.ص. ج. ط. مج. ع. ف. ق. رقم. sect. art. para. p. pp. فق. تل. هاتف. فاكس. بند.`,
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
