import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Memory } from "@sextant/core";
import { type RunningServer, serve } from "@sextant/server";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { launchBrowser } from "./browser.ts";

const ROOT = join(import.meta.dirname, "../..");
const SCREENSHOTS = join(ROOT, "test/output");
/** The README's screenshot is made anew with UPDATE_SCREENSHOT=1. */
const README_SCREENSHOT = join(ROOT, process.env.UPDATE_SCREENSHOT ? "docs" : "test/output", "sextant.png");

let memory: Memory;
let server: RunningServer;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  memory = await Memory.open(join(inject("data"), "memory.sqlite"));
  server = await serve({ memory, port: 0, webRoot: join(ROOT, "packages/web/dist") });
  browser = await launchBrowser();
  await mkdir(SCREENSHOTS, { recursive: true });
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await memory.close();
});
afterEach(async () => {
  await page.close();
  expect(complaints.splice(0)).toEqual([]);
});

async function open(path: string, width = 1280, height = 860): Promise<void> {
  page = await browser.newPage({ viewport: { width, height } });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("request", (request) => {
    if (!request.url().startsWith(server.address)) complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(server.address + path);
  await page.waitForSelector("tbody tr, .hits li, .problem, .results > .quiet");
}

const width = (): Promise<[number, number]> =>
  page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);

describe("the page of a document set", () => {
  test("shows the resolution's rows, French first, with numbers, note marks and confidence", async () => {
    await open("/");
    expect(await page.title()).toBe("A/RES/67/189 – Sextant");
    expect(await page.locator("tbody tr").count()).toBe(90);
    expect(await page.locator("thead bdi").allTextContents()).toEqual(["français", "English", "العربية"]);
    const row = page.locator("#row-33");
    expect(await row.locator("th").innerText()).toMatch(/operative\s*1\s*100 %/);
    const cell = row.locator("td").first();
    expect(await cell.innerText()).toMatch(/sa résolution 66\/181\s*9\s*;$/);
    expect(await cell.locator("sup").allTextContents()).toEqual(["9"]);
    expect(await cell.locator("a.symbol").getAttribute("href")).toBe("https://docs.un.org/A/RES/66/181");
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: README_SCREENSHOT });
  });

  test("sets Arabic from right to left, and says which texts are working translations", async () => {
    await open("/?languages=ar,fr");
    const [arabic, french] = [page.locator("#row-1 td").nth(0), page.locator("#row-1 td").nth(1)];
    expect(await arabic.evaluate((cell) => [getComputedStyle(cell).direction, cell.getAttribute("lang")])).toEqual([
      "rtl",
      "ar",
    ]);
    expect(await french.evaluate((cell) => getComputedStyle(cell).direction)).toBe("ltr");
    expect(await arabic.innerText()).toBe("إن الجمعية العامة،");
    expect(await page.locator("thead .working").count()).toBe(1);
    expect(await page.locator(".notice").innerText()).toMatch(
      /Working translations, not the official texts: English, español, русский, 中文, العربية/,
    );
    await page.screenshot({ path: join(SCREENSHOTS, "arabic.png") });
  });

  test("puts the languages side by side in the order they are chosen, and keeps the choice in the address", async () => {
    await open("/?set=UDHR&languages=zh,fr");
    await page.getByRole("checkbox", { name: "русский" }).check();
    await page.locator("thead bdi", { hasText: "русский" }).waitFor();
    expect(await page.locator("thead bdi").allTextContents()).toEqual(["中文", "français", "русский"]);
    expect(new URL(page.url()).search).toBe("?set=UDHR&languages=zh,fr,ru");
    await page.getByRole("checkbox", { name: "中文" }).uncheck();
    await page.waitForFunction(() => document.querySelectorAll("thead bdi").length === 2);
    await page.goBack();
    await page.waitForFunction(() => document.querySelectorAll("thead bdi").length === 3);
    expect(await page.locator("tbody tr").count()).toBe(91);
  });

  test("lets a person go to another document set", async () => {
    await open("/?languages=fr,es");
    await page.getByLabel("Document set").selectOption("UDHR");
    await page.getByRole("heading", { name: "Déclaration universelle des droits de l’homme" }).waitFor();
    await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 91);
    expect(await page.locator("thead bdi").allTextContents()).toEqual(["français", "español"]);
  });

  test("says where a row has no counterpart", async () => {
    await open("/?set=UDHR&languages=fr,zh");
    expect(await page.locator("#row-9 .missing").innerText()).toBe("no counterpart");
  });

  test("gives the TMX of the languages shown", async () => {
    await open("/?set=UDHR&languages=ru,ar");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download TMX" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("UDHR.ru-ar.tmx");
    const text = await readFile(await download.path(), "utf8");
    expect(text).toMatch(/srclang="ru"/);
    expect(text).toMatch(/<\/tmx>\s*$/);
  });

  test.each([
    ["wide", 1600],
    ["narrow", 380],
  ])("fits a %s window, in French and in Arabic", async (name, size) => {
    await open("/?languages=fr,ar", size, 900);
    const [content, window] = await width();
    expect(content).toBeLessThanOrEqual(window);
    await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  });
});

