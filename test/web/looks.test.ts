import type { Memory } from "@sextant/core";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { frenchArabicMemory } from "./corpus-memory.ts";
import { expectToFit, Pages } from "./pages.ts";

let memory: Memory;
let pages: Pages;

beforeAll(async () => {
  memory = await frenchArabicMemory();
  pages = await Pages.of(memory);
});
afterAll(async () => {
  await pages.stop();
  await memory.close();
});
afterEach(() => pages.closeAll());

const LOCALES = ["fr-FR", "ar"] as const;
const PLACES = [
  "/",
  "/search?q=droit&in=fr",
  "/search?in=ar&q=الحق",
  "/documents/A-RES-67-189?languages=fr,ar&compare=true",
  "/compare?old=UDHR&new=A-RES-67-189&language=fr",
  "/upload",
  "/memories",
  "/settings",
];

describe.each(LOCALES)("in %s", (locale) => {
  test.each([390, 1280, 1920])("no page is wider than a window of %i pixels", async (width) => {
    const page = await pages.open("/", { locale, viewport: { width, height: 900 } });
    for (const place of PLACES) {
      await page.goto(new URL(place, page.url()).href);
      await page.locator("main h1").first().waitFor({ state: "attached" });
      await expectToFit(page);
    }
  });

  test("key words stand below each other", async () => {
    const page = await pages.open("/search?q=assistance technique&in=fr", { locale });
    await page.locator(".lines > li").nth(10).waitFor();
    expect(await spread(page.locator("mark.phrase"), "left")).toBeLessThan(1);
  });

  test("what narrows a search stands in line, and is equally high", async () => {
    const page = await pages.open("/search?q=droit&in=fr", { locale, viewport: { width: 1920, height: 900 } });
    await page.locator(".narrow button").first().click();
    const fields = page.locator(".choices :is(select, input, button)");
    await fields.first().waitFor();
    expect(await spread(fields, "height")).toBeLessThan(1);
    expect(await spread(fields, "bottom")).toBeLessThan(1);
  });

  test("the rules of columns meet from the head of the grid to its rows", async () => {
    const page = await pages.open("/documents/UDHR?languages=fr,ar", {
      locale,
      viewport: { width: 1277, height: 900 },
    });
    await page.locator("#row-3[aria-busy='false']").waitFor();
    const inColumn = page.locator(".bitext .row > .cell:nth-child(2)");
    expect(await spread(inColumn, "left")).toBe(0);
    expect(await spread(inColumn, "right")).toBe(0);
  });

  test("the text of a dialog begins where reading begins", async () => {
    const page = await pages.open("/documents/UDHR?languages=fr,ar", { locale });
    await page.locator(".set .tools button").last().waitFor();
    await page
      .getByRole("button", { name: locale === "ar" ? "تصدير" : "Exporter", exact: true })
      .first()
      .click();
    await page.locator(".sample li").first().waitFor();
    const aligned = await page
      .locator(".dialog :is(h2, p)")
      .evaluateAll((all) => [...new Set(all.map((own) => getComputedStyle(own).textAlign))]);
    expect(aligned).toEqual(["start"]);
  });
});

test("what is Latin in the Arabic interface has the type of the interface, not that of texts", async () => {
  const page = await pages.open("/", { locale: "ar" });
  await page.locator(".documents .symbol-name").first().waitFor();
  expect(await typeOf(page, ".documents .symbol-name")).toBe(await typeOf(page, ".bar nav"));
  expect(await typeOf(page, ".documents a > [lang=ar]")).not.toBe(await typeOf(page, ".bar nav"));
});

const typeOf = (page: Page, selector: string): Promise<string> =>
  page
    .locator(selector)
    .first()
    .evaluate((own) => getComputedStyle(own).fontFamily);

/** How far elements differ in a measure of their boxes, in pixels. */
async function spread(all: Locator, measure: "left" | "right" | "bottom" | "height"): Promise<number> {
  const values = await all.evaluateAll((own, what) => own.map((one) => one.getBoundingClientRect()[what]), measure);
  return Math.max(...values) - Math.min(...values);
}
