/**
 * The documents' pictures of the pages, made anew in a real Chromium from the bundled corpus.
 *
 *   pnpm docs:pictures     after pnpm --filter @sextant/web build
 */
import { join } from "node:path";
import { alignDocuments, Memory, readDocumentSet } from "@sextant/core";
import { serve } from "@sextant/server";
import type { Page } from "playwright-core";
import { launchBrowser } from "../web/browser.ts";

const ROOT = join(import.meta.dirname, "../..");

interface Picture {
  /** Of the file in docs/, without its ending. */
  readonly name: string;
  readonly address: string;
  readonly locale: string;
  readonly width: number;
  readonly height: number;
  readonly theme?: "dark";
  /** Brings the page to what is shown. */
  readonly come: (page: Page) => Promise<unknown>;
}

const PICTURES: readonly Picture[] = [
  {
    name: "sextant",
    address: "/documents/A-RES-67-189?languages=fr,en,ar",
    locale: "en-GB",
    width: 1280,
    height: 900,
    come: (page) => page.locator("#row-4[aria-busy='false']").waitFor(),
  },
  {
    name: "pages-concordance",
    address: "/search?q=assistance technique&in=fr",
    locale: "fr-FR",
    width: 1280,
    height: 800,
    come: (page) => page.locator(".renderings .chip").first().waitFor(),
  },
  {
    name: "pages-phone",
    address: "/documents/UDHR?languages=ar,fr&compare=true",
    locale: "ar",
    width: 390,
    height: 844,
    theme: "dark",
    come: async (page) => {
      await page.locator(".dock .primary").click();
      await page.locator(".row-findings").first().waitFor();
    },
  },
];

await using memory = await Memory.open(":memory:");
for (const id of ["A-RES-67-189", "UDHR"]) {
  const set = await readDocumentSet(join(ROOT, "corpus", id));
  await memory.documentSets.save(set, alignDocuments(set.versions.map(({ document }) => document)));
}
const server = await serve({ memory, port: 0, webRoot: join(ROOT, "packages/web/dist") });
const browser = await launchBrowser();
try {
  for (const { name, address, locale, width, height, theme, come } of PICTURES) {
    const viewport = { width, height };
    const page = await browser.newPage({ viewport, locale, colorScheme: theme ?? "light", reducedMotion: "reduce" });
    await page.goto(server.address + address);
    await come(page);
    await page.evaluate(() => document.fonts.ready);
    const path = join(ROOT, "docs", `${name}.png`);
    await page.screenshot({ path });
    console.log(path);
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
