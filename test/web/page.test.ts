import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Memory } from "@sextant/core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { expectAccessible, expectToFit, Pages, SCREENSHOTS } from "./pages.ts";

let memory: Memory;
let pages: Pages;

beforeAll(async () => {
  memory = await Memory.open(join(inject("data"), "memory.sqlite"));
  pages = await Pages.of(memory);
});
afterAll(async () => {
  await pages.stop();
  await memory.close();
});
afterEach(() => pages.closeAll());

const RESOLUTION = "/documents/A-RES-67-189";

describe("the first page", () => {
  test("is one box and the documents, and remembers what was searched and opened", async () => {
    const page = await pages.open("/");
    await page.getByRole("link", { name: /A\/RES\/217\(III\)A/ }).click();
    await page.locator("#row-1[aria-busy='false']").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("droits");
    await page.keyboard.press("Enter");
    await page.locator(".lines li").first().waitFor();
    await page.getByRole("link", { name: "Documents" }).click();
    await page.getByRole("heading", { name: "Recent searches" }).waitFor();
    expect(await page.locator(".recent a").allTextContents()).toEqual(["droits", "A/RES/217(III)A"]);
    await expectAccessible(page);
  });

  test("leads to a document by its number, and old addresses to where they led", async () => {
    const page = await pages.open("/");
    await page.getByRole("textbox").fill("67/189");
    await page.keyboard.press("Enter");
    const found = page.locator(".documents a").first();
    await found.waitFor();
    expect(await found.innerText()).toContain("A/RES/67/189");
    const old = await pages.open("/?set=UDHR&languages=fr,zh&row=9");
    await old.locator("#row-10.named").waitFor();
    expect(new URL(old.url()).pathname).toBe("/documents/UDHR");
  });
});

describe("the page of a document set", () => {
  test("shows rows with numbers, note marks and symbols, and a confidence only where it is doubtful", async () => {
    const page = await pages.open(`${RESOLUTION}?languages=fr,en,ar&row=34`);
    expect(await page.title()).toBe("A/RES/67/189 – Sextant");
    expect(await page.getByRole("columnheader").allInnerTexts()).toEqual(["Row", "français", "English", "العربية"]);
    const row = page.locator("#row-34[aria-busy='false']");
    await row.waitFor();
    expect(await row.getByRole("rowheader").innerText()).toMatch(/^operative\s*1$/);
    const cell = row.getByRole("gridcell").first();
    expect(await cell.innerText()).toMatch(/sa résolution 66\/181\s*9\s*;$/);
    expect(await cell.locator("sup").allTextContents()).toEqual(["9"]);
    expect(await cell.locator("a.symbol").getAttribute("href")).toBe("https://docs.un.org/A/RES/66/181");
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(SCREENSHOTS, "document.png") });
    await expectAccessible(page);
  });

  test("sets Arabic from right to left, and says which texts are working translations", async () => {
    const page = await pages.open(`${RESOLUTION}?languages=ar,fr`);
    await page.locator("#row-2[aria-busy='false']").waitFor();
    const [arabic, french] = [page.locator("#row-2 [data-column='0']"), page.locator("#row-2 [data-column='1']")];
    expect(await arabic.evaluate((cell) => [getComputedStyle(cell).direction, cell.getAttribute("lang")])).toEqual([
      "rtl",
      "ar",
    ]);
    expect(await french.evaluate((cell) => getComputedStyle(cell).direction)).toBe("ltr");
    expect(await arabic.innerText()).toBe("إن الجمعية العامة،");
    expect(await page.locator(".set .doubtful").innerText()).toMatch(
      /Working translations, not the official texts: English, español, русский, 中文 and العربية/,
    );
    await page.screenshot({ path: join(SCREENSHOTS, "arabic.png") });
  });

  test("puts the languages side by side in the order they are chosen, and keeps the choice in the address", async () => {
    const page = await pages.open("/documents/UDHR?languages=zh,fr");
    await page.getByRole("button", { name: "русский" }).click();
    await page.getByRole("columnheader", { name: "русский" }).waitFor();
    expect(await page.getByRole("columnheader").allInnerTexts()).toEqual(["Row", "中文", "français", "русский"]);
    expect(new URL(page.url()).search).toBe("?languages=zh,fr,ru");
    await page.getByRole("button", { name: /^中文/ }).and(page.locator(".chip")).click();
    await expect.poll(() => page.getByRole("columnheader").count()).toBe(3);
    expect(new URL(page.url()).search).toBe("?languages=fr,ru");
  });

  test("says where a row has no counterpart, and what an address asks that is not there", async () => {
    const page = await pages.open("/documents/UDHR?languages=fr,zh&row=10");
    await page.locator("#row-10 .missing").waitFor();
    expect(await page.locator("#row-10 .missing").innerText()).toBe("no counterpart");
    const unknown = await pages.open("/documents/nope");
    expect(await unknown.getByRole("alert").innerText()).toContain("no document set nope");
    const other = await pages.open("/documents/UDHR?languages=fr,sw");
    await other.locator("#row-1[aria-busy='false']").waitFor();
    expect(await other.locator(".set .doubtful").first().innerText()).toContain("no version in Kiswahili");
  });

  test("gives the TMX of the languages shown", async () => {
    const page = await pages.open("/documents/UDHR?languages=ru,ar");
    await page.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: /Download русский → العربية/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("UDHR.ru-ar.tmx");
    const text = await readFile(await download.path(), "utf8");
    expect(text).toMatch(/srclang="ru"/);
    expect(text).toMatch(/<\/tmx>\s*$/);
  });

  test("makes only the rows in sight", async () => {
    const page = await pages.open("/documents/UDHR?languages=fr,en");
    await page.locator("#row-1[aria-busy='false']").waitFor();
    expect(await page.locator(".bitext .list > .row").count()).toBeLessThan(40);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.locator("#row-91[aria-busy='false']").waitFor();
  });

  test.each([
    ["wide", 1600, "fr-FR"],
    ["narrow", 320, "fr-FR"],
    ["wide-arabic", 1600, "ar"],
    ["narrow-arabic", 390, "ar"],
  ])("fits a %s window", async (name, width, locale) => {
    const page = await pages.open("/documents/UDHR?languages=fr,ar", { viewport: { width, height: 900 }, locale });
    await page.locator("#row-3[aria-busy='false']").waitFor();
    await expectToFit(page);
    await expectAccessible(page);
    await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  });
});

