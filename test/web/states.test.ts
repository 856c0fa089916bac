import { alignDocuments, type Memory, readText } from "@sextant/core";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { frenchArabicMemory } from "./corpus-memory.ts";
import { expectAccessible, expectToFit, Pages } from "./pages.ts";

/** What would run, were it taken for mark-up. */
const HOSTILE = `<img src=x onerror="document.title='hurt'">`;

let memory: Memory;
let pages: Pages;

beforeAll(async () => {
  memory = await frenchArabicMemory();
  const hostile = ["fr", "en"].map((language) =>
    readText(`${HOSTILE} ${language}\n\nArticle 1 ${HOSTILE}\n\nA/67/${HOSTILE}`, { language }),
  );
  await memory.save("hostile", hostile, alignDocuments(hostile), { symbol: `A/${HOSTILE}` });
  pages = await Pages.of(memory);
});
afterAll(async () => {
  await pages.stop();
  await memory.close();
});
afterEach(() => pages.closeAll());

const DOCUMENT = "/documents/UDHR?languages=fr,ar";

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).first().click();
const inRow = async (page: Page, row: number): Promise<void> => {
  await page.locator(`#row-${row}[aria-busy='false'] [role=gridcell]`).first().click();
};
const dialog = (page: Page): Promise<void> => page.getByRole("dialog").waitFor();

/** States of pages by name: an address, and how one comes there. */
const STATES: readonly (readonly [name: string, address: string, come: (page: Page) => Promise<unknown>])[] = [
  ["a row's menu", DOCUMENT, (page) => press(page, "Correct row 3")],
  [
    "the keys",
    DOCUMENT,
    async (page) => [await inRow(page, 2), await page.keyboard.press("Shift+?"), await dialog(page)],
  ],
  [
    "the outline",
    DOCUMENT,
    async (page) => [await press(page, "Outline"), await page.getByText("Article 30").waitFor()],
  ],
  [
    "an export",
    DOCUMENT,
    async (page) => [await press(page, "Export"), await page.locator(".sample li").nth(2).waitFor()],
  ],
  [
    "a segment that is cut",
    DOCUMENT,
    async (page) => [
      await inRow(page, 4),
      await page.keyboard.press("s"),
      await page.getByRole("slider").first().waitFor(),
    ],
  ],
  [
    "a text that is edited",
    DOCUMENT,
    async (page) => [
      await inRow(page, 4),
      await page.keyboard.press("o"),
      await press(page, "Edit the text in French"),
      await page.locator(".editing textarea").waitFor(),
    ],
  ],
  [
    "rows that are chosen, and what is replaced in them",
    DOCUMENT,
    async (page) => [
      await inRow(page, 4),
      await page.keyboard.press("Space"),
      await press(page, "Replace…"),
      await dialog(page),
    ],
  ],
  [
    "something that was refused",
    DOCUMENT,
    async (page) => [
      await inRow(page, 1),
      await page.keyboard.press("Alt+ArrowUp"),
      await page.locator(".notice.refused").waitFor(),
    ],
  ],
  ["a list of languages", "/", (page) => page.locator(".select button").click()],
  [
    "a search that is narrowed",
    "/search?q=droit&in=fr",
    async (page) => [await press(page, "Narrow the search"), await page.locator(".lines > li").first().waitFor()],
  ],
  [
    "a search that leaves out and prefers documents",
    "/search?q=droit&in=fr&leaveOut=body:S&prefer=documentSet:UDHR",
    async (page) => [
      await press(page, "By document, organ and memory"),
      await page.locator(".origins li").first().waitFor(),
      await page.locator(".lines > li").first().hover(),
    ],
  ],
  [
    "renderings as terms",
    "/search?q=États Membres&in=fr",
    // The language of the interface, which comes first, has none.
    async (page) => [
      await page.locator(".chips").getByRole("button", { name: "English" }).click(),
      await press(page, "Renderings as TBX"),
      await dialog(page),
    ],
  ],
  [
    "a search without a hit",
    "/search?q=zzzz&in=fr",
    (page) => page.getByText("No segment holds this phrase").waitFor(),
  ],
  ["an upload that is pasted", "/upload", (page) => press(page, "Paste texts")],
  ["a memory that is renamed", "/memories", async (page) => [await press(page, "Rename main"), await dialog(page)]],
  ["the settings", "/settings", (page) => page.getByRole("radio").first().waitFor()],
];

describe("each state is accessible, dark and in forced colours, fits 320 pixels, and has targets of 24 pixels", () => {
  test.each(STATES)("%s", async (_, address, come) => {
    const page = await pages.open(address, { colorScheme: "dark" });
    await come(page);
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: "light", forcedColors: "none", reducedMotion: "reduce" });
    await page.setViewportSize({ width: 320, height: 640 });
    await expectToFit(page);
    await expectAccessible(page);
    expect(await smallTargets(page)).toEqual([]);
  });
});

/** What can be pressed, stands by itself, and is smaller than 24 pixels either way. Links and marks in running text may be. */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        "button, select, input, textarea, [role=menuitem], [role=option], nav a",
      ),
    ]
      .filter(
        (own) =>
          !own.closest("p, .hidden, sup, .skip, [style*=clip]") && own.checkVisibility({ visibilityProperty: true }),
      )
      .flatMap((own) => {
        const { width, height } = (own.closest("label.chip") ?? own).getBoundingClientRect();
        return width === 0 || (width >= 24 && height >= 24)
          ? []
          : [`${own.outerHTML.slice(0, 120)}: ${width} × ${height}`];
      }),
  );

test("the pages are worked by the keyboard alone: from the first page to a row, its menu, and back", async () => {
  const page = await pages.open("/");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.className)).toBe("skip");
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  for (let at = 0; at < 30 && !(await focused()).includes("A/RES/217(III)A"); at++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("#row-1[aria-busy='false']").waitFor();
  const inGrid = () => page.evaluate(() => document.activeElement?.getAttribute("role") === "gridcell");
  for (let at = 0; at < 60 && !(await inGrid()); at++) await page.keyboard.press("Tab");
  expect(await inGrid()).toBe(true);
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await memory.rows("UDHR"))[0]?.status).toBe("confirmed");
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await memory.rows("UDHR"))[0]?.status).toBe("automatic");
});

test("mark-up in texts, titles and symbols is text on every page", async () => {
  const addresses = [
    "/",
    "/documents/hostile?languages=fr,en&compare=true",
    `/search?in=fr&q=${encodeURIComponent("Article 1 <img")}`,
    `/search?q=${encodeURIComponent(HOSTILE)}`,
    "/memories",
    "/compare?old=hostile&new=UDHR&language=fr",
    `/documents/${encodeURIComponent(HOSTILE)}`,
  ];
  for (const address of addresses) {
    const page = await pages.open(address);
    await page.getByText("<img src=x").filter({ visible: true }).first().waitFor();
    expect(await page.locator("main img, [onerror]").count(), address).toBe(0);
    expect(await page.title(), address).not.toBe("hurt");
    await page.close();
  }
});
