import { join } from "node:path";
import { alignDocuments, Memory, readDocumentSet } from "@sextant/core";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { corpus } from "../setup.ts";
import { expectAccessible, Pages, SCREENSHOTS } from "./pages.ts";

let memory: Memory;
let pages: Pages;

beforeAll(async () => {
  memory = await Memory.open(":memory:");
  const set = await readDocumentSet(corpus("UDHR"));
  const versions = set.versions.filter(({ document }) => ["fr", "en", "ar"].includes(document.language));
  await memory.documentSets.save({ ...set, versions }, alignDocuments(versions.map(({ document }) => document)));
  pages = await Pages.of(memory);
});
afterAll(async () => {
  await pages.stop();
  await memory.close();
});
afterEach(() => pages.closeAll());

async function open(row: number, languages = "fr,ar"): Promise<Page> {
  const page = await pages.open(`/documents/UDHR?languages=${languages}&row=${row}`);
  await page.locator(`#row-${row}[aria-busy='false']`).waitFor();
  return page;
}
const rowCount = async (): Promise<number> => (await memory.rows("UDHR")).length;

test("a row is corrected by its menu, which closes on Escape, and every step is taken back by keys", async () => {
  const page = await open(9);
  const before = await rowCount();
  const row = page.locator("#row-9");
  await row.getByRole("button", { name: "Correct row 9" }).click();
  await page.screenshot({ path: join(SCREENSHOTS, "corrections.png") });
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect.poll(() => page.getByRole("menu").count()).toBe(0);
  await row.getByRole("button", { name: "Correct row 9" }).click();
  await page.getByRole("menuitem", { name: "Merge with the next" }).click();
  await expect.poll(rowCount).toBe(before - 1);
  await expect.poll(() => row.locator(".status").allInnerTexts()).toEqual(["confirmed"]);

  await row.getByRole("gridcell").first().click();
  await page.keyboard.press("x");
  await expect.poll(() => row.locator(".status").allInnerTexts()).toEqual(["rejected"]);
  await expect.poll(async () => (await memory.rows("UDHR"))[8]?.status).toBe("rejected");

  await page.keyboard.press("Control+z");
  await expect.poll(() => row.locator(".status").allInnerTexts()).toEqual(["confirmed"]);
  await page.keyboard.press("Control+z");
  await expect.poll(rowCount).toBe(before);
  for (const redo of ["Control+Shift+z", "Control+y"]) {
    await page.keyboard.press(redo);
    await expect.poll(rowCount).toBe(before - 1);
    await page.keyboard.press("Control+z");
    await expect.poll(rowCount).toBe(before);
  }
  await page.keyboard.press("Control+z");
  await page.getByText("There is nothing more to take back in this window.").waitFor();
  await expect.poll(() => row.locator(".status").count()).toBe(0);
});

test("after a click the row that has the keyboard is seen, and the text that keys act on, in French and Arabic", async () => {
  const page = await open(9);
  const [row, other] = [page.locator("#row-9"), page.locator("#row-10")];
  const look = (part: Locator): Promise<string[]> =>
    part.evaluate((element) => {
      const { outlineStyle, backgroundColor } = getComputedStyle(element);
      return [outlineStyle, backgroundColor];
    });
  for (const column of [0, 1]) {
    await row.getByRole("gridcell").nth(column).locator("p").first().click();
    expect((await look(row.getByRole("gridcell").nth(column)))[0]).toBe("solid");
    expect((await look(row.getByRole("gridcell").nth(1 - column)))[0]).toBe("none");
    expect(await look(row.getByRole("rowheader"))).not.toEqual(await look(other.getByRole("rowheader")));
  }
  await expectAccessible(page);
  await page.screenshot({ path: join(SCREENSHOTS, "row-clicked.png") });
});

