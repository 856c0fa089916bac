import { readFile } from "node:fs/promises";
import { writeTsv, writeXliff, writeXliff12 } from "@sextant/core";
import { describe, expect, test } from "vitest";
import { caseFile, taken, through, tmxOf } from "./through.ts";

/** The units of a TMX file as they stand in it, spaces between elements aside. */
const bodyOf = (text: string): string =>
  (/<body>([\s\S]*)<\/body>/.exec(text)?.[1] ?? "")
    .replace(/>\s+</g, "><")
    .replace(/<(\w+)((?: [^>]*)?)\/>/g, "<$1$2></$1>")
    .trim();
const headerOf = (text: string): string =>
  (/<header[\s\S]*?(?:\/>|<\/header>)/.exec(text)?.[0] ?? "").replace(/>\s+</g, "><");

/** A TMX file with a unit in German and in a language of this name. */
const translated = (name: string): string =>
  `<tmx version="1.4"><header creationtool="X" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="de" datatype="xml"/><body><tu><tuv xml:lang="de"><seg>eins</seg></tuv><tuv xml:lang="${name}"><seg>one</seg></tuv></tu></body></tmx>`;

describe("files of other tools come back as they were", () => {
  test.each([
    "zhcn-zhtw.tmx",
    "two-variants.tmx",
    "space-beside-code.tmx",
    "line-breaks.tmx",
    "direction.tmx",
    "empty.tmx",
    "xliff-codes.tmx",
    "prop-names.tmx",
  ])("%s to the letter", async (name) => {
    const before = await readFile(caseFile(name), "utf8");
    const { text, problems } = await through(caseFile(name));
    expect(problems).toEqual([]);
    expect(sorted(bodyOf(text))).toBe(sorted(bodyOf(before)));
    expect(sorted(headerOf(text))).toBe(sorted(headerOf(before)));
  });

  test("tuid, attributes, several notes, several props of one type, header notes and props", async () => {
    const before = await readFile(caseFile("tuid-header.tmx"), "utf8");
    const { text } = await through(caseFile("tuid-header.tmx"));
    expect(sorted(bodyOf(text))).toBe(sorted(bodyOf(before)));
    expect(headerOf(text)).toBe(headerOf(before));
  });

  test("with legacy language names: as they are written today, or as they were where that is one, too", async () => {
    const { text, problems } = await through(caseFile("legacy-codes.tmx"));
    expect(problems).toEqual([]);
    expect([...text.matchAll(/xml:lang="([^"]+)"/g)].map(([, tag]) => tag).filter((tag) => tag !== "en")).toEqual([
      "zh-Hans",
      "zh-Hant",
      "sr-Cyrl",
      "uz-Cyrl",
      "SH-YU",
    ]);
  });

  test.each([
    ["zh-cmn-Hans", "zh-Hans"],
    ["zh-yue", "yue"],
    ["pt_BR.UTF-8", "pt-BR"],
    ["sr@latin", "sr-Latn"],
    ["Arabic", "ar"],
    ["FRENCH", "fr"],
    ["fra", "fra"],
    ["iw", "iw"],
  ])("with %s, a name that other tools write, as %s", async (name, tag) => {
    const { text, problems } = await through("names.tmx", translated(name));
    expect(problems).toEqual([]);
    expect([...text.matchAll(/xml:lang="([^"]+)"/g)].map(([, own]) => own).sort()).toEqual(["de", tag].sort());
  });

  test("but for a language that is named by no language's name", async () => {
    await expect(through("names.tmx", translated("notes"))).rejects.toThrow('line 1: "notes" is no language tag');
  });

  test("with the entities that they declare expanded", async () => {
    const { text } = await through(caseFile("entities.tmx"));
    expect(text).toContain("<seg>The UN met</seg>");
    expect(text).toContain("<seg>A\u00a0B</seg>");
  });

  test("with nested codes; those that TMX does not know are reported", async () => {
    const { text, problems } = await through(caseFile("nested-code.tmx"));
    expect(text).toContain('<seg>A<bpt i="1">x<sub>q<ph>z</ph></sub></bpt>B<ept i="1"></ept>C D</seg>');
    expect(problems.map(({ kind, line, message }) => [kind, line, message])).toEqual([
      ["part", 5, "TMX has no code <g> here: its tags were left out"],
      ["part", 5, "TMX has no code <bx> here: its tags were left out"],
    ]);
  });
});

/** Attributes in the order of their names: their order says nothing. */
const sorted = (xml: string): string =>
  xml.replace(/<([\w]+)((?: [\w:-]+="[^"]*")+)/g, (_, name, attributes) => {
    const own = (attributes as string).match(/ [\w:-]+="[^"]*"/g) ?? [];
    return `<${name}${own.sort().join("")}`;
  });

