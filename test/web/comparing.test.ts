import { join } from "node:path";
import { alignDocuments, type Document, Memory, readDocumentSet, readText } from "@sextant/core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { corpus } from "../setup.ts";
import { drop, expectAccessible, expectToFit, Pages, SCREENSHOTS } from "./pages.ts";

/** A resolution in two languages with faults: an amount that differs, a sentence that is missing. */
const FRENCH = [
  "L’Assemblée générale,",
  "Rappelant sa résolution 67/189 du 20 décembre 2012 relative à la prévention du crime,",
  "1. Décide d’ouvrir un crédit de 1 200 000 dollars au titre de l’exercice 2013 ;",
  "2. Prie le Secrétaire général de lui présenter un rapport avant le 15 mars 2014 ;",
  "3. Invite les États Membres à verser des contributions volontaires à cette fin.",
];
const ENGLISH = [
  "The General Assembly,",
  "Recalling its resolution 67/189 of 20 December 2012 on the prevention of crime,",
  "1. Decides to appropriate an amount of 1,500,000 dollars for the year 2013;",
  "2. Requests the Secretary-General to submit to it a report before 15 May 2014;",
  "3. Invites Member States to make voluntary contributions to that end.",
];
const LATER = FRENCH.map((text, at) => (at === 3 ? text.replace("15 mars 2014", "30 juin 2015") : text));

let memory: Memory;
let pages: Pages;

const documentOf = (texts: readonly string[], language: string): Document => readText(texts.join("\n\n"), { language });

beforeAll(async () => {
  memory = await Memory.open(":memory:");
  const documents = [documentOf(FRENCH, "fr"), documentOf(ENGLISH, "en")];
  await memory.save("A-2013", documents, alignDocuments(documents), { symbol: "A/2013/1" });
  const later = [documentOf(LATER, "fr")];
  await memory.save("A-2014", later, alignDocuments(later), { symbol: "A/2014/1" });
  const { versions } = await readDocumentSet(corpus("UDHR"));
  const udhr = versions.map(({ document }) => document).filter(({ language }) => ["fr", "ar"].includes(language));
  await memory.save("UDHR", udhr, alignDocuments(udhr), { symbol: "UDHR" });
  pages = await Pages.of(memory);
});
afterAll(async () => {
  await pages.stop();
  await memory.close();
});
afterEach(() => pages.closeAll());

describe("findings beside the rows", () => {
  test("are marked in both texts, counted by kind, and gone through by one key or one click, in French", async () => {
    const page = await pages.open("/documents/A-2013?languages=fr,en", { locale: "fr-FR" });
    await page.getByRole("button", { name: "Comparer", exact: true }).click();
    await page.getByRole("heading", { name: /^\d+ constats?$/ }).waitFor();
    expect(new URL(page.url()).searchParams.get("compare")).toBe("true");
    const amount = page.locator(".row", { has: page.locator(".row-findings") }).first();
    expect(await amount.locator("[lang=fr] mark.finding").first().innerText()).toContain("1 200 000");
    expect(await amount.locator("[lang=en] mark.finding").first().innerText()).toContain("1,500,000");
    await expectAccessible(page);
    await page.screenshot({ path: join(SCREENSHOTS, "findings-french.png") });
    await page.getByRole("button", { name: "Constat suivant" }).click();
    const focused = () => page.evaluate(() => document.activeElement?.closest("[data-position]")?.id);
    await expect.poll(focused).toBe(await amount.getAttribute("id"));
    await page.keyboard.press("f");
    await expect.poll(focused).not.toBe(await amount.getAttribute("id"));
    await page.keyboard.press("Shift+F");
    await expect.poll(focused).toBe(await amount.getAttribute("id"));
    const date = page.locator(".findings-bar").getByRole("button", { name: /^date/ });
    await date.click();
    await expect.poll(() => page.locator(".row-findings .type").allInnerTexts()).toEqual(["date"]);
    expect(await date.getAttribute("aria-pressed")).toBe("true");
  });

  test("are called no error, and that is taken back, by a click each; the list names who said so", async () => {
    const page = await pages.open("/documents/A-2013?languages=fr,en&compare=true");
    const heading = page.locator(".findings-bar h2");
    await expect.poll(() => heading.innerText()).toMatch(/findings?$/);
    const before = await heading.innerText();
    const line = page.locator(".row-findings li").first();
    await line.getByRole("button", { name: "Not an error" }).click();
    await expect.poll(async () => (await memory.verdicts.list("A-2013")).length).toBe(1);
    await expect.poll(() => heading.innerText()).not.toBe(before);
    await page.getByRole("button", { name: "1 finding is not an error" }).click();
    await page.getByRole("dialog").getByText("a translator").waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await line.getByRole("button", { name: "Undo" }).click();
    await expect.poll(async () => (await memory.verdicts.list("A-2013")).length).toBe(0);
    await expect.poll(() => heading.innerText()).toBe(before);
  });

  test("are shown on an Arabic phone", async () => {
    const page = await pages.open("/documents/UDHR?languages=ar,fr&compare=true", {
      locale: "ar",
      viewport: { width: 390, height: 844 },
      colorScheme: "dark",
    });
    await page.locator(".dock").waitFor();
    await page.getByRole("button", { name: "الملاحظة التالية" }).click();
    await page.locator(".row-findings").first().waitFor();
    await expectToFit(page);
    await expectAccessible(page);
    await page.screenshot({ path: join(SCREENSHOTS, "findings-arabic.png") });
  });

  test("take two languages", async () => {
    const page = await pages.open("/documents/A-2013?languages=fr&compare=true");
    await page.getByText("Choose at least two languages to compare.").waitFor();
  });
});

