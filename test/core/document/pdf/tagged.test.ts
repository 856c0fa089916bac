import { type Document, readDocument } from "@sextant/core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../../../web/browser.ts";
import { fontFaces } from "../rendered/render.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const STYLE = `${fontFaces()} @page { margin: 0 } body { margin: 0; font: 13px/1.35 "Source Serif 4 Variable", "Arabic", "ZCOOL XiaoWei", serif }
  .page { position: relative; height: 800px; break-after: page; overflow: hidden; box-sizing: border-box; padding: 70px 60px }
  .head { position: absolute; top: 25px; inset-inline: 60px; font-size: 10px } .foot { position: absolute; bottom: 25px; inset-inline: 60px; font-size: 10px }
  .notes { position: absolute; bottom: 60px; inset-inline: 60px; font-size: 10px } .notes::before { content: ""; display: block; width: 120px; border-top: 1px solid; margin-bottom: 4px }
  .notes p { margin: 0 } p { margin: 0 0 9px } h1 { font-size: 17px } td, th { padding: 3px 6px; vertical-align: top; text-align: start } table { border-collapse: collapse; width: 100% }
  .ruled td, .ruled th { border: 1px solid } sup, sub { font-size: 8px; line-height: 0 }`;

/** Typeset twice, tagged and not, and read. */
async function both(html: string, language: string): Promise<{ tagged: Document; plain: Document }> {
  const page: Page = await browser.newPage();
  try {
    await page.setContent(
      `<!doctype html><html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}"><meta charset="utf-8"><style>${STYLE}</style><body>${html}</body></html>`,
    );
    await page.evaluate(() => document.fonts.ready);
    const read = async (tagged: boolean): Promise<Document> =>
      readDocument(await page.pdf({ width: "620px", height: "800px", tagged }), { language });
    return { tagged: await read(true), plain: await read(false) };
  } finally {
    await page.close();
  }
}

const texts = ({ blocks }: Document): string[] =>
  blocks.map(({ number, text }) => (number ? `${number} ${text}` : text));
const cells = ({ blocks }: Document): string[] =>
  blocks.flatMap(({ text, cell }) => (cell ? [`${cell.table} ${cell.row} ${cell.column} ${text}`] : []));

/** Three sentences of each language. */
const SENTENCES: Readonly<Record<string, readonly [string, string, string]>> = {
  en: [
    "The Commission takes note of the report on the work of its previous session and of the means that were given to it.",
    "It requests the Secretariat to inform all Member States of what has been done in the valley since the spring.",
    "It decides to consider the matter again at its next session, and to include in its agenda the item on orchards.",
  ],
  fr: [
    "La Commission prend note du rapport sur les travaux de sa session précédente et des moyens qui lui ont été donnés.",
    "Elle prie le Secrétariat d’informer tous les États Membres de ce qui a été fait dans la vallée depuis le printemps.",
    "Elle décide d’examiner de nouveau la question à sa prochaine session et d’inscrire à son ordre du jour les vergers.",
  ],
  es: [
    "La Comisión toma nota del informe sobre los trabajos de su período de sesiones anterior y de los medios recibidos.",
    "Pide a la Secretaría que informe a todos los Estados Miembros de lo que se ha hecho en el valle desde la primavera.",
    "Decide volver a examinar la cuestión en su próximo período de sesiones e incluir en su programa el tema del huerto.",
  ],
  ru: [
    "Комиссия принимает к сведению доклад о работе своей предыдущей сессии и о средствах, которые были ей выделены.",
    "Она просит Секретариат сообщить всем государствам-членам о том, что было сделано в долине с начала весны.",
    "Она постановляет вновь рассмотреть этот вопрос на своей следующей сессии и включить в повестку дня пункт о садах.",
  ],
  ar: [
    "تحيط اللجنة علما بالتقرير المتعلق بأعمال دورتها السابقة وبالوسائل التي أتيحت لها في الوادي خلال السنة الماضية.",
    "وتطلب إلى الأمانة العامة أن تبلغ جميع الدول الأعضاء بما أنجز من أعمال في الوادي منذ بداية فصل الربيع الماضي.",
    "وتقرر النظر في هذه المسألة مرة أخرى في دورتها المقبلة وأن تدرج في جدول أعمالها البند المتعلق بالبساتين والأشجار.",
  ],
  zh: [
    "委员会注意到关于其上一届会议工作的报告以及为其提供的资源，并注意到各成员国在山谷中为清点果树所作的努力。",
    "委员会请秘书处向所有会员国通报自春季以来在山谷中开展的工作，并说明为此所使用的资源和所取得的成果情况。",
    "委员会决定在下届会议上再次审议这一问题，并将关于果园的项目列入下届会议议程，同时请各国提出意见和建议。",
  ],
};
const p = (text: string): string => `<p>${text}</p>`;

