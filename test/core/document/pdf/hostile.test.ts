import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Document, readDocument, readUntrusted, UnreadableDocument } from "@sextant/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { doublingForms, onePage, pdf, SENTENCE, shown, stream, tagged } from "./hostile-files.ts";

const read = (bytes: Uint8Array): Promise<Document> => readDocument(bytes, { language: "en", name: "x.pdf" });
const original = readFileSync(join(import.meta.dirname, "../files/un-resolution-two-pages.pdf"));

/** Reads or refuses; a refusal is a sentence about the file. */
async function readOrRefused(bytes: Uint8Array): Promise<void> {
  try {
    expect((await read(bytes)).blocks.length).toBeGreaterThan(0);
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableDocument);
    expect((error as Error).message).toMatch(/^x\.pdf (?:is|has|holds) [^{}()=]*(?:\(OCR\) first)?$/);
  }
}

describe("a file that says what is not so is read by what it holds", () => {
  const deep = 100_000;
  test.each<[string, Uint8Array]>([
    ["100,000 pages where there is one", onePage({ content: shown(), pages: "/Kids[3 0 R]/Count 100000" })],
    ["cross-references that lead back to themselves", withLoop(onePage({ content: shown() }))],
    [
      "cross-references that lead nowhere",
      replaced(onePage({ content: shown() }), /startxref\n\d+/, "startxref\n9999999"),
    ],
    ["a form that paints itself", selfPainting()],
    ["no font", onePage({ content: shown(), resources: "" })],
    ["a font that is a number", onePage({ content: shown(), resources: "/Font<</F1 17>>" })],
    ["a page without room", onePage({ content: shown(), page: "/MediaBox[0 0 0 0]" })],
    ["marked content within marked content, without end", onePage({ content: "/P BMC ".repeat(deep) + shown() })],
    [
      "a structure that is its own part",
      tagged("<</Type/StructTreeRoot/K 7 0 R>>", "<</S/P/K [8 0 R 0]/Pg 3 0 R>>", "<</S/Sect/K [7 0 R 8 0 R 6 0 R]>>"),
    ],
    [
      "roles that map to one another",
      tagged("<</Type/StructTreeRoot/K 7 0 R/RoleMap<</A/B/B/A>>>>", "<</S/A/K [0]/Pg 3 0 R>>"),
    ],
    [
      "a structure of wrong types",
      tagged(
        "<</Type/StructTreeRoot/K [(x) 3.7 true null /N 7 0 R 99 0 R]/RoleMap 5>>",
        "<</S 12/K <</MCID (no)/Pg 5>>/Pg (a)/A [1 2 (x) <</RowSpan -99/ColSpan 1e99>>]>>",
      ),
    ],
    [
      "a structure as deep as the file is long",
      tagged(`<</Type/StructTreeRoot/K ${"<</S/Sect/K ".repeat(deep)}0${">>".repeat(deep)}>>`),
    ],
    [
      "arrays as deep as the file is long",
      tagged(`<</Type/StructTreeRoot/K ${"[".repeat(deep)}0${"]".repeat(deep)}>>`),
    ],
    [
      "cells that cover millions of rows and columns",
      tagged(
        "<</Type/StructTreeRoot/K 7 0 R>>",
        `<</S/Table/Pg 3 0 R/K[<</S/TR/K[${"<</S/TD/K 0/A<</RowSpan 2000000/ColSpan 2000000>>>>".repeat(1000)}]>>]>>`,
      ),
    ],
  ])("%s", async (_, bytes) => {
    expect((await read(bytes)).blocks.map(({ text }) => text)).toEqual([SENTENCE]);
  });
});

