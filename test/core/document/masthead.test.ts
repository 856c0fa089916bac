import { describe, expect, it } from "vitest";
import { isoDate, mastheadLine, mastheadOf } from "../../../packages/core/src/document/masthead.ts";

const said = (line: string) => {
  const { is, value } = mastheadLine(line) ?? {};
  return value === undefined ? is : [is, value];
};

describe("a line of a masthead", () => {
  it("gives the distribution as printed", () => {
    expect(said("Distr.: General")).toEqual(["distribution", "General"]);
    expect(said("Distr. générale")).toEqual(["distribution", "générale"]);
    expect(said("Distr. limitada")).toEqual(["distribution", "limitada"]);
    expect(said("General Assembly Distr.: Limited")).toEqual(["distribution", "Limited"]);
  });

  it("is known where its letters are set apart", () => {
    expect(["联 合 国", "大 会", "安 全 理 事 会"].map(said)).toEqual(["organization", "organ", "organ"]);
    expect(said("联合国 大会")).toBe(said("联合国大会"));
  });

  it("gives the date as an ISO date, in six languages", () => {
    expect(
      ["7 April 2026", "1er mai 2026", "7 de abril de 2026", "7 апреля 2026 года", "2026年4月7日"].map(isoDate),
    ).toEqual(["2026-04-07", "2026-05-01", "2026-04-07", "2026-04-07", "2026-04-07"]);
    expect(isoDate("7 نيسان/أبريل 2026")).toBe("2026-04-07");
    expect(isoDate("١٥ كانون الأول/ديسمبر ٢٠٢٥")).toBe("2025-12-15");
    expect(isoDate("31 February 2026")).toBeUndefined();
    expect(isoDate("about 7 April 2026")).toBeUndefined();
  });

  it("gives the one language in which the document was written", () => {
    for (const line of [
      "Original: English",
      "Original : anglais",
      "Original: inglés",
      "原文：英文",
      "الأصل: بالإنكليزية",
    ])
      expect(said(line), line).toEqual(["original language", "en"]);
    expect(said("Язык оригинала: английский")).toEqual(["original language", "en"]);
    expect(said("Original: English/French")).toBe("original language");
    expect(said("Original: the first one")).toBeUndefined();
  });

  it("gives the session as printed", () => {
    const sessions = [
      "Eightieth session",
      "Resumed thirty-second session",
      "Tenth emergency special session",
      "Substantive session of 2012",
      "2024 session",
      "Seventy-ninth year",
      "Quatre-vingtième session",
      "Dixième session extraordinaire d’urgence",
      "Session de 2024",
      "Octogésimo período de sesiones",
      "52º período de sesiones",
      "Décimo período extraordinario de sesiones de emergencia",
      "Восьмидесятая сессия",
      "Пятьдесят вторая сессия",
      "Сессия 2024 года",
      "第八十届会议",
      "第七十九年",
      "2024年会议",
      "الدورة الثمانون",
      "الدورة الخامسة والسبعون",
      "الدورة الموضوعية لعام 2012",
    ];
    for (const line of sessions) expect(said(line), line).toEqual(["session", line]);
    expect(said("Eighty-first session*")).toEqual(["session", "Eighty-first session"]);
    expect(said("Organization of the session")).toBeUndefined();
  });

  it("gives the agenda item as printed", () => {
    const items = [
      "Agenda item 156 (a)",
      "Item 5 of the provisional agenda",
      "Items 138 and 139 of the preliminary list",
      "Point 12 a) de l’ordre du jour",
      "Points 138 et 139 de la liste préliminaire",
      "Tema 12 a) del programa",
      "Temas 138 y 139 de la lista preliminar",
      "Пункт 12 a) повестки дня",
      "Пункты 138 и 139 первоначального перечня",
      "议程项目 12(a)",
      "临时议程项目5",
      "البند 12 (أ) من جدول الأعمال",
      "البندان 138 و 139 من القائمة الأولية",
    ];
    for (const line of items) expect(said(line), line).toEqual(["agenda item", line]);
    expect(said("Items 138 and 139 of the preliminary list**")).toEqual([
      "agenda item",
      "Items 138 and 139 of the preliminary list",
    ]);
  });

  it("gives the symbol, also one with unusual parts", () => {
    expect(said("United Nations A/C.3/80/L.10")).toEqual(["symbol", "A/C.3/80/L.10"]);
    expect(said("A/81/6 (Sect. 2)/Part A*")).toEqual(["symbol", "A/81/6 (Sect. 2)/Part A"]);
    expect(said("S/2024/1")).toEqual(["symbol", "S/2024/1"]);
  });

  it("is known by its shape or its name", () => {
    for (const name of ["United Nations", "Организация Объединенных Наций", "联合国", "الأمــم المتحـدة"])
      expect(said(name), name).toBe("organization");
    for (const name of ["General Assembly", "Conseil économique et social", "安全理事会", "Third Committee"])
      expect(said(name), name).toBe("organ");
    for (const job of ["26-04887 (E) 150426", "GE.19-22573(E)", "V.03-80680 (E) 270203 280203", "26-04887"])
      expect(said(job), job).toBe("job number");
    expect(said("*2604887*")).toBe("barcode");
    for (const languages of ["Russian", "English only", "Français", "English, French and Spanish only"])
      expect(said(languages), languages).toBe("language");
    expect(said("24 February–20 March 2020")).toBe("session dates");
    expect(said("Vienna, 8-17 April 2003")).toBe("session dates");
  });

  it("is no line of the text", () => {
    for (const line of [
      "The General Assembly,",
      "Recalling its resolution 80/3 of 15 October 2025,",
      "Report of the Secretary-General",
      "General Assembly resolutions",
      "Russian participants spoke.",
      "1. Requests the Secretary-General to report;",
      "2026",
      "",
    ])
      expect(said(line), line).toBeUndefined();
  });
});

it("a masthead takes each field from the first line that gives it", () => {
  const lines = [
    "United Nations A/80/L.10",
    "General Assembly",
    "Distr.: Limited",
    "5 November 2025",
    "Original: English",
  ];
  expect(mastheadOf([...lines, "Eightieth session", "Agenda item 11", "1 May 2001"])).toEqual({
    symbol: "A/80/L.10",
    distribution: "Limited",
    date: "2025-11-05",
    originalLanguage: "en",
    session: "Eightieth session",
    agendaItem: "Agenda item 11",
  });
});
