/** Files of other tools in and out, as a person takes them. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseBeads } from "@sextant/core";
import { afterAll, beforeAll, expect, test } from "vitest";
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

test("a set without units is exported as a file without units", async () => {
  const data = join(folder, "empty");
  await sextant("import", join(CASES, "empty.tmx"), "--data", data);
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
