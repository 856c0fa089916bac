import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { corpus } from "../setup.ts";
import { run } from "./run.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-compare-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const rowsFile = async (name: string, lines: readonly string[]): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, lines.join("\n"));
  return path;
};

describe("sextant compare --rows", () => {
  test("prints findings as JSON Lines and nothing else, and 1 says that there is an error", async () => {
    const path = await rowsFile("faults.tsv", [
      "row\tfr\ten\tes",
      "0\tIl y avait 12 postes.\tThere were twelve posts.\tHabía doce puestos.",
      "7\tIl y avait 12 postes.\tThere were thirteen posts.\tHabía doce puestos.",
      "8\tLa séance est levée.\t\tSe levanta la sesión.",
    ]);
    const { code, out: stdout } = await run(folder, ["compare", "--rows", path, "--json"]);
    const findings = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(findings.map(({ row, type, languages }) => [row, type, languages])).toEqual([
      [7, "number", ["en"]],
      [8, "missing", ["en"]],
    ]);
    expect(findings[0].texts.en).toBe("There were thirteen posts.");
    expect(code).toBe(1);
  });

  test("--from and --to pick two languages, --type and --min-severity what is told; 0 says that no error is left", async () => {
    const path = await rowsFile("picked.tsv", ["row\tfr\ten\tes", "3\tIl a 12 ans.\tHe is 13.\tTiene 12 años;"]);
    const told = await run(folder, [
      "compare",
      "--rows",
      path,
      "--from",
      "fr",
      "--to",
      "es",
      "--json",
      "--min-severity",
      "warning",
    ]);
    expect(told).toMatchObject({ code: 0, out: "" });
    const marks = await run(folder, ["compare", "--rows", path, "--from", "fr", "--to", "es", "--type", "punctuation"]);
    expect(marks.out).toContain("the text ends with");
  });

  test("a spreadsheet's quoted, missing and additional cells are read, in any order of columns", async () => {
    const path = await rowsFile("sheet.tsv", [
      "fr\trow\ten\r",
      '"Il a dit ""oui"" à 5\tmembres."\t3\tHe said yes to 6 members.\t\r',
      "Il part.\t4\r",
    ]);
    const { code, out } = await run(folder, ["compare", "--rows", path, "--json"]);
    const [first, second] = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({ row: 3, type: "number", texts: { fr: 'Il a dit "oui" à 5\tmembres.' } });
    expect(second).toMatchObject({ row: 4, type: "missing", languages: ["en"] });
    expect(code).toBe(1);
    const report = await run(folder, ["compare", "--rows", path]);
    expect(report.out).toMatch(/^row 3/);
  });

  test("a term list of other languages is said to ask nothing", async () => {
    const path = await rowsFile("idle.rows.tsv", ["row\tfr\ten", "1\tBonjour.\tGood day."]);
    const terms = await rowsFile("idle.tsv", ["de\tes", "Mitgliedstaaten\tEstados Miembros"]);
    const { err } = await run(folder, ["compare", "--rows", path, "--terms", terms]);
    expect(err).toBe(`sextant: ${terms} has no term in two of fr, en; its terms are in de, es\n`);
  });

  test("what is left out of a packed term list is named by its file, which has no line", async () => {
    const path = await rowsFile("packed.rows.tsv", ["row\tfr\ten", "1\tBonjour.\tGood day."]);
    const terms = join(folder, "packed.zip");
    const files = { "terms.tsv": "en\tfr\nMember States\tÉtats Membres\n", "notes.xml": "<notes/>" };
    await writeFile(
      terms,
      zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
    );
    const { err } = await run(folder, ["compare", "--rows", path, "--terms", terms]);
    expect(err).toBe(`sextant: ${terms}, notes.xml: left out: it is XML that begins with <notes>\n`);
  });

  test("a term list says how terms are rendered, and --html writes a page to hand on", async () => {
    const path = await rowsFile("terms.rows.tsv", [
      "row\ten\tfr",
      "0\tThe Member States met.\tLes pays membres se sont réunis.",
      "1\tMember States met.\tDes États membres se sont réunis.",
    ]);
    const terms = await rowsFile("terms.tsv", ["en\tfr", "Member States\tÉtats Membres"]);
    const page = join(folder, "report.html");
    const { code, out } = await run(folder, ["compare", "--rows", path, "--terms", terms, "--html", page, "--json"]);
    expect(JSON.parse(out)).toMatchObject({ row: 0, type: "term", languages: ["fr"] });
    expect(code).toBe(0);
    expect(await readFile(page, "utf8")).toContain("The <mark>Member States</mark> met.");
  });

  test("a term that its list calls deprecated is no rendering of the others", async () => {
    const list = (status: string): string[] => [
      '<martif type="TBX"><text><body><termEntry id="c1"><langSet xml:lang="en"><tig><term>arrest</term></tig></langSet>',
      `<langSet xml:lang="fr"><tig><term>arrestation</term></tig><tig><term>interpellation</term><termNote type="administrativeStatus">${status}</termNote></tig></langSet>`,
      "</termEntry></body></text></martif>",
    ];
    const path = await rowsFile("deprecated.rows.tsv", [
      "row\ten\tfr",
      "0\tHis arrest was noted.\tOn a noté son interpellation.",
    ]);
    const found = async (status: string): Promise<string> => {
      const terms = await rowsFile(`${status}.tbx`, list(status));
      return (await run(folder, ["compare", "--rows", path, "--terms", terms])).out;
    };
    expect(await found("admittedTerm-admn-sts")).toBe("nothing found\n");
    expect(await found("deprecatedTerm-admn-sts")).toContain(
      "“arrest” (en) is not rendered as the term list says in fr",
    );
  });

  test.each([
    ["no languages", ["row\tfr"], /the first line/],
    ["a row without a number", ["row\tfr\ten", "x\ta\tb"], /line 2/],
  ])("a file that cannot be read is refused with its place: %s", async (name, lines, says) => {
    const path = await rowsFile(`${name}.tsv`, lines);
    const { code, err: stderr } = await run(folder, ["compare", "--rows", path]);
    expect(code).toBe(2);
    expect(stderr).toMatch(says);
  });
});

test("sextant compare aligns documents, and says of which blocks a finding is", async () => {
  const [fr, en] = ["fr", "en"].map((language) => join(corpus("UDHR"), `${language}.txt`));
  const { code, out: stdout } = await run(folder, [
    "compare",
    `fr:${fr}`,
    `en:${en}`,
    "--json",
    "--min-severity",
    "error",
  ]);
  // French leaves out the words with which the English preamble ends.
  const [finding] = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(finding).toMatchObject({ type: "missing", languages: ["fr"], units: { fr: [] } });
  expect(finding.message).toContain("Now, therefore");
  expect(code).toBe(1);
});
