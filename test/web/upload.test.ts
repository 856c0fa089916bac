import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { corpus } from "../setup.ts";
import { drop, expectAccessible, expectToFit, SCREENSHOTS } from "./pages.ts";
import { ARABIC, FRENCH, uploadPages } from "./upload-pages.ts";

const own = uploadPages();

/** The beginning of a text of the corpus, up to a paragraph's end. */
async function beginning(language: string, paragraphs = 12): Promise<string> {
  const text = await readFile(join(corpus("UDHR"), `${language}.txt`), "utf8");
  return text
    .split(/\n\s*\n/)
    .slice(0, paragraphs)
    .join("\n\n");
}

/** A name that would run, were it taken for mark-up. */
const HOSTILE = `<img src=x onerror="document.title='hurt'">`;

describe("a person's own texts", () => {
  test("two files become a TMX in four steps, in French", async () => {
    const page = await own.pages.open("/", FRENCH);
    await drop(page, { [`${HOSTILE}.txt`]: await beginning("fr"), "déclaration-en.txt": await beginning("en") });
    await expect.poll(() => page.locator(".facts").count()).toBe(2);
    expect(await page.locator(".file-name").first().innerText()).toBe(`${HOSTILE}.txt`);
    expect(await page.locator(".file-language .select button").allInnerTexts()).toEqual(["français", "English"]);
    await expectAccessible(page);
    await page.screenshot({ path: join(SCREENSHOTS, "upload-french.png") });
    await page.getByRole("textbox", { name: "Cote ou titre" }).fill(`A/TEST/1 ${HOSTILE}`);
    await page.getByRole("button", { name: "Aligner" }).click();
    await page.getByText(/lignes sont prêtes/).waitFor();
    await page.locator("#row-3[aria-busy='false']").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Exporter" }).first().click();
    await expect.poll(() => page.locator(".sample li").count()).toBeGreaterThan(2);
    await expectAccessible(page);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Télécharger français → English" }).click(),
    ]);
    const text = await readFile(await download.path(), "utf8");
    expect(text).toMatch(/srclang="fr"[\s\S]*<\/tmx>\s*$/);
    expect(await page.title()).not.toBe("hurt");
    // Whoever comes back to the address finds what became of it.
    await page.keyboard.press("Escape");
    await page.reload();
    await page.getByText(/lignes sont prêtes/).waitFor();
    await page.getByRole("link", { name: "Ouvrir côte à côte" }).click();
    await expect.poll(() => page.title()).toContain(HOSTILE);
    await page.locator("#row-1[aria-busy='false']").waitFor();
  });

  test("two texts are pasted on an Arabic phone, and a language is put right before the start", async () => {
    const page = await own.pages.open("/upload", ARABIC);
    await page.getByRole("button", { name: "لصق نصوص" }).click();
    await expectAccessible(page);
    const [first, second] = [page.locator(".paste textarea").first(), page.locator(".paste textarea").nth(1)];
    await first.fill(await beginning("ar"));
    await second.fill(await beginning("es"));
    await page.getByRole("button", { name: "استخدام هذين النصين" }).click();
    await expect.poll(() => page.locator(".facts").count()).toBe(2);
    const select = page.locator(".file-language .select button").nth(1);
    await select.click();
    await page.getByRole("option", { name: "العربية" }).click();
    await page.getByText("يوجد ملفان باللغة نفسها").waitFor();
    expect(await page.getByRole("button", { name: "بدء المحاذاة" }).isDisabled()).toBe(true);
    await select.click();
    await page.getByRole("option", { name: "español" }).click();
    await expectToFit(page);
    await expectAccessible(page);
    await page.screenshot({ path: join(SCREENSHOTS, "upload-arabic.png") });
    await page.getByRole("button", { name: "بدء المحاذاة" }).click();
    await page.getByRole("link", { name: "فتح النصوص جنبا إلى جنب" }).waitFor();
    await expectAccessible(page);
  });

  test("what cannot be read says why and what to do; a connection that breaks loses nothing", async () => {
    const page = await own.pages.open("/upload");
    await drop(page, { "empty.txt": "" });
    await page.getByRole("alert").getByText("This file holds no text.").waitFor();
    // To try again would be no use.
    expect(await page.getByRole("button", { name: /^Try again/ }).count()).toBe(0);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Remove empty.txt" }).click();
    await page.context().setOffline(true);
    await drop(page, { "fr.txt": await beginning("fr"), "en.txt": await beginning("en") });
    await expect.poll(() => page.getByRole("alert").count()).toBe(2);
    await page.context().setOffline(false);
    for (const name of ["fr.txt", "en.txt"]) await page.getByRole("button", { name: `Try again – ${name}` }).click();
    await expect.poll(() => page.locator(".facts").count()).toBe(2);
    await page.getByRole("textbox", { name: "Symbol or title" }).fill("Offline");
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Align" }).click();
    await page.locator(".notice.refused").waitFor();
    expect(await page.getByRole("textbox", { name: "Symbol or title" }).inputValue()).toBe("Offline");
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Align" }).click();
    await page.getByText(/rows are ready/).waitFor();
  });

  test("a picture is refused in the reader's language, and another file takes its place, in French", async () => {
    const page = await own.pages.open("/upload", FRENCH);
    await page.locator("input[type=file]").setInputFiles({
      name: "scan.png",
      mimeType: "image/png",
      buffer: Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    });
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/^\S*Ce fichier est une image\. Il faut d’abord[^.]*\(OCR\)\.\S*$/);
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: "Choisir un autre fichier – scan.png" }).click(),
    ]);
    await chooser.setFiles({ name: "fr.txt", mimeType: "text/plain", buffer: Buffer.from(await beginning("fr")) });
    await page.locator(".facts").waitFor();
    expect(await page.locator(".file-name").allInnerTexts()).toEqual(["fr.txt"]);
  });

  test("a text whose language is not recognised is read in the one that is chosen", async () => {
    const page = await own.pages.open("/upload", FRENCH);
    await drop(page, { "court.txt": "12 34" });
    await page.getByRole("alert").getByText("La langue de ce texte n’a pas été reconnue.").waitFor();
    await page.getByRole("button", { name: /Langue de court\.txt/ }).click();
    await page.getByRole("option", { name: "español" }).click();
    await page.locator(".facts").waitFor();
    expect(await page.getByRole("article", { name: "espagnol" }).innerText()).toContain("12 34");
  });

  test("a file in two languages becomes two versions, each shown by its own part, on an Arabic phone", async () => {
    const page = await own.pages.open("/upload", ARABIC);
    await drop(page, { "both.txt": `${await beginning("en", 40)}\n\n${await beginning("ar", 40)}` });
    await page.getByRole("button", { name: /^محاذاة هذا الملف مع نفسه/ }).click();
    const english = page.getByRole("article", { name: "الإنجليزية" });
    const arabic = page.getByRole("article", { name: "العربية" });
    await expect.poll(() => arabic.innerText()).not.toMatch(/Declaration/);
    await expect.poll(() => english.innerText()).not.toMatch(/[\u0627-\u064a]/);
    expect(await english.innerText()).toContain("Declaration");
    expect(await arabic.innerText()).toMatch(/[\u0627-\u064a]/);
    await expectToFit(page);
    await expectAccessible(page);
  });

  test("an alignment is cancelled, and begun again", async () => {
    const page = await own.pages.open("/upload");
    await drop(page, { "fr.txt": await beginning("fr", 400), "ru.txt": await beginning("ru", 400) });
    await expect.poll(() => page.locator(".facts").count()).toBe(2);
    await page.getByRole("textbox", { name: "Symbol or title" }).fill("Cancelled");
    await page.getByRole("button", { name: "Align" }).click();
    await page.getByRole("progressbar").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("It was cancelled").waitFor();
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText(/rows are ready/).waitFor();
  });
});

