import { readText } from "@sextant/core";
import { describe, expect, test } from "vitest";

const roles = (language: string, ...paragraphs: string[]) =>
  readText(paragraphs.join("\n\n"), { language }).blocks.map(({ role, number, text }) => [
    role,
    number,
    text.slice(0, 24),
  ]);

describe("a treaty has a preamble and articles", () => {
  test.each([
    [
      "fr",
      [
        "Convention relative aux droits de l’enfant",
        "Les États parties à la présente Convention,",
        "Considérant que la paix est un bien,",
        "Article premier",
        "Un enfant s’entend de tout être humain.",
        "Article 2",
        "1. Les États parties respectent les droits.",
        "2. Ils les garantissent.",
      ],
    ],
    [
      "ru",
      [
        "Конвенция о правах ребенка",
        "Государства — участники настоящей Конвенции,",
        "учитывая, что мир является благом,",
        "Статья 1",
        "Ребенком является каждое человеческое существо.",
        "Статья 2",
        "1. Государства-участники уважают права.",
        "2. Они их гарантируют.",
      ],
    ],
    [
      "zh",
      [
        "儿童权利公约",
        "本公约缔约国，",
        "考虑到和平是福祉，",
        "第一条",
        "儿童系指每一个人。",
        "第二条",
        "1. 缔约国应尊重权利。",
        "2. 缔约国应保障权利。",
      ],
    ],
    [
      "ar",
      [
        "اتفاقية حقوق الطفل",
        "إن الدول الأطراف في هذه الاتفاقية،",
        "إذ ترى أن السلام خير،",
        "المادة 1",
        "الطفل هو كل إنسان.",
        "المادة 2",
        "1 - تحترم الدول الأطراف الحقوق.",
        "2 - وتكفلها.",
      ],
    ],
  ])("in %s", (language, paragraphs) => {
    expect(roles(language, ...paragraphs).map(([role, number]) => [role, number])).toEqual([
      ["title", undefined],
      ["text", undefined],
      ["preamble", undefined],
      ["heading", "1"],
      ["text", undefined],
      ["heading", "2"],
      ["text", "1"],
      ["text", "2"],
    ]);
  });
});

describe("a report has sections and numbered paragraphs", () => {
  test.each([
    [
      "en",
      [
        "Report of the Secretary-General",
        "I. Introduction",
        "1. The present report was prepared in 2012.",
        "A. Background",
        "2. It covers one year.",
      ],
      ["I", "A"],
    ],
    ["zh", ["秘书长的报告", "一、导言", "1. 本报告于2012年编写。", "二、背景", "2. 报告涵盖一年。"], ["一", "二"]],
    [
      "ar",
      [
        "تقرير الأمين العام",
        "أولا - مقدمة",
        "1 - أعد هذا التقرير في عام 2012.",
        "ألف - معلومات أساسية",
        "2 - ويغطي سنة واحدة.",
      ],
      ["أولا", "ألف"],
    ],
  ] as const)("in %s", (language, paragraphs, [first, second]) => {
    expect(roles(language, ...paragraphs).map(([role, number]) => [role, number])).toEqual([
      ["title", undefined],
      ["heading", first],
      ["text", "1"],
      ["heading", second],
      ["text", "2"],
    ]);
  });
});

describe("a meeting record is opened and closed", () => {
  test.each([
    [
      "fr",
      "La séance est ouverte à 10 h 5.",
      "M. Dupont (France) dit que le rapport est utile.",
      "La séance est levée à 13 heures.",
    ],
    [
      "en",
      "The meeting was called to order at 10.05 a.m.",
      "Mr. Smith (Canada) said that the report was useful.",
      "The meeting rose at 1 p.m.",
    ],
    [
      "es",
      "Se declara abierta la sesión a las 10.05 horas.",
      "El Sr. García (España) dice que el informe es útil.",
      "Se levanta la sesión a las 13.00 horas.",
    ],
    [
      "ru",
      "Заседание открывается в 10 ч. 05 м.",
      "Г-н Иванов говорит, что доклад полезен.",
      "Заседание закрывается в 13 ч. 00 м.",
    ],
    ["zh", "上午10时05分开会。", "王先生说，报告很有用。", "下午1时散会。"],
    ["ar", "افتتحت الجلسة الساعة 10:05.", "السيد علي قال إن التقرير مفيد.", "رفعت الجلسة الساعة 13:00."],
  ])("in %s", (language, ...paragraphs) => {
    expect(roles(language, ...paragraphs).map(([role]) => role)).toEqual(["opening", "text", "closing"]);
  });
});

test("a language that the text does not seem to be in is doubted, and kept", () => {
  const document = readText("Everyone has the right to life, liberty and security of person.", { language: "fr" });
  expect([document.language, document.warnings.map(({ message }) => message)]).toEqual([
    "fr",
    ["it was said to be in fr, but seems to be in en"],
  ]);
});
