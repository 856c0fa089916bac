import { type ImportProblem, readUnits } from "@sextant/core/exchange";
import { gzipSync, strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";

const tmx = (english: string, more = ""): Uint8Array =>
  strToU8(
    `<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>${english}</seg></tuv><tuv xml:lang="fr"><seg>Bonjour.</seg></tuv></tu>${more}</body></tmx>`,
  );

async function read(bytes: Uint8Array, name = "a.tmx"): Promise<{ texts: unknown[]; problems: ImportProblem[] }> {
  const problems: ImportProblem[] = [];
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  const units = readUnits(name, whole(), { report: (problem) => problems.push(problem) });
  return { texts: (await Array.fromAsync(units)).map(({ variants }) => variants.en), problems };
}

test.each([
  ["an archive in an archive", zipSync({ "in.zip": zipSync({ "a.tmx": tmx("One.") }), "b.tmx": tmx("Two.") }), 2],
  ["a gzip file in an archive", zipSync({ "a.tmx.gz": gzipSync(tmx("One.")) }), 1],
  ["an archive that was put into gzip", gzipSync(zipSync({ "a.tmx": tmx("One.") })), 1],
  ["a file that was put into gzip twice", gzipSync(gzipSync(tmx("One."))), 1],
  [
    "an archive beside an archive of something else",
    zipSync({ "a.tmx": tmx("One."), "pictures.zip": zipSync({ "a.png": strToU8("png") }) }),
    1,
  ],
])("%s is read as what is in it", async (_, bytes, count) => {
  expect((await read(bytes)).texts).toEqual(["One.", "Two."].slice(0, count));
});

test("a problem names the file in the archive in the archive", async () => {
  const inner = zipSync({ "a.tmx": tmx("One.", "<tu/>") });
  const { problems } = await read(zipSync({ "in.zip": inner }));
  expect(problems).toMatchObject([{ kind: "unit", file: "in.zip/a.tmx", line: 1 }]);
});

test("a file that is packed again and again is refused", async () => {
  let bytes = tmx("One.");
  for (let times = 0; times < 4; times++) bytes = gzipSync(bytes);
  await expect(read(bytes)).rejects.toThrow("it is packed more than 3 times; unpack it first");
});

test("a TMX 1.1 file of an old workbench, in UTF-16 and with codes of its own, is read", async () => {
  const text = `<?xml version="1.0" encoding="UTF-16"?>\r\n<!DOCTYPE tmx SYSTEM "tmx11.dtd">\r\n<tmx version="version 1.1"><header segtype="sentence" srclang="EN-US" datatype="rtf"><prop type="RTFFontTable">{\\fonttbl }</prop></header><body><tu creationdate="20040101T120000Z"><tuv lang="EN-US"><seg>Good <ut>{\\b </ut>day<ut>}</ut>.</seg></tuv><tuv lang="FR-FR"><seg>Bonjour.</seg></tuv></tu></body></tmx>`;
  const littleEndian = Buffer.from(`\ufeff${text}`, "utf16le");
  for (const bytes of [littleEndian, Buffer.from(littleEndian).swap16(), littleEndian.subarray(2)])
    expect(await read(bytes)).toEqual({ texts: ["Good day."], problems: [] });
});

const xliff = (file: string, unit: string): Uint8Array =>
  strToU8(`<xliff version="1.2"><file original="a" datatype="x" ${file}><body>${unit}</body></file></xliff>`);

test("XLIFF that names its languages at the texts only is bilingual; without any it is refused", async () => {
  const unit = `<trans-unit id="1"><source>Good day.</source><target xml:lang="fr">Bonjour.</target></trans-unit>`;
  expect((await read(xliff(`source-language="en"`, unit), "a.xlf")).texts).toEqual(["Good day."]);
  const bare = unit.replace(` xml:lang="fr"`, "");
  await expect(read(xliff(`source-language="en"`, bare), "a.xlf")).rejects.toThrow("does not name its target language");
});

test("what XLIFF offers as another translation is none, and a segment without its translation is reported", async () => {
  const unit = `<trans-unit id="1"><source>Good day. Thanks.</source><seg-source><mrk mtype="seg" mid="1">Good day.</mrk> <mrk mtype="seg" mid="2">Thanks.</mrk></seg-source><target><mrk mtype="seg" mid="1">Bonjour.</mrk></target><alt-trans><source>Good evening.</source><target>Bonsoir.</target></alt-trans></trans-unit>`;
  const { texts, problems } = await read(xliff(`source-language="en" target-language="fr"`, unit), "a.xlf");
  expect(texts).toEqual(["Good day."]);
  expect(problems).toMatchObject([{ kind: "unit", message: "segment 2 without a translation" }]);
});

test("the header of a PO file that was made into XLIFF is no unit", async () => {
  const units = `<trans-unit id="1" restype="x-gettext-domain-header"><source>Language: fr</source><target>Language: fr</target></trans-unit><trans-unit id="2"><source>Good day.</source><target>Bonjour.</target></trans-unit>`;
  const { texts, problems } = await read(xliff(`source-language="en" target-language="fr"`, units), "a.xlf");
  expect(texts).toEqual(["Good day."]);
  expect(problems).toMatchObject([{ kind: "repaired", message: "the header of a PO file, which is no unit" }]);
});

test("what is wrong with a line of JSON is said in words", async () => {
  const lines = [`{"en":"Good day."}`, "not json", "[]", `{"variants":{"en":5}}`, `{"variants":{"en":"Good day."}}`];
  const { problems } = await read(strToU8(lines.join("\n")), "a.jsonl");
  expect(problems.map(({ message }) => message)).toEqual([
    'it has no “variants”: a unit is an object such as {"variants":{"en":"Peace","fr":"Paix"}}',
    "this is no JSON",
    'this is no unit: a unit is an object such as {"variants":{"en":"Peace","fr":"Paix"}}',
    "“variants.en” has to be a text",
  ]);
});

test("a file of which no unit can be taken is refused, with what is wrong with the first; one without units is empty", async () => {
  await expect(read(strToU8(`{"en":"Good day."}\n{"en":"Thanks."}\n`), "a.jsonl")).rejects.toThrow(
    /^none of its 2 units can be taken: line 1: it has no “variants”/,
  );
  const untranslated = `<trans-unit id="1"><source>Good day.</source></trans-unit>`;
  await expect(read(xliff(`source-language="en" target-language="fr"`, untranslated), "a.xlf")).rejects.toThrow(
    /^its one unit cannot be taken: line 1: a unit without a translation/,
  );
  expect((await read(strToU8(`<tmx version="1.4"><header srclang="en"/><body/></tmx>`))).texts).toEqual([]);
  const archive = zipSync({ "bad.jsonl": strToU8(`{"en":"Good day."}`), "good.tmx": tmx("One.") });
  const { texts, problems } = await read(archive, "a.zip");
  expect(texts).toEqual(["One."]);
  expect(problems.at(-1)?.message).toMatch(/^left out: its one unit cannot be taken/);
  await expect(read(strToU8(`{"en":"Good day."}\n{"en":"Thanks."}\n`), "a.jsonl")).rejects.toMatchObject({
    why: { reason: "none-taken", values: { count: 2, line: 1 } },
  });
});

test("a file that ends too early is refused with the line where it ends", async () => {
  const cut = strToU8(`<tmx version="1.4"><header srclang="en"/>\n<body>\n<tu><tuv xml:lang="en">\n<seg>On`);
  await expect(read(cut)).rejects.toThrow("line 4: the file ends inside <seg>");
});

test.each([
  ["a table without names", "les États\tthe States\nla paix\tpeace\n", "a.tsv", "columns"],
  ["a document", "<html><body>A text.</body></html>", "a.tmx", "no-units"],
  ["a TMX file that is cut", `<tmx version="1.4"><header/><body><tu>`, "a.tmx", "ends-early"],
  ["nothing", "", "a.tmx", "empty"],
])("%s is refused with a reason that others may put into their own words", async (_, text, name, reason) => {
  await expect(read(strToU8(text), name)).rejects.toMatchObject({ why: { reason } });
});

const mimetype = (of: string): Uint8Array => strToU8(`application/vnd.oasis.opendocument.${of}`);
test.each([
  [
    "Excel",
    { "[Content_Types].xml": strToU8("<Types/>"), "xl/workbook.xml": strToU8("<workbook/>") },
    "workbook",
    /save .* as CSV/,
  ],
  ["Calc", { mimetype: mimetype("spreadsheet"), "content.xml": strToU8("<a/>") }, "workbook", /save .* as CSV/],
  [
    "Word",
    { "[Content_Types].xml": strToU8("<Types/>"), "word/document.xml": strToU8("<a/>") },
    "no-units",
    /a document \(DOCX\)/,
  ],
])("a file of %s is refused as what it is, and not as an archive of other files", async (_, files, reason, message) => {
  const bytes = zipSync(files, { level: 0 });
  await expect(read(bytes, "terms.xlsx")).rejects.toMatchObject({
    why: { reason },
    message: expect.stringMatching(message),
  });
  const { texts, problems } = await read(zipSync({ "terms.xlsx": bytes, "good.tmx": tmx("One.") }), "a.zip");
  expect(texts).toEqual(["One."]);
  expect(problems).toMatchObject([{ file: "terms.xlsx", message: expect.stringMatching(message) }]);
});
