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

test("only the first title of an EPUB is the book’s, those of later pages head chapters", async () => {
  const second = page(
    "<h1>La récolte</h1><p>La récolte a été bonne.</p><h2>Les outils</h2><p>Il y a des échelles.</p>",
  );
  const { blocks } = await read({ ...FILES, "OPS/text/second.xhtml": second });
  expect(blocks.filter(({ role }) => role !== "text" && role !== "table-cell")).toEqual([
    { role: "title", text: "Les vergers" },
    { role: "heading", level: 1, text: "La récolte" },
    { role: "heading", level: 2, text: "Les outils" },
  ]);
});

/** A book of two chapters and a page of endnotes. */
const book = (chapters: readonly string[], notes: string, linear = "yes"): Promise<Document> => {
  const paths = ["text/c1.xhtml", "text/c2.xhtml", "notes/end%20notes.xhtml"];
  const items = paths.map((path, at) => `<item id="p${at}" href="${path}" media-type="application/xhtml+xml"/>`);
  return read({
    "META-INF/container.xml": CONTAINER,
    "OPS/book.opf": `<package xmlns="http://www.idpf.org/2007/opf"><manifest>${items.join("")}</manifest>
      <spine><itemref idref="p0"/><itemref idref="p1"/><itemref idref="p2" linear="${linear}"/></spine></package>`,
    "OPS/text/c1.xhtml": page(chapters[0] ?? ""),
    "OPS/text/c2.xhtml": page(chapters[1] ?? ""),
    "OPS/notes/end notes.xhtml": page(notes),
  });
};
const NOTES = "../notes/end%20notes.xhtml";
/** Where a note is said to be one: at both ends, at one, or nowhere but for its link back. */
const LAYOUTS: readonly (readonly [string, mark: string, note: string])[] = [
  ["EPUB types", 'epub:type="noteref"', 'epub:type="endnote"'],
  ["roles", 'role="doc-noteref"', 'role="doc-endnote"'],
  ["a type of the mark", 'epub:type="noteref"', ""],
  ["a type of the note", "", 'epub:type="footnote"'],
  ["an older type", "", 'epub:type="rearnote"'],
  ["links in both directions", "", ""],
];
const chapter = (name: string, type: string, at: number): string =>
  `<h2>${name}</h2><p>Respect des droits de l’homme<a ${type} id="r${at}" href="${NOTES}#e${at}">1</a>.</p>`;
const endnote = (type: string, at: number, back: string): string =>
  `<li ${type} id="e${at}"><p>Note ${at}, voir <a href="../text/c1.xhtml#top">le début</a>. <a href="../text/c${at}.xhtml#r${at}">${back}</a></p></li>`;

test.each(LAYOUTS)("endnotes on a page of their own are notes, known by %s", async (_, mark, note) => {
  for (const linear of ["yes", "no"]) {
    const { blocks, notes, reading } = await book(
      [`<h1 id="top">Livre</h1>${chapter("Un", mark, 1)}`, chapter("Deux", mark, 2)],
      `<section epub:type="endnotes"><ol>${endnote(note, 1, "↩")}${endnote(note, 2, "Retour")}</ol></section>`,
      linear,
    );
    expect(blocks.map(({ text }) => text)).toEqual([
      "Livre",
      "Un",
      "Respect des droits de l’homme.",
      "Deux",
      "Respect des droits de l’homme.",
    ]);
    expect(blocks.flatMap(({ marks = [] }) => marks)).toEqual(Array(2).fill({ mark: "1", offset: 29 }));
    expect(notes).toEqual([
      { mark: "1", text: "Note 1, voir le début." },
      { mark: "1", text: "Note 2, voir le début." },
    ]);
    expect(reading?.leftOut ?? []).toEqual([]);
  }
});

test("what else stands on a page of endnotes beside the reading order is left out with a word", async () => {
  const notes = `<h2>Notes</h2><aside epub:type="footnote" id="e1"><p>Premier alinéa.</p> <p>Second.</p></aside>`;
  const chapters = [chapter("Un", 'epub:type="noteref"', 1)];
  const { notes: found, blocks, reading } = await book(chapters, notes, "no");
  expect(found).toEqual([{ mark: "1", text: "Premier alinéa. Second." }]);
  expect(blocks.map(({ text }) => text)).not.toContain("Notes");
  expect(reading?.leftOut).toEqual([{ text: "OPS/notes/end notes.xhtml", reason: "page beside the reading order" }]);
  expect((await book(chapters, notes)).blocks.map(({ text }) => text)).toContain("Notes");
});

test("a number that links to another page without a note there stays text", async () => {
  const { blocks, notes } = await book(
    ['<p id="a">Les vergers.</p>', '<p id="b">La récolte.</p>'],
    `<p>Récolte, <a href="../text/c1.xhtml#a">12</a>, <a href="../text/c2.xhtml#b">15</a>, <a epub:type="noteref" href="../text/c2.xhtml#gone">3</a>, <a href="https://un.org/#b">4</a></p>`,
  );
  expect(blocks.map(({ text }) => text)).toEqual(["Les vergers.", "La récolte.", "Récolte, 12, 15, 3, 4"]);
  expect(notes).toEqual([]);
});

test("entries of a table of contents that are numbers, and headings that link back to them, are no notes", async () => {
  const heading = (at: number): string =>
    `<div><p class="title" id="c${at}"><a href="c1.xhtml#t${at}">${at}</a></p><p>La récolte.</p></div>`;
  const entry = (at: number): string => `<p><a id="t${at}" href="c2.xhtml#c${at}">${at}</a></p>`;
  const { blocks, notes } = await book([entry(1) + entry(2), heading(1) + heading(2)], "<p>Fin.</p>");
  expect(blocks.map(({ text }) => text)).toEqual(["1", "2", "1", "La récolte.", "2", "La récolte.", "Fin."]);
  expect(notes).toEqual([]);
});

test("thousands of numbers that link into one chapter are read in no time", async () => {
  const entries = Array.from({ length: 20_000 }, (_, at) => `x <a id="t${at}" href="c2.xhtml#c">${at % 999}</a>`);
  const backs = entries.map((_, at) => `<a href="c1.xhtml#t${at}">x</a>`);
  const begin = performance.now();
  await book([`<p>${entries.join(" ")}</p>`, `<div><h2 id="c">Un</h2><p>${backs.join(" ")}</p></div>`], "<p>Fin.</p>");
  expect(performance.now() - begin).toBeLessThan(20_000);
});

test("a page that the spine names twice, once beside the reading order, is read once, with its notes", async () => {
  const spine = '<itemref idref="one"/><itemref idref="one" linear="no"/><itemref idref="two"/>';
  const twice = await read({
    ...FILES,
    "OPS/book.opf": BOOK.replace('<itemref idref="one"/><itemref idref="two"/>', spine),
  });
  const once = await read(FILES);
  expect([twice.blocks, twice.notes, twice.reading?.leftOut]).toEqual([once.blocks, once.notes, once.reading?.leftOut]);
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
