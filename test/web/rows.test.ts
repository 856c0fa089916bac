import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Memory } from "@sextant/core";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { frenchArabicMemory } from "./corpus-memory.ts";
import { expectAccessible, expectToFit, Pages, SCREENSHOTS } from "./pages.ts";

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

async function open(id: string, row: number, options = {}): Promise<Page> {
  const page = await pages.open(`/documents/${id}?languages=fr,ar&row=${row}`, options);
  await page.locator(`#row-${row}[aria-busy='false']`).waitFor();
  return page;
}
const statuses = async (from: number, to: number) =>
  (await memory.rows("UDHR")).slice(from - 1, to).map(({ status }) => status);

test("the panel of keys names each way to do the same by itself, in French", async () => {
  const page = await open("UDHR", 1, { locale: "fr-FR" });
  await page.getByRole("button", { name: "Raccourcis" }).click();
  const keysOf = (act: string): Promise<string> =>
    page
      .locator(".keys div", { has: page.getByText(act, { exact: true }) })
      .locator("dt")
      .innerText();
  const shown = async (act: string): Promise<string> => (await keysOf(act)).replace(/\s+/g, " ");
  expect(await shown("Rétablir")).toBe("Ctrl Maj Z / Ctrl Y");
  expect(await shown("Ligne suivante")).toBe("↓ / J");
  expect(await shown("Dix lignes plus loin ou plus haut, la première, la dernière")).toMatch(
    /^Page suiv\. \/ Page préc\. \/ Début \/ Fin$/,
  );
  // Keys stand beside what they do, not over it.
  const isApart = await page.locator(".keys div").evaluateAll((all) =>
    all.every((own) => {
      const said = own.querySelector("dd")?.getBoundingClientRect().left ?? 0;
      return [...own.querySelectorAll("kbd")].every((key) => key.getBoundingClientRect().right <= said);
    }),
  );
  expect(isApart).toBe(true);
  await expectAccessible(page);
});

describe("rows that are chosen", () => {
  test("are confirmed together by keys, and one undo takes all of it back, in French", async () => {
    const page = await open("UDHR", 10, { locale: "fr-FR" });
    await page.locator("#row-10").getByRole("gridcell").first().click();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+Space");
    await page.getByText("3 lignes sélectionnées").waitFor();
    await expectAccessible(page);
    await page.screenshot({ path: join(SCREENSHOTS, "chosen-french.png") });
    await page.getByRole("button", { name: "Confirmer", exact: true }).click();
    await expect.poll(() => statuses(10, 12)).toEqual(["confirmed", "confirmed", "confirmed"]);
    await page.getByText("3 corrections faites").waitFor();
    await page.keyboard.press("Control+z");
    await expect.poll(() => statuses(10, 12)).toEqual(["automatic", "automatic", "automatic"]);
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(() => statuses(10, 12)).toEqual(["confirmed", "confirmed", "confirmed"]);
    await page.keyboard.press("Control+z");
    await expect.poll(() => statuses(10, 12)).toEqual(["automatic", "automatic", "automatic"]);
  });

  test("have a text replaced in one language, on an Arabic phone, with one undo", async () => {
    const before = await memory.rows("UDHR");
    const first = before.findIndex(({ blocks }) => blocks.fr?.some(({ text }) => text.includes("personne")));
    const holding = before.slice(first, first + 2);
    const phone = { locale: "ar", viewport: { width: 390, height: 844 } };
    const page = await open("UDHR", first + 1, phone);
    for (const { position } of holding)
      await page.getByRole("checkbox", { name: `اختيار الصف ${position + 1}`, exact: true }).check();
    await expectToFit(page);
    await page.getByRole("button", { name: "استبدال…" }).click();
    await page.getByRole("combobox", { name: "اللغة" }).selectOption("fr");
    await page.getByRole("textbox", { name: "ابحث عن" }).fill("personne");
    await page.getByRole("textbox", { name: "استبدل به" }).fill("individu");
    await expectAccessible(page);
    await page.getByRole("button", { name: "استبدال الكل" }).click();
    await expect.poll(async () => (await memory.corrections.changes("UDHR")).length).toBeGreaterThan(0);
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
    const units = await Promise.all(holding.map(({ position }) => memory.rowUnits("UDHR", position)));
    const texts = units.flatMap((own) => own ?? []).map(({ variants }) => variants.fr ?? "");
    expect(texts.join(" ")).toContain("individu");
    expect(texts.join(" ")).not.toContain("personne");
    await page.getByRole("button", { name: "تراجع", exact: true }).first().click();
    await expect.poll(async () => (await memory.corrections.changes("UDHR")).length).toBe(0);
    expect(await memory.rows("UDHR")).toEqual(before);
  });

  test("are exported alone", async () => {
    const page = await open("UDHR", 3);
    await page.locator("#row-3").hover();
    await page.getByRole("checkbox", { name: "Select row 3" }).check();
    await page.locator(".dock").getByRole("button", { name: "Export" }).click();
    await expect.poll(() => page.locator(".sample li").count()).toBe((await memory.rows("UDHR"))[2]?.units.length);
    await page.getByRole("combobox", { name: "Format" }).selectOption("tsv");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: /^Download/ }).click(),
    ]);
    const lines = (await readFile(await download.path(), "utf8")).trim().split("\n");
    expect(lines).toHaveLength(1 + ((await memory.rows("UDHR"))[2]?.units.length ?? 0));
  });
});

