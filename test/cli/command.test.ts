import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Memory, parseBeads } from "@sextant/core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { corpus } from "../setup.ts";
import { MAIN, type Outcome, run } from "./run.ts";

const resolution = (language: string): string => join(corpus("A-RES-67-189"), `${language}.txt`);

/** Runs the command as a person does, in a folder of these tests. */
const sextant = (args: readonly string[], input = ""): Promise<Outcome> => run(folder, args, input);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-cli-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe("sextant read", () => {
  test("prints a document as JSON: symbol, language, blocks, notes, warnings, and how it was read", async () => {
    const { code, out, err } = await sextant(["read", resolution("fr"), "--json"]);
    expect([code, err]).toEqual([0, ""]);
    const document = JSON.parse(out);
    expect(Object.keys(document)).toEqual(["symbol", "language", "blocks", "notes", "warnings", "reading"]);
    expect(document).toMatchObject({ symbol: "A/RES/67/189", language: "fr" });
    expect(document.blocks).toHaveLength(76);
    expect(document.blocks[3].marks[0]).toEqual({ mark: "1", offset: expect.any(Number) });
  });

  test("shows a document to a person, marks in brackets", async () => {
    const { out } = await sextant(["read", resolution("en")]);
    expect(out).toMatch(/^A\/RES\/67\/189 · en · 76 blocks · 14 notes/);
    expect(out).toMatch(/operative +13 {2}Welcomes .*2012,\[10\] and/);
  });

  test("reads standard input", async () => {
    const { code, out } = await sextant(["read", "-", "--language", "fr", "--json"], "Chacun a droit à la vie.");
    expect([code, JSON.parse(out).blocks]).toEqual([0, [{ role: "text", text: "Chacun a droit à la vie." }]]);
  });
});

describe("sextant align", () => {
  test("aligns files of one unit a line and writes beads with their confidence; sextant score scores them", async () => {
    const german = await file(
      "a.de",
      "Im Sommer 1885 reisten wir nach Zermatt.\nDer Führer Alexander Burgener erwartete uns im Hotel Monte Rosa.\n" +
        "Wir stiegen am 12. Juli auf. Es schneite bis zum Abend, und die Nacht war kalt.\n" +
        "Am 13. Juli erreichten wir um 11 Uhr den Gipfel.\nDie Aussicht auf den Montblanc war prächtig.\nAm Abend waren wir zurück.\n",
    );
    const french = await file(
      "a.fr",
      "Dans l’été de 1885, nous partîmes pour Zermatt.\nLe guide Alexander Burgener nous attendait à l’hôtel Monte Rosa.\n" +
        "Nous montâmes le 12 juillet.\nIl neigea jusqu’au soir, et la nuit fut froide.\n" +
        "Le 13 juillet, nous atteignîmes le sommet à 11 heures.\nLa vue sur le Montblanc était magnifique.\nLe soir, nous étions de retour.\n",
    );
    const beads = join(folder, "a.beads");
    const { code, err } = await sextant([
      "align",
      "--units",
      german,
      french,
      "--from",
      "de",
      "--to",
      "fr",
      "--beads",
      beads,
    ]);
    expect(code).toBe(0);
    expect(err).toMatch(/6 beads \(1:1 ×5, 1:2 ×1\), mean confidence 0\.\d+/);
    const line = [await file("one.de", "Am Abend schneite es.\n"), await file("one.fr", "Le soir, il neigea.\n")];
    const one = await sextant(["align", "--units", ...line, "--from", "de", "--to", "fr"]);
    expect(one.err).toMatch(/one\.fr: 1 bead \(1:1 ×1\), mean/);
    const text = await readFile(beads, "utf8");
    expect(text).toMatch(/^\[0\]:\[0\]:[01]\.\d{4}\n/);
    const gold = await file("gold", "[0]:[0]\n[1]:[1]\n[2]:[2, 3]\n[3]:[4]\n[4]:[5]\n[5]:[6]\n");
    expect(parseBeads(text)).toEqual(parseBeads(await readFile(gold, "utf8")));
    const score = await sextant(["score", gold, beads]);
    expect(score.out).toBe(
      "strict precision 1.0000  recall 1.0000  f1 1.0000\nlax    precision 1.0000  recall 1.0000  f1 1.0000\n",
    );
  });

  test("keeps empty lines and takes an empty file for no units", async () => {
    const beads = join(folder, "b.beads");
    await sextant([
      "align",
      "--units",
      await file("b.fr", "Un.\n\nDeux."),
      await file("b.en", ""),
      "--from",
      "fr",
      "--to",
      "en",
      "--beads",
      beads,
    ]);
    expect(parseBeads(await readFile(beads, "utf8")).map(({ source, target }) => [source, target])).toEqual([
      [[0], []],
      [[1], []],
      [[2], []],
    ]);
  });

  test("aligns documents into rows, as JSON with their texts and for a person", async () => {
    const { code, out } = await sextant(["align", resolution("es"), resolution("zh"), "--json"]);
    expect(code).toBe(0);
    const { languages, rows, notes } = JSON.parse(out);
    expect([languages, rows.length, notes.length]).toEqual([["es", "zh"], 76, 14]);
    expect(rows[1].texts).toEqual({ es: ["La Asamblea General,"], zh: ["大会，"] });
    const person = await sextant([
      "align",
      await file("c.txt", "Chacun a droit à la vie."),
      `en:${await file("d.txt", "Everyone has the right to life.")}`,
    ]);
    expect(person.out).toMatch(/fr {2}Chacun a droit à la vie\.\n {2}en {2}Everyone has the right to life\.\n/);
    expect(person.out).toMatch(/1 row in fr, en; 0 notes/);
  });
});