describe("two variants of one language are a pair", () => {
  test("that is looked up in either direction", async () => {
    const { memory } = await taken(caseFile("zhcn-zhtw.tmx"));
    const targets = async (text: string, from: string, to: string) =>
      (await memory.lookup(text, { from, to })).map(({ score, target }) => [score, target]);
    expect(await targets("软件和网络", "zh-CN", "zh-TW")).toEqual([[100, "軟體和網路"]]);
    expect(await targets("軟體和網路", "zh-TW", "zh-CN")).toEqual([[100, "软件和网络"]]);
    expect(await targets("安全", "zh-CN", "zh-TW")).toEqual([[100, "安全"]]);
    await memory.close();
  });

  test("both of which are searched", async () => {
    const { memory } = await taken(caseFile("zhcn-zhtw.tmx"));
    const { hits } = await memory.concordance("軟體", "zh");
    expect(hits.map(({ variant, places }) => [variant, places])).toEqual([["zh-TW", [{ start: 0, end: 2 }]]]);
    expect((await memory.concordance("安全", "zh")).hits).toHaveLength(1);
    await memory.close();
  });

  test("both translations are offered", async () => {
    const { memory } = await taken(caseFile("two-variants.tmx"));
    const found = await memory.lookup("Hello", { from: "en", to: "fr" });
    expect(found.map(({ target }) => target)).toEqual(["Bonjour", "Salut"]);
    await memory.close();
  });

  test("that may be asked for, one or both", async () => {
    const found = await taken(caseFile("direction.tmx"));
    const text = await tmxOf(found, ["en-US", "de"]);
    expect(text).toContain('srclang="en-US"');
    expect(bodyOf(text)).toBe(
      '<tu><tuv xml:lang="en-US"><seg>Color</seg></tuv><tuv xml:lang="de-DE"><seg>Farbe</seg></tuv></tu>',
    );
    await found.memory.close();
  });
});

describe("bad input costs itself only", () => {
  test("an ampersand that is not escaped is repaired and reported", async () => {
    const { text, problems } = await through(caseFile("unescaped-ampersand.tmx"));
    expect(text.match(/<tu>/g)).toHaveLength(4);
    expect(text).toContain("<seg>R&amp;D budget</seg>");
    expect(problems.map(({ kind, line }) => [kind, line])).toEqual([["repaired", 5]]);
  });

  test("every file of an archive is read, but for what macOS adds", async () => {
    const { text } = await through(caseFile("three-in-one.zip"));
    expect([...text.matchAll(/<seg>(Reg.*?)<\/seg>/g)].map(([, own]) => own)).toEqual([
      "Regulation 1",
      "Regulation 2",
      "Regulation 3",
    ]);
    expect((await through(caseFile("macos.zip"))).text.match(/<tu>/g)).toHaveLength(1);
  });

  test("a file of an archive with a flipped bit is left out, and the others are read", async () => {
    const archive = await readFile(caseFile("three-in-one.zip"));
    const at = archive.indexOf("PK\u0001\u0002", undefined, "latin1") + 16;
    archive[at] = (archive[at] as number) ^ 1;
    const { text, problems } = await through("flipped.zip", archive);
    expect([...text.matchAll(/<seg>(Reg.*?)<\/seg>/g)].map(([, own]) => own)).toEqual(["Regulation 2", "Regulation 3"]);
    expect(problems).toEqual([
      {
        kind: "part",
        reason: "file of the archive",
        file: "part1.tmx",
        message: "left out: it is damaged: its checksum is wrong",
      },
    ]);
  });
});

