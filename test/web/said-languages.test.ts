import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { corpus } from "../setup.ts";
import { drop, expectAccessible, expectToFit, SCREENSHOTS } from "./pages.ts";
import { ARABIC, FRENCH, uploadPages } from "./upload-pages.ts";

const own = uploadPages();

/** The first articles of the Declaration in a language of the corpus. */
async function declaration(language: string): Promise<string> {
  const text = await readFile(join(corpus("UDHR"), `${language}.txt`), "utf8");
  return text
    .split(/\n\s*\n/)
    .slice(0, 12)
    .join("\n\n");
}

const GERMAN = `Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt und
sollen einander im Geiste der Brüderlichkeit begegnen.

Jeder hat das Recht auf Leben, Freiheit und Sicherheit der Person. Niemand darf in Sklaverei oder Leibeigenschaft
gehalten werden; Sklaverei und Sklavenhandel in allen ihren Formen sind verboten.

Alle Menschen sind vor dem Gesetz gleich und haben ohne Unterschied Anspruch auf gleichen Schutz durch das Gesetz.`;

/** The menu of a file's language, in French. */
const menuOf = (page: Page, name: string): Locator => page.getByRole("button", { name: `Langue de ${name}` });

/** Chooses a language in a menu, found by what is typed. */
async function choose(page: Page, menu: Locator, typed: string, option: string): Promise<void> {
  await menu.click();
  await page.getByRole("searchbox").fill(typed);
  await page.getByRole("option", { name: option }).click();
}

describe("a language that a person says of a file", () => {
  test("is doubted beside the file and in the outcome, where the text seems to be in another, in French", async () => {
    const page = await own.pages.open("/upload", FRENCH);
    await drop(page, { "a.txt": await declaration("fr"), "b.txt": await declaration("en") });
    await expect.poll(() => page.locator(".facts").count()).toBe(2);
    expect(await page.getByRole("alert").count()).toBe(0);
    await choose(page, menuOf(page, "a.txt"), "anglais", "English");
    await choose(page, menuOf(page, "b.txt"), "français", "français");
    const doubts = page.getByRole("alert");
    await expect
      .poll(async () => (await doubts.allInnerTexts()).map((own) => own.replace(/[\u2068\u2069]/g, "")))
      .toEqual([
        "Le texte devait être en anglais, mais semble être en français.",
        "Le texte devait être en français, mais semble être en anglais.",
      ]);
    await expectAccessible(page);
    await page.screenshot({ path: join(SCREENSHOTS, "upload-said-french.png") });
    // What is put right is doubted no more.
    await choose(page, menuOf(page, "a.txt"), "", "français");
    await expect.poll(() => doubts.count()).toBe(1);
    await choose(page, menuOf(page, "a.txt"), "", "English");
    await expect.poll(() => doubts.count()).toBe(2);
    await page.getByRole("textbox", { name: "Cote ou titre" }).fill("Échangées");
    await page.getByRole("button", { name: "Aligner" }).click();
    await page.getByText(/lignes sont prêtes/).waitFor();
    await expect.poll(() => doubts.count()).toBe(2);
    expect(await doubts.first().innerText()).toMatch(/semble être en/);
    await expectAccessible(page);
    await page.screenshot({ path: join(SCREENSHOTS, "upload-said-outcome-french.png") });
  });

  test("is doubted for a language that is none of the six", async () => {
    const page = await own.pages.open("/upload");
    await drop(page, { "de.txt": GERMAN });
    const alert = page.getByRole("alert");
    await alert.getByText(/This text seems to be in this language: .*German/).waitFor();
    await choose(page, page.getByRole("button", { name: "Language of de.txt" }), "", "English");
    await alert.getByText(/It was said to be in .*English.*, but seems to be in .*German/).waitFor();
  });
});

describe("the menu of languages", () => {
  test("offers first the one that a text seems to be in, and aligns it, in Arabic", async () => {
    const page = await own.pages.open("/upload", ARABIC);
    await drop(page, { "de.txt": GERMAN, "en.txt": await declaration("en") });
    const menu = page.getByRole("button", { name: "لغة de.txt" });
    await menu.click();
    const options = page.getByRole("option");
    expect(await options.first().innerText()).toMatch(/^Deutsch\s+الألمانية$/);
    // All that the browser knows stand below.
    expect(await options.count()).toBeGreaterThan(100);
    await expectAccessible(page);
    await expectToFit(page);
    await page.screenshot({ path: join(SCREENSHOTS, "upload-languages-arabic.png") });
    await options.first().click();
    await expect.poll(() => page.locator(".facts").count()).toBe(2);
    await page.getByRole("textbox", { name: "الرمز أو العنوان" }).fill("deutsch");
    await page.getByRole("button", { name: "بدء المحاذاة" }).click();
    await page.getByRole("link", { name: "فتح النصوص جنبا إلى جنب" }).waitFor();
    const set = (await own.memory.reading().documentSets.list()).find(({ symbol }) => symbol === "deutsch");
    expect(set?.versions.map(({ language }) => language).sort()).toEqual(["de", "en"]);
  });

  test("finds a language by its name in itself or in the reader's language, without accents, and by its code", async () => {
    const page = await own.pages.open("/upload", FRENCH);
    await drop(page, { "12.txt": "12 34" });
    const menu = menuOf(page, "12.txt");
    await menu.click();
    const field = page.getByRole("searchbox");
    const found = async (typed: string): Promise<string> => {
      await field.fill(typed);
      return (await page.getByRole("option").allInnerTexts()).join("|").replace(/\s+/g, " ");
    };
    expect(await found("portug")).toBe("português portugais");
    expect(await found("neerl")).toBe("Nederlands néerlandais");
    expect(await found("pt-BR")).toBe("português (Brasil) portugais brésilien");
    expect(await found("fil")).toMatch(/^Filipino filipino/);
    expect(await found("xyz")).toMatch(/^Aucune langue ne porte ce nom/);
    await field.fill("portug");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => menu.innerText()).toBe("português");
    await page.locator(".facts").waitFor();
  });

  test("is the same where two versions are compared, and a language said wrongly is doubted there, in French", async () => {
    const page = await own.pages.open("/compare", FRENCH);
    await drop(page, { "alt.txt": GERMAN, "neu.txt": GERMAN.replace("Würde", "Ehre") });
    for (const name of ["alt.txt", "neu.txt"]) await choose(page, menuOf(page, name), "allem", "Deutsch");
    await page.locator(".entries li").first().waitFor();
    expect(await page.locator(".entries ins").innerText()).toBe("Ehre");
    await choose(page, menuOf(page, "alt.txt"), "anglais", "English");
    await page
      .getByRole("alert")
      .getByText(/semble être en .*allemand/)
      .waitFor();
  });
});