describe("search", () => {
  test("finds a phrase, marks it, and shows its translations", async () => {
    await open("/?languages=fr,en,ar");
    await page.getByRole("searchbox").fill("Traite d'ETRES humains");
    await page.getByRole("searchbox").press("Enter");
    await page.locator(".hits li").first().waitFor();
    expect(await page.locator(".summary strong").innerText()).toMatch(/^\d+ segments$/);
    expect((await page.locator(".hits mark").first().innerText()).toLowerCase()).toBe("traite d’êtres humains");
    expect(await page.locator(".hits li").first().locator("dt bdi").allTextContents()).toEqual([
      "français",
      "English",
      "العربية",
    ]);
    await page.screenshot({ path: join(SCREENSHOTS, "search.png") });
  });

  test("offers what a whole segment was translated by, and marks what differs", async () => {
    await open(
      `/?q=${encodeURIComponent("Everyone has the right to own property alone as well as in association with others and groups.")}&in=en&languages=en,fr,ar`,
    );
    const match = page.locator(".matches li").first();
    await match.waitFor();
    expect(await match.locator(".score").innerText()).toMatch(/^(?:8\d|9\d)$/);
    expect(await match.locator("ins").allTextContents()).toEqual(["and groups"]);
    expect(await match.locator(".translation").innerText()).toMatch(
      /^Toute personne, aussi bien seule qu.en collectivité/,
    );
    expect(await page.getByLabel("Language to search in").inputValue()).toBe("en");
    await page.screenshot({ path: join(SCREENSHOTS, "matches.png"), fullPage: true });
  });

  test("is narrowed by how, where and beside which translation, page by page, in the address", async () => {
    await open("/?q=art&in=en&languages=en,fr");
    const segments = (): Promise<string> => page.locator(".summary strong").innerText();
    /** What the page says when it has another answer than one before. */
    const another = async (than: string): Promise<number> => {
      await expect.poll(segments).toMatch(new RegExp(`^(?!${than} )\\d+ segment`));
      return Number.parseInt(await segments(), 10);
    };
    const all = await another("none");
    await page.getByText("Narrow the search").click();
    await page.getByLabel("Where").selectOption("where a word begins");
    const begun = await another(String(all));
    expect(begun).toBeLessThan(all);
    expect(begun).toBeGreaterThan(0);
    await page.getByLabel("Where").selectOption("as whole words");
    expect(await another(String(begun))).toBeLessThan(begun);
    expect(new URL(page.url()).searchParams.get("place")).toBe("word");
    await page.getByRole("button", { name: "Clear" }).click();
    await expect.poll(segments).toBe(`${all} segments`);
    await page.getByRole("button", { name: "More" }).click();
    await page.locator(".hits[start='51'] li").first().waitFor();
    await expect.poll(segments).toBe(`${all} segments`);
    await page.getByRole("button", { name: "Earlier" }).click();
    await page.locator(".hits[start='1'] li").first().waitFor();
    await page.getByLabel("Phrase that the translation holds").fill("article 1");
    await page.getByRole("button", { name: "Apply" }).click();
    const both = await another(String(all));
    expect(both).toBeGreaterThan(0);
    expect(both).toBeLessThan(all);
    await page.reload();
    await expect.poll(segments).toBe(`${both} segments`);
    expect(await page.getByLabel("Phrase that the translation holds").inputValue()).toBe("article 1");
    await page.setViewportSize({ width: 380, height: 900 });
    const [content, window] = await width();
    expect(content).toBeLessThanOrEqual(window);
    await page.screenshot({ path: join(SCREENSHOTS, "narrowed.png") });
  });

  test("leads to the row in its document, and back", async () => {
    await open("/?q=%D8%AD%D9%82%D9%88%D9%82%20%D8%A7%D9%84%D8%A5%D9%86%D8%B3%D8%A7%D9%86&in=ar");
    await page.locator(".where a", { hasText: "A/RES/217(III)A · title" }).click();
    await page.locator("tr.chosen").waitFor();
    expect(await page.locator("tr.chosen td").first().innerText()).toBe("الإعلان العالمي لحقوق الإنسان");
  });

  test("says when there is nothing, and takes mark-up for text", async () => {
    await open(`/?q=${encodeURIComponent("<img src=x onerror=alert(1)>")}&in=fr`);
    expect(await page.locator(".summary").innerText()).toMatch(/0 segments.*<img src=x onerror=alert\(1\)>.*français/s);
    expect(await page.locator("main img").count()).toBe(0);
  });
});
