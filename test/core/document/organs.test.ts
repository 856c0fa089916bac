import { readText } from "@sextant/core";
import { describe, expect, test } from "vitest";
import { opensPreambular } from "../../../packages/core/src/document/preambular.ts";

const roles = (language: string, ...paragraphs: string[]): string[] =>
  readText(paragraphs.join("\n\n"), { language }).blocks.map(({ role, number = "" }) => `${role} ${number}`.trim());

describe("any organ that speaks makes a resolution, with what follows to bear it out", () => {
  test.each([
    [
      "en",
      "The Executive Board of the Orchard Fund,",
      "Deeply concerned that pears are few,",
      "Also recalling its decision 4/2,",
      "1. Decides to plant trees;",
      "2. Requests a report.",
    ],
    [
      "fr",
      "Le Conseil des vergers,",
      "Profondément préoccupé par la rareté des poires,",
      "Rappelant également sa décision 4/2,",
      "1. Décide de planter des arbres ;",
      "2. Demande un rapport.",
    ],
    [
      "es",
      "La Conferencia de las Partes,",
      "Profundamente preocupada por la escasez de peras,",
      "Recordando también su decisión 4/2,",
      "1. Decide plantar árboles;",
      "2. Solicita un informe.",
    ],
    [
      "ru",
      "Конференция Сторон,",
      "с удовлетворением отмечая доклад о садах,",
      "ссылаясь также на свое решение 4/2,",
      "1. постановляет сажать деревья;",
      "2. просит представить доклад.",
    ],
    ["zh", "缔约方会议，", "深为关切梨树稀少，", "又回顾其第4/2号决定，", "1. 决定种植树木；", "2. 请提交报告。"],
    [
      "ar",
      "إن مؤتمر الأطراف،",
      "إذ يساوره بالغ القلق إزاء قلة الأشجار،",
      "وإذ تلاحظ أيضا تقرير الحراس،",
      "1 - يقرر غرس الأشجار؛",
      "2 - يطلب تقديم تقرير.",
    ],
  ])("in %s", (language, ...paragraphs) => {
    expect(roles(language, "—", ...paragraphs).slice(1)).toEqual([
      "opening",
      "preamble",
      "preamble",
      "operative 1",
      "operative 2",
    ]);
  });

  test("a name and a comma alone make none", () => {
    expect(
      roles("en", "Minutes", "The Board of Wheelbarrows,", "which met in spring,", "1. heard a report."),
    ).not.toContain("opening");
  });
});

test("what stands before the title are headings: sponsors, meetings", () => {
  const lines = [
    "Albania, Austria and Peru: draft resolution",
    "Ladders for the wardens",
    "The General Assembly,",
    "Recalling its resolution 79/42,",
    "1. Decides to lend ladders.",
  ];
  expect(roles("en", ...lines)).toEqual(["heading", "title", "opening", "preamble", "operative 1"]);
});

test("a resolution of several parts opens several times, each with numbers of its own", () => {
  const part = (letter: string, title: string): string[] => [
    letter,
    title,
    "The General Assembly,",
    "Recalling its resolution 79/42,",
    "1. Decides to lend ladders;",
    "2. Requests a report.",
  ];
  expect(
    roles(
      "en",
      "80/9. Orchards",
      ...part("A", "Ladders"),
      ...part("B", "Wheelbarrows"),
      "5th plenary meeting",
      "2 May 2031",
    ),
  ).toEqual([
    "title 80/9",
    "heading",
    "heading",
    "opening",
    "preamble",
    "operative 1",
    "operative 2",
    "heading",
    "heading",
    "opening",
    "preamble",
    "operative 1",
    "operative 2",
    "closing",
    "closing",
  ]);
});

test("an annex has its own title, sections, numbers and sub-paragraphs", () => {
  const lines = [
    "80/3. Political Declaration",
    "The General Assembly,",
    "Recalling its resolution 79/42,",
    "1. Endorses the declaration in the annex.",
    "18th plenary meeting",
    "14 October 2025",
    "Annex",
    "Awaza Political Declaration",
    "1. We, the heads of districts, met in spring.",
    "I. Shared commitments",
    "2. We will:",
    "(a) Count the pears;",
    "(b) Lend ladders.",
  ];
  expect(roles("en", ...lines)).toEqual([
    "title 80/3",
    "opening",
    "preamble",
    "operative 1",
    "closing",
    "closing",
    "heading",
    "heading",
    "text 1",
    "heading I",
    "text 2",
    "subparagraph (a)",
    "subparagraph (b)",
  ]);
});

test("a treaty in an annex is read as a treaty, and what adopts it as a decision", () => {
  const lines = [
    "The Conference of the Parties,",
    "Recalling decision 1/CP.17,",
    "1. Adopts the Agreement.",
    "Annex",
    "The Parties to this Agreement,",
    "Recognizing the need for trees,",
    "Article 1",
    "1. The Parties shall plant trees.",
  ];
  expect(roles("en", "Adoption", ...lines).slice(1)).toEqual([
    "opening",
    "preamble",
    "operative 1",
    "heading",
    "text",
    "preamble",
    "heading 1",
    "text 1",
  ]);
});

test("sections within a resolution are headings, with and without their number on a line of its own", () => {
  const lines = [
    "The Conference of the Parties,",
    "Recalling decision 1/CP.17,",
    "I. Adoption",
    "1. Decides to adopt it;",
    "II",
    "Capacity-building",
    "2. Welcomes the contributions;",
    "Mitigation",
    "3. Requests a report.",
  ];
  expect(roles("en", "Adoption of the Agreement", ...lines).slice(1)).toEqual([
    "opening",
    "preamble",
    "heading I",
    "operative 1",
    "heading",
    "heading",
    "operative 2",
    "heading",
    "operative 3",
  ]);
});

test("section letters come in order; initials and courtesy titles are none", () => {
  expect(
    roles(
      "en",
      "Report",
      "A. Background",
      "1. The wardens met.",
      "B. Findings",
      "2. Pears are few.",
      "A. Quince",
      "Secretary",
    ),
  ).toEqual(["title", "heading A", "text 1", "heading B", "text 2", "text", "text"]);
});

test.each([
  ["en", "Also recalling", "Further recalling", "Deeply concerned", "Taking note", "Agreeing to", "Having considered"],
  ["fr", "Rappelant également", "Profondément préoccupée", "Ayant à l’esprit", "S’inspirant", "Se félicitant"],
  ["es", "Recordando también", "Observando con", "Teniendo presente", "Profundamente alarmada"],
  ["ru", "с удовлетворением отмечая", "ссылаясь также", "будучи глубоко", "принимая во внимание"],
  ["zh", "又回顾", "还欢迎", "深为关切", "铭记"],
  ["ar", "وإذ تلاحظ أيضا", "إذ تشير", "وقد نظرت"],
])("preambular phrases are known in %s", (language, ...phrases) => {
  expect(phrases.filter((phrase) => !opensPreambular(phrase, language))).toEqual([]);
  expect(opensPreambular("The Council, 12", language)).toBe(false);
});