describe.each(Object.entries(SENTENCES))("in %s, tagged and untagged", (language, [first, second, third]) => {
  test("paragraphs, justified, with running heads that alternate, read the same", async () => {
    const own = [
      [first, second, third],
      [second, third, first],
      [third, first, second],
    ];
    const pages = [1, 2, 3].map(
      (
        number,
      ) => `<div class="page"><div class="head" style="text-align: ${number % 2 ? "left" : "right"}">A/99/210</div>
      <div style="text-align: justify">${own[number - 1]?.map(p).join("")}</div><div class="foot" style="text-align: ${number % 2 ? "left" : "right"}">${number}</div></div>`,
    );
    const { tagged, plain } = await both(pages.join(""), language);
    const expected = own.flat();
    expect(texts(plain)).toEqual(expected);
    expect(texts(tagged)).toEqual(expected);
    expect(plain.furniture).toHaveLength(6);
  });

  test("two columns of text read one after the other", async () => {
    const column = [first, second, third, first, second, third].map(p).join("");
    const { tagged, plain } = await both(
      `<div class="page"><div style="columns: 2; column-gap: 40px; column-fill: auto; height: 300px">${column}</div></div>`,
      language,
    );
    expect(texts(tagged)).toEqual([first, second, third, first, second, third]);
    if (language !== "ar") expect(texts(plain)).toEqual(texts(tagged));
  });

  test("a ruled table gives the same cells", async () => {
    const row = (tag: string, ...own: string[]): string =>
      `<tr>${own.map((text) => `<${tag}>${text}</${tag}>`).join("")}</tr>`;
    const table = `<table class="ruled">${row("th", "A", "B", "C")}${row("td", first, "12", second)}${row("td", second, "345", third)}</table>`;
    const { tagged, plain } = await both(`<div class="page">${p(first)}${table}${p(third)}</div>`, language);
    const expected = ["A", "B", "C", first, "12", second, second, "345", third].map(
      (text, at) => `0 ${Math.floor(at / 3)} ${at % 3} ${text}`,
    );
    expect(cells(tagged)).toEqual(expected);
    expect(cells(plain)).toEqual(expected);
  });

  test("notes, and list items between paragraphs, are whole, each by itself", async () => {
    const noted = (text: string, mark: number): string => `${text}<sup>${mark}</sup>`;
    const { tagged, plain } = await both(
      `<div class="page">${p(noted(first, 1))}${p(noted(second, 2))}<ul><li>${second}</li><li>${third}</li></ul>${p(first)}
      <div class="notes"><p><sup>1</sup> ${second}</p><p><sup>2</sup> ${third}</p></div></div>`,
      language,
    );
    const expected = [first, second, second, third, first];
    expect(plain.blocks.map(({ text }) => text)).toEqual(expected);
    expect(plain.notes.map(({ mark, text }) => [mark, text])).toEqual([
      ["1", second],
      ["2", third],
    ]);
    expect(tagged.blocks.map(({ text }) => text).slice(0, 5)).toEqual(expected);
  });
});

