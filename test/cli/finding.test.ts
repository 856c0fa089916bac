import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Memory } from "@sextant/core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { corpus } from "../setup.ts";
import { type Outcome, run } from "./run.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-finding-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const sextant = (...args: string[]): Promise<Outcome> => run(folder, [...args, "--data", inject("data")]);

describe("sextant lookup --document", () => {
  test("looks each segment up between its neighbours, and counts them as CAT tools do", async () => {
    const english = await readFile(join(corpus("A-RES-67-189"), "en.txt"), "utf8");
    const document = join(folder, "next-year.txt");
    // The beginning of the resolution as it might be written a year later, and a line that nobody has said.
    await writeFile(
      document,
      `${english.slice(0, english.lastIndexOf("\n\n", 5000)).replace("2006", "2013")}\n\nZebras graze.\n\nZebras graze.\n`,
    );
    const { code, out } = await sextant("lookup", "--document", document, "-t", "fr", "-n", "1");
    expect(code).toBe(0);
    expect(out).toMatch(/^\d+ 101 context · A\/RES\/67\/189.*\n {2}en {2}.*\n {2}fr {2}/m);
    expect(out).toMatch(/^\d+ no match\n {2}en {2}Zebras graze\.\n/m);
    expect(out).toMatch(/^101 in context +\d+ +[\d,]+ +\d+ %$/m);
    const { out: brief } = await sextant("lookup", "--document", document, "-t", "fr", "--analysis", "--json");
    const { segments, analysis } = JSON.parse(brief);
    expect(segments).toBeUndefined();
    const shares = new Map<string, { segments: number; words: number }>(
      analysis.map((share: { name: string }) => [share.name, share]),
    );
    // The zebras, and the resolution's number: another number is no match of it.
    expect(shares.get("no match")).toMatchObject({ segments: 2, words: 4 });
    expect(shares.get("repeated")).toMatchObject({ segments: 1, words: 2 });
    expect(shares.get("101 in context")?.segments).toBeGreaterThan(5);
  });

  test("takes a segment or a document, not both or neither", async () => {
    for (const args of [[], ["text", "--document", "file"]])
      expect(await sextant("lookup", "-t", "fr", ...args)).toMatchObject({
        code: 2,
        err: "sextant: lookup takes one segment, or --document and a file\n",
      });
  });
});

