import { describe, expect, test } from "vitest";
import { told } from "./value-laws.ts";

/** How summary records say when meetings are held, in pairs of languages: `en|text|fr|text`. */
const SAME = `
en|The meeting was called to order at 10.10 a.m.|fr|La séance est ouverte à 10 h 10.
en|The meeting rose at 12.55 p.m.|fr|La séance est levée à 12 h 55.
en|The meeting rose at 6 p.m.|fr|La séance est levée à 18 heures.
en|The meeting rose at 6 p.m.|es|Se levanta la sesión a las 18 horas.
en|The meeting rose at 6 p.m.|ru|Заседание закрывается в 18 час. 00 мин.
en|The meeting rose at 6 p.m.|ru|Заседание закрывается в 18 часов.
en|The meeting rose at 6 p.m.|zh|下午6时散会。
en|The meeting rose at 6 p.m.|zh|18时散会。
en|The meeting rose at 6 p.m.|ar|رفعت الجلسة الساعة 00/18
en|The meeting rose at 6 p.m.|ar|رفعت الجلسة الساعة السادسة مساء
en|The meeting rose at noon.|zh|中午12时散会。
en|The meeting rose at noon.|ru|Заседание закрывается в 12 ч. 00 м.
en|The meeting rose at noon.|ar|رفعت الجلسة الساعة 12/00
en|The meeting was suspended at 11.40 a.m. and resumed at noon.|fr|La séance est suspendue à 11 h 40; elle est reprise à midi.
en|The meeting was suspended at 4.35 p.m. and resumed at 4.50 p.m.|ar|علقت الجلسة الساعة 16/35 واستؤنفت الساعة 16/50
en|The meeting was suspended at 4.35 p.m. and resumed at 4.50 p.m.|zh|会议于下午4时35分暂停，下午4时50分复会。
en|held on Monday, 8 October 2012, at 3 p.m.|es|celebrada el lunes 8 de octubre de 2012, a las 15.00 horas
en|held on Monday, 8 October 2012, at 3 p.m.|ar|المعقودة يوم الاثنين، 8 تشرين الأول/أكتوبر 2012، الساعة 15/00
en|held on Monday, 8 October 2012, at 3 p.m.|zh|2012年10月8日星期一下午3时
en|Meetings are held from 10 a.m. to 1 p.m. and 3 p.m. to 6 p.m.|ru|Заседания проводятся с 10.00 до 13.00 и с 15.00 до 18.00
en|Meetings are held from 10 a.m. to 1 p.m. and 3 p.m. to 6 p.m.|ar|تعقد الجلسات من الساعة 10:00 إلى 13:00 ومن 15:00 إلى 18:00
en|Meetings are held from 10 a.m. to 1 p.m.|es|Las sesiones se celebran de 10.00 a 13.00 horas
en|at 1500 hours|fr|à 15 heures
en|at midnight|fr|à 0 heure
en|at 12 midnight|ru|в 24 ч. 00 м.
en|at 3 o’clock|fr|à 15 heures
es|a las 3 de la tarde|fr|à 15 heures
ru|в 3 часа дня|zh|下午3时
es|a las 15.05 horas|ar|الساعة 05/15
fr|à 15 h 5|zh|下午3时零5分
zh|下午三时半|en|at 3.30 p.m.
fr|de 9 heures à 17 heures|ar|من الساعة 9 صباحا إلى الساعة 5 مساء
en|a 24-hour hotline|fr|une ligne ouverte 24 heures sur 24
en|in two hours and fifteen minutes|fr|en 2 h 15
en|in 2 hours and 15 minutes|zh|2小时15分
en|the ratio 1:20|fr|le rapport de 1 à 20
en|verse 3:16|fr|verset 3.16
en|sections 3.05 to 3.10|fr|sections 3.05 à 3.10
en|the following 5 points|zh|以下5点`;

const OTHER = `
en|It resumed at 4.50 p.m.|ru|Заседание возобновляется в 16 ч. 55 м.
en|held on 8 October 2012, at 10 a.m.|fr|tenue le 8 octobre 2012, à 15 heures
en|The meeting rose at noon.|fr|La séance est levée à 13 heures.
en|at 15:30|ar|الساعة 15:40
en|The meeting rose at 6 p.m.|zh|下午5时散会。`;

const rows = (table: string): Record<string, string>[] =>
  table
    .trim()
    .split("\n")
    .map((line) => {
      const [a = "", left = "", b = "", right = ""] = line.split("|");
      return { [a]: left, [b]: right };
    });

describe("when a meeting is held", () => {
  test.each(rows(SAME))("%j say the same", (texts) => {
    expect(told(texts)).toEqual([]);
  });

  test.each(rows(OTHER))("%j do not", (texts) => {
    expect(told(texts)).toHaveLength(1);
  });
});
