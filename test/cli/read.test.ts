import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDocument } from "@sextant/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { columnsOf, wrapped } from "../../packages/cli/src/wrapping.ts";
import { asPdf, resolutionText } from "../core/document/rendered/render.ts";
import { launchBrowser } from "../web/browser.ts";
import { type Outcome, run } from "./run.ts";

const FILES = join(import.meta.dirname, "../core/document/files");
const TABLE = `<html lang="en"><body><h1>Trees of the valley</h1><p>The office counts the trees of the valley each year.</p>
<table><tr><td>Tree</td><td>Number</td></tr><tr><td>Pear</td><td>12</td></tr><tr><td colspan="2">None of them was felled.</td></tr></table></body></html>`;

let folder: string;
let pdf: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-read-"));
  const document = await readDocument(resolutionText("fr"));
  const browser = await launchBrowser();
  try {
    pdf = await file("fr.pdf", await asPdf(browser, document));
  } finally {
    await browser.close();
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const read = (...args: string[]): Promise<Outcome> => run(folder, ["read", ...args]);

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe("what a person sees of a document", () => {
  test("each block with its page, role, number and marks, and then how sure the reading is", async () => {
    const { code, out, err } = await read(pdf);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^A\/RES\/67\/189 · fr · 76 blocks · 14 notes\n/);
    expect(out).toMatch(/^p\.\d+ +operative +13 {2}Salue .+2012\[10\], et .+$/m);
    expect(out).toMatch(/^p\.\d+ +note +13 {2}\S.+$/m);
    expect(out).toMatch(/^blocks +76: \d+ \w+, /m);
    expect(out).toMatch(/^notes +14 notes, 17 marks; no mark in the text for \*$/m);
    expect(out).toMatch(/^left out +\d+ lines: \d+ .*; --furniture shows them$/m);
  });

  test("texts from right to left keep their direction to themselves", async () => {
    const { out } = await read(join(FILES, "resolution-ar.odt"));
    expect(out).toMatch(/^operative +\d+ {2}\u2068[^\u2069]+\[\d+\][^\u2069]+\u2069$/mu);
    expect(out).toMatch(/^note +1 {2}\u2068[^\u2069]+\u2069$/mu);
  });

  test("cells in their rows and columns", async () => {
    const { out } = await read(await file("table.html", TABLE));
    expect(out).toContain(`table 1: 3 rows, 2 columns
cell              r1 c1  Tree
cell              r1 c2  Number
cell              r2 c1  Pear
cell              r2 c2  12
cell            r3 c1–2  None of them was felled.`);
    expect(out).toMatch(/^tables +1 table, 5 cells$/m);
    expect(out).not.toMatch(/^pages/m);
  });

  test("the summary alone, with what a person should know as warnings", async () => {
    const latin1 = Buffer.from("L’Assemblée générale a achevé l’étude des problèmes.".replaceAll("’", "'"), "latin1");
    const { out } = await read(await file("latin1.txt", latin1), "--summary");
    expect(out).toBe(`no symbol · fr · 1 block · 0 notes

blocks      1: 1 text
tables      none
notes       none
left out    nothing
in doubt    none
warning     read as windows-1252
`);
  });

  test("no colours where the output is no terminal", async () => {
    expect((await read(pdf)).out).not.toContain("\u001b");
  });
});

