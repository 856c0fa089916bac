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
