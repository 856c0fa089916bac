import { type Document, readDocument } from "@sextant/core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../../web/browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function typeset(html: string, language = "fr", pageHeight = 800): Promise<Document> {
  const page = await browser.newPage();
  try {
    await page.setContent(
      `<!doctype html><html lang="${language}"><style>@page { margin: 0 } body { font: 13px/1.3 "DejaVu Sans", sans-serif; margin: 0 } p { margin: 0 0 8px }</style><body>${html}</body></html>`,
    );
    return await readDocument(await page.pdf({ width: "620px", height: `${pageHeight}px` }), { language });
  } finally {
    await page.close();
  }
}
const sentence = (n: number): string =>
  `Le paragraphe ${n} de ce rapport rend compte des travaux que la Commission a menés, des moyens qu’elle y a consacrés et des résultats obtenus.`;

test("two columns are read one after the other, a heading across them first", async () => {
  const document = await typeset(
    `<div style="padding: 40px"><h1 style="font-size: 16px">Rapport annuel de la Commission à l’Assemblée générale sur ses travaux de l’année</h1>
     <div style="columns: 2; column-gap: 40px; column-fill: auto; height: 420px">${Array.from({ length: 12 }, (_, n) => `<p>${sentence(n + 1)}</p>`).join("")}</div></div>`,
  );
  expect(document.blocks.map(({ text }) => text)).toEqual([
    "Rapport annuel de la Commission à l’Assemblée générale sur ses travaux de l’année",
    ...Array.from({ length: 12 }, (_, n) => sentence(n + 1)),
  ]);
});

test("the masthead, the job number and the plea to recycle are furniture", async () => {
  const document = await typeset(
    `<div style="padding: 40px; position: relative; height: 700px"><p>Nations Unies</p><p>Distr. générale</p><p>20 décembre 2012</p><p>${sentence(1)}</p><p>${sentence(2)}</p>
     <p style="position: absolute; bottom: 20px">12-48810 (F)</p><p style="position: absolute; bottom: 0">Merci de recycler</p></div>`,
  );
  expect(document.blocks.map(({ text }) => text)).toEqual([sentence(1), sentence(2)]);
  expect(document).toMatchObject({ distribution: "générale", date: "2012-12-20" });
  expect(document.furniture).toEqual([
    "Nations Unies",
    "Distr. générale",
    "20 décembre 2012",
    "12-48810 (F)",
    "Merci de recycler",
  ]);
});

test("page numbers beside the titles of chapters are furniture, with these, and small Roman ones", async () => {
  const foot = (left: string, right: string): string =>
    `<div style="position: absolute; bottom: 20px; left: 40px; right: 40px; display: flex; justify-content: space-between"><span>${left}</span><span>${right}</span></div>`;
  const names = ["Alba", "Bruno", "Claire", "Denis", "Emma", "Franz"];
  const text = (n: number): string =>
    `<p style="height: 500px">Le verger ${names[n]} compte des poiriers.</p><p>Les gardiens ${names[n]} les comptent.</p>`;
  const page = (n: number, own: string): string =>
    `<div style="padding: 40px; position: relative; height: 720px; break-after: page">${text(n)}${own}</div>`;
  const feet = [
    foot("", "iii"),
    foot("", "iv"),
    foot("1.1. Les vergers", "1"),
    foot("2", "Chapitre 1. La vallée"),
    foot("2.1. Les échelles", "3"),
    foot("4", "Chapitre 2. Les poires"),
  ];
  const document = await typeset(feet.map((own, at) => page(at, own)).join(""));
  expect(document.reading?.leftOut.map(({ page, reason, text }) => `${page} ${reason}: ${text}`)).toEqual([
    "1 page number: iii",
    "2 page number: iv",
    "3 running head or foot: 1.1. Les vergers",
    "3 page number: 1",
    "4 page number: 2",
    "4 running head or foot: Chapitre 1. La vallée",
    "5 running head or foot: 2.1. Les échelles",
    "5 page number: 3",
    "6 page number: 4",
    "6 running head or foot: Chapitre 2. Les poires",
  ]);
});

test("a head that names the chapter is one on each page, however many chapters there are", async () => {
  const pages = ["Alba", "Bruno", "Claire", "Denis", "Emma", "Franz"].flatMap((name, chapter) =>
    ["poires", "pommes"].map(
      (fruit) =>
        `<div style="padding: 40px; height: 720px; break-after: page"><p style="margin-bottom: 40px">Verger ${"ABCDEF"[chapter]}</p>
         <p>Au printemps on compte ici ${`les ${fruit} de ${name}, `.repeat(12)}puis ceux de ${name} les ${fruit === "poires" ? "trient" : "rangent"}.</p><p>Les gardiens ${name} trient les ${fruit}.</p></div>`,
    ),
  );
  const document = await typeset(pages.join(""));
  expect(document.reading?.leftOut.map(({ text }) => text)).toEqual(
    [..."ABCDEF"].flatMap((letter) => [`Verger ${letter}`, `Verger ${letter}`]),
  );
  expect(document.blocks).toHaveLength(24);
});

test("a word cut at a line end is whole again where the document writes it whole", async () => {
  const document = await typeset(
    `<div style="padding: 40px; width: 300px"><p>La coopération et la sous-région sont au cœur des travaux.</p><p>Renforcer encore la coopé-<br>ration dans la sous-<br>région et ailleurs aussi, selon les moyens.</p></div>`,
  );
  expect(document.blocks[1]?.text).toBe(
    "Renforcer encore la coopération dans la sous-région et ailleurs aussi, selon les moyens.",
  );
});

test("a PDF of three hundred pages is read whole", async () => {
  const pages = Array.from(
    { length: 300 },
    (_, n) =>
      `<div style="break-after: page; padding: 40px"><p style="font-size: 10px">A/67/1</p>${Array.from({ length: 10 }, (_, p) => `<p>${sentence(10 * n + p)}</p>`).join("")}</div>`,
  );
  const document = await typeset(pages.join(""));
  expect(document.blocks).toHaveLength(3000);
  expect(document.blocks.at(-1)?.text).toBe(sentence(2999));
  expect(document.furniture.filter((line) => line === "A/67/1")).toHaveLength(300);
});
