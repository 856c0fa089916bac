import { readDocument, readText } from "@sextant/core";
import { expect, test } from "vitest";

const CHINESE = [
  "秘书长的报告",
  ...Array.from({ length: 6 }, (_, at) => `第${at + 1}段说明看守人清点山谷之梨树，并借给每区一架梯子。`),
];
const ENGLISH = [
  "Report of the Secretary-General",
  ...Array.from(
    { length: 6 },
    (_, at) =>
      `Paragraph ${at + 1} says that the wardens count the pears of the valley and lend ladders to each of the districts.`,
  ),
];
const text = `${CHINESE.join("\n\n")}\n\f${ENGLISH.join("\n\n")}\n`;

test("a document in two languages is told, with the pages of each", () => {
  const { warnings, reading } = readText(text, { language: "zh" });
  expect(warnings.map(({ message }) => message)).toContain(
    "it holds more than one language: zh on page 1, en on page 2; each can be read by itself",
  );
  expect(reading?.languages).toEqual(["zh", "en"]);
});

test("the part in one language is read by itself, the rest is left out and said to be", async () => {
  const bytes = new TextEncoder().encode(text);
  const [chinese, english] = await Promise.all(["zh", "en"].map((part) => readDocument(bytes, { part })));
  expect([chinese?.language, english?.language]).toEqual(["zh", "en"]);
  expect(chinese?.blocks.map((block) => block.text)).toEqual(CHINESE);
  expect(english?.blocks.map((block) => block.text)).toEqual(ENGLISH);
  expect(
    chinese?.reading?.leftOut.filter(({ reason }) => reason === "in another language").map((one) => one.text),
  ).toEqual(ENGLISH);
});

test("a quotation or names in another language make no mixture", () => {
  const { reading, warnings } = readText([...ENGLISH, CHINESE[1], CHINESE[2], ...ENGLISH].join("\n\n"), {
    language: "en",
  });
  expect(reading?.languages).toBeUndefined();
  expect(warnings).toEqual([]);
});

test("a part of a text that is too short to hold several, and is in another language, is doubted", async () => {
  const bytes = new TextEncoder().encode(ENGLISH.slice(0, 3).join("\n\n"));
  const { warnings } = await readDocument(bytes, { part: "zh" });
  expect(warnings.map(({ message }) => message)).toEqual(["it was said to be in zh, but seems to be in en"]);
});