describe("is read or refused with a sentence", () => {
  test.each<[string, Uint8Array]>([
    [
      "text at infinite places, and at none",
      onePage({
        content: `${shown()}q ${"1e38 0 0 1e38 0 0 cm ".repeat(9)}0 0 m 5 1 l S 0 0 5 5 re f ${shown("Infinity")}${shown("NaN", "0 0 0 0 0 0")}Q`,
      }),
    ],
    [
      "text that is infinitely large",
      onePage({ content: shown("Far", "1e38 0 0 1e38 1e38 1e38").replace("12 Tf", "1e38 Tf") }),
    ],
    ["a font without anything", onePage({ content: shown(), font: "<<>>" })],
    ["text in no font", onePage({ content: `BT 72 700 Td (${SENTENCE}) Tj ET` })],
    ["pages within themselves", onePage({ content: shown(), pages: "/Kids[2 0 R 3 0 R]/Count 2" })],
    ["a catalogue without pages", pdf(["<</Type/Catalog>>"])],
    ["nothing but a head", Buffer.from("%PDF-1.7\n")],
  ])("%s", async (_, bytes) => readOrRefused(bytes));

  test("a file cut off at every fiftieth of its length", async () => {
    for (let part = 1; part < 50; part++) await readOrRefused(original.subarray(0, (part * original.length) / 50));
  });

  test("a file with any bytes changed", async () => {
    const change = fc.record({ at: fc.nat(original.length - 1), byte: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 30 }), async (changes) => {
        const bytes = Uint8Array.from(original);
        for (const { at, byte } of changes) bytes[at] = byte;
        await readOrRefused(bytes);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a file from anywhere is given up beyond its limits", () => {
  const refused = (bytes: Uint8Array, limits: Parameters<typeof readUntrusted>[2], message: RegExp) =>
    expect(readUntrusted(bytes, { language: "en", name: "x.pdf" }, limits)).rejects.toThrow(message);

  test("of time: forms that each paint the next one twice", () =>
    refused(
      doublingForms(40),
      { maxSeconds: 2 },
      /^x\.pdf takes more than 2 s to read; read it in parts, or raise SEXTANT_READ_SECONDS$/,
    ));

  test("of memory: a stream that grows to a gigabyte", () => {
    const zeros = stream(Buffer.alloc(2 ** 30, 32), "", true);
    const bytes = pdf([
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
      zeros,
    ]);
    return refused(
      bytes,
      { maxMemoryMB: 256 },
      /^x\.pdf takes more than 256 MB of memory to read; read it in parts, or raise SEXTANT_READ_MEMORY_MB$/,
    );
  });

  test("of memory: ten million lines drawn", () =>
    refused(
      onePage({ content: shown() + "1 2 m 3 4 l S\n".repeat(5_000_000), packed: true }),
      { maxMemoryMB: 256 },
      /^x\.pdf takes more than 256 MB of memory to read; read it in parts, or raise SEXTANT_READ_MEMORY_MB$/,
    ));

  test("of size", () =>
    refused(new Uint8Array(3 * 1024 * 1024), { maxFileMB: 2 }, /^x\.pdf has 3 MB; files of at most 2 MB are read$/));

  test("and within them is read as ever", async () => {
    expect(await readUntrusted(original, { name: "x.pdf" })).toEqual(await readDocument(original, { name: "x.pdf" }));
  });

  test("and its refusal and a wrong language tag are told as ever", async () => {
    await refused(Buffer.from("%PDF-1.7\n"), {}, /^x\.pdf is a damaged PDF$/);
    await expect(readUntrusted(original, { language: "no language" })).rejects.toThrow(RangeError);
  });
});

function replaced(bytes: Uint8Array, what: string | RegExp, by: string): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString("latin1").replace(what, by), "latin1");
}

function withLoop(bytes: Uint8Array): Uint8Array {
  const start = /startxref\n(\d+)/.exec(Buffer.from(bytes).toString("latin1"))?.[1];
  return replaced(bytes, "/Root 1 0 R>>", `/Root 1 0 R/Prev ${start}>>`);
}

function selfPainting(): Uint8Array {
  return onePage({
    content: `${shown()}/X Do`,
    resources: "/Font<</F1 4 0 R>>/XObject<</X 6 0 R>>",
    objects: [stream("/X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")],
  });
}

test("a text of marks upon one letter is read: they are parted before they are ordered", async () => {
  const text = `${SENTENCE} a${"\u0301\u0316".repeat(100_000)}`;
  const { blocks } = await readDocument(Buffer.from(text), { language: "en" });
  expect(blocks.map(({ text }) => text.slice(0, SENTENCE.length))).toEqual([SENTENCE]);
});
