import { readDocument } from "@sextant/core";
import { zipSync } from "fflate";
import { expect, test } from "vitest";

const TMX =
  '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>Peace</seg></tuv></tu></body></tmx>';

test.each([
  ["a TMX file", TMX],
  ["a TMX file", `<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<!-- a memory -->\n${TMX}`],
  ["an XLIFF file", '<xliff version="1.2"><file source-language="en"><body/></file></xliff>'],
  ["a TBX file", '<?xml version="1.0"?><!DOCTYPE martif SYSTEM "x.dtd"><martif type="TBX"><text/></martif>'],
  ["a TBX file", '<TBX dialect="TBX-Min"><body/></TBX>'],
  ["XML that begins with <book>", '<?xml version="1.0"?>\n<book><para>Peace</para></book>'],
  ["a PO file", '# French\nmsgid ""\nmsgstr ""\n"Language: fr\\n"\n\nmsgid "Peace"\nmsgstr "Paix"\n'],
])("%s is no document, and is not read as one: %s", async (what, text) => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
  for (const bytes of [Buffer.from(text), Buffer.from(text.replaceAll("\n", "\r\n")), utf16])
    await expect(readDocument(bytes, { name: "the file", language: "en" })).rejects.toThrow(`the file is ${what}`);
});

test("a text that speaks of such files is read", async () => {
  const text = "The <tmx> element comes first. A PO file says msgid before msgstr.\n\nmsgid is a key.\n";
  expect((await readDocument(Buffer.from(text), { language: "en" })).blocks).toHaveLength(2);
});

test.each([
  '<?xml version="1.0"?><?xml-stylesheet type="text/css" href="own.css"?>',
  '<?xml version="1.0"?>\n<!-- saved -->\n<?xml-stylesheet href="own.css"?>\n<!-- twice -->\n',
])("a page in XML is read, whatever stands before it: %s", async (before) => {
  const page = `${before}<html xmlns="http://www.w3.org/1999/xhtml"><body><p>The wardens count.</p></body></html>`;
  const { blocks } = await readDocument(Buffer.from(page), { language: "en" });
  expect(blocks.map(({ text }) => text)).toEqual(["The wardens count."]);
});

test.each([
  [TMX, { reason: "units", values: { format: "TMX" } }],
  ['<?xml version="1.0"?>\n<book><para>Peace</para></book>', { reason: "xml", values: { root: "book" } }],
  ['msgid ""\nmsgstr ""\n\nmsgid "Peace"\nmsgstr "Paix"\n', { reason: "po-file" }],
])("what is no document is refused with a reason that others may put into their own words: %s", async (text, why) => {
  await expect(readDocument(Buffer.from(text), { name: "the file", language: "en" })).rejects.toMatchObject({ why });
});

test("a workbook is no archive of documents", async () => {
  const bytes = zipSync({
    "[Content_Types].xml": Buffer.from("<Types/>"),
    "xl/workbook.xml": Buffer.from("<workbook/>"),
  });
  await expect(readDocument(bytes, { name: "terms.xlsx" })).rejects.toMatchObject({
    why: { reason: "workbook" },
    message: expect.stringMatching(/^terms\.xlsx is a workbook/),
  });
});