describe("two versions of one language", () => {
  test("are compared in three steps: what changed, and what is used again, in French", async () => {
    const page = await pages.open("/documents/A-2014", { locale: "fr-FR" });
    await page.getByRole("link", { name: "Comparer avec un autre texte" }).click();
    await page.getByRole("combobox", { name: "Ancien document" }).fill("A/2013/1");
    const changed = page.locator(".entries > li").first();
    await changed.waitFor();
    expect(await changed.locator("del").allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining("15")]),
    );
    expect(await changed.locator("ins").allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining("30")]),
    );
    expect(await changed.locator(".reused .touched").innerText()).toContain("15 May 2014");
    await expectAccessible(page);
    await page.screenshot({ path: join(SCREENSHOTS, "versions-french.png") });
    await page.getByRole("button", { name: "Seulement ce qui a changé" }).click();
    await expect.poll(() => page.locator(".entries > li").count()).toBe(FRENCH.length);
  });

  test("are compared from two files that are dropped, found by the navigation, in French", async () => {
    const page = await pages.open("/", { locale: "fr-FR" });
    await page.getByRole("navigation").getByRole("link", { name: "Comparer" }).click();
    await page.getByText("ou déposez ici deux fichiers").waitFor();
    await drop(page, { "projet.txt": FRENCH.join("\n\n"), "adopté.txt": LATER.join("\n\n") });
    await page.locator(".entries > li").first().waitFor();
    expect(await page.locator(".side-names").innerText()).toMatch(/projet\.txt[\s\S]*adopté\.txt/);
    expect(await page.locator(".entries del").allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining("15")]),
    );
    // The memory knows the old text: its translations come with it, though it came from a file.
    expect(await page.locator(".reused .touched").innerText()).toContain("15 May 2014");
    await expectAccessible(page);
    await page.screenshot({ path: join(SCREENSHOTS, "versions-files-french.png") });
    await page.getByRole("button", { name: "Intervertir" }).click();
    await expect.poll(() => page.locator(".side-names").innerText()).toMatch(/adopté\.txt[\s\S]*projet\.txt/);
    await page.getByRole("button", { name: "Retirer projet.txt" }).click();
    await page.getByRole("combobox", { name: "Nouveau document" }).fill("A/2013/1");
    await expect.poll(() => page.locator(".side-names").innerText()).toContain("A/2013/1");
  });

  test("that share no language, or cannot be read, are told, on an Arabic phone", async () => {
    const page = await pages.open("/compare", { locale: "ar", viewport: { width: 390, height: 844 } });
    await drop(page, { "fr.txt": FRENCH.join("\n\n"), "en.txt": ENGLISH.join("\n\n") });
    await page.getByText("لا تشترك الوثيقتان في أي لغة").waitFor();
    await expectToFit(page);
    await expectAccessible(page);
    await page.getByRole("button", { name: "إزالة fr.txt" }).click();
    await drop(page, { "empty.txt": "" });
    await page.getByRole("alert").getByText("لا يتضمن هذا الملف أي نص.").waitFor();
    await page.getByRole("button", { name: "اختيار ملف آخر – empty.txt" }).waitFor();
    await expectToFit(page);
  });

  test("are compared though the language of one must be said, and that of the other is changed, in French", async () => {
    const page = await pages.open("/compare", { locale: "fr-FR" });
    await drop(page, { "liste.txt": "A/67/L.5\n\n2013\n\n12 %", "suite.txt": "A/67/L.5\n\n2014\n\n12 %" });
    const unknown = page.getByRole("alert").getByText("La langue de ce texte n’a pas été reconnue. Indiquez-la.");
    await expect.poll(() => unknown.count()).toBe(2);
    expect(await page.getByText("Ce fichier ne peut pas être lu").count()).toBe(0);
    await expectAccessible(page);
    for (const name of ["liste.txt", "suite.txt"]) {
      await page.getByRole("button", { name: `Langue de ${name}` }).click();
      await page.getByRole("option", { name: "français" }).click();
    }
    await page.locator(".entries > li").first().waitFor();
    expect(await page.locator(".entries ins").allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining("2014")]),
    );
    // What was said can be said otherwise.
    await page.getByRole("button", { name: "Langue de liste.txt" }).click();
    await page.getByRole("option", { name: "English" }).click();
    await page.getByText("Ces deux textes n’ont pas de langue en commun.").waitFor();
  });

  test("take another file in place of one that cannot be read", async () => {
    const page = await pages.open("/compare");
    await drop(page, { "empty.txt": "" });
    const other = page.getByRole("button", { name: "Choose another file – empty.txt" });
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), other.click()]);
    await chooser.setFiles({ name: "fr.txt", mimeType: "text/plain", buffer: Buffer.from(FRENCH.join("\n\n")) });
    await page.getByRole("button", { name: "Remove fr.txt" }).waitFor();
    await expect.poll(() => page.getByRole("button", { name: "Language of fr.txt" }).innerText()).toBe("français");
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  test("are found by who uploads two files of one language", async () => {
    const page = await pages.open("/upload");
    await drop(page, { "draft.txt": FRENCH.join("\n\n"), "final.txt": LATER.join("\n\n") });
    await page.getByRole("link", { name: "Compare these two files" }).click();
    await page.locator(".entries > li").first().waitFor();
    expect(await page.locator(".side-names").innerText()).toMatch(/draft\.txt[\s\S]*final\.txt/);
  });

  test("fit an Arabic phone", async () => {
    const page = await pages.open("/compare?old=A-2013&new=A-2014&language=fr", {
      locale: "ar",
      viewport: { width: 390, height: 844 },
    });
    await page.locator(".entries > li").first().waitFor();
    await expectToFit(page);
    await expectAccessible(page);
  });
});

