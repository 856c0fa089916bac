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
  await memory.documentSets.import(
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

describe("a connection that breaks in the middle of a correction", () => {
  test("does not make it twice: it is sent again, and the server answers as it did", async () => {
    const page = await opened("fr-FR");
    let sent = 0;
    await page.route("**/corrections", async (route) => {
      // The server has made it, and the answer is lost.
      if (sent++ === 0) await route.fetch();
      if (sent === 1) await route.abort("connectionreset");
      else await route.continue();
    });
    const before = (await memory.corrections.changes("boats")).length;
    await page.locator("#row-2 [role='gridcell']").first().click();
    await page.keyboard.press("x");
    await expect.poll(() => page.locator("#row-2 .status").allInnerTexts()).toEqual(["rejetée"]);
    await expect.poll(() => sent).toBe(2);
    await expect.poll(async () => (await memory.rows("boats"))[1]?.status).toBe("rejected");
    expect(await memory.corrections.changes("boats")).toHaveLength(before + 1);
    expect(await page.locator(".notice.refused").count()).toBe(0);
    await page.keyboard.press("Control+z");
    await expect.poll(async () => (await memory.rows("boats"))[1]?.status).toBe("automatic");
  });

  test("takes back what was shown, in sight, where the server stays away; what was typed is there to be sent later", async () => {
    const page = await opened("fr-FR");
    await page.locator("#row-2 [role='gridcell']").first().click();
    await page.keyboard.press("o");
    await page.getByRole("button", { name: "Modifier le texte en français" }).click();
    const field = page.getByRole("textbox", { name: "Texte en français" });
    await field.fill("Un canot à terre.");
    await page.route("**/api/**", (route) => route.abort("connectionrefused"));
    // A busy browser lets a request pass for a moment after that.
    await expect.poll(() => page.evaluate(() => fetch("/api/memories").catch(() => "refused"))).toBe("refused");
    await page.keyboard.press("Control+Enter");
    await page.locator(".notice.refused").getByText("Le serveur est injoignable").waitFor();
    expect(await field.inputValue()).toBe("Un canot à terre.");
    await page.locator("#row-1 [role='gridcell']").first().click();
    await page.keyboard.press("x");
    await expect.poll(() => page.locator("#row-1 .status").allInnerTexts()).toEqual(["rejetée"]);
    await expect.poll(() => page.locator("#row-1 .status").allInnerTexts()).not.toEqual(["rejetée"]);
    // Of two refusals that say the same, one is shown.
    await expect.poll(() => page.locator(".notice.refused").count()).toBe(1);
    await expectAccessible(page);

    await page.unroute("**/api/**");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect
      .poll(async () => (await memory.rowUnits("boats", 1))?.map(({ variants }) => variants.fr))
      .toEqual(["Un canot à terre."]);
    await page.keyboard.press("Control+z");
    await expect
      .poll(async () => (await memory.rowUnits("boats", 1))?.map(({ variants }) => variants.fr))
      .toEqual(["Un bateau à terre."]);
  });
});

test("a server that takes seconds leaves the rows free for the next correction, and makes them in their order", async () => {
  const page = await opened("ar");
  const before = (await memory.corrections.changes("boats")).length;
  await page.route("**/corrections", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await route.continue();
  });
  await page.locator("#row-1 [role='gridcell']").first().click();
  await page.keyboard.press("x");
  await expect.poll(() => page.locator("#row-1 .status").count()).toBe(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("x");
  await expect.poll(async () => (await memory.corrections.changes("boats")).length).toBe(before + 2);
  expect((await memory.corrections.changes("boats")).slice(0, 2).map(({ correction }) => correction.position)).toEqual([
    1, 0,
  ]);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await memory.corrections.changes("boats")).length).toBe(before);
});

test("who changes their mind about a row before the server has answered is no other person", async () => {
  const page = await opened("fr-FR");
  const before = (await memory.corrections.changes("boats")).length;
  const status = (await memory.rows("boats"))[0]?.status;
  await page.route("**/corrections", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await route.continue();
  });
  await page.locator("#row-1 [role='gridcell']").first().click();
  await page.keyboard.press("x");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await memory.corrections.changes("boats")).length).toBe(before + 2);
  expect((await memory.rows("boats"))[0]?.status).toBe("confirmed");
  expect(await page.locator(".notice.refused").count()).toBe(0);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await memory.corrections.changes("boats")).length).toBe(before);
  expect((await memory.rows("boats"))[0]?.status).toBe(status);
});

test("of two people who correct one row, the second is told, sees what the first has done, and overwrites nothing", async () => {
  const [first, second] = [await opened("fr-FR"), await opened("ar")];
  for (const page of [first, second]) {
    await page.locator("#row-2 [role='gridcell']").first().click();
    await page.keyboard.press("o");
    await page.locator(".segment button.edit").nth(1).click();
  }
  await first.locator(".editing textarea").fill("Un canot à terre.");
  await first.keyboard.press("Control+Enter");
  await expect.poll(() => first.locator(".editing").count()).toBe(0);
  await second.locator(".editing textarea").fill("Une barque à terre.");
  await second.keyboard.press("Control+Enter");
  await second.locator(".notice.refused").waitFor();
  const kept = async () => (await memory.rowUnits("boats", 1))?.map(({ variants }) => variants.fr);
  expect(await kept()).toEqual(["Un canot à terre."]);
  // The second person's own text is not lost either.
  expect(await second.locator(".editing textarea").inputValue()).toBe("Une barque à terre.");
  await expectAccessible(second);
  await first.keyboard.press("Control+z");
  await expect.poll(kept).toEqual(["Un bateau à terre."]);
});

test("an address that leads nowhere says so in the pages", async () => {
  const page = await pages.open("/nowhere/at/all", { locale: "fr-FR" });
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toMatch(/page/i);
  await expectAccessible(page);
});
