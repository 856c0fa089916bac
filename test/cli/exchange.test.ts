/** Files of other tools in and out, as a person takes them. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { Memory, parseBeads } from "@sextant/core";
import { zipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { encode } from "../core/encode.ts";
import { type Outcome, run } from "./run.ts";

const CASES = join(import.meta.dirname, "../core/exchange/cases");
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-exchange-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const sextant = (...args: string[]): Promise<Outcome> => run(folder, args);

test("an import says how many units were taken, repaired and left out, and why", async () => {
  const data = join(folder, "report");
  const repaired = await sextant("import", join(CASES, "unescaped-ampersand.tmx"), "--data", data);
  expect([repaired.code, repaired.err]).toEqual([0, expect.stringMatching(/^unescaped-ampersand\.tmx: 4 units in /)]);
  expect(repaired.err).toMatch(
    / {2}line 5: “&” that is no mark-up was read as text\n {2}1 × place repaired: & or < not escaped\n$/,
  );
  const left = await sextant("import", join(CASES, "nested-code.tmx"), "--data", data);
  expect(left.code).toBe(1);
  expect(left.err).toMatch(/line 5: TMX has no code <g> here: its tags were left out\n/);
  expect(left.err).toMatch(/ {2}2 × part of a unit, or of the file, left out: inline code\n/);
  expect(left.err).toMatch(/sextant: of 1 of 1 file something was left out\n$/);
});

test("an import says how many units have one language alone", async () => {
  const file = join(folder, "alone.tmx");
  const unit = (...texts: string[]): string =>
    `<tu>${texts.map((text, at) => `<tuv xml:lang="${["fr", "en"][at]}"><seg>${text}</seg></tuv>`).join("")}</tu>`;
  const body = [unit("Bonjour.", "Good day."), unit("Au revoir."), unit("Merci.")].join("");
  await writeFile(file, `<tmx version="1.4"><header srclang="fr"/><body>${body}</body></tmx>`);
  const { code, err } = await sextant("import", file, "--data", join(folder, "alone"));
  expect(code).toBe(0);
  expect(err).toMatch(/^alone\.tmx: 3 units in .* kept as alone\n {2}in one language alone, .*: 2 units\n$/);
});

test("--strict takes nothing of a file of which something would be left out", async () => {
  const data = join(folder, "strict");
  const { code, err } = await sextant("import", join(CASES, "nested-code.tmx"), "--strict", "--data", data);
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(/was left out: something of it would be left out, and --strict takes nothing then\n/),
  ]);
  expect(err).toMatch(/line 5: TMX has no code <g> here/);
  expect((await sextant("memory", "--data", data)).out).not.toMatch(/nested-code/);
  const whole = await sextant("import", join(CASES, "direction.tmx"), "--strict", "--data", data);
  expect(whole.code).toBe(0);
});

test("an export keeps direction, header and tags; tags may be asked for; codes without a place are counted", async () => {
  const data = join(folder, "direction");
  await sextant("import", join(CASES, "direction.tmx"), "--data", data);
  const { out } = await sextant("export", "--data", data);
  expect(out).toContain('srclang="en-US"');
  expect(out.indexOf('xml:lang="en-US"')).toBeLessThan(out.indexOf('xml:lang="de-DE"'));
  const asked = await sextant("export", "-l", "en-US,fr-FR", "-f", "tsv", "--data", data);
  expect([asked.code, asked.out.split("\n")[0]]).toEqual([0, "tuid\tsymbol\ten-US\tfr-FR"]);
  const none = await sextant("export", "-l", "en-AU", "--data", data);
  expect([none.code, none.err]).toEqual([2, expect.stringMatching(/there is no version in en-AU; there are .*en-US/)]);
  await sextant("import", join(CASES, "xliff-codes.tmx"), "--data", data);
  const xliff = await sextant("export", "xliff-codes", "-l", "en,fr", "-f", "xliff", "--data", data);
  expect(xliff.out).toContain('srcLang="en-US" trgLang="fr-CA"');
  const tsv = await sextant("export", "xliff-codes", "-f", "tsv", "--data", data);
  expect(tsv.err).toMatch(/1 unit written in en-US, fr-CA; tsv has no place for inline codes: 4 were left out/);
});

test("an export of several files has the source that all of them have", async () => {
  const data = join(folder, "one-source");
  const headed = await readFile(join(CASES, "two-variants.tmx"), "utf8");
  for (const name of ["one.tmx", "two.tmx"]) await writeFile(join(folder, name), headed);
  await sextant("import", join(folder, "one.tmx"), join(folder, "two.tmx"), "--data", data);
  const { out } = await sextant("export", "--data", data);
  expect(out).toContain('srclang="en"');
  expect([...out.matchAll(/xml:lang="(\w+)"/g)].map(([, tag]) => tag)).toEqual(["en", "fr", "fr", "en", "fr", "fr"]);
  await writeFile(join(folder, "three.tmx"), headed.replace('srclang="en"', 'srclang="fr"'));
  await sextant("import", join(folder, "three.tmx"), "--data", data);
  expect((await sextant("export", "--data", data)).out).toContain('srclang="fr"');
});

test("a set without units is exported as a file without units", async () => {
  const data = join(folder, "empty");
  {
    await using memory = await Memory.open(join(data, "memory.sqlite"));
    const set = { id: "empty", symbol: "empty", source: "a file", fingerprint: "1" };
    expect(await memory.documentSets.import(set, Readable.from([]))).toBe(0);
  }
  const { code, out, err } = await sextant("export", "--data", data);
  expect([code, err]).toEqual([0, "0 units written\n"]);
  expect(out).toMatch(/<body>\n<\/body>\n<\/tmx>\n$/);
  const tsv = await sextant("export", "-f", "tsv", "--data", data);
  expect([tsv.code, tsv.err]).toEqual([1, "sextant: there is no unit to write\n"]);
});

test("several files as one: their notes and props together, units of other tools told apart", async () => {
  const data = join(folder, "several");
  for (const name of ["tuid-header.tmx", "prop-names.tmx"]) await sextant("import", join(CASES, name), "--data", data);
  const { out } = await sextant("export", "--data", data);
  expect(out).toContain("<note>Owner: the client</note>");
  const file = join(folder, "both.tmx");
  await writeFile(file, out);
  const again = join(folder, "again");
  expect((await sextant("import", file, "--data", again)).code).toBe(0);
  const back = (await sextant("export", "--data", again)).out;
  for (const own of [
    '<prop type="x-status">Translated</prop>',
    '<prop type="x-confidence">85</prop>',
    'tuid="key.0017"',
  ])
    expect(back).toContain(own);
});

test("lines without a letter or a number are no units: they stand alone", async () => {
  const [en, fr] = ["en", "fr"].map((language) => join(import.meta.dirname, "cases", `blank-lines.${language}.txt`));
  const beads = join(folder, "beads");
  const options = ["--from", "en", "--to", "fr", "--beads", beads];
  const { err } = await sextant("align", "--units", en as string, fr as string, ...options);
  const pairs = parseBeads(await readFile(beads, "utf8")).filter(
    ({ source, target }) => source.length && target.length,
  );
  expect(pairs.map(({ source, target }) => [source, target])).toEqual([
    [[0], [0]],
    [[3], [2]],
    [[5], [3]],
  ]);
  expect(err).toMatch(/3 beads \(1:1 ×3\)/);
});

test("an encoding that is detected is said; one in doubt is refused with the way out, which works", async () => {
  const data = join(folder, "encodings");
  const zh = "大会决定人权是一个重要的问题";
  await writeFile(join(folder, "zh.tsv"), encode(`en\tzh\nThe text\t${zh}\n`, "gb18030"));
  const told = await sextant("import", "zh.tsv", "--data", data);
  expect([told.code, told.err]).toEqual([
    0,
    expect.stringMatching(/the file names no encoding; it was read as GB18030\n/),
  ]);
  expect((await sextant("export", "-f", "tsv", "--data", data)).out).toContain(zh);
  await writeFile(join(folder, "money.csv"), encode("de,en\n100 \u00a4,money\n", "windows-1252"));
  const doubt = await sextant("import", "money.csv", "--data", data);
  expect([doubt.code, doubt.err]).toEqual([
    1,
    expect.stringMatching(/line 2: the encoding is in doubt: .*--encoding NAME/),
  ]);
  const named = await sextant("import", "money.csv", "--encoding", "iso-8859-15", "--data", data);
  expect([named.code, named.err]).toEqual([0, expect.stringMatching(/1 unit in /)]);
  const wrong = await sextant("import", "money.csv", "--encoding", "klingon", "--replace", "--data", data);
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringMatching(/“klingon” is no encoding/)]);
});

test("of an archive what is good is taken, and what is left out is named; --strict takes nothing", async () => {
  const data = join(folder, "archives");
  const file = await readFile(join(CASES, "direction.tmx"));
  const files = {
    "good.tmx": file,
    "broken.tmx": file.subarray(0, -20),
    "photo.png": Buffer.from("\x89PNG", "latin1"),
  };
  await writeFile(join(folder, "some.zip"), zipSync(files));
  const strict = await sextant("import", "some.zip", "--strict", "--data", data);
  expect([strict.code, strict.err]).toEqual([1, expect.stringMatching(/--strict takes nothing then/)]);
  const { code, err } = await sextant("import", "some.zip", "--data", data);
  expect([code, err]).toEqual([1, expect.stringMatching(/some\.zip: 2 units in .*kept as some\n/)]);
  expect(err).toMatch(/ {2}broken\.tmx: left out: line \d+: the file ends /);
  expect(err).toMatch(/ {2}photo\.png: left out: it is a picture\n/);
  expect(err).toMatch(/2 × part of a unit, or of the file, left out: file of the archive\n/);
});

test("the languages of a table without a line of names are given", async () => {
  const data = join(folder, "glossary");
  await writeFile(join(folder, "glossary.utf8"), "No\tIt\tnoun\nYes\tHe\n".replace("He", "He\t"));
  const refused = await sextant("import", "glossary.utf8", "--data", data);
  expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/name the languages with --languages/)]);
  const { code, err } = await sextant("import", "glossary.utf8", "--languages", "en,de", "--data", data);
  expect([code, err]).toEqual([0, expect.stringMatching(/^glossary\.utf8: 2 units in .*kept as glossary\n/)]);
});

test("what steers a terminal is written out where a file's name or content is quoted", async () => {
  const data = join(folder, "steering");
  const name = "\u001b[31mred\u202e.tmx";
  await writeFile(join(folder, name), await readFile(join(CASES, "direction.tmx")));
  await writeFile(join(folder, "names.tsv"), "x\u001b[31m\ty\u001b[2J\nOne\tUn\n");
  const { err } = await sextant("import", join(folder, name), join(folder, "names.tsv"), "--data", data);
  expect(err).toMatch(/^\\x1b\[31mred\.tmx: 2 units in /);
  expect(err).toContain("it says x\\x1b[31m, y\\x1b[2J\n");
});