test("the grid is worked by the keys' places, on a Russian keyboard, too, and keeps the keyboard", async () => {
  const page = await open(3);
  await page.locator("#row-3").getByRole("gridcell").first().click();
  const focused = (): Promise<string | null> =>
    page.evaluate(() => document.activeElement?.closest("[data-position]")?.getAttribute("data-position") ?? null);
  await page.keyboard.press("ArrowDown");
  await expect.poll(focused).toBe("3");
  // The key that has J in Latin letters says о on a Russian keyboard.
  await page.evaluate(() =>
    document.activeElement?.dispatchEvent(
      new KeyboardEvent("keydown", { key: "о", code: "KeyJ", bubbles: true, cancelable: true }),
    ),
  );
  await expect.poll(focused).toBe("4");
  await page.keyboard.press("End");
  await expect.poll(focused).toBe("90");
  await page.keyboard.press("Home");
  await expect.poll(focused).toBe("0");
  await page.keyboard.press("Control+z");
  await page.getByText("Nothing was corrected in this window.").waitFor();
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await memory.rows("UDHR"))[0]?.status).toBe("confirmed");
  await expect.poll(focused).toBe("0");
  // The key that writes Z on a French keyboard is where W is on an English one.
  await page.evaluate(() =>
    document.activeElement?.dispatchEvent(
      new KeyboardEvent("keydown", { key: "z", code: "KeyW", ctrlKey: true, bubbles: true, cancelable: true }),
    ),
  );
  await expect.poll(async () => (await memory.rows("UDHR"))[0]?.status).toBe("automatic");
  await page.keyboard.press("Shift+?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await expectAccessible(page);
});

test("what is undone and made again is told in one notice, which says the last of it", async () => {
  const page = await open(9);
  const row = page.locator("#row-9");
  await row.getByRole("gridcell").first().click();
  await page.keyboard.press("x");
  await expect.poll(() => row.locator(".status").allInnerTexts()).toEqual(["rejected"]);
  const notices = () => page.locator(".notice bdi").allInnerTexts();
  for (const [keys, said] of [
    ["Control+z", "Undone: row 9, rejected."],
    ["Control+y", "Redone: row 9, rejected."],
    ["Control+z", "Undone: row 9, rejected."],
  ] as const) {
    await page.keyboard.press(keys);
    await expect.poll(notices).toEqual([said]);
  }
  for (let time = 0; time < 3; time++) await page.keyboard.press("Control+z");
  await expect.poll(notices).toEqual([expect.stringContaining("nothing more to take back")]);
});

test.each([
  ["closed", []],
  ["open", ["o"]],
])("a row whose segments are %s is cut by S and Enter", async (_, before) => {
  const [first] = (await memory.rowUnits("UDHR", 8)) ?? [];
  const page = await open(9);
  const cell = page.locator("#row-9").getByRole("gridcell").first();
  await cell.click();
  for (const key of before) {
    await page.keyboard.press(key);
    await page.locator(".segment").first().waitFor();
    await cell.click();
  }
  await page.keyboard.press("s");
  const role = () => page.evaluate(() => document.activeElement?.getAttribute("role"));
  await expect.poll(role).toBe("slider");
  await page.keyboard.press("Enter");
  const cut = async () => (await memory.rowUnits("UDHR", 8))?.[0]?.variants.fr?.length ?? 0;
  await expect.poll(cut).toBeLessThan(first?.variants.fr?.length ?? 0);
  await page.locator("#row-9").getByRole("gridcell").first().click();
  await page.keyboard.press("Control+z");
  await expect.poll(cut).toBe(first?.variants.fr?.length);
});