describe("paragraphs that were typed line by line", () => {
  const FULL = "The Commission takes note of the work of its previous session and of the";
  const REST = "means that were given to it, and of what the Secretariat has done in the valley.";
  const lines = (...own: string[]): string => own.map((text) => `<p style="margin: 0">${text}</p>`).join("");
  /** A text that fills the width of the page, so that its margins are known. */
  const around = [...(SENTENCES.en ?? [])].map(p).join("").repeat(3);

  test("a sentence broken by hand at a full line is one paragraph, although the file has two", async () => {
    const { tagged } = await both(
      `<div class="page">${around}<p style="margin: 0; text-align-last: justify">${FULL}</p>${lines(REST)}</div>`,
      "en",
    );
    expect(texts(tagged).at(-1)).toBe(`${FULL} ${REST}`);
  });

  test("a short line that ends without a mark is a paragraph, although the next one begins in small letters", async () => {
    const { tagged } = await both(`<div class="page">${around}${lines("orchards and pastures", REST)}</div>`, "en");
    expect(texts(tagged).slice(-2)).toEqual(["orchards and pastures", REST]);
  });

  test("dashes typed before neighbouring entries are marks of a list; one alone is text", async () => {
    const entries = lines("- Orchards;", "- Pastures;", "– Wells.");
    const { tagged } = await both(`<div class="page">${around}${entries}${p(REST)}${lines("- A remark")}</div>`, "en");
    expect(texts(tagged).slice(-5)).toEqual(["Orchards;", "Pastures;", "Wells.", REST, "- A remark"]);
  });
});

test("a cell that holds only a sign keeps it, in a table with rules and without tags too", async () => {
  const rows = [
    ["Pears", "✓"],
    ["Plums", "•"],
    ["Figs", "■"],
    ["Quinces", "–"],
  ];
  const html = `<p>${SENTENCES.en?.[0]}</p><table class="ruled">${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`;
  const { tagged, plain } = await both(html, "en");
  const wanted = rows.flatMap((row, at) => row.map((cell, column) => `0 ${at} ${column} ${cell}`));
  expect(cells(tagged)).toEqual(wanted);
  expect(cells(plain)).toEqual(wanted);
});

/** A table that is set as paragraphs, each with rules of its own above and below; the first row is the head. */
const asParagraphs = (widths: readonly number[], rows: readonly (readonly string[])[]): string =>
  `<div style="display: grid; column-gap: 4px; grid-template-columns: ${widths.map((width) => `${width}px`).join(" ")}">${rows
    .flatMap((row, at) =>
      row.map((cell) => {
        const rules = `${at === 0 ? "border-top: 1px solid;" : ""}${at === 0 || at === rows.length - 1 ? "border-bottom: 1px solid;" : ""}`;
        return `<p style="margin: 0; padding: 3px 0; ${rules}">${cell}</p>`;
      }),
    )
    .join("")}</div>`;

test("tables that the file has as paragraphs are two tables by their rules, with their heads and notes", async () => {
  const first = asParagraphs(
    [150, 90, 90, 90],
    [
      ["District", "Authorized<br>2024/25<sup>a</sup>", "Actual<br>30 June", "Variance<br>(6)=(5)-(3)"],
      ["Upper valley", "218", "149", "–"],
      ["Lower valley", "27", "25", "–"],
    ],
  );
  const second = asParagraphs(
    [150, 60, 120, 90],
    [
      ["Category", "Pears", "Plums and quinces", "Figs"],
      ["Upper valley", "11.5", "13.3", "8.3"],
      ["Lower valley", "9.5", "3.7", "14.8"],
    ],
  );
  const html = `<p>${SENTENCES.en?.[0]}</p>${first}<p style="font-size: 11px; margin-top: 6px"><sup>a</sup> The highest level.</p><p>Pickers that were delayed</p>${second}<p>${SENTENCES.en?.[1]}</p>`;
  const { tagged } = await both(html, "en");
  expect(cells(tagged)).toEqual([
    "0 0 0 District",
    "0 0 1 Authorized 2024/25",
    "0 0 2 Actual 30 June",
    "0 0 3 Variance (6)=(5)-(3)",
    ...["Upper valley", "218", "149", "–"].map((cell, column) => `0 1 ${column} ${cell}`),
    ...["Lower valley", "27", "25", "–"].map((cell, column) => `0 2 ${column} ${cell}`),
    ...["Category", "Pears", "Plums and quinces", "Figs"].map((cell, column) => `1 0 ${column} ${cell}`),
    ...["Upper valley", "11.5", "13.3", "8.3"].map((cell, column) => `1 1 ${column} ${cell}`),
    ...["Lower valley", "9.5", "3.7", "14.8"].map((cell, column) => `1 2 ${column} ${cell}`),
  ]);
  expect(tagged.notes.map(({ mark, text }) => `${mark} ${text}`)).toEqual(["a The highest level."]);
  expect(tagged.blocks.flatMap(({ text, marks = [] }) => marks.map(({ mark }) => `${text} ${mark}`))).toEqual([
    "Authorized 2024/25 a",
  ]);
});

