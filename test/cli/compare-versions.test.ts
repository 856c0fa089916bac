import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { corpus } from "../setup.ts";
import { type Outcome, run } from "./run.ts";

let folder: string;
let draft: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-versions-"));
  draft = join(folder, "draft.txt");
  const text = await readFile(join(corpus("A-RES-67-189"), "en.txt"), "utf8");
  await writeFile(draft, text.replaceAll("organized crime", "<organised> crime").replace("67/189", "66/999"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const compare = (...args: string[]): Promise<Outcome> => run(folder, ["compare", ...args, "--data", inject("data")]);
const adopted = (language: string): string => join(corpus("A-RES-67-189"), `${language}.txt`);

describe("sextant compare --old --new", () => {
  test("marks what changed between two files, sums up, and needs no memory", async () => {
    const { code, out } = await run(folder, ["compare", "--old", draft, "--new", adopted("en"), "--data", "none"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^A\/RES\/66\/999 → A\/RES\/67\/189 · en\n/);
    expect(out).toContain("transnational [-<organised>-]{+organized+} crime");
    expect(out).toMatch(/^… \d+ unchanged texts$/m);
    expect(out).toMatch(/\n\d+ changed, \d+ renumbered, \d+ unchanged · [\d,]+ words stayed, \d+ came, \d+ went\n$/);
  });

  test("names files that have neither symbol nor title", async () => {
    const [old, current] = [join(folder, "minutes-1.txt"), join(folder, "minutes-2.txt")];
    await writeFile(old, "the meeting began at ten in the morning, and all of the members were there.\n");
    await writeFile(current, "the meeting began at nine in the morning, and all of the members were there.\n");
    const { out } = await compare("--old", old, "--new", current, "--language", "en");
    expect(out).toMatch(/^minutes-1\.txt → minutes-2\.txt · en\n/);
  });

  test("takes a document set of the memory for a file, and shows how it was translated", async () => {
    const args = ["--old", "A/RES/67/189", "--new", draft, "--language", "en", "--to", "fr,ar"];
    const { code, out, err } = await compare(...args);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^ {2}≠ fr {2}.*criminalité transnationale organisée/m);
    expect(out).toMatch(/^ {2}[≠=] ar {2}\u2068.*\u2069 {2}\(a working translation/m);
    const { out: json } = await compare(...args, "--json");
    const { entries, counts } = JSON.parse(json);
    expect(counts.changed).toBeGreaterThan(5);
    expect(entries.filter(({ translations }: any) => translations?.some(({ touched }: any) => touched)).length).toBe(
      counts.changed,
    );
  });

  test("writes a page to hand on, escaped, without script, each text in its language and direction", async () => {
    const page = join(folder, "changes.html");
    const args = ["--old", "A/RES/67/189", "--new", draft, "--language", "en", "--to", "ar", "--html", page];
    expect(await compare(...args)).toMatchObject({ code: 0, out: "", err: "" });
    const html = await readFile(page, "utf8");
    expect(html).not.toMatch(/<organised>|<script|https?:|url\(/);
    const root = parse(html);
    expect(root.querySelector("title")?.text).toBe("A/RES/67/189 → A/RES/66/999 · en");
    expect(root.querySelector("section.changed ins")?.getAttribute("class")).toBeUndefined();
    expect(root.querySelectorAll("section.changed p.translation[lang=ar][dir=rtl] mark").length).toBeGreaterThan(5);
    expect(root.querySelectorAll("details section.unchanged").length).toBeGreaterThan(20);
    expect(root.querySelector("section.changed small")?.text).toBe("A working translation, not the official text");
    expect(html).toContain("prefers-color-scheme: dark");
    expect(html).toContain("@media print");
  });

  test.each([
    { args: ["--old", "en"], code: 2, err: /two versions are compared by themselves: .* --old FILE --new FILE/ },
    { args: ["--old", "en", "--new", "en", "--type", "date"], code: 2, err: /compared by themselves/ },
    { args: ["a", "b", "--unchanged"], code: 2, err: /--unchanged are for two versions, --old and --new/ },
    { args: ["--old", "en", "--new", "fr"], code: 2, err: /is in en, .* in fr; two versions in one language/ },
    { args: ["--old", "A/RES/67/189", "--new", "en"], code: 2, err: /A\/RES\/67\/189 is no file; .* --language/ },
    { args: ["--old", "nowhere.pdf", "--new", "en", "-l", "en"], code: 1, err: /nowhere\.pdf is neither a file nor/ },
    { args: ["--old", "en", "--new", "en", "--to", "fr", "--set", "no"], code: 1, err: /no document set no in the/ },
    { args: ["--old", "en", "--new", "en", "--set", "UDHR"], code: 2, err: /name their languages with --to/ },
    { args: ["--old", "en", "--new", "en", "--html", "x", "--json"], code: 2, err: /name one/ },
  ])("says what is wrong of $args", async ({ args, code, err }) => {
    const files = args.map((arg) => (arg === "en" || (arg === "fr" && args.length === 4) ? adopted(arg) : arg));
    const outcome = await compare(...files.map((arg, at) => (files[at - 1] === "-l" ? "en" : arg)));
    expect(outcome.code).toBe(code);
    expect(outcome.err).toMatch(err);
    expect(outcome.out).toBe("");
  });
});
