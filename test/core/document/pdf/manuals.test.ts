import { type Document, readDocument } from "@sextant/core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../../../web/browser.ts";
import { fontFaces } from "../rendered/render.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const STYLE = `${fontFaces()} @page { margin: 0 } body { margin: 0; font: 13px/1.35 "Source Serif 4 Variable", "ZCOOL XiaoWei", serif }
  .page { height: 800px; position: relative; box-sizing: border-box; padding: 60px } p, h1 { margin: 0 0 9px; font-size: 13px }
  .entry { display: flex; justify-content: space-between; margin: 0 0 4px } i { font-style: normal; letter-spacing: 3px }
  .notes { position: absolute; bottom: 60px; inset-inline: 60px } .notes p { font-size: 10px; margin: 0 }`;

/** Typeset without tags, and read. */
async function typeset(html: string, language: string): Promise<Document> {
  const page = await browser.newPage();
  try {
    await page.setContent(
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><style>${STYLE}</style><body>${html}</body></html>`,
    );
    await page.evaluate(() => document.fonts.ready);
    return await readDocument(await page.pdf({ width: "620px", height: "800px", tagged: false }), { language });
  } finally {
    await page.close();
  }
}

const shown = ({ blocks }: Document): string[] =>
  blocks.map(({ role, number, text }) => [role, number, text].filter(Boolean).join(" "));

const sentence = (n: number): string =>
  `Le chapitre ${n} décrit ce que la vallée a récolté dans l’année, les moyens qui y ont été consacrés et ce qui reste à faire.`;
const entry = (title: string, page: number, dots = 0): string =>
  `<div class="entry"><span>${title}</span>${dots > 0 ? `<i>${".".repeat(dots)}</i>` : ""}<span>${page}</span></div>`;

test("each entry of a list of contents is a block, with its page and without its leaders", async () => {
  const document = await typeset(
    `<div class="page"><h1 style="font-size: 22px">Table des matières</h1>
      ${entry("<b>1 Les vergers</b>", 1)}${entry("1.1 Pommes", 1, 50)}${entry("1.2 Poires", 4, 52)}
      ${entry("<b>2 La récolte</b>", 10)}${entry("2.1 Échelles", 10, 50)}${entry("2.2 Paniers", 12, 50)}</div>
     <div class="page"><p>${sentence(1)}</p><p>${sentence(2)}</p><p>${sentence(3)}</p></div>`,
    "fr",
  );
  expect(shown(document).slice(1, 7)).toEqual([
    "text 1 Les vergers 1",
    "text 1.1 Pommes 1",
    "text 1.2 Poires 4",
    "text 2 La récolte 10",
    "text 2.1 Échelles 10",
    "text 2.2 Paniers 12",
  ]);
  const leaders = document.reading?.leftOut.filter(({ reason }) => reason === "leaders of a list of contents");
  expect(leaders?.map(({ text, page }) => [text.length, page])).toEqual([50, 52, 50, 50].map((dots) => [dots, 1]));
});

test("large type is that of headings, and a large number stands apart from the word before it", async () => {
  const chapter = (n: number, title: string): string =>
    `<p style="font-size: 14px; text-align: end">CHAPITRE<span style="font-size: 25px; margin-left: 4px">${n}</span></p>
     <p style="font-size: 20px">${title}</p><p>${sentence(n)}</p><p>${sentence(n + 10)}</p>`;
  const document = await typeset(
    `<div class="page"><p>${sentence(0)}</p>${chapter(1, "Les vergers")}${chapter(2, "La récolte de la vallée")}</div>`,
    "fr",
  );
  expect(shown(document).slice(5)).toEqual([
    "heading CHAPITRE 2",
    "heading La récolte de la vallée",
    `text ${sentence(2)}`,
    `text ${sentence(12)}`,
  ]);
});

test("in Chinese a gap parts numbers, dashes and marks of notes from what follows", async () => {
  const item = (mark: string, text: string): string => `<p>${mark}<span style="margin-left: 8px">${text}</span></p>`;
  const document = await typeset(
    `<div class="page"><p style="font-size: 18px">1.1<span style="margin-left: 16px">果园的工具</span></p>
     <p>果园办公室清点山谷里的梨树和苹果树，并向所有成员说明春天以来完成的工作和所用的梯子与篮子，以及今年的收成。1</p>
     ${item("–", "任何人都不能独自清点全部梨树。")}${item("–", "你应该先向办公室借梯子和篮子。")}
     <p>果园办公室每年秋天都会公布收成，并说明下一年将种下多少棵新树，这些树由谁照看，以及所需要的水从哪里来。2</p>
     <div class="notes"><p>1本文件中，梨树是指山谷里所有的梨树。</p><p>2新的树苗由各区自己出钱购买。</p></div></div>`,
    "zh",
  );
  expect(document.blocks.map(({ number = "", text }) => number + text).slice(0, 4)).toEqual([
    "1.1 果园的工具",
    "果园办公室清点山谷里的梨树和苹果树，并向所有成员说明春天以来完成的工作和所用的梯子与篮子，以及今年的收成。",
    "任何人都不能独自清点全部梨树。",
    "你应该先向办公室借梯子和篮子。",
  ]);
  expect(document.notes).toEqual([
    { mark: "1", text: "本文件中，梨树是指山谷里所有的梨树。", page: 1 },
    { mark: "2", text: "新的树苗由各区自己出钱购买。", page: 1 },
  ]);
  expect(document.blocks.flatMap(({ marks = [] }) => marks.map(({ mark }) => mark))).toEqual(["1", "2"]);
});

test("a note whose mark touches a short word is a note, and a bullet below a full line begins an entry", async () => {
  const full = (n: number): string =>
    `<div style="text-align-last: justify">– ${sentence(n).slice(0, 74)} juste.</div>`;
  const document = await typeset(
    `<div class="page"><p>Le verger de la vallée compte des poiriers.1 La commission les a comptés dans l’année.2</p>
     <p>${sentence(3)}</p>${full(1)}${full(2)}${full(4)}
     <div class="notes"><p>1Si la récolte est bonne, on les compte deux fois.</p><p>2Il y en a aussi dans les champs.</p></div></div>`,
    "fr",
  );
  expect(document.notes.map(({ mark, text }) => [mark, text])).toEqual([
    ["1", "Si la récolte est bonne, on les compte deux fois."],
    ["2", "Il y en a aussi dans les champs."],
  ]);
  expect(document.blocks.slice(2).map(({ text }) => text.replace(/^(– )?(.{13}).*$/u, "$2"))).toEqual([
    "Le chapitre 1",
    "Le chapitre 2",
    "Le chapitre 4",
  ]);
});

test("what looks like a symbol is none of the document where it heads one page of several", async () => {
  const page = (head: string, n: number): string => `<div class="page"><p>${head}</p><p>${sentence(n)}</p></div>`;
  const pages = (heads: readonly string[]): string => heads.map(page).join("");
  const cells = await typeset(pages(["Les vergers", "Pour IBM S/390", "Les outils", "Les paniers"]), "fr");
  expect(cells.symbol).toBeUndefined();
  const heads = await typeset(pages(["Les vergers", "S/2031/390", "S/2031/390", "S/2031/390"]), "fr");
  expect(heads.symbol).toBe("S/2031/390");
});