describe("why it was read so", () => {
  test("--furniture lists all that was left out with its page and reason", async () => {
    const all = await read(pdf, "--furniture");
    const { reading } = JSON.parse((await read(pdf, "--json")).out);
    const lines = all.out.split("\n").slice(2, -1);
    expect(lines).toHaveLength(reading.leftOut.length);
    expect(lines.every((line) => /^p\.\d+ +\S/.test(line))).toBe(true);
    const second = await read(pdf, "--furniture", "--page", "2");
    expect(second.out.split("\n").slice(2, -1)).toEqual(lines.filter((line) => line.startsWith("p.2 ")));
  });

  test("--explain shows decisions with their evidence, and only those that are asked for", async () => {
    const marks = await read(pdf, "--explain", "marks");
    expect(marks.out).toMatch(/^p\.\d+ +mark +a mark +\+\d/m);
    expect(marks.out).toMatch(/^ +[+−±][\d.]+ \S.* · ±0 in the order of the notes$/m);
    expect(marks.out).not.toMatch(/^p\.\d+ +paragraph/m);
    const everything = await read("--explain", pdf);
    expect(everything.out).toMatch(/^p\.\d+ +paragraph +(?:begins|goes on)/m);
    expect(everything.out).toMatch(/^p\.\d+ +furniture +left out/m);
  });

  test("--json holds the pages, what was left out, the warnings, and on request the decisions", async () => {
    const document = JSON.parse((await read(pdf, "--json", "--explain")).out);
    expect(document.blocks[0]).toMatchObject({ page: 1, box: { left: expect.any(Number) } });
    expect(document.reading.pages).toBeGreaterThan(5);
    expect(document.reading.leftOut[0]).toEqual({ text: expect.any(String), page: 1, reason: expect.any(String) });
    expect(document.reading.decisions.length).toBeGreaterThan(100);
    expect(document.warnings).toEqual([]);
  });
});

describe("documents in several languages", () => {
  const english = "The office counts the trees of the valley each year, and it is to report on them to the assembly.";
  const russian = "Управление ежегодно подсчитывает деревья долины и представляет Ассамблее доклад о них.";
  const mixed = [...Array.from({ length: 8 }, () => english), ...Array.from({ length: 8 }, () => russian)].join("\n\n");

  test("are told, and --part reads one", async () => {
    const path = await file("mixed.txt", mixed);
    expect((await read(path, "--summary")).out).toMatch(/^languages +en, ru; --part en reads one alone$/m);
    const part = await read(path, "--part", "ru");
    expect(part.out).toMatch(/^no symbol · ru · 8 blocks/);
    expect(part.out).toMatch(/^left out +8 lines: 8 in another language/m);
  });

  test("have no part in a language that they are not in", async () => {
    const { code, err } = await read(await file("mixed.txt", mixed), "--part", "es");
    expect([code, err]).toEqual([1, expect.stringMatching(/mixed\.txt has no part in es; it is in en, ru\n$/)]);
  });
});

test.each([
  [[], 2, /name a document, or - for standard input/],
  [["x.pdf", "--explain", "words"], 2, /--explain tells of marks, paragraphs, .*; not of words/],
  [["x.pdf", "--json", "--summary"], 2, /each show something else; name one/],
  [["x.pdf", "--json", "--page", "1"], 2, /--page narrows what is shown/],
  [["x.pdf", "--page", "0"], 2, /--page takes a number from 1/],
  [[join(FILES, "resolution-ar.odt"), "--page", "1"], 2, /this document’s format has none/],
  [[join(FILES, "encrypted.pdf")], 1, /is encrypted; give a copy without a password/],
] as const)("sextant read %j says what to do", async (args, code, message) => {
  const outcome = await read(...args);
  expect([outcome.code, outcome.out]).toEqual([code, ""]);
  expect(outcome.err).toMatch(message);
});

describe("wrapping", () => {
  const text = fc.string({ unit: fc.constantFrom(..."ab é.,  大会，、اللغةé̂-)“".split("")), maxLength: 200 });
  const isolates = /[\u2066-\u2069]/gu;

  test("loses nothing, and no line is wider than asked for", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 40 }), (text, width) => {
        const lines = wrapped(text, width).map((line) => line.replace(isolates, ""));
        expect(lines.join("").replace(/\s/gu, "")).toBe(text.replace(/\s/gu, ""));
        if (lines.length > 1) for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  test("keeps Chinese punctuation at its character, and the direction of the whole text in each line", () => {
    expect(wrapped("大会，回顾其决议。", 6)).toEqual(["大会，", "回顾其", "决议。"]);
    expect(wrapped("وثيقة WIPO وغيرها", 8)).toEqual(["\u2067وثيقة\u2069", "\u2067WIPO\u2069", "\u2067وغيرها\u2069"]);
  });
});
