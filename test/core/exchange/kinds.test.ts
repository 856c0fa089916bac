/** The content of a file decides what it is; its name only helps. */
import { type ImportProblem, type ReadUnitsOptions, readUnits } from "@sextant/core/exchange";
import { gzipSync, strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import { through } from "./through.ts";

async function read(name: string, content: string | Uint8Array, options: Partial<ReadUnitsOptions> = {}) {
  const problems: ImportProblem[] = [];
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(content as string);
  }
  const report = (problem: ImportProblem): void => void problems.push(problem);
  const units = await Array.fromAsync(readUnits(name, bytes(), { report, ...options }));
  return { units, texts: units.map(({ variants }) => variants), said: problems.map(({ message }) => message) };
}
const PAIR = [{ en: "Hello, you", fr: "Bonjour, vous" }];
const TMX = `<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>Hello, you</seg></tuv><tuv xml:lang="fr"><seg>Bonjour, vous</seg></tuv></tu></body></tmx>`;
const CSV = 'en,fr\n"Hello, you","Bonjour, vous"\n';

describe("whatever a file is called", () => {
  test.each([
    ["TMX", "a.csv", TMX],
    ["TMX behind comments", "a.txt", `<?xml version="1.0"?>\n<!-- a -->\n<!DOCTYPE tmx [<!ENTITY a "<b>">]>\n${TMX}`],
    ["a table by commas", "a.tmx", CSV],
    ["a table by commas in gzip", "a.tmx.gz", gzipSync(strToU8(CSV))],
    ["a table by semicolons", "a.xliff", "en;fr\nHello, you;Bonjour, vous\n"],
    ["a table that Excel says is by semicolons", "a.csv", "sep=;\r\nen;fr\r\nHello, you;Bonjour, vous\r\n"],
    ["a table by tabs, with the line ends of old Macs", "a", "en\tfr\rHello, you\tBonjour, vous\r"],
    ["JSON Lines", "a.tmx", `${JSON.stringify({ variants: PAIR[0] })}\n`],
  ])("%s is read from %s", async (_, name, content) => {
    expect(await read(name, content)).toMatchObject({ texts: PAIR, said: [] });
  });

  test("TBX is read from a file that ends in .xml", async () => {
    const entry = `<termEntry id="c1"><langSet xml:lang="en"><tig><term>vote</term></tig></langSet><langSet xml:lang="fr"><tig><term>scrutin</term></tig></langSet></termEntry>`;
    const { text } = await through(
      "a.xml",
      `<martif type="TBX" xml:lang="en"><text><body>${entry}</body></text></martif>`,
    );
    expect(text).toMatch(
      /srclang="en"[\s\S]*<tuv xml:lang="en"><seg>vote<\/seg><\/tuv>\n<tuv xml:lang="fr"><seg>scrutin/,
    );
  });

  test("names of elements may have a prefix", async () => {
    const prefixed = TMX.replace(/<(\/?)(?=\w)/g, "<$1t:").replace(
      "<t:tmx",
      '<t:tmx xmlns:t="http://www.lisa.org/tmx14"',
    );
    expect(await read("a.tmx", prefixed)).toMatchObject({ texts: PAIR, said: [] });
  });

  test("what it is not is said, and what it is", async () => {
    await expect(read("a.tmx", "Hello\tBonjour\n")).rejects.toThrow(/^its name says TMX, but it is a table: line 1: /);
    await expect(read("a.tmx", "<html/>")).rejects.toThrow(
      /^it is XML that begins with <html>; units are read from TMX/,
    );
    await expect(read("a.po", 'msgid ""\nmsgstr "Language: fr\\n"\n')).rejects.toThrow(
      /^it is a PO file; po2tmx makes TMX of it/,
    );
    await expect(read("a.tmx", "%PDF-1.7")).rejects.toThrow(/^it is a PDF; /);
    await expect(read("a.json", '[{"variants":{}}]')).rejects.toThrow(/^it is JSON in a list; write one object a line/);
  });
});

