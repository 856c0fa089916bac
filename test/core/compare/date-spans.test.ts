import { compareRows, type Finding } from "@sextant/core/compare";
import { describe, expect, test } from "vitest";

const told = (texts: Record<string, string>): Pick<Finding, "type" | "languages">[] =>
  compareRows([{ row: 0, texts }], Object.keys(texts)).map(({ type, languages }) => ({ type, languages }));
const types = (texts: Record<string, string>): string[] => told(texts).map(({ type }) => type);

const SPAN: Readonly<Record<string, string>> = {
  en: "It met from 30 May to 1 June 2012 in the city.",
  fr: "Elle s’est réunie du 30 mai au 1er juin 2012 dans la ville.",
  es: "Se reunió del 30 de mayo al 1 de junio de 2012 en la ciudad.",
  ru: "Она заседала с 30 мая по 1 июня 2012 года в этом городе.",
  ar: "اجتمعت من 30 أيار/مايو إلى 1 حزيران/يونيه 2012 في المدينة.",
  zh: "会议于2012年5月30日至6月1日在该市举行。",
};
const ofAnotherYear = (text = ""): string => text.replace("2012", "2002");
const pairs = Object.keys(SPAN).flatMap((one) =>
  Object.keys(SPAN).flatMap((other) => (one === other ? [] : [[one, other] as const])),
);

describe("the year of a span of dates is compared wherever it is written", () => {
  test.each(pairs)("%s and %s", (one, other) => {
    const texts = { [one]: SPAN[one] ?? "", [other]: SPAN[other] ?? "" };
    expect(types(texts)).toEqual([]);
    expect(types({ ...texts, [other]: ofAnotherYear(texts[other]) })).toEqual(["date"]);
  });

  test.each(Object.keys(SPAN))("of six languages, %s is at fault", (language) => {
    const texts = { ...SPAN, [language]: ofAnotherYear(SPAN[language]) };
    expect(told(texts)).toEqual([{ type: "date", languages: [language] }]);
  });

  test.each([
    { en: "It met on 3 May, 5 June and 7 July 2012.", zh: "会议于2002年5月3日、6月5日和7月7日举行。" },
    { en: "from 3 to 5 May and on 7 June 2012", zh: "2002年5月3日至5日和6月7日" },
    { en: "from 30 December to 2 January 2013", zh: "2002年12月30日至1月2日" },
    { en: "from Wednesday, 30 May, to Friday, 1 June 2012", fr: "du mercredi 30 mai 2002 au vendredi 1er juin 2012" },
    { fr: "de mai à juin 2012", zh: "2002年5月至6月" },
    { fr: "de mai à juin 2012", es: "de mayo a julio de 2012" },
  ])("%o", (texts) => {
    expect(types(texts as Record<string, string>)).toEqual(["date"]);
  });
});

describe("what a span leaves unsaid accuses nobody", () => {
  test.each([
    { en: "It met on 3 May, 5 June and 7 July 2012.", zh: "会议于2012年5月3日、6月5日和7月7日举行。" },
    { en: "from 30 December to 2 January 2013", zh: "2012年12月30日至2013年1月2日" },
    { en: "from 30 December 2012 to 2 January 2013", zh: "2012年12月30日至次年1月2日" },
    { en: "on 5 May 2011, 3 June and 4 July 2012", zh: "2011年5月5日、2012年6月3日和7月4日" },
    { en: "on 5 May 2011, 3 June and 4 July 2012", zh: "2011年5月5日、6月3日和2012年7月4日" },
    { en: "On 30 May it recalled its decision of 1 June 2011.", zh: "2012年5月30日，它回顾其2011年6月1日的决定。" },
    { en: "It met in 2012, from 30 May to 1 June.", zh: "会议于2012年5月30日至6月1日举行。" },
    { en: "It met in May, June and July 2012.", zh: "会议于2012年5月、6月和7月举行。" },
    {
      en: "It met in May and June 2012.",
      ar: "اجتمعت في أيار/مايو وحزيران/يونيه 2012.",
      ru: "Она заседала в мае и июне 2012 года.",
    },
    { en: "It may meet in May or June 2012.", es: "Puede reunirse en mayo o junio de 2012." },
    { en: "for 6 months from May 2012", zh: "从2012年5月起6个月" },
  ])("%o", (texts) => {
    expect(types(texts as Record<string, string>)).toEqual([]);
  });
});