describe("sextant search", () => {
  const total = async (...args: string[]): Promise<number> =>
    JSON.parse((await sextant("search", ...args, "--json")).out).total;

  test("finds a phrase that is too short to tell its language, and says where", async () => {
    const { code, out, err } = await sextant("search", "drug trafficking", "--json");
    expect([code, err]).toEqual([
      0,
      expect.stringMatching(/^found in en(?:, also in [a-z, ]+)?; --language names another language$/m),
    ]);
    expect(JSON.parse(out).hits[0].unit.variants.en).toMatch(/drug trafficking/i);
    const lookup = await sextant(
      "lookup",
      "Tout individu a droit à la vie, à la liberté et à la sûreté",
      "-t",
      "en",
      "--threshold",
      "60",
      "--json",
    );
    expect(JSON.parse(lookup.out)[0].tags).toEqual(["fr", "en"]);
    const parts = await sextant("lookup", "drug trafficking networks", "-t", "fr");
    expect([parts.out, parts.err]).toEqual([
      expect.stringMatching(/known parts:\ndrug trafficking · /),
      expect.stringMatching(/^found in en; --from names another language$/m),
    ]);
    const nothing = await sextant("search", "xylophone");
    expect([nothing.code, nothing.out, nothing.err]).toEqual([0, "0 hits\n", "nothing in fr, en, es, ru, zh, ar\n"]);
  });

  test("is narrowed by place, translation, document set and status", async () => {
    const all = await total("art", "-l", "en");
    const begun = await total("art", "-l", "en", "--place", "prefix");
    expect(begun).toBeLessThan(all);
    expect(await total("art", "-l", "en", "--place", "word")).toBeLessThan(begun);
    expect(await total("art", "-l", "en", "--translated", "fr:article 1")).toBeLessThan(begun);
    expect(await total("art", "-l", "en", "--set", "A/RES/67/189")).toBeLessThan(all);
    expect(await total("art", "-l", "en", "--status", "rejected")).toBe(0);
    expect((await sextant("search", "art", "-l", "en", "--set", "no")).err).toMatch(
      /no document set no; sextant memory/,
    );
    expect((await sextant("search", "art", "-l", "en", "--translated", "article")).err).toMatch(/as --translated en:/);
  });

  test("leaves out documents, shows others first, and says which origins there are", async () => {
    const all = await total("droits", "-l", "fr");
    const some = await total("droits", "-l", "fr", "--leave-out", "documentSet:UDHR");
    expect(some).toBeLessThan(all);
    expect(await total("droits", "-l", "fr", "--leave-out", "documentSet:UDHR,body:A")).toBe(0);
    const bySymbol = ["--leave-out", "documentSet:A/RES/67/189"];
    const byId = ["--leave-out", "documentSet:A-RES-67-189"];
    expect(await total("droits", "-l", "fr", ...bySymbol)).toBe(await total("droits", "-l", "fr", ...byId));
    const lookedUp = await sextant("lookup", "L’Assemblée générale,", "-f", "fr", "-t", "ar", ...bySymbol);
    expect(lookedUp.code).toBe(0);
    expect(lookedUp.out).not.toContain("A/RES/67/189");
    const { out } = await sextant("search", "droits", "-l", "fr", "-n", "1", "--prefer", "documentSet:UDHR");
    expect(out).toMatch(/^A\/RES\/217/);
    expect((await sextant("search", "droits", "--leave-out", "UDHR")).err).toMatch(
      /UDHR is no origin; one is named as/,
    );
  });

  test("writes what renders a phrase as TBX, which import takes", async () => {
    const file = join(folder, "terms.tbx");
    const { code } = await sextant("search", "convention", "-l", "en", "-s", "fr", "--tbx", file, "--subject", "law");
    expect(code).toBe(0);
    expect(await readFile(file, "utf8")).toMatch(/<tbx style="dca".*subjectField">law<.*<term>conventions</s);
    const own = join(folder, "terms");
    expect((await run(folder, ["import", file, "--data", own])).code).toBe(0);
    expect((await run(folder, ["search", "conventions", "-l", "fr", "--data", own])).out).toMatch(/en +convention/);
    const { out } = await sextant(
      "search",
      "convention",
      "-l",
      "en",
      "-s",
      "fr",
      "--tbx",
      "-",
      "--tbx-edition",
      "2008",
    );
    expect(out).toContain('<martif type="TBX-Basic"');
  });

  test("goes on behind the page before", async () => {
    const { out } = await sextant("search", "article", "-l", "en", "-s", "fr", "-n", "2");
    const [, after = ""] = /2 of \d+ hits; --after (\d+) shows the next/.exec(out) ?? [];
    const { out: next } = await sextant("search", "article", "-l", "en", "-s", "fr", "-n", "2", "--after", after);
    expect(next).toMatch(/2 of \d+ hits from here on; --after \d+/);
    expect(next.split("\n")[1]).not.toBe(out.split("\n")[1]);
  });
});

test("sextant search and lookup find Arabic words however they are spelt, or as they are", async () => {
  const text = "الاعلان العالمي لحقوق الانسان";
  const found = async (...args: string[]) => JSON.parse((await sextant(...args, "--json")).out);
  expect((await found("search", text, "-l", "ar")).total).toBeGreaterThan(1);
  expect((await found("search", text, "-l", "ar", "--arabic", "strict")).total).toBe(0);
  expect((await found("lookup", text, "-f", "ar", "-t", "en"))[0].source).toBe("الإعلان العالمي لحقوق الإنسان");
  expect(await found("lookup", text, "-f", "ar", "-t", "en", "--arabic", "strict")).toEqual([]);
});

test("sextant memory shows what was corrected, and takes it back", async () => {
  const data = join(folder, "corrected");
  await cp(inject("data"), data, { recursive: true, filter: (path) => !path.includes("postgres") });
  const memory = await Memory.open(join(data, "memory.sqlite"));
  await memory.corrections.make("UDHR", { action: "reject", position: 3 });
  await memory.close();
  const own = (...args: string[]): Promise<Outcome> => run(folder, ["memory", ...args, "--data", data]);
  expect((await own("--changes", "UDHR")).out).toMatch(/^1 {2}\S+Z {2}row 4 {2}reject\n1 correction\n$/);
  expect((await own("--undo", "UDHR=1")).err).toMatch(/taken back: .*row 4 {2}reject/);
  expect((await own("--changes", "UDHR")).out).toBe("0 corrections\n");
  expect(await own("--undo", "UDHR")).toMatchObject({
    code: 2,
    err: expect.stringMatching(/no correction .* is left/),
  });
});

test.each([
  ["lookup", ["Good day.", "--from", "en", "--to", "xx"], /no text in xx; it has ar, en, es, fr, ru, zh/],
  ["lookup", ["Good day.", "--from", "en", "--to", "fr", "-m", "mine"], /there is no memory mine; there is main/],
  ["search", ["droit", "-l", "fr", "-s", "xx"], /no text in xx/],
  ["search", ["droit", "-l", "fr", "-m", "mine"], /there is no memory mine/],
  ["reuse", [join(corpus("UDHR"), "en.txt"), "--to", "xx"], /no text in xx/],
  ["memory", ["--rank", "mine=2"], /there is no memory mine/],
])("sextant %s %j says that there is no such language or memory", async (command, args, said) => {
  const { code, err } = await sextant(command, ...args);
  expect([code, err]).toEqual([2, expect.stringMatching(said)]);
});

test("a folder without a memory is not taken for an empty memory, and none is made there", async () => {
  const nowhere = join(folder, "nowhere");
  const asked = [["lookup", "Good day.", "--to", "fr"], ["search", "droit", "-l", "fr"], ["memory"], ["export"]];
  for (const args of [...asked, ["backup", join(folder, "b.sqlite")]])
    expect([args, await run(folder, [...args, "--data", nowhere])]).toEqual([
      args,
      expect.objectContaining({ code: 2, err: expect.stringContaining(`there is no memory in ${nowhere}`) }),
    ]);
  expect(existsSync(nowhere)).toBe(false);
});

test("the known parts of a segment are those of the memories that were asked for", async () => {
  const data = join(folder, "parts");
  await writeFile(join(folder, "greetings.tsv"), "fr\ten\nBonjour à tous les amis.\tGood day to all friends.\n");
  await writeFile(join(folder, "boats.tsv"), "fr\ten\nUn bateau passe.\tA boat goes by.\n");
  await run(folder, ["import", "greetings.tsv", "--memory", "Greetings", "--data", data]);
  await run(folder, ["import", "boats.tsv", "--memory", "Boats", "--data", data]);
  const partsIn = async (memory: string): Promise<string> =>
    (await run(folder, ["lookup", "Good day to nobody at home", "-f", "en", "-t", "fr", "-m", memory, "--data", data]))
      .out;
  expect(await partsIn("Greetings")).toMatch(/known parts:\n.*Good day to/s);
  expect(await partsIn("Boats")).not.toContain("known parts");
});

test("sextant export writes the document sets of a memory by name", async () => {
  const data = join(folder, "named");
  await writeFile(join(folder, "terms.tsv"), "tuid\tfr\ten\n1\tBonjour.\tGood day.\n");
  await run(folder, ["import", "terms.tsv", "--memory", "Terms", "--data", data]);
  const of = (name: string): Promise<Outcome> =>
    run(folder, ["export", "--memories", name, "--format", "tsv", "--data", data]);
  expect((await of("Terms")).out).toMatch(/Bonjour\.\tGood day\./);
  expect(await of("Others")).toMatchObject({ code: 2, err: "sextant: no document set is in Others\n" });
});
