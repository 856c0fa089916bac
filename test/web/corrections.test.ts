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
  expect(await page.locator("tbody tr").count()).toBe(count);
  expect(await page.locator(".status").count()).toBe(0);
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