test("a raised letter is the mark of a note at the foot of its page, several of them too, and else it is text", async () => {
  const html = `<div class="page"><p>${SENTENCES.en?.[0]}</p><p>Harvest of 2025/26<sup>a,b</sup></p><p>The XX<sup>e</sup> harvest was good.</p>
    <div class="notes"><p><sup>a</sup> Estimates as at 28 February.</p><p><sup>b</sup> Without the figs.</p></div></div>`;
  const { tagged, plain } = await both(html, "en");
  for (const { blocks, notes } of [tagged, plain]) {
    expect(blocks.slice(1).map(({ text, marks = [] }) => [text, ...marks.map(({ mark }) => mark)])).toEqual([
      ["Harvest of 2025/26", "a", "b"],
      ["The XXe harvest was good."],
    ]);
    expect(notes.map(({ mark, text }) => `${mark} ${text}`)).toEqual([
      "a Estimates as at 28 February.",
      "b Without the figs.",
    ]);
  }
});

test("marks far from their notes begin them, and a note goes on no later than on the next page", async () => {
  const note = (mark: string, text: string): string =>
    `<p style="display: flex"><span style="width: 40px; font-size: 5px">${mark}</span><span>${text}</span></p>`;
  const pages = [
    `<p>${SENTENCES.en?.[0]}</p><p>Harvest of 2025/26<sup>a</sup></p><div class="notes"><p><sup>a</sup> Estimates as at 28 February.</p></div>`,
    `<p>${SENTENCES.en?.[1]}</p>`,
    `<p>The harvest<sup>1</sup> was good, and the orchards<sup>2</sup> grew.</p><div class="notes">${note("1", "Without the figs.")}${note("2", "In the valley.")}</div>`,
  ];
  const { plain } = await both(pages.map((page) => `<div class="page">${page}</div>`).join(""), "en");
  expect(plain.notes.map(({ mark, text, page }) => `${page} ${mark} ${text}`)).toEqual([
    "1 a Estimates as at 28 February.",
    "3 1 Without the figs.",
    "3 2 In the valley.",
  ]);
});

test("the note of a table low on its page ends where the text goes on", async () => {
  const table = asParagraphs(
    [150, 90, 90, 90],
    [
      ["District", "Authorized<sup>a</sup>", "Actual", "Variance"],
      ["Upper valley", "218", "149", "–"],
      ["Lower valley", "27", "25", "–"],
    ],
  );
  const html = `<div class="page"><div style="height: 420px">${SENTENCES.en?.map((sentence) => `<p>${sentence}</p>`).join("")}</div>${table}
    <p style="font-size: 10px; margin-top: 4px"><sup>a</sup> The highest level.</p><p>24. ${SENTENCES.en?.[1]}</p><p>25. ${SENTENCES.en?.[2]}</p></div>`;
  const { plain } = await both(html, "en");
  expect(plain.notes.map(({ mark, text }) => `${mark} ${text}`)).toEqual(["a The highest level."]);
  expect(texts(plain).slice(-2)).toEqual([`24 ${SENTENCES.en?.[1]}`, `25 ${SENTENCES.en?.[2]}`]);
});
