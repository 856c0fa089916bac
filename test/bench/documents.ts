/**
 * How fast documents are read, and in how much memory, by format: 300 pages of the corpus' resolution, typeset and
 * written by the tests' own renderings; text and DOC from files of the tests.
 *
 *   pnpm bench:documents
 *
 * Each format is measured in its own process: the largest resident memory, and the best of three readings.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDocument } from "@sextant/core";
import { asDocx, asHtml, asPdf, resolutionText } from "../core/document/rendered/render.ts";
import { type Cell, writeMeasurement } from "../docs/measurement.ts";
import { launchBrowser } from "../web/browser.ts";

const folder = mkdtempSync(join(tmpdir(), "sextant-bench-"));
const browser = await launchBrowser();
const measured: (readonly Cell[])[] = [];
console.log("format  language   pages  blocks  ms   ms/page  largest memory, MB");
for (const language of ["fr", "ar", "zh"]) {
  const one = await readDocument(resolutionText(language));
  // Twenty times the resolution: some 300 pages.
  const rendering = { language, notes: one.notes, blocks: Array.from({ length: 20 }, () => one.blocks).flat() };
  const pdf = await asPdf(browser, rendering);
  const pages = (
    Buffer.from(pdf)
      .toString("latin1")
      .match(/\/Type\s*\/Page\b/g) ?? []
  ).length;
  const text = Buffer.from(resolutionText(language));
  const files = {
    pdf,
    docx: await asDocx(rendering),
    html: asHtml(rendering),
    txt: Buffer.concat(Array.from({ length: 20 }, () => text)),
  };
  for (const [format, content] of Object.entries(files)) {
    const path = join(folder, `${language}.${format}`);
    writeFileSync(path, content);
    const { best, blocks, memory } = JSON.parse(
      execFileSync(process.execPath, [join(import.meta.dirname, "read-one.ts"), path, language]).toString(),
    );
    measured.push([format, language, pages, best, best / pages, memory]);
    console.log(
      `${format.padEnd(7)} ${language.padEnd(10)} ${String(pages).padStart(5)}  ${String(blocks).padStart(6)}  ${best.toFixed(0).padStart(5)}  ${(best / pages).toFixed(2).padStart(6)}  ${memory.toFixed(0).padStart(6)}`,
    );
  }
}
const COLUMNS = [
  { label: "format" },
  { label: "language" },
  { label: "pages" },
  { label: "ms", decimals: 0 },
  { label: "ms a page", decimals: 2 },
  { label: "MB", decimals: 0 },
];
writeMeasurement("documents", "pnpm bench:documents", COLUMNS, measured);
await browser.close();
rmSync(folder, { recursive: true });