describe("search", () => {
  test("finds a phrase, marks it, and opens a hit with its translations", async () => {
    const page = await pages.open("/search?q=Traite d'ETRES humains");
    const line = page.locator(".lines > li").first();
    await line.waitFor();
    expect(await page.locator(".results-head h2").innerText()).toMatch(/^\d+ segments$/);
    expect((await line.locator("mark.phrase").innerText()).toLowerCase()).toBe("traite d’êtres humains");
    await line.getByRole("button").first().click();
    expect(await line.locator("dt bdi").allTextContents()).toEqual(["français", "English", "español"]);
    await expectAccessible(page);
    await page.screenshot({ path: join(SCREENSHOTS, "search.png") });
  });

  test("offers what a whole segment was translated by, and marks what differs", async () => {
    const text = "Everyone has the right to own property alone as well as in association with others and groups.";
    const page = await pages.open(`/search?q=${encodeURIComponent(text)}`);
    const match = page.locator(".matches li").first();
    await match.waitFor();
    expect(await match.locator(".score").innerText()).toMatch(/^(?:8\d|9\d)$/);
    expect((await match.locator("ins").allTextContents()).map((text) => text.trim())).toEqual(["and groups"]);
    expect(await match.locator(".translation").innerText()).toMatch(
      /^Toute personne, aussi bien seule qu.en collectivité/,
    );
    await match.getByRole("button", { name: "Copy" }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^Toute personne/);
  });

  test("cuts a pasted text into segments, each with its match, and gives the result", async () => {
    const text =
      "Article 3\nEveryone has the right to life, liberty and security of person. This stands nowhere at all.";
    const page = await pages.open(`/search?q=${encodeURIComponent(text)}&in=en`);
    await page.locator(".segments > li").nth(2).waitFor();
    expect(await page.locator(".segments > li > .found .score").allInnerTexts()).toEqual(["100", "91"]);
    await page.getByRole("button", { name: "Copy the result" }).click();
    await page.getByText("The result was copied.").waitFor();
    const lines = (await page.evaluate(() => navigator.clipboard.readText())).split("\n");
    expect(lines).toEqual([
      "Article 3",
      "Tout individu a droit à la vie, à la liberté et à la sûreté de sa personne.",
      "This stands nowhere at all.",
    ]);
    await expectAccessible(page);
  });

  test("leaves a document out of what a text is matched with, also of the text that is searched next", async () => {
    const text = "Article 3\nEveryone has the right to life, liberty and security of person.";
    const page = await pages.open(`/search?q=rights&in=en&leaveOut=documentSet:UDHR,UDHR`);
    await page.locator(".lines li").first().waitFor();
    await page.getByRole("textbox").first().fill(text);
    await page.keyboard.press("Enter");
    await page.locator(".segments > li").nth(1).waitFor();
    expect(new URL(page.url()).searchParams.get("leaveOut")).toBe("documentSet:UDHR");
    expect(await page.locator(".segments .from bdi").allInnerTexts()).not.toContainEqual(
      expect.stringContaining("A/RES/217(III)A"),
    );
    await expectAccessible(page);
    await page.locator(".said button").click();
    await expect.poll(() => page.locator(".segments > li > .found .score").allInnerTexts()).toEqual(["100", "91"]);
    expect(new URL(page.url()).searchParams.get("leaveOut")).toBe(null);
  });

  test.each(["/search", "/search?q=+"])("is empty where nothing is searched: %s", async (address) => {
    const page = await pages.open(address);
    expect(await page.title()).toBe("Search – Sextant");
    expect(await page.locator("main").innerText()).not.toContain("Detected");
    expect(await page.locator("main .problem").count()).toBe(0);
    await expectAccessible(page);
  });

  test("says of how many segments those with one rendering are", async () => {
    const page = await pages.open("/search?q=liberté&in=fr");
    const chip = page.locator(".renderings .chip").first();
    await chip.waitFor();
    const heading = page.locator(".results-head h2");
    const all = await heading.innerText();
    const count = await chip.locator(".count").innerText();
    await chip.click();
    await expect.poll(() => heading.innerText()).toBe(`${all}, ${count} shown`);
  });

  test("names a language in a sentence as its reader does, in French", async () => {
    const page = await pages.open("/search?q=liberté&in=fr", { locale: "fr-FR" });
    const heading = page.locator(".renderings h3").first();
    await heading.waitFor();
    expect(await heading.innerText()).toMatch(/^Traductions probables en (?:anglais|arabe|espagnol|russe|chinois)\b/);
  });

  test("leaves out of the question what an address says wrongly", async () => {
    const page = await pages.open("/search?q=rights&in=en&leaveOut=UDHR&prefer=x:y&year=last&match=all&status=no");
    await page.locator(".lines li").first().waitFor();
    expect(await page.locator(".said").count()).toBe(0);
    expect(await page.locator("main .problem").count()).toBe(0);
  });

  test("is narrowed by how, where and beside which translation, in the address", async () => {
    const page = await pages.open("/search?q=art&in=en");
    const heading = page.locator(".results-head h2");
    const count = async (): Promise<number> => Number.parseInt(await heading.innerText(), 10);
    await expect.poll(count).toBeGreaterThan(0);
    const all = await count();
    await page.getByRole("button", { name: "Narrow the search" }).click();
    await page.getByLabel("Where").selectOption("where a word begins");
    await expect.poll(count).toBeLessThan(all);
    const begun = await count();
    await page.getByLabel("Where").selectOption("as whole words");
    await expect.poll(heading.innerText.bind(heading)).not.toMatch(new RegExp(`^${begun} `));
    expect(new URL(page.url()).searchParams.get("place")).toBe("word");
    await page.getByRole("button", { name: "Clear" }).click();
    await expect.poll(count).toBe(all);
    await page.getByRole("searchbox", { name: "The translation holds" }).fill("article 1");
    await page.getByRole("button", { name: "Apply" }).click();
    await expect.poll(count).toBeLessThan(all);
    const both = await count();
    await page.reload();
    await expect.poll(count).toBe(both);
    expect(await page.getByRole("searchbox", { name: "The translation holds" }).inputValue()).toBe("article 1");
    await page.setViewportSize({ width: 320, height: 900 });
    await expectToFit(page);
  });

  test("leads to the row in its document, and Back leads back", async () => {
    const page = await pages.open("/search?q=حقوق الإنسان");
    await page.locator(".lines .from").first().click();
    await page.locator(".row.named").waitFor();
    await page.goBack();
    await page.locator(".lines > li").first().waitFor();
  });

  test("says in which other language a phrase occurs", async () => {
    const page = await pages.open("/search?q=freedom&in=fr");
    await page.getByRole("link", { name: /English/ }).click();
    await page.locator(".lines > li").first().waitFor();
    expect(new URL(page.url()).searchParams.get("in")).toBe("en");
  });

  test("says when there is nothing, and takes mark-up for text", async () => {
    const page = await pages.open(`/search?q=${encodeURIComponent("<img src=x onerror=alert(1)>")}&in=fr`);
    await page.getByText("No segment holds this phrase").waitFor();
    expect(await page.locator("main img").count()).toBe(0);
  });
});

