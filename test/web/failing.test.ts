import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Memory } from "@sextant/core";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { expectAccessible, Pages } from "./pages.ts";

/** What stands before a server in an office: it answers itself while the server is away. */
const PROXY_SAYS = { status: 502, contentType: "text/html", body: "<h1>Bad Gateway</h1>" };

let folder: string;
let memory: Memory;
let pages: Pages;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-failing-"));
  memory = await Memory.open(join(folder, "memory.sqlite"));
  const unit = (en: string, fr: string) => ({
    role: "text",
    confidence: 1,
    origin: "imported",
    variants: { en, fr },
    unofficial: [],
  });
  await memory.importUnits(
    { id: "boats", symbol: "Boats", source: "a test", fingerprint: "1", file: "boats.tsv" },
    (async function* () {
      yield unit("A boat at sea.", "Un bateau en mer.");
      yield unit("A boat ashore.", "Un bateau à terre.");
    })(),
  );
  pages = await Pages.of(memory);
});
afterAll(async () => {
  await pages.stop();
  await memory.close();
  await rm(folder, { recursive: true });
});
afterEach(() => pages.closeAll());

const opened = async (locale: string): Promise<Page> => {
  const page = await pages.open("/documents/boats?languages=en,fr", { locale }, { isFailing: true });
  await page.locator("#row-1[aria-busy='false']").waitFor();
  return page;
};

describe("a server that is away", () => {
  test("is told in the reader's language, and nothing of what was typed is lost", async () => {
    const page = await opened("fr-FR");
    await page.route("**/api/**", (route) => route.fulfill(PROXY_SAYS));
    await page.getByRole("link", { name: "Mémoires" }).click();
    const problem = page.locator(".problem").first();
    await problem.waitFor();
    expect(await problem.innerText()).toMatch(/Une erreur s’est produite sur le serveur/);
    await expectAccessible(page);
    await page.unroute("**/api/**");
    await problem.getByRole("button", { name: "Réessayer" }).click();
    await page.getByRole("heading", { name: "main" }).waitFor();
    expect(await page.locator(".problem").count()).toBe(0);
  });

  test("refuses a correction in sight; the row is as it was, and the correction can be made again", async () => {
    const page = await opened("ar");
    await page.route("**/corrections", (route) => route.fulfill(PROXY_SAYS));
    await page.locator("#row-1 [role='gridcell']").first().click();
    await page.keyboard.press("Enter");
    const notice = page.locator(".notice.refused");
    await notice.waitFor();
    expect(await notice.innerText()).toMatch(/حدث خطأ في الخادم/);
    expect((await memory.rows("boats"))[0]?.status).toBe("automatic");
    await page.unroute("**/corrections");
    await page.locator("#row-1 [role='gridcell']").first().click();
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await memory.rows("boats"))[0]?.status).toBe("confirmed");
  });
});

test("an address that leads nowhere says so in the pages", async () => {
  const page = await pages.open("/nowhere/at/all", { locale: "fr-FR" });
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toMatch(/page/i);
  await expectAccessible(page);
});
