import { alignDocuments, type Document, readDocument, readText, UnreadableDocument } from "@sextant/core";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (content: Uint8Array): Promise<Document> => readDocument(content, { name: "x.txt" });

describe("what cannot be read is refused with a reason", () => {
  test.each([
    ["an empty file", bytes(""), /x\.txt is empty/],
    ["white space", bytes(" \n\n\t "), /holds no text, only white space/],
    ["a damaged PDF", bytes("%PDF-1.7\n…"), /is a damaged PDF/],
    ["an archive", bytes("PK\u0003\u0004…"), /is a ZIP archive, and neither a Word nor an OpenDocument file/],
    [
      "an archive that holds a Word file",
      zipSync({ "report.docx": [zipSync({ "word/document.xml": bytes("<w:document/>") }), { level: 0 }] }),
      /is a ZIP archive, and neither a Word nor an OpenDocument file, nor an EPUB; take the document out of it/,
    ],
    [
      "a binary file",
      Uint8Array.from({ length: 4096 }, (_, at) => (at * 37) % 256),
      /is a binary file, not text|no encoding/,
    ],
    [
      "German",
      bytes("Die Generalversammlung hat den Bericht des Generalsekretärs geprüft und angenommen."),
      /seems to be in German; name its language/,
    ],
    ["only symbols", bytes("A/RES/67/189 2012 *** ---"), /name its language/],
  ])("%s", async (_, content, message) => {
    await expect(read(content)).rejects.toThrow(UnreadableDocument);
    await expect(read(content)).rejects.toThrow(message);
  });

  test("a language tag that is none", () => {
    expect(() => readText("Bonjour", { language: "not a tag" })).toThrow(
      /is not a language tag; write one as in BCP 47/,
    );
  });
});

test("UTF-16 with a byte order mark is read", async () => {
  const text = "L’Assemblée générale se félicite des progrès accomplis.";
  expect((await read(Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(text, "utf16le")]))).blocks[0]?.text).toBe(text);
});

test("a line of five megabytes is one block", async () => {
  const line = "La commission a adopté le rapport du Secrétaire général sur la question. ".repeat(70_000);
  const document = await read(bytes(line));
  expect(document.blocks).toHaveLength(1);
  expect(document.blocks[0]?.text).toHaveLength(line.trim().length);
});

test("a text of one paragraph, and one with no counterpart at all, give honest rows", () => {
  const one = alignDocuments([
    readText("Chacun a droit à la vie.", { language: "fr" }),
    readText("Everyone has the right to life.", { language: "en" }),
  ]);
  expect(one.rows.map(({ units }) => units)).toEqual([{ fr: [0], en: [0] }]);

  const alone = alignDocuments([readText("Chacun a droit à la vie.", { language: "fr" })]);
  expect(alone.rows.map(({ units }) => units)).toEqual([{ fr: [0] }]);

  const fr = readText(
    Array.from(
      { length: 12 },
      (_, n) => `La commission ${n} a examiné longuement le rapport annuel sur les travaux.`,
    ).join("\n\n"),
    { language: "fr" },
  );
  const zh = readText("你好。", { language: "zh" });
  const { rows } = alignDocuments([fr, zh]);
  expect(rows.flatMap(({ units }) => units.fr ?? []).sort((a, b) => a - b)).toEqual([...fr.blocks.keys()]);
  expect(rows.flatMap(({ units }) => units.zh ?? [])).toEqual([0]);
  expect(rows.filter(({ units }) => !units.zh).length).toBeGreaterThan(5);
});

test("the same language twice is refused, and said", () => {
  const document = readText("Chacun a droit à la vie.", { language: "fr" });
  expect(() => alignDocuments([document, document])).toThrow(/two documents are in fr/);
});
