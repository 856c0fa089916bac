import { type Document, readDocument } from "@sextant/core";
import { expect, test } from "vitest";
import { zip } from "../../../packages/core/src/document/formats/archive.ts";

const CONTAINER = `<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>
  <rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`;
const BOOK = `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest>
  <item id="two" href="text/second.xhtml" media-type="application/xhtml+xml"/><item id="one" href="text/first%20page.xhtml" media-type="application/xhtml+xml"/>
  <item id="map" href="text/map.xhtml" media-type="application/xhtml+xml"/><item id="style" href="style.css" media-type="text/css"/></manifest>
  <spine><itemref idref="one"/><itemref idref="two"/><itemref idref="map" linear="no"/></spine></package>`;
const page = (body: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>${body}</body></html>`;
const table = "<table><tr><td>Poires</td><td>12</td></tr></table>";
const FILES = {
  mimetype: "application/epub+zip",
  "META-INF/container.xml": CONTAINER,
  "OPS/book.opf": BOOK,
  "OPS/text/first page.xhtml": page(
    `<h1><a id="a"/>Les vergers</h1><p>La vallée a des vergers<a href="#n1"><sup>1</sup></a>.</p>${table}<aside id="n1"><p>1 Tous.</p></aside>`,
  ),
  "OPS/text/second.xhtml": page(`<nav>Suite</nav><h2>La récolte</h2><p>La récolte a été bonne.</p>${table}`),
  "OPS/text/map.xhtml": page("<p>Carte</p>"),
  "OPS/style.css": "p {}",
};

const read = (files: Readonly<Record<string, string>>): Promise<Document> =>
  readDocument(zip(new Map(Object.entries(files))), { language: "fr", name: "livre.epub" });

test("an EPUB is read page by page in the order of its spine, with its notes and tables", async () => {
  const { blocks, notes, reading } = await read(FILES);
  expect(blocks.map(({ role, text, cell }) => [role, text, cell?.table])).toEqual([
    ["title", "Les vergers", undefined],
    ["text", "La vallée a des vergers.", undefined],
    ["table-cell", "Poires", 0],
    ["table-cell", "12", 0],
    ["heading", "La récolte", undefined],
    ["text", "La récolte a été bonne.", undefined],
    ["table-cell", "Poires", 1],
    ["table-cell", "12", 1],
  ]);
  expect(notes).toEqual([{ mark: "1", text: "Tous." }]);
  expect(blocks[1]?.marks).toEqual([{ mark: "1", offset: 23 }]);
  expect(reading?.leftOut).toEqual([
    { text: "Suite", reason: "navigation, header or footer of the page" },
    { text: "OPS/text/map.xhtml", reason: "page beside the reading order" },
  ]);
});

test("an EPUB that was packed with its folder is read as one that was not", async () => {
  const packed = Object.fromEntries(Object.entries(FILES).map(([path, content]) => [`livre/${path}`, content]));
  expect((await read(packed)).blocks).toEqual((await read(FILES)).blocks);
});

test("an EPUB that is damaged or protected is refused with the reason", async () => {
  const { "OPS/book.opf": _, ...without } = FILES;
  await expect(read(without)).rejects.toThrow("livre.epub is a damaged EPUB: it has no OPS/book.opf");
  const encryption = `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#">
    <CipherData><CipherReference URI="OPS/text/second.xhtml"/></CipherData></EncryptedData></encryption>`;
  await expect(read({ ...FILES, "META-INF/encryption.xml": encryption })).rejects.toThrow(
    "livre.epub is protected against copying",
  );
});