test("texts that seem to have nothing to do with each other are aligned, and the doubt is said beside", async () => {
  const { code, out } = await sextant(["align", join(corpus("UDHR"), "en.txt"), resolution("ar")]);
  expect(code).toBe(0);
  expect(out).toMatch(/en and ar: these texts seem not to translate one another: are these versions of one text\?/);
  expect(out).toMatch(/ar {2}\S.*\n {2}en {2}\S|en {2}\S.*\n {2}ar {2}\S/);
});

test("a file that holds two versions is aligned with itself, and one that holds one is refused", async () => {
  const [ru, en] = await Promise.all(
    ["ru", "en"].map((language) => readFile(join(corpus("UDHR"), `${language}.txt`), "utf8")),
  );
  const both = await file("both.txt", `${ru}\n\n${en}`);
  const { code, out } = await sextant(["align", `ru:${both}`, `en:${both}`, "--json"]);
  expect(code).toBe(0);
  const { report, rows } = JSON.parse(out) as { report: { shapes: unknown[] }; rows: { texts: { ru: string[] } }[] };
  expect(rows.length).toBeGreaterThan(80);
  expect(report.shapes[0]).toEqual({ shape: "1:1", rows: expect.any(Number) });
  expect(rows[1]?.texts.ru[0]).toMatch(/\p{Script=Cyrillic}/u);
  const one = await sextant(["align", `fr:${both}`, `en:${both}`]);
  expect([one.code, one.err]).toEqual([1, expect.stringContaining("both.txt has no part in fr; it is in ru, en")]);
});