test("a row's segments are merged, cut and edited, and every step is taken back", async () => {
  const rows = await memory.rows("UDHR");
  const position = rows.findIndex(({ units }) => units.length === 2);
  const before = await memory.rowUnits("UDHR", position);
  const page = await open(position + 1);
  await page
    .locator(`#row-${position + 1}`)
    .getByRole("gridcell")
    .first()
    .click();
  await page.keyboard.press("o");
  const segments = page.locator(".segment");
  await expect.poll(() => segments.count()).toBe(2);
  await expectAccessible(page);
  await segments.first().getByRole("button", { name: "Merge with the next" }).click();
  await expect.poll(() => segments.count()).toBe(1);

  await segments.first().getByRole("button", { name: "Cut…" }).click();
  // What is offered first is between the sentences. The language that is not shown is cut, too.
  const french = page.getByRole("slider", { name: "Where French is cut" });
  const offered = await french.getAttribute("aria-valuetext");
  await french.press("End");
  expect(await french.getAttribute("aria-valuetext")).not.toBe(offered);
  const first = before?.[0]?.variants.fr ?? "";
  await french
    .locator(".part")
    .filter({ hasText: first.slice(-12) })
    .last()
    .click();
  expect(await french.getAttribute("aria-valuetext")).toBe(offered);
  await page.screenshot({ path: join(SCREENSHOTS, "segments-cut.png") });
  await segments.first().getByRole("button", { name: "Cut here" }).click();
  await expect.poll(() => segments.count()).toBe(2);
  const cut = await memory.rowUnits("UDHR", position);
  for (const language of ["fr", "en", "ar"])
    expect(cut?.map(({ variants }) => variants[language])).toEqual(before?.map(({ variants }) => variants[language]));

  await segments.first().getByRole("button", { name: "Edit the text in French" }).click();
  await page.getByRole("textbox", { name: "Text in French" }).fill("Un autre texte.");
  // A draft is not lost by Escape.
  await page.keyboard.press("Escape");
  await segments.first().getByRole("button", { name: "Edit the text in French" }).click();
  expect(await page.getByRole("textbox", { name: "Text in French" }).inputValue()).toBe("Un autre texte.");
  await page.keyboard.press("Control+Enter");
  await expect.poll(async () => (await memory.rowUnits("UDHR", position))?.[0]?.variants.fr).toBe("Un autre texte.");
  await expect.poll(() => page.getByRole("textbox", { name: "Text in French" }).count()).toBe(0);
  for (let step = 0; step < 3; step++) {
    const left = (await memory.corrections.changes("UDHR")).length;
    await page.getByRole("button", { name: "Undo", exact: true }).first().click();
    await expect.poll(async () => (await memory.corrections.changes("UDHR")).length).toBe(left - 1);
  }
  expect(await memory.rowUnits("UDHR", position)).toEqual(before);
});

test("the list of corrections shows what each did, with the difference marked, in French", async () => {
  const rows = await memory.rows("UDHR");
  const position = rows.findIndex(({ blocks }) => (blocks.fr?.[0]?.text.split(" ").length ?? 0) > 5);
  const text = rows[position]?.blocks.ar?.map((block) => block.text).join(" ") ?? "";
  const [unit] = (await memory.rowUnits("UDHR", position)) ?? [];
  const was = unit?.variants.fr ?? "";
  const word = was.split(" ")[2] ?? "";
  const edit = { action: "edit", position, unit: unit?.id ?? 0, language: "fr" } as const;
  await memory.corrections.make("UDHR", { ...edit, text: was.replace(word, "AUTREMENT") });
  await memory.corrections.make("UDHR", { action: "unlink", position, language: "ar" });
  const page = await pages.open("/documents/UDHR", { locale: "fr-FR" });
  await page.getByRole("button", { name: "2 corrections" }).click();
  const [unlinked, edited] = [page.locator(".history li").first(), page.locator(".history li").nth(1)];
  expect(await unlinked.innerText()).toMatch(new RegExp(`Ligne ${position + 1}\\s: détachement\\s+arabe`));
  expect(await unlinked.locator("[lang=ar]").innerText()).toBe(text);
  expect(await edited.innerText()).toMatch(new RegExp(`Ligne ${position + 1}\\s: modification\\s+français`));
  expect(await edited.locator("del").innerText()).toBe(word);
  expect(await edited.locator("ins").innerText()).toBe("AUTREMENT");
  const whole = await edited.locator(".was").evaluate((element) => element.textContent);
  expect(whole?.replace("AUTREMENT", "")).toBe(was);
  await expectAccessible(page);
  await page.screenshot({ path: join(SCREENSHOTS, "history-french.png") });
  for (let step = 0; step < 2; step++) await memory.corrections.undo("UDHR");
});

