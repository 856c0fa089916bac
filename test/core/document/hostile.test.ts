import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readDocument, UnreadableDocument } from "@sextant/core";
import { strToU8, zipSync } from "fflate";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../../web/browser.ts";
import { asDocx, asHtml, asPdf, resolutionText } from "./rendered/render.ts";

// Whether LibreOffice is installed must not matter here.
process.env.SEXTANT_SOFFICE = join(import.meta.dirname, "no-such-program");
const FILES = join(import.meta.dirname, "files");
let browser: Browser;
const originals = new Map<string, Uint8Array>();
beforeAll(async () => {
  browser = await launchBrowser();
  const french = await readDocument(resolutionText("fr"));
  const arabic = await readDocument(resolutionText("ar"));
  originals.set("pdf", await asPdf(browser, french));
  originals.set("docx", await asDocx(arabic));
  originals.set("html", new TextEncoder().encode(asHtml(french)));
  originals.set("text", resolutionText("zh"));
  originals.set("odt", readFileSync(join(FILES, "resolution-ar.odt")));
  originals.set("doc", readFileSync(join(FILES, "resolution-fr.doc")));
});
afterAll(() => browser.close());

const docx = (document: string, more: Record<string, Uint8Array> = {}): Uint8Array =>
  zipSync({
    "[Content_Types].xml": strToU8(
      `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ),
    "_rels/.rels": strToU8(
      `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    "word/document.xml": strToU8(document),
    ...more,
  });
const word = (body: string): string =>
  `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>${body}</w:body></w:document>`;

const picture = (how: string, id: string): string =>
  `<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:${how}="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;

const read = (bytes: Uint8Array) => readDocument(bytes, { language: "fr", name: "x" });

describe("refused with a sentence that says why", () => {
  test("an encrypted PDF", async () => {
    await expect(read(readFileSync(join(FILES, "encrypted.pdf")))).rejects.toThrow(
      /^x is encrypted; give a copy without a password$/,
    );
  });

  test("a PDF of pictures only", async () => {
    const page = await browser.newPage();
    await page.setContent(`<svg width="400" height="400"><rect width="300" height="200" fill="teal"/></svg>`);
    const scan = await page.pdf();
    await page.close();
    await expect(read(scan)).rejects.toThrow(
      /^x is a PDF without text, a scan; it needs character recognition \(OCR\) first$/,
    );
  });

  test.each([
    ["a PDF cut off in the middle", () => (originals.get("pdf") as Uint8Array).slice(0, 2000), /^x is a damaged PDF/],
    ["a Word file cut off in the middle", () => (originals.get("docx") as Uint8Array).slice(0, 3000), /^x is /],
    [
      "an archive of something else",
      () => zipSync({ "a.txt": strToU8("bonjour") }),
      /^x is a ZIP archive, and neither/,
    ],
    [
      "a bomb",
      () => docx(`${word("<w:p/>")}${" ".repeat(260 * 1024 * 1024)}`),
      /^x grows to more than 200 MB when it is unpacked$/,
    ],
    [
      "a Word file with entities",
      () =>
        docx(`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${word("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")}`),
      /^x declares XML entities in word\/document\.xml/,
    ],
    [
      "an RTF file",
      () => strToU8("{\\rtf1\\ansi Bonjour}"),
      /^x is an RTF file, which is read only where LibreOffice is installed/,
    ],
    ["a picture", () => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), /^x is a picture/],
  ])("%s", async (_, make, message) => {
    const bytes = make();
    await expect(read(bytes)).rejects.toThrow(UnreadableDocument);
    await expect(read(bytes)).rejects.toThrow(message);
  });
});

test("a Word file's references to elsewhere, macros and deleted text are not followed, unpacked or read", async () => {
  const body = `<w:p><w:r><w:t xml:space="preserve">Un </w:t></w:r><w:ins w:id="1" w:author="a"><w:r><w:t xml:space="preserve">nouveau </w:t></w:r></w:ins>
    <w:del w:id="2" w:author="a"><w:r><w:delText>vieux </w:delText></w:r></w:del><w:hyperlink r:id="r9"><w:r><w:t>paragraphe.</w:t></w:r></w:hyperlink>
    ${picture("embed", "r7")}${picture("link", "r8")}</w:p>`;
  const file = docx(word(body), {
    "word/vbaProject.bin": strToU8("Sub AutoOpen()"),
    "word/media/emblem.png": Uint8Array.from([0x89, 0x50, 0x4e, 0x47]),
    "word/_rels/document.xml.rels": strToU8(
      `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="http://127.0.0.1:1/x" TargetMode="External"/><Relationship Id="r8" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="file:///etc/passwd" TargetMode="External"/><Relationship Id="r7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/emblem.png"/></Relationships>`,
    ),
  });
  expect((await read(file)).blocks.map(({ text }) => text)).toEqual(["Un nouveau paragraphe."]);
});

/** A small generator of its own, so that a failure can be run again (Steele & Vigna, SplitMix32). */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
  };
}

function mutated(bytes: Uint8Array, seed: number): Uint8Array {
  const next = random(seed);
  let out = Uint8Array.from(bytes);
  for (let change = next(12); change >= 0; change--) {
    const at = next(out.length);
    const length = Math.min(1 + next(64), out.length - at);
    const kind = next(4);
    if (kind === 0) for (let bit = 0; bit < length; bit++) out[at + bit] = next(256);
    else if (kind === 1) out = Buffer.concat([out.subarray(0, at), out.subarray(at + length)]);
    else if (kind === 2) out = Buffer.concat([out.subarray(0, at), out.subarray(at, at + length), out.subarray(at)]);
    else out[at] = (out[at] as number) ^ (1 << next(8));
  }
  return out;
}

describe.each(["pdf", "docx", "odt", "doc", "html", "text"])("a mutated %s", (kind) => {
  test("is read or refused, sixty times over", async () => {
    const original = originals.get(kind) as Uint8Array;
    for (let seed = 1; seed <= 60; seed++) {
      try {
        const { blocks } = await read(mutated(original, seed));
        expect(blocks.length, `seed ${seed}`).toBeGreaterThan(0);
      } catch (error) {
        expect(error, `seed ${seed}`).toBeInstanceOf(UnreadableDocument);
      }
    }
  });
});
