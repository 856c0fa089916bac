import { findSymbols, parseSymbol, readText } from "@sextant/core";
import { describe, expect, test } from "vitest";

describe("a symbol taken apart", () => {
  test.each([
    ["A/RES/67/189", { body: "A", kind: "resolution", session: 67 }],
    ["A/C.3/67/L.14/Rev.1", { body: "A/C.3", kind: "draft", session: 67, modification: "Rev.1" }],
    ["S/RES/1373 (2001)", { symbol: "S/RES/1373(2001)", body: "S", kind: "resolution", year: 2001 }],
    ["E/CN.15/2012/17", { body: "E/CN.15", kind: "document", year: 2012 }],
    ["CTOC/COP/WG.7/2012/6", { body: "CTOC/COP/WG.7", kind: "document", year: 2012 }],
    ["A/67/156/Add.1", { body: "A", kind: "document", session: 67, modification: "Add.1" }],
    ["S/PV.4385", { body: "S", kind: "meeting record" }],
    ["A/HRC/RES/16/21", { body: "A/HRC", kind: "resolution", session: 16 }],
    ["E/RES/2012/12", { body: "E", kind: "resolution", year: 2012 }],
    ["A/٦٧/١٥٦", { symbol: "A/67/156", body: "A", session: 67 }],
    ["A/RES/217(III)A", { symbol: "A/RES/217(III)A", body: "A", kind: "resolution", session: 3 }],
  ])("%s", (text, wanted) => expect(parseSymbol(text)).toMatchObject({ symbol: text, ...wanted }));

  test.each(["", "67/189", "A", "et/ou", "CD/DVD", "km/h", "A/", "HTTP/1.1", "A/RES/67/189 et", "x".repeat(1000)])(
    "“%s” is none",
    (text) => expect(parseSymbol(text)).toBeUndefined(),
  );
});

describe("symbols in text", () => {
  test.each([
    ["fr", "sa résolution 66/181 du 19 décembre 2011 et le rapport A/67/156.", ["A/RES/66/181", "A/67/156"]],
    [
      "en",
      "See resolutions 62/272, 64/297 and 2012/12; Security Council resolution 1373 (2001).",
      ["A/RES/62/272", "A/RES/64/297", "E/RES/2012/12", "S/RES/1373(2001)"],
    ],
    ["es", "Véase CTOC/COP/2012/15, secc. I.A.", ["CTOC/COP/2012/15"]],
    ["ru", "в резолюции 65/229 от 21 декабря", ["A/RES/65/229"]],
    ["zh", "2010年12月21日第65/187号决议，见E/CN.15/2012/17。", ["A/RES/65/187", "E/CN.15/2012/17"]],
    ["ar", "قرارها 66/181 وقرار مجلس الأمن 1373 (2001)", ["A/RES/66/181", "S/RES/1373(2001)"]],
    ["fr", "les trois quarts, 3/4, et 66/181 sans contexte", []],
    ["fr", "la résolution porte sur 1/2 tonne", []],
  ])("%s: %s", (language, text, wanted) => {
    const found = findSymbols(text, language);
    expect(found.map(({ symbol }) => symbol)).toEqual(wanted);
    for (const { start, end } of found) expect(text.slice(start, end)).toMatch(/^[A-Z\d].*[\d)]$/);
  });
});

describe("a document's own symbol", () => {
  const head = (symbol: string): string => [symbol, "United Nations", "Distr.: General"].join("\n");
  const body =
    "The report A/80/12 of the wardens says that pears are few, as does document S/2023/44 of the districts.";

  test.each(
    "A/C.3/80/L.10 A/HRC/43/12 A/80/604/Add.2 S/2024/1 E/CN.15/2024/7/Rev.1 CEDAW/C/FRA/CO/9 A/67/L.4/Corr.1 WHA/77/3 ECE/TRANS/2024/8".split(
      " ",
    ),
  )("is %s where a masthead says so, and none that the text cites", (symbol) => {
    expect(readText(`${head(symbol)}\n\nReport\n\n${body}`, { language: "en" }).symbol).toBe(symbol);
  });

  test("is told by a line of its own near the top, or by the heads of pages", () => {
    expect(readText(`Report\n\nCEDAW/C/FRA/CO/9\n\n${body}`, { language: "en" }).symbol).toBe("CEDAW/C/FRA/CO/9");
    const pages = ["Report", "A/80/604/Add.2", "A/80/604/Add.2"].map((top) => `${top}\n\n${body}`).join("\n\f");
    expect(readText(pages, { language: "en" }).symbol).toBe("A/80/604/Add.2");
  });

  test("is none where the text only cites others", () => {
    expect(readText(`Report\n\n${body}`, { language: "en" }).symbol).toBeUndefined();
  });
});
