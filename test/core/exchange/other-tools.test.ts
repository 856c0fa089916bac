/** Files that are no TMX as sources of units. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TranslationUnit, writeXliff, writeXliff12 } from "@sextant/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { caseFile, taken } from "./through.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-other-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function unitsOf(path: string): Promise<{ units: TranslationUnit[]; said: string[] }> {
  const { memory, problems } = await taken(path);
  const units = await Array.fromAsync(memory.units());
  await memory.close();
  return { units, said: problems.map(({ line, tuid, message }) => `line ${line}, ${tuid}: ${message}`) };
}

test("SDLXLIFF gives a unit for each segment, with what the file says of its codes", async () => {
  const { units, said } = await unitsOf(caseFile("trados.sdlxliff"));
  expect(units).toMatchObject([
    {
      tuid: "u1",
      status: "confirmed",
      variants: { en: "One bold.", fr: "Un gras." },
      tags: { en: "en-US", fr: "fr-CA" },
      codes: {
        en: [
          { offset: 4, code: '<bpt i="1" x="5">&lt;cf bold="on"&gt;</bpt>' },
          { offset: 8, code: '<ept i="1">&lt;/cf&gt;</ept>' },
        ],
      },
    },
    {
      status: "automatic",
      variants: { en: "Two.", fr: "Deux." },
      codes: { en: [{ code: '<ph x="6">&lt;tab/&gt;</ph>' }] },
    },
  ]);
  expect(said).toEqual(["line 3, u2: segment 3 without a translation"]);
});

test("MQXLIFF gives a unit for each that is translated, without its proposals", async () => {
  const { units, said } = await unitsOf(caseFile("memoq.mqxliff"));
  expect(units).toMatchObject([
    {
      status: "confirmed",
      variants: { en: "Press OK now", fr: "Appuyez sur OK" },
      codes: { fr: [{ code: '<bpt i="1" x="1" type="bold">{}</bpt>' }, { code: '<ept i="1">{}</ept>' }] },
      properties: [{ kind: "note", value: "seen" }],
    },
  ]);
  expect(said).toEqual(["line 4, 2: a unit without a translation"]);
});

test("XLIFF 2.1 gives a unit for each segment", async () => {
  const { units, said } = await unitsOf(caseFile("two.xliff"));
  expect(said).toEqual([]);
  expect(units).toMatchObject([
    {
      status: "confirmed",
      variants: { en: "A bold word.", fr: "Un mot gras." },
      codes: {
        en: [
          { offset: 2, code: '<bpt i="1" x="1">&lt;b&gt;</bpt>' },
          { offset: 6, code: '<ept i="1">&lt;/b&gt;</ept>' },
          { offset: 7, code: '<hi type="term">' },
          { offset: 11, code: "</hi>" },
        ],
      },
    },
    { variants: { en: "Two lines", fr: "Deux lignes" }, codes: { fr: [{ offset: 4 }, { offset: 11 }] } },
  ]);
});

test.each([
  ["2.1", writeXliff],
  ["1.2", writeXliff12],
])("what is written as XLIFF %s is read again", async (_, write) => {
  const { memory } = await taken(caseFile("trados.sdlxliff"));
  const before = await Array.fromAsync(memory.units());
  const text = (await Array.fromAsync(write(memory.units(), { languages: ["en", "fr"] }))).join("");
  await memory.close();
  const again = await taken("again.xliff", text);
  const after = await Array.fromAsync(again.memory.units());
  await again.memory.close();
  const contents = (units: TranslationUnit[]) =>
    units.map(({ tuid, variants, codes, status }) => [
      tuid,
      variants,
      Object.values(codes ?? {}).map((own) => own.map(({ offset, code }) => [offset, code.replace(/<[^>]*>/g, "")])),
      status,
    ]);
  expect(again.problems).toEqual([]);
  expect(contents(after)).toEqual(contents(before));
});

test("TBX gives a unit for each entry, a variant for each term", async () => {
  const { units, said } = await unitsOf(caseFile("terms.tbx"));
  expect(units).toMatchObject([
    {
      tuid: "c1",
      variants: { en: "treaty", "en-x-2": "convention", fr: "traité" },
      tags: { fr: "fr-FR" },
      properties: [
        { kind: "prop", name: "subjectField", value: "law" },
        { variant: "en", kind: "prop", name: "partOfSpeech", value: "noun" },
      ],
    },
  ]);
  expect(said).toEqual(["line 5, c2: an entry without any term"]);
});

test.each([
  [
    "TBX in the style that names elements for what they say",
    '<tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns:min="m"><text><body><conceptEntry id="c1"><min:subjectField>law</min:subjectField><langSec xml:lang="en"><termSec><term>arrest</term><min:partOfSpeech>noun</min:partOfSpeech></termSec></langSec><langSec xml:lang="fr"><termSec><term>interpellation</term><termNoteGrp><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termNoteGrp></termSec></langSec></conceptEntry></body></text></tbx>',
    "deprecatedTerm-admn-sts",
  ],
  [
    "TBX-Min",
    '<TBX dialect="TBX-Min"><header><id>x</id></header><body><entry id="c1"><subjectField>law</subjectField><langGroup xml:lang="en"><termGroup><term>arrest</term><partOfSpeech>noun</partOfSpeech></termGroup></langGroup><langGroup xml:lang="fr"><termGroup><term>interpellation</term><administrativeStatus>obsolete</administrativeStatus></termGroup></langGroup></entry></body></TBX>',
    "obsolete",
  ],
])("%s gives the same", async (_, text, status) => {
  const path = join(folder, "style.tbx");
  await writeFile(path, text);
  const { units, said } = await unitsOf(path);
  expect(said).toEqual([]);
  expect(units).toMatchObject([{ tuid: "c1", variants: { en: "arrest", fr: "interpellation" } }]);
  expect(units[0]?.properties).toEqual([
    { kind: "prop", name: "subjectField", value: "law" },
    { variant: "en", kind: "prop", name: "partOfSpeech", value: "noun" },
    { variant: "fr", kind: "prop", name: "administrativeStatus", value: status },
  ]);
});

test("SDLTM, a SQLite file, gives its units with codes, fields, and who made them when", async () => {
  const path = join(folder, "memory.sdltm");
  const db = new DatabaseSync(path);
  const segment = (culture: string, inside: string): string =>
    `<Segment xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Elements>${inside}</Elements><CultureName>${culture}</CultureName></Segment>`;
  const text = (value: string): string => `<Text><Value>${value}</Value></Text>`;
  const tag = (type: string): string =>
    `<Tag><Type>${type}</Type><Anchor>1</Anchor><AlignmentAnchor>1</AlignmentAnchor><TagID>b</TagID></Tag>`;
  db.exec(`create table translation_memories (id integer primary key, source_language text, target_language text);
    insert into translation_memories values (1, 'en-US', 'fr-FR');
    create table translation_units (id integer primary key, guid text, source_segment text, target_segment text,
      creation_date text, creation_user text, usage_counter integer);
    create table attributes (id integer, name text); create table string_attributes (translation_unit_id, attribute_id, value text);
    insert into attributes values (7, 'Client'); insert into string_attributes values (1, 7, 'UN')`);
  const insert = db.prepare("insert into translation_units values (?, ?, ?, ?, ?, ?, ?)");
  insert.run(
    1,
    "g-1",
    segment("en-US", text("A &amp; ") + tag("Start") + text("B") + tag("End")),
    segment("fr-FR", text("A et ") + tag("Start") + text("B") + tag("End")),
    "2019-01-02 03:04:05",
    "ana",
    3,
  );
  insert.run(2, "g-2", segment("en-US", text("x")), "<Segment>", null, null, null);
  db.close();
  const { units, said } = await unitsOf(path);
  expect(units).toMatchObject([
    {
      tuid: "g-1",
      variants: { en: "A & B", fr: "A et B" },
      tags: { en: "en-US", fr: "fr-FR" },
      codes: {
        en: [
          { offset: 4, code: '<bpt i="1" x="1" type="b"></bpt>' },
          { offset: 5, code: '<ept i="1"></ept>' },
        ],
      },
      properties: [
        { kind: "attribute", name: "creationdate", value: "20190102T030405Z" },
        { kind: "attribute", name: "creationid", value: "ana" },
        { kind: "attribute", name: "usagecount", value: "3" },
        { kind: "prop", name: "Client", value: "UN" },
      ],
    },
  ]);
  expect(said).toEqual([expect.stringMatching(/^line 2, undefined: target_segment: /)]);
  await writeFile(join(folder, "no.sdltm"), "no database at all, but long enough to be looked at");
  await expect(taken(join(folder, "no.sdltm"))).rejects.toThrow(/its name says a memory of Trados, but it is a table/);
});

test.each([
  [
    "XLIFF 1.2",
    "a.xlf",
    `<xliff version="1.2"><file source-language="en" target-language="fr"><body>
<trans-unit id="1"><source>Hello</source><target state="needs-translation">Hello</target></trans-unit>
<trans-unit id="2"><source>Old words</source><target state="needs-translation">Vieux mots</target></trans-unit>
<trans-unit id="3"><source>New</source><target state="new">New</target></trans-unit>
<trans-unit id="4"><source>World</source><target state="new">Monde</target></trans-unit>
<trans-unit id="5"><source>OK</source><target>OK</target></trans-unit>
</body></file></xliff>`,
    ["Monde", "OK"],
    3,
  ],
  [
    "XLIFF 2",
    "a.xlf",
    `<xliff version="2.0" srcLang="en" trgLang="fr"><file id="f"><unit id="u">
<segment id="1" state="initial"><source>One.</source><target>One.</target></segment>
<segment id="2" state="translated"><source>Two.</source><target>Deux.</target></segment>
</unit></file></xliff>`,
    ["Deux."],
    1,
  ],
  [
    "SDLXLIFF",
    "a.sdlxliff",
    `<xliff version="1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"><file source-language="en" target-language="fr"><body><trans-unit id="1">
<source>One. Two.</source><seg-source><mrk mtype="seg" mid="1">One.</mrk><mrk mtype="seg" mid="2">Two.</mrk></seg-source>
<target><mrk mtype="seg" mid="1">Un.</mrk><mrk mtype="seg" mid="2">Two.</mrk></target>
<sdl:seg-defs><sdl:seg id="1" conf="Draft"/><sdl:seg id="2" conf="Draft"/></sdl:seg-defs>
</trans-unit></body></file></xliff>`,
    ["Un."],
    1,
  ],
])("of %s, what its state says is not translated yet is left out, and said", async (_, name, content, french, left) => {
  const { memory, problems } = await taken(name, content);
  const units = await Array.fromAsync(memory.units());
  await memory.close();
  expect(units.map(({ variants }) => variants.fr)).toEqual(french);
  expect(problems.map(({ kind, reason }) => [kind, reason])).toEqual(
    Array.from({ length: left }, () => ["unit", "not translated yet"]),
  );
});

test("an XLIFF file that does not name its target is read by the languages that are given, and else refused with what to do", async () => {
  const content = `<xliff version="1.2"><file source-language="en-GB"><body>
<trans-unit id="1"><source>Hello</source><target>Bonjour</target></trans-unit></body></file></xliff>`;
  await expect(taken("a.xlf", content)).rejects.toThrow(/target language; name both/);
  const { memory } = await taken("a.xlf", content, ["en", "fr"]);
  expect((await Array.fromAsync(memory.units()))[0]).toMatchObject({
    variants: { en: "Hello", fr: "Bonjour" },
    tags: { en: "en-GB" },
  });
  await memory.close();
});

test("what is none of them is refused", async () => {
  await expect(taken("a.xliff", "<html></html>")).rejects.toThrow("it is XML that begins with <html>");
  await expect(taken("a.xliff", '<xliff version="1.2"><file source-language="en"/></xliff>')).rejects.toThrow(
    "line 1: the file does not name its target language",
  );
  await expect(taken("a.xliff", "<xliff><file source-language='en' target-language='fr'>")).rejects.toThrow(
    /ends too early/,
  );
  await expect(taken("a.tbx", "<tbx>")).rejects.toThrow(/ends too early/);
});