describe("tables", () => {
  test.each([
    ["Deutsch\tFrançais", ["de", "fr"]],
    ["anglais\tespagnol", ["en", "es"]],
    ["Английский\tКитайский", ["en", "zh"]],
    ["العربية\tالروسية", ["ar", "ru"]],
  ])("a line of names in any official language, or in their own: %s", async (line, languages) => {
    const { text } = await through("x.tsv", `${line}\n1\t2\n`);
    expect([...text.matchAll(/<tuv xml:lang="(\w+)">/g)].map(([, tag]) => tag)).toEqual(languages);
  });

  test("whose first line names languages in English are read", async () => {
    const { text } = await through("x.tsv", "English\tFrench\na\tb\n");
    expect([...text.matchAll(/<tuv xml:lang="(\w+)"><seg>(\w)/g)].map(([, ...own]) => own.join(" "))).toEqual([
      "en a",
      "fr b",
    ]);
  });

  test("whose first line names no languages are refused", async () => {
    await expect(through(caseFile("headerless.tsv"))).rejects.toThrow(/it says Hello, Bonjour$/);
    for (const names of ["source\ttarget", "en\tnotes"])
      await expect(through("x.tsv", `${names}\na\tb\n`)).rejects.toThrow(/at least two of them different languages/);
  });

  test("keep what their other columns say", async () => {
    const { text, problems } = await through(caseFile("id-and-notes.tsv"));
    expect(bodyOf(text)).toBe(
      '<tu tuid="msg.1"><note>greeting</note><prop type="x-sextant-symbol">id-and-notes.tsv</prop>' +
        '<tuv xml:lang="en"><seg>Hello</seg></tuv><tuv xml:lang="fr"><seg>Bonjour</seg></tuv></tu>',
    );
    expect(problems.map(({ message }) => message)).toEqual([
      "column id was read as what units are called by",
      "column notes names no language: kept as a note of each unit",
    ]);
  });

  test("with a column id that holds texts are Indonesian; where that cannot be told they are refused", async () => {
    const { text } = await through("x.tsv", "id\ten\tfr\nSelamat pagi\tGood morning\tBonjour\n");
    expect(text).toContain('<tuv xml:lang="id"><seg>Selamat pagi</seg></tuv>');
    await expect(through("x.tsv", "id\ten\tfr\ngreeting\tHello\tBonjour\n")).rejects.toThrow(
      "line 1: the column id may be Indonesian, or what units are called by; name it ind or tuid",
    );
  });

  test("may quote fields as spreadsheets do", async () => {
    const { text } = await through(caseFile("quoted.tsv"));
    expect([...text.matchAll(/<seg>([^<]*)<\/seg>/g)].map(([, own]) => own)).toEqual([
      'He said "hello"',
      "Il a dit « bonjour »",
      "two\nlines",
      "deux\nlignes",
      "plain",
      "simple",
    ]);
  });

  test("that do not quote fields keep their quotation marks", async () => {
    const { text } = await through("x.tsv", 'en\tfr\n"Yes" or "no"\t"Oui" ou « non »\n"a\tb\nc"\td\n');
    expect([...text.matchAll(/<seg>([^<]*)<\/seg>/g)].map(([, own]) => own)).toEqual([
      '"Yes" or "no"',
      '"Oui" ou « non »',
      '"a',
      "b",
      'c"',
      "d",
    ]);
  });

  test("keep the regions and the direction of their first line", async () => {
    const found = await taken(caseFile("region.tsv"));
    const text = await tmxOf(found);
    expect(text).toContain('srclang="en-US"');
    expect(text).toContain(
      '<tuv xml:lang="en-US"><seg>Color</seg></tuv>\n<tuv xml:lang="fr-CA"><seg>Couleur</seg></tuv>',
    );
    const lines = await Array.fromAsync(
      writeTsv(found.memory.units(), { languages: ["en", "fr"], names: { en: "en-US", fr: "fr-CA" } }),
    );
    expect(lines.join("")).toMatch(/^tuid\tsymbol\ten-US\tfr-CA\n.*\tColor\tCouleur\n$/);
    await found.memory.close();
  });
});

test("inline codes are written as XLIFF has them", async () => {
  const { memory } = await taken(caseFile("xliff-codes.tmx"));
  const options = { languages: ["en", "fr"], names: { en: "en-US", fr: "fr-CA" } };
  const xliff = (await Array.fromAsync(writeXliff(memory.units(), options))).join("");
  expect(xliff).toContain('srcLang="en-US" trgLang="fr-CA"');
  expect(xliff).toContain(
    '<originalData><data id="d1">&lt;b&gt;</data><data id="d2">&lt;/b&gt;</data></originalData>' +
      '<segment state="translated"><source xml:space="preserve">Press <pc id="1" dataRefStart="d1" dataRefEnd="d2">OK</pc></source>' +
      '<target xml:space="preserve">Appuyez sur <pc id="1" dataRefStart="d1" dataRefEnd="d2">OK</pc></target>',
  );
  const older = (await Array.fromAsync(writeXliff12(memory.units(), options))).join("");
  expect(older).toContain('Press <bpt id="1">&lt;b&gt;</bpt>OK<ept id="1">&lt;/b&gt;</ept></source>');
  await memory.close();
});

test("a memory of an earlier version opens with what files said of its units", async () => {
  const { propertiesIn } = await import("../../../packages/core/src/memory/stored.ts");
  expect(propertiesIn({ creationid: "ana", note: "one\ntwo", "fr x-a": "b" })).toEqual([
    { kind: "attribute", name: "creationid", value: "ana" },
    { kind: "note", value: "one" },
    { kind: "note", value: "two" },
    { variant: "fr", kind: "prop", name: "x-a", value: "b" },
  ]);
});