describe("a comparison of two versions goes onto paper", () => {
  const many = (change: string): string[] =>
    Array.from({ length: 130 }, (_, at) => `${at + 1}. Décide de consacrer la séance ${at + 1} à ${change}.`);

  test("with all its entries, those that were not in sight too, and without what works on them, in French", async () => {
    for (const [id, change] of Object.entries({ before: "la paix", after: "la sécurité" })) {
      const documents = [documentOf(many(change), "fr")];
      await memory.save(id, documents, alignDocuments(documents), { symbol: id });
    }
    const page = await pages.open("/compare?old=before&new=after&language=fr", { locale: "fr-FR" });
    const entries = page.locator(".entries > li");
    await expect.poll(() => entries.count()).toBe(100);
    await page.evaluate(() => {
      window.print = () => document.documentElement.setAttribute("data-printed", "");
    });
    await page.getByRole("button", { name: "Imprimer" }).click();
    await page.locator("html[data-printed]").waitFor();
    // However it is printed, the browser says so before.
    expect((await page.pdf()).length).toBeGreaterThan(20_000);
    expect(await entries.count()).toBe(130);
    await page.emulateMedia({ media: "print" });
    for (const hidden of [".versions .choices", ".versions .tools", ".bar"])
      expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false);
    for (const shown of [".side-names", ".counts", ".entries ins", ".entries del"])
      expect(await page.locator(shown).first().isVisible(), shown).toBe(true);
    await page.screenshot({ path: join(SCREENSHOTS, "versions-printed-french.png") });
  });
});
