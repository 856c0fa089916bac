import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Document, readDocument } from "@sextant/core";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { differences, wordsOfDocx } from "./words.ts";

const file = (name: string): Buffer => readFileSync(join(import.meta.dirname, "files", name));
const read = (name: string): Promise<Document> => readDocument(file(name), { language: "en", name });
/** A block as `role number text`, with its marks where they stand. */
function shown({ role, number, level, text, marks = [] }: Document["blocks"][number]): string {
  let from = 0;
  const parts = marks.map(({ mark, offset }) => {
    const part = `${text.slice(from, offset)}[${mark}]`;
    from = offset;
    return part;
  });
  return [role + (level ?? ""), number, parts.join("") + text.slice(from)].filter(Boolean).join(" ");
}
const blocks = async (name: string) => (await read(name)).blocks.map(shown);

const NAMESPACES = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"`;
/** A DOCX of a body, and of other parts by their names. */
const docx = (body: string, parts: Record<string, string> = {}): Uint8Array =>
  zipSync({
    "word/document.xml": strToU8(`<w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`),
    ...Object.fromEntries(
      Object.entries(parts).map(([name, xml]) => [
        `word/${name}.xml`,
        strToU8(`<w:${name} ${NAMESPACES}>${xml}</w:${name}>`),
      ]),
    ),
  });
const run = (text: string, properties = ""): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (inner: string, properties = ""): string => `<w:p><w:pPr>${properties}</w:pPr>${inner}</w:p>`;
const text = async (body: string, parts?: Record<string, string>): Promise<string[]> =>
  (await readDocument(docx(body, parts), { language: "en" })).blocks.map(shown);

describe("a Word file", () => {
  test("keeps linked text in its notes", async () => {
    const { notes } = await read("footnote-hyperlink.docx");
    expect(notes[0]).toEqual({ mark: "1", text: "See A/99/210, annex, part B." });
  });

  test("in a template of the United Nations has its title, headings, masthead and notes of tables", async () => {
    const document = await read("un-template-styles.docx");
    expect(document.blocks.map(shown)).toEqual([
      "title Harvest of the valley for the period from 1 July 2030 to 30 June 2031",
      "heading1 Summary",
      "text The harvest was good.",
      "heading2 Financial resources",
      "table-cell Projected harvest for 2030/31[a]",
      "table-cell 41 945",
      "table-cell Temporary wardens[a][b]",
      "table-cell 12",
      "heading4 Matters pertaining to the report of the wardens",
      "text The wardens reported that ladders were few.",
    ]);
    expect(document.notes).toEqual([{ mark: "a", text: "Estimate as at 28 February 2031." }]);
    expect(document).toMatchObject({ session: "Ninety-ninth session", agendaItem: "Agenda item 9" });
    expect(document.reading?.leftOut).toContainEqual({ text: "Ninety-ninth session", reason: "masthead" });
  });

  test("has marks where it refers to notes, and exponents stay text", async () => {
    expect(await blocks("square-metres.docx")).toEqual([
      "text The wardens cleared 2 million m² of hedges[1] and moved 400 m³ of earth in the year.[2] The ladders stand.[3]",
    ]);
  });

  test("of an older kind keeps tabs, optional and non-breaking hyphens as what they are", async () => {
    const { blocks } = await read("tab-optional-hyphen.doc");
    expect(blocks.map(({ number, text }) => [number, text])).toEqual([
      [undefined, "The General Assembly"],
      ["1", "Ask wardens"],
      ["2", "Requests preparation of ladders"],
      [undefined, "Non-binding text"],
      [undefined, "The wardens climb the trees"],
      [undefined, "and pick the pear"],
    ]);
  });

  test("of an older kind has a wide table as one", async () => {
    const { blocks } = await read("wide-table.doc");
    const places = blocks.flatMap(({ cell }) => (cell ? [`${cell.table} ${cell.row} ${cell.column}`] : []));
    expect(places).toEqual([0, 1, 2].flatMap((row) => Array.from({ length: 16 }, (_, column) => `0 ${row} ${column}`)));
  });

  test("of Word 6 or 95 is refused where LibreOffice is not installed, with what to do", async () => {
    process.env.SEXTANT_SOFFICE = join(import.meta.dirname, "no-such-program");
    const old = file("tab-optional-hyphen.doc");
    old.writeUInt16LE(0x68, old.indexOf(Uint8Array.from([0xec, 0xa5])) + 2);
    await expect(readDocument(old, { name: "x" })).rejects.toThrow(
      /^x is a file of Word 6 or 95, which is read only where LibreOffice is installed; save it as DOCX$/,
    );
    process.env.SEXTANT_SOFFICE = "true";
    await expect(readDocument(old, { name: "x" })).rejects.toThrow(/LibreOffice cannot convert it/);
  });
});

