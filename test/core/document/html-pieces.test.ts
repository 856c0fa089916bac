import { type Document, readDocument } from "@sextant/core";
import { describe, expect, test } from "vitest";

const read = (html: string | Uint8Array, language = "en"): Promise<Document> =>
  readDocument(typeof html === "string" ? new TextEncoder().encode(html) : html, { language });
const rolesOf = async (html: string): Promise<string[]> =>
  (await read(html)).blocks.map(({ role, text }) => `${role}: ${text}`);

describe("a piece of a page, as it is copied or saved by a program, is HTML", () => {
  test("headings, items and cells keep what they are", async () => {
    expect(
      await rolesOf(
        "<h2>Heading of the text</h2><ul><li>The first item of the list</li><li>The second item</li></ul><table><tr><td>Cell one</td><td>Cell two</td></tr></table>",
      ),
    ).toEqual([
      "heading: Heading of the text",
      "text: The first item of the list",
      "text: The second item",
      "table-cell: Cell one",
      "table-cell: Cell two",
    ]);
  });

  test.each([
    "<p>",
    '<P class="a">',
    "<section>",
    "<ul><li>",
    "<ol type='i'>",
    "<dl><dt>",
    "<blockquote>",
    "<span lang=en>",
    "<strong>",
    "<br/>",
    "<hr>",
    '<link rel="stylesheet" href="x.css">',
    '<meta name="generator" content="x">',
    "<title>A title</title>",
    "<style>p { color: red }</style>",
    "<!-- a comment --><h3>",
    "\ufeff\n  <pre>",
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">',
    `<!-- ${"x".repeat(5000)} -->`,
  ])("what begins with %s", async (start) => {
    const { blocks } = await read(`${start}The first text</p><p>The second text</p>`);
    expect(blocks.map(({ text }) => text)).toEqual(["The first text", "The second text"]);
  });

  test.each([
    "<tr><td>One</td><td>Two</td></tr>",
    "<td>One</td><td>Two</td>",
    "<tbody><tr><th>One</th><td>Two</td></tr></tbody>",
  ])("rows and cells without their table are cells: %s", async (rows) => {
    expect(await rolesOf(rows)).toEqual(["table-cell: One", "table-cell: Two"]);
  });
});

test.each([
  "<anna@example.org> wrote that the text is ready.",
  "<tmx> is the root of a memory file.",
  "< p > is less than nothing here.",
  "<a and b stand in no order that is known.",
])("text that begins with an angle is text: %s", async (text) => {
  expect((await read(text)).blocks[0]?.text).toBe(text);
});

const TEXTS = {
  en: ["The first paragraph of the text.", "The second paragraph of the text."],
  fr: ["Le premier alinéa du texte.", "Le deuxième alinéa."],
  ru: ["Генеральная Ассамблея рассмотрела доклад.", "Она постановила вернуться к этому вопросу."],
  zh: ["大会审议了秘书长的报告。", "一个问题将在下届会议上继续审议。"],
  ar: ["نظرت الجمعية العامة في التقرير.", "وقررت العودة إلى هذه المسألة."],
};

describe.each(Object.entries(TEXTS))("HTML in UTF-16, in %s", (language, paragraphs) => {
  const body = paragraphs.map((text) => `<p>${text}</p>`).join("");
  const page = `<html><head><meta charset="utf-16"></head><body>${body}</body></html>`;
  const encoded = (text: string, isBig: boolean): Uint8Array => {
    const little = Buffer.from(text, "utf16le");
    return isBig ? little.swap16() : little;
  };

  test.each([
    ["little-endian, with a byte order mark", `\ufeff${page}`, false],
    ["little-endian, without", page, false],
    ["big-endian, with a byte order mark", `\ufeff${page}`, true],
    ["big-endian, without", page, true],
    ["a piece of a page", body, false],
    ["a doctype behind a line", `\r\n<!DOCTYPE html>${page}`, true],
  ])("%s, is read as a page", async (_, text, isBig) => {
    expect((await read(encoded(text, isBig), language)).blocks.map(({ text }) => text)).toEqual(paragraphs);
  });
});
