import { describe, expect, test } from "vitest";
import { repair } from "../../../packages/core/src/memory/lookup/repair.ts";

const repaired = (pair: string, asked: string, source: string, target: string) => {
  const [from, into] = pair.split(" ") as [string, string];
  return repair({ asked: [asked, from], source: [source, from], target: [target, into] });
};

describe("a number is put right where the words around it stay as they are", () => {
  test.each([
    ["en sv", "The 22nd meeting", "The 21st meeting", "21:a sammanträdet", "22:a sammanträdet"],
    ["en ru", "6 members", "5 members", "5 членов", "6 членов"],
    ["en ru", "21 members", "1 members", "1 член", "21 член"],
    ["en ru", "in 2021 the", "in 2012 the", "в 2012 году", "в 2021 году"],
    ["en ru", "5 May 2021", "22 May 2012", "22 мая 2012 года", "5 мая 2021 года"],
    ["en ru", "article 2 of", "article 5 of", "статьи 5 Устава", "статьи 2 Устава"],
    ["en ru", "2.5 million", "1.5 million", "1,5 миллиона", "2,5 миллиона"],
    ["en ru", "2 %", "15 %", "15\u00a0% всех", "2\u00a0% всех"],
    ["en ru", "2-7 members", "5-6 members", "5–6 членов", "2–7 членов"],
    ["en ru", "3 delegations", "2 delegations", "2-х делегаций", "3-х делегаций"],
    ["en fr", "3 Parties", "2 Parties", "Les 2 Parties", "Les 3 Parties"],
    ["en fr", "1 May", "2 May", "le 2 mai", "le 1er mai"],
    ["en fr", "1 per cent", "30 per cent", "30 pour cent des", "1 pour cent des"],
    ["en fr", "1,234.5 tons", "2 tons", "2 tonnes", "1\u202f234,5 tonnes"],
    ["en fa", "1,234.5 tons", "2 tons", "۲ تن", "۱٬۲۳۴٫۵ تن"],
    ["en fa", "2,345,678 tons", "1,234,567 tons", "۱٬۲۳۴٬۵۶۷ تن", "۲٬۳۴۵٬۶۷۸ تن"],
    ["en fa", "0.75 per cent", "12.5 per cent", "۱۲٫۵ درصد", "۰٫۷۵ درصد"],
    ["en ar", "in 2012 of", "in 2003 of", "في عام ٢٠٠٣ بشأن", "في عام ٢٠١٢ بشأن"],
    ["en ar", "15 May 2013", "19 May 2012", "١٩ أيار/مايو ٢٠١٢ في", "١٥ أيار/مايو ٢٠١٣ في"],
    ["en de-CH", "1,234,567 francs", "7,654,321 francs", "7’654’321 Franken", "1’234’567 Franken"],
    ["de-CH fr", "Summe 1’234.50", "Summe 7’654.30", "somme de 7 654,30 francs", "somme de 1 234,50 francs"],
    ["en de", "2.75 million", "1.5 million", "1,5 Millionen", "2,75 Millionen"],
    ["en de", "5 May", "2 May", "am 2. Mai", "am 5. Mai"],
    ["en es", "24th", "22nd", "la 22.ª sesión", "la 24.ª sesión"],
    ["en es-MX", "12,345.6 pages", "3,000 pages", "3,000 páginas", "12,345.6 páginas"],
    ["en pl", "22 members", "3 members", "3 członków", "22 członków"],
    ["en pl", "2012", "2023", "w 2023 r.", "w 2012 r."],
    ["en pt", "3rd session", "2nd session", "2.ª sessão", "3.ª sessão"],
    ["en hi", "1,234,567 tons", "2 tons", "2 टन", "12,34,567 टन"],
    ["en zh", "1 member", "2 members", "2名成员", "1名成员"],
    ["en zh", "See A/68/20/Corr.2.", "See A/67/10/Add.1.", "见A/67/10/Add.1。", "见A/68/20/Corr.2。"],
    ["en zh", "Document S/PV.7012 was", "Document S/PV.6789 was", "文件S/PV.6789已", "文件S/PV.7012已"],
    ["zh fr", "见A/C.3/68/L.7号文件", "见A/C.3/67/L.5号文件", "voir A/C.3/67/L.5", "voir A/C.3/68/L.7"],
    ["en fr", "3 of 3 States voted", "2 of 2 States voted", "Sur 2 États, 2 ont voté", "Sur 3 États, 3 ont voté"],
    ["fr en", "l’article 1 de", "l’article 5 de", "article 5 of", "article 1 of"],
    ["fr en", "les années 1980", "les années 1990", "the 1990s", "the 1980s"],
  ])("%s: %s", (pair, asked, source, target, expected) => {
    expect(repaired(pair, asked, source, target)).toBe(expected);
  });
});

describe("a number is left alone, and named, where words around it may change", () => {
  test.each([
    ["en sv", "The 23rd meeting", "The 21st meeting", "21:a sammanträdet", "ordinal"],
    ["en sv", "The 1st meeting", "The 3rd meeting", "3:e sammanträdet", "ordinal"],
    ["en ru", "2 members", "5 members", "5 членов", "plural"],
    ["en ru", "5 members", "2 members", "2 члена", "plural"],
    ["en ru", "1.5 million", "5 million", "5 миллионов", "plural"],
    ["en ru", "2.5 per cent", "15 per cent", "15 процентов", "plural"],
    ["en ru", "5 delegations", "2 delegations", "2-х делегаций", "ordinal"],
    ["en ru", "the 3rd year", "the 2nd year", "во 2-м году", "article"],
    ["en fr", "2.75 million", "1.5 million", "1,5 million de dollars", "plural"],
    ["en fr", "1 Parties", "2 Parties", "Les 2 Parties", "plural"],
    ["en fr", "the 1st", "the 2nd", "la 2e séance", "ordinal"],
    ["en fr", "1,000,000 dollars", "999,000 dollars", "999 000 dollars", "plural"],
    ["en ar", "4 rooms", "11 rooms", "١١ غرفة", "plural"],
    ["en de", "2.75 million", "1 million", "1 Million", "plural"],
    ["en es", "3rd period", "1st period", "1.er período", "ordinal"],
    ["en es", "7 or 8", "6 or 7", "6 o 7 miembros", "article"],
    ["en pl", "2 members", "5 members", "5 członków", "plural"],
    ["en pt", "1 member", "2 member", "2 membros", "plural"],
    ["fr en", "1 membres", "5 membres", "5 members", "plural"],
    ["fr en", "groupe de 8", "groupe de 5", "A 5-member group", "article"],
    ["fr en", "le 8e rapport", "le 7e rapport", "a 7th report", "article"],
    ["en it", "5 May", "8 May", "l’8 maggio", "article"],
    ["en it", "8 members", "5 members", "i 5 membri", "article"],
    ["fr en", "5 séances", "4 séances", "Four meetings", "missing"],
    ["fr zh", "2,5 séances", "2 séances", "第二次会议", "writing"],
    ["en fr", "3 of 7 States voted", "2 of 2 States voted", "Sur 2 États, 2 ont voté", "order"],
    ["en zh", "from 5 May to 9 May", "from 3 May to 3 May", "5月3日至3日", "order"],
  ])("%s: %s", (pair, asked, source, target, reason) => {
    expect(repaired(pair, asked, source, target)).toEqual([expect.objectContaining({ reason })]);
  });
});
