/** Archives: each file is read by its own kind, and costs itself only. */

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type ImportProblem, readUnits } from "@sextant/core/exchange";
import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { caseFile } from "./through.ts";

const tmx = (english: string): string =>
  `<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>${english}</seg></tuv><tuv xml:lang="fr"><seg>x</seg></tuv></tu></body></tmx>`;
const xliff = (english: string): string =>
  `<xliff version="1.2"><file source-language="en" target-language="fr" original="a" datatype="x"><body><trans-unit id="1"><source>${english}</source><target>x</target></trans-unit></body></file></xliff>`;

async function read(name: string, files: Readonly<Record<string, string | Uint8Array>> | Uint8Array) {
  const problems: ImportProblem[] = [];
  const packed =
    files instanceof Uint8Array
      ? files
      : zipSync(
          Object.fromEntries(
            Object.entries(files).map(([own, content]) => [
              own,
              typeof content === "string" ? strToU8(content) : content,
            ]),
          ),
        );
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield packed;
  }
  const units = await Array.fromAsync(readUnits(name, bytes(), { report: (problem) => problems.push(problem) }));
  return {
    texts: units.map(({ variants }) => variants.en),
    left: problems.map(({ kind, file, message }) => `${kind} ${file}: ${message}`),
  };
}

/** A memory of Trados with one unit. */
function sdltm(): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "sextant-sdltm-"));
  const path = join(folder, "a.sdltm");
  const db = new DatabaseSync(path);
  const segment = (culture: string, text: string): string =>
    `<Segment><Elements><Text><Value>${text}</Value></Text></Elements><CultureName>${culture}</CultureName></Segment>`;
  db.exec("create table translation_units (id integer, source_segment text, target_segment text)");
  db.prepare("insert into translation_units values (1, ?, ?)").run(
    segment("en-US", "Of Trados"),
    segment("fr-FR", "x"),
  );
  db.close();
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });
  return bytes;
}

test("files of all kinds in one archive are read, each by its own", async () => {
  const tbx = await readFile(caseFile("terms.tbx"));
  const { texts, left } = await read("all.zip", {
    "a/b.tmx": tmx("Of TMX"),
    "c.xlf": xliff("Of XLIFF"),
    "d.sdlxliff": xliff("Of SDLXLIFF"),
    "e.tsv": "en\tfr\nOf a table\tx\n",
    "f.csv": "en;fr\nOf another;x\n",
    "g.jsonl": '{"variants":{"en":"Of lines","fr":"x"}}\n',
    "h.sdltm": sdltm(),
    "i.xml": tbx,
  });
  expect(texts.slice(0, 7)).toEqual([
    "Of TMX",
    "Of XLIFF",
    "Of SDLXLIFF",
    "Of a table",
    "Of another",
    "Of lines",
    "Of Trados",
  ]);
  expect(texts.length).toBeGreaterThan(7);
  expect(left).toEqual(["unit i.xml: an entry without any term"]);
});

test("what systems add to archives is no file of them", async () => {
  const { texts, left } = await read("memories.zip", {
    "__MACOSX/2013/._one.tmx": "x",
    "2013/.DS_Store": "x",
    "2013/Thumbs.db": "x",
    "2013/desktop.ini": "[.ShellClassInfo]",
    "2013/one.tmx": tmx("One."),
  });
  expect(texts).toEqual(["One."]);
  expect(left).toEqual([]);
});

test.each(["p.mqxlz", "p.xlz", "p.sdlppx", "p.zip"])("a package of XLIFF files, %s, is read", async (name) => {
  const { texts, left } = await read(name, {
    "document.mqxliff": xliff("One."),
    "skeleton.xml": "<skeleton/>",
    "en/two.sdlxliff": xliff("Two."),
  });
  expect(texts).toEqual(["One.", "Two."]);
  expect(left).toEqual(["part skeleton.xml: left out: it is XML that begins with <skeleton>"]);
});

test("what is left out is named, with its reason, and costs itself only", async () => {
  const { texts, left } = await read("some.zip", {
    "a.tmx": tmx("One."),
    "broken.tmx": tmx("Bad.").slice(0, -20),
    "empty.tmx": "",
    "letter.rtf": "{\\rtf1 x}",
    "photo.png": Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3),
    "z.tmx": tmx("Two."),
  });
  expect(texts).toEqual(["One.", "Two."]);
  expect(left).toEqual([
    "part broken.tmx: left out: line 1: the file ends inside <tuv>",
    "part empty.tmx: left out: the file is empty",
    "part letter.rtf: left out: it is an RTF file",
    "part photo.png: left out: it is a picture",
  ]);
});

test("a file whose content is flipped is left out with one sentence, and none of its units are taken", async () => {
  const files = { "a.tmx": strToU8(tmx("Regulation 1")), "b.tmx": strToU8(tmx("Regulation 2")) };
  const stored = Buffer.from(zipSync(files, { level: 0 }));
  stored[stored.indexOf("Regulation 1") + 11] = 0x39;
  expect(await read("flipped.zip", stored)).toEqual({
    texts: ["Regulation 2"],
    left: ["part a.tmx: left out: it is damaged: its checksum is wrong"],
  });
  const packed = Buffer.from(zipSync({ ...files, "a.tmx": strToU8(tmx("Regulation 1 ".repeat(100))) }));
  packed[60] = (packed[60] as number) ^ 0xff;
  const { texts, left } = await read("flipped.zip", packed);
  expect(texts).toEqual(["Regulation 2"]);
  expect(left).toEqual([expect.stringMatching(/^part a\.tmx: left out: it is damaged: /)]);
});

test("an archive with nothing to read is refused, and says why", async () => {
  await expect(read("a.zip", { "a.txt": "", "b.xml": "<book/>" })).rejects.toThrow(
    "the ZIP archive holds no file that can be read: a.txt: left out: the file is empty; b.xml: left out: it is XML that begins with <book>",
  );
  const archive = zipSync({ "a.tmx": strToU8(tmx("One.")) });
  await expect(read("a.zip", archive.subarray(0, -10))).rejects.toThrow("it ends before its directory");
});

test("an encrypted file is left out", async () => {
  const archive = Buffer.from(zipSync({ "a.tmx": strToU8(tmx("One.")), "b.tmx": strToU8(tmx("Two.")) }));
  const at = archive.indexOf("PK\u0001\u0002", undefined, "latin1") + 8;
  archive[at] = (archive[at] as number) | 1;
  expect(await read("a.zip", archive)).toEqual({ texts: ["Two."], left: ["part a.tmx: left out: it is encrypted"] });
});
