/**
 * What files that were made to do harm cost, and what is said of them: each read by the command, in a process of its own, which is
 * ended after five minutes. Takes about three minutes in all; a line is printed as each file is done.
 *
 *   pnpm bench:bounds
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, Zip, ZipDeflate, zipSync } from "fflate";
import { MAIN } from "../cli/run.ts";
import { doublingForms, pdf, stream } from "../core/document/pdf/hostile-files.ts";
import { writeMeasurement } from "../docs/measurement.ts";

const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
const SENTENCE = "The Committee took note of the report of the Secretary-General.";

const docx = (body: string): Uint8Array =>
  zipSync({
    "[Content_Types].xml": strToU8(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${WORD_MAIN}"/></Types>`,
    ),
    "_rels/.rels": strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${RELATION}" Target="word/document.xml"/></Relationships>`,
    ),
    "word/document.xml": strToU8(`<w:document xmlns:w="${WORD}"><w:body>${body}</w:body></w:document>`),
  });
const odt = (body: string): Uint8Array =>
  zipSync({
    mimetype: [strToU8("application/vnd.oasis.opendocument.text"), { level: 0 }],
    "content.xml": strToU8(
      `<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:text>${body}</o:text></o:body></o:document-content>`,
    ),
  });
const many = (count: number, say: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => say(n)).join("");

/** A PDF of so many pages, each with 32 lines. */
function longPdf(pages: number): Uint8Array {
  const kids = many(pages, (n) => `${4 + 2 * n} 0 R `);
  const lines = many(
    16,
    (k) => `(${k}. ${SENTENCE}) Tj T* (It asked him to report again at its session of the year to come.) Tj T* T* `,
  );
  const content = stream(Buffer.from(`BT /F 11 Tf 50 740 Td 14 TL ${lines} ET`), "", true);
  const own = Array.from({ length: pages }, (_, n) => [
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents ${5 + 2 * n} 0 R/Resources<</Font<</F 3 0 R>>>>>>`,
    content,
  ]);
  const head = ["<</Type/Catalog/Pages 2 0 R>>", `<</Type/Pages/Kids[${kids}]/Count ${pages}>>`];
  return pdf([...head, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", ...own.flat()]);
}

const INPUTS: Readonly<Record<string, readonly [name: string, make: () => string | Uint8Array]>> = {
  "60 MB of line ends": ["a.txt", () => `${SENTENCE}${"\n".repeat(60_000_000)}${SENTENCE}`],
  "a DOCX that grows to 150 MB, in paragraphs": [
    "b.docx",
    () => docx(`<w:p><w:r><w:t>${SENTENCE}</w:t></w:r></w:p>`.repeat(1_550_000)),
  ],
  "a DOCX that grows to 150 MB, of blanks": [
    "c.docx",
    () => docx(`<w:p><w:r><w:t>The ${" ".repeat(150_000_000)} end</w:t></w:r></w:p>`),
  ],
  "an ODT of 100,000 text:s": [
    "d.odt",
    () => odt(`<text:p>${SENTENCE}${`<text:s text:c="1000000"/>`.repeat(100_000)}</text:p>`),
  ],
  "40,000 notes in HTML": [
    "e.html",
    () =>
      many(40_000, (n) => `<p>${SENTENCE}<a href="#n${n}" id="r${n}"><sup>${n + 1}</sup></a></p>`) +
      many(40_000, (n) => `<p id="n${n}"><a href="#r${n}">${n + 1}</a> See the report.</p>`),
  ],
  "3 MB of hyphenated lines": [
    "f.txt",
    () =>
      "The report is on mat-\nters that are hyphen-\nated in all of its li-\nnes and more of them-\n".repeat(34_000),
  ],
  "800 kB of combining marks in turn": ["g.txt", () => `${SENTENCE} e${"\u0301\u0323".repeat(200_000)} ${SENTENCE}`],
  "20,000 languages in a unit": [
    "h.tmx",
    () =>
      `<tmx version="1.4"><header srclang="en"/><body><tu>${many(20_000, (n) => `<tuv xml:lang="en-x-a${n}"><seg>Text ${n}</seg></tuv>`)}</tu></body></tmx>`,
  ],
  "130,000 paragraphs in HTML": ["i.html", () => many(130_000, (n) => `<p>${SENTENCE} ${n}</p>`)],
  "130,000 paragraphs of text": ["j.txt", () => many(130_000, (n) => `${SENTENCE} ${n}\n\n`)],
  "1,000,000 tags in each other": ["k.html", () => `${"<div>".repeat(1_000_000)}${SENTENCE}`],
  "a PDF of forms that paint the next one twice": ["l.pdf", () => doublingForms(40)],
  "a PDF with a stream of 1 GB": [
    "m.pdf",
    () =>
      pdf([
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
        stream(Buffer.alloc(2 ** 30, 32), "", true),
      ]),
  ],
  "a ZIP of a TMX file that grows to 3 GB": [
    "r.tmx",
    () => {
      const blanks = new Uint8Array(2 ** 26).fill(32);
      const parts: Uint8Array[] = [];
      const zip = new Zip((_, part) => parts.push(part));
      const file = new ZipDeflate("a.tmx");
      zip.add(file);
      for (let n = 0; n < 48; n++) file.push(blanks);
      file.push(strToU8("<tmx/>"), true);
      zip.end();
      return Buffer.concat(parts);
    },
  ],
  "a table of 20 MB that is in no encoding": [
    "s.tmx",
    () => Buffer.from(`en\tzh\n${"a\t\x81\xff\x80\xa0\n".repeat(2_500_000)}`, "latin1"),
  ],
  'href="#%"': ["n.html", () => `<p>${SENTENCE} <a href="#%">1</a></p>`],
  "a note of 60,000 lines": [
    "o.txt",
    () => `${SENTENCE}1\n\n__________\n1 ${"The note goes on in one line of it.\n  ".repeat(60_000)}`,
  ],
  "a PDF of 500 pages": ["p.pdf", () => longPdf(500)],
  "a PDF of 2,000 pages": ["q.pdf", () => longPdf(2000)],
};

const folder = mkdtempSync(join(tmpdir(), "sextant-bounds-"));
/** Time that reading a file may take; the limits of the command end it much earlier. */
const MAX_MS = 5 * 60_000;
// The largest memory of `resourceUsage` counts that of the process that started this one; the system's own peak does not.
const usage = `import { readFileSync } from "node:fs";
process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const peak = process.platform === "linux" && /VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  const said = { seconds: (userCPUTime + systemCPUTime) / 1e6, memoryMB: Number(peak || maxRSS) / 1024 };
  process.stderr.write("\\n" + JSON.stringify(said));
});`;
const rows = Object.entries(INPUTS).map(([what, [name, make]]) => {
  const path = join(folder, name);
  const content = make();
  writeFileSync(path, content);
  const args = name.endsWith(".tmx") ? ["import", path, "--data", folder] : ["read", path, "--language", "en"];
  const hook = `data:text/javascript,${encodeURIComponent(usage)}`;
  const { stderr, stdout, signal } = spawnSync(process.execPath, ["--import", hook, MAIN, ...args], {
    encoding: "utf8",
    maxBuffer: 2 ** 30,
    timeout: MAX_MS,
  });
  if (signal) throw new Error(`${what}: it was still being read after ${MAX_MS / 60_000} minutes`);
  const lines = stderr.trim().split("\n");
  const { seconds, memoryMB } = JSON.parse(lines.pop() as string) as { seconds: number; memoryMB: number };
  const said = lines
    .join("; ")
    .replaceAll(`${folder}/`, "")
    .replace(/^sextant: /, "");
  const blocks = /· ([\d,]+ blocks?)/.exec(stdout)?.[1];
  rmSync(path);
  const size = `${Math.ceil(Buffer.byteLength(content) / 1000).toLocaleString("en")} kB`;
  const row = [what, size, seconds, memoryMB, said.trim() || `read: ${blocks}`] as const;
  console.log(row.join(" | "));
  return row;
});
rmSync(folder, { recursive: true });
const columns = [
  { label: "input" },
  { label: "file" },
  { label: "processor, s", decimals: 1 },
  { label: "memory at most, MB", decimals: 0 },
  { label: "what is said" },
];
writeMeasurement("bounds", "pnpm bench:bounds", columns, rows);
