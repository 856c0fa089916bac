import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { corpus } from "../setup.ts";
import { drop, expectAccessible, expectToFit, SCREENSHOTS } from "./pages.ts";
import { ARABIC, FRENCH, uploadPages } from "./upload-pages.ts";

const own = uploadPages();

const tmx = (units: string): string =>
  `<?xml version="1.0"?><tmx version="1.4"><header srclang="en"/><body>${units}</body></tmx>`;
const BOAT = `<tu><tuv xml:lang="en"><seg>A boat</seg></tuv><tuv xml:lang="fr"><seg>Un bateau</seg></tuv></tu>`;
const WORKBOOK = {
  name: "termes.xlsx",
  mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  buffer: Buffer.from(
    zipSync({ "[Content_Types].xml": strToU8("<Types/>"), "xl/workbook.xml": strToU8("<workbook/>") }),
  ),
};

describe("a file that is no document", () => {
  test("but holds units says so in the reader's language, and goes to the memories, in French", async () => {
    const page = await own.pages.open("/upload", FRENCH);
    const french = await readFile(join(corpus("UDHR"), "fr.txt"), "utf8");
    await drop(page, { "omegat.tmx": tmx(BOAT), "fr.txt": french.slice(0, 2000) });
    const alert = page.getByRole("alert");
    await alert.waitFor();
    const said = (await alert.innerText()).replace(/[\u2068\u2069]/g, "");
    expect(said).toBe(
      "Ce fichier TMX contient des unités de traduction ou des termes, et non un document. Il s’importe dans une mémoire.",
    );
    expect(await page.getByRole("button", { name: /^Réessayer/ }).count()).toBe(0);
    await expectAccessible(page);
    await page.screenshot({ path: join(SCREENSHOTS, "upload-units-french.png") });
    await page.getByRole("link", { name: "L’importer dans une mémoire" }).click();
    await page.locator(".imported .facts").waitFor();
    expect(await page.locator(".imported .facts").innerText()).toMatch(/1 unité/);
  });

  test("but a workbook says what to save it as, wherever it is dropped, in Arabic", async () => {
    for (const path of ["/upload", "/memories"]) {
      const page = await own.pages.open(path, ARABIC);
      await page.locator("input[type=file]").setInputFiles(WORKBOOK);
      const alert = page.getByRole("alert");
      await alert.waitFor();
      expect(await alert.innerText()).toMatch(/هذا الملف مصنف جداول كمصنفات Excel.*CSV/);
      await expectToFit(page);
      await expectAccessible(page);
    }
  });
});

test("an import says what was left out in the reader's language, with what the file calls it, in French", async () => {
  const page = await own.pages.open("/memories", FRENCH);
  const unit = (id: string, target: string): string =>
    `<trans-unit id="${id}"><source>Good day.</source>${target}</trans-unit>`;
  const units = `${unit("accueil", "")}${unit("a", "<target>Bonjour.</target>")}`;
  await page.locator("input[type=file]").setInputFiles({
    name: "a.xlf",
    mimeType: "application/xliff+xml",
    buffer: Buffer.from(
      `<xliff version="1.2"><file original="a" source-language="en" target-language="fr" datatype="plaintext"><body>${units}</body></file></xliff>`,
    ),
  });
  const problem = page.locator(".problems li");
  await problem.waitFor();
  expect((await problem.innerText()).replace(/\s+/g, " ")).toBe("Ligne 1 · accueil Il n’y a pas de traduction.");
});
