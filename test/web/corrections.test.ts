import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { alignDocuments, Memory, readDocumentSet } from "@sextant/core";
import { type RunningServer, serve } from "@sextant/server";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { corpus } from "../setup.ts";
import { launchBrowser } from "./browser.ts";

const ROOT = join(import.meta.dirname, "../..");
let memory: Memory;
let server: RunningServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  memory = await Memory.open(":memory:");
  const set = await readDocumentSet(corpus("UDHR"));
  const versions = set.versions.filter(({ document }) => ["fr", "en", "ar"].includes(document.language));
  await memory.saveDocumentSet({ ...set, versions }, alignDocuments(versions.map(({ document }) => document)));
  server = await serve({ memory, port: 0, webRoot: join(ROOT, "packages/web/dist") });
  browser = await launchBrowser();
  await mkdir(join(ROOT, "test/output"), { recursive: true });
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await memory.close();
});

test("a row is corrected and confirmed in the page, and every step is taken back", async () => {
  page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  await page.goto(`${server.address}/?languages=fr,ar`);
  await page.waitForSelector("#row-8");
  const count = await page.locator("tbody tr").count();
  const menu = page.locator("#row-8 .corrections");
  await menu.locator("summary").click();
  await page.screenshot({ path: join(ROOT, "test/output/corrections.png") });
  await menu.getByRole("button", { name: "Merge with next" }).click();
  await expect.poll(() => page.locator("tbody tr").count()).toBe(count - 1);
  expect(await page.locator("#row-8 .status").innerText()).toBe("confirmed");

  await page.locator("#row-2 .corrections summary").click();
  await page.locator("#row-2").getByRole("button", { name: "Reject" }).click();
  await expect.poll(() => page.locator("#row-2 .status").allInnerTexts()).toEqual(["rejected"]);

  await page.getByRole("button", { name: "Undo reject of row 3" }).click();
  await page.getByRole("button", { name: "Undo merge of row 9" }).click();
  await expect.poll(() => page.locator(".undo").count()).toBe(0);
  await expect.poll(() => page.locator("tbody tr").count()).toBe(count);
  await expect.poll(() => page.locator(".status").count()).toBe(0);
  await page.close();
});

test("a row's segments are shown, merged, cut and moved in the page, and every step is taken back", async () => {
  page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  const rows = await memory.rows("UDHR");
  const position = rows.findIndex(({ units }) => units.length === 2);
  const before = await memory.rowUnits("UDHR", position);
  await page.goto(`${server.address}/?languages=fr,ar`);
  const row = page.locator(`#row-${position}`);
  await row.locator(".corrections summary").click();
  await row.getByRole("button", { name: "Segments" }).click();
  await row.locator(".corrections summary").click();
  const segments = page.locator(".segment");
  await expect.poll(() => segments.count()).toBe(2);
  await segments.first().locator(".corrections summary").click();
  await page.screenshot({ path: join(ROOT, "test/output/segments.png") });
  await segments.first().getByRole("button", { name: "Merge with next" }).click();
  await expect.poll(() => segments.count()).toBe(1);
  expect(await segments.locator(".status").innerText()).toBe("confirmed");
  expect(await row.locator(".status").innerText()).toBe("confirmed");

  await segments.locator(".corrections summary").click();
  await segments.getByRole("button", { name: "Cut…" }).click();
  // What is offered first is between the sentences. The language that is not shown is cut, too.
  for (const [language, name] of [
    ["fr", "français"],
    ["en", "English"],
    ["ar", "العربية"],
  ] as const)
    expect(await page.getByRole("combobox", { name: `Cut ${name}` }).inputValue()).toBe(
      String((before?.[0]?.variants[language]?.length ?? 0) + 1),
    );
  const french = page.getByRole("combobox", { name: "Cut français" });
  const offered = await french.inputValue();
  await french.selectOption("0");
  await french.selectOption(offered);
  await page.screenshot({ path: join(ROOT, "test/output/segments-cut.png") });
  await segments.getByRole("button", { name: "Cut here" }).click();
  await expect.poll(() => segments.count()).toBe(2);
  const cut = await memory.rowUnits("UDHR", position);
  for (const language of ["fr", "en", "ar"])
    expect(cut?.map(({ variants }) => variants[language])).toEqual(before?.map(({ variants }) => variants[language]));

  await segments.last().locator(".corrections summary").click();
  await segments.last().getByRole("combobox").selectOption("ar");
  await segments.last().getByRole("button", { name: "First up" }).click();
  await expect.poll(() => segments.last().locator(".missing").count()).toBe(1);
  await page.getByRole("button", { name: `Undo move of a segment of row ${position + 1}` }).click();
  await page.getByRole("button", { name: `Undo split of a segment of row ${position + 1}` }).click();
  await page.getByRole("button", { name: `Undo merge of a segment of row ${position + 1}` }).click();
  await expect.poll(() => page.locator(".undo").count()).toBe(0);
  expect(await memory.rowUnits("UDHR", position)).toEqual(before);
  // The segments as they were are other ones to the page, which puts them in the place of these.
  await expect.poll(() => segments.count()).toBe(2);
  await expect.poll(() => segments.locator(".status").count()).toBe(0);

  await segments.first().getByRole("button", { name: "Edit the text in français" }).click();
  await segments.first().getByRole("textbox").fill("Un autre texte.");
  await segments.first().getByRole("button", { name: "Save" }).click();
  await expect.poll(() => segments.first().innerText()).toContain("Un autre texte.");
  await page.getByRole("button", { name: `Undo edit of a segment of row ${position + 1}` }).click();
  await expect.poll(() => segments.first().innerText()).toContain(before?.[0]?.variants.fr);
  await page.setViewportSize({ width: 390, height: 844 });
  await segments.first().scrollIntoViewIfNeeded();
  await page.screenshot({ path: join(ROOT, "test/output/segments-narrow.png") });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.close();
});

