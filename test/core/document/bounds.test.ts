import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDocument, readDocumentSet } from "@sextant/core";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { afterAll, expect, test } from "vitest";
import { joinWrapped, vocabularyOf, WrappedText } from "../../../packages/core/src/document/hyphens.ts";
import { joinedLines, joinLines, linesOf } from "../../../packages/core/src/document/lines.ts";
import { MAIN } from "../../cli/run.ts";
import { corpus } from "../../setup.ts";

const folder = mkdtempSync(join(tmpdir(), "sextant-bounds-"));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (text: string) => readDocument(strToU8(text), { language: "en", name: "x" });

const line = fc
  .array(fc.constantFrom("co-", "operation", "(", ")", "and/", "大会", "决议", "or ", " x", ".", "😀", "a", "é-"), {
    maxLength: 6,
  })
  .map((parts) => parts.join(""));

test("lines are joined to a long text as to a short one", () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      expect(joinedLines(lines)).toBe(lines.reduce((text, own) => joinLines(text, own), ""));
    }),
  );
  const vocabulary = vocabularyOf(["cooperation"]);
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 300 }), ([first = "", ...lines]) => {
      const wrapped = new WrappedText(first);
      for (const own of lines) wrapped.add(own, vocabulary);
      // What joins two lines touches blanks; the text is the same but for those.
      const whole = lines.reduce((text, own) => joinWrapped(text, own, vocabulary), first);
      expect(wrapped.toString().replace(/\s+/g, " ")).toBe(whole.replace(/\s+/g, " "));
    }),
  );
});

test("a document of more blocks than a call may have arguments is shown", () => {
  const file = join(folder, "many.html");
  const paragraphs = Array.from({ length: 40_000 }, (_, n) => `<p>The paragraph of number ${n} is here.</p>`);
  writeFileSync(file, paragraphs.join(""));
  // With a stack of a fifth, a fifth of the blocks would be too many.
  const { status, stdout } = spawnSync(process.execPath, ["--stack-size=200", MAIN, "read", file, "--language", "en"], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  expect(status).toBe(0);
  expect(stdout).toContain("The paragraph of number 39999 is here.");
});

test("a document set is read within the limits of a file from anywhere", async () => {
  await expect(readDocumentSet(corpus("UDHR"), { maxSeconds: 0.001 })).rejects.toThrow(
    /UDHR.*takes more than 0\.001 s to read/,
  );
});

test("an address that cannot be decoded is an address", async () => {
  const { blocks } = await read(
    `<p>The report of the <a href="#%">Committee</a>.</p><p>It <a href="%E0%A4%A">was</a> taken.</p>`,
  );
  expect(blocks.map(({ text }) => text)).toEqual(["The report of the Committee.", "It was taken."]);
});

test("blanks that an OpenDocument text counts are one blank, however many", async () => {
  const text = `<text:p>The report<text:s text:c="2000000000"/>of the Committee${"<text:s/>".repeat(5000)}is here.</text:p>`;
  const content = `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>${text}</office:text></office:body></office:document-content>`;
  const mimetype = strToU8("application/vnd.oasis.opendocument.text");
  const bytes = zipSync({ mimetype: [mimetype, { level: 0 }], "content.xml": strToU8(content) });
  const { blocks } = await readDocument(bytes, { language: "en", name: "x" });
  expect(blocks.map(({ text }) => text)).toEqual(["The report of the Committee is here."]);
});

test("line ends and blanks without end are so many, and no more", () => {
  for (const blank of ["\n", " \n", "\r\n\t", " "]) {
    const lines = linesOf(`One.${blank.repeat(400_000)}Two.`);
    expect(lines.length).toBeLessThanOrEqual(5001);
    expect(
      lines
        .map(({ text }) => text)
        .join(" ")
        .split(/\s+/),
    ).toEqual(["One.", "Two."]);
  }
});

test("tags in tags in tags are read without end of stack", async () => {
  const { blocks } = await read(`<div>${"<b><span><div>".repeat(30_000)}The text of the report.`);
  expect(blocks.map(({ text }) => text)).toEqual(["The text of the report."]);
});