const ORCHARD = [
  "title Counting the orchards of the valley",
  "heading1 Introduction",
  "text The wardens[1] counted 400 m³ of earth,[i] and CO2 was measured.[2]",
  "text 1 First item of the list",
  "subparagraph1 (a) A point under the first item",
  "text 2 Second item of the list",
  "text The joiners gladly made ladders.",
  "text A paragraph that was joined to the next.",
  "heading2 Results",
  ...["District", "Trees", "Pears", "Plums", "North", "12", "14[a]"].map((cell) => `table-cell ${cell}`),
  "text The sub-item was prepared. It stood.",
  "text Ladders in the wind.",
];
const NOTES = ["1 See resolution 98/4.", "2 A/99/210, annex.", "a Estimate of the wardens.", "i Measured at noon."];

test.each(["orchard.docx", "orchard.odt"])("%s has every structure that its format names", async (name) => {
  const document = await read(name);
  expect(document.blocks.map(shown)).toEqual(ORCHARD);
  expect(document.notes.map(({ mark, text }) => `${mark} ${text}`).sort()).toEqual(NOTES);
  expect(document.furniture).toEqual(["A/99/L.7", "31-04321"]);
  expect(document.symbol).toBe("A/99/L.7");
  expect(document.warnings).toEqual([]);
  expect(document.blocks.flatMap(({ cell }) => cell ?? [])).toEqual([
    { table: 0, row: 0, column: 0, rowSpan: 2, head: true },
    { table: 0, row: 0, column: 1, columnSpan: 2, head: true },
    { table: 0, row: 1, column: 1 },
    { table: 0, row: 1, column: 2 },
    { table: 0, row: 2, column: 0 },
    { table: 0, row: 2, column: 1 },
    { table: 0, row: 2, column: 2 },
  ]);
});

test("orchard.doc has all but automatic numbers and merged cells, and says so", async () => {
  const document = await read("orchard.doc");
  const bare = ORCHARD.map((block) => block.replace(/^(?:subparagraph1 \(a\)|text \d) /, "text "));
  expect(document.blocks.map(shown)).toEqual(bare);
  expect(document.notes.map(({ mark, text }) => `${mark} ${text}`).sort()).toEqual(NOTES);
  expect(document.furniture).toEqual(["A/99/L.7", "31-04321"]);
  expect(document.warnings.map(({ message }) => message)).toEqual([
    "the automatic numbers of an old Word file are not read; saved as DOCX, it has them",
  ]);
});

test.each(["footnote-hyperlink", "square-metres", "un-template-styles", "orchard"])(
  "no word of %s.docx is lost, and none is made up but automatic numbers",
  async (name) => {
    const bytes = file(`${name}.docx`);
    const numbers = name === "orchard" ? { "1": 1, "2": 1, a: 1, i: 2 } : {};
    expect(Object.fromEntries(differences(wordsOfDocx(bytes), await readDocument(bytes)))).toEqual(numbers);
  },
);