describe("places in a document", () => {
  test("a row's address finds it when rows before it were merged", async () => {
    const page = await open("UDHR", 20);
    await page.locator("#row-20").getByRole("gridcell").first().click();
    await page.keyboard.press("a");
    await page.getByText("The address of row 20 was copied.").waitFor();
    const address = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    const text = await page.locator("#row-20 [lang=fr]").innerText();
    await memory.corrections.make("UDHR", { action: "merge", position: 3, count: 2 });
    const later = await pages.open(address.pathname + address.search);
    await later.locator("#row-19.named").waitFor();
    expect(await later.locator("#row-19 [lang=fr]").innerText()).toBe(text);
    await memory.corrections.undo("UDHR");
    const gone = await pages.open("/documents/UDHR?at=999999");
    await gone.getByText("The row that this address names is no longer there.").waitFor();
  });

  test("headings lead to their rows, and say their numbers once", async () => {
    const page = await open("UDHR", 1, { locale: "fr-FR" });
    await page.getByRole("button", { name: "Plan" }).click();
    const headings = page.locator(".headings button");
    await expect
      .poll(async () => (await headings.allInnerTexts()).slice(1, 4))
      .toEqual(["Préambule", "Article premier", "Article 2"]);
    await page.getByRole("dialog").getByRole("button", { name: "Article 30" }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? "")).toContain("Article 30");
    await page.getByRole("button", { name: "Plan" }).click();
    await expectAccessible(page);
  });

  test("a note mark leads to its note, and the note back", async () => {
    const page = await open("A-RES-67-189", 34);
    await page.locator("#row-34 [lang=fr]").getByRole("button", { name: "Note 9" }).click();
    const note = page
      .locator(".role-note")
      .filter({ has: page.getByRole("button", { name: "Back to the text: note 9" }) });
    await note.waitFor();
    await expect.poll(() => note.evaluate((own) => own.contains(document.activeElement))).toBe(true);
    await note.getByRole("button", { name: "Back to the text: note 9" }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest("[data-position]")?.id)).toBe("row-34");
  });

  test("on paper are all rows in their columns, and no tools", async () => {
    const page = await open("UDHR", 1);
    await page.evaluate(() => {
      window.print = () => document.documentElement.setAttribute("data-printed", "");
    });
    await page.keyboard.press("Control+p");
    await page.locator("html[data-printed]").waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".printed tbody tr").count()).toBe((await memory.rows("UDHR")).length);
    expect(await page.locator(".printed th").allInnerTexts()).toEqual(["français", "العربية"]);
    for (const hidden of [".bar", ".bitext", ".set .tools", ".dock"])
      expect(
        await page.locator(hidden).filter({ visible: true }).locator("button").filter({ visible: true }).count(),
      ).toBe(0);
  });
});
