import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Document, readDocument } from "@sextant/core";
import { describe, expect, test } from "vitest";

const read = (name: string): Promise<Document> =>
  readDocument(readFileSync(join(import.meta.dirname, "../files", `${name}.pdf`)), { name });
const texts = ({ blocks }: Document): string[] => blocks.map(({ text }) => text);
const marked = ({ blocks }: Document): string[] =>
  blocks.flatMap(({ text, marks = [] }) =>
    marks.map(({ mark, offset }) => `${text.slice(0, offset).match(/\S+$/)?.[0]} ${mark}`),
  );

describe.each(["un-resolution-two-pages", "un-resolution-without-barcode"])("%s", (name) => {
  test("is its title, preamble, operative paragraphs and closing, each whole over the page", async () => {
    const { blocks } = await read(name);
    const from = blocks.findIndex(({ role }) => role === "title");
    expect(
      blocks
        .slice(from)
        .map(({ role, number = "", text }) => `${role} ${number} ${text.replace(/^(.{22}).*(.{10})$/, "$1…$2")}`),
    ).toEqual([
      "title 99/7 Counting the orchards …the valley",
      "opening  The General Assembly,",
      "preamble  Recalling its resoluti…y ladders,",
      "preamble  Noting with appreciati…he spring,",
      "operative 1 Requests the Office to…the store;",
      "operative 2 Invites the districts …he ladder;",
      "operative 3 Decides to return to t…h session.",
      "closing  5th plenary meeting",
      "closing  2 May 2031",
    ]);
  });

  test("has its notes, with or without a barcode below them", async () => {
    const document = await read(name);
    expect(document.notes).toEqual([
      { mark: "1", text: "See resolution 12 (II).", page: 1 },
      { mark: "2", text: "A/99/210, annex.", page: 1 },
    ]);
    expect(marked(document)).toEqual(["ladders, 1", "store; 2"]);
  });

  test("keeps its masthead as fields and furniture", async () => {
    const document = await read(name);
    expect(document).toMatchObject({
      symbol: "A/RES/99/7",
      session: "Ninety-ninth session",
      agendaItem: "Agenda item 9",
      date: "2031-05-03",
      distribution: "General",
      warnings: [],
    });
    const barcode = name.endsWith("barcode") ? [] : ["31-04321 (E)", "*3104321*"];
    expect(document.furniture).toEqual(
      expect.arrayContaining([
        "United Nations",
        "Distr.: General",
        "3 May 2031",
        ...barcode,
        "Counting the orchards of the valley",
        "2/2",
      ]),
    );
  });
});

test("Arabic set word by word keeps its spaces, its lam-alefs and its brackets", async () => {
  expect(
    texts(await read("arabic-word"))
      .join("\n")
      .split(/[\s\n]+/),
  ).toEqual(
    `تقرير عن البستان
إن دولة البستان دولة نامية (شبه جزيرة) تقع في الوادي
وتشارك جميع الأطراف في الاتفاقية الإطارية بشأن الأشجار
وتعمل دولة البستان على زراعة الأشجار في كل مكان
وتطلب إلى جميع الدول الأعضاء أن تزرع الأشجار
وتقرر النظر في هذه المسألة في دورتها المقبلة`.split(/\s+/),
  );
});

test("Chinese without an embedded font is read, beside English and alone", async () => {
  const lines = [
    "大会，",
    "回顾其关于山谷果园的决议，",
    "请果园办公室清点山谷的梨树；",
    "决定在下届会议上再次审议此事。",
  ];
  expect(texts(await read("chinese-predefined-cmap")).slice(-4)).toEqual(lines);
  const alone = await read("chinese-only");
  expect(alone.blocks.map(({ number = "", text }) => `${number}${text}`)).toEqual(
    lines.map((line, at) => `${["", "", "1", "2"][at]}${line}`),
  );
  expect(alone.warnings).toEqual([]);
});

test("article headings at the top of pages are headings, and no running heads", async () => {
  const { blocks, furniture } = await read("articles-at-page-top");
  expect(blocks.map(({ role, text }) => (role === "heading" ? text : "text"))).toEqual(
    Array.from({ length: 20 }, (_, at) => [`Article ${at + 1}`, "text"]).flat(),
  );
  expect(furniture).toEqual([]);
});

test("at the top of a page a number begins a paragraph, and an indent alone does not", async () => {
  const { blocks } = await read("numbered-paragraph-at-page-top");
  expect(blocks.map(({ number }) => number)).toEqual([
    ...Array.from({ length: 9 }, (_, at) => `${at + 1}`),
    ...Array.from({ length: 19 }, (_, at) => `9.${at + 1}`),
  ]);
  expect(blocks.every(({ text }) => /^The .*(?:\.|\(District of the North\);)$/.test(text))).toBe(true);
});

test("bold that is made by printing three times is read once", async () => {
  expect(texts(await read("overprinted-bold"))[0]).toBe("Contribution of the valley");
});

test("parts with other margins each have their paragraphs", async () => {
  expect(
    texts(await read("parts-with-other-margins")).map((text) => /^Welcoming (\w+).* (\w+)[,.]$/.exec(text)?.slice(1)),
  ).toEqual([
    ...Array.from({ length: 10 }, () => ["the", "wardens"]),
    ...Array.from({ length: 27 }, () => ["also", "standing"]),
  ]);
});

test("letters stretched over a narrow line are words", async () => {
  expect(texts(await read("letter-spaced-line")).slice(0, 2)).toEqual([
    "Цель",
    "Долгосрочной целью является подсчет всех деревьев долины, для чего смотрителям выдаются лестницы и фонари.",
  ]);
});

test("three columns are read one after the other, and a warning names the page", async () => {
  const document = await read("three-columns");
  expect(
    texts(document)
      .join(" ")
      .match(/C[123]/g),
  ).toEqual(["C1", "C2", "C3"]);
  expect(document.warnings.map(({ message }) => message)).toEqual([
    "page 1 was read in 3 columns: check the order of its text",
  ]);
});

test("quoted paragraphs, indented and justified, are whole", async () => {
  const { blocks } = await read("block-quotation");
  expect(blocks.map(({ number }) => number)).toEqual([
    undefined,
    undefined,
    undefined,
    "1",
    "2",
    undefined,
    undefined,
    undefined,
  ]);
  expect(blocks.every(({ text }) => /^The .*[.:]$/.test(text))).toBe(true);
});

test("digits of units and formulas are no marks, below the line and above it", async () => {
  const document = await read("co2");
  const text = texts(document).join(" ");
  expect(text.match(/CO2/g)).toHaveLength(4);
  for (const kept of ["N2O", "NF3", "220 m²", "164 km²"]) expect(text).toContain(kept);
  expect(marked(document)).toEqual(["2030, 1", "says. 2", "year. 3"]);
});
