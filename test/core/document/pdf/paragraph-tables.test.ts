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

const STYLE = `${fontFaces()} @page { margin: 0 } body { margin: 0; font: 12px/1.3 "Source Serif 4 Variable", "Arabic", serif }
  .page { height: 800px; break-after: page; overflow: hidden; box-sizing: border-box; padding: 70px 60px }
  p { margin: 0 0 9px } .table p { margin: 0; padding: 2px 0; align-self: end } .table p:not(.text) { text-align: end }
  .table { display: grid; column-gap: 12px; grid-template-columns: 220px 70px 70px 70px } .across { grid-column: 1 / -1 }
  .page { position: relative } .notes { position: absolute; bottom: 60px; font-size: 9px } .notes p { margin: 0 } .notes sup { font-size: 5px }
  .closed { border-bottom: 1px solid; padding-bottom: 4px } sup { font-size: 8px; line-height: 0 }`;

/** Pages that are typeset as a tagged PDF, and read. */
async function read(pages: readonly string[], language = "en"): Promise<Document> {
  const page = await browser.newPage();
  try {
    await page.setContent(
      `<!doctype html><html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}"><meta charset="utf-8"><style>${STYLE}</style><body>${pages.map((one) => `<div class="page">${one}</div>`).join("")}</body></html>`,
    );
    await page.evaluate(() => document.fonts.ready);
    return await readDocument(await page.pdf({ width: "620px", height: "800px", tagged: true }), { language });
  } finally {
    await page.close();
  }
}

/** A table of paragraphs without rules; an empty cell is an empty paragraph, a row of one text goes across. */
const table = (...rows: readonly (readonly string[])[]): string =>
  `<div class="table">${rows
    .flatMap((row) =>
      row.length === 1
        ? [`<p class="text across">${row[0]}</p>`]
        : row.map((cell, at) => `<p${at === 0 ? ' class="text"' : ""}>${cell === "" ? "&nbsp;" : cell}</p>`),
    )
    .join("")}</div>`;

const cells = ({ blocks }: Document): string[] =>
  blocks.flatMap(({ number, text, cell }) =>
    cell ? [`${cell.table} ${cell.row} ${cell.column} ${number ? `${number} ` : ""}${text}`] : [],
  );
const placed = (number: number, from: number, ...rows: readonly (readonly string[])[]): string[] =>
  rows.flatMap((row, at) =>
    row.flatMap((text, column) => (text === "" ? [] : [`${number} ${from + at} ${column} ${text}`])),
  );

const TEXT =
  "The Commission takes note of the report on the work of its previous session and of the means that were given to it.";
const HEAD = ["Category", "2025 planned", "2025 actual", "2026 planned"];
const FIGURES = [
  ["Meetings of the Commission in the valley, including those of its committees", "116 000", "106 000", "7"],
  ["Documents for", "", "", ""],
  ["1. The Commission", "18", "10", "–"],
];

test("paragraphs beside each other are the rows of a table, whose numbers keep their marks apart", async () => {
  const [meetings, ...rest] = FIGURES as [string[], ...string[][]];
  const marked = [meetings[0] as string, "116 000<sup>a</sup>", ...meetings.slice(2)];
  const own = await read([
    `<p>${TEXT}</p>${table(HEAD, marked, ...rest)}<p>&nbsp;</p><p><sup>a</sup> Without the figs.</p><p>${TEXT}</p>`,
  ]);
  expect(cells(own)).toEqual(placed(0, 0, HEAD, ...FIGURES));
  expect(own.notes.map(({ mark, text }) => `${mark} ${text}`)).toEqual(["a Without the figs."]);
  expect(own.blocks.filter(({ marks }) => marks).map(({ text, marks }) => [text, marks?.[0]?.mark])).toEqual([
    ["116 000", "a"],
  ]);
  expect(own.blocks.filter(({ cell }) => !cell).map(({ text }) => text)).toEqual([TEXT, TEXT]);
});

test("a head of three lines is one row", async () => {
  const own = await read([
    table(["District", "Automation, new platforms and re-engineering", "Actual", "Total"], ["Valley", "2", "3", "5"]),
  ]);
  expect(cells(own)).toEqual(
    placed(
      0,
      0,
      ["District", "Automation, new platforms and re-engineering", "Actual", "Total"],
      ["Valley", "2", "3", "5"],
    ),
  );
});

test("a text across the columns is a row between rows, and above the rule that closes the table", async () => {
  const last = `<div class="table"><p class="text across closed">Publishing services in the valley and on the hills.</p></div>`;
  const own = await read([
    `${table(HEAD, ["Meetings held in the valley since the spring"], ...FIGURES)}${last}<p>${TEXT}</p>`,
  ]);
  expect(cells(own).filter((cell) => /across|Meetings held|Publishing/.test(cell))).toEqual([
    "0 1 0 Meetings held in the valley since the spring",
    "0 5 0 Publishing services in the valley and on the hills.",
  ]);
  expect(own.blocks.at(-1)?.cell).toBeUndefined();
});

test("a table goes on over the page, and a heading ends it", async () => {
  const own = await read([
    table(HEAD, ...FIGURES),
    `${table(...FIGURES)}<h2>Pears</h2>${table(HEAD, ["Pears", "1", "2", "3"])}`,
  ]);
  expect(cells(own)).toEqual([
    ...placed(0, 0, HEAD, ...FIGURES, ...FIGURES),
    ...placed(1, 0, HEAD, ["Pears", "1", "2", "3"]),
  ]);
});

test("in Arabic the first column is the right one", async () => {
  const head = ["الفئة", "المخطط", "الفعلي", "المجموع"];
  const row = ["اجتماعات اللجنة", "18", "10", "28"];
  const own = await read([`<p>تحيط اللجنة علما بالتقرير المتعلق بأعمال دورتها السابقة.</p>${table(head, row)}`], "ar");
  expect(cells(own)).toEqual(placed(0, 0, head, row));
});

test("notes come in the order of their marks, those of tables among them", async () => {
  const noted = (mark: string) => [HEAD, ["Meetings", `18<sup>${mark}</sup>`, "10", "28"]];
  const own = await read([
    `<p>The report<sup>1</sup> was good.</p>${table(...noted("a"))}<p>&nbsp;</p><p><sup>a</sup> Without the figs.</p>
    <p>The pears<sup>2</sup> grew.</p>${table(...noted("a"))}<p>&nbsp;</p><p><sup>a</sup> Without the plums.</p>
    <div class="notes"><p><sup>1</sup> A/99/1.</p><p><sup>2</sup> In the valley.</p></div>`,
  ]);
  expect(own.notes.map(({ mark, text }) => `${mark} ${text}`)).toEqual([
    "1 A/99/1.",
    "a Without the figs.",
    "2 In the valley.",
    "a Without the plums.",
  ]);
});
