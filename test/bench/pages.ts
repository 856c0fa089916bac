/**
 * The pages in a real Chromium, on a document set of 10,000 rows: the script of the first page, times until something is seen,
 * and work of the main thread while one scrolls. The set repeats the bundled Universal Declaration
 * in French and English, each paragraph with its own number before it: real text, but no real document; rows are what is
 * measured. It is not aligned but laid out row by row.
 *
 *   pnpm bench:pages        after pnpm --filter @sextant/web build
 */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { type Alignment, type Document, readDocumentSet } from "@sextant/core";
import { Memory, ThreadedMemory } from "@sextant/core/memory";
import { serve } from "@sextant/server";
import type { Page } from "playwright-core";
import { type Cell, writeMeasurement } from "../docs/measurement.ts";
import { launchBrowser } from "../web/browser.ts";
import { p95, scrolled } from "./pages/scrolling.ts";
import { timed, WATCH } from "./pages/watching.ts";

const ROWS = 10_000;
const ROOT = join(import.meta.dirname, "../..");
const DIST = join(ROOT, "packages/web/dist");
const ID = "ten-thousand";
/** Of each time the best is told: other work of the machine only adds. */
const RUNS = 5;

const folder = await mkdtemp(join(tmpdir(), "sextant-pages-"));
const rows: Cell[][] = [["script of the first page, Brotli, kB", "", (await firstScript()) / 1000, 200]];
await filled(join(folder, "memory.sqlite"));
await using memory = await ThreadedMemory.open(join(folder, "memory.sqlite"), { readers: 2 });
const server = await serve({ memory, port: 0, jobs: 1, webRoot: DIST });
const browser = await launchBrowser();
const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: "en-GB" });
await context.addInitScript(WATCH);
const load = loadavg()[0] ?? 0;
try {
  await measured(await context.newPage());
} finally {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true });
}
rows.push(["load of the machine, processes that ran or waited", "", Math.max(load, loadavg()[0] ?? 0), ""]);
for (const [what, , value, mark] of rows) console.log(String(what).padEnd(64), value, mark);
writeMeasurement(
  "pages",
  "pnpm bench:pages",
  [{ label: "what" }, { label: "median", decimals: 1 }, { label: "best", decimals: 1 }, { label: "mark" }],
  rows,
);

async function measured(page: Page): Promise<void> {
  const address = `${server.address}/documents/${ID}?languages=fr,en`;
  await page.goto(server.address);
  await page.locator(".documents li").first().waitFor();
  const say = (what: string, times: readonly number[], mark: number): void => {
    const sorted = times.toSorted((a, b) => a - b);
    rows.push([what, sorted[Math.floor(sorted.length / 2)] ?? 0, sorted[0] ?? 0, mark]);
  };
  const first: number[] = [];
  const largest: number[] = [];
  const shifts: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    await page.goto(address);
    await page.locator("#row-1[aria-busy='false']").waitFor();
    await page.waitForTimeout(500);
    const seen = await page.evaluate(() => (globalThis as unknown as { watched: Watched }).watched);
    first.push(seen.rows);
    largest.push(seen.largest);
    shifts.push(seen.shift);
  }
  say("10,000 rows: from the address to the first rows, ms", first, 500);
  say("largest contentful paint, ms", largest, 1000);
  rows.push(["cumulative layout shift", "", Math.max(...shifts), 0.02]);

  const frames: number[] = [];
  for (let run = 0; run < RUNS; run++) frames.push(p95(await scrolled(page)));
  say("main thread for a frame while scrolling, p95, ms", frames, 8);

  await page.goto(address);
  await page.locator("#row-3[aria-busy='false']").waitFor();
  const [at, settled]: [number[], number[]] = [[], []];
  for (let row = 3; row < 3 + RUNS; row++) {
    await page.locator(`#row-${row}`).getByRole("gridcell").first().click();
    const times = await timed(page, row);
    at.push(times.seen);
    settled.push(times.settled);
  }
  say("a correction is seen, ms", at, 50);
  say("a correction is settled, ms", settled, 300);

  const back: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    await page.goto(`${address}&row=5000`);
    await page.locator("#row-5000[aria-busy='false']").waitFor();
    await page.locator(".bar .mark").click();
    await page.locator(".documents li").first().waitFor();
    back.push(await wentBack(page));
  }
  say("Back to the same place, ms", back, 300);
}

interface Watched {
  readonly rows: number;
  readonly largest: number;
  readonly shift: number;
}

/** From Back until the row that was in sight is in sight again. */
function wentBack(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        const look = (): void => {
          const row = document.querySelector("#row-5000[aria-busy='false']")?.getBoundingClientRect();
          if (row && row.bottom > 0 && row.top < innerHeight) resolve(performance.now() - start);
          else requestAnimationFrame(look);
        };
        history.back();
        requestAnimationFrame(look);
      }),
  );
}

/** Bytes of what the first page loads before it is shown: its scripts and the messages of one language. */
async function firstScript(): Promise<number> {
  const html = await readFile(join(DIST, "index.html"), "utf8");
  const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path as string);
  const messages = (await readdir(join(DIST, "assets"))).filter((name) => /^fr-.*\.js$/.test(name));
  const files = [...named, ...messages.map((name) => `assets/${name}`)];
  const sizes = await Promise.all(
    files.map(async (file) => brotliCompressSync(await readFile(join(DIST, file))).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Keeps a document set of 10,000 rows. */
async function filled(path: string): Promise<void> {
  const { versions } = await readDocumentSet(join(ROOT, "corpus/UDHR"));
  const own = ["fr", "en"].map(
    (language) => versions.find(({ document }) => document.language === language)?.document as Document,
  );
  const documents = own.map((document) => ({
    ...document,
    notes: [],
    blocks: Array.from({ length: ROWS }, (_, at) => {
      const { text } = document.blocks[at % Math.min(...own.map(({ blocks }) => blocks.length))] ?? { text: "" };
      return { role: "text", number: String(at + 1), text } as const;
    }),
  }));
  const bead = (at: number) => {
    const segment = (document: Document) => [{ block: at, start: 0, end: document.blocks[at]?.text.length ?? 0 }];
    const segments = Object.fromEntries(documents.map((document) => [document.language, segment(document)]));
    const units = Object.fromEntries(documents.map(({ language }) => [language, [at]]));
    const certain = { confidence: 1, origin: "automatic" } as const;
    return { role: "text" as const, units, ...certain, rows: [{ segments, ...certain }] };
  };
  const alignment: Alignment = {
    languages: ["fr", "en"],
    rows: Array.from({ length: ROWS }, (_, at) => bead(at)),
    notes: [],
    wordTranslations: [],
  };
  await using kept = await Memory.open(path);
  await kept.save(ID, documents, alignment, { symbol: "10,000 rows" });
}