test("a text is edited where it was found", async () => {
  const page = await pages.open("/search?q=Article 17&in=fr", { viewport: { width: 390, height: 844 } });
  const line = page.locator(".lines > li").first();
  await line.locator(".key-word").click();
  await line.getByRole("button", { name: "Edit the text in Arabic" }).click();
  const field = line.getByRole("textbox", { name: "Text in Arabic" });
  expect(await field.getAttribute("dir")).toBe("rtl");
  await field.fill("المادة السابعة عشرة");
  await page.screenshot({ path: join(SCREENSHOTS, "edit-narrow.png") });
  await line.getByRole("button", { name: "Save" }).click();
  await expect.poll(() => line.locator(".status").allInnerTexts()).toEqual(["edited"]);
  expect((await memory.lookup("Article 17", { from: "fr", to: "ar" }))[0]).toMatchObject({
    score: 100,
    target: "المادة السابعة عشرة",
    unit: { status: "confirmed" },
  });
  await memory.corrections.undo("UDHR");
});

test("what cannot be done is said in a sentence, wherever the page is scrolled to", async () => {
  const page = await open(1);
  await page.locator("#row-1").getByRole("gridcell").first().click();
  await page.keyboard.press("Alt+ArrowUp");
  await page.locator(".notice.refused").waitFor();
  expect(await page.locator(".notice.refused").innerText()).toContain("There is no row above this one.");
});

test("what another person has changed meanwhile is not overwritten, and that is said in a sentence", async () => {
  const page = await open(8);
  const row = page.locator("#row-8");
  await row.getByRole("gridcell").first().waitFor();
  await memory.corrections.make("UDHR", { action: "confirm", position: 7 });
  await row.getByRole("gridcell").first().click();
  await page.keyboard.press("x");
  await page.locator(".notice.refused").waitFor();
  expect(await page.locator(".notice.refused").innerText()).toContain("Somebody has changed this meanwhile.");
  // What is there now is shown with it.
  await expect.poll(() => row.locator(".status").allInnerTexts()).toEqual(["confirmed"]);
  await memory.corrections.undo("UDHR");
});

test("a row that waits to be linked says so, and Escape or any other correction ends that", async () => {
  const page = await open(9);
  const before = await memory.rows("UDHR");
  const row = (number: number) => page.locator(`#row-${number}`);
  const fromMenu = async (number: number, item: string) => {
    await row(number)
      .getByRole("button", { name: `Correct row ${number}` })
      .click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  const waiting = page.locator(".row.linked");
  await fromMenu(9, "Link to another row");
  await expect.poll(() => row(9).locator(".status").allInnerTexts()).toEqual(["to be linked"]);
  expect(await page.locator(".notice").first().innerText()).toContain("Esc cancels.");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect.poll(() => waiting.count()).toBe(0);

  // The next row to be linked is the first of two.
  await row(5).getByRole("gridcell").first().click();
  await page.keyboard.press("l");
  await expect.poll(() => waiting.getAttribute("id")).toBe("row-5");
  expect(await memory.rows("UDHR")).toEqual(before);
  await page.keyboard.press("x");
  await expect.poll(async () => (await memory.rows("UDHR"))[4]?.status).toBe("rejected");
  expect(await waiting.count()).toBe(0);
  await page.keyboard.press("l");
  await expect.poll(() => waiting.count()).toBe(1);
  await page.keyboard.press("Control+z");
  await expect.poll(() => waiting.count()).toBe(0);
  await expect.poll(async () => (await memory.rows("UDHR"))[4]?.status).toBe("automatic");

  await fromMenu(9, "Link to another row");
  await fromMenu(9, "Do not link this row");
  await expect.poll(() => waiting.count()).toBe(0);
  await fromMenu(9, "Link to another row");
  await fromMenu(7, "Link to row 9");
  await expect
    .poll(async () => (await memory.corrections.changes("UDHR"))[0]?.correction)
    .toMatchObject({
      action: "link",
      position: 8,
      other: 6,
    });
  await memory.corrections.undo("UDHR");
});