describe("settings", () => {
  test("turn the whole interface into Arabic, and are kept", async () => {
    const page = await pages.open("/settings");
    await page.locator(".choices-of-one").first().getByText("العربية").click();
    await expect.poll(() => page.evaluate(() => document.documentElement.dir)).toBe("rtl");
    await page.reload();
    await page.locator("h1").waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("ar");
    await expectAccessible(page);
    await page.screenshot({ path: join(SCREENSHOTS, "settings-arabic.png") });
  });
});

test.each([
  ["ar", ["العربية", "français", "English"]],
  ["es-ES", ["español", "français", "English"]],
  ["fr-FR", ["français", "English", "español"]],
])("whoever has chosen no languages finds them in a document in the settings' order, in %s", async (locale, first) => {
  const page = await pages.open("/settings", { locale });
  const orders = page.locator(".settings .chips .chip .order");
  await orders.first().waitFor();
  const chips = await page.locator(".settings .chip:has(.order)").allInnerTexts();
  const inOrder = chips
    .map((own) => own.split(/\s+/))
    .sort((one, other) => Number(one[1]) - Number(other[1]))
    .map(([name]) => name);
  expect(inOrder.slice(0, 3)).toEqual(first);
  await page.goto(page.url().replace("/settings", RESOLUTION));
  await expect.poll(() => page.getByRole("columnheader").allInnerTexts()).toHaveLength(4);
  expect((await page.getByRole("columnheader").allInnerTexts()).slice(1)).toEqual(first);
});