describe("what a Word file holds besides plain runs", () => {
  test("tracked changes are accepted: runs, moves, rows and the ends of paragraphs", async () => {
    const moved = `<w:moveFrom>${run("gone ")}</w:moveFrom><w:moveTo>${run("here ")}</w:moveTo>`;
    const row = (properties: string, words: string): string =>
      `<w:tr><w:trPr>${properties}</w:trPr><w:tc>${paragraph(run(words))}</w:tc><w:tc>${paragraph(run("x"))}</w:tc></w:tr>`;
    expect(
      await text(
        paragraph(
          `${run("It is ")}${moved}<w:ins>${run("now.")}</w:ins><w:del><w:r><w:delText>not</w:delText></w:r></w:del>`,
        ) +
          `<w:tbl>${row("<w:del/>", "old")}${row("", "new")}${row("", "newer")}</w:tbl>` +
          paragraph(run("One, "), "<w:rPr><w:del/></w:rPr>") +
          paragraph(run("and the same.")),
      ),
    ).toEqual([
      "text It is here now.",
      "table-cell new",
      "table-cell x",
      "table-cell newer",
      "table-cell x",
      "text One, and the same.",
    ]);
  });

  test("fields show their results, and one that repeats a note is a mark", async () => {
    const char = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const field = (instruction: string, result: string): string =>
      `${char("begin")}<w:r><w:instrText>${instruction}</w:instrText></w:r>${char("separate")}${run(result)}${char("end")}`;
    const nested = `${char("begin")}<w:r><w:instrText>IF </w:instrText></w:r>${field("DOCVARIABLE x", "hidden")}${char("separate")}${run("shown")}${char("end")}`;
    const footnotes = `<w:footnote w:id="5">${paragraph(run("A note."))}</w:footnote>`;
    const body = `${run("See")}<w:r><w:footnoteReference w:id="5"/></w:r>${run(" and")}${field("NOTEREF _Ref1 \\h", "1")}${run(" ")}${nested}`;
    expect(await text(paragraph(body), { footnotes })).toEqual(["text See[1] and[1] shown"]);
  });

  test("text boxes come once, behind their paragraph, and controls, formulas and symbols are text", async () => {
    const box = `<w:txbxContent>${paragraph(run("In a box."))}</w:txbxContent>`;
    const twice = `<w:r><mc:AlternateContent><mc:Choice>${box}</mc:Choice><mc:Fallback><v:textbox>${box}</v:textbox></mc:Fallback></mc:AlternateContent></w:r>`;
    const formula = `<m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>`;
    const ruby = `<w:r><w:ruby><w:rt>${run("かんじ")}</w:rt><w:rubyBase>${run("漢字.")}</w:rubyBase></w:ruby></w:r>`;
    const sdt = `<w:sdt><w:sdtPr/><w:sdtContent>${run(" held ")}</w:sdtContent></w:sdt>`;
    const hyphens = `<w:r><w:t>sub</w:t><w:noBreakHyphen/><w:t>i</w:t><w:softHyphen/><w:t>tem</w:t><w:tab/><w:sym w:font="Symbol" w:char="F0A3"/><w:br/></w:r>`;
    expect(await text(paragraph(twice + hyphens + formula + sdt + ruby))).toEqual([
      "text sub-item ≤ x² held 漢字.",
      "text In a box.",
    ]);
  });

  test("signs of fonts that are not known are shown by a square, and said", async () => {
    const symbol = `<w:r><w:sym w:font="Marlett" w:char="F061"/></w:r>`;
    const typed = run("\uf04a", `<w:rFonts w:ascii="Handicons" w:hAnsi="Handicons"/>`);
    const { blocks, warnings } = await readDocument(docx(paragraph(run("Seen: ") + symbol + typed)), {
      language: "en",
    });
    expect(blocks.map(({ text }) => text)).toEqual(["Seen: ▪▪"]);
    expect(warnings.map(({ message }) => message)).toEqual([
      "what the font Marlett, Handicons prints for its own signs is not known; ▪ stands for each",
    ]);
  });

  test("is read where its main part is called document2, as Word for the web calls it", async () => {
    const body = paragraph(run("Pears are picked in the autumn."));
    const file = zipSync({
      "word/document2.xml": strToU8(`<w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`),
    });
    expect((await readDocument(file, { language: "en" })).blocks.map(shown)).toEqual([
      "text Pears are picked in the autumn.",
    ]);
  });

  test("a number with nothing behind it, or in a formula, numbers nothing", async () => {
    const texts = ["The report has parts.", "(1)", "(6)=(5)-(3)", "(7) The harvest was good in the whole valley."];
    expect(await text(texts.map((one) => paragraph(run(one))).join(""))).toEqual([
      "text The report has parts.",
      "text (1)",
      "text (6)=(5)-(3)",
      "subparagraph1 (7) The harvest was good in the whole valley.",
    ]);
  });

  test("what is hidden, a comment or a note without a reference is left out and told", async () => {
    const comments = `<w:comment w:id="1">${paragraph(run("Check this."))}</w:comment>`;
    const footnotes = `<w:footnote w:id="9">${paragraph(run("Nobody's note."))}</w:footnote>`;
    const body = paragraph(run("Seen. ") + run("Unseen.", "<w:vanish/>"));
    const { reading } = await readDocument(docx(body, { comments, footnotes }), { language: "en" });
    expect(reading?.leftOut).toEqual([
      { text: "Unseen.", reason: "hidden text" },
      { text: "Nobody's note.", reason: "note that nothing refers to" },
      { text: "Check this.", reason: "comment" },
    ]);
  });

  test("automatic numbers go on, begin anew below a higher one, and are in other scripts", async () => {
    const level = (at: number, format: string, shown: string): string =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${shown}"/></w:lvl>`;
    const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, "decimal", "%1.")}${level(1, "lowerRoman", "(%2)")}${level(2, "bullet", "•")}</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>`;
    const item = (depth: number, words: string): string =>
      paragraph(run(words), `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="3"/></w:numPr>`);
    expect(
      await text(
        [item(0, "a b"), item(1, "c d"), item(1, "e f"), item(2, "g"), item(0, "h i"), item(1, "j")].join(""),
        {
          numbering,
        },
      ),
    ).toEqual([
      "text 1 a b",
      "subparagraph1 (i) c d",
      "subparagraph1 (ii) e f",
      "text g",
      "text 2 h i",
      "subparagraph1 (i) j",
    ]);
  });

  test("a masthead set as a table is fields of the document and no blocks", async () => {
    const cell = (...lines: string[]): string => `<w:tc>${lines.map((line) => paragraph(run(line))).join("")}</w:tc>`;
    const body =
      `<w:tbl><w:tr>${cell("United Nations")}${cell("A/HRC/43/12")}</w:tr><w:tr>${cell("General Assembly")}${cell("Distr.: General", "27 December 2019", "Original: English")}</w:tr></w:tbl>` +
      ["Human Rights Council", "Forty-third session", "24 February–20 March 2020", "Agenda item 6"]
        .map((line) => paragraph(run(line)))
        .join("") +
      paragraph(run("The wardens met in the spring and counted all the trees of the valley."));
    const document = await readDocument(docx(body), { language: "en" });
    expect(document.blocks.map(shown)).toEqual([
      "text The wardens met in the spring and counted all the trees of the valley.",
    ]);
    expect(document).toMatchObject({
      symbol: "A/HRC/43/12",
      session: "Forty-third session",
      agendaItem: "Agenda item 6",
      date: "2019-12-27",
      distribution: "General",
      originalLanguage: "en",
    });
  });

  test("the heading below a masthead is the title where no style names one", async () => {
    const styles = `<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="_ H_1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>`;
    const heading = (words: string): string => paragraph(run(words), `<w:pStyle w:val="H1"/>`);
    const body = paragraph(run("Agenda item 9")) + heading("Harvest of the valley") + heading("Summary");
    expect(await text(body + paragraph(run("It was good.")), { styles })).toEqual([
      "title Harvest of the valley",
      "heading1 Summary",
      "text It was good.",
    ]);
  });
});