test("two documents become a TMX file, or a document set of a memory", async () => {
  const [fr, en] = [join(corpus("UDHR"), "fr.txt"), join(corpus("UDHR"), "en.txt")];
  const folder = await mkdtemp(join(tmpdir(), "sextant-align-"));
  const tmx = join(folder, "out.tmx");
  const { code, err } = await sextant(["align", fr, en, "--tmx", tmx, "--save", "declaration", "--data", folder]);
  expect([code, err]).toEqual([0, expect.stringMatching(/^declaration: \d+ units kept in fr, en$/m)]);
  const written = await readFile(tmx, "utf8");
  const units = written.match(/<tu /g)?.length;
  expect(err.split("\n")).toContain(`${tmx}: ${units} units written in fr, en`);
  expect(written).toContain('srclang="fr"');
  expect(written).toMatch(/<tuv xml:lang="fr"><seg>[^<]+<\/seg><\/tuv>\s*<tuv xml:lang="en"><seg>/);
  expect((await sextant(["memory", "--data", folder])).out).toMatch(/declaration/);
  const other = await sextant(["align", en, fr, "--save", "declaration", "--data", folder]);
  expect([other.code, other.err]).toEqual([2, expect.stringMatching(/has another document set declaration/)]);
  const replaced = await sextant(["align", en, fr, "--save", "declaration", "--replace", "--data", folder]);
  expect([replaced.code, replaced.err]).toEqual([0, expect.stringMatching(/^declaration: \d+ units kept in fr, en$/m)]);
  const wrong = await sextant(["align", fr, en, "--to", "x.tmx"]);
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringMatching(/--to goes with --units; --tmx FILE/)]);
  await rm(folder, { recursive: true });
});

test("files of one name in two folders do not take each other's place, and files that grew keep what people settled", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sextant-save-"));
  const written = async (year: string, fr: readonly string[], en: readonly string[]): Promise<string[]> => {
    await mkdir(join(folder, year), { recursive: true });
    const paths = ["fr.txt", "en.txt"].map((name) => join(folder, year, name));
    for (const [at, texts] of [fr, en].entries()) await writeFile(paths[at] as string, texts.join("\n\n"));
    return paths;
  };
  const save = (paths: readonly string[], ...more: string[]) =>
    sextant(["align", ...paths, "--save", ...more, "--data", join(folder, "data")]);
  const [french, english] = [
    ["Le rapport annuel est adopté.", "La commission se réunit demain."],
    ["The annual report is adopted.", "The committee meets tomorrow."],
  ] as const;
  const first = await written("2012", french, english);
  expect(await save(first)).toMatchObject({ code: 0, err: expect.stringMatching(/^fr: 2 units kept/m) });
  expect(await save(await written("2013", ["Un autre texte."], ["Another text."]))).toMatchObject({
    code: 2,
    err: expect.stringMatching(/has another document set fr .*--save takes another id, and --replace/),
  });
  const memory = await Memory.open(join(folder, "data", "memory.sqlite"));
  await memory.corrections.make("fr", { action: "confirm", position: 1 });
  await memory.close();
  await written("2012", ["Un texte nouveau.", ...french], ["A new text.", ...english]);
  expect(await save(first)).toMatchObject({ code: 0, err: expect.stringMatching(/with 1 confirmed row as before/) });
  await written("2012", french.slice(0, 1), english.slice(0, 1));
  expect(await save(first)).toMatchObject({
    code: 2,
    err: expect.stringMatching(/1 confirmed row whose texts are no longer in the files; --replace gives/),
  });
  expect(await save(first, "--replace")).toMatchObject({
    code: 0,
    err: expect.stringMatching(/given up: 1 confirmed/),
  });
  await rm(folder, { recursive: true });
});