describe("the memories", () => {
  test("take in a file of another tool in two steps, and tell what was left out, in French", async () => {
    const page = await own.pages.open("/memories", FRENCH);
    await page
      .getByRole("textbox", { name: "Dans la mémoire" })
      .or(page.getByRole("combobox"))
      .first()
      .fill("glossaires");
    const tmx = `<?xml version="1.0"?><tmx version="1.4"><header srclang="en" datatype="plaintext" segtype="sentence"
      creationtool="x" creationtoolversion="1" o-tmf="x" adminlang="en"/><body>
      <tu><tuv xml:lang="en"><seg>A boat</seg></tuv><tuv xml:lang="fr"><seg>Un bateau</seg></tuv></tu>
      <tu><tuv xml:lang="en"><seg>A car</seg></tuv><tuv xml:lang="not a language"><seg>x</seg></tuv></tu></body></tmx>`;
    await page.locator("input[type=file]").setInputFiles({
      name: `${HOSTILE}.tmx`,
      mimeType: "application/x-tmx+xml",
      buffer: Buffer.from(tmx),
    });
    await page.locator(".imported .facts").waitFor();
    expect(await page.locator(".imported .doubtful").first().innerText()).toMatch(/laissée de côté/);
    expect(await page.locator(".problems li").count()).toBeGreaterThan(0);
    await page.getByRole("heading", { name: "glossaires" }).waitFor();
    await expectAccessible(page);
    await page.screenshot({ path: join(SCREENSHOTS, "memories-french.png") });
    // The same file again is nothing new; a changed one takes its place.
    const again = async (text: string): Promise<string> => {
      await page.locator("input[type=file]").setInputFiles({
        name: `${HOSTILE}.tmx`,
        mimeType: "application/x-tmx+xml",
        buffer: Buffer.from(text),
      });
      await expect.poll(() => page.locator(".imported").count()).toBeGreaterThan(1);
      const facts = page.locator(".imported").first().locator(".facts");
      await facts.waitFor();
      return facts.innerText();
    };
    expect(await again(tmx)).toMatch(/déjà dans la mémoire.*rien n’y est changé/);
    await page.reload();
    await page.locator("input[type=file]").setInputFiles([]);
    await page.locator("input[type=file]").setInputFiles({
      name: `${HOSTILE}.tmx`,
      mimeType: "application/x-tmx+xml",
      buffer: Buffer.from(tmx.replace("Un bateau", "Un navire")),
    });
    await page.locator(".imported .facts").waitFor();
    expect(await page.locator(".imported .facts").innerText()).toMatch(/1 unité intégrée[\s\S]*remplace sa version/);
    expect(await page.title()).not.toBe("hurt");
  });

  test("say in the reader's language what a table lacks, and where it is said, in French", async () => {
    const page = await own.pages.open("/memories", FRENCH);
    const rows = [
      ["les États Membres", "Member States"],
      ["le développement durable", "sustainable development"],
    ];
    await page.locator("input[type=file]").setInputFiles({
      name: "termes.tsv",
      mimeType: "text/tab-separated-values",
      buffer: Buffer.from(rows.map((own) => own.join("\t")).join("\n")),
    });
    const alert = page.locator(".imported [role=alert]");
    await alert.waitFor();
    const said = await alert.innerText();
    expect(said).toContain("Indiquez ses langues ci-dessus");
    expect(said).not.toMatch(/--|language|\bthe\b/);
    await expectAccessible(page);
    // Where it is said is open already; what is said makes another try of use.
    expect(await alert.getByRole("button").count()).toBe(0);
    await page.getByRole("textbox", { name: "Langues du fichier" }).fill("fr, en");
    await alert.getByRole("button", { name: "Réessayer" }).click();
    await page.locator(".imported .facts").waitFor();
    expect(await page.locator(".imported .facts").innerText()).toMatch(/2 unités/);
  });

  test("of one base name are both kept, or one in place of the other, as is said, in French", async () => {
    const page = await own.pages.open("/memories", FRENCH);
    const take = (name: string, text: string) =>
      page.locator("input[type=file]").setInputFiles({
        name,
        mimeType: "text/plain",
        buffer: Buffer.from(`fr\ten\n${text}\n`),
      });
    const unitsOf = async (id: string) =>
      (await own.memory.reading().rows(id)).map(({ blocks }) => blocks.fr?.map(({ text }) => text).join());
    const facts = page.locator(".imported .facts");
    await take("accord.tsv", "les États Membres\tMember States");
    await facts.waitFor();
    await take("accord.txt", "le développement durable\tsustainable development");
    const alert = page.locator(".imported [role=alert]");
    await alert.getByText("La place ⁨accord⁩ est occupée par un autre document : ⁨accord.tsv⁩.").waitFor();
    expect(await alert.innerText()).not.toMatch(/\bthe\b|Réessayer/);
    await expectAccessible(page);
    await alert.getByRole("button", { name: "Garder les deux" }).click();
    await expect.poll(() => facts.count()).toBe(2);
    expect(await unitsOf("accord")).toEqual(["les États Membres"]);
    expect(await unitsOf("accord-2")).toEqual(["le développement durable"]);

    // Changed, it comes again to where it is.
    await take("accord.txt", "le développement\tdevelopment");
    await expect.poll(() => facts.count()).toBe(3);
    expect(await unitsOf("accord-2")).toEqual(["le développement"]);

    await take("accord.csv", "la paix\tpeace");
    await alert.getByRole("button", { name: /^Remplacer/ }).click();
    await expect.poll(() => facts.count()).toBe(4);
    expect(await unitsOf("accord")).toEqual(["la paix"]);
  });

  test("send a document on to where documents are uploaded", async () => {
    const page = await own.pages.open("/memories");
    const file = { name: "text.tmx", mimeType: "text/plain", buffer: Buffer.from("<html><body>A text.</body></html>") };
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByRole("link", { name: "Upload it as a document" }).click();
    await page.locator(".file-name").getByText("text.tmx").waitFor();
  });

  test("are ranked; a document set is put into another, and removed, in Arabic", async () => {
    await own.memory
      .writing()
      .documentSets.add({ id: "boats", symbol: "Boats", source: "test", memory: "first" }, [
        { variants: { en: "A boat", fr: "Un bateau" } },
      ]);
    const page = await own.pages.open("/memories", ARABIC);
    await page.getByRole("combobox", { name: "مرتبة first" }).selectOption("4");
    await expect
      .poll(async () => (await own.memory.reading().memories.list()).find(({ name }) => name === "first")?.rank)
      .toBe(4);
    const actions = page.getByRole("button", { name: "إجراءات Boats" });
    await actions.click();
    await page.getByRole("menuitem", { name: "نقل إلى ذاكرة أخرى" }).click();
    await page.getByRole("dialog").locator("input").fill("second");
    await expectAccessible(page);
    await page.getByRole("button", { name: "نقل", exact: true }).click();
    await expect.poll(async () => (await own.memory.reading().documentSets.find("boats"))?.memory).toBe("second");
    await actions.click();
    await page.getByRole("menuitem", { name: "حذف" }).click();
    await expect.poll(async () => await own.memory.reading().documentSets.find("boats")).toBeUndefined();
    await expect.poll(() => actions.count()).toBe(0);
    await expectToFit(page);
  });
});