test("a text is edited where it was found, and the edit is taken back", async () => {
  page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto(`${server.address}/?languages=fr,ar&q=${encodeURIComponent("Article 17")}&in=fr`);
  const hit = page.locator(".hits li").first();
  await hit.waitFor();
  await hit.getByRole("button", { name: "Edit the text in العربية" }).click();
  const field = hit.getByRole("textbox", { name: "Text in العربية" });
  expect(await field.getAttribute("dir")).toBe("rtl");
  await field.fill("المادة السابعة عشرة");
  await page.screenshot({ path: join(ROOT, "test/output/edit-narrow.png") });
  await hit.getByRole("button", { name: "Save" }).click();
  await expect.poll(() => hit.locator(".status").allInnerTexts()).toEqual(["edited"]);
  expect((await memory.lookup("Article 17", "fr", "ar"))[0]).toMatchObject({
    score: 100,
    target: "المادة السابعة عشرة",
    unit: { status: "confirmed" },
  });
  await page.reload();
  await hit.waitFor();
  expect(await hit.innerText()).toContain("المادة السابعة عشرة");
  await memory.undo("UDHR");
  expect((await memory.lookup("Article 17", "fr", "ar"))[0]?.target).toBe("المادة 17");
  await page.close();
});

test("what cannot be done is said in a sentence", async () => {
  page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto(`${server.address}/?languages=fr,ar`);
  await page.waitForSelector("#row-0");
  await page.locator("#row-0 .corrections summary").click();
  await page.screenshot({ path: join(ROOT, "test/output/corrections-narrow.png") });
  await page.locator("#row-0").getByRole("button", { name: "First up" }).click();
  expect(await page.getByRole("alert").innerText()).toContain("row 0");
  await page.close();
});

test("what another person has changed meanwhile is not overwritten, and that is said in a sentence", async () => {
  page = await browser.newPage();
  await page.goto(`${server.address}/?languages=fr,ar`);
  await page.waitForSelector("#row-7");
  await memory.correct("UDHR", { action: "confirm", position: 7 });
  await page.locator("#row-7 .corrections summary").click();
  await page.locator("#row-7").getByRole("button", { name: "Reject" }).click();
  expect(await page.getByRole("alert").innerText()).toContain("row 7 has been changed since it was seen");
  // What is there now is shown with it.
  await expect.poll(() => page.locator("#row-7 th .status").allInnerTexts()).toEqual(["confirmed"]);
  await memory.undo("UDHR");
  await page.close();
});