describe("sextant search and export", () => {
  test("finds a phrase with its translations", async () => {
    const { code, out } = await sextant([
      "search",
      "criminalité transnationale organisée",
      "--show",
      "en",
      "--limit",
      "2",
      "--data",
      inject("data"),
    ]);
    expect(code).toBe(0);
    expect(out).toMatch(/A\/RES\/67\/189 · preamble · \d+ %/);
    expect(out).toMatch(/ {2}en\* Reaffirming also/);
    expect(out).toMatch(/2 of \d+ hits; --after \d+ shows the next\n$/);
    const lookup = (...args: string[]) => sextant(["lookup", ...args, "--data", inject("data")]);
    const exact = await lookup("大会，", "-f", "zh", "-t", "ru", "--json");
    expect(JSON.parse(exact.out)[0]).toMatchObject({ score: 100, target: "Генеральная Ассамблея," });
    const near = await lookup("Everyone has the right to a good education.", "-t", "fr");
    expect(near.out).toMatch(
      /^ 75 fuzzy · A\/RES\/217\(III\)A \d+\n {2}en {2}Everyone has the right to .*\[-.*-\].*\n {2}fr {2}Tou/,
    );
    expect((await lookup("There is no such thing anywhere.", "-f", "en", "-t", "fr")).out).toMatch(
      /^no match of 70 or more/,
    );
  });

  test("takes TMX in, says what it left out, and changes nothing the second time", async () => {
    const data = join(folder, "imported");
    const file = join(folder, "one.tmx");
    await writeFile(
      file,
      `<tmx version="1.4"><header srclang="en"/><body>
<tu tuid="a"><tuv xml:lang="en-GB"><seg>Good day.</seg></tuv><tuv xml:lang="FR"><seg>Bonjour.</seg></tuv></tu>
<tu tuid="b"><tuv xml:lang="no such tag"><seg>x</seg></tuv></tu>
</body></tmx>`,
    );
    const first = await sextant(["import", file, "--data", data]);
    expect([first.code, first.err]).toEqual([1, expect.stringMatching(/^one.tmx: 1 unit in [\d.]+ s, kept as one\n/)]);
    expect(first.err).toMatch(/line 3, unit b: "no such tag" is no language tag\n {2}1 × unit left out: no language\n/);
    expect((await sextant(["import", file, "--data", data])).err).toMatch(/nothing to do/);
    const { out } = await sextant(["lookup", "Bonjour.", "-f", "fr", "-t", "en", "--data", data]);
    expect(out).toMatch(/^100 exact · one\.tmx\n {2}fr {2}Bonjour\.\n {2}en-GB {2}Good day\./);
    const missing = await sextant(["import", join(folder, "none.tmx"), "--data", data]);
    expect([missing.code, missing.err]).toEqual([
      1,
      expect.stringMatching(/none\.tmx was left out: there is no such file/),
    ]);
  });

  test("writes TMX to a file, whole or not at all", async () => {
    const path = join(folder, "u.tmx");
    const { code, err } = await sextant([
      "export",
      "UDHR",
      "--languages",
      "fr,ar",
      "--to",
      path,
      "--data",
      inject("data"),
    ]);
    expect([code, err]).toEqual([0, expect.stringMatching(/^\d+ units written in fr, ar/)]);
    expect(await readFile(path, "utf8")).toMatch(/<\/tmx>\n$/);
    const nowhere = await sextant([
      "export",
      "--to",
      join(folder, "no", "such", "folder.tmx"),
      "--data",
      inject("data"),
    ]);
    expect([nowhere.code, nowhere.err]).toEqual([
      1,
      expect.stringMatching(/no\/such\/folder\.tmx cannot be written: there is no such folder\n$/),
    ]);
    expect((await readdir(folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
  });
});

describe("sextant memory", () => {
  test("shows what there is, and takes a document set out", async () => {
    const { cp } = await import("node:fs/promises");
    const data = join(folder, "memory");
    await cp(inject("data"), data, { recursive: true, filter: (path) => !path.includes("postgres") });
    const shown = await sextant(["memory", "--data", data]);
    expect(shown.out).toMatch(/A-RES-67-189 {2}A\/RES\/67\/189 {2}2012-12-20 {2}fr,en,es,ru,zh,ar {2}\d+ units/);
    expect(shown.out).toMatch(/2 document sets, \d+ units/);
    expect((await sextant(["memory", "--data", data, "--remove", "no"])).err).toMatch(/no document set no; there are/);
    expect((await sextant(["memory", "--data", data, "--remove", "UDHR"])).err).toMatch(
      /\d+ units removed; sextant removed --restore /,
    );
    expect((await sextant(["memory", "--data", data])).out).toMatch(/1 document set, /);
  });
});

describe("sextant serve", () => {
  test("aligns a corpus into an empty memory, serves it, leaves out what fails, and does not align twice", async () => {
    const corpusFolder = join(folder, "corpus");
    const { cp, mkdir } = await import("node:fs/promises");
    await mkdir(join(corpusFolder, "broken"), { recursive: true });
    await writeFile(join(corpusFolder, "broken", "manifest.json"), '{"symbol": "X"}');
    await cp(corpus("UDHR"), join(corpusFolder, "UDHR"), { recursive: true });
    const first = await serveUntilReady(["--corpus", corpusFolder, "--data", join(folder, "data")]);
    expect(first.err).toMatch(/Aligned A\/RES\/217\(III\)A: 91 rows in 6 languages/);
    expect(first.err).toMatch(/broken was left out: .*manifest\.json:/);
    expect(first.sets.map(({ id }) => id)).toEqual(["UDHR"]);
    const second = await serveUntilReady(["--corpus", corpusFolder, "--data", join(folder, "data")]);
    expect(second.err).not.toMatch(/Aligned/);
    expect(second.sets).toEqual(first.sets);
  });

  test("ends where its port is taken, whatever else it would have done", async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    const { port } = other.address() as AddressInfo;
    const { code, err } = await sextant(["serve", "--port", String(port), "--data", join(folder, "none")]);
    other.close();
    expect([code, err]).toEqual([1, expect.stringContaining(`127.0.0.1:${port}: the port is taken`)]);
  });

  function serveUntilReady(args: readonly string[]): Promise<{ err: string; sets: { id: string }[] }> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [MAIN, "serve", "--port", "0", ...args], { cwd: folder });
      let err = "";
      let sets: { id: string }[] = [];
      child.stderr.setEncoding("utf8").on("data", (piece) => {
        err += piece;
      });
      child.stdout.setEncoding("utf8").on("data", async (piece: string) => {
        const address = /Sextant is at (http:\S+)\//.exec(piece)?.[1];
        if (!address) return;
        sets = await (await fetch(`${address}/api/document-sets`)).json();
        child.kill("SIGTERM");
      });
      child
        .on("error", reject)
        .on("close", (code) =>
          code === 0 ? resolve({ err, sets }) : reject(new Error(`serve ended with ${code}: ${err}`)),
        );
    });
  }
});