describe("a table without a line of names", () => {
  test.each([
    ["No\tIt\nYes\tHe\nNever\tShe\n"],
    ["am\tis\nare\twas\nwere\tbe\n"],
    ["he\tел\nshe\tела\n"],
    ["or\tan\nand\tthe\n"],
  ])("whose words look like tags, %j, is refused, and what to do is said", async (table) => {
    await expect(read("a.tsv", table)).rejects.toThrow(/--languages/);
    const [first = ""] = table.split("\n");
    const { texts } = await read("a.tsv", table, { languages: ["en", "bg"] });
    expect(texts[0]).toEqual({ en: first.split("\t")[0], bg: first.split("\t")[1] });
  });

  test.each([
    [
      "it\tno\nL'Assemblea generale ha deciso di tornare sulla questione nella prossima sessione\tGeneralforsamlingen har vedtatt å komme tilbake til saken på neste møte\n",
    ],
    ["fr\ten\nUn\tOne\n"],
    ["EN\tFR\nOne\tUn\n"],
    ["am\ten\nሰላም ለሁሉም\tPeace to all\n"],
    ["He\tIt-IT\nשלום\tPace\n"],
  ])("is told from one whose names fit what follows: %j", async (table) => {
    expect((await read("a.tsv", table)).texts).toHaveLength(1);
  });

  test("a doubt is told", async () => {
    const text =
      "The General Assembly decided to return to this matter at its next session, in the spring of the year.";
    const { texts, said } = await read("a.tsv", `it\tno\n${text}\t${text}\n`);
    expect(texts).toHaveLength(1);
    expect(said).toEqual([expect.stringMatching(/^the first line was read as names of languages, it, no, but /)]);
  });

  test("glossaries of OmegaT and Wordfast: a source, a target, a comment", async () => {
    const glossary =
      "# Glossary in tab-separated format -*- coding: utf-8 -*-\nvote\tscrutin\tnoun\nballot\tbulletin\t\n";
    const { units, said } = await read("glossary.utf8", glossary, { languages: ["en", "fr"] });
    expect(units).toMatchObject([
      { variants: { en: "vote", fr: "scrutin" }, properties: [{ kind: "note", value: "noun" }] },
      { variants: { en: "ballot", fr: "bulletin" } },
    ]);
    expect(said).toEqual(["a comment before the table, which is no unit"]);
  });

  test("columns that are called source and target are those of the languages", async () => {
    const csv = '"location","source","target","context"\n"a.py:1","Hello","Bonjour","greeting"\n';
    const { units } = await read("weblate.csv", csv, { languages: ["en", "fr"] });
    expect(units).toMatchObject([
      {
        variants: { en: "Hello", fr: "Bonjour" },
        properties: [{ name: "location" }, { name: "context", value: "greeting" }],
      },
    ]);
  });
});

describe("a memory of Wordfast", () => {
  const MEMORY = [
    "%20240101~120000\t%User ID\t%TU=00000002\t%EN-US\t%Wordfast TM v.5.51r/00\t%FR-FR\t%-----------\t.",
    "20041231~165410\tYAC\t5\tEN-US\tPress &tA;OK&tB; &'96; now&'85;\tFR-FR\tAppuyez sur &tA;OK&tB;\tEL\t",
    "20041231~165411\tYAC\t0\tEN-US\tOnly the source\tFR-FR\t\t",
    "broken\tline",
  ].join("\r\n");

  test.each(["utf8", "utf16le"] as const)(
    "is read in %s, with codes, dates and escaped characters",
    async (encoding) => {
      const { text, problems } = await through("memory.txt", Buffer.from(`\ufeff${MEMORY}`, encoding));
      expect(text).toContain('srclang="en-US"');
      expect(text).toContain('<tu creationdate="20041231T165410Z" creationid="YAC" usagecount="5">');
      expect(text).toContain("<seg>Press <ph>&amp;tA;</ph>OK<ph>&amp;tB;</ph> – now…</seg>");
      expect(problems.map(({ line, message }) => [line, message])).toEqual([
        [3, "a unit without a translation"],
        [4, "2 fields where a unit has at least 7"],
      ]);
    },
  );
});

describe("of TMX", () => {
  const body = (units: string): string =>
    `<tmx version="1.4"><header creationtool="Other" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="xml"/><body>${units}</body></tmx>`;

  test("a unit of codes alone comes back", async () => {
    const unit = `<tu tuid="1">\n<tuv xml:lang="en"><seg><ph x="1">&lt;br/&gt;</ph></seg></tuv>\n<tuv xml:lang="fr"><seg><ph x="1">&lt;br/&gt;</ph></seg></tuv>\n</tu>`;
    const { text, problems } = await through("a.tmx", body(unit));
    expect(text).toContain(unit);
    expect(problems).toEqual([]);
  });

  test("references to nothing stay as they are written", async () => {
    const unit = `<tu><tuv xml:lang="en"><seg>a&nbsp;b &#x1F; &constructor;</seg></tuv><tuv xml:lang="fr"><seg>c</seg></tuv></tu>`;
    const { text, problems } = await through("a.tmx", body(unit));
    expect(text).toContain("<seg>a&amp;nbsp;b &amp;#x1F; &amp;constructor;</seg>");
    expect(problems.map(({ kind, message }) => [kind, message])).toEqual([
      ["repaired", "the entity &nbsp; is not known: it stays as it is written"],
      ["repaired", "a reference to no character stays as it is written"],
      ["repaired", "the entity &constructor; is not known: it stays as it is written"],
    ]);
  });
});
