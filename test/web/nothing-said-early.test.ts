import { join } from "node:path";
import { Memory } from "@sextant/core";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { Pages } from "./pages.ts";

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

const FRENCH = { locale: "fr-FR" } as const;
/** A phrase of the Declaration whose words tell no language. */
const ENGLISH = "human rights";

/** Keeps all that the head of the concordance ever says. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    new MutationObserver(() => {
      const now = document.querySelector(".concordance h2")?.textContent ?? "";
      if (now !== said.at(-1)) said.push(now);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
}

/** Lets the answers of other languages, and of matches, come late. */
const delay = (page: Page): Promise<unknown> =>
  page.route(/\/api\/(?:search|lookup)\?/, async (route) => {
    if (!route.request().url().includes("language=fr")) await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });

test("nothing is called missing before the other languages have answered, in French", async () => {
  const page = await pages.open("/", FRENCH);
  await delay(page);
  const said = await listen(page);
  await page.getByRole("textbox").fill(ENGLISH);
  await page.keyboard.press("Enter");
  await page.locator(".lines li").first().waitFor();
  expect(new URL(page.url()).searchParams.get("in")).toBe("en");
  const all = await said();
  expect(all.some((own) => own.startsWith("Recherche en cours"))).toBe(true);
  expect(all.filter((own) => own.startsWith("Aucun"))).toEqual([]);
});

test("what is nowhere is called missing in the end, and what is elsewhere is found there, in French", async () => {
  const page = await pages.open("/", FRENCH);
  await delay(page);
  const said = await listen(page);
  await page.getByRole("textbox").fill("xyzzy plugh");
  await page.keyboard.press("Enter");
  await page.getByText("Aucun segment ne contient cette expression").waitFor();
  expect((await said()).filter((own) => own.startsWith("Aucun"))).toHaveLength(1);
  await page.goto(page.url().replace(/\?.*/, `?q=${encodeURIComponent(ENGLISH)}&in=fr`));
  await page.getByText("Aucun segment ne contient cette expression").waitFor();
  await page.getByRole("link", { name: /^English/ }).waitFor();
});