describe("errors are for the person who can act", () => {
  test.each([
    [["read", "no-such-file.txt"], 1, /^sextant: no-such-file\.txt cannot be read: there is no such file\n$/],
    [["read", "."], 1, /^sextant: \. cannot be read: it is a folder\n$/],
    [["read", "-"], 1, /^sextant: standard input is empty\n$/],
    [["read", "--language", "x", resolution("fr")], 1, /“x” is not a language tag/],
    [["align", resolution("fr")], 2, /name at least two documents/],
    [["align", resolution("fr"), `fr:${resolution("en")}`], 1, /two documents are in fr/],
    [["align", "--units", MAIN, "--from", "fr", "--to", "en"], 2, /--units takes pairs of files/],
    [["align", "--units", MAIN, MAIN], 2, /--from xx --to yy/],
    [["score", MAIN, MAIN], 1, /main\.ts:1: not a bead: /],
    [["score", MAIN], 2, /score takes pairs of files/],
    [["search", "x", "--limit", "0"], 2, /--limit takes a number from 1 to 500/],
    [["serve", "--port", "x"], 2, /--port takes a number/],
    [["export", "nothing"], 2, /there is no document set nothing/],
    [["what"], 2, /unknown command 'what'/],
    [["token", "add", "Ada", "--role", "king"], 2, /Allowed choices are reader, translator/],
    [["account", "add"], 2, /missing required argument 'name'/],
    [["migrate", "no-such.sqlite", "new.sqlite"], 2, /there is no memory no-such\.sqlite/],
    [["align", resolution("fr"), resolution("en"), "--save", ".."], 2, /“\.\.” is no id: letters/],
  ])("sextant %j", async (args, code, message) => {
    const outcome = await sextant(args);
    expect([outcome.code, outcome.out]).toEqual([code, ""]);
    expect(outcome.err).toMatch(message);
    expect(outcome.err).not.toMatch(/ {4}at /);
  });

  test.each(["read", "align", "search", "export", "serve", "score"])(
    "sextant %s --help tells what it does",
    async (command) => {
      const { code, out } = await sextant([command, "--help"]);
      expect(code).toBe(0);
      expect(out).toMatch(new RegExp(`^Usage: sextant ${command}[ |]`));
    },
  );
});
